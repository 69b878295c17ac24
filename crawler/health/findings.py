"""What an examination may find."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

__all__ = ["KINDS", "WELL", "Finding", "Judgement", "Well", "midnight", "span"]

KINDS: Mapping[str, str] = {
    "failing": "nothing that was asked of it has answered for a while: its listings, or all of its pages",
    "blocked": "it answers 401 or 403, or wants proof of a human reader",
    "silent": "it answers, and has brought nothing new for far longer than it is ever quiet at these hours",
    "thin": "its articles are suddenly short: a paywall, or a changed template",
    "undated": "its articles suddenly have no date",
    "slow": "it answers far more slowly than it used to",
    "moved": "a listing redirects for good to another address",
}
"""Every kind of illness."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A source is ill. kind: a key of KINDS. since: aware. why: what was seen and what is usual, for people. example:
    an address to look at, None where the history holds none."""

    kind: str
    since: datetime
    why: str
    example: str | None = None


@dataclass(frozen=True, slots=True)
class Well:
    """A source has not this illness."""


WELL = Well()

Judgement = Finding | Well | None
"""None where what is known does not tell: whatever was found before stands."""


def midnight(day: date) -> datetime:
    """The beginning of a day, UTC."""
    return datetime.combine(day, time(), UTC)


def span(passed: timedelta) -> str:
    """A length of time as people say it: "40 minutes", "7 hours", "3 days 4 hours", "12 days"."""
    minutes = int(passed.total_seconds() // 60)
    hours = minutes // 60
    if minutes < 120:
        return _count(minutes, "minute")
    if hours < 48:
        return _count(hours, "hour")
    if hours < 24 * 7 and hours % 24:
        return f"{_count(hours // 24, 'day')} {_count(hours % 24, 'hour')}"
    return _count(hours // 24, "day")


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
