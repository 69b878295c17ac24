"""A run's hold on the database: one connection, one lock, one row of `crawls`."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from scrapy import signals
from twisted.internet.task import LoopingCall

from crawler import __version__
from crawler.accounts import note_progress, write_accounts
from crawler.extensions.watch import Watch
from crawler.health.checkup import check_up
from crawler.health.hooks import Hooks
from crawler.particulars import Particulars
from crawler.tally import Tally
from storage import runs
from storage.database import writing
from storage.errors import StorageError
from storage.illnesses import Illnesses
from storage.sources import Sources
from storage.transactions import transaction

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler

__all__ = ["Session"]

logger = logging.getLogger(__name__)

NOTE_EVERY = 10.0
"""Seconds between two notes of what the run has done so far; a killed run loses the counts of so many at most."""


class Session:
    """Extension that owns `database`, which the frontier middleware and the pipelines share, until the run ends.

    Raises StorageError where the file cannot be opened or another run holds it. `error` is the failure of the
    database that ended the run, None while there is none. `particulars`: what the run notes of its sources.
    """

    def __init__(self, crawler: Crawler, path: Path, hooks: Hooks) -> None:
        self.error: StorageError | None = None
        self._path, self._hooks = path, hooks
        self.particulars = Particulars()
        self._watch = Watch(self.particulars, crawler.signals)  # kept: signals hold their receivers weakly
        self._crawler = crawler
        self._tally = Tally(crawler.stats)
        with ExitStack() as stack:
            self.database = stack.enter_context(writing(path))
            self._close = stack.pop_all().close
        self._runs = runs.Runs(self.database)
        self._notes = LoopingCall(self._note_progress)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read DATABASE and the HEALTH settings, and listen for the run's start and end. Raises HooksError."""
        settings = crawler.settings
        hooks = Hooks.of(settings["HEALTH_COMMAND"], settings["HEALTH_WEBHOOK"])
        session = cls(crawler, Path(settings["DATABASE"]), hooks)
        crawler.signals.connect(session.spider_opened, signals.spider_opened)
        crawler.signals.connect(session.spider_closed, signals.spider_closed)
        crawler.signals.connect(session.engine_stopped, signals.engine_stopped)
        return session

    def spider_opened(self, spider: Spider) -> None:
        """Open the run's row and register its sources."""
        now = self._began = datetime.now(UTC)
        self._started = time.monotonic()
        command = f"crawl {spider.name}" + (" -a url=…" if getattr(spider, "urls", ()) else "")
        self._is_round = command == runs.ROUND
        self._run = self._runs.start(command, __version__, now)
        self._crawler.stats.set_value("crawls", self._run)  # so many there were with this database, and this one
        sources = Sources(self.database.conn)
        with transaction(self.database.conn):
            for source in getattr(spider, "sources", ()):
                sources.register(source.name, source.url, source.language, now)
        self._notes.start(NOTE_EVERY, now=False)

    def fail(self, error: StorageError) -> None:
        """End the run, since nothing more can be kept: say why once, and let no further page be fetched."""
        if self.error is not None:
            return
        self.error = error
        logger.critical("The run ends: %s", error)
        assert self._crawler.engine is not None
        closing = self._crawler.engine.close_spider_async(reason="database")
        self._closing = asyncio.ensure_future(closing)  # kept: the loop holds tasks weakly

    def spider_closed(self, reason: str) -> None:
        """Write what the run did and examine its sources."""
        if self._notes.running:
            self._notes.stop()
        failed = self._tally.failed() or self.error
        try:
            write_accounts(
                self.database,
                self._run,
                self._tally.by_source(),
                self.particulars,
                started=self._began,
                now=datetime.now(UTC),
                seconds=time.monotonic() - self._started,
                outcome="failed" if failed else "finished" if reason == "finished" else "stopped",
                is_round=self._is_round,
            )
            # Who sends a signal wants an end, not a report; the next run examines the sources.
            if self._is_round and reason != "shutdown":
                self._examine()
        except StorageError as error:
            self.error = self.error or error

    def _note_progress(self) -> None:
        try:
            note_progress(self.database, self._run, self._tally.by_source(), self.particulars, datetime.now(UTC))
        except StorageError as error:
            self.fail(error)

    def _examine(self) -> None:
        now, sources = datetime.now(UTC), list(self._tally.by_source())
        check_up(self.database, sources, now, self._hooks.channels)
        ill = {illness.source for illness in Illnesses(self.database).lasting()} & set(sources)
        self._crawler.stats.set_value("health/ill", len(ill))
        self._hooks.tell(self.database, str(self._path), now)

    def engine_stopped(self) -> None:
        """Let go of the database."""
        self._close()
