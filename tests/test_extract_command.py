"""`scrapy extract`: a file, standard input, a page of a real server."""

import json
from pathlib import Path

from tests.crawls import scrapy
from tests.local_web import Answer, local_web
from tests.test_addresses import ARTICLE

BODY = str(ARTICLE.body)


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
    with local_web({"paper.example/robots.txt": Answer("User-agent: *\nDisallow: /", headers={})}) as web:
        runs = [
            scrapy("extract", str(about)),
            scrapy("extract", str(tmp_path / "missing.html")),
            scrapy("extract", "http://paper.example/report", proxy=web.address),
            scrapy("extract", "http://127.0.0.1:9/"),
        ]
    for run in runs:
        assert run.exit_code == 1
        assert run.stdout == ""
        assert len(run.stderr.strip().splitlines()) == 1, run.stderr
    assert "private address" in runs[-1].stderr


def test_it_wants_one_argument() -> None:
    assert scrapy("extract").exit_code == 2
    assert scrapy("extract", "a", "b").exit_code == 2
