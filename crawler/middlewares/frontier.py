"""The frontier between the spider and Scrapy's scheduler: what is known is not asked for again, over all runs."""

from __future__ import annotations

import logging
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol, Self
from zlib import crc32

from scrapy import Request
from scrapy.http import Response

from crawler.extensions.session import Session
from crawler.page import Entry, Listing, Miss
from crawler.tally import Tally
from storage.errors import StorageError
from storage.frontier import Frontier
from storage.listings import children_of, is_done, is_fresh, known_articles, unread_longest

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.sources import Source

__all__ = ["Bounds", "FrontierMiddleware", "NewsRequests"]

logger = logging.getLogger(__name__)

LEFTOVERS = 10_000
"""Articles of an earlier run that one source takes up at once; the rest are taken up by the next runs."""

LEARNED_FROM = 200
"""Newest articles of a source from which the shapes of its addresses are learned."""

HOME_AGE = (18, 30)
"""Hours that a home page which leads to feeds or sitemaps is not asked again, from and to, by a hash of its address, so
that not all are asked in one run: those are asked in its place. It has changed nearly every time, and they have not."""


class NewsRequests(Protocol):
    """What the middleware asks of a spider: its requests, with `source` and `listing` or `entry` in their meta."""

    def listing_request(self, source: Source, listing: Listing) -> Request:
        """A request for a listing."""

    def article_request(self, source: Source, entry: Entry) -> Request:
        """A request for an article."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """pages: articles of each source that a run fetches, 0 for any number. poll: longest time that a listing is not
    asked for. forget_days: after which dead addresses are forgotten, 0 for never."""

    pages: int
    poll: timedelta
    forget_days: float


class FrontierMiddleware:
    """Spider middleware. A spider asks for everything it sees; this lets through what is new, changed or due."""

    def __init__(self, spider: NewsRequests, session: Session, tally: Tally, bounds: Bounds) -> None:
        self._spider = spider
        self._session = session
        self._frontier = Frontier(session.database)
        self._tally = tally
        self._bounds = bounds
        self._left = _Allowance(bounds.pages)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Share the session's database; read SOURCE_PAGES, POLL_MAX_MINUTES and FORGET_DAYS."""
        session = crawler.get_extension(Session)
        assert session is not None
        settings = crawler.settings
        bounds = Bounds(
            pages=settings.getint("SOURCE_PAGES"),
            poll=timedelta(minutes=settings.getfloat("POLL_MAX_MINUTES")),
            forget_days=settings.getfloat("FORGET_DAYS"),
        )
        return cls(crawler.spider, session, Tally(crawler.stats), bounds)  # type: ignore[arg-type] # ours offers NewsRequests

    async def process_start(self, start: AsyncIterator[Request]) -> AsyncIterator[Request]:
        """Each source's listings with their validators, and what an earlier run left undone."""
        if self._bounds.forget_days:
            self._frontier.forget(datetime.now(UTC), self._bounds.forget_days)
        begun: set[str] = set()
        async for request in start:
            source: Source = request.meta["source"]
            if source.name not in begun:
                begun.add(source.name)
                self._tally.begin(source.name)
                for leftover in self._leftovers(source):
                    yield leftover
            if "listing" in request.meta:
                for begun_with in self._begin(request):
                    yield begun_with
            elif request.meta.get("once") and is_done(self._session.database.conn, request.meta["entry"].url):
                self._spider.known += 1  # type: ignore[attr-defined] # the pages spider's, which alone asks for it
            else:  # an article that the user names is fetched, known or not
                self._tally.add(source.name, "found")
                yield request

    def process_spider_input(self, response: Response) -> None:
        """Tell the spider, as `known` in meta, addresses of the source's stored articles: others look like them."""
        listing: Listing | None = response.meta.get("listing")
        if listing is not None and listing.kind != "feed" and response.status == 200:
            response.meta["known"] = known_articles(
                self._session.database.conn, response.meta["source"].name, LEARNED_FROM
            )

    async def process_spider_output(self, response: Response, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Of a listing, what it announces that is to be fetched; of an article, its page as it is."""
        if "listing" not in response.meta:
            async for output in result:
                yield output
            return
        try:
            outputs = [output async for output in result]
        except Exception as error:  # a mistake of ours in a parser; the listing is read again in the next run
            logger.exception("%s: cannot be read", response.url)
            outputs = [_unreadable(response, error)]
        misses = [output for output in outputs if isinstance(output, Miss)]
        requests = [output for output in outputs if isinstance(output, Request)]
        for miss in misses:
            yield miss
        try:
            passed = [] if misses else list(self._announced(response, requests))
        except StorageError as error:
            self._session.fail(error)
            return
        for request in passed:
            yield request

    def _leftovers(self, source: Source) -> Iterator[Request]:
        due = self._frontier.due(source.name, datetime.now(UTC), LEFTOVERS)
        for entry in due[: self._left.take(source.name, len(due))]:
            self._tally.add(source.name, "resumed")
            yield self._spider.article_request(source, entry)

    def _announced(self, response: Response, requests: list[Request]) -> Iterator[Request]:
        source: Source = response.meta["source"]
        listing: Listing = response.meta["listing"]
        now = datetime.now(UTC)
        self._tally.add(source.name, "bytes", len(response.body))
        if response.status == 304:
            self._frontier.unchanged(source.name, listing.url, now)
            known = list(self._led_to(source, listing.url))
            self._tally.add(source.name, "listings", not known)
            yield from known
            return
        articles = {request.meta["entry"].url: request for request in requests if "entry" in request.meta}
        leads = [request for request in requests if "listing" in request.meta]
        listings = [request for request in leads if request.meta["listing"].kind != "page"]
        answered = replace(listing, etag=_header(response, "ETag"), last_modified=_header(response, "Last-Modified"))
        fresh = self._frontier.discover(
            source.name,
            answered,
            [request.meta["entry"] for request in articles.values()],
            now,
            children=[request.meta["listing"] for request in listings],
        )
        # A page that only leads to others has answered nothing yet of what is new.
        self._tally.add(source.name, "listings", bool(articles) or not listings)
        self._tally.add(source.name, "found", len(fresh))
        yield from map(self._conditional, self._due(listings))
        for entry in fresh[: self._left.take(source.name, len(fresh))]:  # the rest stays pending, for the next run
            yield articles[entry.url]
        if fresh:  # a list is followed to its next page while it brings news
            yield from (request for request in leads if request.meta["listing"].kind == "page")

    def _due(self, listings: list[Request]) -> list[Request]:
        """The listings to ask for now: all, but of sections that a home page leads to one at a time, in turn."""
        sections = [request.url for request in listings if request.meta["listing"].kind == "section"]
        now = set(unread_longest(self._session.database.conn, sections)) if sections else ()
        return [request for request in listings if request.meta["listing"].kind != "section" or request.url in now]

    def _begin(self, request: Request) -> list[Request]:
        """In place of a home page, the feeds and sitemaps it led to, for HOME_AGE; any other listing itself."""
        if request.meta["listing"].kind == "home":
            connection, source = self._session.database.conn, request.meta["source"]
            led_to = list(self._led_to(source, request.url))
            elsewhere = [each for each in led_to if each.meta["listing"].kind != "section"]
            age = HOME_AGE[0] + crc32(request.url.encode()) % (HOME_AGE[1] - HOME_AGE[0])
            if elsewhere and is_fresh(connection, request.url, datetime.now(UTC) - timedelta(hours=age)):
                return [each for each in elsewhere if self._is_due(each)]
            return [self._conditional(request)]
        return [self._conditional(request)] if self._is_due(request) else []

    def _is_due(self, request: Request) -> bool:
        return self._frontier.is_due(request.meta["listing"].url, datetime.now(UTC), self._bounds.poll)

    def _led_to(self, source: Source, url: str) -> Iterator[Request]:
        known = children_of(self._session.database.conn, url)
        yield from map(self._conditional, self._due([self._spider.listing_request(source, each) for each in known]))

    def _conditional(self, request: Request) -> Request:
        """The request, with the validators of the listing's last answer (RFC 9110, section 13.1)."""
        known = self._frontier.validators(request.url)
        if known and known.etag:
            request.headers["If-None-Match"] = known.etag
        if known and known.last_modified:
            request.headers["If-Modified-Since"] = known.last_modified
        return request


class _Allowance:
    """How many articles of each source one run may still fetch; pages: of each, 0 for any number."""

    def __init__(self, pages: int) -> None:
        self._pages = pages or sys.maxsize
        self._taken: Counter[str] = Counter()

    def take(self, source: str, wanted: int) -> int:
        """How many of `wanted` articles it may; they are taken from its allowance."""
        granted = min(wanted, self._pages - self._taken[source])
        self._taken[source] += granted
        return granted


def _unreadable(response: Response, error: Exception) -> Miss:
    listing, source = response.meta["listing"], response.meta["source"].name
    return Miss(listing, source, "mistake", datetime.now(UTC), response.status, type(error).__name__)


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
