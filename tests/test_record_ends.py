"""How recording a page ends: bad texts, many copies, a full disk, a killed process."""

import random
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlite_utils

from crawler.article import Removed
from crawler.record import KINDS, Recorder
from storage.database import open_database
from storage.errors import DiskFull
from tests.records import NOW, article, page, text
from tests.stored import sound

ROOT = Path(__file__).resolve().parent.parent
URL = "https://paper.example/a/1"
OTHER = "https://other.example/b/1"
HOUR = timedelta(hours=1)


def test_text_that_sqlite_cannot_hold_is_mended_everywhere(db: sqlite_utils.Database, recorder: Recorder) -> None:
    bad = "x\ud800\0y"
    odd = replace(
        article(URL, f"{bad} {text(1)}", title=bad, authors=(bad,), removed=(Removed(0, bad, "promo"),)),
        section=bad, tags=(bad, "x?y"), image=bad, canonical_url=f"{URL}{bad}", language=bad,
    )  # fmt: skip
    assert recorder.record(page(URL), odd).kind == "new"
    assert db.table("articles").get(1)["title"] == "x?y"
    assert recorder.record(page(URL), odd).kind == "unchanged"


@pytest.mark.parametrize("body", ["", "…", "Rain.", "雨" * 3, "عاجل: مطر"])
def test_empty_and_short_texts_are_taken_and_never_merged_by_likeness(recorder: Recorder, body: str) -> None:
    assert recorder.record(page(URL), article(URL, body)).kind == "new"
    assert recorder.record(page(OTHER), article(OTHER, body + " more")).kind == "new"


def test_one_report_a_thousand_times_is_one_article(db: sqlite_utils.Database, recorder: Recorder) -> None:
    for n in range(1000):
        url = f"https://paper{n % 7}.example/{n}"
        recorder.record(page(url, f"paper{n % 7}"), article(url, text(1)))
    assert (db.table("articles").count, db.table("copies").count) == (1, 999)


def test_only_what_the_window_holds_is_compared(db: sqlite_utils.Database) -> None:
    recorder = Recorder(db, window_days=10)
    for n, days in enumerate((0, 5, 30)):
        url = f"https://paper{n}.example/"
        recorder.record(page(url, fetched=NOW + 24 * days * HOUR), article(url, text(1)))
    assert [row["url"] for row in db.table("articles").rows] == ["https://paper0.example/", "https://paper2.example/"]
    assert [row["url"] for row in db.table("copies").rows] == ["https://paper1.example/"]


def fill(recorder: Recorder, stored: list[str]) -> None:
    """Record articles without end, naming each that is stored."""
    while True:
        url = f"https://paper.example/{len(stored)}"
        recorder.record(page(url), article(url, text(len(stored), 600)))
        stored.append(url)


def test_a_full_disk_leaves_all_or_nothing_of_a_page(db: sqlite_utils.Database, recorder: Recorder) -> None:
    stored: list[str] = []
    db.execute(f"PRAGMA max_page_count = {db.execute('PRAGMA page_count').fetchone()[0] + 40}")
    with pytest.raises(DiskFull, match=r"articles\.db: the disk is full"):
        fill(recorder, stored)
    assert [row["url"] for row in db.table("articles").rows] == stored
    assert db.table("frontier").count == len(stored) > 1
    sound(db)
    db.execute("PRAGMA max_page_count = 1073741823")
    assert recorder.record(page(OTHER), article(OTHER, text(5000))).kind == "new"


def test_every_kind_is_documented() -> None:
    assert set(KINDS) == {"new", "copy", "revision", "unchanged"}


WRITER = """
import sys
from datetime import timedelta
from crawler.page import Entry, Listing
from crawler.record import Recorder
from storage.database import open_database
from storage.frontier import Frontier
from tests.records import NOW, article, edited, page, text

db = open_database(sys.argv[1])
recorder, frontier = Recorder(db), Frontier(db)
entries = [Entry(f"https://paper.example/{n}") for n in range(3000)]
frontier.discover("paper", Listing("https://paper.example/feed", "feed", "etag"), entries, NOW)
for entry in frontier.due("paper", NOW + timedelta(days=1), 3000):
    n = int(entry.url.rpartition("/")[2])
    body = text(n) if n % 3 else edited(text(n + 1), 50)
    recorder.record(page(entry.url, entry=entry), article(entry.url, body, authors=(f"Author {n % 50}",)))
    if n % 10 == 0:
        recorder.record(page(entry.url, entry=entry), article(entry.url, text(n + 9000)))
    print(n, flush=True)
"""


@pytest.mark.slow
def test_killed_at_any_moment_nothing_is_half_written_and_the_next_run_goes_on(tmp_path: Path) -> None:
    path, chance = tmp_path / "articles.db", random.Random(7)
    for _ in range(8):
        with subprocess.Popen([sys.executable, "-c", WRITER, path], cwd=ROOT, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            told = sum(1 for _ in zip(range(chance.randint(0, 120)), writer.stdout, strict=False))
            writer.kill()
            writer.stdout.read()
        db = open_database(path)
        sound(db)
        pending = db.execute("SELECT count(*) FROM frontier WHERE state = 'pending'").fetchone()[0]
        known = db.execute("SELECT count(*) FROM frontier").fetchone()[0]
        assert known in (0, 3000)
        done = db.execute("SELECT (SELECT count(*) FROM articles) + (SELECT count(*) FROM copies)").fetchone()[0]
        assert done == known - pending >= told
        db.close()
