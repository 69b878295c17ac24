"""A walk through one site's archive: which sitemaps and pages of lists are left to read, and which articles count."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime

from crawler.page import Entry, Listing
from crawler.sources import Source
from crawler.urls import is_page_url
from spiders.shapes import Shapes
from spiders.signs import is_refused, looks_like_article
from spiders.sitemaps import MAX_UNDATED, Child, choose_children, period_named
from spiders.spans import Span, dated

__all__ = ["Walk"]

MAX_CHILDREN = 5_000
"""Sitemaps of one index that are followed: a site with one a day has them for 14 years."""

MAX_SITEMAPS = 20_000
"""Sitemaps of one site: an index may name an index, and that another, without end."""

MAX_PAGES = 1_000
"""Pages of one list: a calendar without end has no last one."""


class Walk:
    """What is left to read of a site. Sitemaps come first, the newest first, then lists page by page.

    read: the listings of an earlier run of this walk, with the page that follows each (storage.walks). `failed`: a
    listing could not be read, so that the walk has not ended when nothing is left.
    """

    def __init__(self, source: Source, span: Span, read: dict[str, str | None]) -> None:
        self.source = source
        self.span = span
        self.failed = False
        self.undated = 0
        self._read = read
        self._met: set[str] = set()
        self._sitemaps: list[tuple[datetime, str]] = []
        self._lists: list[str] = []
        self._pages: Counter[str] = Counter()
        self._listed: set[str] = set()
        self._newest: dict[str, datetime] = {}
        self._before: dict[str, str] = {}

    def add_sitemaps(self, children: Iterable[Child]) -> None:
        """Put those sitemaps in line that may hold articles of the span and were not read yet."""
        wanted = [child for child in children if self._may_hold(child) and child.url not in self._met]
        room = min(MAX_CHILDREN, MAX_SITEMAPS - len(self._met))
        for child in choose_children(wanted, self.span.since, max(room, 0)):
            self._met.add(child.url)
            if child.url not in self._read:
                named = period_named(child.url)
                self._sitemaps.append((named.until if named else child.modified or _NEVER, child.url))
        self._sitemaps.sort()

    def add_list(self, url: str) -> None:
        """Put a list in line, from the page on that was not read yet."""
        while url in self._read and url not in self._met:
            self._met.add(url)
            following = self._read[url]
            if following is None:
                return
            url = following
        if url not in self._met:
            self._met.add(url)
            self._lists.append(url)

    def again(self, listing: Listing) -> None:
        """Put a listing in line once more, before all others: it held more than could be taken at once."""
        if listing.kind == "sitemap":
            self._sitemaps.append((datetime.max.replace(tzinfo=UTC), listing.url))
        else:
            self._lists.append(listing.url)

    def following(self, listing: Listing, target: str | None, entries: Iterable[Entry]) -> str | None:
        """Give the page to read after one of a list: its `target`, None where that brings nothing more.

        That is so where the page listed nothing that an earlier one of the walk had not, or only older articles.
        """
        entries = list(entries)
        fresh = {entry.url for entry in entries} - self._listed
        self._listed |= fresh
        newest = max((when.until for entry in entries if (when := dated(entry))), default=None)
        if not target or not fresh or (newest and newest <= self.span.since) or self._pages[listing.url] >= MAX_PAGES:
            return None
        self._pages[target] = self._pages[listing.url] + 1
        return target

    def learned(self, url: str, published: datetime) -> None:
        """Note when an article was published that the page `url` of a list led to."""
        self._newest[url] = max(published, self._newest.get(url, published))

    def go_on(self, listing: Listing, target: str) -> None:
        """Put the next page of a list in line; it is left out where `listing` turns out to have older articles only."""
        self._before[target] = listing.url
        self._met.add(target)
        self._lists.append(target)

    def next(self) -> Listing | None:
        """Give what to read now, None where nothing is left."""
        if self._sitemaps:
            return Listing(self._sitemaps.pop()[1], "sitemap")
        while self._lists:
            url = self._lists.pop()
            newest = self._newest.pop(self._before.pop(url, ""), None)
            if newest is None or newest >= self.span.since:
                return Listing(url, "page")
        return None

    def choose(self, listing: Listing, entries: Iterable[Entry], shapes: Shapes) -> list[Entry]:
        """Choose the articles of the span from what a listing announces, the newest first.

        An article's date is what its listing says, else its address, else, in a sitemap, the time of its change or
        the period in the sitemap's name. Of a list, articles without a date are taken: their pages tell. Of a
        sitemap they are not, but counted in `undated`.
        """
        entries = list(entries)
        changes = Counter(entry.modified for entry in entries)
        rewritten = {when for when, n in changes.items() if n > MAX_UNDATED}  # the sitemap's time, no article's
        named = period_named(listing.url) if listing.kind == "sitemap" else None
        chosen = []
        for entry in entries:
            modified = None if entry.modified in rewritten else entry.modified
            if self._is_wanted(entry, shapes) and self._in_span(entry, modified, named, listing.kind):
                chosen.append(entry)
        return sorted(chosen, key=_when, reverse=True)

    def _may_hold(self, child: Child) -> bool:
        named = period_named(child.url)
        return (named is None or named.meets(self.span)) and (
            child.modified is None or child.modified >= self.span.since
        )

    def _is_wanted(self, entry: Entry, shapes: Shapes) -> bool:
        wanted = self.source.wants(entry.url)
        if wanted is not None:
            return wanted
        if is_refused(entry.url) or not is_page_url(entry.url):
            return False
        return bool(entry.title) or bool(shapes.fits(entry.url)) or looks_like_article(entry.url)

    def _in_span(self, entry: Entry, modified: datetime | None, named: Span | None, kind: str) -> bool:
        when = dated(entry)
        if when is not None:
            return when.meets(self.span)
        if kind == "page":
            return True
        if modified is not None:
            return modified >= self.span.since if named else self.span.holds(modified)
        if named is None:
            self.undated += 1
        return named is not None


_NEVER = datetime.min.replace(tzinfo=UTC)


def _when(entry: Entry) -> datetime:
    when = dated(entry)
    return when.since if when else entry.modified or _NEVER
