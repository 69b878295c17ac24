"""What the log knows of one source: its days and its last runs, as crawler.health judges them."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial

import sqlite_utils

from storage.days import HISTORY_DAYS, Day, SourceDays
from storage.runs import ROUND
from storage.values import from_utc_text, utc_text

__all__ = ["LAST_RUNS", "Histories", "History", "Move", "SourceRun"]

LAST_RUNS = 40
"""Runs that are looked at one by one; ten hours of a crawl every quarter of an hour, and more than any streak needs."""

LAST_DAYS, NEAR_DAYS = 150, 30
"""Days that are read whole: so many that brought articles, and all of the last so many."""


@dataclass(frozen=True, slots=True)
class SourceRun:
    """One run of one source, as crawl_sources tells it. started: of the run."""

    started: datetime
    failed: bool
    listings: int
    fetched: int
    errors: int
    error_kinds: Mapping[str, int]
    example: str | None


@dataclass(frozen=True, slots=True)
class Move:
    """A listing that redirects for good. since, last: the first and the last run that saw it, without one between
    that did not."""

    url: str
    leads_to: str
    since: datetime
    last: datetime
    runs: int


@dataclass(frozen=True, slots=True)
class History:
    """What is known of a source.

    hours: gives (days since 1970, Day.news_hours) of every day on which it answered, in their order; a call, as most
    sources are judged without. days: the latest LAST_DAYS, in their order. runs: its last ones, the latest first: the
    very last, and those that asked for pages or met errors; runs in which nothing was asked of it, or in which no
    source at all answered, are not among them. answered: the start of the last run in which a listing answered.
    moves: its listings that redirect for good.
    """

    source: str
    url: str | None
    hours: Callable[[], list[tuple[int, int]]]
    days: list[tuple[date, Day]]
    runs: list[SourceRun]
    answered: datetime | None = None
    moves: list[Move] = field(default_factory=list)


class Histories:
    """Reads the histories of one database's sources; never writes."""

    def __init__(self, db: sqlite_utils.Database):
        self._connection = db.conn
        self._days = SourceDays(db)

    def sources(self, since: datetime) -> list[str]:
        """The names of the sources of which something was asked since then."""
        rows = self._connection.execute(
            "SELECT name FROM sources WHERE EXISTS (SELECT 1 FROM source_days WHERE source = sources.id AND day >= ?) "
            "ORDER BY name",
            (utc_text(since)[:10],),
        )
        return [str(name) for (name,) in rows]

    def of(self, source: str, now: datetime) -> History:
        """The history of a source up to now."""
        identity, url = self._connection.execute("SELECT id, url FROM sources WHERE name = ?", (source,)).fetchone()
        near = now - timedelta(days=NEAR_DAYS)
        return History(
            source,
            url,
            partial(self._days.news_hours, identity, now - timedelta(days=HISTORY_DAYS)),
            [(date.fromisoformat(day), sums) for day, sums in self._days.latest(identity, near, LAST_DAYS)],
            self._runs(identity),
            self._answered(identity),
            self._moves(identity),
        )

    def _runs(self, source: int) -> list[SourceRun]:
        """Two look-ups, as a source may have hundreds of runs without anything to tell since its last page."""
        columns = """
            SELECT crawl, crawls.started, crawl_sources.outcome = 'failed', crawl_sources.listings,
                   crawl_sources.fetched, crawl_sources.errors, crawl_sources.error_kinds, example
            FROM crawl_sources JOIN crawls ON crawls.id = crawl_sources.crawl
            WHERE source = ? AND crawls.command = ? AND (crawls.answers > 0 OR crawls.sources = 1)
        """
        last = self._connection.execute(
            f"{columns} AND (crawl_sources.answers > 0 OR crawl_sources.errors > 0) ORDER BY crawl DESC LIMIT 1",
            (source, ROUND),
        )
        telling = self._connection.execute(
            f"{columns} AND (crawl_sources.fetched > 0 OR crawl_sources.errors > 0) ORDER BY crawl DESC LIMIT ?",
            (source, ROUND, LAST_RUNS),
        )
        rows = {crawl: values for crawl, *values in (*last, *telling)}
        return [
            SourceRun(
                from_utc_text(started), bool(failed), listings, fetched, errors,
                json.loads(kinds) if kinds else {}, example,
            )
            for started, failed, listings, fetched, errors, kinds, example in rows.values()
        ]  # fmt: skip

    def _answered(self, source: int) -> datetime | None:
        row = self._connection.execute(
            "SELECT crawls.started FROM crawl_sources JOIN crawls ON crawls.id = crawl_sources.crawl "
            "WHERE source = ? AND crawls.command = ? AND crawl_sources.listings > 0 ORDER BY crawl DESC LIMIT 1",
            (source, ROUND),
        ).fetchone()
        return from_utc_text(row[0]) if row is not None else None

    def _moves(self, source: int) -> list[Move]:
        rows = self._connection.execute(
            "SELECT url, leads_to, since, last, runs FROM moves WHERE source = ? ORDER BY since", (source,)
        )
        return [
            Move(url, leads_to, from_utc_text(since), from_utc_text(last), runs)
            for url, leads_to, since, last, runs in rows
        ]

    def listing(self, source: str) -> str | None:
        """The listing of a source that was asked for last; its home page where none was."""
        row = self._connection.execute(
            "SELECT coalesce((SELECT feeds.url FROM feeds WHERE feeds.source = sources.id AND checked IS NOT NULL "
            "ORDER BY checked DESC LIMIT 1), url) FROM sources WHERE name = ?",
            (source,),
        ).fetchone()
        return str(row[0]) if row and row[0] else None

    def article(self, source: str) -> str | None:
        """The shortest of the source's ten newest articles."""
        row = self._connection.execute(
            "SELECT url FROM (SELECT url, words FROM articles WHERE source = (SELECT id FROM sources WHERE name = ?) "
            "ORDER BY published DESC LIMIT 10) ORDER BY words LIMIT 1",
            (source,),
        ).fetchone()
        return str(row[0]) if row else None
