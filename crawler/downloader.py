"""Scrapy's downloader with one queue per site, not per name: www., m. and news. of one paper share its pauses."""

from __future__ import annotations

from collections.abc import Coroutine
from time import monotonic
from typing import TYPE_CHECKING, Any

from scrapy import Request
from scrapy.core.downloader import Downloader, Slot
from twisted.python.failure import Failure

from crawler.downloads import PooledHandler
from crawler.urls import site_of

if TYPE_CHECKING:
    from scrapy.http import Response
    from twisted.internet.defer import Deferred

__all__ = ["SiteDownloader", "site_key"]


def site_key(url: str) -> str:
    """The site of a request's address, as crawler.urls.site_of; "" where it has none."""
    try:
        return site_of(url.lower())
    except ValueError:
        return ""


class SiteDownloader(Downloader):
    """Its slots are sites. A redirect to another site waits in that one's, whatever slot its request came from."""

    def get_slot_key(self, request: Request) -> str:
        """The site, which is then the request's `download_slot`."""
        return site_key(request.url)

    def _wait_for_download(
        self, slot: Slot, request: Request, queue_dfd: Deferred[Response]
    ) -> Coroutine[Any, Any, None]:
        # Scrapy counts a request as being transferred when its task first runs. Without a delay all that wait at that
        # moment were sent at once, whatever CONCURRENT_REQUESTS_PER_DOMAIN said.
        slot.transferring.add(request)
        return super()._wait_for_download(slot, request, queue_dfd)

    def pause(self, site: str, seconds: float) -> None:
        """Send nothing to a site for so long."""
        slot = self.slots.get(site)
        if slot is not None and seconds > 0:
            slot.delay = max(slot.delay, 0.001)  # without any, Scrapy does not look at when the last request was sent
            slot.lastseen = max(slot.lastseen, monotonic() + seconds - slot.delay)

    def abort(self) -> None:
        """Break off every download that is on its way."""
        for handler in self.handlers._handlers.values():  # those that were used; Scrapy has no public way to them
            if isinstance(handler, PooledHandler):
                handler.abort()

    def drop(self, site: str, error: Exception) -> None:
        """Let the requests that wait for their turn at a site fail with `error`."""
        slot = self.slots.get(site)
        while slot is not None and slot.queue:
            _, waiting = slot.queue.popleft()
            waiting.errback(Failure(error))  # type: ignore[no-untyped-call] # Twisted has no types here
