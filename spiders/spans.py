"""Spans of dates: as people write them, and whether an article's address or a sitemap's name lies in one."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from crawler.page import Entry

__all__ = ["Span", "dated", "period_of", "read_span"]

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])(?:[/_-]?(0[1-9]|[12]\d|3[01]))?(?=[/_-])")
"""The date in an article's address: year and month, perhaps the day, and something behind them."""


@dataclass(frozen=True, slots=True)
class Span:
    """From since to before until; aware, UTC."""

    since: datetime
    until: datetime

    def meets(self, other: "Span") -> bool:
        """Tell whether the two have a moment in common."""
        return self.since < other.until and other.since < self.until

    def holds(self, when: datetime) -> bool:
        """Tell whether a moment lies in it."""
        return self.since <= when < self.until


def read_span(since: str, until: str, now: datetime) -> Span:
    """Read two dates as YYYY-MM-DD, YYYY-MM or YYYY; both ends are in the span, `until` is today where it is empty.

    Raises ValueError, saying what is wrong.
    """
    first = _written("since", since).since
    last = _written("until", until).until if until else now + timedelta(days=1)
    if first >= last:
        raise ValueError(f"since {since!r} is later than until {until!r}")
    return Span(first, last)


def period(year: int, month: int | None = None, day: int | None = None) -> Span:
    """The span of a year, a month or a day. Raises ValueError where there is no such."""
    start = datetime(year, month or 1, day or 1, tzinfo=UTC)
    if day:
        return Span(start, start + timedelta(days=1))
    return Span(start, datetime(year + (not month or month == 12), month % 12 + 1 if month else 1, 1, tzinfo=UTC))


def period_of(found: re.Match[str] | None) -> Span | None:
    """The span of a match whose groups are a year, perhaps a month, perhaps a day; None where there is none such."""
    try:
        return period(*(int(group) if group else None for group in found.groups())) if found else None  # type: ignore[arg-type] # the year is always there
    except ValueError:
        return None


def dated(entry: Entry) -> Span | None:
    """When an article was published, as its listing or its address tells: a moment, a day or a month; None unknown.

    A time of change is no time of publication, and does not count.
    """
    if entry.published:
        return Span(entry.published, entry.published + timedelta(seconds=1))
    return period_of(_IN_ADDRESS.search(entry.url))


def _written(name: str, text: str) -> Span:
    found = _WRITTEN.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError
        return period(*(int(group) if group else None for group in found.groups()))  # type: ignore[arg-type] # as above
    except (ValueError, OverflowError):
        raise ValueError(f"{name}: {text!r} is no date: write it as 2024-01-31, 2024-01 or 2024") from None
