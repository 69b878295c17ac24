"""The table `feeds`: what is known of every listing, with its validators, and when it is asked for again."""

import json
import sqlite3
import zlib
from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlite_utils

from crawler.page import Listing
from storage.sources import Sources
from storage.transactions import transaction
from storage.values import from_utc_text, storable, utc_text

__all__ = ["Feeds"]

QUIET = 0.1
"""A listing is asked for again after this share of the time for which it had announced nothing new: one that did so an
hour ago after six minutes, one that did so a week ago at most every POLL_MAX_MINUTES."""

JITTER = 0.2
"""The wait is so much shorter or longer, another for each listing and each time, so that not all come due at once."""

FAILED = timedelta(minutes=15)
"""Wait after the second failure in a row, doubled by each further; after the first there is none."""


class Feeds:
    """Listings of one database. `source` is a source's name; times are aware."""

    def __init__(self, db: sqlite_utils.Database):
        self._connection: sqlite3.Connection = db.conn
        self._sources = Sources(db.conn)

    def is_due(self, url: str, now: datetime, longest: timedelta) -> bool:
        """Whether a listing is to be asked for now; one that is not known is.

        longest: wait; none at all where it is 0. All is reckoned from the last time that it was asked for: where the
        clock was set back behind that, the listing is due, so that no step of the clock silences it.
        """
        row = self._connection.execute("SELECT checked, changed, failures FROM feeds WHERE url = ?", (url,)).fetchone()
        if row is None or row[0] is None:
            return True
        checked = from_utc_text(row[0])
        last_news = from_utc_text(row[1] or row[0])
        wait = max(QUIET * (checked - last_news), timedelta())
        if row[2] > 1:
            wait = max(wait, FAILED * 2 ** min(row[2] - 2, 10))
        spread = 1 + JITTER * (zlib.crc32(f"{url} {row[0]}".encode()) / 2**31 - 1)
        return not checked <= now < checked + min(wait, longest) * spread

    def validators(self, url: str) -> Listing | None:
        """The listing at this URL with the validators of its last answer; None where it was never read."""
        row = self._connection.execute(
            "SELECT url, kind, etag, last_modified FROM feeds WHERE url = ?", (url,)
        ).fetchone()
        return Listing(*row) if row is not None else None

    def unchanged(self, source: str, url: str, now: datetime) -> None:
        """Note that a listing answered 304 Not Modified; its validators stay."""
        with transaction(self._connection):
            self._connection.execute(
                "UPDATE feeds SET checked = ?, status = 304, failures = 0 WHERE url = ? AND source = ?",
                (utc_text(now), url, self._sources.id(source, now)),
            )

    def failed_listing(self, source: str, listing: Listing, now: datetime, status: int | None) -> int:
        """Note that a listing could not be read; give how often in a row.

        status: of the HTTP answer, None where there was none. The validators of its last good answer stay true.
        """
        with transaction(self._connection):
            row = self._connection.execute(
                """
                INSERT INTO feeds (url, source, kind, checked, status, failures) VALUES (?, ?, ?, ?, ?, 1)
                ON CONFLICT (url) DO UPDATE SET
                    checked = excluded.checked, status = excluded.status, failures = failures + 1
                RETURNING failures
                """,
                (listing.url, self._sources.id(source, now), listing.kind, utc_text(now), status),
            ).fetchone()
        return int(row[0])

    def _keep_children(self, source: int, parent: str, children: Sequence[Listing]) -> None:
        """Remember what a listing leads to now, and forget what it led to before: an index names new months forever."""
        led = [(child.url, source, child.kind, parent) for child in children if storable(child.url) == child.url]
        self._connection.execute(
            "DELETE FROM feeds WHERE parent = ? AND url NOT IN (SELECT value FROM json_each(?))",
            (parent, json.dumps([row[0] for row in led])),
        )
        self._connection.executemany(
            "INSERT INTO feeds (url, source, kind, parent) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (url) DO UPDATE SET parent = excluded.parent WHERE url != excluded.parent",
            led,
        )

    def _keep_validators(self, source: int, listing: Listing, changed: bool, now: datetime) -> None:
        self._connection.execute(
            """
            INSERT INTO feeds (url, source, kind, etag, last_modified, checked, changed, status)
            VALUES (:url, :source, :kind, :etag, :last_modified, :now, CASE WHEN :news THEN :now END, 200)
            ON CONFLICT (url) DO UPDATE SET
                kind = excluded.kind, etag = excluded.etag, last_modified = excluded.last_modified,
                checked = excluded.checked, changed = coalesce(excluded.changed, changed),
                status = 200, failures = 0
            """,
            {
                "url": listing.url,
                "source": source,
                "kind": listing.kind,
                "etag": storable(listing.etag) if listing.etag else None,
                "last_modified": storable(listing.last_modified) if listing.last_modified else None,
                "now": utc_text(now),
                "news": changed,
            },
        )
