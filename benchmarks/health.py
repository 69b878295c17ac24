"""How soon the end of a source is noticed, and how often a living one is taken for ended; and what a check-up costs.

    .venv/bin/python benchmarks/health.py

Every rhythm of rhythms.py lives three years, several times over. A false alarm is a gap that `crawler.health.silence`
calls too long though news came after it, in a history of at least a month. Then the source ends at random moments of
the last two years, and the delay is the time from its end until it is called silent. Beside it stand two rules that
people use: nothing for three days, and nothing for three times the longest gap of the last 90 days.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.rhythms import RHYTHMS, START, UNSEEN, active_hours
from crawler.health.checkup import check_up
from crawler.health.silence import LEAST_HOURS, listen
from storage.database import writing
from storage.days import HISTORY_DAYS, Day, SourceDays
from storage.runs import Runs, Tally
from storage.transactions import transaction

DAYS = 3 * 365
EPOCH = date(1970, 1, 1).toordinal()
LEARNING = 30
"""Days before which no alarm is counted."""
LONGEST = 200
"""Days after which a source that nobody missed counts as never missed."""

Rule = Callable[[NDArray[np.bool_], int, int], int]
"""Of the active hours, the hour of the last news, and a hour at which looking ends: the first hour after it at which
the rule calls the source silent, or that end."""


@dataclass
class Result:
    """Of one rule. delays: in days."""

    false_alarms: int = 0
    years: float = 0.0
    delays: list[float] = field(default_factory=list)


def ours(hours: NDArray[np.bool_], last: int, end: int) -> int:
    """By crawler.health.silence. Silence grows with time, so the first hour of it is found by bisection."""
    low, high = last + LEAST_HOURS, end
    if low >= high or not _is_silent(hours, last, high):
        return end
    while low < high:
        middle = (low + high) // 2
        if _is_silent(hours, last, middle):
            high = middle
        else:
            low = middle + 1
    return low


def _is_silent(hours: NDArray[np.bool_], last: int, now: int) -> bool:
    days = now // 24 + 1
    first = max(0, days - HISTORY_DAYS)
    quiet = np.zeros(days * 24, bool)
    quiet[: last + 1] = hours[: last + 1]
    masks = (quiet[first * 24 :].reshape(-1, 24) << np.arange(24, dtype=np.uint32)).sum(1)
    history = [(START.toordinal() - EPOCH + first + n, int(mask)) for n, mask in enumerate(masks)]
    silence = listen(history, _moment(now))
    return silence is not None and silence.too_long


def three_days(_: NDArray[np.bool_], last: int, end: int) -> int:
    """Nothing for three days."""
    return min(last + 72, end)


def three_gaps(hours: NDArray[np.bool_], last: int, end: int) -> int:
    """Nothing for three times the longest gap of the last 90 days."""
    news = np.flatnonzero(hours[max(0, last - 90 * 24) : last + 1])
    return min(last + max(3 * int(np.diff(news).max()), LEAST_HOURS), end) if len(news) > 1 else end


def _moment(hour: int) -> datetime:
    return datetime(START.year, START.month, START.day, tzinfo=UTC) + timedelta(hours=hour)


def measure(rhythm: str, rule: Rule, lives: int, ends: int) -> Result:
    """One rule on `lives` sources of a rhythm, each ended `ends` times."""
    result = Result()
    for life in range(lives):
        hours = active_hours(rhythm, DAYS, life)
        news = np.flatnonzero(hours)
        result.years += (DAYS - LEARNING) / 365
        lengths = np.diff(news)
        # Short gaps are no alarm by any rule: looking at the longest of each rhythm is enough, and far quicker.
        longest = set(np.argsort(lengths)[-200:])
        for n in sorted(longest):
            last, after = int(news[n]), int(news[n + 1])
            if last >= LEARNING * 24 and after - last > LEAST_HOURS and rule(hours, last, after) < after:
                result.false_alarms += 1
        chance = np.random.default_rng(life)
        for end in chance.integers(365 * 24, (DAYS - 10) * 24, ends):
            last = int(news[np.searchsorted(news, end) - 1])
            result.delays.append((rule(hours, last, last + LONGEST * 24) - int(end)) / 24)
    return result


def silences(rhythms: Iterable[str], lives: int, ends: int) -> None:
    """Print the table of rhythms."""
    rules: dict[str, Rule] = {"ours": ours, "3 days": three_days, "3 x longest gap": three_gaps}
    print(f"{'':28}" + "".join(f"{name:>26}" for name in rules))
    print(f"{'rhythm':28}" + f"{'false/year  delay  p90':>26}" * len(rules))
    total = {name: Result() for name in rules}
    for rhythm in rhythms:
        line = f"{rhythm:28}"
        for name, rule in rules.items():
            found = measure(rhythm, rule, lives, ends)
            total[name].false_alarms += found.false_alarms
            total[name].years += found.years
            line += f"{found.false_alarms / found.years:12.2f}{np.median(found.delays):7.1f}"
            line += f"{np.quantile(found.delays, 0.9):7.1f}"
        print(line, flush=True)
    print(f"{'all':28}" + "".join(f"{one.false_alarms / one.years:12.2f}{'':14}" for one in total.values()))
    print("delays in days from a source's end, median and 90th percentile")


def cost(sources: int, days: int) -> None:
    """Print the CPU time of a check-up of many sources with long histories."""
    now = datetime(2026, 1, 1, 12, tzinfo=UTC)
    with tempfile.TemporaryDirectory() as folder, writing(Path(folder) / "articles.db") as database:
        _fill(database, sources, days, now)
        names = [f"source {n}" for n in range(sources)]
        began = time.process_time()
        changes = check_up(database, names, now, ())
        seconds = time.process_time() - began
        size = (Path(folder) / "articles.db").stat().st_size / 2**20
    print(f"check-up of {sources} sources, {days} days each: {seconds:.1f} s of CPU, {changes} changes, {size:.0f} MiB")


def _fill(database: object, sources: int, days: int, now: datetime) -> None:
    import sqlite_utils

    assert isinstance(database, sqlite_utils.Database)
    history, runs = SourceDays(database), Runs(database)
    masks = active_hours("national paper", days, 0).reshape(-1, 24) << np.arange(24, dtype=np.uint32)
    with transaction(database.conn):
        run = runs.start("crawl news", "1.0", now)
        for n in range(sources):
            runs.source(run, f"source {n}", Tally(listings=1, answers=1), "finished", now)
            history.add(f"source {n}", now - timedelta(days=days), Day(runs=1))
        database.conn.executemany(
            "INSERT OR REPLACE INTO source_days "
            "VALUES (?, ?, 96, 96, 0, 40, 30, 5, 5, 0, ?, 35, 34, 30, 210.0, 200, 40.0, 16000)",
            [
                (n, str(date.fromordinal(now.toordinal() - days + 1 + day)), int(mask.sum()))
                for n in range(1, sources + 1)
                for day, mask in enumerate(masks)
            ],
        )
        runs.finish(run, "finished", now, 1.0)


def main() -> None:
    """Parse, run, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lives", type=int, default=3, help="sources of each rhythm (default: 3)")
    parser.add_argument("--ends", type=int, default=40, help="ends of each source (default: 40)")
    parser.add_argument("--sources", type=int, default=2000, help="sources of the check-up (default: 2000)")
    parser.add_argument("--days", type=int, default=HISTORY_DAYS, help="days of their histories (default: all kept)")
    arguments = parser.parse_args()
    silences(RHYTHMS, arguments.lives, arguments.ends)
    print("\nrhythms written after the rule's figures were settled:")
    silences(UNSEEN, arguments.lives, arguments.ends)
    cost(arguments.sources, arguments.days)


if __name__ == "__main__":
    main()
