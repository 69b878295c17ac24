import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from crawler.article import Article
from crawler.extraction.metadata import PUBLISHED_FROM, Metadata, read_metadata

URL = "https://www.harbourpost.example/2024/05/16/bridge-closed.html"
NOW = datetime(2024, 6, 1, tzinfo=UTC)
HEADLINE = "Harbour bridge closed after crane hits a pillar"
SUMMER = timezone(timedelta(hours=2))


def page(head: str = "", body: str = f"<h1>{HEADLINE}</h1>", lang: str = "en") -> html.HtmlElement:
    text = f"<!doctype html><html lang='{lang}'><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"
    return html.fromstring(text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))


def ld(*documents: Any) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(document)}</script>' for document in documents)


def read(head: str = "", body: str = f"<h1>{HEADLINE}</h1>", lang: str = "en", url: str = URL) -> Metadata:
    return read_metadata(page(head, body, lang), url, NOW)


def article(**more: Any) -> dict[str, Any]:
    return {"@context": "https://schema.org", "@type": "NewsArticle", "headline": HEADLINE, **more}


WHOLE = article(
    mainEntityOfPage={"@type": "WebPage", "@id": URL},
    datePublished="2024-05-16T07:30:00+02:00",
    dateModified="2024-05-16T11:05:00+02:00",
    author=[{"@type": "Person", "name": "Jane Doe"}, {"@type": "Person", "name": "Max Berg"}],
    publisher={"@type": "Organization", "name": "Harbour Post"},
    articleSection=["City", "Traffic"],
    keywords="bridges, cranes, Bridges",
    isAccessibleForFree="False",
    inLanguage="en-GB",
    image=[{"@type": "ImageObject", "url": "/pictures/bridge.jpg"}],
    articleBody="The bridge is closed.\n\nNobody was hurt &amp; the crane was moved.",
)


def test_a_page_that_says_everything() -> None:
    head = (
        f"<title>{HEADLINE} | Harbour Post</title><link rel=canonical href='/2024/05/16/bridge-closed.html#top'>"
        "<meta property='og:site_name' content='Harbour Post'><meta property='og:type' content='article'>"
        "<meta name='description' content='A crane hit it.'>"
    )
    found = read(head + ld(WHOLE))
    assert found == Metadata(
        canonical_url=URL,
        title=HEADLINE,
        headlines=(HEADLINE,),
        description="A crane hit it.",
        authors=("Jane Doe", "Max Berg"),
        signed=True,
        published=datetime(2024, 5, 16, 7, 30, tzinfo=SUMMER),
        published_from="json-ld",
        modified=datetime(2024, 5, 16, 11, 5, tzinfo=SUMMER),
        language="en",
        section="City",
        tags=("bridges", "cranes"),
        image="https://www.harbourpost.example/pictures/bridge.jpg",
        paywalled=True,
        site_names=("Harbour Post", "harbourpost.example", "harbourpost"),
        kind="NewsArticle",
        article_body="The bridge is closed.\nNobody was hurt & the crane was moved.",
    )


def test_a_page_that_says_nothing() -> None:
    found = read_metadata(page(body="<p>Hello</p>", lang=""), "https://harbourpost.example/a", NOW)
    assert found == Metadata(
        canonical_url="https://harbourpost.example/a", site_names=("harbourpost.example", "harbourpost")
    )


def test_the_tree_is_left_as_it_was() -> None:
    tree = page(ld(WHOLE) + "<title>x</title>", f"<h1>{HEADLINE}</h1><p class=byline>By Jane Doe</p><p>12 May 2024</p>")
    before = html.tostring(tree)
    read_metadata(tree, URL, NOW)
    assert html.tostring(tree) == before


def test_a_page_without_a_date_in_markup_is_left_as_it_was_too() -> None:
    tree = page(body=f"<h1>{HEADLINE}</h1><p class=date>Posted on May 12, 2024</p><script>var a = 1</script>")
    before = html.tostring(tree)
    found = read_metadata(tree, "https://harbourpost.example/a", NOW)
    assert (found.published, found.published_from) == (datetime(2024, 5, 12, tzinfo=UTC), "htmldate")
    assert html.tostring(tree) == before


