"""Notes when each source was asked and answered, and which of its listings have moved."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from scrapy import Request, signals

from crawler.particulars import Particulars, has_moved

if TYPE_CHECKING:
    from scrapy.http import Response
    from scrapy.signalmanager import SignalManager

__all__ = ["Watch"]

LASTING = (301, 308)
"""Statuses of a redirect for good (RFC 9110, sections 15.4.2 and 15.4.9)."""


class Watch:
    """Fills a run's particulars from Scrapy's signals; requests without a source (robots.txt) are not noted."""

    def __init__(self, particulars: Particulars, run_signals: SignalManager) -> None:
        self._particulars = particulars
        run_signals.connect(self.request_reached_downloader, signals.request_reached_downloader)
        run_signals.connect(self.response_received, signals.response_received)

    def request_reached_downloader(self, request: Request, **_: Any) -> None:
        """Note the source's first request."""
        source = request.meta.get("source")
        if source is not None:
            self._particulars.of(source.name).asked(time.monotonic())

    def response_received(self, response: Response, request: Request, **_: Any) -> None:
        """Note an answer, and where a listing has moved to."""
        source = request.meta.get("source")
        if source is None:
            return
        particulars = self._particulars.of(source.name)
        particulars.answered(time.monotonic(), request.meta.get("download_latency", 0.0))
        listing = request.meta.get("listing")
        if listing is None or response.status >= 400:
            return
        reasons = request.meta.get("redirect_reasons", ())
        if reasons and all(reason in LASTING for reason in reasons) and has_moved(listing.url, response.url):
            particulars.moved[listing.url] = response.url
        else:
            particulars.straight.add(listing.url)
