"""`scrapy sources` against the demo's papers and sites of its own: real command, real server."""

import json
import os
import pty
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from demo.server import Web, serve
from tests.crawls import ROOT, Run, scrapy
from tests.local_web import Answer, local_web
from tests.test_discovery import HOST, listing, report, site

pytestmark = pytest.mark.slow

FEED = {"Content-Type": "application/rss+xml"}
QUICK = ("-s", "DOWNLOAD_DELAY=0")


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with serve() as served:
        yield served


def sources(file: Path, *arguments: str, proxy: str) -> Run:
    return scrapy("sources", *arguments, "--file", str(file), *QUICK, proxy=proxy)


def entries(file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(file.read_text())["source"]
    return found


def rss(*numbers: int) -> Answer:
    items = "".join(f"<item><link>http://{report('sport', n)[0]}</link><title>Plan</title></item>" for n in numbers)
    return Answer(f"<rss><channel>{items}</channel></rss>", headers=FEED)


def test_add_finds_each_papers_own_way_and_check_finds_them_well(tmp_path: Path, web: Web) -> None:
    file = tmp_path / "sources.toml"
    file.write_text("# Our papers.\n")
    for site_url in ("harbourcourier.example", "http://www.elbtaler-anzeiger.example/", "http://shiomi-nippo.example/"):
        url = site_url if "://" in site_url else f"http://{site_url}/"
        run = sources(file, "add", url, proxy=web.proxy)
        assert run.exit_code == 0, run.stderr
        assert run.stderr == ""
        assert "was added" in run.stdout
    assert file.read_text().startswith("# Our papers.\n\n[[source]]\n")
    courier, elbtaler, shiomi = entries(file)
    assert courier["feeds"] == ["http://harbourcourier.example/rss.xml"]
    assert elbtaler["sitemaps"] == ["http://www.elbtaler-anzeiger.example/sitemap-index.xml"]
    assert len(shiomi["sections"]) == 4
    assert [entry["language"] for entry in (courier, elbtaler, shiomi)] == ["en", "de", "ja"]

    titles = {truth.title for truth in web.newsroom.truth()}
    checked = sources(file, "check", "--json", proxy=web.proxy)
    assert checked.exit_code == 0, checked.stdout
    checks = json.loads(checked.stdout)
    assert [check["source"] for check in checks] == [entry["name"] for entry in entries(file)]
    assert {check["sample"]["title"] for check in checks} <= titles
    assert all(check["sample"]["words"] > 50 and not check["problems"] for check in checks)
    assert all(request["user_agent"].startswith("Broadsheet/") for request in web.requests if request["user_agent"])

    listed = sources(file, "list", "--json", proxy=web.proxy)
    assert [row["url"] for row in json.loads(listed.stdout)] == [entry["url"] for entry in entries(file)]
    assert "shiomi-nippo.example" in sources(file, "list", proxy=web.proxy).stdout


def test_add_from_an_article_and_by_common_places(tmp_path: Path) -> None:
    pages = site()
    pages[f"{HOST}/robots.txt"] = Answer("User-agent: *\nDisallow: /private/\n", headers={"Content-Type": "text/plain"})
    pages[f"{HOST}/rss.xml"] = rss(1, 2, 3)
    pages[f"{HOST}/feed"] = rss(1, 2)  # the same, shorter
    pages["sport.paper.example/"] = Answer(status=301, headers={"Location": f"http://{HOST}/"})
    file = tmp_path / "sources.toml"
    with local_web(pages) as web:
        run = sources(file, "add", f"http://{report('sport', 1)[0]}", "--name", "Paper", proxy=web.address)
        assert run.exit_code == 0, run.stderr
        moved = sources(file, "add", "http://sport.paper.example/", proxy=web.address)
    assert moved.exit_code == 2
    assert f"has http://{HOST}/ already" in moved.stderr
    (entry,) = entries(file)
    assert entry["name"] == "Paper"
    assert entry["url"] == f"http://{HOST}/"
    assert entry["feeds"] == [f"http://{HOST}/rss.xml"]
    assert "The plan for" in run.stdout


def test_add_from_a_feed_and_from_a_page_that_lists_feeds(tmp_path: Path) -> None:
    pages = site()
    pages[f"{HOST}/"] = Answer('<html><body><a href="/rss-feeds.html">Our feeds</a></body></html>')
    pages[f"{HOST}/rss-feeds.html"] = Answer('<html><body><a href="/a/sport.rss">Sport</a></body></html>')
    pages[f"{HOST}/a/sport.rss"] = rss(4, 5)
    pages[f"{HOST}/a/news.json"] = Answer(
        json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "items": [{"id": "1", "url": f"http://{report('sport', 7)[0]}"}],
            }
        ),
        headers={"Content-Type": "application/feed+json"},
    )
    file = tmp_path / "sources.toml"
    with local_web(pages) as web:
        run = sources(file, "add", f"http://{HOST}/a/news.json", "--dry-run", proxy=web.address)
        assert run.exit_code == 0, run.stderr
        assert not file.exists()
        assert sources(file, "add", f"http://{HOST}/a/news.json", "--yes", proxy=web.address).exit_code == 0
    assert set(entries(file)[0]["feeds"]) == {f"http://{HOST}/a/news.json", f"http://{HOST}/a/sport.rss"}


