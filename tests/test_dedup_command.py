"""`scrapy dedup` as people and cron run it: real processes, real files."""

import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.record import Recorder
from dedup.signature import Scheme
from storage.database import close_database, open_database
from storage.lock import DatabaseLock
from storage.transactions import transaction
from tests.crawls import ROOT, rows, scrapy
from tests.records import article, edited, page, text

REPORTS = 160
LATE = 40
"""Hours."""
NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which every third report was stored twice as an article, by a window that was too short, and every
    fourth has a copy that was published before it."""
    path = tmp_path_factory.mktemp("dedup") / "articles.db"
    db = open_database(path)
    whole, short = Recorder(db), Recorder(db, window_days=0.01)
    with transaction(db.conn):
        passes: tuple[tuple[str, Recorder, int, Callable[[int], int | None]], ...] = (
            ("one", whole, 1000, lambda n: 0),
            ("three", whole, 25, lambda n: -3 if n % 4 == 0 else 3),
            ("two", whole, 15, lambda n: -1 if n % 3 else None),
            ("two", short, 15, lambda n: None if n % 3 else LATE),
        )
        for site, recorder, every, hours in passes:
            for n in range(REPORTS):
                if (late := hours(n)) is None:
                    continue
                url, when = f"https://{site}.example/{n}", NOW - timedelta(days=60) + timedelta(hours=late)
                fetched = NOW - timedelta(days=50) + timedelta(hours=LATE if late == LATE else 4)
                body = edited(text(n, 120), every)
                recorder.record(page(url, site, fetched=fetched), article(url, body, published=when))
    close_database(db)
    return path


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "articles.db"))


def dedup(database: Path, *arguments: str, largest_file: int = 0) -> tuple[int, str, str]:
    run = scrapy("dedup", "-s", f"DATABASE={database}", *arguments, largest_file=largest_file)
    return run.exit_code, run.stdout, run.stderr


def sound(database: Path) -> None:
    """Whole: no article without its bands, no bands without their article, nothing that hangs in the air."""
    with closing(sqlite3.connect(database)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        articles = db.execute("SELECT id FROM articles ORDER BY id").fetchall()
        assert db.execute("SELECT article FROM signatures ORDER BY 1").fetchall() == articles
        assert db.execute("SELECT DISTINCT article FROM bands ORDER BY 1").fetchall() == articles
        assert (
            db.execute("SELECT copy FROM copy_pages ORDER BY 1").fetchall()
            == db.execute("SELECT id FROM copies ORDER BY 1").fetchall()
        )
        db.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)")
        db.rollback()


def everything(database: Path) -> list[list[dict[str, object]]]:
    return [rows(database, f"SELECT * FROM {name} ORDER BY 1") for name in ("articles", "copies", "revisions", "bands")]


def pages(database: Path) -> set[str]:
    return {str(row["url"]) for row in rows(database, "SELECT url FROM articles UNION ALL SELECT url FROM copies")}


def counts(database: Path) -> tuple[int, int]:
    (row,) = rows(database, "SELECT (SELECT count(*) FROM articles) AS a, (SELECT count(*) FROM copies) AS c")
    return row["a"], row["c"]


def test_it_compares_all_again_and_says_what_it_did(database: Path) -> None:
    before, kept = pages(database), rows(database, "SELECT id, url FROM articles")
    twice = counts(database)[0] - REPORTS
    assert twice == len(range(0, REPORTS, 3))
    code, out, err = dedup(database)
    assert (code, err) == (0, "")
    assert f"{twice:>8}  articles became copies" in out
    assert counts(database) == (REPORTS, 2 * REPORTS)
    assert pages(database) == before
    left = rows(database, "SELECT id, url FROM articles")
    assert [row for row in kept if row in left] == left, "an article's number or address changed"
    sound(database)
    code, out, _ = dedup(database)
    assert code == 0
    assert "       0  articles became copies" in out
    assert "       0  copies became articles" in out


def test_a_dry_run_tells_the_same_and_changes_nothing(database: Path) -> None:
    before = everything(database)
    code, out, _ = dedup(database, "--dry-run")
    assert code == 0
    assert "a dry run: nothing was changed" in out
    assert f"{len(range(0, REPORTS, 3)):>8}  articles became copies" in out
    assert everything(database) == before
    assert {file.name for file in database.parent.iterdir()} <= {f"articles.db{end}" for end in ("", "-wal", "-shm")}


def test_settle_puts_the_earliest_in_place_once(database: Path) -> None:
    assert dedup(database)[0] == 0
    ids = rows(database, "SELECT id FROM articles")
    code, out, err = dedup(database, "--settle")
    assert (code, err) == (0, "")
    better = REPORTS  # two and three of every report but where n % 3 == 0 and n % 4 != 0
    better -= len([n for n in range(REPORTS) if n % 3 == 0 and n % 4])
    assert f"{REPORTS} reports with copies, {better} copies changed places" in out
    assert rows(database, "SELECT id FROM articles") == ids
    later = """SELECT count(*) AS n FROM articles JOIN copies ON copies.article = articles.id
               WHERE copies.published < articles.published"""
    assert rows(database, later) == [{"n": 0}]
    sound(database)
    settled = everything(database)
    code, out, _ = dedup(database, "--settle")
    assert (code, "0 copies changed places" in out) == (0, True)
    assert everything(database) == settled


def test_pruned_bands_come_back_where_they_are_needed(database: Path) -> None:
    code, out, _ = dedup(database, "--prune", "-s", "COMPARE_DAYS=30")
    assert code == 0
    assert "went out of the index" in out
    assert rows(database, "SELECT count(*) AS n FROM bands") == [{"n": 0}]
    assert dedup(database)[0] == 0
    assert counts(database) == (REPORTS, 2 * REPORTS)
    sound(database)


OTHER = """
import sys
from crawler.reindex import rebuild_index
from dedup.signature import Scheme
from storage.database import close_database, open_database
db = open_database(sys.argv[1])
rebuild_index(db, Scheme(seed=7))
close_database(db)
"""


@pytest.mark.parametrize("command", ["dedup", "ingest", "crawl"])
def test_an_index_of_another_scheme_is_built_anew_whatever_comes_first(
    database: Path, tmp_path: Path, command: str
) -> None:
    subprocess.run([sys.executable, "-c", OTHER, database], cwd=ROOT, check=True)
    assert rows(database, "SELECT seed FROM schemes") == [{"seed": 7}]
    new = tmp_path / "new.txt"
    new.write_text(edited(text(1, 120), 18))
    arguments = {"ingest": [str(new)], "crawl": ["news", "-a", "url=http://nobody.invalid/"], "dedup": []}[command]
    run = scrapy(command, "-s", f"DATABASE={database}", *arguments)
    assert "built anew" in run.stderr
    assert rows(database, "SELECT seed, complete FROM schemes") == [{"seed": Scheme().seed, "complete": 1}]
    sound(database)
    if command == "ingest":
        assert "1 copy" in run.stdout


def test_wrong_usage(tmp_path: Path, database: Path) -> None:
    for arguments, says in (
        (["articles.db"], "what is"),
        (["--prune"], "COMPARE_DAYS"),
        (["--prune", "--settle"], "not allowed"),
        (["-s", f"DATABASE={tmp_path / 'none.db'}"], "none.db"),
    ):
        run = scrapy("dedup", "-s", f"DATABASE={database}", *arguments)
        assert run.exit_code == 2, arguments
        assert says in run.stderr
        assert "Traceback" not in run.stderr
    assert not (tmp_path / "none.db").exists()


def test_help_has_examples_and_exit_codes() -> None:
    shown = " ".join(scrapy("dedup", "--help").stdout.split())
    for part in (
        "scrapy dedup --dry-run",
        "scrapy dedup --settle",
        "--prune -s COMPARE_DAYS=30",
        "Exit codes: 0: done",
    ):
        assert part in shown


@pytest.mark.parametrize("command", [["dedup"], ["dedup", "--settle"], ["ingest", "README.md"], ["crawl", "news"]])
def test_whoever_comes_second_is_told_and_leaves(database: Path, command: list[str]) -> None:
    before = everything(database)
    with DatabaseLock(database):
        run = scrapy(*command, "-s", f"DATABASE={database}")
    assert run.exit_code == 3
    assert "in use by process" in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1
    assert everything(database) == before


def begun(database: Path) -> subprocess.Popen[str]:
    """A comparison that has got somewhere."""
    process = subprocess.Popen(
        [sys.executable, "-m", "scrapy", "dedup", "-s", f"DATABASE={database}"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    while process.poll() is None:
        with closing(sqlite3.connect(database, timeout=30)) as db:
            if db.execute("SELECT 1 FROM comparisons WHERE compared > 0").fetchone():
                return process
        time.sleep(0.005)  # another process writes that: there is nothing to wait on but the file
    raise AssertionError(process.communicate())


def test_the_first_of_two_runs_is_not_hurt_by_the_second(database: Path) -> None:
    with begun(database) as first:
        first.send_signal(signal.SIGSTOP)  # held where it is until the second has come and gone
        second = scrapy("dedup", "-s", f"DATABASE={database}")
        first.send_signal(signal.SIGCONT)
        _, err = first.communicate()
    assert (first.returncode, err) == (0, "")
    assert second.exit_code == 3
    assert f"process {first.pid}" in second.stderr
    assert counts(database) == (REPORTS, 2 * REPORTS)


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_stopped_in_the_middle_it_is_whole_and_goes_on(database: Path, how: signal.Signals) -> None:
    before = pages(database)
    with begun(database) as process:
        process.send_signal(how)
        _, err = process.communicate()
    if how != signal.SIGKILL:
        assert process.returncode == 1
        assert "run it again to go on" in err
        assert len(err.strip().splitlines()) == 1
    sound(database)
    assert pages(database) == before
    (row,) = rows(database, "SELECT compared, finished FROM comparisons")
    assert row["finished"] is None
    code, out, _ = dedup(database)
    assert code == 0
    assert f"the first {row['compared']} of them by the run before" in out
    assert counts(database) == (REPORTS, 2 * REPORTS)
    assert pages(database) == before
    sound(database)


@pytest.mark.slow
def test_a_reader_sees_every_report_whole_all_the_time(database: Path) -> None:
    """Every page is an article or a copy of one, at every moment; never both, never neither."""
    seen = pages(database)
    whole = """SELECT (SELECT count(*) FROM articles) + (SELECT count(*) FROM copies) AS pages,
                      (SELECT count(*) FROM copies WHERE article NOT IN (SELECT id FROM articles)) AS lost"""
    looks = 0
    with begun(database) as process, closing(sqlite3.connect(database, timeout=30)) as reader:
        while process.poll() is None:
            assert reader.execute(whole).fetchone() == (len(seen), 0)
            looks += 1
        process.communicate()
    assert process.returncode == 0
    assert looks > 3


def test_a_full_disk_is_said_and_what_was_done_stays(database: Path) -> None:
    before = pages(database)
    code, out, err = dedup(database, largest_file=600)
    assert code == 4, out
    assert str(database) in err
    assert "Traceback" not in err
    sound(database)
    assert pages(database) == before
    assert dedup(database)[0] == 0
    assert counts(database) == (REPORTS, 2 * REPORTS)
