"""What the crawl finds on sites that announce nothing: sections, page 2 and further; and how little it asks again."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.crawls import crawl, rows
from tests.local_web import Answer, LocalWeb, local_web

pytestmark = pytest.mark.slow

HOST = "paper.example"
WORDS = "harbour council bridge market school river museum station theatre library garden tower"
TOPICS = WORDS.split()


def report(section: str, n: int) -> tuple[str, Answer]:
    """An article of three paragraphs that no other has."""
    topic = f"{TOPICS[n % 12]} {TOPICS[n * 5 % 12]} {section}{n}"
    said = " ".join(
        f"<p>{' '.join(f'{word}{section}{n}x{p}' for word in TOPICS * 3)}, said the mayor of {topic} on day {n}.</p>"
        for p in range(3)
    )
    title = f"The plan for {topic} angers the whole town"
    path = f"{HOST}/{section}/plan-for-{topic.replace(' ', '-')}-angers-the-town"
    return path, Answer(
        f"<html lang=en><head><title>{title}</title></head><body><article><h1>{title}</h1>{said}</article>"
    )


def listing(section: str, numbers: Sequence[int], more: str = "") -> Answer:
    items = "".join(
        f'<li><a href="/{report(section, n)[0].partition("/")[2]}">The plan number {n} angers the whole town</a></li>'
        for n in numbers
    )
    return Answer(
        f"<html><body><nav>{MENU}</nav><ul>{items}</ul>{more}</body></html>", headers={"ETag": f'"{numbers}"'}
    )


MENU = "".join(f'<a href="/{section}">{section.title()}</a>' for section in ("politics", "sport"))


def site() -> dict[str, Answer]:
    """A home page with two articles; a section of one page; one of ten pages, with ?page=2 and so on."""
    pages = dict(report(section, n) for section in ("politics", "sport") for n in range(40))
    pages[f"{HOST}/"] = listing("politics", range(2))
    pages[f"{HOST}/politics"] = listing("politics", range(5))
    pages[f"{HOST}/sport"] = listing("sport", range(4), '<a href="/sport/page/2">2</a>')
    for page in range(2, 11):
        numbers = range(4 * page - 4, 4 * page)
        pages[f"{HOST}/sport/page/{page}"] = listing("sport", numbers, f'<a href="/sport/page/{page + 1}">Older</a>')
    return pages


def visit(web: LocalWeb, database: Path, exit_code: int = 0) -> list[str]:
    """Crawl; the paths asked for, without robots.txt."""
    web.asked.clear()
    sources = database.with_name("sources.txt")
    sources.write_text(f"http://{HOST}/\n")
    run = crawl(database, "-a", f"sources={sources}", proxy=web.address)
    assert run.exit_code == exit_code, run.stderr
    return [path.removeprefix(HOST) for path in web.asked if not path.endswith("robots.txt")]


def test_sections_and_further_pages_as_long_as_they_bring_news(tmp_path: Path) -> None:
    database = tmp_path / "articles.db"
    with local_web(site()) as web:
        first = visit(web, database)
        pages = [path for path in first if path.count("/") < 2 or "/page/" in path]
        assert sorted(pages) == ["/", "/politics", "/sport", *(f"/sport/page/{n}" for n in (2, 3, 4, 5))]
        stored = {row["url"] for row in rows(database, "SELECT url FROM articles")}
        wanted = [*(report("politics", n)[0] for n in range(5)), *(report("sport", n)[0] for n in range(20))]
        assert stored == {f"http://{path}" for path in wanted}

        # Nothing new: the home page, and one section in turn, of whose list no second page.
        assert len(second := visit(web, database)) == 2
        assert len(third := visit(web, database)) == 2
        assert {*second, *third} == {"/", "/politics", "/sport"}

        # Five new ones push the list on: its second page brings one more, its third nothing.
        for page in range(1, 11):
            where = "sport" if page == 1 else f"sport/page/{page}"
            start = 4 * page - 9
            numbers = [30, 31, 32, 33] if page == 1 else [34, 0, 1, 2] if page == 2 else range(start, start + 4)
            web.pages[f"{HOST}/{where}"] = listing("sport", numbers, f'<a href="/sport/page/{page + 1}">Older</a>')
        asked = [*visit(web, database), *visit(web, database)]
        assert [path for path in asked if "/page/" in path] == ["/sport/page/2", "/sport/page/3"]
        new = {row["url"] for row in rows(database, "SELECT url FROM articles")} - stored
        assert new == {f"http://{report('sport', n)[0]}" for n in (30, 31, 32, 33, 34)}


def test_feeds_linked_as_plain_text_are_taken(tmp_path: Path) -> None:
    database = tmp_path / "articles.db"
    pages = site()
    pages[f"{HOST}/"] = Answer('<html><body><a href="/news.rss">RSS</a></body></html>')
    items = "".join(f"<item><link>http://{report('sport', n)[0]}</link></item>" for n in range(3))
    pages[f"{HOST}/news.rss"] = Answer(f"<rss><channel>{items}</channel></rss>", headers={"Content-Type": "text/xml"})
    with local_web(pages) as web:
        visit(web, database)
        assert len(rows(database, "SELECT url FROM articles")) == 3
        assert visit(web, database) == ["/news.rss"]  # the home page was read a moment ago
        pages[f"{HOST}/"] = Answer('<html><body><a href="/neues.rss">RSS</a></body></html>')
        pages[f"{HOST}/neues.rss"] = pages.pop(f"{HOST}/news.rss")
        visit(web, database, exit_code=1)
        assert visit(web, database) == ["/", "/neues.rss"]  # but it is read again where what it led to is gone
