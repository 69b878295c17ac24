"""The frontier over years: what is dead is forgotten, listings are asked as often as they change, clocks step."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlite_utils

from crawler.page import Entry, Listing
from storage.database import close_database, open_database
from storage.frontier import Frontier
from tests.records import NOW

FEED = Listing("https://paper.example/feed", "feed")
HOUR, DAY, YEAR = timedelta(hours=1), timedelta(days=1), timedelta(days=365)
LONGEST = 4 * HOUR


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite_utils.Database]:
    db = open_database(tmp_path / "articles.db")
    yield db
    close_database(db)


def url(n: int) -> str:
    return f"https://paper.example/{n}"


def known(db: sqlite_utils.Database) -> set[str]:
    return {row["url"] for row in db.table("frontier").rows}


def test_dead_addresses_are_forgotten_when_they_are_no_more_announced(db: sqlite_utils.Database) -> None:
    frontier = Frontier(db)
    frontier.discover("paper", FEED, [Entry(url(n)) for n in range(6)], NOW)
    frontier.finish(url(0), "paper", "stored", NOW)
    frontier.finish(url(1), "paper", "rejected", NOW, "too short")
    frontier.fail(url(2), "paper", NOW, permanent="gone")
    frontier.fail(url(3), "paper", NOW, permanent="refused")
    frontier.fail(url(4), "paper", NOW, permanent="gone")
    for day in range(1, 100):  # one of the dead is announced all the time
        frontier.discover("paper", FEED, [Entry(url(4))], NOW + day * DAY)
    assert frontier.forget(NOW + 80 * DAY, 90) == 0
    assert frontier.forget(NOW + 99 * DAY, 90) == 3
    assert known(db) == {url(0), url(4), url(5)}  # the last is still to be fetched


def test_a_forgotten_address_that_is_announced_again_is_fetched(db: sqlite_utils.Database) -> None:
    frontier = Frontier(db)
    frontier.discover("paper", FEED, [Entry(url(1))], NOW)
    frontier.fail(url(1), "paper", NOW, permanent="gone")
    frontier.forget(NOW + YEAR, 90)
    assert frontier.discover("paper", FEED, [Entry(url(1))], NOW + YEAR) == [Entry(url(1))]


def test_what_was_given_up_and_is_announced_after_an_absence_is_tried_again(db: sqlite_utils.Database) -> None:
    frontier = Frontier(db)
    frontier.discover("paper", FEED, [Entry(url(1)), Entry(url(2))], NOW)
    frontier.fail(url(1), "paper", NOW, permanent="gone")
    frontier.finish(url(2), "paper", "rejected", NOW, "a section")
    assert frontier.discover("paper", FEED, [Entry(url(1))], NOW + HOUR) == []
    again = frontier.discover("paper", FEED, [Entry(url(1)), Entry(url(2))], NOW + 5 * DAY)
    assert again == [Entry(url(1))]
    assert db.table("frontier").get(url(1))["state"] == "pending"


def test_forgetting_reads_the_index_of_what_may_be_forgotten(db: sqlite_utils.Database) -> None:
    statements: list[str] = []
    db.conn.set_trace_callback(statements.append)
    Frontier(db).forget(NOW, 90)
    db.conn.set_trace_callback(None)
    delete = next(one for one in statements if "FROM frontier" in one)
    plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {delete}").fetchall()]
    assert any("idx_frontier_seen" in step for step in plan), plan


# Polling


def poll(frontier: Frontier, hours: float, news: bool) -> None:
    entries = [Entry(url(int(hours * 1000)))] if news else []
    frontier.discover("paper", FEED, entries, NOW + hours * HOUR)


def test_a_listing_is_asked_for_as_often_as_it_changes(db: sqlite_utils.Database) -> None:
    frontier = Frontier(db)
    assert frontier.is_due(FEED.url, NOW, LONGEST)
    poll(frontier, 0, news=True)
    assert frontier.is_due(FEED.url, NOW, LONGEST)  # a person who runs it twice gets both
    poll(frontier, 10, news=False)
    at = NOW + 10 * HOUR
    assert not frontier.is_due(FEED.url, at + 0.75 * HOUR, LONGEST)
    assert frontier.is_due(FEED.url, at + 1.25 * HOUR, LONGEST)
    poll(frontier, 1000, news=False)
    at = NOW + 1000 * HOUR
    assert not frontier.is_due(FEED.url, at + 0.75 * LONGEST, LONGEST)
    assert frontier.is_due(FEED.url, at + 1.25 * LONGEST, LONGEST)
    assert frontier.is_due(FEED.url, at, timedelta())
    poll(frontier, 1001, news=True)
    assert frontier.is_due(FEED.url, NOW + 1001 * HOUR, LONGEST)


def test_listings_do_not_all_come_due_at_once(db: sqlite_utils.Database) -> None:
    frontier = Frontier(db)
    listings = [Listing(f"https://paper.example/feed{n}", "feed") for n in range(100)]
    for listing in listings:
        frontier.discover("paper", listing, [Entry(listing.url + "/a")], NOW)
        frontier.discover("paper", listing, [], NOW + 10 * HOUR)
    due = sum(frontier.is_due(listing.url, NOW + 11 * HOUR, LONGEST) for listing in listings)
    assert 20 < due < 80


def test_a_listing_that_fails_is_asked_for_more_and_more_seldom(db: sqlite_utils.Database) -> None:
    frontier = Frontier(db)
    waits = []
    for n in range(8):
        at = NOW + n * timedelta(minutes=1)
        frontier.failed_listing("paper", FEED, at, 500)
        waits.append(next(m for m in range(400) if frontier.is_due(FEED.url, at + m * timedelta(minutes=1), LONGEST)))
    assert waits[0] == 0
    assert 12 <= waits[1] <= 18
    assert waits[-1] <= 1.2 * 240
    assert sorted(waits)[:5] == waits[:5]


# Clocks


@pytest.mark.parametrize("step", [-DAY, YEAR, -YEAR, HOUR, -HOUR])
def test_a_step_of_the_clock_silences_no_listing_and_holds_back_no_page(
    db: sqlite_utils.Database, step: timedelta
) -> None:
    frontier, wrong = Frontier(db), NOW + step
    frontier.discover("paper", FEED, [Entry(url(n)) for n in range(3)], wrong)
    frontier.discover("paper", FEED, [], wrong + 5 * DAY)
    frontier.fail(url(1), "paper", wrong, note="timeout")
    frontier.finish(url(2), "paper", "stored", wrong)
    later = NOW + 5 * DAY + 12 * HOUR
    assert frontier.is_due(FEED.url, later, LONGEST)
    waiting = {entry.url for entry in frontier.due("paper", NOW + 12 * HOUR, 10)}
    assert waiting == {url(0), url(1)}
    changed = Entry(url(2), published=NOW, modified=NOW + 2 * HOUR)
    if step != YEAR:
        assert frontier.discover("paper", FEED, [changed], NOW + 3 * HOUR) == [changed]
    else:
        assert changed in frontier.discover("paper", FEED, [changed], NOW + 3 * HOUR)
