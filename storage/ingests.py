"""The table `ingests`: how far taking in a file is, so that it goes on where it was stopped."""

import sqlite3
from datetime import datetime

import sqlite_utils

from storage.transactions import transaction
from storage.values import utc_text

__all__ = ["Ingests"]


class Ingests:
    """Reads and writes it; each writing call is a transaction of its own, or part of the one that is open.

    file: whatever tells this file, as it is, from others.
    """

    def __init__(self, db: sqlite_utils.Database):
        self._connection: sqlite3.Connection = db.conn

    def done(self, file: str) -> int:
        """How many of its records are done; 0 where it was not begun, or was done to its end."""
        row = self._connection.execute("SELECT records FROM ingests WHERE file = ?", (file,)).fetchone()
        return int(row[0]) if row is not None else 0

    def note(self, file: str, records: int, now: datetime) -> None:
        """So many of its records are done."""
        with transaction(self._connection):
            self._connection.execute(
                "INSERT OR REPLACE INTO ingests (file, records, changed) VALUES (?, ?, ?)",
                (file, records, utc_text(now)),
            )

    def finish(self, file: str) -> None:
        """All of it is done; taken in again it begins at its beginning."""
        with transaction(self._connection):
            self._connection.execute("DELETE FROM ingests WHERE file = ?", (file,))
