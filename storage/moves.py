"""The table `moves`: listings that redirect for good, and since when."""

from collections.abc import Collection, Mapping
from datetime import datetime

import sqlite_utils

from storage.sources import Sources
from storage.transactions import transaction
from storage.values import storable, utc_text

__all__ = ["Moves"]


class Moves:
    """The moved listings of one database's sources."""

    def __init__(self, db: sqlite_utils.Database):
        self._connection = db.conn
        self._sources = Sources(db.conn)

    def note(self, source: str, started: datetime, moved: Mapping[str, str], straight: Collection[str]) -> None:
        """Note what a run saw. started: of the run. moved: {address asked for: where it leads for good}. straight:
        addresses that answered themselves, whose move, if there was one, was taken back."""
        with transaction(self._connection):
            identity = self._sources.id(source, started)
            self._connection.executemany("DELETE FROM moves WHERE url = ?", [(storable(url),) for url in straight])
            self._connection.executemany(
                """
                INSERT INTO moves (url, source, leads_to, since, last, runs) VALUES (?, ?, ?, ?, ?, 1)
                ON CONFLICT (url) DO UPDATE SET leads_to = excluded.leads_to, last = excluded.last, runs = runs + 1
                """,
                [
                    (storable(url), identity, storable(leads_to), utc_text(started), utc_text(started))
                    for url, leads_to in moved.items()
                ],
            )
