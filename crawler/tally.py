"""What happened to each source in this run, counted in Scrapy's stats under `sources/NAME/COUNT`.

Scrapy's stats are what its other tools read too (logs, Spidermon, the jobs' dumps), so there is one set of counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapy.statscollectors import StatsCollector

__all__ = ["COUNTS", "Tally", "is_silent"]

COUNTS: Mapping[str, str] = {
    "found": "articles that a feed, a sitemap or a page announced and that were not known, or had changed",
    "resumed": "articles left over from an earlier run",
    "fetched": "article pages that were answered",
    "new": "reports stored",
    "copies": "repeats of a stored report",
    "revisions": "stored articles that say something else now",
    "unchanged": "stored articles fetched again that say the same",
    "rejected": "pages that were no article",
    "refused": "pages not asked for or not taken: robots.txt, not HTML, too large",
    "errors": "pages that could not be had or read",
    "listings": "feeds, sitemaps and pages with links that answered",
    "listing_errors": "those that did not",
    "bytes": "bytes of article pages and listings, decompressed",
}
"""Every count of a source, with its meaning."""

_PREFIX = "sources/"


class Tally:
    """Counts by source, kept in a Scrapy stats collector."""

    def __init__(self, stats: StatsCollector) -> None:
        self._stats = stats

    def add(self, source: str, count: str, n: int = 1) -> None:
        """Add `n` to a count (a key of COUNTS) of `source`."""
        self._stats.inc_value(f"{_PREFIX}{source}/{count}", n)

    def begin(self, source: str) -> None:
        """Let `source` appear with zeros, even if nothing will be heard of it."""
        for count in COUNTS:
            self.add(source, count, 0)

    def by_source(self) -> dict[str, dict[str, int]]:
        """{source: {count: n}} with every count of COUNTS, in the order in which the sources began."""
        table: dict[str, dict[str, int]] = {}
        for key, value in self._stats.get_stats().items():
            if key.startswith(_PREFIX):
                source, _, count = key.removeprefix(_PREFIX).rpartition("/")
                table.setdefault(source, dict.fromkeys(COUNTS, 0))[count] = int(value)
        return table

    def total(self) -> dict[str, int]:
        """{count: n} over all sources."""
        rows = self.by_source().values()
        return {count: sum(row[count] for row in rows) for count in COUNTS}

    def failed(self) -> list[str]:
        """The sources of which something was asked and no listing answered, so that nothing new can be known."""
        return [source for source, row in self.by_source().items() if is_silent(row)]


def is_silent(row: Mapping[str, int]) -> bool:
    """Whether the counts of a source say that something was asked of it and no listing answered."""
    return row["listing_errors"] > 0 and row["listings"] == 0
