"""Delays that sites and sources ask for: Crawl-delay of robots.txt, and `delay` of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from scrapy import Request, signals

from crawler.downloader import site_key

if TYPE_CHECKING:
    from scrapy.core.downloader import Slot
    from scrapy.crawler import Crawler
    from scrapy.robotstxt import RobotParser

__all__ = ["Politeness"]

LONGEST_CRAWL_DELAY = 60.0
"""Seconds. Some sites ask for an hour, which would hold a run for days; a minute is slow enough for anyone."""


class Politeness:
    """Extension: keeps each site's pause at least as long as its robots.txt and its source ask.

    Scrapy reads Crawl-delay and does nothing with it (scrapy issue 892), and AutoThrottle moves a host's delay
    between DOWNLOAD_DELAY and its maximum, whatever the site asked: so the floor is put back before each request.
    """

    def __init__(self, crawler: Crawler, user_agent: str, obey_robots: bool) -> None:
        self._crawler = crawler
        self._user_agent = user_agent
        self._obey_robots = obey_robots
        self._floors: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read ROBOTSTXT_USER_AGENT and ROBOTSTXT_OBEY, and listen."""
        settings = crawler.settings
        extension = cls(crawler, settings["ROBOTSTXT_USER_AGENT"], settings.getbool("ROBOTSTXT_OBEY"))
        crawler.signals.connect(extension.robots_parsed, signals.robots_parsed)
        crawler.signals.connect(extension.request_reached_downloader, signals.request_reached_downloader)
        return extension

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        """Take the longest Crawl-delay of the site's hosts as a floor."""
        asked = robotparser.crawl_delay(self._user_agent) if self._obey_robots else None
        if asked:
            site = site_key(request.url)
            self._floors[site] = max(self._floors.get(site, 0.0), min(float(asked), LONGEST_CRAWL_DELAY))

    def request_reached_downloader(self, request: Request, **_: Any) -> None:
        """Raise the delay of the request's slot to its floor."""
        key: str = request.meta["download_slot"]
        slot: Slot = self._crawler.engine.downloader.slots[key]
        floor = max(self._floors.get(key, 0.0), request.meta.get("delay") or 0.0)
        if slot.delay < floor:
            slot.delay = floor
