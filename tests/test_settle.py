"""Better originals take the place of articles."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlite_utils

from crawler.record import Recorder
from crawler.settle import Settlement, Settler
from storage.copies import Copies, Copy
from storage.database import close_database, open_database
from tests.records import NOW, article, edited, page, text
from tests.test_again import sound

HOUR = timedelta(hours=1)
ONE, TWO, THREE = (f"https://{name}.example/1" for name in ("one", "two", "three"))


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite_utils.Database]:
    db = open_database(tmp_path / "articles.db")
    yield db
    sound(db)
    close_database(db)


def record(db: sqlite_utils.Database, url: str, body: str, hours: int) -> None:
    made = article(url, body, published=NOW + hours * HOUR, title=f"At {hours}", authors=(f"Author of {url}",))
    Recorder(db).record(page(url, url.split("/")[2], fetched=NOW + 9 * HOUR), made)


def settle(db: sqlite_utils.Database) -> list[Settlement]:
    return [each for each in Settler(db, NOW + 10 * HOUR).run() if each is not None]


def test_the_earliest_page_becomes_the_article_under_its_old_number(db: sqlite_utils.Database) -> None:
    record(db, ONE, edited(text(1), 20), 3)
    record(db, THREE, edited(text(1), 15), 5)
    record(db, TWO, text(1), 0)
    assert settle(db) == [Settlement(1, TWO, ONE, "published 3 h earlier")]
    (shown,) = db.table("articles").rows
    assert (shown["id"], shown["url"], shown["title"], shown["text"]) == (1, TWO, "At 0", text(1))
    assert [
        row["name"] for row in db.query("SELECT name FROM authors JOIN article_authors ON author = authors.id")
    ] == [f"Author of {TWO}"]
    copies = {row["url"]: row for row in db.table("copies").rows}
    assert set(copies) == {ONE, THREE}
    assert {row["article"] for row in copies.values()} == {1}
    assert copies[THREE]["differs"].endswith("→ changed; 9 more changes")
    assert "→ changed" in copies[ONE]["differs"]
    states = db.execute("SELECT url, state FROM frontier").fetchall()
    assert dict(states) == {ONE: "copy", TWO: "stored", THREE: "copy"}
    assert db.execute("SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'changed'").fetchall() == []
    assert settle(db) == []


def test_a_markedly_longer_page_becomes_the_article(db: sqlite_utils.Database) -> None:
    flash = " ".join(text(1, 300).split(" ")[:170])
    record(db, ONE, flash, 0)
    record(db, TWO, text(1, 300), 2)
    assert settle(db) == [Settlement(1, TWO, ONE, "1.7 times as long")]
    (copy,) = db.table("copies").rows
    assert (copy["url"], copy["contained"]) == (ONE, 1.0)
    assert copy["relation"] in {"near", "excerpt"}
    assert settle(db) == []


def test_a_settled_report_is_found_by_its_new_text_and_revised_at_its_new_address(db: sqlite_utils.Database) -> None:
    record(db, ONE, " ".join(text(1, 300).split(" ")[:170]), 0)
    record(db, TWO, text(1, 300), 2)
    settle(db)
    recorder = Recorder(db)
    rest = " ".join(text(1, 300).split(" ")[100:])
    assert recorder.record(page(THREE), article(THREE, rest)).article == 1
    assert recorder.record(page(TWO), article(TWO, text(8))).kind == "revision"
    assert recorder.record(page(ONE), article(ONE, " ".join(text(1, 300).split(" ")[:170]))).kind == "unchanged"


def test_no_exchange_that_would_leave_a_copy_without_its_report(db: sqlite_utils.Database) -> None:
    record(db, ONE, text(1), 3)
    record(db, TWO, edited(text(1), 20), 0)
    stray = article(THREE, text(5), published=NOW + HOUR)
    Copies(db).add(stray, "three", Copy(1, "near", 0.7, "signature", 200, b"?"), NOW)
    assert settle(db) == []
    assert [row["url"] for row in db.table("articles").rows] == [ONE]


def test_no_exchange_with_a_page_that_was_not_kept(db: sqlite_utils.Database) -> None:
    record(db, ONE, text(1), 3)
    record(db, TWO, text(1), 0)
    db.execute("DELETE FROM copy_pages")
    assert settle(db) == []
