"""`scrapy backup` and the copy that it makes, beside a writer that never rests."""

import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from storage import errors
from storage.backup import PAGES, back_up
from storage.database import close_database, open_database
from tests.crawls import ROOT, Run, rows, scrapy

MANY = 40_000
"""Rows of 2 kB: enough for several steps of the copy."""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of some 80 MB with pairs of rows that are always written together."""
    path = tmp_path_factory.mktemp("large") / "articles.db"
    db = open_database(path)
    for side in ("tags", "authors"):
        db.conn.execute("BEGIN")
        db.conn.executemany(f"INSERT INTO {side} (name) VALUES (?)", [(f"{n} {'x' * 1000}",) for n in range(MANY)])
        db.conn.execute("COMMIT")
    close_database(db)
    return path


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "articles.db"
    close_database(open_database(path))
    return path


def backup(path: Path, *arguments: str) -> Run:
    return scrapy("backup", "-s", f"DATABASE={path}", *arguments)


def pairs(path: Path) -> tuple[int, int]:
    (row,) = rows(path, "SELECT (SELECT count(*) FROM tags) AS tags, (SELECT count(*) FROM authors) AS authors")
    return row["tags"], row["authors"]


@pytest.mark.slow
def test_a_copy_is_of_one_moment_and_holds_up_no_writer(large: Path, tmp_path: Path) -> None:
    target, over, written = tmp_path / "copy.db", threading.Event(), 0

    def write() -> None:
        nonlocal written
        with closing(sqlite3.connect(large, timeout=0, isolation_level=None)) as db:  # 0: it would fail, not wait
            while not over.is_set():
                db.execute("BEGIN IMMEDIATE")
                db.execute("INSERT INTO tags (name) VALUES (?)", (f"new {written}",))
                db.execute("INSERT INTO authors (name) VALUES (?)", (f"new {written}",))
                db.execute("COMMIT")
                written += 1

    writer = threading.Thread(target=write)
    steps: list[tuple[int, int, int]] = []
    writer.start()
    try:
        back_up(large, target, lambda done, total: steps.append((done, total, written)))
    finally:
        over.set()
        writer.join()
    assert len(steps) >= large.stat().st_size // 4096 // PAGES
    assert [done for done, _, _ in steps] == sorted(done for done, _, _ in steps)  # it never began again
    assert steps[-1][0] == steps[-1][1]
    assert steps[-1][2] > steps[0][2]  # the writer wrote between the steps
    tags, authors = pairs(target)
    assert tags == authors >= MANY
    assert rows(target, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]
    assert pairs(large)[0] > tags
    assert [file.name for file in tmp_path.iterdir()] == ["copy.db"]
    db = open_database(target)  # and it is a database like any other
    close_database(db)


def test_a_file_that_is_there_is_kept_unless_forced(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("my notes")
    refused = backup(small, str(target))
    assert refused.exit_code == 2
    assert "is there already; --force overwrites it" in refused.stderr
    assert target.read_text() == "my notes"
    forced = backup(small, str(target), "--force")
    assert forced.exit_code == 0
    assert f"{target}: " in forced.stdout
    assert rows(target, "PRAGMA quick_check") == [{"quick_check": "ok"}]
    assert sorted(file.name for file in tmp_path.iterdir() if "copy" in file.name) == ["copy.db"]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ([], 2, "name one file"),
        (["one.db", "two.db"], 2, "name one file"),
        (["."], 2, "is a folder"),
        (["articles.db"], 2, "is the database itself"),
        (["articles.db", "--force"], 2, "is the database itself"),
        (["missing/copy.db"], 4, "missing/copy.db: No such file or directory"),
    ],
)
def test_wrong_usage_is_named(small: Path, arguments: list[str], code: int, says: str) -> None:
    before = small.read_bytes()
    paths = [word if word.startswith("--") else str(small.parent / word) for word in arguments]
    run = backup(small, *paths)
    assert run.exit_code == code
    assert says in run.stderr.strip().splitlines()[-1]
    assert small.read_bytes() == before


def test_what_is_no_database_is_named_and_no_copy_is_left(tmp_path: Path) -> None:
    path, target = tmp_path / "articles.db", tmp_path / "copy.db"
    assert backup(path, str(target)).exit_code == 4
    path.write_text("my notes, which are no database\n" * 100)
    run = backup(path, str(target))
    assert run.exit_code == 4
    assert "is not an SQLite database" in run.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["articles.db"]


def test_a_damaged_database_gives_no_copy(large: Path, tmp_path: Path) -> None:
    path, target = tmp_path / "articles.db", tmp_path / "copy.db"
    whole = bytearray(large.read_bytes()[: 4096 * 3000])
    whole[4096 * 40 : 4096 * 60] = b"\xff" * 4096 * 20
    path.write_bytes(whole)
    with pytest.raises(errors.DatabaseDamaged):
        back_up(path, target)
    assert not target.exists()


def test_a_full_disk_leaves_nothing_behind(large: Path, tmp_path: Path) -> None:
    run = scrapy(
        "backup", "-s", f"DATABASE={large}", str(tmp_path / "copy.db"), largest_file=large.stat().st_size // 2048
    )
    assert run.exit_code == 4
    assert "Traceback" not in run.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_copy_that_is_stopped_leaves_nothing_behind(large: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    command = [sys.executable, "-c", _SLOW, str(large), str(target)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "copying\n"
        assert list(tmp_path.iterdir())
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "Stopped" in said
    assert list(tmp_path.iterdir()) == []


_SLOW = """
import signal, sys
from pathlib import Path
from crawler.long_work import stoppable
from storage.backup import back_up
def wait(done, total):
    print("copying", flush=True)
    signal.pause()
with stoppable():
    back_up(Path(sys.argv[1]), Path(sys.argv[2]), wait)
"""
