from pathlib import Path

import pytest
import sqlite_utils

from crawler.record import Recorder
from crawler.reindex import prune_index, rebuild_index
from dedup.index import SchemeMismatch
from dedup.rebuild import Rebuild
from dedup.signature import Scheme
from storage.database import close_database, open_database
from storage.transactions import transaction
from tests.records import NOW, article, edited, page, text

COUNT = 30
OTHER = Scheme(shingle_size=5)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database of COUNT articles."""
    db = open_database(tmp_path / "articles.db")
    recorder = Recorder(db)
    for n in range(COUNT):
        url = f"https://paper.example/{n}"
        recorder.record(page(url), article(url, text(n)))
    close_database(db)
    return tmp_path / "articles.db"


def index_of(db: sqlite_utils.Database) -> tuple[object, ...]:
    tables = ("SELECT band_hash, article FROM bands ORDER BY 1, 2", "SELECT article, digest, shingles FROM signatures")
    return tuple(db.execute(sql).fetchall() for sql in tables)


def test_an_index_of_another_scheme_is_built_anew_and_used(path: Path) -> None:
    db = open_database(path)
    with pytest.raises(SchemeMismatch, match="shingle_size=5"):
        Recorder(db, OTHER)
    told: list[tuple[int, int]] = []
    assert rebuild_index(db, OTHER, lambda done, total: told.append((done, total))) == COUNT
    assert told[0] == (0, COUNT)
    assert told[-1] == (COUNT, COUNT)
    url = "https://other.example/1"
    assert Recorder(db, OTHER).record(page(url), article(url, edited(text(3), 20))).article == 4
    with pytest.raises(SchemeMismatch):
        Recorder(db)
    close_database(db)


def test_a_rebuild_under_the_same_scheme_gives_the_same_index(path: Path) -> None:
    db = open_database(path)
    before = index_of(db)
    rebuild_index(db)
    assert index_of(db) == before
    close_database(db)


def test_a_rebuild_that_was_stopped_goes_on_and_the_index_is_not_used_until_then(path: Path) -> None:
    db = open_database(path)
    rebuild = Rebuild(db.conn, OTHER)
    with transaction(db.conn):
        rebuild.begin()
        rebuild.step(7)
    close_database(db)
    db = open_database(path)
    with pytest.raises(SchemeMismatch, match="not finished"):
        Recorder(db, OTHER)
    told: list[int] = []
    rebuild_index(db, OTHER, lambda done, _: told.append(done))
    assert told[0] == 7
    assert db.table("signatures").count == COUNT
    assert db.table("schemes").count == 1
    Recorder(db, OTHER)
    close_database(db)


def test_pruned_articles_are_found_by_their_digest_alone(path: Path) -> None:
    db = open_database(path)
    assert prune_index(db, NOW) == 0
    bands = db.table("bands").count
    assert prune_index(db, NOW.replace(year=2030)) == bands
    recorder = Recorder(db)
    other = "https://other.example/1"
    assert recorder.record(page(other), article(other, edited(text(3), 50))).kind == "new"
    assert recorder.record(page(f"{other}2"), article(f"{other}2", text(4))).kind == "copy"
    close_database(db)
