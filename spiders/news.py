"""The scheduled crawl: every site's new articles, found by feeds, sitemaps or links."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urljoin, urlsplit

from scrapy import Request, Spider, signals
from scrapy.http import HtmlResponse, Response, TextResponse
from twisted.python.failure import Failure
from w3lib.encoding import http_content_type_encoding

from crawler.page import Entry, Listing, Miss, Page
from crawler.sources import Source, SourcesError, read_sources, select
from crawler.urls import normalise, site_of
from spiders.errors import ListingError
from spiders.failures import miss_of
from spiders.feeds import find_feeds, parse_feed
from spiders.links import article_links
from spiders.sitemaps import choose_children, parse_sitemap

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.robotstxt import RobotParser

__all__ = ["NewsSpider"]

Output = Iterator[Request | Miss | Page]

SITEMAP_AGE = timedelta(days=7)
"""How far back a plain sitemap's articles count; a first crawl takes in a week."""

SITEMAP_CHILDREN = 10
"""Sitemaps of one index that are followed."""

SITEMAP_DEPTH = 4
"""Links from the home page to the last index whose sitemaps are followed: robots.txt, an index, an index of those."""


class NewsSpider(Spider):
    """Yields a request for each listing and each article it announces, a Page for each article fetched, and a Miss
    for whatever could not be had. What is known already is dropped by the frontier middleware, not here.

    Arguments (`-a`): sources: a file of sources; only: names of sources, separated by commas;
    url: addresses of single articles, separated by commas, instead of any discovery.
    """

    name = "news"

    def __init__(self, sources: str = "", only: str = "", url: str = "", **arguments: Any) -> None:
        """Raises SourcesError, naming what is wrong and where."""
        super().__init__(**arguments)
        known = () if url and not sources else read_sources(Path(sources))
        self.sources: tuple[Source, ...] = select(known, only.split(",")) if only else known
        self.urls = addresses(url)
        self._sitemaps: dict[str, tuple[str, ...]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """As Spider's, with the SOURCES setting for want of an argument."""
        if not kwargs.get("url"):
            kwargs.setdefault("sources", crawler.settings["SOURCES"])
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.robots_parsed, signals.robots_parsed)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """The listings that each source names; its home page where it names none."""
        for address in self.urls:
            yield self.article_request(self._source_of(address), Entry(normalise(address), address=address))
        for source in () if self.urls else self.sources:
            for listing in first_listings(source):
                yield self.listing_request(source, listing)

    def listing_request(self, source: Source, listing: Listing) -> Request:
        """A request for a listing, before any article."""
        return self._request(source, listing.url, self.parse_listing, listing=listing, priority=10)

    def article_request(self, source: Source, entry: Entry) -> Request:
        """A request for an article page."""
        return self._request(source, entry.address or entry.url, self.parse_article, entry=entry, priority=0)

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        """Remember the sitemaps that a host's robots.txt names."""
        named = getattr(getattr(robotparser, "rp", None), "sitemaps", ())
        self._sitemaps[urlsplit(request.url).netloc] = tuple(named)

    def parse_listing(self, response: Response) -> Output:
        """Requests for what a listing announces. A listing that did not change (304) announces nothing."""
        source, listing = response.meta["source"], response.meta["listing"]
        if response.status == 304:
            return
        try:
            yield from _PARSERS[listing.kind](self, source, response)
        except ListingError as error:
            yield Miss(listing, source.name, str(error), permanent=False, refused=False, when=datetime.now(UTC))

    def parse_article(self, response: Response) -> Output:
        """The Page of an article, or a Miss for what is not HTML."""
        source, entry = response.meta["source"], response.meta["entry"]
        now = datetime.now(UTC)
        if not isinstance(response, HtmlResponse):
            yield Miss(entry, source.name, "not HTML", permanent=True, refused=True, when=now, status=response.status)
            return
        yield Page(
            entry=entry,
            url=normalise(response.url),
            source=source.name,
            body=response.body,
            fetched=now,
            encoding=charset(response),
            prune=source.prune,
        )

    def failed(self, failure: Failure) -> Output:
        """The Miss of a request without an answer."""
        yield miss_of(failure, datetime.now(UTC))

    def _home(self, source: Source, response: Response) -> Output:
        """Feeds the page links to, sitemaps its robots.txt names; its own links where there are neither."""
        tree = html_of(response)
        found = [Listing(url, "feed") for url in find_feeds(tree, response.url)]
        hosts = {urlsplit(url).netloc for url in [response.url, *response.meta.get("redirect_urls", ())]}
        for host in sorted(hosts):
            found += [Listing(urljoin(response.url, url), "sitemap") for url in self._sitemaps.get(host, ())]
        for listing in found:
            yield self.listing_request(source, listing)
        if not found:
            yield from self._section(source, response)

    def _section(self, source: Source, response: Response) -> Output:
        for entry in article_links(html_of(response), response.url, source):
            yield self.article_request(source, entry)

    def _feed(self, source: Source, response: Response) -> Output:
        yield from self._wanted(source, parse_feed(response.body, response.url, charset(response)).entries)

    def _sitemap(self, source: Source, response: Response) -> Output:
        since = datetime.now(UTC) - SITEMAP_AGE
        sitemap = parse_sitemap(response.body, response.url, since, charset(response))
        if response.meta["depth"] <= SITEMAP_DEPTH:
            for child in choose_children(sitemap.children, since, SITEMAP_CHILDREN):
                yield self.listing_request(source, Listing(child.url, "sitemap"))
        # Anyone may write a sitemap that names anyone's pages; a feed is the site's own choice of reports.
        own = site_of(source.url)
        yield from self._wanted(source, (entry for entry in sitemap.entries if site_of(entry.url) == own))

    def _wanted(self, source: Source, entries: Iterable[Entry]) -> Output:
        """Requests for the entries that the source's include and exclude let pass."""
        for entry in entries:
            if source.wants(entry.url) is not False:
                yield self.article_request(source, entry)

    def _request(self, source: Source, url: str, callback: Any, priority: int, **meta: Any) -> Request:
        meta |= {"source": source, "delay": source.delay, "handle_httpstatus_list": [304]}
        return Request(url, callback, errback=self.failed, priority=priority, meta=meta)

    def _source_of(self, address: str) -> Source:
        """The source of whose site `address` is; a new one, named for its host, where none is."""
        host = urlsplit(address).hostname or ""
        return next((s for s in self.sources if urlsplit(s.url).hostname == host), Source(host, f"http://{host}/"))


