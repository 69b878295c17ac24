"""The table `holds`: sites that asked for fewer requests, and until when they are left alone."""

from datetime import datetime, timedelta

import sqlite_utils

from storage.transactions import transaction
from storage.values import from_utc_text, utc_text

__all__ = ["FIRST", "LONGEST", "Holds"]

FIRST = timedelta(minutes=5)
"""Shortest hold; each further one, while the site has not answered in between, is twice as long as the last."""

LONGEST = timedelta(hours=24)
"""Longest hold, whatever the site asks for: what it asks may be a mistake, and news is old after a day."""


class Holds:
    """Holds by site, as crawler.urls.site_of names it."""

    def __init__(self, db: sqlite_utils.Database):
        self._connection = db.conn

    def all(self, now: datetime) -> dict[str, datetime]:
        """Every site that was held and has not answered since, with the end of its hold.

        An end further off than the longest hold was written by a clock that was ahead: that hold is over.
        """
        rows = self._connection.execute("SELECT site, until FROM holds")
        ends = {site: from_utc_text(until) for site, until in rows}
        return {site: until if until <= now + LONGEST else now for site, until in ends.items()}

    def hold(self, site: str, asked: timedelta | None, status: int, now: datetime) -> datetime:
        """Hold a site, and give until when. asked: for how long it wants to be left alone, None if it does not say."""
        with transaction(self._connection):
            row = self._connection.execute("SELECT times FROM holds WHERE site = ?", (site,)).fetchone()
            times = min(int(row[0]) if row is not None else 0, 20) + 1
            until: datetime = now + min(max(asked or FIRST, FIRST * 2 ** (times - 1)), LONGEST)
            self._connection.execute(
                "INSERT OR REPLACE INTO holds (site, until, times, status) VALUES (?, ?, ?, ?)",
                (site, utc_text(until), times, status),
            )
        return until

    def release(self, site: str) -> None:
        """Forget the holds of a site that answers again."""
        with transaction(self._connection):
            self._connection.execute("DELETE FROM holds WHERE site = ?", (site,))
