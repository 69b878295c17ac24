"""What all spiders do alike: requests for listings and articles, pages and misses for their answers."""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Self
from urllib.parse import urljoin, urlsplit

from scrapy import Request, Spider, signals
from scrapy.http import HtmlResponse, Response, TextResponse
from twisted.python.failure import Failure
from w3lib.encoding import http_content_type_encoding

from crawler.page import Entry, Listing, Miss, Page
from crawler.sources import Source, SourcesError, read_sources, select
from crawler.urls import normalise
from spiders.content import is_binary
from spiders.errors import ListingError
from spiders.failures import miss_of
from spiders.robots_tags import robots_tags
from spiders.shapes import Shapes

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.robotstxt import RobotParser

__all__ = ["Output", "SiteSpider", "charset", "html_of", "shapes_of"]

_NO_ARGUMENTS = {"self", "arguments"}

Output = Iterator[Request | Miss | Page]


class SiteSpider(Spider):
    """Yields a request for each listing and each article it announces, a Page for each article fetched, and a Miss
    for whatever could not be had. What is known already is dropped by the frontier middleware, not here.

    A spider over sources says in `readers` what reads the answer of each kind of listing.
    """

    obeyed: frozenset[str] = frozenset()
    """Directives of meta robots that keep an article out."""

    scheduled: ClassVar[bool] = False
    """Whether it runs again and again, so that articles may wait for the next run."""

    readers: ClassVar[dict[str, Any]] = {}  # Scrapy sets spiders' attributes, so it cannot be a Mapping's constant

    def __init__(self, sources: str = "", only: str = "", **arguments: Any) -> None:
        """sources: a file of sources, none where it is empty; only: names of some of them, separated by commas.

        Raises SourcesError, naming what is wrong and where, for an argument that there is not too.
        """
        super().__init__()
        for name in (each for each in arguments if not each.startswith("_")):  # Scrapyd gives _job
            expected = [each for each in inspect.signature(type(self).__init__).parameters if each not in _NO_ARGUMENTS]
            near = difflib.get_close_matches(name, expected, n=1)
            raise SourcesError(f"no argument is called {name!r}" + (f": did you mean {near[0]!r}?" if near else ""))
        known = read_sources(Path(sources)) if sources else ()
        self.sources: tuple[Source, ...] = select(known, only.split(",")) if only else known
        self._sitemaps: dict[str, tuple[str, ...]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """As Spider's; reads ROBOTS_TAGS_OBEY, listens for robots.txt. Raises SourcesError for another directive."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.obeyed = _obeyed(crawler.settings.getlist("ROBOTS_TAGS_OBEY"))
        crawler.signals.connect(spider.robots_parsed, signals.robots_parsed)
        return spider

    def listing_request(self, source: Source, listing: Listing) -> Request:
        """A request for a listing, before any article."""
        return self.request(source, listing.url, self.parse_listing, listing=listing, priority=10)

    def article_request(self, source: Source, entry: Entry) -> Request:
        """A request for an article page."""
        return self.request(source, entry.address or entry.url, self.parse_article, entry=entry, priority=0)

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        """Remember the sitemaps that a host's robots.txt names."""
        named = getattr(getattr(robotparser, "rp", None), "sitemaps", ())
        self._sitemaps[urlsplit(request.url).netloc] = tuple(named)

    def named_sitemaps(self, response: Response) -> Iterator[str]:
        """The sitemaps that robots.txt names, of every host on the way to this answer; normalised."""
        hosts = {urlsplit(url).netloc for url in [response.url, *response.meta.get("redirect_urls", ())]}
        for host in sorted(hosts):
            for url in self._sitemaps.get(host, ()):
                try:
                    yield normalise(urljoin(response.url, url))
                except ValueError:
                    self.logger.info("%s: robots.txt names no sitemap but %r", host, url[:200])

    def parse_listing(self, response: Response) -> Output:
        """Requests for what a listing announces. A listing that did not change (304) announces nothing."""
        source, listing = response.meta["source"], response.meta["listing"]
        if response.status == 304:
            return
        try:
            yield from self.readers[listing.kind](self, source, response)
        except ListingError as error:
            yield Miss(listing, source.name, "no listing", datetime.now(UTC), response.status, str(error))

    def parse_article(self, response: Response) -> Output:
        """The Page of an article, or a Miss for what is not HTML."""
        source, entry = response.meta["source"], response.meta["entry"]
        now = datetime.now(UTC)
        if not isinstance(response, HtmlResponse) or is_binary(response.body):
            yield Miss(entry, source.name, "not html", now, response.status)
            return
        robots = robots_tags(response.headers.getlist("X-Robots-Tag"), response.body)
        for tag in self.obeyed.intersection(robots):
            yield Miss(entry, source.name, tag, now, response.status)
            return
        yield Page(
            robots=robots,
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

    def wanted(self, source: Source, entries: Iterable[Entry]) -> Output:
        """Requests for the entries that the source's include and exclude let pass."""
        for entry in entries:
            if source.wants(entry.url) is not False:
                yield self.article_request(source, entry)

    def request(self, source: Source, url: str, callback: Any, priority: int, **meta: Any) -> Request:
        """A request with what the middlewares ask for in its meta: `source`, and `listing` or `entry`."""
        meta |= {"source": source, "delay": source.delay, "handle_httpstatus_list": [304]}
        return Request(url, callback, errback=self.failed, priority=priority, meta=meta)

    def source_of(self, address: str) -> Source:
        """The source of whose site `address` is; a new one, named for its host, where none is."""
        host = urlsplit(address).hostname or ""
        return next((s for s in self.sources if urlsplit(s.url).hostname == host), Source(host, f"http://{host}/"))


def _obeyed(words: Iterable[str]) -> frozenset[str]:
    found = frozenset(word.strip().lower() for word in words if word.strip())
    if wrong := found - {"noindex", "noarchive"}:
        raise SourcesError(f"ROBOTS_TAGS_OBEY: {min(wrong)!r} is neither noindex nor noarchive")
    return found


def shapes_of(response: Response) -> Shapes:
    """The shapes of the site's stored articles, whose addresses the frontier middleware puts into `known`."""
    return Shapes(response.meta.get("known", ()))


def charset(response: Response) -> str | None:
    """The charset that the Content-Type header names."""
    return http_content_type_encoding((response.headers.get("Content-Type") or b"").decode("latin-1"))


def html_of(response: Response) -> Any:
    """The parsed page. Raises ListingError where the answer is not HTML."""
    if not isinstance(response, TextResponse):
        raise ListingError("not HTML")
    return response.selector.root
