"""`scrapy crawl archive` and `scrapy crawl pages`, as people run them: real command, real server."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.crawls import ROOT, Run, rows, scrapy
from tests.local_web import Answer, LocalWeb, local_web
from tests.test_discovery import HOST, TOPICS

pytestmark = pytest.mark.slow

XML = {"Content-Type": "application/xml"}


def report(date: str, n: int) -> tuple[str, Answer]:
    """An article that no other is like, its date in its address and in its page."""
    key = f"{date.replace('-', '')}x{n}"
    title = f"The plan {key} for the {TOPICS[n]} angers the town"
    text = "".join(f"<p>{' '.join(f'{w}{key}y{p}' for w in TOPICS * 3)}, said the mayor.</p>" for p in range(3))
    page = f'<html lang=en><head><meta property="article:published_time" content="{date}T10:00:00Z"></head><body>'
    path = f"{HOST}/{date.replace('-', '/')}/plan-{key}-angers-the-town"
    return path, Answer(f"{page}<article><h1>{title}</h1>{text}</article></body></html>")


MONTHS = ("2023-11", "2023-12", "2024-01", "2024-02", "2024-03")


def days(month: str) -> list[str]:
    return [f"{month}-{day:02}" for day in (3, 14, 25)]


def site() -> dict[str, Answer]:
    """A sitemap for each month, three days in each and an article a day; older articles on a list of five pages."""
    pages = {f"{HOST}/robots.txt": Answer(f"User-agent: *\nDisallow: /x\nSitemap: http://{HOST}/map.xml\n")}
    pages[f"{HOST}/"] = Answer('<html><body><nav><a href="/politics">Politics</a></nav></body></html>')
    maps = [f"http://{HOST}/sitemap-{month}.xml" for month in MONTHS]
    index = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in maps)
    pages[f"{HOST}/map.xml"] = Answer(f"<sitemapindex>{index}</sitemapindex>", headers=XML)
    for month in MONTHS:
        found = [report(date, 1) for date in days(month)]
        pages |= dict(found)
        urls = "".join(f"<url><loc>http://{path}</loc></url>" for path, _ in found)
        pages[f"{HOST}/sitemap-{month}.xml"] = Answer(f"<urlset>{urls}</urlset>", headers=XML)
    for number, month in enumerate(reversed(MONTHS), 1):
        found = [report(date, 2) for date in reversed(days(month))]
        pages |= dict(found)
        items = "".join(
            f'<li><a href="http://{path}">The plan angers the whole town again</a></li>' for path, _ in found
        )
        more = f'<a href="/politics/page/{number + 1}">Older</a>'
        where = "politics" if number == 1 else f"politics/page/{number}"
        pages[f"{HOST}/{where}"] = Answer(f"<html><body><ul>{items}</ul>{more}</body></html>")
    return pages


def articles(months: tuple[str, ...]) -> set[str]:
    return {f"http://{report(date, n)[0]}" for month in months for date in days(month) for n in (1, 2)}


def command(spider: str, database: Path, *arguments: str) -> list[str]:
    settings = ["-s", f"DATABASE={database}", "-s", "RETRY_TIMES=0", "-s", "DOWNLOAD_DELAY=0"]
    return ["crawl", spider, *settings, *(part for argument in arguments for part in ("-a", argument))]


def archive(web: LocalWeb, database: Path, *arguments: str) -> Run:
    web.asked.clear()
    sources = database.with_name("sources.txt")
    sources.write_text(f"http://{HOST}/\n")
    return scrapy(*command("archive", database, f"sources={sources}", *arguments), proxy=web.address)


def stored(database: Path) -> set[str]:
    return {row["url"] for row in rows(database, "SELECT url FROM articles")}


def test_a_span_of_dates_is_walked_and_nothing_else_is_asked_for(tmp_path: Path) -> None:
    database = tmp_path / "articles.db"
    with local_web(site()) as web:
        run = archive(web, database, "since=2023-12", "until=2024-01")
        asked = [path.removeprefix(HOST) for path in web.asked]
    assert run.exit_code == 0, run.stderr
    assert stored(database) == articles(("2023-12", "2024-01"))
    assert [path for path in asked if "sitemap" in path] == ["/sitemap-2024-01.xml", "/sitemap-2023-12.xml"]
    # Pages 1 and 2 are of later months, page 5 is older than the span and ends the list.
    pages = [f"/politics/page/{n}" for n in (2, 3, 4, 5)]
    assert [path for path in asked if "politics" in path] == ["/politics", *pages]
    months = [path[1:8] for path in asked if path.startswith("/20")]
    assert months[:6] == sorted(months[:6], reverse=True)
    assert rows(database, "SELECT * FROM walks") == rows(database, "SELECT * FROM feeds") == []
    assert rows(database, "SELECT command, outcome FROM crawls") == [
        {"command": "crawl archive", "outcome": "finished"}
    ]


def test_a_walk_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    database, pages = tmp_path / "articles.db", site()
    with local_web(pages) as web:
        sources = tmp_path / "sources.txt"
        sources.write_text(f"http://{HOST}/\n")
        run = command("archive", database, f"sources={sources}", "since=2023-11")
        environment = {key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy")}
        process = subprocess.Popen(
            [sys.executable, "-m", "scrapy", *run, "-s", "DOWNLOAD_DELAY=0.3"],
            cwd=ROOT,
            env=environment | {"http_proxy": web.address},
            start_new_session=True,
            stderr=subprocess.DEVNULL,
        )
        while f"{HOST}/sitemap-2024-01.xml" not in web.asked and process.poll() is None:
            time.sleep(0.02)  # the third of five
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        before, left = stored(database), list(web.asked)
        assert len(before) < len(articles(MONTHS))
        walked = {row["url"] for row in rows(database, "SELECT url FROM walks")}
        assert f"http://{HOST}/sitemap-2024-03.xml" in walked

        run2 = archive(web, database, "since=2023-11")
        again = list(web.asked)
    assert run2.exit_code == 0, run2.stderr
    assert stored(database) == articles(MONTHS)
    assert not {f"{HOST}/{url.partition(f'{HOST}/')[2]}" for url in walked} & set(again)
    fetched = [path for path in [*left, *again] if f"http://{path}" in before]
    assert sorted(set(fetched)) == sorted(fetched)
    assert rows(database, "SELECT * FROM walks") == []


def test_a_listing_that_fails_is_read_next_time(tmp_path: Path) -> None:
    database, pages = tmp_path / "articles.db", site()
    broken = f"{HOST}/sitemap-2024-02.xml"
    good, pages[broken] = pages[broken], Answer(b"later", 503)
    with local_web(pages) as web:
        first = archive(web, database, "since=2024-02", "until=2024-03")
        assert "HTTP 503" in first.stderr
        assert len(stored(database)) == 9
        web.pages[broken] = good
        assert archive(web, database, "since=2024-02", "until=2024-03").exit_code == 0
        assert f"{HOST}/sitemap-2024-03.xml" not in web.asked
    assert stored(database) == articles(("2024-02", "2024-03"))


def test_the_archive_leaves_the_news_as_they_were(tmp_path: Path) -> None:
    """Its walks leave no listing behind that the news spider would ask for, or would take for known."""
    database = tmp_path / "articles.db"
    today = time.strftime("%Y-%m-%d", time.gmtime())
    pages = site()
    pages |= dict([report(today, 3)])
    pages[f"{HOST}/sitemap-2024-03.xml"] = Answer(
        f"<urlset><url><loc>http://{report(today, 3)[0]}</loc><lastmod>{today}</lastmod></url></urlset>",
        headers=XML | {"ETag": '"1"'},
    )
    pages[f"{HOST}/map.xml"] = pages[f"{HOST}/sitemap-2024-03.xml"]
    with local_web(pages) as web:
        assert archive(web, database, "since=2024-01", "until=2024-02").exit_code == 0
        sources = database.with_name("sources.txt")
        assert scrapy(*command("news", database, f"sources={sources}"), proxy=web.address).exit_code == 0
    assert f"http://{report(today, 3)[0]}" in stored(database)


@pytest.mark.parametrize("arguments", [["since=soon"], [], ["since=2024-02", "until=2024-01"]])
def test_a_wrong_span_is_named(tmp_path: Path, arguments: list[str]) -> None:
    run = scrapy(*command("archive", tmp_path / "articles.db", *arguments))
    assert run.exit_code == 2
    assert "since" in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1


def test_the_pages_of_a_file_are_fetched_once(tmp_path: Path) -> None:
    database, file = tmp_path / "articles.db", tmp_path / "urls.txt"
    paths = [report(date, 1)[0] for date in days("2024-01")]
    lines = [
        "\ufeff# my pages",
        "",
        f"http://{paths[0]}  # the first",
        f" http://{paths[1]} ",
        "not an address",
        "x" * 20_000,
    ]
    file.write_text("\n".join([*lines, f"http://{paths[0]}#top", f"http://{paths[2]}", f"http://{HOST}/gone"]))
    with local_web(site()) as web:
        first = scrapy(*command("pages", database, f"file={file}"), proxy=web.address)
        asked = list(web.asked)
        web.asked.clear()
        assert stored(database) == {f"http://{path}" for path in paths}
        assert sorted(path for path in asked if "robots" not in path) == sorted([*paths, f"{HOST}/gone"])
        assert first.exit_code == 1
        assert "urls.txt:5" in first.stderr
        assert "3 lines hold no web address" in first.stderr  # the long one counts as two
        second = scrapy(*command("pages", database, f"file={file}"), proxy=web.address)
        assert "5 of its pages were fetched before" in second.stderr
        assert not [path for path in web.asked if "robots" not in path]
        scrapy(*command("pages", database, f"file={file}", "again=yes"), proxy=web.address)
        assert [path for path in web.asked if path == paths[0]] == [paths[0]]


def test_a_file_without_addresses_is_named(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("# nothing\n")
    for argument in (f"file={empty}", "file=/nowhere.txt", f"file={tmp_path}"):
        run = scrapy(*command("pages", tmp_path / "articles.db", argument))
        assert run.exit_code == 2
        assert argument.removeprefix("file=") in run.stderr
    assert "file=urls.txt" in scrapy(*command("pages", tmp_path / "articles.db")).stderr


def test_the_spiders_are_listed() -> None:
    assert scrapy("list").stdout.split() == ["archive", "news", "pages"]
