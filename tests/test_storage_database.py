import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
import sqlite_utils
from sqlite_utils import Migrations

from storage import errors
from storage.database import close_database, open_database
from storage.migrations import STEPS, TABLES, VIEWS
from storage.transactions import transaction

ROOT = Path(__file__).resolve().parent.parent
SHADOWS = ("articles_fts", "spaceless_fts", "_sqlite", "sqlite_")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "articles.db"


def test_opens_in_wal_with_foreign_keys_and_refuses_an_orphan(path: Path) -> None:
    db = open_database(path)
    assert db.journal_mode == "wal"
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        db.execute("INSERT INTO removed (article, position, text, reason) VALUES (7, 0, 'x', 'promo')")
    close_database(db)


def test_an_up_to_date_file_is_opened_without_a_write(path: Path) -> None:
    close_database(open_database(path))
    before = path.read_bytes()
    db = open_database(path)
    assert db.execute("SELECT count(*) FROM _sqlite_migrations").fetchone()[0] >= 6
    db.close()
    assert path.read_bytes() == before


def test_the_tables_are_the_documented_ones_each_with_a_key_and_real_references(path: Path) -> None:
    db = open_database(path)
    own = {name for name in db.table_names() if not name.startswith(SHADOWS)}
    assert own == set(TABLES)
    assert set(db.view_names()) == set(VIEWS)
    for name in TABLES:
        table = db.table(name)
        assert table.pks, name
        assert not table.use_rowid, name
        for key in table.foreign_keys:
            assert key.other_table in own
            assert key.other_column == "id"
    assert {key.column for name in TABLES for key in db.table(name).foreign_keys} == {
        "source", "article", "author", "tag", "crawl", "scheme", "copy", "illness",
    }  # fmt: skip
    db.close()


def test_every_column_that_points_at_a_table_is_declared(path: Path) -> None:
    db = open_database(path)
    pointing = {"source", "article", "author", "tag", "crawl", "scheme", "copy", "illness"}
    for name in TABLES:
        declared = {key.column for key in db.table(name).foreign_keys}
        assert declared == pointing & set(db.table(name).columns_dict), name
    db.close()


def test_two_first_runs_on_one_new_file_both_open_it(path: Path) -> None:
    script = "import sys; from storage.database import open_database; open_database(sys.argv[1]).close()"
    runs = [subprocess.Popen([sys.executable, "-c", script, path], cwd=ROOT) for _ in range(4)]
    assert [run.wait(60) for run in runs] == [0, 0, 0, 0]
    db = open_database(path)
    assert set(TABLES) <= set(db.table_names())
    assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    db.close()


def test_a_reader_reads_on_while_a_transaction_writes(path: Path) -> None:
    writer, reader = open_database(path), sqlite3.connect(path)
    with transaction(writer.conn):
        writer.execute("INSERT INTO tags (name) VALUES ('ports')")
        assert reader.execute("SELECT count(*) FROM tags").fetchone() == (0,)
    assert reader.execute("SELECT count(*) FROM tags").fetchone() == (1,)
    reader.close()
    writer.close()


def interrupted(db: sqlite_utils.Database, *, nested: bool) -> None:
    """Writes in a transaction, or in one inside another, that then fails."""
    with transaction(db.conn):
        with transaction(db.conn) if nested else nullcontext():
            db.execute("INSERT INTO tags (name) VALUES ('ports')")
        raise ZeroDivisionError


@pytest.mark.parametrize("nested", [False, True])
def test_a_failed_transaction_leaves_nothing_and_its_error_is_the_one_seen(path: Path, nested: bool) -> None:
    db = open_database(path)
    with pytest.raises(ZeroDivisionError):
        interrupted(db, nested=nested)
    assert not db.conn.in_transaction
    assert db.table("tags").count == 0
    db.close()


