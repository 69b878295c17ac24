"""Articles and copies that change roles, and what copies keep for it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlite_utils

from crawler.article import Article, Removed
from storage.copies import Copies, Copy, StoredCopy
from storage.database import close_database, open_database
from storage.kept import packed, unpacked
from storage.roles import Roles
from storage.store import Store
from tests.records import NOW, article, text

ONE, TWO, THREE = (f"https://{name}.example/1" for name in ("one", "two", "three"))
LATER = NOW + timedelta(hours=2)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite_utils.Database]:
    db = open_database(tmp_path / "articles.db")
    yield db
    db.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)")
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    close_database(db)


def page(url: str, body: str = text(1)) -> Article:
    """All that an article can have."""
    return replace(
        article(url, body, published=NOW, authors=(f"Writer of {url}",)),
        modified=LATER,
        image=f"{url}.jpg",
        paywalled=False,
        canonical_url=f"{url}?all",
    )


def copy_of(db: sqlite_utils.Database, article: int, url: str) -> StoredCopy:
    verdict = Copy(article, "near", 0.9, "signature", 200, b"x" * 16, 0.95, "12 → 15")
    copies = Copies(db)
    copy = copies.get(copies.add(page(url), "copies", verdict, LATER))
    assert copy is not None
    assert copy.verdict == verdict
    return copy


def shown(db: sqlite_utils.Database, identity: int) -> Article:
    stored = Store(db).page(identity)
    assert stored is not None
    return stored.article


@pytest.mark.parametrize(
    "kept",
    [
        page(ONE),
        Article(ONE, ONE, "", ""),
        replace(page(ONE), title="x\ud800", text="雨\n", removed=(Removed(3, "a", "promo"),)),
    ],
)
def test_a_kept_page_comes_back_as_it_was(kept: Article) -> None:
    assert unpacked(packed(kept)) == kept
    assert len(packed(kept)) < 400 + len(kept.text)


def test_another_kind_of_bytes_is_no_kept_page() -> None:
    with pytest.raises(ValueError, match="no kept page"):
        unpacked(b"x")


def test_a_stored_article_comes_back_whole(db: sqlite_utils.Database) -> None:
    identity = Store(db).add_article(page(ONE), "paper", 200, NOW)
    assert shown(db, identity) == page(ONE)


def test_a_separated_copy_is_the_article_that_its_page_was(db: sqlite_utils.Database) -> None:
    one = Store(db).add_article(page(ONE), "paper", 200, NOW)
    copy = copy_of(db, one, TWO)
    kept = Copies(db).page(copy.id)
    assert kept is not None
    two = Roles(db).separate(copy, kept, 200, "not the same report", LATER)
    assert shown(db, two) == page(TWO)
    assert db.table("articles").get(two)["fetched"] == "2026-03-01T14:00:00Z"
    assert (db.table("copies").count, db.table("copy_pages").count) == (0, 0)
    (change,) = db.table("role_changes").rows
    assert (change["kind"], change["article"], change["url"]) == ("separated", two, TWO)


def test_a_merged_article_takes_its_copies_and_revisions_along(db: sqlite_utils.Database) -> None:
    store = Store(db)
    one, two = (store.add_article(page(url), "paper", 200, NOW) for url in (ONE, TWO))
    copy_of(db, two, THREE)
    db.table('my "notes').insert({"of": two, "note": "see this"}, foreign_keys=[("of", "articles", "id")])
    roles = Roles(db)  # which looks for people's own tables
    stored = store.article(two)
    assert stored is not None
    store.revise(stored, page(TWO, text(9)), 200, LATER)
    whole = store.page(two)
    assert whole is not None
    roles.merge(whole, Copy(one, "exact", 1.0, "digest", 200, b""), "the same report", LATER)
    assert {row["url"]: row["article"] for row in db.table("copies").rows} == {TWO: one, THREE: one}
    (revision,) = db.table("revisions").rows
    assert (revision["article"], revision["url"], revision["text"]) == (one, TWO, text(1))
    assert list(db.table('my "notes').rows) == [{"of": one, "note": "see this"}]
    for table in ("article_authors", "article_tags", "removed"):
        assert {row["article"] for row in db.table(table).rows} == {one}
    assert (
        store.add_article(page("https://four.example/1"), "paper", 200, NOW) == two + 1
    )  # its number is not used again
    copy = Copies(db).at(TWO)
    assert copy is not None
    kept = Copies(db).page(copy.id)
    assert kept == page(TWO, text(9))
    three = roles.separate(copy, kept, 200, "no", LATER)  # and its revisions come back to it
    assert [(row["article"], row["url"]) for row in db.table("revisions").rows] == [(three, None)]


def test_a_settled_article_keeps_its_number_and_shows_the_other_page(db: sqlite_utils.Database) -> None:
    store = Store(db)
    one = store.add_article(page(ONE), "paper", 200, NOW)
    stored = store.article(one)
    assert stored is not None
    store.revise(stored, page(ONE, text(9)), 200, LATER)
    copy = copy_of(db, one, TWO)
    evidence = Copy(one, "excerpt", 0.5, "signature", 200, b"y")
    Roles(db).settle(copy, page(TWO), 200, evidence, "published 2 h earlier", LATER)
    assert shown(db, one) == page(TWO)
    old = Copies(db).at(ONE)
    assert old is not None
    assert old.verdict == evidence
    assert Copies(db).page(old.id) == page(ONE, text(9))
    assert [(row["article"], row["url"]) for row in db.table("revisions").rows] == [(one, ONE)]
    (change,) = db.table("role_changes").rows
    assert (change["article"], change["url"], change["former_url"]) == (one, TWO, ONE)
    assert store.sources.id("copies", NOW) == db.table("articles").get(one)["source"]


def test_a_separated_copy_counts_as_stored_when_it_became_an_article(db: sqlite_utils.Database) -> None:
    store = Store(db)
    first = store.add_article(page("https://zero.example/1"), "paper", 200, NOW - timedelta(days=9))
    copy = copy_of(db, first, TWO)
    recent = [store.add_article(page(f"{ONE}{n}"), "paper", 200, NOW + timedelta(days=n)) for n in range(5)]
    kept = Copies(db).page(copy.id)
    assert kept is not None
    Roles(db).separate(copy, kept, 200, "no", NOW + timedelta(days=9))
    assert store.first_since(NOW + timedelta(days=2)) == recent[2]
