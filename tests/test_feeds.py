import gzip
import json
from datetime import UTC, datetime, timedelta, timezone

import lxml.html
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawler.page import Entry
from spiders.dates import parse_date
from spiders.errors import ListingError
from spiders.feeds import MAX_BYTES, MAX_ENTRIES, find_feeds, parse_feed
from spiders.markup import decode, plain_text

HOME = "https://paper.example/"
MORNING = datetime(2024, 5, 1, 8, 0, tzinfo=UTC)
LATER = datetime(2024, 5, 1, 9, 30, tzinfo=UTC)


def entries(text: str | bytes, url: str = HOME + "feed.xml", encoding: str | None = None) -> tuple[Entry, ...]:
    return parse_feed(text.encode() if isinstance(text, str) else text, url, encoding).entries


def rss(items: str, head: str = "") -> str:
    return f'<?xml version="1.0" encoding="utf-8"?>{head}<rss version="2.0"><channel>{items}</channel></rss>'


def test_rss_2() -> None:
    text = """<?xml version="1.0" encoding="utf-8"?>
    <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
      xmlns:atom="http://www.w3.org/2005/Atom">
    <channel><title>The Paper</title><link>https://paper.example/</link>
    <atom:link rel="self" href="https://paper.example/feed.xml"/>
    <item><media:title>a picture</media:title>
      <title>Harbour &amp;amp; town: <![CDATA[a <b>new</b> plan & more]]></title>
      <link> https://paper.example/harbour?utm_source=rss </link><guid isPermaLink="false">7</guid>
      <pubDate>Wed, 01 May 2024 10:00:00 +0200</pubDate><atom:updated>2024-05-01T09:30:00Z</atom:updated></item>
    <item><title>By its guid</title><guid>https://paper.example/guid</guid><dc:date>2024-05-01T08:00:00Z</dc:date></item>
    <item><title>No address</title><guid isPermaLink="false">https://paper.example/none</guid></item>
    <item><title>Twice</title><link>https://paper.example/harbour</link></item>
    <item><title>Relative</title><link>/relative</link></item>
    </channel></rss>"""
    assert entries(text) == (
        Entry(HOME + "harbour", "Harbour & town: a new plan & more", MORNING, LATER, HOME + "harbour?utm_source=rss"),
        Entry(HOME + "guid", "By its guid", MORNING),
        Entry(HOME + "relative", "Relative"),
    )


def test_atom() -> None:
    text = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://paper.example/blog/"><title>Blog</title>
    <entry xml:base="2024/">
      <title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Hello <i>there</i></div></title>
      <link rel="enclosure" href="sound.mp3"/><link rel="alternate" type="application/pdf" href="a.pdf"/>
      <link rel="alternate" type="text/html" href="hello"/><id>tag:paper.example,2024:1</id>
      <published>2024-05-01T10:00:00+02:00</published><updated>2024-05-01T10:00:00+02:00</updated></entry>
    <entry><title type="html">A &amp;lt;b&amp;gt; story</title><link href="https://paper.example/b"/>
      <updated>2024-05-01T09:30:00Z</updated></entry>
    <entry><title/><id>https://paper.example/by-id</id></entry></feed>"""
    assert entries(text) == (
        Entry(HOME + "blog/2024/hello", "Hello there", MORNING),
        Entry(HOME + "b", "A story", None, LATER),
        Entry(HOME + "by-id"),
    )


def test_rss_1_and_older() -> None:
    rdf = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://paper.example/"><title>P</title></channel>
      <item rdf:about="https://paper.example/about-only"><title>First</title>
        <dc:date>2024-05-01T08:00+00:00</dc:date></item>
      <item rdf:about="x"><title>Second</title><link>https://paper.example/second</link></item></rdf:RDF>"""
    assert entries(rdf) == (Entry(HOME + "about-only", "First", MORNING), Entry(HOME + "second", "Second"))
    older = """<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.com/formats/rss-0.91.dtd">
      <rss version="0.91"><channel><item><title>Caf&eacute; &nbsp;society</title>
        <link>/cafe</link></item></channel></rss>"""
    assert entries(older) == (Entry(HOME + "cafe", "Café society"),)


