import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.finding import (
    MAX_FEED_PAGES,
    MAX_SECTIONS,
    common_places,
    find_feed_pages,
    find_sections,
    find_sitemaps,
    linked_feeds,
    next_page,
)

HOME = "https://paper.example/"


def page(body: str, head: str = "") -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>")


def links(*paths: str) -> str:
    return "".join(f'<a href="{path}">{path}</a>' for path in paths)


def test_feeds_by_link_and_by_anchor_each_once() -> None:
    tree = page(
        '<a href="/feed/">RSS</a> <a href="/rss/politics.xml">Politics</a> <a href="/news.atom">News</a>'
        '<a href="/comments/feed/">RSS</a> <a href="https://other.example/feed/">RSS</a>'
        '<a href="/feed">A report on how cows are fed in winter</a> <a href="/feeds">RSS feeds</a>',
        '<link rel="alternate" type="application/rss+xml" href="/feed">',
    )
    assert linked_feeds(tree, HOME) == tuple(HOME + path for path in ("feed", "rss/politics.xml", "news.atom", "feeds"))


def test_feeds_are_found_from_an_article_too() -> None:
    url = HOME + "2024/05/01/harbour-plan-angers-the-town/"
    tree = page(
        '<footer><a href="/rss.xml">RSS</a></footer>',
        f'<link rel="alternate" type="application/atom+xml" href="/atom.xml">'
        f'<link rel="alternate" type="application/rss+xml" href="{url}feed/">',
    )
    assert linked_feeds(tree, url) == (HOME + "atom.xml", HOME + "rss.xml")


def test_pages_that_list_feeds() -> None:
    tree = page(
        links("/rss-feeds.html", "/service/rss", "/rss.xml", "/comments/feeds/all", "/rss/list.php?x=1", "/a/rss/b")
    )
    assert find_feed_pages(tree, HOME)[:2] == (HOME + "rss-feeds.html", HOME + "service/rss")
    assert len(find_feed_pages(tree, HOME)) <= MAX_FEED_PAGES


def test_sitemaps_that_a_page_names() -> None:
    head = '<link rel="sitemap" href="/sitemap-index.xml">'
    tree = page(
        links("/sitemap.xml", "/sitemap-2024.xml.gz", "/sitemap.html", "https://other.example/sitemap.xml"), head
    )
    assert [url.removeprefix(HOME) for url in find_sitemaps(tree, HOME)] == [
        "sitemap-index.xml",
        "sitemap.xml",
        "sitemap-2024.xml.gz",
    ]


def test_sections_of_a_home_page() -> None:
    body = """<nav><a href="/">Home</a> <a href="/politics/">Politics</a> <a href="/world">World</a>
      <a href="/category/sport">Sport</a> <a href="/tag/harbour">Harbour</a> <a href="/author/jane-doe">Jane Doe</a>
      <a href="/login">Log in</a> <a href="/about">About</a> <a href="/video/">Video</a>
      <a href="https://shop.paper.example/mugs">Mugs</a> <a href="/search?q=x">Search</a></nav>
      <a href="/local.html">Local</a> <a href="/culture/">Culture</a>
      <h2><a href="/local/harbour-plan-angers-the-town">Harbour plan angers the town</a></h2>
      <h2><a href="/local/boats-queue-for-a-berth-at-dawn">Boats queue for a berth at dawn</a></h2>
      <h2><a href="/local/mayor-says-no-to-a-new-bridge">Mayor says no to a new bridge</a></h2>
      <h2><a href="/world/parliament-adopts-a-new-law-today">Parliament adopts a new law today</a></h2>
      <footer><a href="/jobs-at-the-paper">Jobs</a></footer>"""
    sections = [url.removeprefix(HOME) for url in find_sections(page(body), HOME)]
    assert sections == ["local.html", "world", "politics/", "category/sport"]


def test_a_home_page_of_nothing_but_menus_gives_few_sections() -> None:
    body = "<nav>" + "".join(f'<a href="/s{"abcdefghij"[n // 10]}{"abcdefghij"[n % 10]}">Name</a>' for n in range(100))
    assert len(find_sections(page(body + "</nav>"), HOME)) == MAX_SECTIONS


@pytest.mark.parametrize(
    ("here", "body", "there"),
    [
        ("politics", '<a rel="next" href="/politics?cursor=abc">More</a>', "politics?cursor=abc"),
        ("politics", links("/politics?page=2", "/politics?page=3", "/politics?page=77"), "politics?page=2"),
        ("politics?page=2", links("/politics?page=1", "/politics?page=2", "/politics?page=3"), "politics?page=3"),
        ("politics?a=1&page=2", links("/politics?page=3", "/politics?page=4&a=1"), "politics?page=4&a=1"),
        ("politics/", links("/politics/page/2/", "/politics/page/3/"), "politics/page/2/"),
        ("politics/page/2/", links("/politics/", "/politics/page/3/"), "politics/page/3/"),
        ("politics", links("/politics/2", "/politics/3"), "politics/2"),
        ("politics/2", links("/politics/1", "/politics/3"), "politics/3"),
        ("politics/p3", links("/politics/p4"), "politics/p4"),
        ("politics", '<a href="/politics?page=1">2</a><a href="/politics?page=2">3</a>', "politics?page=1"),
        ("politics", links("/politics?page=1", "/politics?page=2"), "politics?page=2"),
        ("politics", links("/politics?start=0", "/politics?start=20", "/politics?start=40"), "politics?start=20"),
        ("politics?page=9", links("/politics?page=8", "/politics?page=1"), None),
        ("politics", links("/sport?page=2", "https://other.example/politics?page=2", "/politics"), None),
        ("politics", '<a rel="next" href="/2024/05/01/harbour-plan-angers-the-town">Next</a>', None),
        ("politics", "", None),
    ],
)  # fmt: skip
def test_the_next_page_of_a_list(here: str, body: str, there: str | None) -> None:
    assert next_page(page(body), HOME + here) == (there and HOME + there)


def test_the_next_page_named_in_the_head() -> None:
    tree = page(links("/politics/3"), '<link rel="next" href="/politics/2">')
    assert next_page(tree, HOME + "politics") == HOME + "politics/2"


def test_common_places_start_at_the_root() -> None:
    assert common_places(HOME + "a/b?c", ("/feed", "/?feed=rss2")) == (HOME + "feed", HOME + "?feed=rss2")


@given(st.text(max_size=60), st.text(max_size=30))
def test_any_link_can_be_read(href: str, text: str) -> None:
    tree = page("")
    anchor = lxml.html.Element("a", href="".join(c for c in href if c.isprintable()))
    anchor.text = "".join(c for c in text if c.isprintable())
    tree.append(anchor)
    for read in (linked_feeds, find_feed_pages, find_sitemaps, find_sections):
        assert len(read(tree, HOME)) <= 1
    next_page(tree, HOME)
