from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import sqlite_utils

from crawler.page import Entry, Listing
from storage.database import close_database, open_database
from storage.frontier import STATES, Frontier, Limits
from storage.listings import children_of, is_fresh
from tests.records import NOW

FEED = Listing("https://paper.example/feed", "feed", '"v1"', "Sun, 01 Mar 2026 12:00:00 GMT")
HOUR = timedelta(hours=1)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite_utils.Database]:
    db = open_database(tmp_path / "articles.db")
    yield db
    assert {row["state"] for row in db.table("frontier").rows} <= set(STATES)
    close_database(db)


def url(n: int) -> str:
    return f"https://paper.example/{n}"


def found(frontier: Frontier, *entries: Entry, now: datetime = NOW, listing: Listing = FEED) -> list[str]:
    return [entry.url for entry in frontier.discover("paper", listing, entries, now)]


def waiting(frontier: Frontier, now: datetime = NOW, limit: int = 100) -> list[str]:
    return [entry.url for entry in frontier.due("paper", now, limit)]


def test_what_is_new_is_given_once_in_its_order_and_kept_until_it_is_done(db: sqlite_utils.Database) -> None:
    frontier = Frontier(db)
    assert found(frontier, Entry(url(2)), Entry(url(1)), Entry(url(2))) == [url(2), url(1)]
    assert found(frontier, Entry(url(1)), Entry(url(3))) == [url(3)]
    assert sorted(waiting(frontier)) == [url(1), url(2), url(3)]
    frontier.finish(url(2), "paper", "stored", NOW)
    frontier.finish(url(1), "paper", "rejected", NOW, "too short")
    assert waiting(frontier) == [url(3)]
    assert found(frontier, Entry(url(1)), Entry(url(2)), Entry(url(3))) == []
    assert db.table("frontier").get(url(1))["note"] == "too short"


def test_validators_are_stored_with_the_entries_so_that_a_304_hides_none(db: sqlite_utils.Database) -> None:
    found(Frontier(db), Entry(url(1)))
    again = Frontier(db)  # another run: the first was killed before it fetched anything
    assert again.validators(FEED.url) == FEED
    again.unchanged("paper", FEED.url, NOW + HOUR)
    assert again.validators(FEED.url) == FEED
    assert waiting(again) == [url(1)]
    assert db.table("feeds").get(FEED.url)["status"] == 304


def test_an_entry_comes_back_from_the_frontier_as_it_was_announced(db: sqlite_utils.Database) -> None:
    entry = Entry(url(1), "Title é", NOW - HOUR, NOW, url(1) + "?utm_source=rss")
    Frontier(db).discover("paper", FEED, [entry], NOW)
    assert Frontier(db).due("paper", NOW, 10) == [entry]


def test_a_source_sees_its_own_listings_and_entries_alone(db: sqlite_utils.Database) -> None:
    frontier = Frontier(db)
    found(frontier, Entry(url(1)))
    assert frontier.due("other", NOW, 10) == []
    assert frontier.discover("other", Listing("https://other.example/f", "feed"), [Entry(url(1))], NOW) == []


def test_an_unknown_listing_has_no_validators(db: sqlite_utils.Database) -> None:
    assert Frontier(db).validators("https://paper.example/none") is None


def test_children_of_an_index_are_remembered_without_validators(db: sqlite_utils.Database) -> None:
    frontier = Frontier(db)
    child = Listing("https://paper.example/sitemap-2.xml", "sitemap")
    index = Listing("https://paper.example/sitemap.xml", "sitemap", '"i"')
    assert frontier.discover("paper", index, [], NOW, [child]) == []
    assert children_of(db.conn, index.url) == [child]
    frontier.discover("paper", Listing(child.url, "sitemap", '"c"'), [Entry(url(1))], NOW)
    frontier.discover("paper", index, [], NOW, [child, index])
    assert frontier.validators(child.url) == Listing(child.url, "sitemap", '"c"')
    assert children_of(db.conn, index.url) == [Listing(child.url, "sitemap", '"c"')]


