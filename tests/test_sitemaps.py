import gzip
import zlib
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawler.page import Entry
from spiders.errors import ListingError
from spiders.shapes import Shapes
from spiders.sitemaps import MAX_UNDATED, MAX_URLS, Child, Sitemap, choose_children, parse_sitemap

HOME = "https://paper.example/"
MAP = HOME + "sitemap.xml"
SINCE = datetime(2024, 5, 1, tzinfo=UTC)
DAY = datetime(2024, 5, 2, tzinfo=UTC)


def urlset(*rows: str) -> bytes:
    urls = "".join(f"<url>{row}</url>" for row in rows)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode()


def test_urlset() -> None:
    body = urlset(
        "<loc> https://paper.example/a </loc><lastmod>2024-05-02</lastmod><changefreq>daily</changefreq>",
        "<loc>/b</loc>",
        "<loc>javascript:x</loc>",
        "<lastmod>2024-05-02</lastmod>",
        "<loc>https://paper.example/a</loc>",
        "<loc>https://paper.example/c?x=1&amp;y=2</loc>",
    )
    assert parse_sitemap(body, MAP) == Sitemap(
        (Entry(HOME + "a", modified=DAY), Entry(HOME + "b"), Entry(HOME + "c?x=1&y=2"))
    )


def test_news_sitemap() -> None:
    body = b"""<?xml version="1.0" encoding="UTF-8"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"
      xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
    <url><image:image><image:loc>https://paper.example/a.jpg</image:loc><image:title>No</image:title></image:image>
      <loc>https://paper.example/a</loc><lastmod>2024-05-02T00:00:00Z</lastmod>
      <n:news><n:publication><n:name>Paper</n:name><n:language>en</n:language></n:publication>
      <n:publication_date>2024-05-01T10:00:00+02:00</n:publication_date>
      <n:title>Harbour &amp;amp; town</n:title></n:news>
    </url></urlset>"""
    expected = Entry(HOME + "a", "Harbour & town", datetime(2024, 5, 1, 8, tzinfo=UTC), DAY)
    assert parse_sitemap(body, MAP).entries == (expected,)
    assert parse_sitemap(body, MAP, since=datetime(2030, 1, 1, tzinfo=UTC)).entries == (expected,)


def test_index() -> None:
    body = b"""<sitemapindex><sitemap><loc>https://paper.example/one.xml</loc><lastmod>2024-05-02</lastmod></sitemap>
    <sitemap><loc>two.xml.gz</loc></sitemap><sitemap><loc>https://paper.example/sitemap.xml</loc></sitemap>
    </sitemapindex>"""
    assert parse_sitemap(body, MAP) == Sitemap(children=(Child(HOME + "one.xml", DAY), Child(HOME + "two.xml.gz")))


def test_gzip_in_one_or_more_members_and_layers() -> None:
    body = urlset("<loc>/a</loc>", "<loc>/b</loc>")
    for packed in (
        gzip.compress(body),
        gzip.compress(body[:50]) + gzip.compress(body[50:]),
        gzip.compress(gzip.compress(body)),
    ):
        assert len(parse_sitemap(packed, MAP).entries) == 2
    cut = parse_sitemap(gzip.compress(urlset(*(f"<loc>/{n}</loc>" for n in range(2000))))[:-100], MAP).entries
    assert 0 < len(cut) < 2000


def test_text_sitemap() -> None:
    text = "\ufeffhttps://paper.example/a\r\n\n https://paper.example/b\nnonsense\nhttps://paper.example/a\n"
    assert [entry.url for entry in parse_sitemap(text.encode(), MAP).entries] == [HOME + "a", HOME + "b"]


def test_a_feed_in_a_sitemaps_place() -> None:
    body = b"<rss><channel><item><title>T</title><link>/a</link></item></channel></rss>"
    assert parse_sitemap(body, MAP).entries == (Entry(HOME + "a", "T"),)


def test_empty_ones() -> None:
    assert parse_sitemap(urlset(), MAP) == Sitemap()
    assert parse_sitemap(b"<sitemapindex/>", MAP) == Sitemap()


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"", "an empty body"),
        (gzip.compress(b""), "an empty body"),
        (b"<html><body>Not found<br></body></html>", "an HTML page"),
        (b"<opml version='2.0'/>", "a list of feeds"),
        (b"Not found", "'Not found'"),
        (b"\x1f\x8bnonsense", "an empty body"),
    ],
)
def test_what_is_no_sitemap_is_named(body: bytes, what: str) -> None:
    with pytest.raises(ListingError, match=f"https://paper.example/sitemap.xml: no sitemap but {what}"):
        parse_sitemap(body, MAP)


def test_a_plain_sitemap_keeps_what_is_recent_and_may_be_an_article() -> None:
    body = urlset(
        "<loc>/new</loc><lastmod>2024-05-02</lastmod>",
        "<loc>/old-but-good-headline-here</loc><lastmod>2024-04-02</lastmod>",
        "<loc>/2024/05/this-month</loc>",
        "<loc>/2023/05/last-year-and-long-past</loc>",
        "<loc>/an-undated-headline-of-six-words</loc>",
        "<loc>/about</loc><lastmod>2024-05-02</lastmod>",
        "<loc>/tag/harbour</loc><lastmod>2024-05-02</lastmod>",
        "<loc>/undated</loc>",
        "<loc>/a-picture-of-the-harbour.jpg</loc><lastmod>2024-05-02</lastmod>",
    )
    kept = [entry.url.removeprefix(HOME) for entry in parse_sitemap(body, MAP, SINCE).entries]
    assert kept == ["new", "2024/05/this-month", "an-undated-headline-of-six-words"]


