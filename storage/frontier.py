"""The frontier: what is known of every article URL, and when each is due. Killed at any moment, it loses
nothing.

A URL enters as `pending` in the transaction that stores its listing's validators; so an unchanged listing
(304) never hides an article that was announced and not yet fetched.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlite_utils

from crawler.page import Entry, Listing
from storage.feeds import Feeds
from storage.transactions import transaction
from storage.values import from_utc_text, storable, utc_text

__all__ = ["DONE", "STATES", "Frontier", "Limits"]

STATES: dict[str, str] = {
    "pending": "announced, or announced as changed, and not fetched yet",
    "stored": "its article is in articles",
    "copy": "its page repeats a stored article",
    "rejected": "its page is no article",
    "failed": "could not be fetched; tried again when due, given up where due is empty",
    "gone": "the site says it does not exist (404, 410)",
    "refused": "robots.txt, or the site, does not allow it",
}
"""Every value of `frontier.state`."""

GIVEN_UP = frozenset({"failed", "gone"})
"""States of a URL that is tried again where it is announced anew after ABSENT."""

ABSENT = timedelta(days=2)
"""Time without an announcement after which one is a new one."""

DONE = frozenset({"stored", "copy"})
"""States of a URL whose page is known, which a newer announcement makes due again."""


@dataclass(frozen=True, slots=True)
class Limits:
    """When a URL is fetched again.

    revisit_days: an article announced as changed is visited again while it is younger than this. revisits: at
    most so often, as some sites announce every article as modified now, always. tries: a page that fails is
    given up after so many. backoff: wait after the first failure, doubled by each further.
    """

    revisit_days: float = 7.0
    revisits: int = 5
    tries: int = 5
    backoff: timedelta = timedelta(minutes=30)


class Frontier(Feeds):
    """The table `frontier` of one database, with its feeds. `source` is a source's name; times are aware."""

    def __init__(self, db: sqlite_utils.Database, limits: Limits | None = None):
        super().__init__(db)
        self._limits = limits or Limits()

    def discover(
        self,
        source: str,
        listing: Listing,
        entries: Sequence[Entry],
        now: datetime,
        children: Sequence[Listing] = (),
    ) -> list[Entry]:
        """Take in what a listing announces; give the entries to fetch now: those never seen, and those due
        again.

        One transaction stores the new URLs as pending, marks changed ones due, remembers the listings that
        this one leads to (children: they are asked for even when this one answers 304), and keeps the
        listing's validators. A URL that is pending already is not given again: `due` hands it out.
        """
        announced = {entry.url: entry for entry in entries if storable(entry.url) == entry.url}
        with transaction(self._connection):
            identity = self._sources.id(source, now)
            known = self._rows(announced)
            fresh = [entry for url, entry in announced.items() if url not in known]
            again = [announced[url] for url, row in known.items() if self._revived(row, now)]
            again += [announced[url] for url, row in known.items() if self._due_again(announced[url], row, now)]
            self._insert(identity, fresh, now)
            self._mark_due(again, now)
            self._keep_children(identity, listing.url, children)
            self._mark_seen(known, now)
            if listing.kind != "page":  # what continues a list is asked for anew: its content moves on
                self._keep_validators(identity, listing, bool(fresh or again), now)
        return fresh + again

    def announce(self, source: str, entries: Sequence[Entry], limit: int, now: datetime) -> tuple[list[Entry], bool]:
        """Make the first `limit` of the entries never seen pending; give them, and whether there were no more."""
        announced = {entry.url: entry for entry in entries if storable(entry.url) == entry.url}
        with transaction(self._connection):
            known = self._rows(announced)
            unseen = [entry for url, entry in announced.items() if url not in known]
            self._insert(self._sources.id(source, now), unseen[:limit], now)
        return unseen[:limit], len(unseen) <= limit

    def _rows(self, urls: dict[str, Entry]) -> dict[str, sqlite3.Row]:
        cursor = self._connection.cursor()
        cursor.row_factory = sqlite3.Row
        # One parameter for any number of URLs: a statement has at most 32,766, a sitemap 50,000.
        cursor.execute(
            """
            SELECT frontier.url, state, published, found, fetched, changed, visits, due, seen
            FROM json_each(?) AS asked JOIN frontier ON frontier.url = asked.value
            """,
            (json.dumps(list(urls)),),
        )
        return {row["url"]: row for row in cursor}

    def _due_again(self, entry: Entry, row: sqlite3.Row, now: datetime) -> bool:
        if entry.modified is None or row["state"] not in DONE or row["fetched"] is None:
            return False
        modified = utc_text(entry.modified)
        published = utc_text(entry.published) if entry.published is not None else row["published"] or row["found"]
        behind = row["fetched"] > utc_text(now + timedelta(hours=1))  # the clock was ahead then
        return (
            (modified > row["fetched"] or behind)
            and modified != row["changed"]
            and row["visits"] <= self._limits.revisits
            and published >= utc_text(now - timedelta(days=self._limits.revisit_days))
        )

    def _insert(self, source: int, entries: Sequence[Entry], now: datetime) -> None:
        self._connection.executemany(
            """
            INSERT INTO frontier (url, source, state, address, title, published, changed, found, due, seen)
            VALUES (?, ?, 'pending', ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                (
                    entry.url,
                    source,
                    storable(entry.address) or None,
                    storable(entry.title) or None,
                    utc_text(entry.published) if entry.published is not None else None,
                    utc_text(entry.modified) if entry.modified is not None else None,
                    utc_text(now),
                    utc_text(now),
                    utc_text(now),
                )
                for entry in entries
            ],
        )

    def _mark_due(self, entries: Sequence[Entry], now: datetime) -> None:
        self._connection.executemany(
            "UPDATE frontier SET state = 'pending', tried = 0, due = ?, changed = coalesce(?, changed) WHERE url = ?",
            [(utc_text(now), utc_text(entry.modified) if entry.modified else None, entry.url) for entry in entries],
        )

    def _revived(self, row: sqlite3.Row, now: datetime) -> bool:
        """Whether an address that was given up is announced anew, after a time in which it was not."""
        given_up = row["state"] in GIVEN_UP and row["due"] is None
        return given_up and row["seen"] is not None and row["seen"] < utc_text(now - ABSENT)

    def _mark_seen(self, known: dict[str, sqlite3.Row], now: datetime) -> None:
        """Note that they are still announced; once a day, and not of known pages, which are never forgotten."""
        today = utc_text(now)
        self._connection.executemany(
            "UPDATE frontier SET seen = ? WHERE url = ?",
            [
                (today, url)
                for url, row in known.items()
                if row["state"] not in DONE and (row["seen"] or "")[:10] != today[:10]
            ],
        )

    def forget(self, now: datetime, days: float) -> int:
        """Delete addresses that brought nothing and were not announced for so many days; give how many.

        What is due is kept, and what is in articles or copies.
        """
        before = utc_text(now - timedelta(days=days))
        with transaction(self._connection):
            return self._connection.execute(
                "DELETE FROM frontier WHERE seen < ? AND state NOT IN ('stored', 'copy') AND due IS NULL", (before,)
            ).rowcount

    # Articles

    def due(self, source: str, now: datetime, limit: int) -> list[Entry]:
        """What an earlier run left: at most `limit` entries that are pending, or failed and due; newest
        first."""
        rows = self._connection.execute(
            """
            SELECT frontier.url, title, published, changed, address
            FROM frontier JOIN sources ON sources.id = frontier.source
            WHERE sources.name = ? AND due IS NOT NULL AND (state = 'pending' OR due <= ? OR due > ?)
            ORDER BY coalesce(published, found) DESC, frontier.url LIMIT ?
            """,
            # No wait is as long as the second bound: a clock that was ahead wrote what is due behind it.
            (source, utc_text(now), utc_text(now + self._limits.backoff * 2**self._limits.tries), limit),
        )
        return [
            Entry(url, title or "", _moment(published), _moment(changed), address or "")
            for url, title, published, changed, address in rows
        ]

    def finish(self, url: str, source: str, state: str, fetched: datetime, note: str | None = None) -> None:
        """Note that a page was fetched, when, and what came of it.

        state: a key of STATES. note: why it was rejected. A URL never announced (the end of a redirect) is
        added.
        """
        _check(state)
        with transaction(self._connection):
            self._connection.execute(
                """
                INSERT INTO frontier (url, source, state, found, fetched, visits, status, note, seen)
                VALUES (:url, :source, :state, :fetched, :fetched, 1, 200, :note, :fetched)
                ON CONFLICT (url) DO UPDATE SET
                    state = excluded.state, fetched = excluded.fetched, status = 200,
                    visits = visits + 1, tried = 0, due = NULL, note = excluded.note
                """,
                {
                    "url": url,
                    "source": self._sources.id(source, fetched),
                    "state": state,
                    "fetched": utc_text(fetched),
                    "note": storable(note) if note else None,
                },
            )

    def fail(
        self,
        url: str,
        source: str,
        now: datetime,
        *,
        status: int | None = None,
        note: str = "",
        permanent: str | None = None,
    ) -> None:
        """Note that a page could not be fetched or extracted.

        status: of the HTTP answer, None where there was none. permanent: "gone" or "refused" where trying
        again is of no use; else it is due again after a while, each time a longer one, and given up after
        `Limits.tries`.
        """
        state = permanent or "failed"
        _check(state)
        with transaction(self._connection):
            row = self._connection.execute("SELECT tried FROM frontier WHERE url = ?", (url,)).fetchone()
            tried = (row[0] if row is not None else 0) + 1
            self._connection.execute(
                """
                INSERT INTO frontier (url, source, state, found, tried, due, status, note, seen)
                VALUES (:url, :source, :state, :now, :tried, :due, :status, :note, :now)
                ON CONFLICT (url) DO UPDATE SET
                    state = excluded.state, tried = excluded.tried, due = excluded.due,
                    status = excluded.status, note = excluded.note
                """,
                {
                    "url": url,
                    "source": self._sources.id(source, now),
                    "state": state,
                    "now": utc_text(now),
                    "tried": tried,
                    "due": None if permanent else self._next_try(tried, now),
                    "status": status,
                    "note": storable(note) or None,
                },
            )

    def _next_try(self, tried: int, now: datetime) -> str | None:
        if tried >= self._limits.tries:
            return None
        return utc_text(now + self._limits.backoff * 2 ** (tried - 1))


def _check(state: str) -> None:
    if state not in STATES:
        raise ValueError(f"no state of the frontier: {state!r}")


def _moment(text: str | None) -> datetime | None:
    return from_utc_text(text) if text is not None else None
