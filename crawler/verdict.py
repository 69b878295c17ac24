"""The verdict on a page: which stored article it repeats, by its address or by its text. Knows no Scrapy."""

from urllib.parse import urlsplit

import sqlite_utils

from crawler.article import Article
from dedup.compare import Comparison, compare
from dedup.index import ALL, Among, Index
from dedup.match import Match, describe, find_match, same_report
from dedup.reading import Reading
from dedup.series import is_series
from dedup.signature import Sketch
from storage.copies import Copies, Copy, StoredCopy
from storage.store import Store

__all__ = ["Verdicts", "about_the_same", "evidence"]

SAME_ADDRESS = 0.55
"""Least share of words in common of two texts whose pages name one address as their own, where the texts alone do not
make them one report: the address is a sign already, but many sites name one on all their pages, and two reports that
quote one long speech share half of their text."""


class Verdicts:
    """Compares pages with what one database holds."""

    def __init__(self, db: sqlite_utils.Database, index: Index):
        self._store = Store(db)
        self._copies = Copies(db)
        self._index = index

    def on(self, page: Article, sketch: Sketch, among: Among = ALL, stored: StoredCopy | None = None) -> Copy | None:
        """The verdict that a page repeats a stored article, with its evidence; None where it is a report of its own.

        sketch: of its text. among: the articles that its text is compared with. stored: the page's own row, where a
        stored copy is judged again: that row, or the article that `among` leaves out, says nothing for itself.
        """
        again = stored is not None or among.but >= 0
        match, found_by = self._same_address(page, sketch, among.but, page.url if again else None), "address"
        if match is None:
            match = find_match(self._index, sketch, among)
            found_by = "digest" if match is not None and match.relation == "exact" else "signature"
        if match is None or self._in_series(match, stored):
            return None
        return evidence(match, sketch, found_by)

    def _in_series(self, match: Match, stored: StoredCopy | None) -> bool:
        """Whether the text is another report made from the template of the article that it is like."""
        if match.relation != "near" or match.differs is None:
            return False
        return is_series(match.differs, self._copies.differences(match.article, stored.id if stored else None))

    def _same_address(self, page: Article, sketch: Sketch, itself: int, own_url: str | None) -> Match | None:
        """A stored article whose page is, or names, the address that this page names, and that says about the
        same. itself, own_url: what does not count."""
        address = urlsplit(page.canonical_url)
        if address.path in ("", "/") and not address.query:  # the home page: named by mistake, and by every page
            return None
        named = map(self._store.article, self._store.named(page.canonical_url, but=own_url))
        found = [
            (stored.id, comparison)
            for stored in named
            if stored is not None and stored.id != itself
            if about_the_same(comparison := compare(Reading.of(stored.text), sketch.reading))
        ]
        return describe(*max(found, key=lambda pair: pair[1].similarity)) if found else None


def about_the_same(comparison: Comparison) -> bool:
    """Whether two texts of one address are one report, in whatever state."""
    return same_report(comparison) is not None or comparison.similarity >= SAME_ADDRESS


def evidence(match: Match, sketch: Sketch, found_by: str) -> Copy:
    """A match as it is stored. sketch: of the copy's text. found_by: a key of storage.copies.FOUND_BY."""
    return Copy(
        article=match.article,
        relation=match.relation,
        similarity=round(match.similarity, 3),
        contained=round(match.contained, 3),
        differs=match.differs,
        found_by=found_by,
        words=len(sketch.words),
        digest=sketch.digest,
    )
