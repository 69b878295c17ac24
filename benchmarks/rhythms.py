"""Made-up sources of many rhythms: in which hours each brings something new. For benchmarks/health.py."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from math import log

import numpy as np
from numpy.typing import NDArray

__all__ = ["RHYTHMS", "START", "UNSEEN", "active_hours"]

START = date(2023, 1, 2)  # a Monday

Hours = NDArray[np.bool_]
Rates = NDArray[np.float64]
Chance = np.random.Generator


def easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, 1991)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    shift = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + shift - 7 * ((a + 11 * h + 22 * shift) // 451) + 114, 31)
    return date(year, month, day + 1)


@lru_cache
def holidays(year: int) -> frozenset[date]:
    """Public holidays as in much of Europe."""
    moving = {easter(year) + timedelta(days) for days in (-2, 0, 1, 39, 50)}
    fixed = {(1, 1), (5, 1), (10, 3), (11, 1), (12, 24), (12, 25), (12, 26), (12, 31)}
    return frozenset(moving | {date(year, month, day) for month, day in fixed})


def active_hours(rhythm: str, days: int, seed: int) -> Hours:
    """Whether a source of this rhythm, a key of RHYTHMS or UNSEEN, brings something new: each hour from START on."""
    chance = np.random.default_rng([seed, *rhythm.encode()])
    return (RHYTHMS | UNSEEN)[rhythm](_Calendar(days), chance).reshape(-1)


class _Calendar:
    """Days from START on. weekday: 0 to 6; off: whether it is a public holiday; month, day: of the date."""

    def __init__(self, days: int) -> None:
        self.dates = [START + timedelta(n) for n in range(days)]
        self.weekday = np.array([one.weekday() for one in self.dates])
        self.off = np.array([one in holidays(one.year) for one in self.dates])
        self.month = np.array([one.month for one in self.dates])
        self.day = np.array([one.day for one in self.dates])

    @property
    def weekend(self) -> Hours:
        return self.weekday >= 5

    def rates(self, hours: slice, rate: float) -> Rates:
        """Articles an hour: `rate` in these hours of the day, else none."""
        table = np.zeros((len(self.dates), 24))
        table[:, hours] = rate
        return table


def _news(rates: Rates, chance: Chance) -> Hours:
    return chance.poisson(rates) > 0


def _agency(days: _Calendar, chance: Chance) -> Hours:
    rates = days.rates(slice(24), 6.0)
    rates[:, :5] = 2.0
    return _news(rates, chance)


def _national(days: _Calendar, chance: Chance) -> Hours:
    rates = days.rates(slice(24), 4.0)
    rates[:, :5] = 0.15
    rates[days.weekend | days.off] *= 0.5
    return _news(rates, chance)


def _regional(days: _Calendar, chance: Chance) -> Hours:
    rates = days.rates(slice(7, 21), 0.6)
    rates[days.weekend | days.off] *= 0.35
    return _news(rates, chance)


def _office(rate: float) -> Callable[[_Calendar, Chance], Hours]:
    def hours(days: _Calendar, chance: Chance) -> Hours:
        rates = days.rates(slice(8, 18), rate)
        rates[days.weekend | days.off] = 0
        return _news(rates, chance)

    return hours


def _summer_time(days: _Calendar, chance: Chance) -> Hours:
    rates = days.rates(slice(8, 18), 0.8)
    summer = (days.month >= 4) & (days.month <= 10)
    rates[summer] = np.roll(rates[summer], -1, axis=1)
    rates[days.weekend | days.off] = 0
    return _news(rates, chance)


def _weekly(days: _Calendar, chance: Chance) -> Hours:
    issue = (days.weekday == 3) & ~((days.month == 12) & (days.day >= 24))
    hours = _at(days, issue, chance.integers(6, 10, len(days.dates)))
    hours[:, 15] |= (days.weekday == 2) & (chance.random(len(days.dates)) < 0.1)
    return hours


def _fortnightly(days: _Calendar, _: Chance) -> Hours:
    week = np.arange(len(days.dates)) // 7
    issue = (week % 2 == 0) & (days.weekday == 1 + (week * 7919 % 2))
    return _at(days, issue, np.full(len(days.dates), 10))


def _monthly(days: _Calendar, _: Chance) -> Hours:
    return _at(days, days.day == 1 + days.month % 3, np.full(len(days.dates), 9))


def _daily_dump(days: _Calendar, chance: Chance) -> Hours:
    late = np.clip(5 + chance.normal(0, 0.7, len(days.dates)), 2, 9).astype(int)
    return _at(days, (days.weekday != 6) & ~days.off, late)


def _blog(days: _Calendar, chance: Chance) -> Hours:
    return _news(days.rates(slice(9, 22), 3 / 7 / 13), chance)


def _bursts(days: _Calendar, chance: Chance) -> Hours:
    hours = np.zeros((len(days.dates), 24), bool)
    waits = np.exp(chance.normal(log(24), 1.4, hours.size))
    times = np.cumsum(waits).astype(int)
    hours.reshape(-1)[times[times < hours.size]] = True
    return hours


def _terms(days: _Calendar, chance: Chance) -> Hours:
    month, day = days.month, days.day
    away = (month == 7) | (month == 8) | ((month == 12) & (day >= 20)) | ((month == 1) & (day <= 8))
    rates = days.rates(slice(9, 19), 0.15)
    rates[days.weekend | days.off | away | ((month == 4) & (day <= 10))] = 0
    return _news(rates, chance)


def _summer_lull(days: _Calendar, chance: Chance) -> Hours:
    rates = days.rates(slice(8, 20), 0.5)
    rates[days.weekend] *= 0.2
    rates[days.month == 8] *= 0.15
    rates[days.off] = 0
    return _news(rates, chance)


def _drift(start: float, end: float) -> Callable[[_Calendar, Chance], Hours]:
    def hours(days: _Calendar, chance: Chance) -> Hours:
        growth = np.exp(np.linspace(log(start), log(end), len(days.dates)))
        rates = days.rates(slice(8, 20), 1.0) * growth[:, None]
        rates[days.off] *= 0.3
        return _news(rates, chance)

    return hours


def _step_down(days: _Calendar, chance: Chance) -> Hours:
    rates = days.rates(slice(8, 20), 0.9)
    rates[len(days.dates) // 2 :] *= 0.1
    return _news(rates, chance)


def _weekend_sport(days: _Calendar, chance: Chance) -> Hours:
    rates = days.rates(slice(12, 23), 0.03)
    rates[days.weekend, 12:23] = 0.7
    return _news(rates, chance)


def _read_daily(days: _Calendar, chance: Chance) -> Hours:
    """A national paper that is crawled once a day, at about six."""
    return _at(days, chance.random(len(days.dates)) < 0.99, chance.integers(5, 7, len(days.dates)))


def _at(days: _Calendar, issue: Hours, hour: NDArray[np.int64]) -> Hours:
    hours = np.zeros((len(days.dates), 24), bool)
    hours[np.flatnonzero(issue), hour[issue]] = True
    return hours


RHYTHMS: dict[str, Callable[[_Calendar, Chance], Hours]] = {
    "agency, day and night": _agency,
    "national paper": _national,
    "regional paper": _regional,
    "office hours": _office(0.8),
    "office hours, one a day": _office(0.12),
    "office hours, summer time": _summer_time,
    "weekend sport": _weekend_sport,
    "one dump a day": _daily_dump,
    "crawled once a day": _read_daily,
    "weekly magazine": _weekly,
    "fortnightly": _fortnightly,
    "monthly": _monthly,
    "blog, 3 a week": _blog,
    "bursts": _bursts,
    "fading, a tenth in 3 years": _drift(0.8, 0.08),
    "growing tenfold": _drift(0.08, 0.8),
    "a tenth overnight": _step_down,
    "quiet in August": _summer_lull,
    "university terms": _terms,
}
"""Name -> what gives its hours. The figures of crawler.health.silence were chosen on these."""


def _friday_off(days: _Calendar, chance: Chance) -> Hours:
    """Days off are Friday and Saturday, and a feast of four days comes eleven days earlier each year."""
    rates = days.rates(slice(4, 16), 0.5)
    rates[(days.weekday == 4) | (days.weekday == 5)] *= 0.1
    feast = (np.arange(len(days.dates)) + 90) % 354 < 4
    rates[feast] = 0
    return _news(rates, chance)


def _new_year_in_spring(days: _Calendar, chance: Chance) -> Hours:
    """Across midnight UTC, six days a week, and ten days off at a new year that moves between January and March."""
    rates = days.rates(slice(0, 11), 0.7)
    rates[:, 22:] = 0.7
    rates[days.weekday == 6] = 0
    rates[(np.arange(len(days.dates)) + 335) % 369 < 10] = 0
    return _news(rates, chance)


def _batches(days: _Calendar, chance: Chance) -> Hours:
    """Three times a day, each now and then left out."""
    hours = np.zeros((len(days.dates), 24), bool)
    for hour in (6, 12, 18):
        hours[:, hour] = chance.random(len(days.dates)) < 0.85
    return hours


def _sunday_paper(days: _Calendar, chance: Chance) -> Hours:
    """A large issue on Sunday, and little in the week."""
    rates = days.rates(slice(7, 22), 0.01)
    rates[days.weekday == 6, 4:10] = 0.8
    return _news(rates, chance)


def _one_writer(days: _Calendar, chance: Chance) -> Hours:
    """One a weekday in the evening, and three holidays of one to three weeks a year, whenever."""
    hours = _at(days, ~days.weekend & (chance.random(len(days.dates)) < 0.8), chance.integers(17, 23, len(days.dates)))
    for start in chance.integers(0, len(days.dates), len(days.dates) * 3 // 365):
        hours[start : start + int(chance.integers(7, 22))] = False
    return hours


def _events(days: _Calendar, chance: Chance) -> Hours:
    """A day's rate that wanders by a factor of ten over weeks, as news of one matter does."""
    steps = np.exp(np.clip(np.cumsum(chance.normal(0, 0.15, len(days.dates))) % 8 - 4, -4, 4) / 2)
    return _news(days.rates(slice(6, 23), 0.1) * steps[:, None], chance)


UNSEEN: dict[str, Callable[[_Calendar, Chance], Hours]] = {
    "Friday off, moving feasts": _friday_off,
    "ten days off in spring": _new_year_in_spring,
    "three batches a day": _batches,
    "Sunday paper": _sunday_paper,
    "one writer, holidays": _one_writer,
    "rises and falls": _events,
}
"""Likewise, written after those figures were settled."""
