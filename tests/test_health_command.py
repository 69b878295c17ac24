"""`scrapy health`, and what a crawl does for it: real commands, a real server, a history in a real database."""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.database import close_database, open_database
from storage.days import Day, SourceDays
from storage.runs import Details, Runs, Tally
from tests.crawls import Run, crawl, rows, scrapy
from tests.local_web import Answer, LocalWeb, local_web

FEED = "http://paper.example/feed"
SHUT = {"paper.example/feed": Answer("no", 403)}
OPEN = {
    "paper.example/feed": Answer(
        "<rss version='2.0'><channel><item><link>http://paper.example/1</link></item></channel></rss>",
        headers={"Content-Type": "application/rss+xml"},
    )
}


def kept_out(database: Path, hours: int) -> None:
    """Write runs of the last hours in which the paper answered 403."""
    db, now = open_database(database), datetime.now(UTC)
    runs, days = Runs(db), SourceDays(db)
    for n in range(hours, 0, -1):
        then = now - timedelta(hours=n)
        run = runs.start("crawl news", "1.0", then)
        details = Details(error_kinds={"HTTP 403": 1}, example=FEED)
        runs.source(run, "paper", Tally(errors=1, answers=1), "failed", then, details=details)
        days.add("paper", then, Day(runs=1, failed=1, errors=1, answers=1))
        runs.finish(run, "failed", then, 1.0)
    close_database(db)


@pytest.fixture(scope="module")
def web() -> Iterator[LocalWeb]:
    with local_web(dict(SHUT)) as served:
        yield served


def health(database: Path, *arguments: str) -> Run:
    return scrapy("health", "-s", f"DATABASE={database}", *arguments)


@pytest.mark.slow
def test_a_source_falls_ill_and_recovers_and_each_is_told_once(tmp_path: Path, web: LocalWeb) -> None:
    database, told, sources = tmp_path / "articles.db", tmp_path / "told.jsonl", tmp_path / "sources.toml"
    sources.write_text(f'[[source]]\nname = "paper"\nurl = "http://paper.example/"\nfeeds = ["{FEED}"]\n')
    hook = tmp_path / "hook.py"
    hook.write_text("import sys; open(sys.argv[1], 'a').write(sys.stdin.read() + '\\n')")
    at_once = ("-s", "POLL_MAX_MINUTES=0")  # a feed that failed twice is not waited for
    arguments = (*at_once, "-a", f"sources={sources}", "-s", f"HEALTH_COMMAND={sys.executable} {hook} {told}")

    kept_out(database, 7)
    first = crawl(database, *arguments, proxy=web.address)
    assert "1 source ill: 'scrapy health' says which and why" in first.stdout
    crawl(database, *arguments, proxy=web.address)
    (message,) = map(json.loads, told.read_text().splitlines())
    (change,) = message["changes"]
    assert (change["change"], change["source"], change["kind"], change["example"]) == ("ill", "paper", "blocked", FEED)
    run = health(database)
    assert run.exit_code == 1
    assert "blocked" in run.stdout
    assert FEED in run.stdout
    assert run.stdout.splitlines()[-1] == "1 source: 1 ill, 0 too new to tell, 0 well"
    (source,) = json.loads(health(database, "--json").stdout)["sources"]
    assert source["state"] == "ill"
    assert source["illnesses"][0]["since"] == change["since"]

    web.pages = OPEN
    try:
        crawl(database, *arguments, proxy=web.address)
    finally:
        web.pages = dict(SHUT)
    assert json.loads(told.read_text().splitlines()[1])["text"] == "paper is no longer blocked"
    assert health(database).exit_code == 0
    (illness,) = rows(database, "SELECT * FROM illnesses")
    assert illness["until"] is not None


@pytest.mark.slow
def test_a_hook_that_fails_breaks_no_run(tmp_path: Path, web: LocalWeb) -> None:
    database, sources = tmp_path / "articles.db", tmp_path / "sources.toml"
    sources.write_text(f'[[source]]\nname = "paper"\nurl = "http://paper.example/"\nfeeds = ["{FEED}"]\n')
    kept_out(database, 7)
    hooks = ("-s", "HEALTH_COMMAND=no-such-program", "-s", "HEALTH_WEBHOOK=http://127.0.0.1:9/")
    web.pages = {**SHUT, "paper.example/robots.txt": Answer("")}
    run = crawl(database, "-a", f"sources={sources}", *hooks, proxy=web.address)
    assert run.exit_code == 1  # the source did not answer
    assert "the command was not told of 1 changes: no-such-program" in run.stderr
    assert "the webhook was not told of 1 changes" in run.stderr
    assert "Traceback" not in run.stderr
    notices = rows(database, "SELECT told, tries FROM notices")
    assert notices == [{"told": None, "tries": 1}] * 2


def test_a_wrong_hook_is_named_before_anything_is_crawled(tmp_path: Path) -> None:
    run = crawl(tmp_path / "articles.db", "-s", "HEALTH_WEBHOOK=mailto:me@example.org")
    assert run.exit_code == 2
    assert "HEALTH_WEBHOOK: 'mailto:me@example.org' is no http address" in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1


def test_what_cannot_be_asked_is_said_in_a_line(tmp_path: Path) -> None:
    missing = health(tmp_path / "articles.db")
    assert missing.exit_code == 4
    assert "there is no such database" in missing.stderr
    database = tmp_path / "articles.db"
    kept_out(database, 2)
    assert health(database).exit_code == 0
    new = health(database, "--all")
    assert " ".join(new.stdout.split()) == ("source is since why paper new 1 source: 0 ill, 1 too new to tell, 0 well")
    wrong = health(database, "papre")
    assert wrong.exit_code == 2
    assert "no source that is crawled is called 'papre': did you mean 'paper'?" in wrong.stderr


def test_the_help_names_every_exit_code() -> None:
    said = scrapy("health", "--help").stdout
    for code in (0, 1, 2, 4):
        assert f"{code}: " in said
