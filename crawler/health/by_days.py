"""Illnesses that show in a source's days: thin, undated, slow.

The latest days that hold enough are held against earlier stretches of days that hold as much: their middle says what is
usual, and how far they lie apart what is chance.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, log
from statistics import median

from crawler.health.findings import WELL, Finding, Judgement, midnight
from storage.days import Day
from storage.histories import History

__all__ = ["slow", "thin", "undated"]

LEAST = 12
"""Articles, or answers, in a stretch of days: with fewer, one long read is a trend."""

LEAST_STRETCHES = 5
"""Earlier stretches: with fewer nothing is usual yet."""

MOST_STRETCHES = 60
"""The latest so many: what has lasted for half of them is usual, and an illness that nobody cures ends as a habit."""

SPREADS = 4.0
"""How many standard deviations (by the median deviation) make a change. Measured on lengths with a log-normal spread of
0.8, days that differ by 0.3: below one false alarm in 50 source-years together with the floors below."""

LEAST_SPREAD = 0.1

HALF = log(2)
"""Of log(words): thin is at most half the usual length."""

DATED_BEFORE, DATED_DROP = 0.6, 0.5
"""A source is undated where its share of dated articles, of at least the one, falls by at least the other."""

SLOWER, SLOW_SECONDS = 3.0, 2.0
"""Slow is this many times the usual wait, and so many seconds more."""

MAD = 1.4826
"""Median absolute deviation to standard deviation, of a normal distribution."""


@dataclass(frozen=True, slots=True)
class _Change:
    """What was usual and what is now, and the first day of now."""

    usual: float
    now: float
    since: date
    spread: float


def thin(history: History) -> Judgement:
    """Whether articles are suddenly short."""
    change = _change(history.days, lambda day: day.articles, lambda day: day.log_words)
    if change is None:
        return None
    fall = change.usual - change.now
    if fall < max(HALF, SPREADS * change.spread):
        return WELL
    why = f"articles have about {exp(change.now):.0f} words, usually {exp(change.usual):.0f}"
    return Finding("thin", midnight(change.since), why)


def undated(history: History) -> Judgement:
    """Whether articles suddenly have no date."""
    change = _change(history.days, lambda day: day.articles, lambda day: float(day.dated))
    if change is None:
        return None
    fall = change.usual - change.now
    if change.usual < DATED_BEFORE or fall < max(DATED_DROP, SPREADS * change.spread):
        return WELL
    why = f"{change.now:.0%} of the articles have a date, usually {change.usual:.0%}"
    return Finding("undated", midnight(change.since), why)


def slow(history: History) -> Judgement:
    """Whether answers take far longer."""
    change = _change(history.days, lambda day: day.answers, lambda day: day.waited)
    if change is None:
        return None
    if change.now < max(change.usual * SLOWER, change.usual + max(SLOW_SECONDS, SPREADS * change.spread)):
        return WELL
    why = f"an answer takes {change.now:.1f} s, usually {change.usual:.1f} s"
    return Finding("slow", midnight(change.since), why)


def _change(
    days: Sequence[tuple[date, Day]], size: Callable[[Day], int], total: Callable[[Day], float]
) -> _Change | None:
    """The latest stretch of days against the earlier ones; None where there are too few. size: how much a day holds;
    total: what is averaged over it."""
    stretches: list[tuple[date, float]] = []
    held, summed = 0, 0.0
    for day, sums in reversed(days):
        held, summed = held + size(sums), summed + total(sums)
        if held >= LEAST:
            stretches.append((day, summed / held))
            held, summed = 0, 0.0
            if len(stretches) > MOST_STRETCHES:
                break
    if len(stretches) <= LEAST_STRETCHES:
        return None
    (since, now), *earlier = stretches
    means = [mean for _, mean in earlier]
    usual = median(means)
    spread = max(MAD * median(abs(mean - usual) for mean in means), LEAST_SPREAD)
    return _Change(usual, now, since, spread)
