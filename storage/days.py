"""The table `source_days`: what each source brought by day, the history that its health is judged by."""

from dataclasses import astuple, dataclass, fields
from datetime import datetime, timedelta

import sqlite_utils

from storage.sources import Sources
from storage.transactions import transaction
from storage.values import utc_text

__all__ = ["HISTORY_DAYS", "Day", "SourceDays"]

HISTORY_DAYS = 500
"""Days that are kept: a year and a season, so that a summer can be compared with the last one from its begin on."""


@dataclass(slots=True)
class Day:
    """Sums over the runs of one source and day (UTC).

    runs: in which something was asked of it; answered, failed: runs in which a listing, or none, answered. found,
    new, copies, rejected, errors: as in crawl_sources. news_hours: bit h is set where a run that began in hour h
    brought a new article or copy. articles: how many were read; dated, authored: how many of them have a date and
    an author; words: sum of their lengths; log_words: sum of ln(words), since exp(log_words / articles), their typical
    length, can be had of any number of days, and a median cannot. answers: responses; waited: seconds until each
    began, summed up.
    """

    runs: int = 0
    answered: int = 0
    failed: int = 0
    found: int = 0
    new: int = 0
    copies: int = 0
    rejected: int = 0
    errors: int = 0
    news_hours: int = 0
    articles: int = 0
    dated: int = 0
    authored: int = 0
    log_words: float = 0.0
    answers: int = 0
    waited: float = 0.0
    words: int = 0


_COLUMNS = tuple(field.name for field in fields(Day))
_ADDED = ", ".join(
    f"{name} = {name} | excluded.{name}" if name == "news_hours" else f"{name} = {name} + excluded.{name}"
    for name in _COLUMNS
)


class SourceDays:
    """The days of one database's sources."""

    def __init__(self, db: sqlite_utils.Database):
        self._connection = db.conn
        self._sources = Sources(db.conn)

    def add(self, source: str, started: datetime, day: Day) -> None:
        """Add a run to the day on which it started; days beyond HISTORY_DAYS are forgotten.

        day: of this run alone; its news_hours are set here, from `started` and whether it brought something new.
        """
        day.news_hours = 1 << int(utc_text(started)[11:13]) if day.new + day.copies else 0
        with transaction(self._connection):
            identity = self._sources.id(source, started)
            self._connection.execute(
                f"INSERT INTO source_days (source, day, {', '.join(_COLUMNS)}) "  # noqa: S608 the dataclass's names
                f"VALUES (?, ?{', ?' * len(_COLUMNS)}) ON CONFLICT DO UPDATE SET {_ADDED}",
                (identity, utc_text(started)[:10], *astuple(day)),
            )
            self._connection.execute(
                "DELETE FROM source_days WHERE source = ? AND day < ?",
                (identity, utc_text(started - timedelta(days=HISTORY_DAYS))[:10]),
            )

    def latest(self, source: int, near: datetime, limit: int) -> list[tuple[str, Day]]:
        """The last days (`YYYY-MM-DD`) of a source, by its id, in their order: those that brought articles, and all
        from `near` on; at most `limit`."""
        rows = self._connection.execute(
            f"SELECT day, {', '.join(_COLUMNS)} FROM source_days "  # noqa: S608 as above
            "WHERE source = ? AND (articles > 0 OR day >= ?) ORDER BY day DESC LIMIT ?",
            (source, utc_text(near)[:10], limit),
        ).fetchall()
        return [(day, Day(*values)) for day, *values in reversed(rows)]

    def news_hours(self, source: int, since: datetime) -> list[tuple[int, int]]:
        """(days since 1970, news_hours) of the days since then on which a source, by its id, answered."""
        return self._connection.execute(
            "SELECT CAST(julianday(day) - 2440587.5 AS INTEGER), news_hours FROM source_days "
            "WHERE source = ? AND day >= ? AND answered > 0 ORDER BY day",
            (source, utc_text(since)[:10]),
        ).fetchall()
