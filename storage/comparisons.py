"""The table `comparisons`: how far comparing everything again is, so that it goes on where it was stopped."""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass, fields
from datetime import datetime

import sqlite_utils

from storage.transactions import transaction
from storage.values import utc_text

__all__ = ["PHASES", "Comparison", "Comparisons"]

_NEXT: Mapping[str, str] = {
    "articles": "SELECT '', id FROM articles WHERE id > :last ORDER BY id LIMIT :limit",
    "copies": (
        "SELECT published, id FROM copies WHERE (published, id) > (:published, :last) "
        "ORDER BY published, id LIMIT :limit"
    ),
    "undated": "SELECT '', id FROM copies WHERE published IS NULL AND id > :last ORDER BY id LIMIT :limit",
}

PHASES = tuple(_NEXT)
"""In their order: first the articles, as copies are compared with them; copies by when they were published, so that of
those that turn out to be no copies the earliest becomes the article."""


@dataclass(slots=True)
class Comparison:
    """How far one is; its counts are those of the table. phase: of PHASES, or "done"."""

    id: int
    phase: str
    published: str = ""
    last: int = 0
    compared: int = 0
    merged: int = 0
    separated: int = 0
    moved: int = 0
    related: int = 0
    skipped: int = 0


_COLUMNS = tuple(field.name for field in fields(Comparison))


class Comparisons:
    """Reads and writes the table, in the transaction that is open on the connection or in one of its own."""

    def __init__(self, db: sqlite_utils.Database):
        self._connection: sqlite3.Connection = db.conn

    def begin(self, settings: str, now: datetime) -> Comparison:
        """The comparison with these settings that was stopped last, or a new one."""
        row = self._connection.execute(
            f"SELECT {', '.join(_COLUMNS)} FROM comparisons WHERE settings = ? AND finished IS NULL "  # noqa: S608 ours
            "AND id = (SELECT max(id) FROM comparisons)",
            (settings,),
        ).fetchone()
        if row is not None:
            return Comparison(*row)
        with transaction(self._connection):
            (identity,) = self._connection.execute(
                """
                INSERT INTO comparisons (started, settings, phase, published, last,
                                         compared, merged, separated, moved, related, skipped)
                VALUES (?, ?, ?, '', 0, 0, 0, 0, 0, 0, 0) RETURNING id
                """,
                (utc_text(now), settings, PHASES[0]),
            ).fetchone()
        return Comparison(identity, PHASES[0])

    def texts(self) -> int:
        """How many there are to compare."""
        row = self._connection.execute("SELECT (SELECT count(*) FROM articles) + (SELECT count(*) FROM copies)")
        return int(row.fetchone()[0])

    def step(self, comparison: Comparison, limit: int, look: Callable[[str, int], None], now: datetime) -> bool:
        """Give `look` the phase and the numbers of the next articles or copies, and note that they are done, in one
        transaction; whether there were any left. It may change the comparison's counts."""
        with transaction(self._connection):
            while comparison.phase in PHASES:
                where = {"published": comparison.published, "last": comparison.last, "limit": limit}
                found = self._connection.execute(_NEXT[comparison.phase], where).fetchall()
                for published, identity in found:
                    look(comparison.phase, identity)
                    comparison.published, comparison.last = published, identity
                if found:
                    break
                following = PHASES.index(comparison.phase) + 1
                comparison.phase = PHASES[following] if following < len(PHASES) else "done"
                comparison.published, comparison.last = "", 0
            self._save(comparison, now)
        return comparison.phase in PHASES

    def _save(self, comparison: Comparison, now: datetime) -> None:
        columns = ", ".join(f"{name} = ?" for name in _COLUMNS[1:])
        finished = utc_text(now) if comparison.phase not in PHASES else None
        self._connection.execute(
            f"UPDATE comparisons SET {columns}, finished = ? WHERE id = ?",  # noqa: S608 the dataclass's names
            (*astuple(comparison)[1:], finished, comparison.id),
        )
