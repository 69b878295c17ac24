"""SIGINT and SIGTERM: a run that is stopped ends within ten seconds and loses nothing."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawls import ROOT, crawl, rows
from tests.hostile.case import feed_of, page
from tests.hostile.web import Chunks, Site, answer, head, hostile_web

pytestmark = pytest.mark.slow

PATHS = [f"/2026/03/{n:02}/harbour-reopens-after-the-storm" for n in range(1, 10)]


def slow_body() -> Iterator[bytes]:
    yield head("Content-Type: text/html", "Content-Length: 1000000")
    while True:
        time.sleep(0.1)
        yield b"x"


def site(asked: threading.Event, slow: bool) -> Site:
    def answers(path: str) -> Chunks | None:
        if path == "/feed":
            return feed_of(*PATHS)
        if path not in PATHS:
            return None
        asked.set()
        return slow_body() if slow and PATHS.index(path) > 1 else answer(page(200 + PATHS.index(path)))

    return answers


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_run_ends_soon_and_the_next_one_takes_up_the_rest(tmp_path: Path, stop: signal.Signals) -> None:
    database, asked = tmp_path / "articles.db", threading.Event()
    (tmp_path / "sources.toml").write_text(
        '[[source]]\nname = "slow"\nurl = "http://slow.example/"\nfeeds = ["/feed"]\n'
    )
    command = [sys.executable, "-m", "scrapy", "crawl", "news", "-a", f"sources={tmp_path}/sources.toml"]
    command += ["-s", f"DATABASE={database}", "-s", "DOWNLOAD_DELAY=0.2"]
    with hostile_web({"slow.example": site(asked, slow=True)}) as web:
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | {"http_proxy": web.proxy}, stderr=subprocess.PIPE
        )
        assert asked.wait(60)
        process.send_signal(stop)
        _, said = process.communicate(timeout=10)
        assert process.returncode == 1, said.decode()
    assert b"Traceback" not in said
    assert rows(database, "SELECT outcome FROM crawls") == [{"outcome": "stopped"}]
    assert {row["state"] for row in rows(database, "SELECT state FROM frontier")} <= {"pending", "stored"}
    (row,) = rows(database, "SELECT errors, refusal_kinds FROM crawl_sources")
    assert row["errors"] == 0
    assert json.loads(row["refusal_kinds"])["stopped"] >= 1
    with hostile_web({"slow.example": site(asked, slow=False)}) as web:
        assert crawl(database, "-a", f"sources={tmp_path}/sources.toml", proxy=web.proxy).exit_code == 0
    assert rows(database, "SELECT count(*) AS n FROM articles") == [{"n": len(PATHS)}]
