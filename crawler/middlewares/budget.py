"""A source's share of a run: after SOURCE_MINUTES its articles wait for the next one."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.exceptions import IgnoreRequest, NotConfigured

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

__all__ = ["Budget", "OverBudget"]


class OverBudget(IgnoreRequest):
    """The source has had its minutes; the article waits for the next run."""

    kind = "budget"


class Budget:
    """Downloader middleware. One slow site would otherwise hold a run, and with it all other sources, for hours."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._began: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read SOURCE_MINUTES. Switched off for a spider that is not `scheduled`: nothing comes after it."""
        minutes = crawler.settings.getfloat("SOURCE_MINUTES")
        if not minutes or not getattr(crawler.spidercls, "scheduled", False):
            raise NotConfigured
        return cls(60 * minutes)

    def process_request(self, request: Request) -> None:
        """Raises OverBudget, for articles alone: listings are few, and what they announce must be known."""
        source = request.meta.get("source")
        if source is not None:
            began = self._began.setdefault(source.name, monotonic())
            if "entry" in request.meta and monotonic() - began > self._seconds:
                raise OverBudget(f"over {self._seconds / 60:g} minutes")
