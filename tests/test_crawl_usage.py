"""What `scrapy crawl` says and how it ends where it cannot begin, or cannot go on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.server import Web, serve
from storage.lock import DatabaseLock
from tests.crawls import ROOT, crawl, rows, scrapy


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with serve() as served:
        yield served


GOOD = '[[source]]\nname = "a"\nurl = "http://harbourcourier.example/"\n'

WRONG_FILES = {
    "wrong key": (GOOD + 'feed = ["/rss"]\n', "sources.toml:4", "'feeds'"),
    "bad URL": (GOOD.replace("http:", "gopher:"), "sources.toml:3", "gopher:"),
    "no TOML": ("[[source]\n", "sources.toml:1", "TOML"),
    "nothing": ("", "sources.toml", "no source"),
}


@pytest.mark.parametrize(("text", "place", "names"), WRONG_FILES.values(), ids=WRONG_FILES)
def test_a_wrong_file_of_sources_is_named_and_nothing_is_crawled(
    tmp_path: Path, text: str, place: str, names: str
) -> None:
    file, database = tmp_path / "sources.toml", tmp_path / "articles.db"
    file.write_text(text)
    run = crawl(database, "-a", f"sources={file}")
    assert run.exit_code == 2
    assert place in run.stderr
    assert names in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1
    assert not run.stdout
    assert not database.exists()


@pytest.mark.parametrize(
    ("argument", "names"),
    [
        ("sources=missing.toml", "missing.toml"),
        ("url=gopher://a.example/", "gopher://a.example/"),
        ("only=nobody", "nobody"),
        ("olny=nobody", "did you mean 'only'"),
    ],
)
def test_a_wrong_argument_is_named(tmp_path: Path, argument: str, names: str) -> None:
    run = crawl(tmp_path / "articles.db", "-a", argument)
    assert run.exit_code == 2
    assert names in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1


def test_a_spider_that_is_not_there_is_named() -> None:
    run = scrapy("crawl", "gossip")
    assert run.exit_code == 2
    assert "gossip" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_second_run_says_who_holds_the_database(tmp_path: Path, web: Web) -> None:
    database = tmp_path / "articles.db"
    before = len(web.requests)
    with DatabaseLock(database):
        run = crawl(database, "-a", f"sources={ROOT / 'demo/sources.toml'}", proxy=web.proxy)
    assert run.exit_code == 3
    assert "in use by process" in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1
    assert len(web.requests) == before


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    database = tmp_path / "articles.db"
    database.write_text("my notes, which must not be lost\n" * 100)
    before = database.read_bytes()
    run = crawl(database, "-a", f"sources={ROOT / 'demo/sources.toml'}")
    assert run.exit_code == 4
    assert str(database) in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1
    assert database.read_bytes() == before


def test_a_source_that_does_not_answer_is_said_and_ends_in_exit_code_1(tmp_path: Path, web: Web) -> None:
    file, database = tmp_path / "sources.txt", tmp_path / "articles.db"
    file.write_text("http://nobody.example/\n")
    run = crawl(database, "-a", f"sources={file}", "-s", "RETRY_TIMES=0", proxy=web.proxy)
    assert run.exit_code == 1
    assert "HTTP 404" in run.stderr
    assert "no answer" in run.stdout
    assert rows(database, "SELECT outcome FROM crawl_sources") == [{"outcome": "failed"}]


def test_only_the_named_sources_are_crawled(tmp_path: Path, web: Web) -> None:
    database, before = tmp_path / "articles.db", len(web.requests)
    run = crawl(database, "-a", f"sources={ROOT / 'demo/sources.toml'}", "-a", "only=harbour courier", proxy=web.proxy)
    assert run.exit_code == 0
    assert {request["host"] for request in web.requests[before:]} == {"harbourcourier.example"}


def test_single_articles_are_fetched_without_discovery(tmp_path: Path, web: Web) -> None:
    database, before = tmp_path / "articles.db", len(web.requests)
    truths = [truth for truth in web.newsroom.truth() if truth.wire is None][:2]
    run = crawl(database, "-a", "url=" + ",".join(truth.url for truth in truths), proxy=web.proxy)
    assert run.exit_code == 0
    assert {row["url"] for row in rows(database, "SELECT url FROM articles")} == {truth.url for truth in truths}
    asked = [request["host"] + request["path"] for request in web.requests[before:]]
    assert all(any(path.endswith(("/robots.txt", truth.url.partition("//")[2])) for truth in truths) for path in asked)


def test_the_articles_are_exported_as_scrapy_users_expect(tmp_path: Path, web: Web) -> None:
    out = tmp_path / "articles.jsonl"
    url = web.newsroom.truth()[0].url
    assert crawl(tmp_path / "articles.db", "-a", f"url={url}", "-O", str(out), proxy=web.proxy).exit_code == 0
    assert out.read_text().count("\n") == 1
    assert url in out.read_text()


def test_a_full_disk_ends_the_run_with_all_before_it_kept(tmp_path: Path, web: Web) -> None:
    database = tmp_path / "articles.db"
    sources = f"sources={ROOT / 'demo/sources.toml'}"
    assert crawl(database, "-a", sources, "-a", "only=harbour courier", proxy=web.proxy).exit_code == 0
    kept = rows(database, "SELECT id, url FROM articles")
    run = crawl(database, "-a", sources, proxy=web.proxy, largest_file=database.stat().st_size // 1024 + 64)
    assert run.exit_code == 4
    assert str(database) in run.stderr
    assert "Traceback" not in run.stderr
    assert rows(database, "SELECT id, url FROM articles")[: len(kept)] == kept
    assert rows(database, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]
    assert crawl(database, "-a", sources, proxy=web.proxy).exit_code == 0
    stored = {row["url"] for row in rows(database, "SELECT url FROM articles UNION SELECT url FROM copies")}
    assert [truth.url for truth in web.newsroom.truth() if not stored & {truth.url, *truth.variants}] == []
