"""How far walks through sites' archives have come. A walk is named by its source and its span of dates; its rows are
forgotten when it has ended."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime

import sqlite_utils

from crawler.page import Entry
from storage.frontier import Frontier
from storage.sources import Sources
from storage.transactions import transaction
from storage.values import storable, utc_text

__all__ = ["Walks"]


class Walks:
    """The table `walks` of one database. source: a source's name; span: any text; times are aware."""

    def __init__(self, db: sqlite_utils.Database):
        self._connection: sqlite3.Connection = db.conn
        self._frontier = Frontier(db)
        self._sources = Sources(db.conn)

    def read(self, source: str, span: str) -> dict[str, str | None]:
        """The listings that the walk has read: address -> the next page of the list from there, None at its end."""
        rows = self._connection.execute(
            """
            SELECT walks.url, following FROM walks JOIN sources ON sources.id = walks.source
            WHERE sources.name = ? AND span = ?
            """,
            (source, span),
        )
        return {str(url): following for url, following in rows}

    def take(
        self,
        source: str,
        span: str,
        url: str,
        following: str | None,
        entries: Sequence[Entry],
        limit: int,
        now: datetime,
    ) -> tuple[list[Entry], bool]:
        """Take in what a listing announces; give the entries to fetch, those never seen, and whether that was all.

        One transaction makes the first `limit` unseen ones pending; where there are no more, it notes that the
        listing was read. So a listing that is noted has lost nothing, and one that is not is read again.
        """
        with transaction(self._connection):
            fresh, complete = self._frontier.announce(source, entries, limit, now)
            if complete and storable(url) == url:
                self._connection.execute(
                    "INSERT OR REPLACE INTO walks (source, span, url, following, read) VALUES (?, ?, ?, ?, ?)",
                    (self._sources.id(source, now), span, url, following, utc_text(now)),
                )
        return fresh, complete

    def forget(self, source: str, span: str) -> None:
        """Forget a walk, since it has ended: the next one of the same span looks again."""
        with transaction(self._connection):
            self._connection.execute(
                "DELETE FROM walks WHERE span = ? AND source = (SELECT id FROM sources WHERE name = ?)", (span, source)
            )
