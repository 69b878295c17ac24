"""From a fetched page to the database: extract in a worker process, then record in one transaction.

Deduplication and storage are one step, since a look-up and the insert that follows from it must not have another
page's insert between them.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from scrapy.exceptions import DropItem

from crawler.article import Article
from crawler.extensions.session import Session
from crawler.extensions.shutdown import out_of_time
from crawler.long_work import bar
from crawler.page import Entry, Listing, Miss, NoArticle, Page
from crawler.pool import WorkerDied, WorkerPool, WorkerTimeout
from crawler.problems import PROBLEMS
from crawler.record import Recorder
from crawler.reindex import ensure_index
from crawler.tally import Tally
from crawler.worker import PRELOAD, RECYCLE_AFTER, extract_page
from dedup.signature import Sketch
from storage.errors import StorageError
from storage.frontier import Frontier
from storage.robots_tags import keep_robots_tags
from storage.transactions import transaction

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

__all__ = ["Extract", "Extracted", "Record"]

logger = logging.getLogger(__name__)

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Extracted:
    """A page with what its worker made of it: the article and its sketch, why there is none, or what was raised."""

    page: Page
    result: tuple[Article, Sketch] | NoArticle | Exception


class Extract:
    """Pipeline: Page -> Extracted, in a pool of processes. Scrapy holds back responses while pages wait here
    (SCRAPER_SLOT_MAX_ACTIVE_SIZE), which bounds how many do."""

    def __init__(self, workers: int, timeout: float, memory_mb: int) -> None:
        self._stopping = False
        self._pool = WorkerPool(
            extract_page,
            size=workers,
            time_limit=timeout,
            recycle_after=RECYCLE_AFTER,
            memory_limit=memory_mb * MIB,
            preload=PRELOAD,
        )

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read the EXTRACT settings; listen for a run that is stopped and should end now."""
        settings = crawler.settings
        extract = cls(
            settings.getint("EXTRACT_WORKERS"),
            settings.getfloat("EXTRACT_TIMEOUT"),
            settings.getint("EXTRACT_MEMORY_MB"),
        )
        crawler.signals.connect(extract.abort, out_of_time)
        return extract

    def open_spider(self) -> None:
        """Start the workers, which takes them as long as the first listings take."""
        self._pool.start()

    def close_spider(self) -> None:
        """End the workers."""
        self._pool.close()

    async def process_item(self, item: Any) -> Any:
        """Extract a Page; let anything else pass."""
        if not isinstance(item, Page):
            return item
        try:
            return Extracted(item, await self._pool.run(item))
        except Exception as error:  # whatever it is, it costs this page alone; Record says and counts it
            return Extracted(item, error) if not self._stopping else _stopped(item)

    def abort(self) -> None:
        """Give up the pages that are being extracted; they stay pending."""
        self._stopping = True
        self._pool.kill()


class Record:
    """Pipeline: writes what came of a page, or why there was none, and counts it; gives the Article."""

    def __init__(self, session: Session, tally: Tally, window_days: float | None) -> None:
        self._session = session
        with bar("index", "the index of near-duplicates is of another version: it is built anew") as show:
            ensure_index(session.database, show)
        self._recorder = Recorder(session.database, window_days=window_days)
        self._frontier = Frontier(session.database)
        self._tally = tally

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Share the session's database; read COMPARE_DAYS."""
        session = crawler.get_extension(Session)
        assert session is not None
        return cls(session, Tally(crawler.stats), crawler.settings.getfloat("COMPARE_DAYS") or None)

    def process_item(self, item: Extracted | Miss) -> Article:
        """Give the article; raise DropItem where there is none, or where the database takes none any more."""
        if self._session.error is not None:
            raise DropItem("the database cannot be written", log_level="DEBUG")
        try:
            return self._miss(item) if isinstance(item, Miss) else self._page(item)
        except StorageError as error:
            self._session.fail(error)
            raise DropItem(str(error), log_level="DEBUG") from error
        except DropItem:
            raise
        except Exception as error:  # a mistake of ours; the address stays pending, for a version that mends it
            if isinstance(item, Miss):
                source, target = item.source, item.target
            else:
                source, target = item.page.source, item.page.entry
            logger.exception("%s: cannot be recorded: %r", source, item)
            self._count(source, target, "mistake")
            raise DropItem(repr(error), log_level="DEBUG") from error

    def _page(self, item: Extracted) -> Article:
        page, result = item.page, item.result
        self._tally.add(page.source, "fetched")
        self._tally.add(page.source, "bytes", len(page.body))
        if isinstance(result, tuple):
            article, sketch = result
            with transaction(self._session.database.conn):
                outcome = self._recorder.record(page, article, sketch)
                keep_robots_tags(self._session.database.conn, article.url, page.robots)
            self._tally.add(page.source, _COUNTS[outcome.kind])
            self._session.particulars.of(page.source).article(
                len(sketch.words), dated=bool(article.published or page.entry.published), authored=bool(article.authors)
            )
            return article
        miss = _miss_of(page, result)
        if PROBLEMS[miss.kind].count == "rejected":
            self._count(page.source, page.entry, miss.kind)
            self._recorder.reject(page, miss.reason)
            raise DropItem(miss.reason, log_level="DEBUG")
        logger.warning("%s: %s: %s", page.url, miss.kind, miss.reason)
        return self._miss(miss)

    def _count(self, source: str, target: Entry | Listing, kind: str) -> None:
        """Count a problem, by its kind."""
        noted, count = self._session.particulars.of(source), PROBLEMS[kind].count
        if count and isinstance(target, Listing):
            count = "listing_errors"
        if count:
            self._tally.add(source, count)
        if count in ("errors", "listing_errors"):
            noted.error(kind, target.url)
        else:
            noted.refusal_kinds[kind] += 1

    def _miss(self, miss: Miss) -> Article:
        problem, said = PROBLEMS[miss.kind], miss.reason or miss.kind
        self._count(miss.source, miss.target, miss.kind)
        match miss.target:
            case Listing() as listing if problem.count:
                logger.warning("%s: %s: %s", miss.source, listing.url, said)
                if listing.kind != "page":  # what continues a list is not kept to be asked for again
                    self._frontier.failed_listing(miss.source, listing, miss.when, miss.status)
            case Entry() as entry if problem.count:
                logger.info("%s: %s: %s", miss.source, entry.url, said)
                permanent = "gone" if miss.kind == "gone" else "refused" if problem.permanent else None
                self._frontier.fail(
                    entry.url,
                    miss.source,
                    miss.when,
                    status=miss.status,
                    note=said,
                    permanent=permanent,
                )
        raise DropItem(said, log_level="DEBUG")


def _stopped(page: Page) -> Miss:
    return Miss(page.entry, page.source, "stopped", page.fetched)


def _miss_of(page: Page, result: NoArticle | Exception) -> Miss:
    """Why no article came of a page that was fetched."""
    if isinstance(result, NoArticle):
        return Miss(page.entry, page.source, result.kind, page.fetched, 200, result.reason)
    kind = "extraction failed"
    if isinstance(result, WorkerTimeout | WorkerDied):
        kind = "extraction timeout" if isinstance(result, WorkerTimeout) else "extraction crashed"
    return Miss(page.entry, page.source, kind, page.fetched, 200, str(result) or type(result).__name__)


_COUNTS = {"new": "new", "copy": "copies", "revision": "revisions", "unchanged": "unchanged"}
"""Kind of an Outcome -> count of a Tally."""
