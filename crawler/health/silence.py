"""When a source that brings nothing new has been quiet for far longer than it ever is.

Clock time is no measure: an office's paper is quiet for 64 hours each weekend, and four on a Monday may be much. So
time is counted in hours that would have brought news: each hour of the week weighs as much as its share of past weeks
in which it did. On this clock nights and weekends take no time, and a source's gaps are alike whatever its rhythm. How
long a gap may become is taken from the largest of them, continued as an exponential tail: peaks over a threshold, as
Siffer et al., "Anomaly Detection in Streams with Extreme Value Theory" (KDD 2017), do it, with its shape fixed at 0,
and the mean of the peaks taken from their median, as one long outage in the past must not make all later ones look
usual.

The figures below were chosen on 19 made-up rhythms (benchmarks/health.py; benchmarks/RESULTS.md has the result).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

__all__ = ["LEAST_GAPS", "LEAST_HOURS", "Silence", "listen"]

FALSE_ALARMS = 0.05
"""Wanted, per source and year, were its gaps exponential. Measured with 0.03, 0.05, 0.1: alarms hardly differ, as those
that remain are first holidays and breaks; delays grow by a fifth."""

LEAST_GAPS = 4
"""Gaps that a rhythm is learnt from at least: a month of a weekly magazine."""

LEAST_DAYS = 14
"""Days observed at least: two weekends."""

LEAST_HOURS = 6
"""A shorter silence is none, be the source an agency: a stuck feed mends itself."""

WINDOW = 180
"""Days from which gaps are taken …"""

LONG_WINDOW = 400
"""… or so many where the window holds fewer than FEW gaps."""

FEW = 40

HALF_LIFE = 30.0
"""Days after which an observation weighs half in the week's profile, since rhythms change."""

PEAKS = 0.1
"""Share of the gaps that is the tail; at least LEAST_PEAKS."""

LEAST_PEAKS = 5

TRIMMED = 1
"""The longest peak is left out of their mean: it may be an outage."""

LEAST_SPREAD = 0.15
"""Of the tail, as a share of where it begins: a magazine that comes on the minute may still be late."""

OUTLIER = 1.1
"""The second longest gap is usual, and one longer by this factor; so is the longest of the last RECENT days, so that
a source that slows down overnight is not called silent again and again."""

RECENT = 30

MARGIN = 1.15
"""Silence is to be far longer than usual. With 1.25 there were a fifth fewer false alarms, and a magazine was missed at
its fourth issue instead of its third; with 1 half as many again."""

HOLIDAYS = 2.5
"""Days in a row that may be like the week's quietest: Good Friday and Easter Monday, and a morning after. With 2,
an office's paper had 0.17 false alarms a year; with 3, its end is noticed a day later."""

LULL = (1222, 102)
"""From 22 December to 2 January each day is like the week's quietest."""

LULL_WEIGHT = 0.02
"""Of the lull's hours in the profile."""

LAST_YEAR = timedelta(days=364)
"""The same day of the week a year ago. What was usual then is usual now: a university's summer."""

NEAR = timedelta(days=21)
"""Around that day."""

SEASON = 1.15
"""How much longer than last year's such a gap may be."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Silence:
    """A source's quiet, now. since: the hour of its last news. hours: since then, by the clock, of observed days.
    missed: hours of the week's profile that passed, such as would have brought news. usual: how many may pass."""

    since: datetime
    hours: int
    missed: float
    usual: float

    @property
    def too_long(self) -> bool:
        """Whether it is far longer than usual."""
        return self.missed > self.usual and self.hours >= LEAST_HOURS


def listen(days: Sequence[tuple[int, int]], until: datetime) -> Silence | None:
    """The silence at `until` (aware), the start of the last run in which the source answered; None where its rhythm
    is not known.

    days: those on which it answered, in their order, as days since 1970, with the hours that brought news (bit h: hour
    h, UTC). Days on which the crawl rested, or the source did not answer, are left out and make no gap.
    """
    hours = _Hours.of(days, until)
    news = np.flatnonzero(hours.news)
    if len(news) <= LEAST_GAPS or news[-1] < LEAST_DAYS * 24:
        return None
    last = int(news[-1])
    start = _window(news, last)
    profile = _profile(hours, start, last + 1)
    clock = hours.clock(profile)
    gaps = np.diff(clock[news])
    recent = gaps[news[:-1] >= start]
    if len(recent) < LEAST_GAPS:
        return None
    latest = gaps[news[:-1] >= last - RECENT * 24]
    usual = max(
        _longest_usual(recent, last + 1 - start, profile),
        OUTLIER * float(latest.max(initial=0.0)),
        _last_years(hours, news, gaps),
    )
    # The hour of the last run has only begun.
    missed = max(float(clock[max(last, hours.length - 2)] - clock[last]), 0.0)
    return Silence(hours.moment(last), hours.length - 1 - last, missed, usual)


