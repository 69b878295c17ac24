"""The newsroom's pages in a real browser, over a database that real crawls of the demo wrote."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from demo.server import serve
from tests.browser import chromium_open, faults_of, newsroom
from tests.crawls import ROOT, crawl

pytestmark = pytest.mark.slow

ALL_PAGES = (
    "/", "/search", "/search?q=cable", "/search?q=nowhereatall", "/search?q=%22", "/article/{changed}",
    "/article/{shared}", "/report/{shared}", "/report/{changed}", "/sources", "/source/1", "/crawls", "/crawl/1",
    "/article/999999",
)  # fmt: skip


class Newsroom(NamedTuple):
    """An open newsroom; shared: an article that ran elsewhere, changed: one with an earlier version."""

    address: str
    database: Path
    shared: int
    changed: int

    def at(self, path: str) -> str:
        return self.address.rstrip("/") + path.format(shared=self.shared, changed=self.changed)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    database = tmp_path_factory.mktemp("newsroom") / "news of today.db"  # a name that needs escaping in an address
    with serve() as web:
        for _ in range(2):
            run = crawl(database, "-a", f"sources={ROOT / 'demo' / 'sources.toml'}", proxy=web.proxy)
            assert run.exit_code == 0, run.stderr
            web.advance()
    with closing(sqlite3.connect(database)) as db:
        (shared,) = db.execute(
            "SELECT article FROM copies GROUP BY article ORDER BY sum(relation = 'near') DESC"
        ).fetchone()
        (changed,) = db.execute("SELECT article FROM revisions").fetchone()
    with newsroom(database) as address:
        yield Newsroom(address, database, shared, changed)


@pytest.fixture(scope="module")
def browser(room: Newsroom) -> Iterator[Browser]:  # after the crawl: Playwright runs an event loop in this thread
    with chromium_open() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    faults = faults_of(page)
    yield page
    context.close()
    assert faults == []


def test_a_reader_searches_opens_an_article_and_sees_what_was_removed_in_its_place(page: Page, room: Newsroom) -> None:
    page.goto(room.at("/"))
    page.get_by_role("searchbox", name="Search the reports").fill("dredger bar")
    page.get_by_role("button", name="Search").click()
    found = page.locator(".card").first
    expect(found.locator("mark").first).to_have_text("dredger", ignore_case=True)
    title = found.get_by_role("heading").inner_text()
    found.get_by_role("heading").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    assert page.locator(".text p:visible").count() > 4
    expect(page.locator(".removed").first).to_be_hidden()
    page.get_by_label("lines that cleaning removed").check()
    expect(page.locator(".removed").first).to_be_visible()
    expect(page.locator("p:not(.removed) ~ .removed", has_text="Read more:")).to_be_visible()
    expect(page.locator(".removed:has(~ p:not(.removed))", has_text="Read more:")).to_be_visible()
    address = page.get_by_role("link", name="Read it at").get_attribute("href")
    assert str(address).startswith("http://harbourcourier.example/")


def test_a_report_over_time_shows_each_copy_against_the_article(page: Page, room: Newsroom) -> None:
    page.goto(room.at("/article/{shared}"))
    page.get_by_role("link", name="Compare them over time").click()
    ran = page.locator(".timeline li")
    papers = [text.split("·")[0] for text in ran.locator(".kicker").all_inner_texts()]
    assert len(set(papers)) == ran.count() > 1
    times = [time.get_attribute("datetime") for time in ran.locator("time").all()]
    assert times == sorted(times, key=str)
    assert page.locator(".compared").locator("ins, del").count() > 0
    first = page.locator(".compared").inner_text()
    page.get_by_role("link", name="compare", exact=True).first.click()
    expect(page.locator(".compared")).not_to_have_text(first)


def test_an_earlier_version_is_shown_by_the_words_that_changed(page: Page, room: Newsroom) -> None:
    page.goto(room.at("/article/{changed}"))
    versions = page.get_by_role("region", name="Earlier versions")
    expect(versions.locator(".headline del")).to_have_text("412")
    expect(versions.locator(".headline ins")).to_have_text("214")
    expect(versions.locator(".changes ins").last).to_contain_text("Correction")


def test_from_the_sources_to_a_source_to_a_run(page: Page, room: Newsroom) -> None:
    page.goto(room.at("/"))
    page.get_by_role("link", name="Sources", exact=True).click()
    page.get_by_role("link", name="Tamarack Ledger").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tamarack Ledger")
    expect(page.get_by_text("of what it ran stood elsewhere first")).to_be_visible()
    expect(page.get_by_role("region", name="Its listings").get_by_role("row")).not_to_have_count(1)
    page.get_by_role("region", name="Its last runs").get_by_role("link").last.click()
    expect(page.get_by_text("crawl news", exact=False).first).to_be_visible()
    expect(page.get_by_role("row", name="汐見日報")).to_be_visible()


def test_words_of_a_script_without_spaces_are_found_and_marked(page: Page, room: Newsroom) -> None:
    page.goto(room.at("/search?q=津波"))
    expect(page.locator(".card mark").first).to_have_text("津波")


@pytest.mark.parametrize("typed", ['"', "AND", "ship AND", "(", "NEAR(", "*", "title:", "-", "^", "'; --", "a" * 3000])
def test_what_people_type_is_no_error(page: Page, room: Newsroom, typed: str) -> None:
    page.goto(room.at("/search"))
    page.get_by_role("searchbox").fill(typed)
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("status")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_value(typed[:500])


def test_the_filters_hold(page: Page, room: Newsroom) -> None:
    page.goto(room.at("/search"))
    page.get_by_label("Source").select_option(label="Elbtaler Anzeiger")
    page.get_by_label("Order").select_option(label="newest first")
    page.get_by_role("button", name="Search").click()
    papers = page.locator(".card .kicker a:first-child").all_inner_texts()
    assert set(papers) == {"Elbtaler Anzeiger"}
    times = [time.get_attribute("datetime") for time in page.locator(".card time").all()]
    assert times == sorted(times, key=str, reverse=True)
    page.goto(room.at("/search?q=cable&to=2020-01-01"))
    expect(page.get_by_role("status")).to_have_text("No report")


def test_the_open_front_page_tells_of_what_a_crawl_brings(page: Page, room: Newsroom) -> None:
    page.goto(room.at("/"))
    with closing(sqlite3.connect(room.database)) as db, db:
        db.execute(
            "INSERT INTO articles (url, canonical_url, source, title, text, fetched, words) "
            "SELECT 'https://late.example/', '', source, 'Late', 'Late news.', fetched, 2 FROM articles LIMIT 1"
        )
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.get_by_role("link", name="Show 1 new report").click()
    expect(page.get_by_role("status")).to_contain_text("Last crawl")


def test_the_keyboard_leads_past_the_masthead(page: Page, room: Newsroom) -> None:
    page.goto(room.at("/"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("path", ALL_PAGES)
def test_every_page_is_light_steady_and_fit_for_all_readers(browser: Browser, room: Newsroom, path: str) -> None:
    for scheme, width in (("light", 1280), ("dark", 390)):
        context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 844})  # type: ignore[arg-type]  # one of its words
        page = context.new_page()
        faults = faults_of(page)
        answer = page.goto(room.at(path))
        assert answer is not None
        assert answer.status == (404 if "999999" in path else 200)
        assert len(answer.body()) < 200_000
        assert "noindex" in answer.headers["x-robots-tag"]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(_SHIFT) == 0
        assert _serious(page) == []
        assert [fault for fault in faults if "404" not in fault] == []
        context.close()


_SHIFT = """new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => sum += entry.value))
        .observe({type: "layout-shift", buffered: true});
    requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
})"""


def _serious(page: Page) -> list[str]:
    found: dict[str, Any] = Axe().run(page).response
    return [
        f"{fault['id']}: {fault['nodes'][0]['html']}"
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize(
    "path",
    ["/front", "/search", "/article/{shared}", "/report/{shared}", "/sources", "/source/1", "/crawls", "/crawl/1"],
)
def test_every_page_has_its_json(page: Page, room: Newsroom, path: str) -> None:
    answer = page.request.get(room.at(path + ".json"))
    assert answer.ok
    assert isinstance(answer.json(), dict)
    missing = page.request.get(room.at("/article/999999.json"))
    assert (missing.status, missing.json()["ok"]) == (404, False)
