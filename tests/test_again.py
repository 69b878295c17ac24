"""Comparing everything again: articles and copies come to be what the verdict says of them now."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlite_utils

from crawler.again import STEP, Again
from crawler.article import Article
from crawler.record import Recorder
from dedup.index import MIN_SHINGLES
from storage.copies import Copies, Copy
from storage.database import close_database, open_database, unenforced
from storage.transactions import transaction
from tests.records import NOW, article, edited, page, text

DAY = timedelta(days=1)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite_utils.Database]:
    db = open_database(tmp_path / "articles.db")
    yield db
    sound(db)
    close_database(db)


def sound(db: sqlite_utils.Database) -> None:
    """Every article has its signature and bands, and nothing hangs in the air."""
    db.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)")
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    articles = db.execute("SELECT id FROM articles").fetchall()
    assert db.execute("SELECT article FROM signatures ORDER BY 1").fetchall() == articles
    banded = db.execute(f"SELECT article FROM signatures WHERE shingles >= {MIN_SHINGLES} ORDER BY 1").fetchall()
    assert db.execute("SELECT DISTINCT article FROM bands ORDER BY 1").fetchall() == banded
    assert db.execute("SELECT count(*) FROM copies WHERE url IN (SELECT url FROM articles)").fetchone() == (0,)


@contextmanager
def _comparing(db: sqlite_utils.Database, days: float | None) -> Iterator[Again]:
    with unenforced(db):
        yield Again(db, NOW + 100 * DAY, window_days=days)


def compare_again(db: sqlite_utils.Database, days: float | None = None) -> tuple[int, int, int, int, int]:
    with _comparing(db, days) as again:
        while again.step():
            pass
        state = again.state
    return state.merged, state.separated, state.moved, state.related, state.skipped


NOTHING = (0, 0, 0, 0, 0)


def record(db: sqlite_utils.Database, url: str, body: str, fetched: datetime = NOW, days: float | None = None) -> int:
    recorder = Recorder(db, window_days=days)
    made = article(url, body, published=fetched, title=url)
    return recorder.record(page(url, url.split("/")[2], fetched=fetched), made).article


def mistake(db: sqlite_utils.Database, url: str, body: str, of: int, fetched: datetime = NOW) -> None:
    """Store a page as a copy of an article that it does not repeat."""
    made: Article = article(url, body, published=fetched, title=url)
    Copies(db).add(made, "paper", Copy(of, "near", 0.9, "signature", 200, b"?" * 16), fetched)


def test_what_is_right_stays_as_it_is(db: sqlite_utils.Database) -> None:
    for n in range(20):
        record(db, f"https://one.example/{n}", text(n))
        record(db, f"https://two.example/{n}", edited(text(n), 15))
        record(db, f"https://three.example/{n}", " ".join(text(n, 600).split(" ")[:300]))
    before = [list(db.table(name).rows) for name in ("articles", "copies", "copy_pages", "removed", "bands")]
    assert compare_again(db) == NOTHING
    assert [list(db.table(name).rows) for name in ("articles", "copies", "copy_pages", "removed", "bands")] == before
    assert db.table("role_changes").count == 0


def test_a_window_that_was_too_short_is_made_good(db: sqlite_utils.Database) -> None:
    first = record(db, "https://one.example/1", text(1))
    record(db, "https://four.example/1", edited(text(1), 30), NOW + DAY / 2, days=1)
    second = record(db, "https://two.example/1", edited(text(1), 20), NOW + 3 * DAY, days=1)
    record(db, "https://three.example/1", edited(text(1), 20), NOW + 3.5 * DAY, days=1)
    assert db.table("articles").count == 2
    assert compare_again(db) == (1, 0, 0, 1, 0)  # what was the same as the second is nearly the same as the first
    assert {row["url"]: row["article"] for row in db.table("copies").rows} == {
        f"https://{name}.example/1": first for name in ("two", "three", "four")
    }
    (change,) = db.table("role_changes").rows
    assert (change["kind"], change["former_article"], change["article"]) == ("merged", second, first)
    state = db.execute("SELECT state FROM frontier WHERE url = 'https://two.example/1'").fetchone()
    assert state == ("copy",)
    assert compare_again(db) == NOTHING


def test_several_articles_of_one_report_become_one_at_once(db: sqlite_utils.Database) -> None:
    for n, every in enumerate((1000, 4, 5, 4, 6)):  # those that are edited much are more like one another
        body = edited(text(1), every)
        record(db, f"https://paper{n}.example/1", body, NOW + 9 * n * DAY, days=1)
    assert db.table("articles").count == 5
    merged, *_ = compare_again(db)
    assert (merged, db.table("articles").count) == (4, 1)
    assert compare_again(db) == NOTHING


def test_a_shorter_window_parts_them_again_and_groups_what_is_left(db: sqlite_utils.Database) -> None:
    record(db, "https://one.example/1", text(1))
    record(db, "https://two.example/1", edited(text(1), 20), NOW + 3 * DAY)
    record(db, "https://three.example/1", edited(text(1), 30), NOW + 3.5 * DAY)
    assert compare_again(db, days=1) == (0, 1, 1, 0, 0)
    two = next(db.table("articles").rows_where("url = 'https://two.example/1'"))
    assert (two["text"], two["fetched"]) == (edited(text(1), 20), "2026-03-04T12:00:00Z")
    assert [(row["url"], row["article"]) for row in db.table("copies").rows] == [("https://three.example/1", two["id"])]
    assert {row["reason"] for row in db.table("removed").rows_where("article = ?", [two["id"]])} == {"title", "heading"}
    assert db.execute("SELECT state FROM frontier WHERE url = 'https://two.example/1'").fetchone() == ("stored",)
    assert compare_again(db, days=1) == NOTHING
    assert compare_again(db) == (1, 0, 0, 0, 0)


def test_a_wrong_copy_becomes_an_article_and_its_likes_join_it(db: sqlite_utils.Database) -> None:
    one = record(db, "https://one.example/1", text(1))
    mistake(db, "https://late.example/2", edited(text(2), 25), one, NOW + DAY)
    mistake(db, "https://early.example/2", text(2), one, NOW - DAY)
    assert compare_again(db) == (0, 1, 1, 0, 0)
    assert [row["url"] for row in db.table("articles").rows] == ["https://one.example/1", "https://early.example/2"]
    (late,) = db.table("copies").rows
    assert (late["url"], late["article"], late["relation"]) == ("https://late.example/2", 2, "near")
    assert "→ changed" in late["differs"]
    words = db.execute("SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?", [text(2).split(" ")[3]]).fetchall()
    assert (2,) in words


def test_a_copy_of_another_article_moves_and_its_evidence_is_written(db: sqlite_utils.Database) -> None:
    one, two = record(db, "https://one.example/1", text(1)), record(db, "https://two.example/2", text(2))
    mistake(db, "https://three.example/2", text(2), one)
    mistake(db, "https://four.example/2", text(2).upper(), two)
    assert compare_again(db) == (0, 0, 1, 1, 0)
    moved, related = db.table("copies").rows
    assert (moved["article"], moved["relation"], moved["similarity"], moved["found_by"]) == (
        two,
        "exact",
        1.0,
        "digest",
    )
    assert (related["article"], related["relation"], related["contained"]) == (two, "exact", 1.0)


def test_copies_whose_pages_were_not_kept_stay(db: sqlite_utils.Database) -> None:
    one = record(db, "https://one.example/1", text(1))
    mistake(db, "https://two.example/2", text(2), one)
    with transaction(db.conn):
        db.execute("DELETE FROM copy_pages")
    assert compare_again(db) == (0, 0, 0, 0, 1)
    assert db.table("copies").count == 1


def test_a_copy_of_what_the_page_said_before_stays(db: sqlite_utils.Database) -> None:
    url = "https://one.example/1"
    one = record(db, url, text(1))
    record(db, "https://two.example/1", edited(text(1), 20))
    Recorder(db).record(page(url, "one.example", fetched=NOW + DAY), article(url, text(7), published=NOW, title="x"))
    assert db.table("revisions").count == 1
    assert compare_again(db) == NOTHING
    assert [row["article"] for row in db.table("copies").rows] == [one]


def test_an_article_changed_by_hand_is_indexed_by_what_it_says_now(db: sqlite_utils.Database) -> None:
    one = record(db, "https://one.example/1", text(1))
    with transaction(db.conn):
        db.execute("UPDATE articles SET text = ? WHERE id = ?", [text(5), one])
    assert compare_again(db) == NOTHING
    assert record(db, "https://two.example/1", edited(text(5), 20)) == one


def test_odd_texts_are_compared_again_as_they_were(db: sqlite_utils.Database) -> None:
    odd = [
        "",
        "…",
        "Rain.",
        "Rain.",
        "雨",
        "東京で大雨が降り、" * 40,
        "عاجل: مطر غزير في العاصمة. " * 30,
        "x" * 100_000,
    ]
    for n, body in enumerate([*odd, text(7, 30_000), *[text(8)] * 30]):
        record(db, f"https://paper{n % 3}.example/{n}", body)
    before = (list(db.table("articles").rows), list(db.table("copies").rows))
    assert compare_again(db) == NOTHING
    assert (list(db.table("articles").rows), list(db.table("copies").rows)) == before


def test_what_was_stopped_goes_on_where_it_was(db: sqlite_utils.Database) -> None:
    for n in range(STEP + 20):
        record(db, f"https://one.example/{n}", text(n))
    record(db, "https://two.example/1", edited(text(1), 20), NOW + 9 * DAY, days=1)
    with _comparing(db, None) as again:
        assert again.step()
        assert again.progress() == (STEP, STEP + 21)
    with _comparing(db, None) as again:
        assert again.progress() == (STEP, STEP + 21)
        while again.step():
            pass
        assert again.state.merged == 1
    with _comparing(db, None) as again:
        assert again.progress() == (0, STEP + 21)
        assert again.step()
    with _comparing(db, 30) as again:  # with other settings it begins anew
        assert again.progress()[0] == 0
