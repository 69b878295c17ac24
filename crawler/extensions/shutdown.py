"""A stopped run ends within seconds: SIGTERM comes with a deadline, after which systemd and containers kill."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Self

from scrapy import signals
from scrapy.exceptions import IgnoreRequest

from crawler.downloader import SiteDownloader

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

__all__ = ["Shutdown", "Stopped", "out_of_time"]

out_of_time = object()
"""Signal: the run was stopped, and what is still being extracted is to be given up."""

GRACE = 4.0
EXTRACTION_GRACE = 7.0
"""Seconds that downloads on their way are given after the run was stopped, and that extraction is."""

LOOK = 0.25
"""Seconds between two looks at whether the run is to stop: Scrapy has no signal for it."""


class Stopped(IgnoreRequest):
    """The run was stopped before the page was had; it waits for the next one."""

    kind = "stopped"


class Shutdown:
    """Extension: when the run is stopped, lets go at once of what waits for its turn, and after GRACE of what is on its
    way. All of it is pending in the frontier, and the next run takes it up.

    Scrapy itself waits for every download that has begun, and for all that wait behind it with their pauses.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._watching: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Watch from the first request to the last."""
        extension = cls(crawler)
        crawler.signals.connect(extension.engine_started, signals.engine_started)
        crawler.signals.connect(extension.spider_closed, signals.spider_closed)
        return extension

    def engine_started(self) -> None:
        """Begin to watch."""
        self._watching = asyncio.ensure_future(self._watch())

    def spider_closed(self) -> None:
        """Nothing is left to let go of."""
        if self._watching is not None:
            self._watching.cancel()

    async def _watch(self) -> None:
        while self._crawler.crawling:
            await asyncio.sleep(LOOK)
        assert self._crawler.engine is not None
        downloader = self._crawler.engine.downloader
        assert isinstance(downloader, SiteDownloader)
        waited = 0.0
        while True:  # what Scrapy still hands over is dropped too
            for site in list(downloader.slots):
                downloader.drop(site, Stopped("the run was stopped"))
            if waited >= GRACE:
                downloader.abort()
            if waited >= EXTRACTION_GRACE:
                self._crawler.signals.send_catch_log(out_of_time)
            await asyncio.sleep(LOOK)
            waited += LOOK
