"""How `scrapy ingest` ends where it is stopped, killed, or has no room: nothing lost, nothing half, nothing twice."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from storage.database import close_database, open_database
from tests.crawls import ROOT, Run, rows, scrapy
from tests.records import edited, text
from tests.test_dedup_command import sound

RECORDS = 250


def url(number: int) -> str:
    return f"https://paper{number % 3}.example/{number}"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records of which every third repeats the one before it, and every fiftieth is broken."""
    path = tmp_path_factory.mktemp("archive") / "old.jsonl"
    with path.open("w") as file:
        for n in range(RECORDS):
            body = edited(text(n - 1, 150), 20) if n % 3 == 2 else text(n, 150)
            file.write(
                "{broken\n" if n % 50 == 49 else json.dumps({"url": url(n), "title": f"T {n}", "text": body}) + "\n"
            )
    return path


def expected() -> set[str]:
    return {url(n) for n in range(RECORDS) if n % 50 != 49}


def stored(database: Path) -> set[str]:
    return {row["url"] for row in rows(database, "SELECT url FROM articles UNION ALL SELECT url FROM copies")}


def ingest(database: Path, *arguments: str | Path, stdin: bytes = b"", largest_file: int = 0) -> Run:
    return scrapy("ingest", "-s", f"DATABASE={database}", *map(str, arguments), stdin=stdin, largest_file=largest_file)


