"""One crawl over sites that mean harm or are broken, each a source of its own; docs/failures.md tells of each."""

import json
import os
import re
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from crawler.problems import PROBLEMS
from tests.crawls import ROOT, crawl, rows
from tests.hostile import listings, pages, transport
from tests.hostile.case import Case, page, with_report
from tests.hostile.web import HostileWeb, answer, hostile_web, https_web, redirect

pytestmark = pytest.mark.slow

GOOD = Case("good-paper", with_report(lambda: answer(page(99, "Bridge opens to trams"))))

MEMORY_MIB = 500

TIMEOUTS = {"slow": 5, "transport": 60, "pages": 60, "listings": 60}
"""Seconds of DOWNLOAD_TIMEOUT: a machine that is busy with other tests may take long over megabytes."""

SITES = {"slow": transport.SLOW, "transport": transport.CASES, "pages": pages.CASES, "listings": listings.CASES}


@dataclass(frozen=True)
class Outcome:
    """A crawl of a group of cases. sources: rows of crawl_sources by name. memory: the most that any of its processes
    held, in bytes. cpu: of all of them, in seconds."""

    exit_code: int
    stderr: str
    database: Path
    sources: dict[str, dict[str, object]]
    memory: int
    asked: list[str]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Outcome]:
    """What a crawl of a group brought; each is crawled once."""
    done: dict[str, Outcome] = {}

    def outcome(group: str) -> Outcome:
        if group not in done:
            cases = [*SITES[group], GOOD]
            sites = {case.host: case.site for case in cases}
            sites["second-hop.example"] = lambda path: redirect(f"https://localhost:{transport.PORT}/")
            transport.brotli_bomb()  # made before the crawl's clock runs
            with hostile_web(sites) as web:
                done[group] = _crawled(web, cases, tmp_path_factory.mktemp(group), TIMEOUTS[group])
        return done[group]

    return outcome


def _crawled(web: HostileWeb, cases: list[Case], folder: Path, timeout: int) -> Outcome:
    database, sources = folder / "articles.db", folder / "sources.toml"
    tables = (f'[[source]]\nname = "{case.name}"\nurl = "http://{case.host}/"\n{case.listing}\n' for case in cases)
    sources.write_text("".join(tables))
    settings = {
        "DATABASE": database,
        "DOWNLOAD_DELAY": 0,
        "RETRY_TIMES": 0,
        "DOWNLOAD_TIMEOUT": timeout,
        "SOURCES": sources,
    }
    command = [sys.executable, "-m", "scrapy", "crawl", "news", "-L", "INFO"]
    command += [word for name, value in settings.items() for word in ("-s", f"{name}={value}")]
    environment = {key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy")}
    with (folder / "stdout").open("wb") as out, (folder / "stderr").open("wb") as err:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment | {"http_proxy": web.proxy}, stdout=out, stderr=err
        )
        memory = _peak_memory(process)
    listed = rows(database, "SELECT name, c.* FROM crawl_sources c JOIN sources s ON s.id = c.source")
    return Outcome(
        process.returncode,
        (folder / "stderr").read_text(),
        database,
        {row["name"]: row for row in listed},
        memory,
        web.asked,
    )


def _peak_memory(process: subprocess.Popen[bytes]) -> int:
    """The high-water mark of resident memory of each process of the run, looked at until it ends; the highest."""
    ended, peak, me = threading.Event(), 0, psutil.Process(process.pid)

    def wait() -> None:
        process.wait()
        ended.set()

    threading.Thread(target=wait, daemon=True).start()
    while not ended.wait(0.05):
        try:
            pids = [process.pid, *(child.pid for child in me.children(recursive=True))]
        except psutil.NoSuchProcess:
            break
        for pid in pids:
            try:
                status = Path(f"/proc/{pid}/status").read_text()
            except OSError:
                continue
            peak = max([peak, *(int(line.split()[1]) << 10 for line in status.splitlines() if "VmHWM" in line)])
    process.wait()
    return peak


CASES = [(name, case) for name, cases in SITES.items() for case in cases]
NAMES = [case.name.replace(str(transport.PORT), "port") for _, case in CASES]  # the same in every process of the tests


