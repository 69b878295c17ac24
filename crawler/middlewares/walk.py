"""Between the archive spider and Scrapy's scheduler: what is known is not asked for again, and a walk that was stopped
goes on where it was."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self

from scrapy import Request, signals
from scrapy.http import Response

from crawler.extensions.session import Session
from crawler.page import Entry, Listing
from crawler.tally import Tally
from spiders.archive import ArchiveSpider
from storage.errors import StorageError
from storage.frontier import Frontier
from storage.listings import known_articles
from storage.walks import Walks

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

__all__ = ["WalkMiddleware"]

AT_ONCE = 2_000
"""Articles of a listing that become due at once; it is read again for the rest. So when a walk is stopped, what it left
due does not fill the next runs of other spiders: half an hour at a second each."""

LEARNED_FROM = 200
"""As in crawler.middlewares.frontier."""


class WalkMiddleware:
    """Spider middleware of the archive spider."""

    def __init__(self, spider: ArchiveSpider, session: Session, tally: Tally) -> None:
        self._spider = spider
        self._session = session
        self._frontier = Frontier(session.database)
        self._walks = Walks(session.database)
        self._tally = tally

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Share the session's database; listen for the end."""
        session = crawler.get_extension(Session)
        assert session is not None
        assert isinstance(crawler.spider, ArchiveSpider)
        middleware = cls(crawler.spider, session, Tally(crawler.stats))
        crawler.signals.connect(middleware.spider_closed, signals.spider_closed)
        return middleware

    async def process_start(self, start: AsyncIterator[Request]) -> AsyncIterator[Request]:
        """Each source's walk, begun or gone on with, and the articles that it left due."""
        async for request in start:
            source = request.meta["source"]
            self._tally.begin(source.name)
            self._spider.begin(source, self._walks.read(source.name, self._spider.span))
            for entry in self._frontier.due(source.name, datetime.now(UTC), AT_ONCE):
                self._tally.add(source.name, "resumed")
                yield self._spider.article_request(source, entry)
            yield request

    def process_spider_input(self, response: Response) -> None:
        """As in crawler.middlewares.frontier."""
        if "listing" in response.meta and response.status == 200:
            known = known_articles(self._session.database.conn, response.meta["source"].name, LEARNED_FROM)
            response.meta["known"] = known

    async def process_spider_output(self, response: Response, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Of a listing, the articles that were never seen, its first AT_ONCE; of an article, its page as it is."""
        if "listing" not in response.meta:
            async for output in result:
                yield output
            return
        outputs = [output async for output in result]
        requests = {output.meta["entry"].url: output for output in outputs if isinstance(output, Request)}
        for output in outputs:
            if not isinstance(output, Request):
                yield output
        try:
            taken = list(self._taken(response, [request.meta["entry"] for request in requests.values()]))
        except StorageError as error:
            self._session.fail(error)
            return
        for entry in taken:
            yield requests[entry.url]

    def _taken(self, response: Response, entries: list[Entry]) -> Iterator[Entry]:
        source, listing = response.meta["source"].name, response.meta["listing"]
        self._tally.add(source, "bytes", len(response.body))
        self._tally.add(source, "listings")
        if not response.meta.get("ended"):
            return
        following, now = response.meta.get("following"), datetime.now(UTC)
        taken, complete = self._walks.take(source, self._spider.span, listing.url, following, entries, AT_ONCE, now)
        if not complete:
            self._spider.walks[source].again(Listing(listing.url, listing.kind))
        self._tally.add(source, "found", len(taken))
        yield from taken

    def spider_closed(self, reason: str) -> None:
        """Forget the walks that have ended; one that was stopped, or met a listing that failed, goes on next time."""
        if reason != "finished" or self._session.error is not None:
            return
        for name, walk in self._spider.walks.items():
            if not walk.failed:
                try:
                    self._walks.forget(name, self._spider.span)
                except StorageError as error:
                    self._session.fail(error)