@pytest.mark.parametrize(("answer", "code"), [("n", 8), ("y", 0)])
def test_in_a_terminal_it_asks(tmp_path: Path, answer: str, code: int) -> None:
    file, (ours, theirs) = tmp_path / "sources.toml", pty.openpty()
    with local_web(site() | {f"{HOST}/rss.xml": rss(1)}) as web:
        process = subprocess.Popen(
            [sys.executable, "-m", "scrapy", "sources", "add", f"http://{HOST}/", "--file", str(file), *QUICK],
            cwd=ROOT,
            env=os.environ | {"http_proxy": web.address, "TERM": "dumb"},
            stdin=theirs,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        os.write(ours, f"{answer}\n".encode())
        said, _ = process.communicate(timeout=120)
    os.close(ours)
    os.close(theirs)
    assert process.returncode == code, said
    assert b"Add this to" in said
    assert file.exists() == (code == 0)


@pytest.mark.parametrize(
    ("url", "code", "says"),
    [
        ("http://nobody.example/", 1, "HTTP 404"),
        ("http://closed.example/", 5, "robots.txt forbids"),
        ("http://paper.example/paper.pdf", 6, "neither a web page nor a feed"),
        ("http://empty.example/", 7, "no feed, no sitemap and no link"),
        ("gopher://paper.example/", 2, "gopher"),
        ("http://www.known.example", 2, "already, in 'Known'"),
        ("http://127.0.0.1:9/", 1, "private address"),
    ],
)
def test_what_cannot_be_added_is_said_in_one_line(tmp_path: Path, url: str, code: int, says: str) -> None:
    file = tmp_path / "sources.toml"
    file.write_text('[[source]]\nname = "Known"\nurl = "http://known.example/"\n')
    before = file.read_text()
    pages = {
        "closed.example/robots.txt": Answer("User-agent: *\nDisallow: /\n", headers={"Content-Type": "text/plain"}),
        "closed.example/": Answer("<html><body>Here</body></html>"),
        "paper.example/paper.pdf": Answer(b"%PDF-1.4 and so on", headers={"Content-Type": "application/pdf"}),
        "empty.example/": Answer("<html><body><p>Under construction</p></body></html>"),
    }
    with local_web(pages) as web:
        run = sources(file, "add", url, proxy="" if "127." in url else web.address)
    assert run.exit_code == code, run.stderr
    assert says in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1
    assert file.read_text() == before


def test_check_names_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    file.write_text(
        "".join(
            f'[[source]]\nname = "{name}"\nurl = "http://{HOST}/"\n{more}\n'
            for name, more in [
                ("well", 'feeds = ["/news.rss"]'),
                ("gone", 'feeds = ["/old.rss", "/news.rss"]'),
                ("empty", 'feeds = ["/none.rss"]'),
                ("html", 'feeds = ["/politics"]'),
                ("home", 'sections = ["/sport"]'),
                ("nothing", 'feeds = ["/news.rss"]\ninclude = ["/elsewhere/"]'),
            ]
        )
    )
    pages = site() | {f"{HOST}/news.rss": rss(1, 2), f"{HOST}/none.rss": rss()}
    pages[f"{HOST}/"] = listing("politics", range(3))
    with local_web(pages) as web:
        run = sources(file, "check", "--json", proxy=web.address)
        assert run.exit_code == 1
        problems = {check["source"]: check["problems"] for check in json.loads(run.stdout)}
        table = sources(file, "check", "gone", "well", proxy=web.address)
        assert sources(file, "check", "WELL", proxy=web.address).exit_code == 0
        assert sources(file, "check", "wel", proxy=web.address).exit_code == 2
    assert problems["well"] == problems["home"] == []
    assert problems["gone"] == [f"feed http://{HOST}/old.rss: HTTP 404"]
    assert problems["empty"] == problems["nothing"] == ["no article is announced"]
    assert "an HTML page" in problems["html"][0]
    assert table.exit_code == 1
    assert "HTTP 404" in table.stdout
    assert "1 of 2 sources are well" in table.stdout


def test_wrong_usage(tmp_path: Path) -> None:
    for arguments in ([], ["add"], ["remove", "x"], ["list", "x"]):
        run = scrapy("sources", *arguments)
        assert run.exit_code == 2
        assert "add URL" in run.stderr
    assert scrapy("sources", "check", "--file", str(tmp_path / "none.toml")).exit_code == 2
