"""scrapy snapshot: a copy for readers that every page opens, without the crawler's own state."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from datasette.app import Datasette

from crawler.article import Removed
from crawler.page import Entry, Listing
from crawler.record import Recorder
from storage.database import close_database, open_database
from storage.datasette import FOLDER, metadata_for
from storage.frontier import Frontier
from storage.publish import publish
from tests.crawls import rows, scrapy
from tests.records import NOW, article, edited, page, text


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    db = open_database(path)
    recorder = Recorder(db)
    Frontier(db).discover(
        "paper", Listing("https://paper.example/feed", "feed"), [Entry("https://paper.example/x")], NOW
    )
    for n in range(40):
        url = f"https://paper.example/{n}"
        removed = (Removed(0, "Sign up", "promo"),)
        recorder.record(page(url), article(url, text(n), removed=removed, published=NOW - timedelta(hours=n)))
    copy = "https://other.example/0"
    recorder.record(page(copy, "other"), article(copy, edited(text(0), 30), published=NOW))
    close_database(db)
    return path


def test_it_holds_what_people_read_and_nothing_of_the_crawlers(database: Path, tmp_path: Path) -> None:
    target, before = tmp_path / "public.db", database.read_bytes()
    publish(database, target)
    assert database.read_bytes() == before
    assert target.stat().st_size < database.stat().st_size
    assert target.stat().st_mode & 0o777 == 0o444
    for table in ("articles", "copies", "removed", "sources", "authors", "copy_pages"):
        counted = f"SELECT count(*) AS n FROM {table}"  # names above
        assert rows(target, counted) == rows(database, counted), table
    for table in ("frontier", "signatures", "bands", "schemes", "site_lines", "site_counts"):
        assert rows(target, f"SELECT count(*) AS n FROM {table}") == [{"n": 0}], table
    with closing(sqlite3.connect(f"file:{target}?immutable=1", uri=True)) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("PRAGMA freelist_count").fetchone() == (0,)
    assert [path.name for path in tmp_path.iterdir() if "partial" in path.name] == []


def test_every_page_opens_it_as_an_immutable_file(database: Path, tmp_path: Path) -> None:
    target = tmp_path / "public.db"
    publish(database, target)
    app = Datasette(
        [], immutables=[str(target)], metadata=metadata_for(target), template_dir=str(FOLDER / "templates"),
        plugins_dir=str(FOLDER / "plugins"), static_mounts=[("-/newsroom", str(FOLDER / "static"))],
    )  # fmt: skip
    (word,) = rows(target, "SELECT substr(text, 1, instr(text, ' ') - 1) AS word FROM articles WHERE id = 1")
    loop = asyncio.new_event_loop()
    for path in (
        "/", f"/search?q={word['word']}", "/article/1", "/report/1", "/sources", "/source/1", "/crawls", "/feed.atom",
        "/public/articles", "/-/newsroom/newsroom.css",
    ):  # fmt: skip
        response = loop.run_until_complete(app.client.get(path))
        assert response.status_code == 200, (path, response.text)
    app.executor.shutdown()
    for served in app.databases.values():
        served.close()
    loop.close()


@pytest.mark.slow
def test_the_command_tells_sizes_and_keeps_what_is_there(database: Path, tmp_path: Path) -> None:
    def snapshot(*arguments: str) -> tuple[int, str]:
        run = scrapy("snapshot", "-s", f"DATABASE={database}", *arguments)
        return run.exit_code, run.stdout + run.stderr

    target = str(tmp_path / "public.db")
    assert snapshot(target)[0] == 0
    assert "is there already" in snapshot(target)[1]
    code, said = snapshot(target, "--force")
    assert (code, "MiB, from" in said) == (0, True)
    assert snapshot(str(database), "--force")[0] == 2
    assert snapshot()[0] == 2
    assert scrapy("snapshot", "-s", f"DATABASE={tmp_path / 'none.db'}", target, "--force").exit_code == 4