def test_an_undated_archive_is_left_alone() -> None:
    rows = [f"<loc>/a-headline-about-harbours-number-{n}</loc>" for n in range(MAX_UNDATED + 1)]
    assert len(parse_sitemap(urlset(*rows[:-1]), MAP, SINCE).entries) == MAX_UNDATED
    assert parse_sitemap(urlset(*rows), MAP, SINCE).entries == ()
    written_today = [row + "<lastmod>2024-05-02T03:00:00Z</lastmod>" for row in rows]
    assert parse_sitemap(urlset(*written_today), MAP, SINCE).entries == ()
    assert len(parse_sitemap(urlset(*rows), MAP).entries) == MAX_UNDATED + 1


def test_a_plain_sitemap_is_read_by_what_the_sites_articles_look_like() -> None:
    known = Shapes([f"{HOME}{section}/{4_000 + n}" for section in ("news", "sport") for n in range(10)])
    body = urlset(
        "<loc>/culture/5001</loc>",
        "<loc>/culture/opera</loc><lastmod>2024-05-02</lastmod>",
        "<loc>/culture/5002</loc><lastmod>2024-05-02</lastmod>",
        "<loc>/offers</loc><lastmod>2024-05-02</lastmod>",
        "<loc>/dossier-of-a-new-kind/the-harbour-plan-that-angers-the-town</loc><lastmod>2024-05-02</lastmod>",
    )
    kept = [entry.url.removeprefix(HOME) for entry in parse_sitemap(body, MAP, SINCE, shapes=known).entries]
    unknown = [entry.url.removeprefix(HOME) for entry in parse_sitemap(body, MAP, SINCE).entries]
    assert kept == ["culture/5001", "culture/5002", "dossier-of-a-new-kind/the-harbour-plan-that-angers-the-town"]
    assert "culture/5001" not in unknown
    assert "offers" in unknown


def test_which_of_an_index_to_follow() -> None:
    index = [
        Child(HOME + "sitemap-tags.xml", DAY),
        Child(HOME + "sitemap-2019-04.xml"),
        Child(HOME + "sitemap-2024-04.xml"),
        Child(HOME + "sitemap-2024-05.xml"),
        Child(HOME + "sitemap/2024.xml"),
        Child(HOME + "sitemap/20240312.xml"),
        Child(HOME + "articles-1.xml", datetime(2020, 1, 1, tzinfo=UTC)),
        Child(HOME + "articles-2.xml", DAY),
        Child(HOME + "news-sitemap.xml"),
        Child(HOME + "video-sitemap.xml"),
        Child(HOME + "sitemap.xml?type=articles&page=201905"),
        Child(HOME + "sitemap-1234567.xml"),
    ]
    chosen = [child.url.removeprefix(HOME) for child in choose_children(index, SINCE, 10)]
    assert chosen == [
        "news-sitemap.xml",
        "articles-2.xml",
        "sitemap/2024.xml",
        "sitemap-2024-05.xml",
        "sitemap-1234567.xml",
    ]
    assert [child.url for child in choose_children(index, SINCE, 1)] == [HOME + "news-sitemap.xml"]
    assert choose_children([index[0]], SINCE, 5) == (index[0],)
    assert choose_children([], SINCE, 5) == ()


def test_entities_are_neither_expanded_nor_fetched() -> None:
    head = b'<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    assert parse_sitemap(head + urlset("<loc>/q&b;&x;</loc>"), MAP).entries == (Entry(HOME + "q&b;&x;"),)


def test_more_than_the_protocol_allows_is_cut_off() -> None:
    assert len(parse_sitemap(urlset(*(f"<loc>/{n}</loc>" for n in range(MAX_URLS + 5))), MAP).entries) == MAX_URLS
    assert len(parse_sitemap("".join(f"{HOME}{n}\n" for n in range(MAX_URLS + 5)).encode(), MAP).entries) == MAX_URLS
    children = "".join(f"<sitemap><loc>/{n}</loc></sitemap>" for n in range(MAX_URLS + 5))
    assert len(parse_sitemap(f"<sitemapindex>{children}".encode(), MAP).children) == MAX_URLS


def test_a_gzip_bomb_is_cut_off() -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = packer.compress(urlset("<loc>/a</loc>")[: -len("</urlset>")])
    spaces = b" " * 10_000_000
    bomb += b"".join(packer.compress(spaces) for _ in range(20)) + packer.flush()  # 200 MB in 200 kB
    assert parse_sitemap(bomb, MAP).entries == (Entry(HOME + "a"),)
    assert parse_sitemap(gzip.compress(bomb), MAP).entries == (Entry(HOME + "a"),)


@given(st.binary(max_size=300), st.sampled_from([None, SINCE]))
@example(b"<url><loc>http://a/2024/13/x</loc></url>", SINCE)
def test_any_bytes_are_a_sitemap_or_a_listing_error(body: bytes, since: datetime | None) -> None:
    for start in (
        b"",
        b"<urlset><url><loc>http://a.b/",
        b"\x1f\x8b\x08\0",
        b"http://a.b/",
        b"<sitemapindex><sitemap><loc>/",
    ):
        try:
            assert isinstance(parse_sitemap(start + body, MAP, since), Sitemap)
        except ListingError as error:
            assert str(error).startswith(MAP)  # noqa: PT017 - either outcome is right


@given(st.text(max_size=60))
def test_any_child_is_chosen_or_not(name: str) -> None:
    child = Child(HOME + name)
    assert choose_children([child], SINCE, 1) in {(child,), ()}