@pytest.mark.parametrize(
    ("head", "body", "published", "source"),
    [
        ("<meta property='article:published_time' content='2024-05-16T05:30:00Z'>", "", (5, 30), "meta"),
        ("<meta property='article:published:time' content='2024-05-16T05:30:00Z'>", "", (5, 30), "meta"),
        ("<meta itemprop=datePublished content='2024-05-16T05:30:00Z'>", "", (5, 30), "meta"),
        ("<meta name='DC.date.issued' content='2024-05-16T05:30:00Z'>", "", (5, 30), "meta"),
        ("", "<time datetime='2024-05-16T05:30:00Z'>today</time>", (5, 30), "time"),
        ("", "<span itemprop=datePublished content='2024-05-16T05:30:00Z'></span>", (5, 30), "time"),
        ("", "<p>no date</p>", (0, 0), "url"),
        ("<meta name=date content='2024-05-16'>", "<time datetime='2024-05-16T05:30:00Z'></time>", (5, 30), "time"),
    ],
)
def test_where_the_date_is_read(head: str, body: str, published: tuple[int, int], source: str) -> None:
    found = read(head, f"<h1>{HEADLINE}</h1>{body}")
    assert found.published == datetime(2024, 5, 16, *published, tzinfo=UTC)
    assert found.published_from == source
    assert source in PUBLISHED_FROM


def test_dates_that_cannot_be_are_passed_over() -> None:
    impossible = article(url=URL, datePublished="1970-01-01T00:00:00Z", dateModified="2099-01-01T00:00:00Z")
    found = read(ld(impossible) + "<meta property='article:published_time' content='2024-05-16T05:30:00Z'>")
    assert (found.published, found.published_from) == (datetime(2024, 5, 16, 5, 30, tzinfo=UTC), "meta")
    assert found.modified is None


def test_a_change_before_publication_is_left_out_not_swapped() -> None:
    found = read(ld(article(url=URL, datePublished="2024-05-16T09:00:00Z", dateModified="2024-05-15T09:00:00Z")))
    assert found.published == datetime(2024, 5, 16, 9, tzinfo=UTC)
    assert found.modified is None


def test_dates_of_other_articles_are_not_taken() -> None:
    listing = {"@type": "ItemList", "itemListElement": [article(url="/other", datePublished="2024-05-20T09:00:00Z")]}
    other = {"@type": "NewsArticle", "headline": "Ferry fares to rise", "url": "/ferry", "datePublished": "2024-05-21"}
    teasers = (
        "<time datetime='2024-05-31T12:00:00Z'>Friday</time>"
        f"<h1>{HEADLINE}</h1><aside><time datetime='2024-05-22T09:00:00Z'></time></aside>"
        "<a href='/x'><time datetime='2024-05-23T09:00:00Z'></time></a>"
        "<div class='related-stories'><time datetime='2024-05-24T09:00:00Z'></time></div>"
        "<footer><time datetime='2024-05-25T09:00:00Z'></time></footer>"
    )
    found = read(ld(listing, other), teasers)
    assert (found.published, found.published_from) == (datetime(2024, 5, 16, tzinfo=UTC), "url")


def test_a_clock_time_without_zone_is_the_sites() -> None:
    found = read(ld(article(datePublished="2024-05-16T07:30:00")), url="https://hafenblatt.example.de/a")
    assert found.published == datetime(2024, 5, 16, 7, 30, tzinfo=SUMMER)
    assert found.published is not None
    assert found.published.utcoffset() == timedelta(hours=2)