def test_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {"id": "1", "url": "/one", "title": "One", "date_published": "2024-05-01T08:00:00Z"},
            {"id": "https://paper.example/two", "date_modified": "2024-05-01T09:30:00Z", "title": 5},
            {"id": "3", "title": "no address"},
            "nonsense",
        ],
    }
    assert entries(json.dumps(feed)) == (Entry(HOME + "one", "One", MORNING), Entry(HOME + "two", "", None, LATER))


def test_feedburner_tells_the_true_address() -> None:
    text = rss(
        '<item xmlns:f="http://rssnamespace.org/feedburner/ext/1.0"><link>https://feedproxy.example/x</link>'
        "<f:origLink>https://paper.example/true</f:origLink></item>"
    )
    assert entries(text)[0].url == HOME + "true"


def test_an_empty_feed_is_a_feed() -> None:
    assert entries(rss("<title>Nothing yet</title>")) == ()
    assert entries('<feed xmlns="http://www.w3.org/2005/Atom"/>') == ()


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"", "an empty body"),
        (b" \n", "an empty body"),
        (b"<!DOCTYPE html><html><body><p>Log in<br></body></html>", "an HTML page"),
        (b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url/></urlset>", "a sitemap"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "<svg>"),
        (b"Service unavailable", "something else"),
        (b"\x89PNG\r\n\x1a\n\0\0", "something else"),
        (b"{}", "other JSON"),
        (b'{"items": [', "broken JSON"),
        (b"[" * 100_000, "broken JSON"),
    ],
)
def test_what_is_no_feed_is_named(body: bytes, what: str) -> None:
    with pytest.raises(ListingError, match=f"https://paper.example/feed.xml: no feed but {what}"):
        entries(body)


def test_broken_xml_is_read_as_far_as_it_goes() -> None:
    text = rss(
        "<item><title>Ham & eggs &bogus; for all</title><link>https://paper.example/a?x=1&y=2</link></item>"
        "<item><title>Wrong</titel><link>/b</link></item><item><media:title>m</media:title><title>C</title><link>/c</link>"
        "<dc:date>2024-05-01T08:00:00Z</dc:date></item>"
    )
    assert entries("\n<b>Warning</b>: line 3\n" + text) == (
        Entry(HOME + "a?x=1&y=2", "Ham & eggs &bogus; for all"),
        Entry(HOME + "b", "Wrong"),
        Entry(HOME + "c", "C", MORNING),
    )


def test_no_address_is_taken_from_a_feed_that_was_cut_off() -> None:
    text = rss(
        "<item><title>A</title><link>https://paper.example/one</link></item>" * 2
        + "<item><link>https://paper.example/tw"
    )
    cut = text.partition("</channel>")[0]
    assert [entry.url for entry in entries(cut)] == [HOME + "one"]


def item(title: str, charset: str = "") -> str:
    head = f'<?xml version="1.0" encoding="{charset}"?>' if charset else ""
    return f"{head}<rss><item><title>{title}</title><link>/a</link></item></rss>"


@pytest.mark.parametrize(
    ("body", "encoding", "title"),
    [
        (item("é").encode("latin-1"), None, "é"),
        (item("“é”", "utf-8").encode("cp1252"), "utf-8", "“é”"),
        (item("é", "iso-8859-1").encode(), "latin-1", "é"),
        (item("łódź", "iso-8859-2").encode("iso-8859-2"), None, "łódź"),
        (item("łódź", "x").encode("utf-16"), None, "łódź"),
        (item("日本").encode("utf-16-be"), None, "日本"),
        (item("日本").encode("shift-jis"), "shift_jis", "日本"),
        (item("日本").encode("iso2022_jp"), "iso-2022-jp", "日本"),
        (item("日本").encode(), "no-such-charset", "日本"),
        (item("日本").encode(), "hex", "日本"),
        (item("日本語版\udc00").encode(errors="surrogatepass"), None, "日本語版"),
        (item("a\0b\x01c").encode(), None, "abc"),
    ],
)
def test_charsets_right_wrong_and_missing(body: bytes, encoding: str | None, title: str) -> None:
    assert entries(body, encoding=encoding)[0].title.rstrip("\ufffd") == title