def test_what_an_index_no_longer_names_is_forgotten(db: sqlite_utils.Database) -> None:
    frontier = Frontier(db)
    index = Listing("https://paper.example/sitemap.xml", "sitemap")
    months = [Listing(f"https://paper.example/sitemap-{n}.xml", "sitemap") for n in range(40)]
    for before, now in pairwise(months):
        frontier.discover("paper", index, [], NOW, [before, now])
    assert children_of(db.conn, index.url) == sorted(months[-2:], key=lambda month: month.url)
    assert db.table("feeds").count == 3


def test_a_home_page_is_fresh_while_it_and_all_it_leads_to_answer(db: sqlite_utils.Database) -> None:
    frontier, home = Frontier(db), Listing("https://paper.example/", "home")
    assert not is_fresh(db.conn, home.url, NOW - HOUR)
    frontier.discover("paper", home, [], NOW, [FEED])
    assert is_fresh(db.conn, home.url, NOW - HOUR)
    assert not is_fresh(db.conn, home.url, NOW + HOUR)
    frontier.failed_listing("paper", FEED, NOW, 404)
    assert not is_fresh(db.conn, home.url, NOW - HOUR)
    frontier.unchanged("paper", FEED.url, NOW)
    assert is_fresh(db.conn, home.url, NOW - HOUR)
    frontier.failed_listing("paper", home, NOW, None)
    assert not is_fresh(db.conn, home.url, NOW - HOUR)


def test_a_listing_that_failed_is_counted_and_keeps_the_validators_of_its_last_good_answer(
    db: sqlite_utils.Database,
) -> None:
    frontier = Frontier(db)
    found(frontier, Entry(url(1)))
    assert frontier.failed_listing("paper", FEED, NOW, 503) == 1
    assert frontier.failed_listing("paper", FEED, NOW, None) == 2
    assert frontier.validators(FEED.url) == FEED
    frontier.unchanged("paper", FEED.url, NOW)
    assert db.table("feeds").get(FEED.url)["failures"] == 0
    assert frontier.failed_listing("paper", Listing(url(9), "sitemap"), NOW, 404) == 1


def test_changed_is_when_a_listing_last_announced_something_new(db: sqlite_utils.Database) -> None:
    frontier = Frontier(db)
    found(frontier, Entry(url(1)), now=NOW)
    found(frontier, Entry(url(1)), now=NOW + HOUR)
    row = db.table("feeds").get(FEED.url)
    assert (row["changed"], row["checked"]) == ("2026-03-01T12:00:00Z", "2026-03-01T13:00:00Z")


# Announced as changed


def fetched(frontier: Frontier, entry: Entry, state: str = "stored") -> None:
    frontier.discover("paper", FEED, [entry], NOW)
    frontier.finish(entry.url, "paper", state, NOW)


def test_a_change_after_our_visit_makes_an_article_due_once(db: sqlite_utils.Database) -> None:
    frontier = Frontier(db)
    fetched(frontier, Entry(url(1), published=NOW, modified=NOW - HOUR))
    changed = Entry(url(1), published=NOW, modified=NOW + HOUR)
    assert found(frontier, changed, now=NOW + 2 * HOUR) == [url(1)]
    assert waiting(frontier, NOW + 2 * HOUR) == [url(1)]
    frontier.finish(url(1), "paper", "stored", NOW + 2 * HOUR)
    assert found(frontier, changed, now=NOW + 3 * HOUR) == []
    assert db.table("frontier").get(url(1))["visits"] == 2


@pytest.mark.parametrize("state", ["rejected", "gone", "refused"])
def test_what_is_no_article_stays_none(db: sqlite_utils.Database, state: str) -> None:
    frontier = Frontier(db)
    fetched(frontier, Entry(url(1), published=NOW), state)
    assert found(frontier, Entry(url(1), published=NOW, modified=NOW + HOUR), now=NOW + 2 * HOUR) == []


def test_a_change_before_our_visit_is_none(db: sqlite_utils.Database) -> None:
    frontier = Frontier(db)
    fetched(frontier, Entry(url(1), published=NOW))
    assert found(frontier, Entry(url(1), published=NOW, modified=NOW), now=NOW + HOUR) == []


def test_an_old_article_is_not_visited_again(db: sqlite_utils.Database) -> None:
    frontier = Frontier(db, Limits(revisit_days=2))
    for n, published in ((1, NOW - 30 * HOUR), (2, NOW - 72 * HOUR), (3, None)):
        fetched(frontier, Entry(url(n), published=published))
    later = NOW + HOUR
    changed = [Entry(url(n), modified=later) for n in (1, 2, 3)]  # dates are known from the first announcement
    assert found(frontier, *changed, now=later) == [url(1), url(3)]


