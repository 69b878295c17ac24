"""`make demo` as a user runs it, and that its checks notice what is wrong."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from demo.findings import CopyRow, Found, Report, Revision, checks
from demo.newsroom import Newsroom, Truth
from demo.server import Request

ROOT = Path(__file__).resolve().parent.parent
OPENED = datetime(2026, 3, 4, 15, 30, tzinfo=UTC)
BEFORE = Newsroom(OPENED).truth()
AFTER = Newsroom(OPENED).advance(OPENED + timedelta(minutes=5)).truth()
CHANGED = next(new.url for old in BEFORE for new in AFTER if old.url == new.url and old != new)
ADDED = next(iter({truth.url for truth in AFTER} - {truth.url for truth in BEFORE}))


@pytest.mark.slow
def test_the_demo_runs_and_all_its_checks_hold(tmp_path: Path) -> None:
    database = tmp_path / "demo.db"
    database.write_bytes(b"an older demo's file, of another make")
    run = subprocess.run(
        [sys.executable, "-m", "demo.run", str(database)], cwd=ROOT, capture_output=True, timeout=300, check=False
    )
    output = run.stdout.decode()
    assert run.returncode == 0, output + run.stderr.decode()
    assert "FAILED" not in output
    assert f"scrapy browse -s DATABASE={database}" in output
    with closing(sqlite3.connect(database)) as db:
        (title,) = db.execute("select title from revisions").fetchone()
    assert title == "Main break leaves 412 homes on the east side without water"


def report(truth: Truth) -> Report:
    published = truth.published.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Report(truth.url, truth.source, truth.title, truth.text, published, truth.authors, ())


def asked(url: str, status: int = 200) -> Request:
    parts = urlsplit(url)
    return Request(
        time=0.0,
        method="GET",
        host=parts.netloc,
        path=parts.path,
        status=status,
        user_agent=None,
        conditional=False,
        bytes=0,
    )


def perfect() -> Found:
    """What a crawl without a fault leaves: each text once, the rest as copies."""
    reports: dict[str, Report] = {}
    copies = []
    of_wire: dict[str, str] = {}
    for truth in AFTER:
        first = of_wire.setdefault(truth.wire or truth.url, truth.url)
        if first == truth.url:
            reports[truth.url] = report(truth)
        else:
            copies.append(CopyRow(truth.url, first, truth.source, truth.title, "near", 0.9))
    return Found(reports, tuple(copies), (Revision(CHANGED, "before", "before"),))


SECOND = [asked("http://shiomi-nippo.example/", 304), asked(CHANGED), asked(ADDED)]


def failed(found: Found, second: list[Request]) -> list[str]:
    return [check.name for check in checks(BEFORE, AFTER, found, second) if check.wrong]


def test_a_perfect_crawl_passes() -> None:
    assert failed(perfect(), SECOND) == []


def without(found: Found) -> Found:
    url = next(truth.url for truth in AFTER if truth.wire is None and truth.url != CHANGED)
    return replace(found, reports={key: value for key, value in found.reports.items() if key != url})


def with_a_section_page(found: Found) -> Found:
    page = replace(report(AFTER[0]), url="http://harbourcourier.example/news")
    return replace(found, reports=found.reports | {page.url: page})


def with_a_false_copy(found: Found) -> Found:
    one, other = [truth.url for truth in AFTER if "weather" in truth.url]
    reports = {key: value for key, value in found.reports.items() if key != one}
    return replace(found, reports=reports, copies=(*found.copies, CopyRow(one, other, "", "", "near", 0.8)))


def with_a_reprint_stored_twice(found: Found) -> Found:
    copy = next(truth for truth in AFTER if truth.run == "verbatim" and truth.url not in found.reports)
    return replace(
        found,
        reports=found.reports | {copy.url: report(copy)},
        copies=tuple(row for row in found.copies if row.url != copy.url),
    )


def with_a_wrong_time(found: Found) -> Found:
    return replace(
        found, reports={key: replace(value, published="2020-01-01T00:00:00Z") for key, value in found.reports.items()}
    )


def without_revision(found: Found) -> Found:
    return replace(found, revisions=())


@pytest.mark.parametrize(
    ("spoil", "name"),
    [
        (without, "every article is stored"),
        (with_a_section_page, "nothing else is"),
        (with_a_false_copy, "copies belong to the report"),
        (with_a_reprint_stored_twice, "reprints are found"),
        (with_a_wrong_time, "titles, authors and times"),
        (without_revision, "the corrected article has a revision"),
    ],
)
def test_each_check_notices_its_fault(spoil: Callable[[Found], Found], name: str) -> None:
    (only,) = failed(spoil(perfect()), SECOND)
    assert only.startswith(name)


def test_a_second_run_that_fetches_again_is_noticed() -> None:
    (pages,) = failed(perfect(), [*SECOND, asked(BEFORE[0].url)])
    assert "second run" in pages
    (listings,) = failed(perfect(), [*SECOND, asked("http://shiomi-nippo.example/")])
    assert "not modified" in listings
    (missed,) = failed(perfect(), [asked(CHANGED)])
    assert "second run" in missed
