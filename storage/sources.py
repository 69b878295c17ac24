"""The `sources` table: the papers by name, with the number that other tables refer to."""

import sqlite3
from datetime import datetime

from storage.transactions import transaction
from storage.values import utc_text

__all__ = ["Sources"]


class Sources:
    """Names of sources and their ids."""

    def __init__(self, connection: sqlite3.Connection):
        self._connection = connection

    def register(self, name: str, url: str | None, language: str | None, now: datetime) -> int:
        """Give the id of the source `name`, adding it, or bringing its home page and language up to date.

        url: its home page; language: ISO 639-1; None leaves what is stored.
        """
        with transaction(self._connection):
            row = self._connection.execute(
                """
                INSERT INTO sources (name, url, language, added) VALUES (?, ?, ?, ?)
                ON CONFLICT (name) DO UPDATE SET url = coalesce(excluded.url, url),
                                                 language = coalesce(excluded.language, language)
                RETURNING id
                """,
                (name, url, language, utc_text(now)),
            ).fetchone()
        return int(row[0])

    def id(self, name: str, now: datetime) -> int:
        """The id of the source `name`; one never registered is added by its name alone."""
        row = self._connection.execute("SELECT id FROM sources WHERE name = ?", (name,)).fetchone()
        return int(row[0]) if row is not None else self.register(name, None, None, now)
