"""Datasette's own pages of `scrapy browse` in a real browser, over a database that a real crawl of the demo wrote."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from demo.screenshot import FLAGS, browsing, chromium
from demo.server import serve
from tests.crawls import ROOT, crawl, scrapy

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    database = tmp_path_factory.mktemp("browse") / "news of today.db"  # a name that needs escaping in an address
    with serve() as web:
        run = crawl(database, "-a", f"sources={ROOT / 'demo' / 'sources.toml'}", proxy=web.proxy)
    assert run.exit_code == 0, run.stderr
    server, address = browsing(database)
    yield address
    server.terminate()
    server.communicate()


@pytest.fixture(scope="module")
def page(address: str) -> Iterator[Page]:  # after the crawl: Playwright runs an event loop in this thread
    executable = chromium()
    if executable is None:
        pytest.skip("there is no Chromium here; .ci/run installs it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser.new_page()
        browser.close()


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


def test_browse_says_what_is_missing(tmp_path: Path) -> None:
    run = scrapy("browse", "-s", f"DATABASE={tmp_path / 'none.db'}")
    assert run.exit_code == 1
    assert "there is no" in run.stderr
    assert scrapy("browse", "articles.db").exit_code == 2
