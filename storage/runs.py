"""The tables `crawls` and `crawl_sources`: what each run did, in all and by source."""

import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field, fields
from datetime import datetime, timedelta

import sqlite_utils

from storage.sources import Sources
from storage.transactions import transaction
from storage.values import storable, utc_text

__all__ = ["IDLE_DAYS", "OUTCOMES", "ROUND", "Details", "Runs", "Tally"]

ROUND = "crawl news"
"""`crawls.command` of a run that asked sources for what is new: such runs alone tell of a source's health, and not
those that fetch an archive or single addresses."""

IDLE_DAYS = 7
"""Days after which the row of a source that had nothing new in a run is forgotten: 2,000 sources asked every quarter
of an hour make 70 million such rows a year, and all that they say is in source_days."""

IDLE_AT_ONCE = 200_000
"""Such rows forgotten by one run: what a day leaves behind, and little enough for the pause before a crawl."""

OUTCOMES: dict[str, str] = {
    "running": "not ended yet",
    "finished": "everything answered",
    "failed": "something did not: see the note, or the run's sources",
    "stopped": "ended early by a signal or a limit",
    "interrupted": "killed: its end was never written",
}
"""Every value of `crawls.outcome` and `crawl_sources.outcome`."""


@dataclass(slots=True)
class Tally:
    """Counts of one source in one run, filled as it goes.

    found: URLs announced that were not known, or had changed. fetched: article pages answered. new, copies,
    revisions, unchanged, rejected: what came of them. refused: not asked for or not taken, by robots.txt or a
    limit. errors: pages or listings that failed. bytes: received, decompressed. seconds: from first request to
    last answer. listings: feeds, sitemaps and pages with links that answered. answers: responses of any kind.
    """

    found: int = 0
    fetched: int = 0
    new: int = 0
    copies: int = 0
    revisions: int = 0
    unchanged: int = 0
    rejected: int = 0
    refused: int = 0
    errors: int = 0
    bytes: int = 0
    seconds: float = 0.0
    listings: int = 0
    answers: int = 0


@dataclass(frozen=True, slots=True)
class Details:
    """What cannot be summed up over sources.

    words: median length of the articles read. dated, authored: share of them with a date and with an author, from 0
    to 1. latency: mean of the seconds until an answer began. All None where there was nothing to measure.
    error_kinds, refusal_kinds: {kind: how many} of errors, and of pages refused, rejected or put off. example: the
    address of the first error. moved: where a listing has moved to for good, None where none has.
    """

    words: int | None = None
    dated: float | None = None
    authored: float | None = None
    latency: float | None = None
    error_kinds: Mapping[str, int] = field(default_factory=dict)
    refusal_kinds: Mapping[str, int] = field(default_factory=dict)
    example: str | None = None
    moved: str | None = None

    def columns(self) -> dict[str, object]:
        """Columns of `crawls` and of `crawl_sources` with their values."""
        return {
            "words": self.words,
            "dated": self.dated,
            "authored": self.authored,
            "latency": self.latency,
            "error_kinds": _kinds(self.error_kinds),
            "refusal_kinds": _kinds(self.refusal_kinds),
        }


_COUNTS = tuple(field.name for field in fields(Tally))

_SUMMED = ", ".join(name for name in _COUNTS if name != "seconds")
_SUMS = (
    f"SELECT count(*), {', '.join(f'coalesce(sum({name}), 0)' for name in _SUMMED.split(', '))} "  # noqa: S608 as above
    "FROM crawl_sources WHERE crawl = crawls.id"
)


class Runs:
    """Writes the log of runs."""

    def __init__(self, db: sqlite_utils.Database):
        self._connection = db.conn
        self._sources = Sources(db.conn)

    def start(self, command: str, version: str, now: datetime) -> int:
        """Open a run and give its id; runs that never wrote their end are marked as interrupted.

        To be called with the writer's lock held: without it, a run that looks dead may be alive.
        """
        with transaction(self._connection):
            self._forget_idle(now)
            self._connection.execute(
                f"UPDATE crawls SET (sources, {_SUMMED}) = ({_SUMS}) WHERE outcome = 'running'"  # noqa: S608 names above
            )
            for table in ("crawls", "crawl_sources"):
                self._connection.execute(
                    f"UPDATE {table} SET outcome = 'interrupted' WHERE outcome = 'running'"  # noqa: S608 names above
                )
            row = self._connection.execute(
                "INSERT INTO crawls (started, command, version, outcome) VALUES (?, ?, ?, 'running') RETURNING id",
                (utc_text(now), storable(command), version),
            ).fetchone()
        return int(row[0])

    def source(
        self,
        run: int,
        source: str,
        tally: Tally,
        outcome: str,
        now: datetime,
        note: str | None = None,
        details: Details | None = None,
    ) -> None:
        """Write, or bring up to date, what a run did for one source. outcome: a key of OUTCOMES."""
        _check(outcome)
        details = details or Details()
        more = details.columns() | {"example": _text(details.example), "moved": _text(details.moved)}
        columns = ("crawl", "source", *_COUNTS, "outcome", "note", *more)
        with transaction(self._connection):
            self._connection.execute(
                f"INSERT OR REPLACE INTO crawl_sources ({', '.join(columns)}) "  # noqa: S608 the dataclass's names
                f"VALUES ({', '.join('?' * len(columns))})",
                (
                    run,
                    self._sources.id(source, now),
                    *astuple(tally),
                    outcome,
                    _text(note),
                    *more.values(),
                ),
            )

    def finish(self, run: int, outcome: str, now: datetime, seconds: float, details: Details | None = None) -> None:
        """Close a run: its counts are the sums over its sources, seconds its own duration."""
        _check(outcome)
        more = (details or Details()).columns()
        details_set = "".join(f"{name} = ?, " for name in more)
        with transaction(self._connection):
            self._connection.execute(
                f"UPDATE crawls SET {details_set}finished = ?, outcome = ?, seconds = ?, (sources, {_SUMMED}) = "  # noqa: S608 as above
                f"({_SUMS}) WHERE id = ?",
                (*more.values(), utc_text(now), outcome, seconds, run),
            )

    def _forget_idle(self, now: datetime) -> None:
        """Forget the sources' rows of old runs in which nothing happened; an index holds those rows alone."""
        self._connection.execute(
            """
            DELETE FROM crawl_sources WHERE rowid IN (
                SELECT rowid FROM crawl_sources
                WHERE outcome = 'finished' AND found = 0 AND fetched = 0 AND refused = 0 AND errors = 0
                  AND crawl <= (SELECT id FROM crawls WHERE started < ? ORDER BY id DESC LIMIT 1)
                LIMIT ?)
            """,
            (utc_text(now - timedelta(days=IDLE_DAYS)), IDLE_AT_ONCE),
        )


def _text(value: str | None) -> str | None:
    return storable(value) if value else None


def _kinds(counts: Mapping[str, int]) -> str | None:
    """As a JSON object, the most frequent first."""
    kinds = dict(sorted(counts.items(), key=lambda kind: -kind[1]))
    return storable(json.dumps(kinds, ensure_ascii=False)) if kinds else None


def _check(outcome: str) -> None:
    if outcome not in OUTCOMES:
        raise ValueError(f"no outcome of a run: {outcome!r}")
