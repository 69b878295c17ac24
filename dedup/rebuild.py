"""Builds the index anew from the stored texts, and prunes it.

Both go in steps, each in the transaction that is open on the connection; stopped between two, they go on where they
were.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import astuple

from dedup.index import COLUMNS, Index
from dedup.signature import Scheme

__all__ = ["Rebuild", "is_whole", "prune"]

SLICES = 256
"""Steps in which bands are pruned: the table is ordered by their hashes, of 48 bits with a sign."""


class Rebuild:
    """A rebuild of the index under a scheme, which may be the one it has."""

    def __init__(self, connection: sqlite3.Connection, scheme: Scheme):
        self._connection = connection
        self._scheme = scheme
        self._last = 0

    def begin(self) -> tuple[int, int]:
        """Empty the index, unless its rebuild under this scheme was begun already; give how many articles it holds,
        and of how many."""
        marks = ", ".join("?" * len(COLUMNS))
        row = self._connection.execute(f"SELECT {', '.join(COLUMNS)}, complete FROM schemes").fetchone()  # noqa: S608 ours
        if row != (*astuple(self._scheme), 0):
            for table in ("bands", "signatures", "schemes"):
                self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 names above
            self._connection.execute(
                f"INSERT INTO schemes ({', '.join(COLUMNS)}, complete) VALUES ({marks}, 0)",  # noqa: S608 ours
                astuple(self._scheme),
            )
        counts = self._connection.execute(
            "SELECT (SELECT count(*) FROM signatures), (SELECT count(*) FROM articles)"
        ).fetchone()
        return int(counts[0]), int(counts[1])

    def step(self, articles: int = 200) -> int:
        """Take in so many more articles; give how many were left to take in, 0 when the index is whole."""
        rows = self._connection.execute(
            """
            SELECT id, text FROM articles WHERE id > ? AND NOT EXISTS (SELECT 1 FROM signatures WHERE article = id)
            ORDER BY id LIMIT ?
            """,
            (self._last, articles),
        ).fetchall()
        index = Index(self._connection, self._scheme, building=True)
        for article, text in rows:
            index.add(article, self._scheme.sketch(text))
            self._last = article
        if not rows:
            self._connection.execute("UPDATE schemes SET complete = 1")
        return len(rows)


def is_whole(connection: sqlite3.Connection, scheme: Scheme, *, bands: bool = False) -> bool:
    """Whether the index is of this scheme, and no rebuild of it was left unfinished. bands: and none were pruned.

    An index not begun yet is whole.
    """
    row = connection.execute(f"SELECT {', '.join(COLUMNS)}, complete, pruned FROM schemes").fetchone()  # noqa: S608 ours
    return row is None or (row[:-1] == (*astuple(scheme), 1) and not (bands and row[-1]))


def prune(connection: sqlite3.Connection, before: int) -> Iterator[int]:
    """Forget the bands of articles before this id, slice by slice; gives after each how many went.

    What is pruned is found by its digest and its address alone, until a rebuild.
    """
    connection.execute("UPDATE schemes SET pruned = ? WHERE ? > coalesce(pruned, 0)", (before, before))
    width = (1 << 48) // SLICES
    for start in range(-(1 << 47), 1 << 47, width):
        cursor = connection.execute(
            "DELETE FROM bands WHERE band_hash >= ? AND band_hash < ? AND article < ?", (start, start + width, before)
        )
        yield cursor.rowcount
