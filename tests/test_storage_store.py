from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlite_utils

from crawler.article import Removed
from storage.copies import Copies, Copy
from storage.database import close_database, open_database
from storage.store import Store
from storage.values import from_utc_text, storable, utc_text
from tests.records import NOW, article, text

URL = "https://paper.example/1"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite_utils.Database]:
    db = open_database(tmp_path / "articles.db")
    yield db
    # The full-text index compares itself with the table it indexes; it raises where a trigger has missed a change.
    db.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)")
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    close_database(db)


def names(db: sqlite_utils.Database, kind: str, identity: int) -> list[str]:
    rows = db.execute(
        f"SELECT name FROM article_{kind}s JOIN {kind}s ON {kind}s.id = {kind} WHERE article = ? ORDER BY position",
        [identity],
    )
    return [name for (name,) in rows]


def test_an_article_is_stored_with_all_that_hangs_on_it(db: sqlite_utils.Database) -> None:
    published = datetime(2026, 2, 28, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    one = replace(article(URL, text(1), published=published), paywalled=True, image="https://paper.example/1.jpg")
    identity = Store(db).add_article(one, "paper", 200, NOW)
    row = db.table("articles").get(identity)
    assert row == {
        "id": identity, "url": URL, "canonical_url": URL, "source": 1, "title": "A headline", "text": one.text,
        "published": "2026-03-01T04:30:00Z", "published_from": "meta", "modified": None,
        "fetched": "2026-03-01T12:00:00Z", "language": "en", "section": "World",
        "image": "https://paper.example/1.jpg", "paywalled": 1, "words": 200, "robots": None,
    }  # fmt: skip
    assert names(db, "author", identity) == ["Ana Silva", "Bo Li"]
    assert names(db, "tag", identity) == ["trade", "ports"]
    assert [(row["position"], row["reason"]) for row in db.table("removed").rows] == [(0, "title"), (5, "heading")]


def test_authors_and_tags_are_shared_and_named_once(db: sqlite_utils.Database) -> None:
    store = Store(db)
    store.add_article(article(URL, text(1), authors=("Bo Li", "Bo Li", "Ana Silva")), "paper", 200, NOW)
    second = store.add_article(article(f"{URL}2", text(2), authors=("Ana Silva",)), "other", 200, NOW)
    assert db.table("authors").count == 2
    assert names(db, "author", second) == ["Ana Silva"]
    assert db.table("tags").count == 2
    assert [row["name"] for row in db.table("sources").rows] == ["paper", "other"]


def test_two_removed_pieces_of_one_line_are_one_row(db: sqlite_utils.Database) -> None:
    pieces = (Removed(3, "By Ana Silva", "byline"), Removed(3, "Share", "share"))
    Store(db).add_article(article(URL, text(1), removed=pieces), "paper", 200, NOW)
    assert [row["text"] for row in db.table("removed").rows] == ["By Ana Silva\nShare"]


def test_a_revision_keeps_what_was_said_and_replaces_what_hangs_on_it(db: sqlite_utils.Database) -> None:
    store = Store(db)
    identity = store.add_article(article(URL, "The old text.", title="Old"), "paper", 3, NOW)
    stored = store.article_at(URL)
    assert stored is not None
    later = NOW + timedelta(hours=1)
    changed = article(URL, "A new text.", title="New", authors=("Cy Das",), removed=())
    store.revise(stored, changed, 3, later)
    now = store.article(identity)
    assert now is not None
    assert (now.url, now.title, now.text, now.fetched) == (URL, "New", "A new text.", "2026-03-01T13:00:00Z")
    (revision,) = db.table("revisions").rows
    assert revision["article"] == identity
    assert (revision["title"], revision["text"]) == ("Old", "The old text.")
    assert (revision["seen"], revision["replaced"]) == ("2026-03-01T12:00:00Z", "2026-03-01T13:00:00Z")
    assert names(db, "author", identity) == ["Cy Das"]
    assert db.table("removed").count == 0
    assert [row["id"] for row in db.table("articles").search("old")] == []
    assert [row["id"] for row in db.table("articles").search("new")] == [identity]


def test_search_folds_accents_and_case(db: sqlite_utils.Database) -> None:
    Store(db).add_article(article(URL, "Der Café-Besitzer klagt."), "paper", 4, NOW)
    assert len(list(db.table("articles").search("CAFE"))) == 1


def test_a_copy_is_one_row_however_often_it_is_seen(db: sqlite_utils.Database) -> None:
    store = Store(db)
    original = store.add_article(article(URL, text(1)), "paper", 200, NOW)
    copy = Copy(original, "near", 0.8, "signature", words=190, digest=b"1" * 16)
    first = Copies(db).add(article("https://b.example/1", text(1)), "b", copy, NOW)
    second = Copies(db).add(
        article("https://b.example/1", text(1), title="Again"), "b", replace(copy, similarity=0.9), NOW
    )
    assert first == second
    (row,) = db.table("copies").rows
    assert (row["title"], row["similarity"], row["words"]) == ("Again", 0.9, 190)
    assert store.holds("https://b.example/1") == "copy"
    assert store.holds(URL) == "stored"
    assert store.holds("https://c.example/") is None


def test_named_finds_articles_by_any_address_that_they_or_their_copies_name(db: sqlite_utils.Database) -> None:
    store = Store(db)
    one = store.add_article(article(f"{URL}?amp", text(1), canonical_url=URL), "paper", 200, NOW)
    two = store.add_article(article(f"{URL}?m", text(2), canonical_url=URL), "paper", 200, NOW)
    copy = Copy(two, "exact", 1.0, "digest", words=200, digest=b"")
    Copies(db).add(article("https://b.example/1", text(2), canonical_url="https://c.example/1"), "b", copy, NOW)
    assert store.named(URL) == [one, two]
    assert store.named(f"{URL}?amp") == [one]
    assert store.named("https://b.example/1") == store.named("https://c.example/1") == [two]
    assert store.named("https://d.example/") == []


def test_a_deleted_article_takes_with_it_what_hangs_on_it(db: sqlite_utils.Database) -> None:
    store = Store(db)
    identity = store.add_article(article(URL, text(1)), "paper", 200, NOW)
    copy = Copy(identity, "exact", 1.0, "digest", words=200, digest=b"")
    Copies(db).add(article("https://b.example/1", text(1)), "b", copy, NOW)
    db.execute("DELETE FROM articles WHERE id = ?", [identity])
    for table in ("removed", "article_authors", "article_tags", "copies"):
        assert db.table(table).count == 0, table


def test_a_source_is_registered_once_and_brought_up_to_date(db: sqlite_utils.Database) -> None:
    sources = Store(db).sources
    first = sources.id("paper", NOW)
    assert sources.register("paper", "https://paper.example/", "en", NOW) == first
    assert sources.register("paper", None, None, NOW) == first == sources.id("paper", NOW)
    (row,) = db.table("sources").rows
    assert (row["url"], row["language"]) == ("https://paper.example/", "en")


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (datetime(2026, 3, 1, 0, 30, 5, 999, tzinfo=timezone(timedelta(hours=2))), "2026-02-28T22:30:05Z"),
        (datetime(1, 1, 1, 0, 0, tzinfo=timezone(timedelta(hours=2))), "0001-01-01T00:00:00Z"),
        (datetime(1987, 6, 5, tzinfo=UTC), "1987-06-05T00:00:00Z"),
    ],
)
def test_times_are_written_in_utc_and_sort_as_text(moment: datetime, written: str) -> None:
    assert utc_text(moment) == written
    assert utc_text(from_utc_text(written)) == written


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        utc_text(datetime(2026, 3, 1))  # noqa: DTZ001 the case


@pytest.mark.parametrize(("raw", "kept"), [("a\ud800b", "a?b"), ("a\0b", "ab"), ("ż👍ع", "ż👍ع"), ("", "")])
def test_text_that_sqlite_cannot_hold_is_mended(db: sqlite_utils.Database, raw: str, kept: str) -> None:
    assert storable(raw) == kept
    assert db.execute("SELECT ?", [storable(raw)]).fetchone()[0] == kept
