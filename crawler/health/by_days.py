"""Illnesses that show in a source's days: thin, undated, slow.

The latest days that hold enough are held against earlier stretches of days that hold as much: their middle says what is
usual, and how far they lie apart what is chance.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, log, sqrt
from statistics import median

from crawler.health.findings import WELL, Finding, Judgement, midnight
from storage.days import Day
from storage.histories import History

__all__ = ["slow", "thin", "undated"]

LEAST = 12
"""Articles, or answers, in a stretch of days: with fewer, one long read is a trend."""

LEAST_STRETCHES = 8
"""Earlier stretches: with fewer nothing is usual yet."""

MOST_STRETCHES = 60
"""The latest so many: what has lasted for half of them is usual, and an illness that nobody cures ends as a habit."""

SPREADS = 4.5
"""How many standard deviations (by the median deviation) make a change; with few stretches more."""

NOW = (1, 2, 4, 7)
"""Latest stretches that are looked at together: a large change shows in one; a smaller one, or one of a source whose
days differ much, in the mean of several."""

LEAST_SPREAD = 0.1

SHORTER = log(1.7)
"""Thin is shorter than usual by this factor, by the mean, which a wall before the long reads lowers, or by the mean of
the logarithms, which one before every second article does."""

DATED_BEFORE = 0.3
"""A source is undated where its share of dated articles falls to half, if it was at least so much."""

SLOWER, SLOW_SECONDS = log(3), 2.0
"""Slow is three times the usual wait, and so many seconds more."""

MAD = 1.4826
"""Median absolute deviation to standard deviation, of a normal distribution."""


@dataclass(frozen=True, slots=True)
class _Change:
    """What was usual and what is now, and the first day of now. chance: how far they may differ by chance."""

    usual: float
    now: float
    since: date
    chance: float

    @property
    def fall(self) -> float:
        return self.usual - self.now


def thin(history: History) -> Judgement:
    """Whether articles are suddenly short."""
    by_logarithm = _changes(history.days, lambda day: day.articles, lambda day: day.log_words)
    by_mean = _changes(history.days, lambda day: day.articles, lambda day: day.words, log)
    for change in (*by_logarithm, *by_mean):
        if change.fall >= max(SHORTER, change.chance):
            why = f"articles have about {exp(change.now):.0f} words, usually {exp(change.usual):.0f}"
            return Finding("thin", midnight(change.since), why)
    return WELL if by_mean else None


def undated(history: History) -> Judgement:
    """Whether articles suddenly have no date."""
    changes = _changes(history.days, lambda day: day.articles, lambda day: day.dated)
    for change in changes:
        if change.usual >= DATED_BEFORE and change.fall >= max(change.usual / 2, change.chance):
            why = f"{change.now:.0%} of the articles have a date, usually {change.usual:.0%}"
            return Finding("undated", midnight(change.since), why)
    return WELL if changes else None


def slow(history: History) -> Judgement:
    """Whether answers take far longer."""
    changes = _changes(history.days, lambda day: day.answers, lambda day: max(day.waited, 0.001), log)
    for change in changes:
        now, usual = exp(change.now), exp(change.usual)
        if -change.fall >= max(SLOWER, change.chance) and now >= usual + SLOW_SECONDS:
            return Finding("slow", midnight(change.since), f"an answer takes {now:.1f} s, usually {usual:.1f} s")
    return WELL if changes else None


def _changes(
    days: Sequence[tuple[date, Day]],
    size: Callable[[Day], int],
    total: Callable[[Day], float],
    scale: Callable[[float], float] = float,
) -> list[_Change]:
    """The latest stretches of days against the earlier ones, for each number of NOW; none where there are too few.

    size: how much a day holds. total: what is averaged over it. scale: of the averages.
    """
    stretches: list[tuple[date, float]] = []
    held, summed = 0, 0.0
    for day, sums in reversed(days):
        held, summed = held + size(sums), summed + total(sums)
        if held >= LEAST:
            stretches.append((day, scale(summed / held)))
            held, summed = 0, 0.0
            if len(stretches) >= MOST_STRETCHES:
                break
    return [_change(stretches, n) for n in NOW if len(stretches) >= n + LEAST_STRETCHES]


def _change(stretches: Sequence[tuple[date, float]], n: int) -> _Change:
    """The first n stretches against the others."""
    means = [mean for _, mean in stretches]
    earlier = means[n:]
    usual = median(earlier)
    spread = max(MAD * median(abs(mean - usual) for mean in earlier), LEAST_SPREAD)
    chance = SPREADS * spread * (1 / sqrt(n) + 1 / sqrt(len(earlier)))
    return _Change(usual, sum(means[:n]) / n, stretches[n - 1][0], chance)