def begun(database: Path, *arguments: Path) -> subprocess.Popen[str]:
    """A run that has stored some records."""
    process = subprocess.Popen(
        [sys.executable, "-m", "scrapy", "ingest", "-s", f"DATABASE={database}", *arguments],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    while process.poll() is None:
        if database.exists():
            with closing(sqlite3.connect(database, timeout=30)) as db:
                tables = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'reports'").fetchone()
                if tables and db.execute("SELECT 1 FROM ingests WHERE records > 20").fetchone():
                    return process
        time.sleep(0.005)  # another process writes that: there is nothing to wait on but the file
    raise AssertionError(process.communicate())


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_stopped_in_the_middle_it_goes_on_with_the_next_record(
    tmp_path: Path, archive: Path, how: signal.Signals
) -> None:
    database = tmp_path / "articles.db"
    with begun(database, archive) as process:
        process.send_signal(how)
        _, err = process.communicate()
    if how != signal.SIGKILL:
        assert process.returncode == 1
        assert "run it again to go on" in err
        assert "Traceback" not in err
    sound(database)
    (place,) = rows(database, "SELECT records FROM ingests")
    done = {url(n) for n in range(place["records"]) if n % 50 != 49}
    assert stored(database) == done
    run = ingest(database, archive)
    assert run.exit_code == 1  # for the broken records
    assert f"going on after record {place['records']}" in run.stderr
    assert "0 known already" in run.stdout
    assert stored(database) == expected()
    assert rows(database, "SELECT * FROM ingests") == []
    sound(database)


def test_taken_in_again_it_begins_again_and_changes_nothing(tmp_path: Path, archive: Path) -> None:
    database = tmp_path / "articles.db"
    assert ingest(database, archive).exit_code == 1
    before = rows(database, "SELECT * FROM articles")
    run = ingest(database, archive)
    assert f"0 new articles, 0 copies, 0 revisions, {len(expected())} known already, 5 left out" in run.stdout
    assert rows(database, "SELECT * FROM articles") == before


def test_the_standard_input_and_gzip(tmp_path: Path, archive: Path) -> None:
    database, lines = tmp_path / "articles.db", archive.read_bytes().split(b"\n")[:9]
    run = ingest(database, "-", stdin=b"\n".join(lines))
    assert (run.exit_code, run.stderr) == (0, "")
    assert "6 new articles, 3 copies" in run.stdout
    plain = ingest(database, "-", "--format", "text", "--source", "mail", stdin=text(999).encode())
    assert "1 new article" in plain.stdout
    assert rows(database, "SELECT name FROM sources ORDER BY id") == [{"name": "ingest"}, {"name": "mail"}]
    packed = tmp_path / "old.jsonl.gz"
    subprocess.run(["gzip", "-k", archive], check=True)
    shutil.move(f"{archive}.gz", packed)
    assert ingest(database, packed).exit_code == 1
    assert expected() <= stored(database)


def test_many_bad_records_are_counted_and_the_first_told(tmp_path: Path) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text("{\n" * 500 + json.dumps({"text": text(1)}))
    run = ingest(tmp_path / "articles.db", file)
    assert run.exit_code == 1
    assert "500 left out" in run.stdout
    assert len(run.stderr.splitlines()) == 101
    assert "and 400 more" in run.stderr


def test_a_page_that_ends_its_worker_costs_itself_alone(tmp_path: Path) -> None:
    """More elements than the time allows."""
    file = tmp_path / "pages.jsonl"
    bad = "<html><body><article>" + "<p>words of a paragraph, many of them</p>" * 60_000
    good = {"url": url(1), "title": "Good", "text": text(1)}
    file.write_text(json.dumps({"url": url(2), "html": bad}) + "\n" + json.dumps(good) + "\n")
    run = ingest(tmp_path / "articles.db", file, "-s", "EXTRACT_TIMEOUT=0.2")
    assert run.exit_code == 1
    assert f"{file}:1: over the time limit" in run.stderr
    assert "1 new article" in run.stdout


def test_a_limit_on_files_ends_it_and_all_before_it_is_kept(tmp_path: Path, archive: Path) -> None:
    database = tmp_path / "articles.db"
    run = ingest(database, archive, largest_file=1500)
    assert run.exit_code == 4
    assert str(database) in run.stderr
    assert "Traceback" not in run.stderr
    sound(database)
    assert 0 < len(stored(database)) < len(expected())
    assert ingest(database, archive).exit_code == 1
    assert stored(database) == expected()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MiB, in memory."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], capture_output=True, check=False)
    if mount.returncode:
        pytest.skip("only root may mount a disk")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_ends_it_and_with_room_again_it_goes_on(small_disk: Path, archive: Path) -> None:
    database = small_disk / "articles.db"
    run = ingest(database, archive)
    assert run.exit_code == 4
    assert f"{database}: the disk is full" in run.stderr
    assert "Traceback" not in run.stderr
    done = stored(database)
    assert 10 < len(done) < len(expected())
    for command in (["dedup"], ["dedup", "--settle"], ["dedup", "--dry-run"]):
        said = scrapy(*command, "-s", f"DATABASE={database}")
        assert said.exit_code in (0, 4), said
        assert "Traceback" not in said.stderr
        assert stored(database) == done
    subprocess.run(["mount", "-o", "remount,size=64m", small_disk], check=True)
    sound(database)
    assert ingest(database, archive).exit_code == 1
    assert stored(database) == expected()
    sound(database)


@pytest.fixture(params=["file", "folder"])
def read_only(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A database whose file, or whose folder, cannot be written; for root, whom permissions do not bind, by a mount."""
    folder = tmp_path / "folder"
    folder.mkdir()
    database = folder / "articles.db"
    close_database(open_database(database))
    what = database if request.param == "file" else folder
    if os.geteuid() != 0:
        what.chmod(0o444 if request.param == "file" else 0o555)
        yield database
        what.chmod(0o755)
        return
    for options in (["--bind", what], ["-o", "remount,ro,bind"]):
        if subprocess.run(["mount", *options, what], capture_output=True, check=False).returncode:
            pytest.skip("root may not mount here, and is not bound by permissions")
    yield database
    subprocess.run(["umount", what], check=True)


@pytest.mark.parametrize("command", [["dedup"], ["dedup", "--settle"], ["ingest", "README.md"], ["crawl", "news"]])
def test_where_nothing_can_be_written_it_is_said(read_only: Path, command: list[str]) -> None:
    before = read_only.read_bytes()
    run = scrapy(*command, "-s", f"DATABASE={read_only}")
    assert run.exit_code == 4, run
    assert str(read_only) in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1
    assert read_only.read_bytes() == before
