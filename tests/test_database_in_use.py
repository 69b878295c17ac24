"""A database that others read and write while a crawl runs."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from storage.lock import DatabaseLock
from tests.crawls import crawl, rows
from tests.hostile.case import feed_of, page
from tests.hostile.web import Chunks, Site, answer, hostile_web

PATHS = [f"/2026/03/{n:02}/harbour-reopens-after-the-storm" for n in range(1, 7)]


def paper(asked: threading.Event) -> Site:
    def site(path: str) -> Chunks | None:
        if path in PATHS:
            asked.set()
            return answer(page(400 + PATHS.index(path)))
        return feed_of(*PATHS) if path == "/feed" else None

    return site


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["a long read", "a foreign write"])
def test_a_crawl_goes_on_beside_them_and_loses_nothing(tmp_path: Path, kind: str) -> None:
    database, sources, asked = tmp_path / "articles.db", tmp_path / "sources.toml", threading.Event()
    sources.write_text('[[source]]\nname = "paper"\nurl = "http://paper.example/"\nfeeds = ["/feed"]\n')
    over = threading.Event()

    def hold() -> None:
        """From the first article on: a page of Datasette that takes as long as the crawl, or a write of 3 s."""
        asked.wait(60)
        with closing(sqlite3.connect(database, timeout=30)) as db:
            if kind == "a long read":
                db.execute("BEGIN")
                db.execute("SELECT count(*) FROM articles").fetchall()
                over.wait(60)
            else:
                db.execute("BEGIN IMMEDIATE")
                db.execute("CREATE TABLE notes (text)")
                over.wait(3)
                db.commit()

    holder = threading.Thread(target=hold)
    holder.start()
    with hostile_web({"paper.example": paper(asked)}) as web:
        run = crawl(database, "-a", f"sources={sources}", proxy=web.proxy)
    over.set()
    holder.join()
    assert run.exit_code == 0, run.stderr
    assert rows(database, "SELECT count(*) AS n FROM articles") == [{"n": len(PATHS)}]
    assert rows(database, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]


def test_a_lock_file_of_a_dead_process_whose_number_lives_on_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "articles.db"
    Path(f"{path}.lock").write_text('{"pid": 1, "started": "2026-01-01T00:00:00Z"}')  # as after a reboot
    with DatabaseLock(path):
        pass
