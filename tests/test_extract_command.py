"""`scrapy extract`: a file, standard input, a page of a real server."""

import contextlib
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.commands.extract import from_file, told
from tests.crawls import ROOT, scrapy
from tests.local_web import Answer, local_web
from tests.test_addresses import ARTICLE

BODY = str(ARTICLE.body)
PAGES = ROOT / "tests" / "pages"


def test_a_file_becomes_json(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(BODY)
    run = scrapy("extract", str(file), "--url", "https://paper.example/report")
    assert run.exit_code == 0
    article = json.loads(run.stdout)
    assert article["url"] == "https://paper.example/report"
    assert article["title"] == "Harbour reopens"
    assert article["text"].count("\n") == 8
    assert {"authors", "published", "language", "removed"} <= article.keys()


def test_standard_input_is_read_and_names_its_own_address() -> None:
    page = BODY.replace("<title>", '<link rel="canonical" href="https://paper.example/own"><title>')
    run = scrapy("extract", "-", stdin=page.encode())
    assert run.exit_code == 0
    assert json.loads(run.stdout)["url"] == "https://paper.example/own"


def test_a_url_is_fetched_as_a_crawl_would(tmp_path: Path) -> None:
    with local_web({"paper.example/report": ARTICLE}) as web:
        run = scrapy("extract", "http://paper.example/report", proxy=web.address)
        assert web.asked == ["paper.example/robots.txt", "paper.example/report"]
    assert run.exit_code == 0, run.stderr
    assert json.loads(run.stdout)["title"] == "Harbour reopens"


def test_what_cannot_be_had_is_said_in_one_line(tmp_path: Path) -> None:
    about = tmp_path / "about.html"
    about.write_text("<html><body><h1>about</h1><p>This is no article.</p></body></html>")
    empty = tmp_path / "empty.html"
    empty.touch()
    with local_web({"paper.example/robots.txt": Answer("User-agent: *\nDisallow: /", headers={})}) as web:
        runs = [
            scrapy("extract", str(about)),
            scrapy("extract", str(tmp_path / "missing.html")),
            scrapy("extract", str(empty)),
            scrapy("extract", "http://paper.example/report", proxy=web.address),
            scrapy("extract", "http://127.0.0.1:9/"),
        ]
    for run in runs:
        assert run.exit_code == 1
        assert run.stdout == ""
        assert len(run.stderr.strip().splitlines()) == 1, run.stderr
    assert "private address" in runs[-1].stderr


def test_a_picture_is_no_page(tmp_path: Path) -> None:
    picture = tmp_path / "page.html"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    with pytest.raises(LookupError, match="no page"):
        from_file(str(picture), None)


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("missing.html", "no such file or directory"),
        ("paper.example/report", "no such file or directory; an address begins with https:// or http://"),
        ("ftp://paper.example/report", "no such file or directory; an address begins with https:// or http://"),
        ("./folder/missing.html", "no such file or directory"),
        (".", "is a directory"),
    ],
)
def test_what_is_wrong_with_a_file(argument: str, said: str) -> None:
    with pytest.raises((FileNotFoundError, IsADirectoryError)) as raised:
        from_file(argument, None)
    assert told(raised.value, argument) == said


def test_it_wants_one_argument() -> None:
    assert scrapy("extract").exit_code == 2
    assert scrapy("extract", "a", "b").exit_code == 2


def in_terminal(*arguments: str) -> str:
    """The command's output as a terminal of 120 columns gets it."""
    parent, child = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "120", "LINES": "40"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "scrapy", *arguments]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=child, stderr=child)
    os.close(child)
    written = b""
    with contextlib.suppress(OSError):  # Linux says EIO where the other end is closed
        while part := os.read(parent, 65536):
            written += part
    os.close(parent)
    assert process.wait() == 0, written.decode()
    return written.decode()


CASE = PAGES / "read-more-and-teasers"


def test_a_terminal_gets_the_article_to_read() -> None:
    shown = in_terminal("extract", str(CASE / "page.html"))
    first = (CASE / "expected.txt").read_text("utf-8").split("\n")[0]
    assert first[:60] in shown
    assert "Taken out: " in shown
    assert "\x1b[1m" in shown
    assert json.loads(in_terminal("extract", str(CASE / "page.html"), "--json"))["removed"]


def test_every_block_is_explained_in_colour_or_as_json() -> None:
    file = str(CASE / "page.html")
    run = scrapy("extract", file, "--explain")
    assert run.exit_code == 0
    explanation = json.loads(run.stdout)
    blocks = explanation["blocks"]
    assert "\n".join(block["text"] for block in blocks if block["kept"]) == explanation["article"]["text"]
    removed = [(block["text"], block["reason"]) for block in blocks if block["reason"]]
    assert removed == [(line["text"], line["reason"]) for line in explanation["article"]["removed"]]
    assert all(block["rule"] for block in blocks)
    shown = in_terminal("extract", file, "--explain")
    assert "\x1b[31m" in shown
    assert "\x1b[32m" in shown
    assert "below a heading over links" in shown


def test_a_page_without_an_article_is_explained_too(tmp_path: Path) -> None:
    run = scrapy("extract", str(PAGES / "about-page" / "page.html"), "--explain")
    assert run.exit_code == 1
    explanation = json.loads(run.stdout)
    assert explanation["article"] is None
    assert explanation["against"] in run.stderr


def test_a_case_is_written_once_and_holds_what_the_tests_read(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "case"
    for case in (CASE, PAGES / "about-page"):
        into = folder / case.name
        url = json.loads((case / "expected.json").read_text())["url"]
        assert scrapy("extract", str(case / "page.html"), "--url", url, "--case", str(into)).exit_code == 0
        assert (into / "page.html").read_bytes() == (case / "page.html").read_bytes()
        written, kept = (json.loads((at / "expected.json").read_text()) for at in (into, case))
        assert written.keys() == kept.keys()
        assert (into / "expected.txt").exists() == (case / "expected.txt").exists()
    assert (folder / CASE.name / "expected.txt").read_text() == (CASE / "expected.txt").read_text()
    again = scrapy("extract", str(CASE / "page.html"), "--case", str(folder / CASE.name))
    assert again.exit_code == 1
    assert "exists" in again.stderr
