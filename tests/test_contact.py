"""A contact in the User-Agent: asked for in a terminal, never under cron."""

import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from crawler.contact import DEFAULT, is_contact
from demo.server import Web, serve
from tests.crawls import ROOT, crawl, rows


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with serve() as served:
        yield served


def agents(web: Web) -> set[str]:
    found = {request["user_agent"] or "" for request in web.requests}
    web.requests.clear()
    return found


@pytest.mark.parametrize("good", ["me@example.org", "https://example.org/crawler", "http://a.example"])
def test_what_is_a_contact(good: str) -> None:
    assert is_contact(good)


@pytest.mark.parametrize(
    "bad", ["", "me", "me@host", "https://", "a b@c.d", "a@b.c\r\nX: y", "é@b.cd", "a@" + "b" * 300 + ".c"]
)
def test_what_is_none(bad: str) -> None:
    assert not is_contact(bad)


def read(terminal: int) -> Iterator[bytes]:
    """What is said in a terminal until all have left it."""
    with suppress(OSError):
        while said := os.read(terminal, 10_000):
            yield said


@pytest.mark.slow
def test_the_first_run_in_a_terminal_asks_and_the_next_ones_know(tmp_path: Path, web: Web) -> None:
    command = [sys.executable, "-m", "scrapy", "crawl", "news", "-a", f"sources={ROOT / 'demo/sources.toml'}"]
    command += ["-a", "only=harbour courier", "-s", "DOWNLOAD_DELAY=0", "-s", f"DATABASE={tmp_path}/articles.db"]
    environment = os.environ | {"http_proxy": web.proxy, "XDG_CONFIG_HOME": str(tmp_path / "config")}
    environment.pop("BROADSHEET_CONTACT", None)
    for typed in (b"nobody\nme@example.org\n", b""):
        mine, terminal = pty.openpty()
        with (tmp_path / "stderr").open("wb") as errors:
            process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdin=terminal, stdout=terminal, stderr=errors
            )
        os.close(terminal)
        os.write(mine, typed)
        said = b"".join(read(mine))
        assert process.wait(60) == 0, said
        assert (b"should be able to reach you" in said) is bool(typed)
        assert all("+me@example.org)" in agent for agent in agents(web))
        os.close(mine)


@pytest.mark.slow
def test_without_a_terminal_nothing_is_asked_and_the_first_run_says_so(tmp_path: Path, web: Web) -> None:
    arguments = ("-a", f"sources={ROOT / 'demo/sources.toml'}", "-a", "only=harbour courier")
    first = crawl(tmp_path / "articles.db", *arguments, proxy=web.proxy)
    second = crawl(tmp_path / "articles.db", *arguments, proxy=web.proxy)
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert DEFAULT in first.stdout
    assert DEFAULT not in second.stdout
    assert first.stderr == second.stderr == ""
    assert all(f"+{DEFAULT})" in agent for agent in agents(web))
    crawl(tmp_path / "articles.db", *arguments, "-s", "CONTACT=https://example.org/us", proxy=web.proxy)
    assert all("+https://example.org/us)" in agent for agent in agents(web))
    assert rows(tmp_path / "articles.db", "SELECT count(*) AS n FROM crawls") == [{"n": 3}]
