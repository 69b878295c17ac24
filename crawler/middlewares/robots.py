"""robots.txt by RFC 9309.

In place of Scrapy's own, which takes any answer for rules (an error page of status 500 allows everything), allows
everything where none can be had, reads ten megabytes of it, never forgets one, and logs a stack for a host
that is down.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from scrapy import Request, signals
from scrapy.exceptions import IgnoreRequest, NotConfigured, StopDownload
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.utils.httpobj import urlparse_cached

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.robotstxt import RobotParser

__all__ = ["Disallowed", "Robots", "RobotsUnreachable"]

MAX_BYTES = 500 * 1024
"""Of a robots.txt that are read: what section 2.5 asks for at least."""

MAX_AGE = 24 * 3600.0
"""Seconds that a robots.txt is believed (section 2.4)."""


class Disallowed(IgnoreRequest):
    """robots.txt does not allow the address."""

    kind = "robots.txt"


class RobotsUnreachable(IgnoreRequest):
    """robots.txt cannot be had now, so that nothing of the host may be asked for (section 2.3.1.4)."""

    kind = "robots.txt unreachable"


@dataclass(frozen=True, slots=True)
class _Answer:
    """rules: None where everything is allowed. error: why nothing may be asked for. until: by the monotonic clock."""

    rules: RobotParser | None
    error: Exception | None
    until: float


class Robots:
    """Downloader middleware: asks each host for its robots.txt once, before anything else, and obeys it.

    2xx gives the rules; 4xx allows everything (section 2.3.1.3), as do too many redirects; 5xx, 429 and no answer
    allow nothing in this run, and the host's pages are tried again in later ones.
    """

    def __init__(self, crawler: Crawler, user_agent: str) -> None:
        self._crawler = crawler
        self._user_agent = user_agent
        self._answers: dict[str, asyncio.Future[_Answer]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read ROBOTSTXT_OBEY and ROBOTSTXT_USER_AGENT."""
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        robots = cls(crawler, crawler.settings["ROBOTSTXT_USER_AGENT"])
        crawler.signals.connect(robots.bytes_received, signals.bytes_received)
        return robots

    async def process_request(self, request: Request) -> None:
        """Raises Disallowed, RobotsUnreachable, or what became of the request for robots.txt."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        answer = await self._answer(request)
        if answer.error is not None:
            raise answer.error.with_traceback(None)
        if answer.rules is not None and not answer.rules.allowed(request.url, self._user_agent):
            raise Disallowed("robots.txt does not allow it")

    def bytes_received(self, data: bytes, request: Request) -> None:
        """End the download of a robots.txt where enough of it was received. Raises StopDownload."""
        if "robots_bytes" in request.meta:
            request.meta["robots_bytes"] += len(data)
            if request.meta["robots_bytes"] > MAX_BYTES:
                raise StopDownload(fail=False)

    async def _answer(self, request: Request) -> _Answer:
        parts = urlparse_cached(request)
        host = f"{parts.scheme}://{parts.netloc}"
        known = self._answers.get(host)
        if known is not None:
            answer = await known
            if answer.until > time.monotonic():
                return answer
        if self._answers.get(host) is known:  # else another request has begun to ask meanwhile
            self._answers[host] = asyncio.ensure_future(self._asked(host, request))
        return await self._answers[host]

    async def _asked(self, host: str, request: Request) -> _Answer:
        rules: RobotParser | None = None
        error: Exception | None = None
        meta: dict[str, Any] = {"dont_obey_robotstxt": True, "robots_bytes": 0}
        if "delay" in request.meta:
            meta["delay"] = request.meta["delay"]
        asked = Request(f"{host}/robots.txt", priority=1000, meta=meta, callback=NO_CALLBACK)
        assert self._crawler.engine is not None
        try:
            response = await self._crawler.engine.download_async(asked)
        except IgnoreRequest as ignored:
            # too many redirects are as if there were none (section 2.3.1.2); a private address is none for its pages
            error = ignored if hasattr(ignored, "kind") else None
        except Exception as failed:
            error = failed
        else:
            rules, error = await self._read(response, request)
        return _Answer(rules, error, time.monotonic() + MAX_AGE)

    async def _read(self, response: Response, request: Request) -> tuple[RobotParser | None, Exception | None]:
        if response.status >= 500 or response.status == 429:
            return None, RobotsUnreachable(f"robots.txt: HTTP {response.status}")
        if response.status >= 300:
            return None, None
        rules = ProtegoRobotParser(response.body[:MAX_BYTES], self._crawler.spider)
        await self._crawler.signals.send_catch_log_async(
            signal=signals.robots_parsed, robotparser=rules, request=request
        )
        return rules, None
