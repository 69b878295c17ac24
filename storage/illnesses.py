"""The tables `illnesses` and `notices`: what ails which source since when, and who has been told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlite_utils

from storage.sources import Sources
from storage.transactions import transaction
from storage.values import from_utc_text, storable, utc_text

__all__ = ["CHANGES", "STALE", "Illness", "Illnesses", "Notice"]

CHANGES: dict[str, str] = {"ill": "an illness began", "recovered": "it ended"}
"""Every value of `notices.change`."""

STALE = timedelta(days=7)
"""A notice that could not be sent for so long is let go: where a channel is mended after months, or was switched off
and on again, nobody wants to hear of last year."""


@dataclass(frozen=True, slots=True)
class Illness:
    """A row of `illnesses`; kind: a key of crawler.health.KINDS; times aware."""

    id: int
    source: str
    url: str | None
    kind: str
    since: datetime
    until: datetime | None
    why: str
    example: str | None


@dataclass(frozen=True, slots=True)
class Notice:
    """A change that a channel is still to be told. change: a key of CHANGES."""

    id: int
    change: str
    illness: Illness


class Illnesses:
    """The illnesses of one database's sources. channels: names of those whom a change is to be told."""

    def __init__(self, db: sqlite_utils.Database, channels: Iterable[str] = ()):
        self._connection = db.conn
        self._sources = Sources(db.conn)
        self._channels = tuple(channels)

    def lasting(self) -> list[Illness]:
        """Those that have not ended, by source and kind."""
        return [self._illness(row) for row in self._connection.execute(f"{_SELECT} WHERE until IS NULL ORDER BY 2, 4")]

    def fall_ill(
        self, source: str, kind: str, since: datetime, why: str, example: str | None, now: datetime
    ) -> Illness | None:
        """Note that a source is ill. Gives the illness where it is a new one; one that lasts is brought up to date, and
        began when it first was noticed to begin."""
        with transaction(self._connection):
            identity = self._sources.id(source, now)
            values = (utc_text(since), storable(why), storable(example) if example else None)
            lasting = self._connection.execute(
                "UPDATE illnesses SET since = min(since, ?), why = ?, example = coalesce(?, example) "
                "WHERE source = ? AND kind = ? AND until IS NULL RETURNING id",
                (*values, identity, kind),
            ).fetchall()
            if lasting:
                return None
            (row,) = self._connection.execute(
                "INSERT INTO illnesses (source, kind, since, why, example, found) VALUES (?, ?, ?, ?, ?, ?) "
                "RETURNING id",
                (identity, kind, *values, utc_text(now)),
            ).fetchone()
            self._notify(row, "ill", now)
        return self._by_id(row)

    def recover(self, source: str, kind: str, now: datetime) -> Illness | None:
        """Note that a source has not this illness; gives the one that ended, None where there was none."""
        with transaction(self._connection):
            ended = self._connection.execute(
                "UPDATE illnesses SET until = ? WHERE source = (SELECT id FROM sources WHERE name = ?) AND kind = ? "
                "AND until IS NULL RETURNING id",
                (utc_text(now), source, kind),
            ).fetchall()
            for (identity,) in ended:
                self._notify(identity, "recovered", now)
        return self._by_id(ended[0][0]) if ended else None

    def notices(self, channel: str, now: datetime, limit: int) -> list[Notice]:
        """What a channel is still to be told, in its order; at most `limit`."""
        rows = self._connection.execute(
            f"SELECT notices.id, notices.change, found.* FROM notices JOIN ({_SELECT}) AS found "  # noqa: S608 constant
            "ON found.id = notices.illness WHERE told IS NULL AND channel = ? AND made >= ? "
            "ORDER BY notices.id LIMIT ?",
            (channel, utc_text(now - STALE), limit),
        ).fetchall()
        return [Notice(identity, change, self._illness(row)) for identity, change, *row in rows]

    def told(self, notices: Iterable[Notice], now: datetime) -> None:
        """Note that notices were taken."""
        with transaction(self._connection):
            self._connection.executemany(
                "UPDATE notices SET told = ?, tries = tries + 1, error = NULL WHERE id = ?",
                [(utc_text(now), notice.id) for notice in notices],
            )

    def not_told(self, notices: Iterable[Notice], error: str) -> None:
        """Note that notices could not be sent, and why; they are sent again."""
        with transaction(self._connection):
            self._connection.executemany(
                "UPDATE notices SET tries = tries + 1, error = ? WHERE id = ?",
                [(storable(error), notice.id) for notice in notices],
            )

    def _notify(self, illness: int, change: str, now: datetime) -> None:
        self._connection.executemany(
            "INSERT INTO notices (illness, change, channel, made) VALUES (?, ?, ?, ?)",
            [(illness, change, channel, utc_text(now)) for channel in self._channels],
        )

    def _by_id(self, identity: int) -> Illness:
        return self._illness(self._connection.execute(f"{_SELECT} WHERE illnesses.id = ?", (identity,)).fetchone())

    def _illness(self, row: Iterable[object]) -> Illness:
        identity, source, url, kind, since, until, why, example = row
        return Illness(
            int(str(identity)), str(source), str(url) if url else None, str(kind), from_utc_text(str(since)),
            from_utc_text(str(until)) if until else None, str(why), str(example) if example else None,
        )  # fmt: skip


_SELECT = (
    "SELECT illnesses.id, sources.name, sources.url, kind, since, until, why, example "
    "FROM illnesses JOIN sources ON sources.id = illnesses.source"
)