def test_entities_are_neither_expanded_nor_fetched() -> None:
    bomb = '<!ENTITY a "lol">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    for attribute in ("", ' x="&a11;"'):
        found = entries(
            rss(f"<item{attribute}><title>T&a11;U</title><link>/a</link></item>", f"<!DOCTYPE rss [{bomb}]>")
        )
        assert found == (Entry(HOME + "a", "T&a11;U"),)
    external = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "file:///etc/hosts"> %p;]>'
    assert entries(rss("<item><title>T&x;U</title><link>/a</link></item>", external)) == (Entry(HOME + "a", "T&x;U"),)


def test_a_feed_without_end_is_bounded() -> None:
    item = "<item><title>T</title><link>/{}</link></item>"
    found = entries("<rss>" + "".join(item.format(number) for number in range(MAX_ENTRIES + 10)))
    assert len(found) == MAX_ENTRIES
    assert found[0].url == HOME + "0"
    same = item.format("a")
    assert entries("<rss>" + same * (MAX_BYTES // len(same) + 1000)) == (Entry(HOME + "a", "T"),)


@pytest.mark.parametrize(
    "text",
    [
        "<rss>" + "<a>" * 1_000_000,
        "<rss>" + "<x/>" * 1_000_000,
        "<rss><item>" + "<x/>" * 1_000_000,
        "<rss " + " ".join(f'a{number}=""' for number in range(500_000)) + ">",
        "<rss>" + "&" * 5_000_000 + "<a/>",
        "<rss>" + "&foo;" * 1_000_000 + "<a/>",
        "<rss>" + "<![CDATA[" * 500_000 + "<a/>",
        "<!DOCTYPE rss [" + "] " * 3_000_000,
        "<rss>" + "<!--" * 1_000_000,
    ],
    ids=range(9),
)
def test_hostile_documents_give_nothing(text: str) -> None:
    try:
        assert entries(text) == ()
    except ListingError as error:
        assert len(str(error)) < 200  # noqa: PT017 - either outcome is right


SOME = rss("<item><title>A</title><link>/a</link><pubDate>Wed, 01 May 2024 10:00:00 +0200</pubDate></item>").encode()


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "utf-16", "iso-2022-jp", "punycode", "x"]))
@example(SOME, None)
def test_any_bytes_are_a_feed_or_a_listing_error(body: bytes, encoding: str | None) -> None:
    for start in (b"", b"<rss><item><title>", b"<feed>", b'{"version":"https://jsonfeed.org/version/1","items":'):
        try:
            assert isinstance(parse_feed(start + body, HOME, encoding).entries, tuple)
        except ListingError as error:
            assert str(error).startswith(HOME)  # noqa: PT017 - either outcome is right


@given(st.integers(0, len(SOME)), st.binary(max_size=5), st.integers(0, 20))
def test_a_damaged_feed_is_read_or_refused(position: int, noise: bytes, lost: int) -> None:
    try:
        found = parse_feed(SOME[:position] + noise + SOME[position + lost :], HOME).entries
    except ListingError:
        return
    assert len(found) <= 1
    assert all(entry.title.isprintable() for entry in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wed, 01 May 2024 10:00:00 +0200", MORNING),
        ("Wed, 1 May 2024 04:00:00 EDT", MORNING),
        ("Wed, 01 May 2024 10:00:00 CEST", MORNING),
        ("01 May 2024 08:00 GMT", MORNING),
        ("2024-05-01T10:00:00+02:00", MORNING),
        ("2024-05-01T08:00:00.123Z", MORNING.replace(microsecond=123000)),
        (" 2024-05-01 10:00:00 +0200 ", MORNING),
        ("2024-05-01T08:00", MORNING),
        ("2024-05-01", datetime(2024, 5, 1, tzinfo=UTC)),
        ("", None),
        (None, None),
        ("yesterday", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("2099-01-01T00:00:00Z", None),
        ("2024-13-45T00:00:00Z", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("Wed, 01 May 2024 10:00:00 +9999999999", None),
        ("1" * 1000, None),
    ],
)
def test_dates(text: str | None, expected: datetime | None) -> None:
    assert parse_date(text) == expected


@given(st.datetimes(datetime(1991, 1, 1), datetime(2024, 1, 1)), st.integers(-14 * 60, 14 * 60))  # noqa: DTZ001 - made aware below
def test_dates_keep_their_moment(moment: datetime, offset: int) -> None:
    aware = moment.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=offset)))
    assert parse_date(aware.isoformat()) == aware
    assert parse_date(f"{aware:%a, %d %b %Y %H:%M:%S %z}") == aware


