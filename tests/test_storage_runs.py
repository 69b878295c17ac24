from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlite_utils

from storage.database import close_database, open_database
from storage.runs import IDLE_DAYS, Details, Runs, Tally
from tests.records import NOW

LATER = NOW + timedelta(minutes=5)
ILL = Details(320, 0.5, 1.0, 0.25, {"HTTP 503": 1}, {"robots.txt": 2}, "https://b.example/1", "https://c.example/")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite_utils.Database]:
    db = open_database(tmp_path / "articles.db")
    yield db
    close_database(db)


def test_a_run_sums_up_its_sources(db: sqlite_utils.Database) -> None:
    runs = Runs(db)
    run = runs.start("crawl news", "1.0", NOW)
    runs.source(run, "a", Tally(found=5, fetched=4, new=3, copies=1, bytes=1000, seconds=2.5), "running", NOW)
    runs.source(run, "a", Tally(found=9, fetched=8, new=5, copies=2, bytes=2000, seconds=4.5), "finished", NOW)
    runs.source(run, "b", Tally(found=1, errors=1, answers=2), "failed", NOW, "http 503", ILL)
    runs.finish(run, "failed", LATER, 300.0, Details(words=250, error_kinds={"HTTP 404": 1, "HTTP 503": 3}))
    (crawl,) = db.table("crawls").rows
    assert crawl == {
        "id": run, "started": "2026-03-01T12:00:00Z", "finished": "2026-03-01T12:05:00Z", "command": "crawl news",
        "version": "1.0", "outcome": "failed", "sources": 2, "found": 10, "fetched": 8, "new": 5, "copies": 2,
        "revisions": 0, "unchanged": 0, "rejected": 0, "refused": 0, "errors": 1, "bytes": 2000, "seconds": 300.0,
        "listings": 0, "answers": 2, "words": 250, "dated": None, "authored": None, "latency": None,
        "error_kinds": '{"HTTP 503": 3, "HTTP 404": 1}', "refusal_kinds": None,
    }  # fmt: skip
    (ill,) = db.table("crawl_sources").rows_where("source = 2")
    details = ("words", "dated", "authored", "latency", "error_kinds", "refusal_kinds", "example", "moved")
    assert tuple(ill[name] for name in details) == (
        320, 0.5, 1.0, 0.25, '{"HTTP 503": 1}', '{"robots.txt": 2}', "https://b.example/1", "https://c.example/",
    )  # fmt: skip
    outcomes = [(row["source"], row["outcome"], row["note"]) for row in db.table("crawl_sources").rows]
    assert outcomes == [(1, "finished", None), (2, "failed", "http 503")]


def test_a_run_that_never_wrote_its_end_is_marked_by_the_next(db: sqlite_utils.Database) -> None:
    runs = Runs(db)
    killed = runs.start("crawl news", "1.0", NOW)
    runs.source(killed, "a", Tally(found=5), "running", NOW)
    ended = runs.start("crawl news", "1.0", NOW)
    runs.finish(ended, "finished", LATER, 1.0)
    third = runs.start("crawl news", "1.0", LATER)
    outcomes = {row["id"]: row["outcome"] for row in db.table("crawls").rows}
    assert outcomes == {killed: "interrupted", ended: "finished", third: "running"}
    assert [row["outcome"] for row in db.table("crawl_sources").rows] == ["interrupted"]
    assert [(row["sources"], row["found"]) for row in db.table("crawls").rows] == [(1, 5), (0, 0), (0, 0)]


def test_a_run_without_sources_has_zeros(db: sqlite_utils.Database) -> None:
    runs = Runs(db)
    run = runs.start("crawl news", "1.0", NOW)
    runs.finish(run, "finished", NOW, 0.0)
    assert db.table("crawls").get(run)["found"] == 0


def test_an_outcome_that_is_not_documented_is_refused(db: sqlite_utils.Database) -> None:
    runs = Runs(db)
    with pytest.raises(ValueError, match="'fine'"):
        runs.finish(runs.start("crawl news", "1.0", NOW), "fine", NOW, 0.0)


def test_old_rows_of_sources_that_had_nothing_new_are_forgotten(db: sqlite_utils.Database) -> None:
    runs = Runs(db)
    for now in (NOW, NOW + timedelta(days=1)):
        run = runs.start("crawl news", "1.0", now)
        runs.source(run, "idle", Tally(listings=3, answers=3), "finished", now)
        runs.source(run, "busy", Tally(found=1, fetched=1, new=1), "finished", now)
        runs.source(run, "ill", Tally(), "failed", now)
        runs.finish(run, "failed", now, 1.0)
    runs.start("crawl news", "1.0", NOW + timedelta(days=IDLE_DAYS, hours=1))
    names = {row["id"]: row["name"] for row in db.table("sources").rows}
    kept = [(row["crawl"], names[row["source"]]) for row in db.table("crawl_sources").rows]
    assert sorted(kept) == [(1, "busy"), (1, "ill"), (2, "busy"), (2, "idle"), (2, "ill")]
