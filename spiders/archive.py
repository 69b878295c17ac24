"""A site's past: its sitemaps and lists for a span of dates, the newest first; stopped, it goes on where it was."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

from scrapy import Request, signals
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.page import Entry, Listing, Miss
from crawler.problems import PROBLEMS
from crawler.sources import Source, SourcesError
from crawler.urls import site_of
from spiders.base import Output, SiteSpider, charset, html_of, shapes_of
from spiders.failures import miss_of
from spiders.finding import COMMON_SITEMAPS, common_places, find_sections, find_sitemaps, next_page
from spiders.links import article_links
from spiders.sitemaps import Child, parse_sitemap
from spiders.spans import dated, read_span
from spiders.walk import Walk

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

__all__ = ["ArchiveSpider"]

LOOK_AFTER = 0.05
"""Seconds from the end of an article's work to the look whether it was the last."""


class ArchiveSpider(SiteSpider):
    """The articles of a span of dates of the sites in a file of sources.

    Arguments (`-a`): since, until: the first and the last date, as 2024-01-31, 2024-01 or 2024; until is today where it
    is not given; sources: a file of sources; only: names of sources, separated by commas.

    One listing of each site at a time is read, and the next one when its articles are fetched. What was read is kept
    by the walk middleware, in one transaction with the articles that it announced.
    """

    name = "archive"
    custom_settings: ClassVar[dict[str, Any]] = {  # type: ignore[misc] # Scrapy declares it as an instance's
        "SPIDER_MIDDLEWARES": {"crawler.middlewares.walk.WalkMiddleware": 500}
    }

    def __init__(self, since: str = "", until: str = "", sources: str = "", only: str = "", **arguments: Any) -> None:
        """Raises SourcesError, naming what is wrong and where."""
        try:
            self.dates = read_span(since, until, datetime.now(UTC))
        except ValueError as error:
            raise SourcesError(str(error)) from None
        super().__init__(sources, only, **arguments)
        self.span = f"{since}/{until}"
        self.walks: dict[str, Walk] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """As the parent's, with the SOURCES setting for want of an argument; listens for what becomes of articles."""
        kwargs.setdefault("sources", crawler.settings["SOURCES"])
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.item_scraped, signals.item_scraped)
        crawler.signals.connect(spider.spider_idle, signals.spider_idle)
        for done in (signals.response_received, signals.item_scraped, signals.item_dropped, signals.item_error):
            crawler.signals.connect(spider.look_soon, done)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Each source's home page: it, and the robots.txt read before it, lead to sitemaps and sections."""
        for source in self.sources:
            yield self.listing_request(source, Listing(source.url, "home"))

    def begin(self, source: Source, read: dict[str, str | None]) -> None:
        """Begin a source's walk, or go on with it. read: as Walk takes it."""
        self.walks[source.name] = Walk(source, self.dates, read)

    def article_request(self, source: Source, entry: Entry, found_on: str = "") -> Request:
        """As the parent's; the newer, the sooner."""
        when = dated(entry)
        moment = when.since if when else entry.modified
        request = super().article_request(source, entry)
        request.meta["found_on"] = found_on
        return request.replace(priority=int(moment.timestamp() // 3600) if moment else 0)

    def listing_request(self, source: Source, listing: Listing) -> Request:
        """As the parent's; before any article, and more than once if need be."""
        return super().listing_request(source, listing).replace(priority=1_000_000, dont_filter=True)

    def item_scraped(self, item: Any, response: Response) -> None:
        """Learn how far back a list has come from the articles that it led to."""
        published, page = getattr(item, "published", None), response.meta.get("found_on")
        if page and published:
            self.walks[response.meta["source"].name].learned(page, published)

    def spider_idle(self) -> None:
        """Keep the engine open while a walk has something left."""
        if self._read_on():
            raise DontCloseSpider

    def look_soon(self) -> None:
        """See in a moment whether the last articles are done: the engine itself looks every five seconds only."""
        asyncio.get_running_loop().call_later(LOOK_AFTER, self._look)

    def _look(self) -> None:
        engine = self.crawler.engine
        if engine is not None and engine.spider is not None and engine.spider_is_idle():
            self._read_on()

    def _read_on(self) -> bool:
        """Read each source's next listing, now that the articles of the last ones are fetched."""
        assert self.crawler.engine is not None
        listings = [(walk.source, listing) for walk in self.walks.values() if (listing := walk.next())]
        for source, listing in listings:
            self.crawler.engine.crawl(self.listing_request(source, listing))
        return bool(listings)

    def failed(self, failure: Failure) -> Output:
        """The Miss of a request without an answer; a walk goes on without a listing, but has not ended then."""
        miss = miss_of(failure, datetime.now(UTC))
        walk = self.walks[miss.source]
        if isinstance(miss.target, Entry):
            yield miss
        elif miss.target.url not in self._guesses(walk.source):
            if miss.target.kind == "home":
                self._plan(walk, (), ())
            walk.failed |= not PROBLEMS[miss.kind].permanent
            yield _continuing(miss)

    def closed(self, _: str) -> None:
        """Say what was left out."""
        for name, walk in self.walks.items():
            if walk.undated:
                self.logger.warning(
                    "%s: %d addresses in its sitemaps have no date and were left out", name, walk.undated
                )

    def _guesses(self, source: Source) -> tuple[str, ...]:
        return () if source.sitemaps else common_places(source.url, COMMON_SITEMAPS)

    def _plan(self, walk: Walk, sitemaps: Iterable[str], sections: Iterable[str]) -> None:
        """Put in line what the source names, else what was found."""
        source = walk.source
        found = source.sitemaps or tuple(dict.fromkeys(sitemaps)) or self._guesses(source)
        walk.add_sitemaps(Child(url) for url in found)
        for section in reversed(source.sections or (source.url, *sections)):
            walk.add_list(section)

    def parse_listing(self, response: Response) -> Output:
        """As the parent's; what is wrong with a listing that was only guessed at is nobody's fault."""
        source = response.meta["source"]
        for output in super().parse_listing(response):
            if isinstance(output, Miss) and isinstance(output.target, Listing):
                if output.target.url in self._guesses(source):
                    continue
                self.walks[source.name].failed = True
                output = _continuing(output)
            yield output

    def _home(self, source: Source, response: Response) -> Output:
        tree = html_of(response)
        sitemaps = [*self.named_sitemaps(response), *find_sitemaps(tree, response.url)]
        self._plan(self.walks[source.name], sitemaps, find_sections(tree, response.url))
        yield from ()

    def _sitemap(self, source: Source, response: Response) -> Output:
        walk, listing = self.walks[source.name], response.meta["listing"]
        sitemap = parse_sitemap(response.body, response.url, None, charset(response))
        walk.add_sitemaps(sitemap.children)
        response.meta["ended"] = not sitemap.children  # an index is read again, for what it leads to
        own = site_of(source.url)
        entries = [entry for entry in sitemap.entries if site_of(entry.url) == own]
        yield from self._articles(source, listing, walk.choose(listing, entries, shapes_of(response)))

    def _page(self, source: Source, response: Response) -> Output:
        walk, listing = self.walks[source.name], response.meta["listing"]
        tree, shapes = html_of(response), shapes_of(response)
        entries = article_links(tree, response.url, source, shapes)
        following = walk.following(listing, next_page(tree, response.url), entries)
        response.meta.update(ended=True, following=following)
        if following:
            walk.go_on(listing, following)
        yield from self._articles(source, listing, walk.choose(listing, entries, shapes))

    def _articles(self, source: Source, listing: Listing, entries: Iterable[Entry]) -> Iterator[Request]:
        for entry in entries:
            yield self.article_request(source, entry, listing.url)

    readers = {"home": _home, "sitemap": _sitemap, "page": _page}  # noqa: RUF012 # the parent says ClassVar


def _continuing(miss: Miss) -> Miss:
    """The miss of a listing of the past, which is nothing that the frontier should keep to be asked for again."""
    assert isinstance(miss.target, Listing)
    target = Listing(miss.target.url, "page")
    return replace(miss, target=target)
