"""docs/scheduling.md and its files: what can be tried of them here is tried."""

import importlib
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from storage.database import close_database, open_database
from tests.crawls import ROOT, rows, scrapy

PAGE = (ROOT / "docs" / "scheduling.md").read_text(encoding="utf-8")
UNITS = sorted((ROOT / "docs" / "systemd").iterdir())
COMMANDS = ("crawl", "health", "backup")
MOST_EXPOSED = {"broadsheet.service": 20, "broadsheet-backup.service": 12}
"""Tenths of systemd's exposure level, from 0 to 100; measured 12 and 6, and versions of systemd differ."""


def test_the_table_of_exit_codes_is_that_of_the_commands() -> None:
    cells = {
        row[0]: row[1:]
        for line in PAGE.splitlines()
        if len(row := [cell.strip() for cell in line.strip("|").split("|")]) == 4 and row[0].isdigit()
    }
    for column, name in enumerate(COMMANDS):
        codes = importlib.import_module(f"crawler.commands.{name}").EXIT_CODES
        assert {int(code): row[column] for code, row in cells.items() if row[column]} == codes


def test_every_option_that_is_named_exists() -> None:
    texts = [PAGE, (ROOT / "docs/health.md").read_text(), *(unit.read_text() for unit in UNITS)]
    for name in COMMANDS:
        said = scrapy(name, "--help").stdout
        used = {
            option
            for text in texts
            for line in re.findall(rf"scrapy {name} ([^`\n|;)]*)", text)
            for option in re.findall(r"(?<![\w-])--?[a-zA-Z][a-z-]*", line.replace("-eq", ""))
        }
        assert {option for option in used if not re.search(rf"(?<![\w-]){option}\b", said)} == set(), name


def test_every_file_that_is_named_exists() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", PAGE):
        assert (ROOT / "docs" / link).exists(), link


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """The unit files, of a program that is there."""
    folder, program = tmp_path / "units", tmp_path / "scrapy"
    folder.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for unit in UNITS:
        text = unit.read_text().replace("/srv/broadsheet/.venv/bin/scrapy", str(program))
        (folder / unit.name).write_text(text)
    return folder


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
def test_systemd_takes_the_units_and_finds_them_little_exposed(units: Path) -> None:
    done = subprocess.run(
        ["systemd-analyze", "verify", *map(str, units.iterdir())], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "broadsheet" not in done.stderr
    for name, most in MOST_EXPOSED.items():
        command = ["systemd-analyze", "security", "--offline=true", f"--threshold={most}", str(units / name)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


@pytest.mark.skipif(shutil.which("logrotate") is None, reason="there is no logrotate here")
def test_logs_are_rotated_and_written_on(tmp_path: Path) -> None:
    log, state = tmp_path / "crawl.log", tmp_path / "state"
    text = (ROOT / "docs/logrotate/broadsheet").read_text()
    text = text.replace("/var/log/broadsheet", str(tmp_path))
    text = re.sub(r" *(su|create) .*\n", "", text)  # of a user who is not here
    rules = tmp_path / "rules"
    rules.write_text(text)
    for n in range(3):
        with log.open("a") as file:  # as >> does
            file.write(f"run {n}\n")
        subprocess.run(["logrotate", "--force", "--state", state, rules], check=True, capture_output=True)
    assert (tmp_path / "crawl.log.1").read_text() == "run 2\n"
    assert {path.name for path in tmp_path.glob("crawl.log.*")} == {"crawl.log.1", "crawl.log.2.gz", "crawl.log.3.gz"}


def test_a_copy_is_restored_as_the_page_says(tmp_path: Path) -> None:
    database = tmp_path / "articles.db"
    db = open_database(database)
    db.conn.execute("INSERT INTO tags (name) VALUES ('before')")
    db.conn.commit()
    assert scrapy("backup", "-s", f"DATABASE={database}", str(tmp_path / "copy.db")).exit_code == 0
    db.conn.execute("INSERT INTO tags (name) VALUES ('after')")
    db.conn.commit()
    assert (tmp_path / "articles.db-wal").stat().st_size > 0  # as a crash would leave it
    (tmp_path / "damaged").mkdir()
    subprocess.run(["sh", "-c", f"cd {tmp_path} && mv articles.db* damaged/ && install -m 640 copy.db articles.db"],
                   check=True)  # fmt: skip
    close_database(db)
    assert rows(database, "SELECT name FROM tags") == [{"name": "before"}]
    close_database(open_database(database))
    with closing(sqlite3.connect(database)) as restored:
        assert restored.execute("PRAGMA integrity_check").fetchone() == ("ok",)