def test_a_site_that_always_says_modified_now_is_visited_a_few_times(db: sqlite_utils.Database) -> None:
    frontier = Frontier(db, Limits(revisits=3))
    visits, now = 0, NOW
    for _ in range(10):
        now += HOUR
        for address in found(frontier, Entry(url(1), modified=now), now=now):
            frontier.finish(address, "paper", "stored", now)
            visits += 1
    assert visits == 1 + 3


# Failures


def test_a_failed_page_is_due_again_later_each_time_and_then_given_up(db: sqlite_utils.Database) -> None:
    frontier = Frontier(db, Limits(tries=3, backoff=HOUR))
    found(frontier, Entry(url(1)))
    frontier.fail(url(1), "paper", NOW, status=503, note="http 503")
    assert waiting(frontier, NOW + HOUR - timedelta(seconds=1)) == []
    assert waiting(frontier, NOW + HOUR) == [url(1)]
    frontier.fail(url(1), "paper", NOW + HOUR, note="timeout")
    assert waiting(frontier, NOW + 2 * HOUR) == []
    assert waiting(frontier, NOW + 3 * HOUR) == [url(1)]
    frontier.fail(url(1), "paper", NOW + 3 * HOUR, note="timeout")
    assert waiting(frontier, NOW + 10_000 * HOUR) == []
    row = db.table("frontier").get(url(1))
    assert (row["state"], row["tried"], row["status"], row["note"]) == ("failed", 3, None, "timeout")


def test_a_page_that_answers_at_last_starts_afresh(db: sqlite_utils.Database) -> None:
    frontier = Frontier(db)
    frontier.fail(url(1), "paper", NOW)
    frontier.finish(url(1), "paper", "stored", NOW)
    row = db.table("frontier").get(url(1))
    assert (row["state"], row["tried"], row["due"]) == ("stored", 0, None)


@pytest.mark.parametrize("state", ["gone", "refused"])
def test_a_permanent_failure_is_never_due(db: sqlite_utils.Database, state: str) -> None:
    frontier = Frontier(db)
    found(frontier, Entry(url(1)))
    frontier.fail(url(1), "paper", NOW, status=410, permanent=state)
    assert waiting(frontier, NOW + 10_000 * HOUR) == []
    assert db.table("frontier").get(url(1))["state"] == state


def test_a_state_that_is_not_documented_is_refused(db: sqlite_utils.Database) -> None:
    with pytest.raises(ValueError, match="'lost'"):
        Frontier(db).finish(url(1), "paper", "lost", NOW)


def test_due_gives_the_newest_first_and_no_more_than_asked_for(db: sqlite_utils.Database) -> None:
    frontier = Frontier(db)
    found(frontier, *(Entry(url(n), published=NOW - n * HOUR) for n in (3, 1, 2)))
    assert waiting(frontier, limit=2) == [url(1), url(2)]


def test_a_listing_of_fifty_thousand_is_taken_in_whole(db: sqlite_utils.Database) -> None:
    frontier = Frontier(db)
    entries = [Entry(url(n), modified=NOW) for n in range(50_000)]
    assert len(frontier.discover("paper", FEED, entries, NOW)) == 50_000
    assert frontier.discover("paper", FEED, entries, NOW + HOUR) == []
    assert db.table("frontier").count == 50_000


def test_titles_and_addresses_that_sqlite_cannot_hold_do_not_cost_the_listing(db: sqlite_utils.Database) -> None:
    entries = [Entry("https://paper.example/\ud800"), Entry(url(1), "cut \ud83d emoji\0")]
    assert found(Frontier(db), *entries) == [url(1)]
    assert db.table("frontier").get(url(1))["title"] == "cut ? emoji"


def test_looking_for_what_is_due_reads_the_index_of_what_is_open(db: sqlite_utils.Database) -> None:
    statements: list[str] = []
    db.conn.set_trace_callback(statements.append)
    Frontier(db).due("paper", NOW, 10)
    db.conn.set_trace_callback(None)
    plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {statements[-1]}").fetchall()]
    assert any("idx_frontier_source_due" in step for step in plan), plan