@given(st.text(max_size=70))
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = parse_date(text)
    assert found is None or found.utcoffset() == timedelta(0)


@given(st.text(max_size=200))
def test_titles_are_one_printable_line(text: str) -> None:
    assert all(c.isprintable() or c in "\u200c\u200d" for c in plain_text(text))
    assert plain_text(plain_text("<script>a</script> b")) == "a b"


def test_a_gzip_body_is_no_text() -> None:
    assert decode(gzip.compress(b"x")) != ""


def page(links: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(f"<html><head>{links}</head><body><p>x</p></body></html>")


def test_feeds_that_a_page_names() -> None:
    tree = page("""
        <link rel="alternate" type="application/rss+xml" title="News" href="/feed.xml">
        <link rel="Alternate home" type="application/atom+xml; charset=utf-8" href="https://www.paper.example/atom">
        <link rel="alternate" type="text/xml" href="/rss/sport.xml">
        <link rel="alternate" type="application/feed+json" href="feed.json">
        <link rel="alternate" type="application/rss+xml" href="https://feeds.feedburner.com/paper">
        <link rel="alternate" type="application/rss+xml" title="Paper » Comments Feed" href="/comments/feed/">
        <link rel="alternate" type="application/rss+xml" title="Paper » Kommentar-Feed" href="/k/">
        <link rel="alternate" type="application/rss+xml" href="https://elsewhere.example.org/feed">
        <link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/7">
        <link rel="alternate" hreflang="de" href="/de/">
        <link rel="stylesheet" type="text/css" href="/a.css">
        <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
        <link rel="alternate" type="application/rss+xml" href="/feed.xml">""")
    assert find_feeds(tree, HOME) == (
        HOME + "feed.xml",
        "https://www.paper.example/atom",
        HOME + "rss/sport.xml",
        HOME + "feed.json",
        "https://feeds.feedburner.com/paper",
    )


def test_the_feed_of_a_section_but_not_of_an_article() -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="feed/">'
    assert find_feeds(page(link), HOME + "politics/") == (HOME + "politics/feed/",)
    assert find_feeds(page(link), HOME + "2024/05/01/harbour-plan-for-the-town/") == ()
    base = '<base href="https://paper.example/news/">'
    assert find_feeds(page(base + link), HOME) == (HOME + "news/feed/",)


def test_feeds_of_one_page_are_bounded() -> None:
    many = "".join(f'<link rel="alternate" type="application/rss+xml" href="/{n}.rss">' for n in range(100))
    assert len(find_feeds(page(many), HOME)) == 20


def test_characters_spelt_in_halves_are_joined_and_a_half_alone_costs_no_item() -> None:
    body = "<rss><channel>{}</channel></rss>".format(
        "".join(
            f"<item><title>{title}</title><link>/{n}</link></item>"
            for n, title in enumerate(["Tram &#xD83D;&#xDE8B; opens", "Half &#xD83D; of it", "&#55357;&#56971;"])
        )
    )
    assert [entry.title for entry in parse_feed(body.encode(), HOME).entries] == ["Tram 🚋 opens", "Half � of it", "🚋"]


def test_a_base_that_is_no_address_costs_no_item() -> None:
    body = b'<rss xml:base="http://[/"><channel><item><link>/a</link></item></channel></rss>'
    assert [entry.url for entry in parse_feed(body, HOME).entries] == [HOME + "a"]
