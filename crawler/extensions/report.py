"""What a run tells people: a live line in a terminal, and a table at the end."""

from __future__ import annotations

import logging
import sys
import time
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text
from scrapy import signals

from crawler.contact import DEFAULT
from crawler.tally import Tally, is_silent

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.statscollectors import StatsCollector

__all__ = ["Report", "summary", "totals"]

COLUMNS = ("found", "fetched", "new", "copies", "revisions", "rejected", "refused", "errors")
"""Columns of the table, keys of crawler.tally.COUNTS."""

HEADINGS = {"rejected": "not articles"}

TABLE_LIMIT = 40
"""Sources shown one by one; with more, those where nothing happened are summed up in one line."""


class Report:
    """Extension: prints progress to stderr while the run lasts (in a terminal), and the summary to stdout."""

    def __init__(self, stats: StatsCollector, hint: str) -> None:
        self._hint = hint
        self._stats = stats
        self._tally = Tally(stats)
        self._started = time.monotonic()
        self._live: Live | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Listen for the run's start and end."""
        known = crawler.settings["CONTACT"] != DEFAULT
        hint = f"Sites are told {DEFAULT} as whom to write to; set CONTACT to what reaches you.\n"
        report = cls(crawler.stats, "" if known else hint)
        crawler.signals.connect(report.spider_opened, signals.spider_opened)
        crawler.signals.connect(report.engine_stopped, signals.engine_stopped)
        return report

    def spider_opened(self) -> None:
        """Start the live line."""
        console = Console(stderr=True)
        if not console.is_terminal:
            return
        self._live = Live(console=console, get_renderable=self._line, refresh_per_second=4, transient=True)
        self._live.start()
        _log_to(sys.stderr)  # which Live has replaced, so that a warning does not tear the line

    def engine_stopped(self) -> None:
        """End the live line and print the summary."""
        if self._live is not None:
            self._live.stop()
            _log_to(sys.stderr)
        seconds = time.monotonic() - self._started
        console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else 110)
        if self._hint and self._stats.get_value("crawls") == 1:
            console.print(self._hint, highlight=False)
        console.print(summary(self._tally.by_source()))
        console.print(totals(self._tally.total(), seconds))
        ill = self._stats.get_value("health/ill", 0)
        if ill:
            console.print(Text(f"{count(ill, 'source')} ill: 'scrapy health' says which and why", style="red"))

    def _line(self) -> Text:
        seconds = time.monotonic() - self._started
        return progress(self._tally.total(), seconds)


def progress(total: dict[str, int], seconds: float) -> Text:
    """One line: what happened so far, how fast, and how long it may still take."""
    rate = total["fetched"] / seconds if seconds > 1 else 0.0
    left = total["found"] + total["resumed"] - total["fetched"] - total["refused"]
    parts = [
        count(total["fetched"], "page"),
        f"{total['new']} new",
        count(total["copies"], "copy", "copies"),
        f"{total['rejected']} not articles",
        count(total["errors"], "error"),
        f"{rate:.1f}/s",
    ]
    if rate and left > 0:
        parts.append(f"{left} to go, about {duration(left / rate)}")
    return Text("  ·  ".join(parts), no_wrap=True, overflow="ellipsis")


def summary(by_source: dict[str, dict[str, int]]) -> Table:
    """The table of a run, a row per source; `by_source` as Tally.by_source gives it."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("source", overflow="ellipsis", no_wrap=True)
    for count in COLUMNS:
        table.add_column(HEADINGS.get(count, count), justify="right")
    table.add_column("")
    idle = 0
    for source, row in by_source.items():
        if len(by_source) > TABLE_LIMIT and not any(row[count] for count in (*COLUMNS, "listing_errors")):
            idle += 1
            continue
        note = "no answer" if is_silent(row) else "a listing failed" if row["listing_errors"] else ""
        table.add_row(source, *(str(row[count]) if row[count] else "·" for count in COLUMNS), Text(note, style="red"))
    if idle:
        table.add_row(Text(f"and {idle} with nothing new", style="dim"))
    return table


def totals(total: dict[str, int], seconds: float) -> Text:
    """The last line: what the run brought."""
    parts = [
        count(total["new"], "new article"),
        count(total["copies"], "copy", "copies"),
        count(total["revisions"], "revision"),
    ]
    return Text(f"{', '.join(parts)} from {count(total['fetched'], 'page')} in {duration(seconds)}")


def count(n: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 copy", "3 copies"."""
    return f"{n} {one if n == 1 else many or one + 's'}"


def duration(seconds: float) -> str:
    """Seconds as people say them: "42 s", "3 min 5 s", "2 h 10 min"."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


def _log_to(stream: object) -> None:
    for handler in logging.root.handlers:
        if type(handler) is logging.StreamHandler:
            handler.setStream(stream)
