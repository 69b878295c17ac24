from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlite_utils

from storage.database import close_database, open_database
from storage.days import HISTORY_DAYS, Day, SourceDays
from storage.migrations import STEPS
from tests.records import NOW


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite_utils.Database]:
    db = open_database(tmp_path / "articles.db")
    yield db
    close_database(db)


def test_runs_of_a_day_are_added_up(db: sqlite_utils.Database) -> None:
    days = SourceDays(db)
    days.add("paper", NOW, Day(runs=1, answered=1, new=2, articles=2, dated=1, log_words=10.5))
    days.add("paper", NOW + timedelta(minutes=30), Day(runs=1, answered=1, copies=1, articles=1, log_words=5.0))
    days.add("paper", NOW + timedelta(hours=2), Day(runs=1, failed=1, errors=3))
    days.add("other", NOW, Day(runs=1, answered=1))
    days.add("paper", NOW + timedelta(hours=11, minutes=59), Day(runs=1, answered=1, new=1))
    days.add("paper", NOW + timedelta(hours=12), Day(runs=1, answered=1))
    history = dict(days.latest(1, NOW, 10))
    assert list(history) == ["2026-03-01", "2026-03-02"]
    first = history["2026-03-01"]
    assert first.news_hours == 1 << 12 | 1 << 23
    assert (first.runs, first.answered, first.failed, first.new, first.copies, first.errors) == (4, 3, 1, 3, 1, 3)
    assert (first.articles, first.dated, first.log_words) == (3, 1, 15.5)
    assert history["2026-03-02"].news_hours == 0
    assert days.news_hours(1, NOW) == [(20513, 1 << 12 | 1 << 23), (20514, 0)]


def test_the_last_days_that_brought_articles_are_read(db: sqlite_utils.Database) -> None:
    days = SourceDays(db)
    for n in range(10):
        days.add("paper", NOW + timedelta(days=n), Day(runs=1, articles=n % 2))
    near = NOW + timedelta(days=8)
    assert [day[-2:] for day, _ in days.latest(1, near, 10)] == ["02", "04", "06", "08", "09", "10"]
    assert [day[-2:] for day, _ in days.latest(1, near, 3)] == ["08", "09", "10"]


def test_days_beyond_the_history_are_forgotten_and_others_sources_stay(db: sqlite_utils.Database) -> None:
    days = SourceDays(db)
    for source in ("paper", "asleep"):
        days.add(source, NOW, Day(runs=1))
    later = NOW + timedelta(days=HISTORY_DAYS + 1)
    days.add("paper", later, Day(runs=1))
    assert [day for day, _ in days.latest(1, NOW, 10)] == [f"{later:%Y-%m-%d}"]
    assert len(days.latest(2, NOW, 10)) == 1


def test_the_history_begins_with_the_runs_that_an_older_database_holds(tmp_path: Path) -> None:
    path = tmp_path / "articles.db"
    older = sqlite_utils.Database(path)
    steps = sqlite_utils.Migrations("broadsheet")
    for step in STEPS:
        if step.__name__ < "m009":
            steps()(step)
    steps.apply(older)
    older.table("sources").insert({"name": "paper", "added": "2026-03-01T00:00:00Z"})
    for run, (hour, new, outcome) in enumerate([(8, 2, "finished"), (8, 1, "finished"), (9, 0, "failed")], 1):
        started = f"2026-03-01T{hour:02}:15:00Z"
        older.table("crawls").insert(
            {"id": run, "started": started, "command": "crawl", "version": "1", "outcome": "x"}
        )
        older.table("crawl_sources").insert({"crawl": run, "source": 1, "found": 4, "new": new, "outcome": outcome})
    older.close()
    db = open_database(path)
    ((day, sums),) = SourceDays(db).latest(1, NOW, 10)
    assert day == "2026-03-01"
    assert (sums.runs, sums.answered, sums.failed, sums.found, sums.new, sums.news_hours) == (3, 2, 1, 12, 3, 1 << 8)
    close_database(db)