@pytest.mark.parametrize(("group", "case"), CASES, ids=NAMES)
def test_a_case_is_counted_by_its_kind_and_nothing_wrong_is_stored(
    crawled: Callable[[str], Outcome], group: str, case: Case
) -> None:
    outcome = crawled(group)
    row = outcome.sources[case.name]
    kinds = json.loads(str(row["error_kinds"] or "{}")) | json.loads(str(row["refusal_kinds"] or "{}"))
    assert kinds == dict(case.problems)
    assert {name: row[name] for name in case.counts} == dict(case.counts)
    stored = rows(
        outcome.database,
        "SELECT title, text FROM articles a JOIN sources s ON s.id = a.source WHERE s.name = ?",
        case.name,
    )
    assert {article["title"] for article in stored} == set(case.stored)
    for article in stored:
        assert case.stored[article["title"]] in article["text"]


@pytest.mark.parametrize("group", SITES)
def test_the_run_goes_on_within_its_bounds(crawled: Callable[[str], Outcome], group: str) -> None:
    outcome = crawled(group)
    assert "Traceback" not in outcome.stderr
    assert outcome.exit_code in (0, 1)
    assert outcome.sources[GOOD.name]["new"] == 1
    assert outcome.memory < MEMORY_MIB << 20
    assert rows(outcome.database, "SELECT outcome FROM crawls") != [{"outcome": "running"}]
    assert rows(outcome.database, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]


def test_what_never_ends_is_asked_for_a_bounded_number_of_times(crawled: Callable[[str], Outcome]) -> None:
    asked = Counter(key.partition("/")[0] for key in crawled("listings").asked)
    assert asked["index-without-end.example"] <= 102
    assert asked["calendar.example"] == 2  # robots.txt and the home page
    assert asked["sessions.example"] == 3
    assert asked["entity.example"] == 0


def test_one_article_at_a_thousand_addresses_is_one_row(crawled: Callable[[str], Outcome]) -> None:
    outcome = crawled("listings")
    row = outcome.sources["thousand-addresses"]
    assert (row["fetched"], row["new"], row["copies"]) == (1000, 1, 999)


def test_no_title_holds_what_turns_the_text_around_it(crawled: Callable[[str], Outcome]) -> None:
    titles = [row["title"] for row in rows(crawled("pages").database, "SELECT title FROM articles")]
    assert [title for title in titles if not title.isprintable() or "<" in title] == []


def test_no_date_is_stored_that_cannot_be(crawled: Callable[[str], Outcome]) -> None:
    sql = "SELECT published FROM articles a JOIN sources s ON s.id = a.source WHERE s.name LIKE 'dated-%'"
    assert {str(row["published"])[:4] for row in rows(crawled("pages").database, sql)} == {"2026"}


def test_https_with_a_certificate_that_nobody_vouches_for_is_an_error(tmp_path: Path) -> None:
    database, sources = tmp_path / "articles.db", tmp_path / "sources.toml"
    with hostile_web({GOOD.host: GOOD.site}) as web, https_web(tmp_path, answer(page(98))) as address:
        sources.write_text(
            f'[[source]]\nname = "secret"\nurl = "{address}"\nsections = ["/a"]\n'
            f'[[source]]\nname = "good"\nurl = "http://{GOOD.host}/"\nfeeds = ["/feed"]\n'
        )
        run = crawl(database, "-a", f"sources={sources}", "-s", "ALLOW_PRIVATE_ADDRESSES=True", proxy=web.proxy)
    assert "Traceback" not in run.stderr
    listed = rows(database, "SELECT s.name, error_kinds, new FROM crawl_sources c JOIN sources s ON s.id = c.source")
    assert {row["name"]: row["new"] for row in listed} == {"secret": 0, "good": 1}
    assert json.loads(next(row["error_kinds"] for row in listed if row["name"] == "secret")) == {"certificate": 2}


def test_every_case_and_every_kind_is_told_in_the_docs() -> None:
    told = (ROOT / "docs" / "failures.md").read_text()
    kinds = set(re.findall(r"`([a-z0-9. -]+)`", told.partition("## Cases")[0]))
    assert set(PROBLEMS) <= kinds
    cases = {name for row in told.partition("## Cases")[2].splitlines() for name in row.split("|")[-2:-1]}
    named = {name.strip() for row in cases for name in row.split(",")}
    assert {re.sub(r"-\d{4,5}-[a-z-]+$", "", case.name) for _, case in CASES} <= named