@pytest.mark.parametrize(
    ("head", "body", "authors"),
    [
        (ld(article(author="Jane Doe")), "", ("Jane Doe",)),
        (
            ld(article(author={"@type": "Organization", "name": "Harbour Post"})),
            "<p class=byline>By Jane Doe</p>",
            ("Jane Doe",),
        ),
        (ld(article(author={"@type": "Organization", "name": "Harbour Post"})), "", ("Harbour Post",)),
        (
            ld({"@graph": [article(author={"@id": "#jd"}), {"@id": "#jd", "@type": "Person", "name": "Jane Doe"}]}),
            "",
            ("Jane Doe",),
        ),
        ("<meta name=author content='Jane Doe, Max Berg'>", "", ("Jane Doe", "Max Berg")),
        (
            "<meta property='article:author' content='https://social.example/jane'>",
            "<a rel=author href=/j>Jane Doe</a>",
            ("Jane Doe",),
        ),
        ("", "<div itemprop=author><a href=/j><span itemprop=name>Jane Doe</span></a> Reporter</div>", ("Jane Doe",)),
        (
            "",
            "<ul class=metaInfoAuthorList><li><a href=/j>Jane Doe</a></li><li><a href=/m>Max Berg</a></li></ul>",
            ("Jane Doe", "Max Berg"),
        ),
        ("", "<div id=authors><span>Jane Doe</span></div>", ("Jane Doe",)),
        ("", "<p>von <a href=/j>Jana Dorn</a></p>", ("Jana Dorn",)),
        ("", "<p class=byline>By Jane Doe <time>Today 5:00 am</time></p>", ("Jane Doe",)),
        ("", "<div class=byline><a>Harbour Post</a> Follow <a>Davis Cup</a></div>", ()),
        ("", "<div class=author><b>王小明</b><p>社会部</p></div>", ("王小明",)),
        ("<meta name=author content=admin>", "", ()),
        ("<meta name=author content=dpa>", "<p class=byline>By Jane Doe</p>", ("dpa",)),
        (ld(article(author="Harbour Post")) + "<meta name=author content=dpa>", "", ("dpa",)),
        ("", "<figure><p class=byline>Photo Person</p></figure><div class=mediaBox__byline>Film Person</div>", ()),
        ("", "<div class='comment-author'>Troll McTrollface</div>", ()),
        ("", "<aside><p class=byline>By Other Person</p></aside>", ()),
        ("", "<p>By noon the bridge was closed.</p>", ()),
    ],
)
def test_authors(head: str, body: str, authors: tuple[str, ...]) -> None:
    head += "<meta property='og:site_name' content='Harbour Post'>"
    assert read(head, f"<h1>{HEADLINE}</h1>{body}").authors == authors


@pytest.mark.parametrize(
    ("head", "canonical"),
    [
        ("<link rel=canonical href='https://harbourpost.example/bridge'>", "https://harbourpost.example/bridge"),
        ("<link rel=canonical href='../bridge'>", "https://www.harbourpost.example/2024/05/bridge"),
        ("<link rel=canonical href='https://www.harbourpost.example/'>", URL),
        ("<link rel=canonical href='https://elsewhere.example/bridge'>", URL),
        ("<link rel=canonical href='javascript:alert(1)'>", URL),
        ("<link rel=canonical href='http://[::bad'>", URL),
        ("<link rel=canonical href=''><meta property='og:url' content='/b'>", "https://www.harbourpost.example/b"),
    ],
)
def test_canonical_address(head: str, canonical: str) -> None:
    assert read(head).canonical_url == canonical


@pytest.mark.parametrize(
    ("head", "paywalled"),
    [
        (ld(article(isAccessibleForFree=True)), False),
        (ld(article(isAccessibleForFree="https://schema.org/False")), True),
        ("<meta property='article:content_tier' content='locked'>", True),
        ("<meta property='article:content_tier' content='free'>", False),
        ("", None),
    ],
)
def test_paywall(head: str, paywalled: bool | None) -> None:
    assert read(head).paywalled is paywalled


