"""Sites that ask for fewer requests (429, 503, Retry-After): a pause within the run, then a hold over several."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Self

from scrapy import Request, signals
from scrapy.exceptions import IgnoreRequest, NotConfigured

from crawler.downloader import SiteDownloader, site_key
from crawler.extensions.session import Session
from storage.errors import StorageError
from storage.holds import LONGEST, Holds

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

__all__ = ["Backoff", "OnHold", "retry_after"]

REFUSALS = 3
"""Answers of a site, in a row, that ask for fewer requests: with the third the run asks it for nothing more."""

SHORT = timedelta(minutes=1)
"""Longest pause that a run waits for; after a longer one a later run goes on."""

PAUSE = timedelta(seconds=5)
"""Pause after such an answer that names none; none where DOWNLOAD_DELAY is 0 (the user's own servers)."""

STATUSES = frozenset({429, 503})


class OnHold(IgnoreRequest):
    """The site asked for a pause that is not over: the page waits for a later run."""

    kind = "on hold"


def retry_after(response: Response, now: datetime) -> timedelta | None:
    """How long the answer asks to wait (RFC 9110, section 10.2.3), from 0 to LONGEST; None where it does not say."""
    value = (response.headers.get(b"Retry-After") or b"").decode("latin-1").strip()
    try:
        if value.isascii() and value.isdigit():
            wait = timedelta(seconds=min(int(value[:9]), LONGEST.total_seconds()))
        else:
            until = parsedate_to_datetime(value)
            wait = (until if until.tzinfo else until.replace(tzinfo=UTC)) - now
    except (ValueError, OverflowError):
        return None
    return min(max(wait, timedelta()), LONGEST)


class Backoff:
    """Downloader middleware: asks a site on hold for nothing, and puts sites on hold."""

    def __init__(self, crawler: Crawler, holds: Holds, pause: timedelta) -> None:
        self._crawler = crawler
        self._holds = holds
        self._pause = pause
        self._held = holds.all(datetime.now(UTC))
        self._refusals: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Share the session's database; read DOWNLOAD_DELAY. Switched off where nothing is stored."""
        session = crawler.get_extension(Session)
        if session is None:
            raise NotConfigured
        pause = PAUSE if crawler.settings.getfloat("DOWNLOAD_DELAY") else timedelta()
        backoff = cls(crawler, Holds(session.database), pause)
        crawler.signals.connect(backoff.response_downloaded, signals.response_downloaded)
        return backoff

    def process_request(self, request: Request) -> None:
        """Raises OnHold."""
        until = self._held.get(site_key(request.url))
        if until is not None and datetime.now(UTC) < until:
            raise OnHold(f"on hold until {until:%Y-%m-%d %H:%M} UTC")

    def response_downloaded(self, response: Response, request: Request) -> None:
        """Pause or hold the site that refuses; forget the holds of one that answers again.

        A signal, since a middleware would see the answer when the next request to the site is on its way already.
        """
        site = site_key(request.url)
        if response.status in STATUSES:
            self._refused(site, request, response)
        elif response.status < 400:
            self._refusals.pop(site, None)
            if self._held.pop(site, None) is not None:
                self._written(lambda: self._holds.release(site))

    def _refused(self, site: str, request: Request, response: Response) -> None:
        now = datetime.now(UTC)
        self._refusals[site] += 1
        asked = retry_after(response, now)
        wait = asked if asked is not None else self._pause * self._refusals[site]
        if self._refusals[site] < REFUSALS and wait <= SHORT:
            self._downloader.pause(site, wait.total_seconds())
            return
        request.meta["dont_retry"] = True
        self._written(lambda: self._held.update({site: self._holds.hold(site, asked, response.status, now)}))
        until = self._held.get(site, now)
        self._downloader.drop(site, OnHold(f"on hold until {until:%Y-%m-%d %H:%M} UTC"))

    @property
    def _downloader(self) -> SiteDownloader:
        assert self._crawler.engine is not None
        downloader = self._crawler.engine.downloader
        assert isinstance(downloader, SiteDownloader)
        return downloader

    def _written(self, write: object) -> None:
        session = self._crawler.get_extension(Session)
        assert session is not None
        assert callable(write)
        try:
            write()
        except StorageError as error:
            session.fail(error)