@dataclass(frozen=True, slots=True)
class _Hours:
    """The observed hours in a row. news: whether each brought some. week: its hour of the week, from 0 to 167.
    lull: whether it is of the LULL. number: hours since 1970."""

    news: NDArray[np.bool_]
    week: NDArray[np.int64]
    lull: NDArray[np.bool_]
    number: NDArray[np.int64]

    @classmethod
    def of(cls, days: Sequence[tuple[int, int]], until: datetime) -> _Hours:
        table = np.array(days, dtype=np.int64)
        news = (table[:, 1:] >> np.arange(24) & 1).astype(bool).reshape(-1)
        number = (table[:, :1] * 24 + np.arange(24)).reshape(-1)
        date = table[:, 0].astype("datetime64[D]")
        month = date.astype("datetime64[M]")
        of_year = (month.astype(np.int64) % 12 + 1) * 100 + (date - month).astype(np.int64) + 1  # 1231: New Year's Eve
        lull = np.repeat((of_year >= LULL[0]) | (of_year <= LULL[1]), 24)
        end = int(np.searchsorted(number, int(until.timestamp()) // 3600, side="right"))
        return cls(news[:end], number[:end] % 168, lull[:end], number[:end])

    @property
    def length(self) -> int:
        return len(self.news)

    def clock(self, profile: Floats) -> Floats:
        """Time as the source's news keep it, at the end of each hour."""
        by_day = profile.reshape(7, 24)
        quietest = np.tile(by_day[by_day.sum(1).argmin()], 7)
        passed: Floats = np.cumsum(np.where(self.lull, quietest[self.week], profile[self.week]))
        return passed

    def moment(self, index: int) -> datetime:
        return datetime.fromtimestamp(int(self.number[index]) * 3600, UTC)


def _window(news: NDArray[np.int64], last: int) -> int:
    """The first hour of the window from which gaps are taken."""
    start = max(0, last + 1 - WINDOW * 24)
    if np.count_nonzero(news >= start) < FEW:
        start = max(0, last + 1 - LONG_WINDOW * 24, min(start, int(news[max(0, len(news) - FEW)])))
    return start


def _profile(hours: _Hours, start: int, end: int) -> Floats:
    """How likely each hour of the week brings news, smoothed over its neighbours, as summer time moves it."""
    week, news = hours.week[start:end], hours.news[start:end]
    age = np.arange(end - start - 1, -1, -1) / 24
    weight = 0.5 ** (age / HALF_LIFE) * np.where(hours.lull[start:end], LULL_WEIGHT, 1.0)
    seen = np.bincount(week, weight, 168)
    brought = np.bincount(week, weight * news, 168)
    share = (brought + brought.sum() / seen.sum()) / (seen + 1.0)
    smooth: Floats = 0.25 * np.roll(share, 1) + 0.5 * share + 0.25 * np.roll(share, -1)
    return smooth


def _longest_usual(gaps: Floats, hours: int, profile: Floats) -> float:
    """How long a gap may become; hours: length of the window."""
    ordered = np.sort(gaps)
    peaks = min(max(LEAST_PEAKS, int(len(gaps) * PEAKS)), len(gaps) - 1)
    begins = float(ordered[-peaks - 1])
    above = ordered[-peaks:] - begins
    # Of an exponential all three are alike; of gaps that are multiples of a day the median is often 0.
    spread = max(float(np.median(above)) / log(2), float(above[:-TRIMMED].mean()), LEAST_SPREAD * begins)
    spread *= 1 + 1 / sqrt(peaks)  # its error with so few peaks
    peaks_a_year = peaks * 365 * 24 / hours
    tail = begins + spread * max(log(peaks_a_year / FALSE_ALARMS), 0.0)
    by_day = profile.reshape(7, 24).sum(1)
    holidays = begins + HOLIDAYS * float(by_day.max() - by_day.min())
    return MARGIN * max(tail, holidays, OUTLIER * float(ordered[-2]))


def _last_years(hours: _Hours, news: NDArray[np.int64], gaps: Floats) -> float:
    """How long a gap may become by what there was at this time a year ago; 0 where nothing is known of it."""
    around = int(LAST_YEAR.total_seconds()) // 3600
    near = int(NEAR.total_seconds()) // 3600
    begun, now = int(hours.number[news[-1]]), int(hours.number[-1])
    then = (hours.number[news[1:]] >= begun - around - near) & (hours.number[news[:-1]] <= now - around + near)
    then &= hours.number[news[:-1]] < begun - around // 2
    return SEASON * float(gaps[then].max()) if then.any() else 0.0
