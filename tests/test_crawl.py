"""The real command against the demo's newsroom, twice: real server, real HTTP, real file."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from demo.newsroom import Truth
from demo.server import Request, Web, serve
from tests.crawls import ROOT, Run, crawl, rows

SOURCES = f"sources={ROOT / 'demo' / 'sources.toml'}"

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Visit:
    """One crawl: how it ended, what it asked for, what the papers held, the database after it."""

    run: Run
    requests: list[Request]
    truth: list[Truth]
    database: Path

    def pages(self) -> Counter[str]:
        """How often each article page was asked for."""
        pages = {address for truth in self.truth for address in (truth.url, *truth.variants)}
        asked = (f"http://{request['host']}{request['path']}" for request in self.requests)
        return Counter(url.partition("?")[0] for url in asked if url.partition("?")[0] in pages)


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Visit, Visit]]:
    folder = tmp_path_factory.mktemp("visits")
    database, before = folder / "articles.db", folder / "before.db"
    with serve() as web:
        first = _visit(web, database)
        with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(before)) as copy:
            source.backup(copy)
        web.advance()
        yield Visit(first.run, first.requests, first.truth, before), _visit(web, database)


def _visit(web: Web, database: Path) -> Visit:
    seen = len(web.requests)
    run = crawl(database, "-a", SOURCES, proxy=web.proxy)
    return Visit(run, web.requests[seen:], web.newsroom.truth(), database)


def test_both_runs_end_well_and_say_what_they_did(visits: tuple[Visit, Visit]) -> None:
    for visit in visits:
        assert visit.run.exit_code == 0, visit.run.stderr
        assert visit.run.stderr == ""
        assert "Harbour Courier" in visit.run.stdout
        assert " new article" in visit.run.stdout.splitlines()[-1]


def test_every_article_is_stored_once_and_nothing_else(visits: tuple[Visit, Visit]) -> None:
    for visit in visits:
        stored = [
            row["url"] for row in rows(visit.database, "SELECT url FROM articles UNION ALL SELECT url FROM copies")
        ]
        assert len(stored) == len(set(stored))
        own = {truth.url: {truth.url, *truth.variants} for truth in visit.truth}
        assert [url for url, addresses in own.items() if not addresses & set(stored)] == []
        assert set(stored) <= set().union(*own.values())


def test_no_article_page_is_requested_twice(visits: tuple[Visit, Visit]) -> None:
    first, _ = visits
    assert {url: n for url, n in first.pages().items() if n > 1} == {}


def test_what_robots_txt_disallows_is_never_requested(visits: tuple[Visit, Visit]) -> None:
    for visit in visits:
        hosts = {request["host"] for request in visit.requests}
        for host in hosts:
            asked = [request["path"] for request in visit.requests if request["host"] == host]
            assert asked[0] == "/robots.txt"
            assert asked.count("/robots.txt") == 1
        assert not [request for request in visit.requests if "/private" in request["path"]]


def test_requests_name_the_crawler_and_a_contact(visits: tuple[Visit, Visit]) -> None:
    agents = {request["user_agent"] or "" for visit in visits for request in visit.requests}
    assert len(agents) == 1
    assert agents.pop().startswith("Broadsheet/")


def test_texts_hold_the_articles_paragraphs_and_little_else(visits: tuple[Visit, Visit]) -> None:
    first, _ = visits
    stored = {row["url"]: row for row in rows(first.database, "SELECT * FROM articles")}
    extra = lost = held = 0
    for truth in first.truth:
        row = next((stored[url] for url in (truth.url, *truth.variants) if url in stored), None)
        if row is not None:
            true, found = set(truth.text.split("\n")), set(row["text"].split("\n"))
            extra += len(found - true)
            lost += len(true - found)
            held += len(true & found)
            assert row["title"] == truth.title
            assert row["language"] == truth.language
    assert lost <= 0.01 * held
    assert extra <= 0.02 * held


def test_removed_lines_are_kept_with_their_reasons(visits: tuple[Visit, Visit]) -> None:
    first, _ = visits
    reasons = {row["reason"] for row in rows(first.database, "SELECT DISTINCT reason FROM removed")}
    assert {"promo", "teaser", "heading"} <= reasons
    kept = rows(
        first.database,
        "SELECT a.url, r.text FROM removed r JOIN articles a ON a.id = r.article "
        "WHERE char(10) || a.text || char(10) LIKE '%' || char(10) || r.text || char(10) || '%'",
    )
    assert kept == []


def test_reprints_are_copies_of_the_report_they_repeat(visits: tuple[Visit, Visit]) -> None:
    first, _ = visits
    of = {url: truth for truth in first.truth for url in (truth.url, *truth.variants)}
    pairs = rows(
        first.database,
        "SELECT c.url, a.url AS original, relation FROM copies c JOIN articles a ON a.id = article",
    )
    reprints = [pair for pair in pairs if of[pair["url"]] != of[pair["original"]]]  # the rest: one page's variants
    assert len(reprints) >= 6
    assert [p for p in reprints if of[p["url"]].wire is None or of[p["url"]].wire != of[p["original"]].wire] == []
    assert {pair["relation"] for pair in pairs} <= {"exact", "near", "excerpt"}
    verbatim = [truth for truth in first.truth if truth.run == "verbatim"]
    stored = {row["url"] for row in rows(first.database, "SELECT url FROM articles")}
    reports = Counter(truth.wire for truth in verbatim if truth.url in stored)
    assert {wire: n for wire, n in reports.items() if n > 1} == {}


def test_a_second_visit_fetches_only_what_changed(visits: tuple[Visit, Visit]) -> None:
    first, second = visits
    old = {truth.url: truth for truth in first.truth}
    changed = {truth.url for truth in second.truth if old.get(truth.url) != truth}
    assert changed
    assert set(second.pages()) == changed
    listings = [
        r for r in second.requests if r["path"].endswith((".xml", ".atom", ".rdf", ".gz")) and r["status"] == 200
    ]
    assert all(request["conditional"] for request in listings)


def test_a_correction_is_a_revision_and_keeps_the_id(visits: tuple[Visit, Visit]) -> None:
    first, second = visits
    old = {truth.url: truth for truth in first.truth}
    corrected = next(truth for truth in second.truth if truth.url in old and old[truth.url].text != truth.text)
    (revision,) = rows(second.database, "SELECT * FROM revisions")
    (now,) = rows(second.database, "SELECT id, text FROM articles WHERE url = ?", corrected.url)
    (before,) = rows(first.database, "SELECT id, text FROM articles WHERE url = ?", corrected.url)
    assert revision["article"] == now["id"] == before["id"]
    assert revision["text"] == before["text"]
    assert now["text"] == corrected.text


def test_search_finds_the_newest_text(visits: tuple[Visit, Visit]) -> None:
    _, second = visits
    (revision,) = rows(second.database, "SELECT article FROM revisions")
    (article,) = rows(second.database, "SELECT id, text FROM articles WHERE id = ?", revision["article"])
    word = max(article["text"].split(), key=len).strip(".,“”\"'")
    found = rows(second.database, "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?", f'"{word}"')
    assert {"rowid": article["id"]} in found


def test_each_run_is_told_in_crawls(visits: tuple[Visit, Visit]) -> None:
    _, second = visits
    runs = rows(second.database, "SELECT * FROM crawls ORDER BY id")
    assert [run["outcome"] for run in runs] == ["finished", "finished"]
    stored = {row["url"] for row in rows(visits[0].database, "SELECT url FROM articles UNION SELECT url FROM copies")}
    assert runs[0]["new"] + runs[0]["copies"] == len(stored)
    assert runs[0]["new"] + runs[0]["copies"] + runs[0]["unchanged"] == runs[0]["fetched"]
    assert runs[1]["revisions"] == 1
    sources = rows(second.database, "SELECT * FROM crawl_sources WHERE crawl = ?", runs[0]["id"])
    assert len(sources) == len({request["host"] for request in visits[0].requests})
    assert sum(source["new"] for source in sources) == runs[0]["new"]


def test_the_database_is_whole(visits: tuple[Visit, Visit]) -> None:
    for visit in visits:
        assert rows(visit.database, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]
        assert rows(visit.database, "PRAGMA foreign_key_check") == []
