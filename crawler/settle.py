"""Puts the better original in the place of an article: the earliest published of its pages, unless a later one is
markedly longer (dedup/original.py). Knows no Scrapy.

The article's number stays, and leads to the report as before; its old page becomes a copy. One transaction each, and
a row of `role_changes`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlite_utils

from crawler.article import Article
from crawler.verdict import Verdicts, about_the_same, evidence
from dedup.compare import compare
from dedup.index import Among, Index
from dedup.match import describe, same_report
from dedup.original import Version, better_original
from dedup.signature import DEFAULT_SCHEME, Scheme, Sketch
from storage.copies import Copies, Copy, StoredCopy
from storage.roles import Roles
from storage.site_lines import SiteLines
from storage.store import Store, StoredPage
from storage.transactions import transaction
from storage.values import from_utc_text

__all__ = ["Settlement", "Settler"]

AT_ONCE = 200
"""Articles whose numbers are read at once."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """A change that was made. article: its number. url, former_url: its page now, and before. why: in words."""

    article: int
    url: str
    former_url: str
    why: str


class Settler:
    """Looks at the reports of one database. Its index must be whole (crawler.reindex.ensure_index)."""

    def __init__(self, db: sqlite_utils.Database, now: datetime, scheme: Scheme = DEFAULT_SCHEME):
        self._connection = db.conn
        self._now = now
        self._scheme = scheme
        self._store, self._copies, self._roles = Store(db), Copies(db), Roles(db)
        self._index = Index(db.conn, scheme)
        self._verdicts = Verdicts(db, self._index)
        self._lines = SiteLines(db.conn, self._reindex)

    def count(self) -> int:
        """How many articles have copies."""
        return int(self._connection.execute("SELECT count(DISTINCT article) FROM copies").fetchone()[0])

    def run(self) -> Iterator[Settlement | None]:
        """Look at each article that has copies; gives what was changed of it, or None. Raises a StorageError.

        What was done stays where it is stopped; begun again, it finds that settled.
        """
        last = 0
        while True:
            rows = self._connection.execute(
                "SELECT DISTINCT article FROM copies WHERE article > ? ORDER BY article LIMIT ?", (last, AT_ONCE)
            ).fetchall()
            if not rows:
                return
            for (last,) in rows:
                yield self._article(last)

    def _article(self, identity: int) -> Settlement | None:
        stored, words = self._store.article(identity), self._store.words(identity)
        assert stored is not None
        copies = self._copies.of(identity)
        shown = _version(stored.url, stored.published, words)
        others = [_version(copy.url, copy.published, copy.verdict.words) for copy in copies]
        better = better_original(shown, others)
        if better is None:
            return None
        version, why = better
        copy = next(copy for copy in copies if copy.url == version.url)
        with transaction(self._connection):
            return self._exchange(identity, copy, copies, why)

    def _exchange(self, identity: int, copy: StoredCopy, copies: list[StoredCopy], why: str) -> Settlement | None:
        page, old = self._copies.page(copy.id), self._store.page(identity)
        assert old is not None
        if page is None:
            return None
        source = self._store.sources.id(copy.source, self._now)
        page = self._lines.read(self._lines.renewed(page, source), source).article
        new = self._scheme.sketch(page.text)
        if self._verdicts.on(page, new, Among(but=identity), copy) is not None:
            return None  # another article's copy as much as this one's original
        verdicts = self._beside(identity, new, old, [each for each in copies if each.id != copy.id])
        if verdicts is None:
            return None
        self._index.remove(identity, self._scheme.sketch(old.article.text))
        self._roles.settle(copy, page, len(new.words), verdicts.pop(old.article.url), why, self._now)
        self._index.add(identity, new)
        for each in copies:
            if each.url in verdicts:
                self._copies.judge(each, verdicts[each.url])
        return Settlement(identity, page.url, old.article.url, why)

    def _beside(self, identity: int, new: Sketch, old: StoredPage, copies: list[StoredCopy]) -> dict[str, Copy] | None:
        """What is said of the old article's page and of each other copy beside the new article's text; None where one
        of them would not be a copy of it: chains must not run away."""
        pages: dict[str, Article | None] = {copy.url: self._copies.page(copy.id) for copy in copies}
        pages[old.article.url] = old.article
        found_by = {copy.url: copy.verdict.found_by for copy in copies}
        verdicts = {}
        for url, page in pages.items():
            if page is None:  # stored by a version that kept no pages: what was said of it stays
                continue
            sketch = self._scheme.sketch(page.text)
            comparison, by = compare(new.reading, sketch.reading), found_by.get(url)
            if same_report(comparison) is None and not (by == "address" and about_the_same(comparison)):
                return None
            match = describe(identity, comparison)
            otherwise = "address" if by == "address" else "signature"
            verdicts[url] = evidence(match, sketch, "digest" if match.relation == "exact" else otherwise)
        return verdicts

    def _reindex(self, article: int, before: str, after: str) -> int:
        sketch = self._scheme.sketch(after)
        self._index.remove(article, self._scheme.sketch(before))
        self._index.add(article, sketch)
        return len(sketch.words)


def _version(url: str, published: str | None, words: int) -> Version:
    return Version(url, from_utc_text(published) if published is not None else None, words)
