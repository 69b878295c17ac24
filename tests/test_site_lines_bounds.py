"""What a site repeats: bounds of rows and transactions, and runs that are killed."""

import random
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
import sqlite_utils

from crawler.article import Removed
from storage.database import open_database
from storage.datasette import metadata_for
from storage.repeats import BASES
from storage.site_lines import JUDGED, STATES
from storage.sweep import REWRITTEN
from tests.records import article, page, text
from tests.sites import PROMO, Site
from tests.stored import sound

ROOT = Path(__file__).resolve().parent.parent


# Bounds


@pytest.mark.slow
def test_rows_are_bounded(site: Site, db: sqlite_utils.Database) -> None:
    most = 0
    for number in range(400):
        site.publish(PROMO, body=text(number, 1000))
        most = max(most, db.table("site_lines").count)
    assert most <= 2 * 100 * 26
    assert db.table("site_lines").count == 1  # the promo: all else was seen once


def test_an_article_of_any_length_costs_a_bounded_number_of_rows(site: Site, db: sqlite_utils.Database) -> None:
    site.publish(body=text(1, 200_000))
    assert db.table("site_lines").count <= 200


def test_what_is_rewritten_in_one_transaction_is_bounded_and_nothing_is_forgotten(
    site: Site, db: sqlite_utils.Database
) -> None:
    for _ in range(60):
        site.publish(PROMO)
    # As if it had been found out just now: nothing is taken out yet.
    for number in range(1, 61):
        body = site.db.execute("SELECT text FROM articles WHERE id = ?", (number,)).fetchone()[0]
        site.recorder._lines._sweep._reindex(number, body, f"{body}\n{PROMO}")
        db.execute("UPDATE articles SET text = ? WHERE id = ?", (f"{body}\n{PROMO}", number))
    db.execute("DELETE FROM removed")
    db.execute("UPDATE site_lines SET swept = 0 WHERE state = 'template'")
    db.execute("UPDATE site_counts SET sweeping = 1")
    db.conn.commit()
    left = [60]
    while left[-1]:
        site.publish(PROMO)
        left.append(site.holding(PROMO))
    assert left == [60, 60 - REWRITTEN, 60 - 2 * REWRITTEN, 0]
    site.number = 59
    assert site.publish(PROMO).kind == "unchanged"


def test_what_is_judged_in_one_transaction_is_bounded_and_nothing_is_forgotten(
    site: Site, db: sqlite_utils.Database
) -> None:
    promos = [text(number + 700, 8) for number in range(60)]
    found = []
    for _ in range(20):
        site.publish(*promos)
        found.append(db.execute("SELECT count(*) FROM site_lines WHERE state = 'template'").fetchone()[0])
    assert max(after - before for before, after in pairwise(found)) == JUDGED
    assert found[-1] == 60
    assert sum(map(site.holding, promos)) == 0


def test_a_page_fetched_again_before_its_turn_is_unchanged(site: Site, db: sqlite_utils.Database) -> None:
    for _ in range(12):
        site.publish(PROMO)
    body = db.execute("SELECT text FROM articles WHERE id = 5").fetchone()[0]
    site.recorder._lines._sweep._reindex(5, body, f"{body}\n{PROMO}")
    db.execute("UPDATE articles SET text = ? WHERE id = 5", (f"{body}\n{PROMO}",))
    db.execute("DELETE FROM removed WHERE article = 5")
    db.execute("UPDATE site_lines SET swept = 0 WHERE state = 'template'")
    db.execute("UPDATE site_counts SET sweeping = 1")
    db.conn.commit()
    site.number = 4
    assert site.publish(PROMO).kind == "unchanged"
    assert site.removed()[4] == (5, 5, PROMO, "site")


def test_states_are_documented() -> None:
    columns = metadata_for("x.db")["databases"]["x"]["tables"]["site_lines"]["columns"]
    assert all(state in columns["state"] for state in STATES)
    assert all(basis in columns["basis"] for basis in BASES)


def test_lines_removed_by_extraction_keep_their_places(site: Site, db: sqlite_utils.Database) -> None:
    for number in range(12):
        url = f"https://paper.example/x{number}"
        body = text(number + 300).split("\n")
        body.insert(1, PROMO)
        lines = (Removed(0, "A headline", "title"), Removed(3, "Read more", "heading"))
        site.recorder.record(page(url), article(url, "\n".join(body), removed=lines, title=text(number, 5)))
    assert {tuple(row[1:]) for row in site.removed()} == {
        (0, "A headline", "title"), (2, PROMO, "site"), (3, "Read more", "heading"),
    }  # fmt: skip


# Killed

WRITER = """
import sys
from storage.database import open_database
from tests.sites import PROMO, Site

site = Site(open_database(sys.argv[1]))
for _ in range(60):
    site.publish(PROMO, at=site.number % 5, day=site.number // 20)
    print(site.number, flush=True)
"""


@pytest.mark.slow
def test_killed_at_any_moment_the_next_run_comes_to_the_same(tmp_path: Path) -> None:
    whole, killed, chance = tmp_path / "whole.db", tmp_path / "killed.db", random.Random(3)
    subprocess.run([sys.executable, "-c", WRITER, whole], cwd=ROOT, check=True, capture_output=True)
    for _ in range(6):
        with subprocess.Popen([sys.executable, "-c", WRITER, killed], cwd=ROOT, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            for _ in zip(range(chance.randint(1, 20)), writer.stdout, strict=False):
                pass
            writer.kill()
            writer.stdout.read()
        db = open_database(killed)
        sound(db)
        db.close()
    subprocess.run([sys.executable, "-c", WRITER, killed], cwd=ROOT, check=True, capture_output=True)
    told = []
    for path in (whole, killed):
        db = open_database(path)
        sound(db)
        told.append([
            db.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
            for table in ("articles", "removed", "site_lines", "site_counts", "signatures", "bands")
        ])  # fmt: skip
        db.close()
    assert told[0] == told[1]