_PARSERS = {
    "home": NewsSpider._home,
    "section": NewsSpider._section,
    "feed": NewsSpider._feed,
    "sitemap": NewsSpider._sitemap,
}


def addresses(argument: str) -> tuple[str, ...]:
    """The addresses of a `url=` argument. Raises SourcesError for what is none."""
    found = tuple(address.strip() for address in argument.split(",") if address.strip())
    try:
        for address in found:
            normalise(address)
    except ValueError as error:
        raise SourcesError(f"url: {error}") from None
    return found


def first_listings(source: Source) -> Iterator[Listing]:
    """What the source's table names: feeds, sitemaps, sections; its home page where there is no feed or sitemap."""
    if not (source.feeds or source.sitemaps):
        yield Listing(source.url, "home")
    for kind, urls in (("feed", source.feeds), ("sitemap", source.sitemaps), ("section", source.sections)):
        for url in urls:
            yield Listing(url, kind)


def charset(response: Response) -> str | None:
    """The charset that the Content-Type header names."""
    return http_content_type_encoding((response.headers.get("Content-Type") or b"").decode("latin-1"))


def html_of(response: Response) -> Any:
    """The parsed page. Raises ListingError where the answer is not HTML."""
    if not isinstance(response, TextResponse):
        raise ListingError("not HTML")
    return response.selector.root
