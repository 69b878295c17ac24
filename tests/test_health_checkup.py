"""From the log of runs to illnesses and notices, in a real database."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from math import log
from pathlib import Path

import pytest
import sqlite_utils

from crawler.health.checkup import check_up
from crawler.health.survey import NoSuchSource, survey
from crawler.page import Listing
from crawler.record import Recorder
from storage import errors
from storage.database import close_database, open_database, reading
from storage.days import Day, SourceDays
from storage.frontier import Frontier
from storage.illnesses import STALE, Illnesses
from storage.migrations import STEPS
from storage.moves import Moves
from storage.runs import Details, Runs, Tally
from tests.records import NOW, article, page, text

HOUR = timedelta(hours=1)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite_utils.Database]:
    db = open_database(tmp_path / "articles.db")
    yield db
    close_database(db)


def crawl(db: sqlite_utils.Database, now: datetime, *failing: str, well: tuple[str, ...] = ("well",)) -> None:
    """Write a run in which these sources failed and these had something new."""
    runs, days = Runs(db), SourceDays(db)
    run = runs.start("crawl news", "1.0", now)
    details = Details(error_kinds={"timeout": 1}, example="https://ill.example/feed")
    for source in failing:
        runs.source(run, source, Tally(errors=1), "failed", now, "no listing answered", details)
        days.add(source, now, Day(runs=1, failed=1, errors=1))
    for source in well:
        runs.source(run, source, Tally(found=2, fetched=2, new=2, listings=1, answers=3), "finished", now)
        days.add(source, now, Day(runs=1, answered=1, new=2))
    runs.finish(run, "failed" if failing else "finished", now, 1.0)


def test_a_change_is_noted_once_and_told_to_each_channel_once(db: sqlite_utils.Database) -> None:
    illnesses = Illnesses(db)
    changes = []
    for n in range(10):
        crawl(db, NOW + n * HOUR, "ill")
        changes.append(check_up(db, ["ill", "well"], NOW + n * HOUR, ("command", "webhook")))
    assert changes == [0] * 6 + [1] + [0] * 3
    (illness,) = illnesses.lasting()
    assert (illness.source, illness.kind, illness.since) == ("ill", "failing", NOW)
    assert illness.example == "https://ill.example/feed"
    assert "10 runs in a row: timeout (10)" in illness.why
    later = NOW + 10 * HOUR
    (notice,) = illnesses.notices("webhook", later, 10)
    assert (notice.change, notice.illness) == ("ill", illness)
    illnesses.told([notice], later)
    assert illnesses.notices("webhook", later, 10) == []
    illnesses.not_told(illnesses.notices("command", later, 10), "exit code 1")
    (again,) = illnesses.notices("command", later, 10)
    assert again == illnesses.notices("command", later, 10)[0]

    crawl(db, later, well=("ill", "well"))
    assert check_up(db, ["ill", "well"], later, ("command", "webhook")) == 1
    assert illnesses.lasting() == []
    assert [notice.change for notice in illnesses.notices("webhook", later, 10)] == ["recovered"]
    assert [notice.change for notice in illnesses.notices("command", later, 10)] == ["ill", "recovered"]
    assert illnesses.notices("command", later + 2 * STALE, 10) == []
    (row,) = db.table("illnesses").rows
    assert row["until"] == "2026-03-01T22:00:00Z"
    assert [row["tries"] for row in db.table("notices").rows] == [1, 1, 0, 0]


def test_a_run_that_nobody_answered_is_nobodys_illness(db: sqlite_utils.Database) -> None:
    for n in range(10):
        now = NOW + n * HOUR
        runs = Runs(db)
        run = runs.start("crawl news", "1.0", now)
        for source in ("a", "b"):
            runs.source(run, source, Tally(errors=1), "failed", now)
        runs.finish(run, "failed", now, 1.0)
    assert check_up(db, ["a", "b"], NOW + 10 * HOUR, ()) == 0


def test_a_listing_is_moved_from_its_third_run_on_until_it_answers_itself(db: sqlite_utils.Database) -> None:
    moves, feed = Moves(db), "https://paper.example/feed"
    for n in range(3):
        now = NOW + n * 12 * HOUR
        crawl(db, now, well=("paper",))
        moves.note("paper", now, {feed: "https://paper.example/new"}, ())
        assert check_up(db, ["paper"], now, ()) == (n == 2)
    (illness,) = Illnesses(db).lasting()
    assert (illness.kind, illness.since, illness.example) == ("moved", NOW, feed)
    crawl(db, now + HOUR, well=("paper",))
    moves.note("paper", now + HOUR, {}, {feed})
    assert check_up(db, ["paper"], now + HOUR, ()) == 1
    assert Illnesses(db).lasting() == []


def test_a_survey_says_who_is_ill_new_or_well(db: sqlite_utils.Database) -> None:
    for n in range(40 * 24):
        ill = ("ill",) if n > 39 * 24 else ()
        crawl(db, NOW + n * HOUR, *ill, well=("old", "young") if n > 39 * 24 else ("old", "ill") if n else ("left",))
    now = NOW + 40 * 24 * HOUR
    found = survey(db, now)
    assert {patient.source: patient.state for patient in found.patients} == {
        "ill": "ill",
        "old": "well",
        "young": "new",
    }
    assert found.is_ill
    assert found.overdue is None
    assert [patient.source for patient in survey(db, now, ["OLD"]).patients] == ["old"]
    assert not survey(db, now, ["old"]).is_ill
    with pytest.raises(NoSuchSource, match="'odl': did you mean 'old'"):
        survey(db, now, ["odl"])
    late = survey(db, now + 5 * HOUR, ["old"])
    assert late.overdue == HOUR
    assert late.is_ill


def test_what_was_found_stands_where_the_log_does_not_tell(db: sqlite_utils.Database) -> None:
    crawl(db, NOW, well=("paper",))
    Illnesses(db).fall_ill("paper", "thin", NOW - HOUR, "articles have about 90 words", None, NOW)
    check_up(db, ["paper"], NOW, ())
    (patient,) = survey(db, NOW).patients
    (finding,) = patient.findings
    assert (finding.kind, finding.since) == ("thin", NOW - HOUR)


def test_a_database_is_read_without_being_written(tmp_path: Path) -> None:
    path = tmp_path / "articles.db"
    with pytest.raises(errors.CannotOpen, match="there is no such database"), reading(path):
        pass
    assert not path.exists()
    older = sqlite_utils.Database(path)
    steps = sqlite_utils.Migrations("broadsheet")
    steps()(STEPS[0])
    steps.apply(older)
    older.close()
    before = path.read_bytes()
    with pytest.raises(errors.DatabaseOlder, match="an earlier version"), reading(path):
        pass
    assert path.read_bytes() == before
    close_database(open_database(path))
    with reading(path) as db, pytest.raises(Exception, match="readonly"):
        db.execute("DELETE FROM sources")


def test_silence_and_short_articles_show_through_the_log(db: sqlite_utils.Database) -> None:
    runs, days = Runs(db), SourceDays(db)

    def hour(n: int, new: int, words: int) -> datetime:
        now = NOW + n * HOUR
        run = runs.start("crawl news", "1.0", now)
        runs.source(run, "paper", Tally(new=new, fetched=new, listings=1, answers=1 + new), "finished", now)
        log_words = new * log(words)
        day = Day(runs=1, answered=1, new=new, articles=new, dated=new, words=new * words, log_words=log_words)
        days.add("paper", now, day)
        runs.finish(run, "finished", now, 1.0)
        check_up(db, ["paper"], now, ())
        return now

    def ails() -> list[tuple[str, str | None]]:
        return [(illness.kind, illness.example) for illness in Illnesses(db).lasting()]

    url = "https://paper.example/short"
    Recorder(db).record(page(url), article(url, text(1), published=NOW))
    feed = "https://paper.example/feed"
    Frontier(db).discover("paper", Listing(feed, "feed"), [], NOW)
    for n in range(24 * 30):
        hour(n, 2, 500)
    assert ails() == []
    for n in range(24 * 30, 24 * 30 + 7):
        hour(n, 2, 60)
    assert ails() == [("thin", url)]
    for n in range(24 * 30 + 7, 24 * 31):
        hour(n, 0, 1)
    assert ails() == [("silent", feed), ("thin", url)]
    (silent, _) = Illnesses(db).lasting()
    assert silent.since == NOW + (24 * 30 + 6) * HOUR
    hour(24 * 31, 30, 500)
    hour(24 * 32, 30, 500)
    assert ails() == []


def test_fetching_an_archive_says_nothing_about_health(db: sqlite_utils.Database) -> None:
    for n in range(10):
        crawl(db, NOW + n * HOUR, "ill")
    db.execute("UPDATE crawls SET command = 'crawl archive'")
    assert check_up(db, ["ill"], NOW + 10 * HOUR, ()) == 0


def test_crawls_that_are_always_killed_are_noticed(db: sqlite_utils.Database) -> None:
    crawl(db, NOW)
    runs = Runs(db)
    for n in range(1, 4):
        runs.start("crawl news", "1.0", NOW + n * HOUR)
    assert survey(db, NOW + 3 * HOUR).killed == 0  # two were, and the third may go on
    runs.start("crawl news", "1.0", NOW + 4 * HOUR)
    found = survey(db, NOW + 4 * HOUR)
    assert found.killed == 3
    assert found.is_ill
    assert found.as_json()["killed"] == 3
    crawl(db, NOW + 5 * HOUR)
    assert survey(db, NOW + 5 * HOUR).killed == 0
