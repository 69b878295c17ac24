"""Datasette's own pages of `scrapy browse` in a real browser, over a database that a real crawl of the demo wrote."""

import re
import sqlite3
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlite_utils
from playwright.sync_api import Page, expect
from sqlite_utils import Migrations

from demo.server import serve
from storage.migrations import STEPS
from tests.browser import chromium_open, newsroom
from tests.crawls import ROOT, crawl, rows, scrapy

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("browse") / "news of today.db"  # a name that needs escaping in an address
    with serve() as web:
        run = crawl(database, "-a", f"sources={ROOT / 'demo' / 'sources.toml'}", proxy=web.proxy)
    assert run.exit_code == 0, run.stderr
    return database


@pytest.fixture(scope="module")
def address(database: Path) -> Iterator[str]:
    with newsroom(database) as address:
        yield address


@pytest.fixture(scope="module")
def page(address: str) -> Iterator[Page]:  # after the crawl: Playwright runs an event loop in this thread
    with chromium_open() as browser:
        yield browser.new_page()


def test_a_reader_searches_and_opens_an_article(page: Page, address: str) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address)
    page.get_by_role("link", name="Tables").click()
    page.get_by_role("link", name="Search", exact=True).click()
    page.get_by_role("textbox").first.fill("cable ship")
    page.get_by_role("button", name="Run SQL").click()
    expect(page.locator("table.rows-and-columns tbody tr").first).to_contain_text("cable", ignore_case=True)
    assert faults == []


def test_what_people_type_is_no_error(page: Page, address: str) -> None:
    for typed in ('"', "AND", "ship AND", "(", "NEAR(", "*", "title:"):
        page.goto(address)
        page.get_by_role("link", name="Tables").click()
        page.get_by_role("link", name="Search", exact=True).click()
        page.get_by_role("textbox").first.fill(typed)
        page.get_by_role("button", name="Run SQL").click()
        expect(page).to_have_url(re.compile("words="))
        expect(page.get_by_text("Queries took")).to_be_visible()
        assert page.locator(".message-error").count() == 0, typed


def test_articles_are_listed_newest_first_with_facets(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Tables").click()
    page.get_by_role("link", name="articles", exact=True).first.click()
    expect(page.get_by_text("One row per report")).to_be_visible()
    expect(page.locator(".facet-info").nth(2)).to_be_visible()
    published = page.locator("td.col-published").all_inner_texts()
    assert published == sorted(published, reverse=True)


def cells(page: Page) -> list[list[str]]:
    """The rows of the table that a page shows."""
    rows = page.locator("table.rows-and-columns tbody tr").all()
    return [[cell.strip() for cell in row.locator("td").all_inner_texts()] for row in rows]


def ask(page: Page, address: str, query: str, typed: str) -> list[list[str]]:
    """The answer of a query, found by its title on the front page of the database."""
    page.goto(address)
    page.get_by_role("link", name="Tables").click()
    page.get_by_role("link", name=query, exact=True).click()
    page.get_by_role("textbox").first.fill(typed)
    page.get_by_role("button", name="Run SQL").click()
    expect(page.get_by_text("Queries took")).to_be_visible()
    return cells(page)


def test_a_report_shows_where_it_ran_and_its_copies_what_differs(page: Page, address: str, database: Path) -> None:
    page.goto(address)
    page.get_by_role("link", name="Tables").click()
    page.get_by_role("link", name="reports", exact=True).first.click()
    expect(page.get_by_text("A row for each article")).to_be_visible()
    copies = {
        row["article"]: row["n"] for row in rows(database, "SELECT article, count(*) AS n FROM copies GROUP BY 1")
    }
    for article, count in zip(
        page.locator("td.col-article").all_inner_texts(), page.locator("td.col-copies").all_inner_texts(), strict=True
    ):
        assert int(count) == copies.get(int(article), 0)
    (told,) = rows(database, "SELECT article, differs FROM copies WHERE differs IS NOT NULL ORDER BY id LIMIT 1")
    answer = ask(page, address, "Copies of a report", str(told["article"]))
    assert len(answer) == 1 + copies[told["article"]]
    assert any(told["differs"] in row for row in answer)


def test_a_link_to_an_article_leads_to_its_report_after_the_roles_were_exchanged(
    page: Page, address: str, database: Path
) -> None:
    page.goto(f"{address}/news~20of~20today/articles")
    run = scrapy("dedup", "--settle", "-s", f"DATABASE={database}")  # while Datasette has the file open
    assert run.exit_code == 0, run.stderr
    changes = rows(database, "SELECT article, url, former_url FROM role_changes")
    assert changes
    for change in changes:
        page.goto(f"{address}/news~20of~20today/articles/{change['article']}")
        expect(page.locator("td.col-url")).to_have_text(change["url"])
        for asked in (change["former_url"], change["url"], str(change["article"])):
            answer = ask(page, address, "Where is it now?", asked)
            assert [row[0] for row in answer] == [str(change["article"])]


def test_browse_says_what_is_missing(tmp_path: Path) -> None:
    run = scrapy("browse", "-s", f"DATABASE={tmp_path / 'none.db'}")
    assert run.exit_code == 1
    assert "there is no" in run.stderr
    assert scrapy("browse", "articles.db").exit_code == 2
    (tmp_path / "other.db").write_text("a file of another kind, longer than a header of SQLite would be: " * 20)
    assert scrapy("browse", "-s", f"DATABASE={tmp_path / 'other.db'}").exit_code == 4


def test_a_database_of_an_older_version_is_brought_up_to_date(tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old)) as connection:
        db = sqlite_utils.Database(connection)
        steps = Migrations("broadsheet")
        for step in STEPS[:5]:
            steps()(step)
        steps.apply(db)
    with newsroom(old) as address, urllib.request.urlopen(address) as page:
        assert "Nothing is stored yet" in page.read().decode()
