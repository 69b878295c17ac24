"""What real crawls write about each source: kinds of errors, lengths, shares, times, moves."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.accounts import note_progress
from crawler.particulars import Particulars
from crawler.tally import COUNTS
from storage.database import close_database, open_database
from storage.runs import Runs
from tests.crawls import crawl, rows
from tests.local_web import Answer, LocalWeb, local_web
from tests.records import NOW, text

FEED = {"Content-Type": "application/rss+xml"}


def feed(*names: str) -> Answer:
    items = "".join(f"<item><title>{name}</title><link>http://paper.example/{name}</link></item>" for name in names)
    return Answer(f'<rss version="2.0"><channel>{items}</channel></rss>', headers=FEED)


def report(seed: int, words: int, head: str = "") -> Answer:
    paragraphs = "".join(f"<p>{line}</p>" for line in text(seed, words).split("\n"))
    return Answer(f"<html><head><title>Report {seed}</title>{head}</head><body><article><h1>Report {seed}</h1>"
                  f"{paragraphs}</article></body></html>")  # fmt: skip


SIGNED = (
    '<meta property="article:published_time" content="2026-03-01T10:00:00Z"><meta name="author" content="Ana Silva">'
)


@pytest.fixture(scope="module")
def web() -> Iterator[LocalWeb]:
    pages = {
        "paper.example/robots.txt": Answer(status=404),
        "paper.example/old": Answer(status=301, headers={"Location": "http://paper.example/feed"}),
        "paper.example/feed": feed("one", "two", "three", "gone", "shut"),
        "paper.example/one": report(1, 120, SIGNED),
        "paper.example/two": report(2, 240),
        "paper.example/three": report(3, 400, SIGNED),
        "paper.example/shut": Answer(status=403),
    }
    with local_web(pages) as served:
        yield served


@pytest.fixture(scope="module")
def database(web: LocalWeb, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("accounts")
    sources, database = folder / "sources.toml", folder / "articles.db"
    sources.write_text(
        '[[source]]\nname = "paper"\nurl = "http://paper.example/"\nfeeds = ["/old"]\n'
        '[[source]]\nname = "nobody"\nurl = "http://nobody.example/"\n'
    )
    run = crawl(database, "-a", f"sources={sources}", "-s", "AUTOTHROTTLE_ENABLED=0", proxy=web.address)
    assert run.exit_code == 1, run.stderr
    return database


def test_a_source_is_told_with_its_particulars(database: Path) -> None:
    (row,) = rows(database, "SELECT * FROM crawl_sources WHERE source = 1")
    assert json.loads(row["error_kinds"]) == {"gone": 1, "blocked": 1}
    assert row["example"] in {"http://paper.example/gone", "http://paper.example/shut"}
    assert (row["found"], row["fetched"], row["new"], row["errors"], row["listings"]) == (5, 3, 3, 2, 1)
    assert row["words"] == 240
    assert (row["dated"], row["authored"]) == (0.667, 0.667)
    assert row["moved"] == "http://paper.example/feed"
    assert row["answers"] == 6
    assert 0 < row["latency"] <= row["seconds"]


def test_a_listing_that_redirects_for_good_is_remembered(database: Path) -> None:
    (move,) = rows(database, "SELECT url, leads_to, runs FROM moves")
    assert move == {"url": "http://paper.example/old", "leads_to": "http://paper.example/feed", "runs": 1}


def test_the_run_sums_up_what_can_be_summed(database: Path) -> None:
    (run,) = rows(database, "SELECT * FROM crawls")
    assert json.loads(run["error_kinds"]) == {"gone": 2, "blocked": 1}
    assert (run["words"], run["dated"], run["listings"], run["answers"]) == (240, 0.667, 1, 7)


def test_each_sources_day_is_kept(database: Path) -> None:
    (paper, nobody) = rows(database, "SELECT * FROM source_days ORDER BY source")
    assert (paper["runs"], paper["answered"], paper["failed"]) == (1, 1, 0)
    assert (paper["new"], paper["articles"], paper["dated"]) == (3, 3, 2)
    assert paper["news_hours"].bit_count() == 1
    assert (nobody["runs"], nobody["answered"], nobody["failed"], nobody["news_hours"]) == (1, 0, 1, 0)


def test_a_run_that_nobody_answered_says_nothing_about_the_sources(tmp_path: Path) -> None:
    sources, database = tmp_path / "sources.txt", tmp_path / "articles.db"
    sources.write_text("http://paper.example/\nhttp://journal.example/\n")
    with local_web({}) as gone:
        address = gone.address
    run = crawl(database, "-a", f"sources={sources}", proxy=address)
    assert run.exit_code == 1
    assert rows(database, "SELECT * FROM source_days") == []
    assert [row["outcome"] for row in rows(database, "SELECT outcome FROM crawl_sources")] == ["failed", "failed"]


def test_a_run_that_is_killed_leaves_what_it_noted_last(tmp_path: Path) -> None:
    db = open_database(tmp_path / "articles.db")
    runs, noted = Runs(db), Particulars()
    run = runs.start("crawl news", "1.0", NOW)
    counts = dict.fromkeys(COUNTS, 0)
    noted.of("paper").article(300, dated=True, authored=False)
    for new in (1, 2):
        note_progress(db, run, {"paper": counts | {"new": new, "fetched": 2}, "idle": counts}, noted, NOW)
    runs.start("crawl news", "1.0", NOW)
    (row,) = db.table("crawl_sources").rows
    assert (row["outcome"], row["new"], row["fetched"], row["words"]) == ("interrupted", 2, 2, 300)
    killed = db.table("crawls").get(run)
    assert (killed["outcome"], killed["sources"], killed["new"], killed["finished"]) == ("interrupted", 1, 2, None)
    close_database(db)
