"""What strangers write runs nothing in a reader's browser, and no page can write to the database."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from lxml.etree import fromstring
from playwright.sync_api import Browser, Page

from crawler.article import Removed
from crawler.record import Recorder
from storage.database import close_database, open_database
from tests.browser import chromium_open, faults_of, newsroom
from tests.records import NOW, article, edited, page, text

pytestmark = pytest.mark.slow

ATTACKS = (
    "<script>hit()</script>",
    "</title><script>hit()</script>",
    "\"><img src=x onerror=hit()>",
    "' autofocus onfocus=hit() x='",
    "<svg onload=hit()>",
    "</textarea></select><iframe srcdoc='<script>parent.hit()</script>'>",
    "<a href='javascript:hit()'>here</a>",
    "{{ 7 * 7 }}{% raw %}<b onmouseover=hit()>",
    "]]><script>hit()</script><!--",
    "<meta http-equiv=refresh content='0;url=javascript:hit()'>",
    "<style>body{display:none}</style>",
    "\u202e<base href=//evil.example/>\u2066",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=hit()>",
)  # fmt: skip
ADDRESSES = (
    "javascript:hit()",
    "JaVaScRiPt:hit()//https://x.example/",
    "data:text/html,<script>hit()</script>",
    "vbscript:hit()",
    'https://x.example/"onmouseover="hit()',
    "java\nscript:hit()",
    "//evil.example/",
    "https://[broken",
)
PAGES = (
    "/", "/search?q=words", "/article/1", "/report/1", "/article/2", "/report/2", "/sources", "/source/1", "/crawls",
    "/hostile/articles", "/hostile/articles/1", "/hostile/copies", "/hostile/removed", "/hostile/authors",
    "/hostile/search?words=words", "/hostile/most_republished?since=", "/hostile/sources",
)  # fmt: skip
HOSTS = {"127.0.0.1", "paper.example", "other.example", "x.example", "datasette.io"}
WATCH = "window.hits = 0; window.hit = () => { window.hits += 1; };"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every text, name and address in it is an attack."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    db = open_database(path)
    recorder = Recorder(db)
    everything = " ".join(ATTACKS)
    removed = tuple(Removed(n * 2, attack, "promo") for n, attack in enumerate(ATTACKS))
    for n, attack in enumerate(ATTACKS, 1):
        url = f"https://paper.example/{n}"
        body = f"words {attack}\n{everything}\n{text(n)}"
        made = article(url, body, title=f"{attack} words", authors=(attack, everything), removed=removed, published=NOW)
        made = replace(made, section=attack, tags=(attack,), image=ADDRESSES[n % len(ADDRESSES)], language=attack[:20])
        recorder.record(page(url, everything[:200]), made)
        copy = f"https://other.example/{n}"
        changed = replace(made, url=copy, canonical_url=copy, text=edited(body, 25))
        recorder.record(page(copy, f"other {attack}"), changed)
        later = page(url, everything[:200], fetched=NOW + timedelta(days=1))
        recorder.record(later, replace(made, text=f"{body}\n{everything} and more of it", title=everything))
    close_database(db)
    with closing(sqlite3.connect(path)) as raw, raw:
        for n, address in enumerate(ADDRESSES, 1):
            raw.execute("UPDATE articles SET url = ?, canonical_url = ? WHERE id = ?", (address, address, n))
            raw.execute("UPDATE copies SET url = ? WHERE id = ?", (f"{address}#copy", n))
        raw.execute("UPDATE sources SET url = ?", (ADDRESSES[0],))
        raw.execute("INSERT INTO feeds (url, source, kind, failures) VALUES (?, 1, ?, 0)", (ADDRESSES[0], ATTACKS[0]))
        raw.execute(
            "INSERT INTO illnesses (source, kind, since, found, why, example) VALUES (1, ?, ?, ?, ?, ?)",
            (ATTACKS[2], ATTACKS[1], ATTACKS[1], everything, ADDRESSES[0]),
        )
        raw.execute(
            "INSERT INTO crawls (started, command, version, outcome) VALUES ('x', ?, ?, ?)",
            (everything, ATTACKS[0], ATTACKS[2]),
        )
    return path


@pytest.fixture(scope="module")
def address(database: Path) -> Iterator[str]:
    with newsroom(database) as address:
        yield address.rstrip("/")


@pytest.fixture(scope="module")
def browser(address: str) -> Iterator[Browser]:
    with chromium_open() as browser:
        yield browser


@pytest.fixture
def watched(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_init_script(WATCH)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_what_is_stored_runs_nothing_and_breaks_no_layout(watched: Page, address: str, path: str) -> None:
    faults = faults_of(watched)
    answer = watched.goto(address + path)
    assert answer is not None
    assert answer.status == 200
    for control in watched.locator("summary, .story input").all():
        control.click()
    assert watched.evaluate("window.hits") == 0
    links = watched.eval_on_selector_all("[href], [src], [action]", _LINKS)
    assert [link for link in links if not link.startswith(("http://", "https://"))] == []
    assert {urlsplit(link).hostname for link in links} <= HOSTS
    assert watched.locator("main script, main style, main base, main iframe, main img, main meta").count() == 0
    assert watched.url == address + path
    assert faults == []
    if "/hostile/" not in path:
        assert watched.evaluate("document.documentElement.scrollWidth") <= 390


_LINKS = """elements => elements
    .map(element => element.href?.baseVal ?? element.href ?? element.src ?? element.action)
    .filter(address => { try { return new URL(address); } catch { return false; } })"""


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_is_asked_for_runs_nothing(watched: Page, address: str, attack: str) -> None:
    faults = faults_of(watched)
    typed = quote(attack)
    for path in (
        f"/search?q={typed}&author={typed}&section={typed}&from={typed}&order={typed}&source={typed}&page={typed}",
        f"/?before={typed}", f"/report/1?copy={typed}", f"/crawls?before={typed}", f"/hostile/search?words={typed}",
    ):  # fmt: skip
        answer = watched.goto(address + path)
        assert answer is not None
        assert answer.status == 200, path
        assert watched.evaluate("window.hits") == 0
    assert faults == []


@pytest.mark.parametrize("path", ["/", "/article/1", "/hostile/articles", "/hostile"])
def test_the_policy_stops_a_script_that_got_into_a_page(watched: Page, address: str, path: str) -> None:
    watched.goto(address + path)
    faults = faults_of(watched)
    watched.evaluate(
        """() => {
            const script = document.createElement("script"); script.textContent = "hit()"; document.body.append(script);
            const image = document.createElement("img"); image.setAttribute("onerror", "hit()"); image.src = "/nothing";
            document.body.append(image);
            const link = document.createElement("a"); link.href = "javascript:hit()"; document.body.append(link);
            link.click();
            return new Promise(done => image.addEventListener("error", () => setTimeout(done)));
        }"""
    )
    assert watched.evaluate("window.hits") == 0
    assert any("Content Security Policy" in fault for fault in faults)


WRITES = (
    "delete from articles", "insert into sources (name, added) values ('x', 'y')", "pragma journal_mode = delete",
    "select 1; delete from articles", "with x as (select 1) delete from articles", "attach 'other.db' as other",
    "vacuum", "explain delete from articles",
)  # fmt: skip


def test_the_feed_is_well_formed_whatever_is_in_it(watched: Page, address: str) -> None:
    for query in ("", "?q=words", f"?q={quote(ATTACKS[8])}", "?q=nowhereatall"):
        answer = watched.request.get(f"{address}/feed.atom{query}")
        assert answer.headers["content-type"].startswith("application/atom+xml")
        feed = fromstring(answer.body())
        assert (len(feed.findall("{*}entry")) > 0) == ("nowhere" not in query), query
        for entry in feed.findall("{*}entry"):
            assert str(entry.findtext("{*}id")).startswith(f"{address}/article/")
            moment = entry.findtext("{*}updated")
            assert moment == entry.findtext("{*}published")


def test_no_page_can_write(watched: Page, address: str, database: Path) -> None:
    before = database.read_bytes()
    for sql in WRITES:
        assert not watched.request.get(f"{address}/hostile.json?sql={quote(sql)}").json().get("rows"), sql
    for path in ("/article/1", "/search", "/hostile/articles"):
        assert not watched.request.post(address + path, data="title=x").ok
    assert database.read_bytes() == before


def test_a_query_of_a_visitor_ends_in_time_and_gives_so_many_rows(watched: Page, address: str) -> None:
    endless = "with recursive n(x) as (select 1 union all select x + 1 from n) select "
    slow = watched.request.get(f"{address}/hostile.json?sql={quote(endless + 'count(*) from n')}")
    assert slow.json()["title"] == "SQL Interrupted"
    many = watched.request.get(f"{address}/hostile.json?sql={quote(endless + 'x from n limit 5000')}").json()
    assert len(many["rows"]) == 1000
    assert many["truncated"]


def test_queries_of_visitors_can_be_switched_off(browser: Browser, database: Path) -> None:
    with newsroom(database, "--no-sql") as address:
        page = browser.new_page()
        assert page.request.get(f"{address}/hostile.json?sql=select+1").status == 403
        assert page.request.get(f"{address}/hostile/search.json?words=words").ok
        assert page.request.get(f"{address}/search.json?q=words").ok
        page.close()


def test_crawlers_are_asked_to_stay_away(watched: Page, address: str) -> None:
    assert watched.request.get(f"{address}/robots.txt").text() == "User-agent: *\nDisallow: /\n"
    for path in ("/", "/hostile", "/search.json"):
        assert "noindex" in watched.request.get(address + path).headers["x-robots-tag"]