@pytest.mark.parametrize("content", [b"<html>" * 1000, b"not sqlite at all"])
def test_another_kind_of_file_is_named_and_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(errors.NotADatabase, match=r"articles\.db: is not an SQLite database"):
        open_database(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_left_alone(path: Path) -> None:
    other = sqlite_utils.Database(path)
    other.table("articles").insert({"headline": "mine"})
    other.close()
    with pytest.raises(errors.NotADatabase, match="another program's tables: articles"):
        open_database(path)
    other = sqlite_utils.Database(path)
    assert other.table_names() == ["articles"]
    other.close()


def test_a_database_with_peoples_own_tables_beside_ours_opens(path: Path) -> None:
    db = open_database(path)
    db.table("notes").insert({"article": 1, "note": "look at this"})
    db.close()
    open_database(path).close()


def test_a_later_versions_database_is_refused_by_the_step_that_is_unknown(path: Path) -> None:
    db = open_database(path)
    db.table("_sqlite_migrations").insert({"migration_set": "broadsheet", "name": "m999_video", "applied_at": ""})
    db.close()
    with pytest.raises(errors.DatabaseNewer, match=r"articles\.db.*m999_video"):
        open_database(path)


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(errors.CannotOpen, match=r"nowhere/articles\.db: cannot be opened"):
        open_database(tmp_path / "nowhere" / "articles.db")


def test_a_damaged_file_is_said(path: Path) -> None:
    db = open_database(path)
    with transaction(db.conn):
        db.conn.executemany("INSERT INTO tags (name) VALUES (?)", [(f"tag {n}",) for n in range(2000)])
    close_database(db)
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(errors.DatabaseDamaged, match=r"articles\.db: is damaged"):
        open_database(path)


def test_a_full_disk_is_said_and_leaves_what_was_there(path: Path) -> None:
    db = open_database(path)
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(errors.DiskFull, match=r"articles\.db: the disk is full"), transaction(db.conn):
        db.conn.executemany("INSERT INTO tags (name) VALUES (?)", [("x" * 1000 + str(n),) for n in range(100)])
    assert db.table("tags").count == 0
    assert not db.conn.in_transaction
    db.execute("PRAGMA max_page_count = 1073741823")
    with transaction(db.conn):
        db.execute("INSERT INTO tags (name) VALUES ('room again')")
    close_database(db)


def test_a_connection_that_stays_locked_is_said(path: Path) -> None:
    first, second = open_database(path), open_database(path)
    second.execute("PRAGMA busy_timeout = 1")
    with (
        transaction(first.conn),
        pytest.raises(errors.DatabaseBusy, match=r"articles\.db: stayed locked"),
        transaction(second.conn),
    ):
        pass
    first.close()
    second.close()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter; pytest's own are for the tests' user alone."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def unprivileged() -> Iterator[None]:
    """Root may write to read-only files: act as nobody."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    yield
    os.seteuid(0)


def test_a_read_only_file_is_said(open_folder: Path, request: pytest.FixtureRequest) -> None:
    path = open_folder / "articles.db"
    close_database(open_database(path))
    path.chmod(0o444)
    open_folder.chmod(0o555)
    request.getfixturevalue("unprivileged")
    with pytest.raises((errors.DatabaseReadOnly, errors.CannotOpen), match=r"articles\.db: cannot be"):
        open_database(path)


def test_a_driver_error_of_our_own_making_passes_unchanged(path: Path) -> None:
    db = open_database(path)
    with pytest.raises(sqlite3.ProgrammingError), transaction(db.conn):
        db.conn.execute("SELECT ?")
    db.close()


def test_the_error_tree_is_one() -> None:
    for name in errors.__all__:
        if name != "translated":
            assert issubclass(getattr(errors, name), errors.StorageError)


def test_the_log_is_cut_back_after_a_big_transaction(path: Path) -> None:
    db = open_database(path)
    log = Path(f"{path}-wal")
    with transaction(db.conn):
        db.conn.executemany("INSERT INTO tags (name) VALUES (?)", ((f"{n:05}" * 800,) for n in range(10_000)))
    assert log.stat().st_size > 33_554_432
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with transaction(db.conn):
        db.execute("INSERT INTO tags (name) VALUES ('one more')")
    assert log.stat().st_size <= 33_554_432
    db.close()


def test_closing_beside_an_open_reader_is_no_error(path: Path) -> None:
    db, reader = open_database(path), sqlite3.connect(path)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM articles").fetchone()
    close_database(db)
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        db.conn.execute("SELECT 1")
    reader.close()


def test_a_database_of_each_earlier_schema_is_brought_up_to_date(path: Path, tmp_path: Path) -> None:
    new = open_database(path)
    for count in range(1, len(STEPS)):
        old = sqlite_utils.Database(tmp_path / f"{count}.db")
        migrations = Migrations("broadsheet")
        for step in STEPS[:count]:
            migrations()(step)
        migrations.apply(old)
        old.close()
        db = open_database(tmp_path / f"{count}.db")
        assert {table.name: table.columns for table in db.tables} == {table.name: table.columns for table in new.tables}
        close_database(db)
    close_database(new)
