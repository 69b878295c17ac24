from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlite_utils

from storage.database import close_database, open_database
from storage.runs import Runs, Tally
from tests.records import NOW

LATER = NOW + timedelta(minutes=5)


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
    runs.source(run, "b", Tally(found=1, errors=1), "failed", NOW, "http 503")
    runs.finish(run, "failed", LATER, 300.0)
    (crawl,) = db.table("crawls").rows
    assert crawl == {
        "id": run, "started": "2026-03-01T12:00:00Z", "finished": "2026-03-01T12:05:00Z", "command": "crawl news",
        "version": "1.0", "outcome": "failed", "sources": 2, "found": 10, "fetched": 8, "new": 5, "copies": 2,
        "revisions": 0, "unchanged": 0, "rejected": 0, "refused": 0, "errors": 1, "bytes": 2000, "seconds": 300.0,
    }  # fmt: skip
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


def test_a_run_without_sources_has_zeros(db: sqlite_utils.Database) -> None:
    runs = Runs(db)
    run = runs.start("crawl news", "1.0", NOW)
    runs.finish(run, "finished", NOW, 0.0)
    assert db.table("crawls").get(run)["found"] == 0


def test_an_outcome_that_is_not_documented_is_refused(db: sqlite_utils.Database) -> None:
    runs = Runs(db)
    with pytest.raises(ValueError, match="'fine'"):
        runs.finish(runs.start("crawl news", "1.0", NOW), "fine", NOW, 0.0)
