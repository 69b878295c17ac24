"""The tables `crawls` and `crawl_sources`: what each run did, in all and by source."""

from dataclasses import astuple, dataclass, fields
from datetime import datetime

import sqlite_utils

from storage.sources import Sources
from storage.transactions import transaction
from storage.values import storable, utc_text

__all__ = ["OUTCOMES", "Runs", "Tally"]

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
    last answer.
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


_COUNTS = tuple(field.name for field in fields(Tally))


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
            for table in ("crawls", "crawl_sources"):
                self._connection.execute(
                    f"UPDATE {table} SET outcome = 'interrupted' WHERE outcome = 'running'"  # noqa: S608 names above
                )
            row = self._connection.execute(
                "INSERT INTO crawls (started, command, version, outcome) VALUES (?, ?, ?, 'running') RETURNING id",
                (utc_text(now), storable(command), version),
            ).fetchone()
        return int(row[0])

    def source(self, run: int, source: str, tally: Tally, outcome: str, now: datetime, note: str | None = None) -> None:
        """Write, or bring up to date, what a run did for one source. outcome: a key of OUTCOMES."""
        _check(outcome)
        columns = ("crawl", "source", *_COUNTS, "outcome", "note")
        with transaction(self._connection):
            self._connection.execute(
                f"INSERT OR REPLACE INTO crawl_sources ({', '.join(columns)}) "  # noqa: S608 the dataclass's names
                f"VALUES ({', '.join('?' * len(columns))})",
                (
                    run,
                    self._sources.id(source, now),
                    *astuple(tally),
                    outcome,
                    storable(note) if note else None,
                ),
            )

    def finish(self, run: int, outcome: str, now: datetime, seconds: float) -> None:
        """Close a run: its counts are the sums over its sources, seconds its own duration."""
        _check(outcome)
        sums = ", ".join(f"coalesce(sum({name}), 0)" for name in _COUNTS if name != "seconds")
        names = ", ".join(name for name in _COUNTS if name != "seconds")
        with transaction(self._connection):
            self._connection.execute(
                f"UPDATE crawls SET finished = ?, outcome = ?, seconds = ?, (sources, {names}) = "  # noqa: S608 as above
                f"(SELECT count(*), {sums} FROM crawl_sources WHERE crawl = crawls.id) WHERE id = ?",
                (utc_text(now), outcome, seconds, run),
            )


def _check(outcome: str) -> None:
    if outcome not in OUTCOMES:
        raise ValueError(f"no outcome of a run: {outcome!r}")