def test_tags_of_several_kinds_once() -> None:
    head = (
        ld(article(keywords=["Cranes, tower", "bridges"]))
        + "<meta property='article:tag' content=Bridges><meta property='article:tag' content=Harbour>"
        + "<meta name=keywords content='news, seo'>"
    )
    assert read(head).tags == ("Cranes, tower", "bridges", "Harbour")
    assert read("<meta name=keywords content='news; seo, News'>").tags == ("news", "seo")


def test_titles_with_markup_scripts_and_overrides() -> None:
    head = "<meta property='og:title' content='&lt;b&gt;Bridge&lt;/b&gt; &lt;script&gt;x&lt;/script&gt;&#x202e;closed'>"
    assert read(head, "<h1>Bridge <script>alert(1)</script><style>b{}</style>closed</h1>").title == "Bridge closed"


def test_section_is_told_apart_from_title_and_site() -> None:
    head = (
        "<meta property='og:site_name' content='Harbour Post'><meta property='article:section' content='Harbour Post'>"
    )
    head += (
        "<meta name=section content=Opinion><meta property='og:title' content='Opinion | Close the bridge for good'>"
    )
    found = read(head, "")
    assert (found.title, found.section) == ("Close the bridge for good", "Opinion")


def test_lone_surrogates_are_dropped() -> None:
    script = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bridge \\ud83d closed"}</script>'
    found = read(script, "")
    assert found.title == "Bridge closed"
    found.title.encode("utf-8")


def test_hostile_json_ld() -> None:
    deep = '<script type="application/ld+json">' + '{"author":' * 10_000 + "1" + "}" * 10_000 + "</script>"
    large = ld(article(articleBody="x" * 5_000_000, author="Max Berg"))
    assert read(deep + large + ld(article(author="Jane Doe"))).authors == ("Jane Doe",)
    # Longer than the parser takes: it drops what follows.
    larger = ld(article(articleBody="x" * 11_000_000, author="Max Berg"))
    assert read(ld(article(author="Jane Doe")) + larger).authors == ("Jane Doe",)


@pytest.mark.parametrize(
    "unit",
    [
        "<h1>",
        "<time>",
        "<div class=byline>",
        "<p itemprop=author>",
        "<meta name=author content=x>",
        "<a rel=author>a</a>",
        "<p>",
    ],
)
def test_hostile_markup_costs_bounded_work(unit: str) -> None:
    # Readers without bounds are quadratic here and would take minutes.
    read("", unit * 30_000)


def test_every_source_of_a_date_is_documented() -> None:
    assert all(meaning for meaning in PUBLISHED_FROM.values())
    assert "crawler.extraction.metadata.PUBLISHED_FROM" in (Article.__doc__ or "")


SCRIPT = st.text() | st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.sampled_from(
                ["@graph", "@type", "@id", "author", "name", "headline", "datePublished", "keywords", "image", "url"]
            ),
            inner | st.sampled_from(["NewsArticle", HEADLINE, URL, "2024-05-16"]),
        )
    ),
).map(json.dumps)


@settings(deadline=None)
@given(SCRIPT, st.text(), st.text())
def test_any_page_is_read(script: str, content: str, text: str) -> None:
    tree = page(
        "<meta name=author><meta name=date><title></title><script type='application/ld+json'></script>",
        "<h1></h1><p></p>",
    )
    for element in tree.iter("meta", "script", "title", "h1", "p"):
        value = "".join(c for c in (script if element.tag == "script" else content) if c.isprintable() or c == "\n")
        if element.tag == "meta":
            element.set("content", value)
        else:
            element.text = value
    found = read_metadata(tree, URL, NOW)
    for name in (found.title, found.description, *found.authors, *found.tags, found.section or ""):
        name.encode("utf-8")
    assert found.published is None or found.published.tzinfo is not None


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_are_read(raw: bytes) -> None:
    tree = html.document_fromstring(b"<html><body>" + raw, parser=html.HTMLParser(encoding="utf-8"))
    read_metadata(tree, URL, NOW)
