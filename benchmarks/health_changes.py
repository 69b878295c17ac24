"""How soon a paywall, lost dates or a slow server are noticed, and how often they are seen where there are none.

    .venv/bin/python benchmarks/health_changes.py

Made-up sources of many sizes and habits live two years, judged at the end of every day by `crawler.health.by_days`.
Then, at random moments of the second year, all their articles, or half of them, are cut to a paywall's opening, lose
their dates, or their server takes ten times as long.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from math import log
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from crawler.health.by_days import slow, thin, undated
from crawler.health.findings import Finding, Judgement
from storage.days import Day
from storage.histories import LAST_DAYS, NEAR_DAYS, History

START = date(2023, 1, 2)
DAYS = 730
LEARNING = 60
LONGEST = 60
"""Days after which a change that nobody saw counts as missed."""
OPENING = 70
"""Words before a paywall, about."""


@dataclass(frozen=True)
class Habit:
    """articles: a weekday's mean; weekend: share of that on a weekend's day. words: typical length; spread: of its
    logarithm within a day; drift: of the days' means. briefs: share of articles that are briefs of 60 words, which
    varies from day to day. dated: share of articles with a date. wait: typical seconds until an answer; jitter: of its
    logarithm, by day."""

    articles: float
    weekend: float = 0.5
    words: float = 450.0
    spread: float = 0.6
    drift: float = 0.1
    briefs: float = 0.0
    dated: float = 0.98
    wait: float = 0.4
    jitter: float = 0.3


HABITS = {
    "large, even": Habit(200),
    "large, with briefs": Habit(200, briefs=0.4),
    "middle": Habit(40, spread=0.8, drift=0.2),
    "middle, agency's briefs": Habit(40, briefs=0.6, drift=0.2),
    "small": Habit(8, spread=0.8, drift=0.2),
    "small, briefs, no weekend": Habit(8, weekend=0.0, briefs=0.3),
    "one a day": Habit(1, spread=0.9),
    "three a week": Habit(0.45, weekend=1.0, spread=0.9),
    "half of it dated": Habit(30, dated=0.5),
    "mostly dated": Habit(30, dated=0.8),
    "a restless server": Habit(30, wait=1.5, jitter=0.7),
}
"""Name -> a source's habits."""


def live(habit: Habit, chance: np.random.Generator) -> list[tuple[date, Day]]:
    """Two years of a source."""
    days = []
    for n in range(DAYS):
        weekend = n % 7 >= 5
        articles = int(chance.poisson(habit.articles * (habit.weekend if weekend else 1.0)))
        brief = chance.random(articles) < np.clip(chance.normal(habit.briefs, habit.briefs / 3), 0, 1)
        words = chance.normal(log(habit.words) + chance.normal(0, habit.drift), habit.spread, articles)
        words[brief] = chance.normal(log(60), 0.3, int(brief.sum()))
        answers = 50 + articles
        waited = answers * habit.wait * float(np.exp(chance.normal(0, habit.jitter)))
        dated = int(chance.binomial(articles, habit.dated)) if articles else 0
        day = Day(
            runs=96, answered=96, articles=articles, dated=dated, log_words=float(words.sum()),
            words=int(np.exp(words).sum()), answers=answers,
            waited=waited,
        )  # fmt: skip
        days.append((START + timedelta(n), day))
    return days


def cut(day: Day) -> Day:
    """Every article ends at a paywall."""
    return replace(day, log_words=day.articles * log(OPENING), words=day.articles * OPENING)


def half_cut(day: Day) -> Day:
    """Every second one does."""
    words = (day.words + day.articles * OPENING) // 2
    return replace(day, log_words=day.log_words / 2 + day.articles / 2 * log(OPENING), words=words)


def without_dates(day: Day) -> Day:
    """Only one in twenty has a date."""
    return replace(day, dated=day.articles // 20)


def ten_times_slower(day: Day) -> Day:
    """An answer takes ten times as long."""
    return replace(day, waited=day.waited * 10)


CHANGES: tuple[tuple[str, Callable[[Day], Day], Callable[[History], Judgement]], ...] = (
    ("thin", cut, thin),
    ("half thin", half_cut, thin),
    ("undated", without_dates, undated),
    ("slow", ten_times_slower, slow),
)


def is_ill(examine: Callable[[History], Judgement], days: list[tuple[date, Day]]) -> bool:
    """What a source's latest days say, read as storage.histories reads them."""
    near = days[-1][0] - timedelta(days=NEAR_DAYS)
    latest = [(day, sums) for day, sums in days[-3 * LAST_DAYS :] if sums.articles or day >= near][-LAST_DAYS:]
    return isinstance(examine(History("", None, list, latest, [])), Finding)


def measure(habit: Habit, lives: int, changes: int) -> dict[str, tuple[float, float, float]]:
    """{change: (false alarms a year, median delay in days, share never noticed)}"""
    found: dict[str, tuple[float, float, float]] = {}
    alarms: dict[str, int] = {}
    delays: dict[str, list[float]] = {}
    for life in range(lives):
        chance = np.random.default_rng(life)
        days = live(habit, chance)
        for name, change, examine in CHANGES:
            before = [is_ill(examine, days[: n + 1]) for n in range(LEARNING, DAYS)]
            begun = sum(now and not earlier for earlier, now in pairwise(before))
            alarms[name] = alarms.get(name, 0) + begun
            for begins in chance.integers(DAYS // 2, DAYS - LONGEST, changes):
                after = days[:begins] + [(day, change(sums)) for day, sums in days[begins:]]
                waits = (n for n in range(LONGEST) if is_ill(examine, after[: begins + n + 1]))
                delays.setdefault(name, []).append(next(waits, LONGEST) + 1)
    years = lives * (DAYS - LEARNING) / 365
    for name in alarms:
        missed = sum(delay > LONGEST for delay in delays[name]) / len(delays[name])
        found[name] = (alarms[name] / years, float(np.median(delays[name])), missed)
    return found


def main() -> None:
    """Parse, run, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lives", type=int, default=3, help="sources of each habit (default: 3)")
    parser.add_argument("--changes", type=int, default=10, help="changes of each source (default: 10)")
    arguments = parser.parse_args()
    print(f"{'':28}" + "".join(f"{name:>24}" for name, _, _ in CHANGES))
    print(f"{'source':28}" + f"{'false/year  days  missed':>24}" * len(CHANGES))
    for name, habit in HABITS.items():
        found = measure(habit, arguments.lives, arguments.changes)
        cells = "".join(f"{false:12.2f}{delay:6.0f}{missed:6.0%}" for false, delay, missed in found.values())
        print(f"{name:28}{cells}", flush=True)


if __name__ == "__main__":
    main()
