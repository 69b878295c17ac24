import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.jsonld import MAX_CHARACTERS, article_nodes, parse, strings, types, values

URL = "https://paper.example/2024/05/harbour-bridge-closed"
HEADLINE = "Harbour bridge closed after crane hits a pillar"

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(["@graph", "@type", "author", "url"]), inner)
    ),
)


def article(**more: Any) -> dict[str, Any]:
    return {"@type": "NewsArticle", "headline": HEADLINE, "url": URL, **more}


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Rain"}',
        '\n//<![CDATA[\n{"@type": "NewsArticle", "headline": "Rain"}\n//]]>\n',
        '<!-- {"@type": "NewsArticle", "headline": "Rain"} -->',
        '/* <![CDATA[ */{"@type": "NewsArticle", "headline": "Rain"}/* ]]> */;',
        '{"@type": "NewsArticle", "headline": "Rain",}',
        '{"@type": ["NewsArticle",], "headline": "Rain", }',
        '{"@type": "NewsArticle", /* set by the CMS */ "headline": "Rain"}',
        '// for search engines\n{"@type": "NewsArticle", "headline": "Rain"}',
        '{"@type": "NewsArticle", "headline": "Rain", "description": "two\nlines\tand a tab"}',
        '{"@type": "NewsArticle", "headline": "Rain", "description": "it\\\'s \\x wet"}',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Rain&quot;}",
        '\ufeff{"@type": "NewsArticle", "headline": "Rain"};',
        '[{"@type": "NewsArticle", "headline": "Rain"}]',
        '{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", "headline": "Rain"}]}',
    ],
)
def test_what_sites_write_is_read(script: str) -> None:
    found = [node for node in parse([script]) if "NewsArticle" in types(node)]
    assert [node["headline"] for node in found] == ["Rain"]


def test_several_documents_in_one_script_and_several_scripts() -> None:
    nodes = parse(['{"name": "a"}\n{"name": "b"}', "not json", '{"name": "c"}'])
    assert values(nodes, "name") == ["a", "b", "c"]


def test_commas_and_comments_inside_strings_stay() -> None:
    (node,) = parse(['{"headline": "a, ] b /* c */ // d", "x": 1,}'])
    assert node["headline"] == "a, ] b /* c */ // d"


def test_types_lose_their_vocabulary() -> None:
    assert types({"@type": ["http://schema.org/NewsArticle", "schema:Article"]}) == ["NewsArticle", "Article"]


def test_strings_of_objects_lists_and_numbers() -> None:
    value = [{"@type": "Person", "name": "Ada &amp; Co"}, "Bob", {"@value": "Cy"}, 7, True, None, {"url": "x"}]
    assert strings(value, "name") == ["Bob", "7", "Ada & Co", "Cy"]


def test_the_article_is_chosen_by_its_address() -> None:
    other = {"@type": "NewsArticle", "headline": "Another report altogether", "url": "https://paper.example/other"}
    chosen = article_nodes([other, article()], URL + "?utm=1", [], [])
    assert [node["headline"] for node in chosen] == [HEADLINE]


def test_the_article_is_chosen_by_its_headline() -> None:
    other = {"@type": "NewsArticle", "headline": "Another report altogether"}
    own = {"@type": "NewsArticle", "headline": HEADLINE}
    assert article_nodes([other, own], URL, [], [f"{HEADLINE} | Paper"]) == [own]


def test_none_of_several_articles_that_match_nothing() -> None:
    others = [{"@type": "NewsArticle", "headline": f"Report number {n}", "url": f"/r/{n}"} for n in range(3)]
    assert article_nodes(others, URL, [], [HEADLINE]) == []


def test_a_single_article_with_another_address_and_headline_is_another() -> None:
    other = {"@type": "NewsArticle", "headline": "Another report altogether", "url": "https://paper.example/other"}
    assert article_nodes([other], URL, [], [HEADLINE]) == []


def test_a_single_article_that_names_neither_is_taken() -> None:
    bare = {"@type": "Article", "datePublished": "2024-05-01"}
    assert article_nodes([bare], URL, [], [HEADLINE]) == [bare]


def test_articles_in_lists_are_never_the_pages_own() -> None:
    listing = {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": article()}]}
    related = {"@type": "WebPage", "url": URL, "hasPart": [article(headline="Another")], "mentions": article()}
    nodes = parse([json.dumps(listing), json.dumps(related)])
    assert [types(node) for node in article_nodes(nodes, URL, [], [HEADLINE])] == [["WebPage"]]


def test_the_article_comes_before_its_page() -> None:
    page = {"@type": "WebPage", "url": URL, "datePublished": "2024-05-02"}
    assert [types(node)[0] for node in article_nodes([page, article()], URL, [], [])] == ["NewsArticle", "WebPage"]


def test_deep_nesting_is_left_out() -> None:
    deep = '{"@graph":' * 10_000 + "{}" + "}" * 10_000
    assert values(parse([deep, "[" * 100_000, '{"name": "still read"}']), "name") == ["still read"]


def test_oversized_scripts_are_left_out() -> None:
    huge = json.dumps({"name": "x" * 10_000_000})
    assert parse([huge]) == []
    assert values(parse([json.dumps({"name": "y", "pad": "x" * (MAX_CHARACTERS // 2)})]), "name") == ["y"]


@pytest.mark.parametrize("unit", ['\\"', '"', "/*", "\n", ", ", '{"a":', " -->", "//", "&quot;", '"\\', "[,"])
def test_hostile_repetition_is_read_in_linear_time(unit: str) -> None:
    # Quadratic readers need minutes for this; the suite would not end.
    parse(['{"a": ' + unit * (900_000 // len(unit))])


@given(st.text())
def test_any_script_is_read_or_left_out(script: str) -> None:
    parse([script])


@given(JSON)
def test_any_document_is_read(document: Any) -> None:
    nodes = parse([json.dumps(document)])
    for node in article_nodes(nodes, URL, ["http://[bad"], [HEADLINE]):
        for key in node:
            strings(node[key], "name", "url")


@given(JSON)
def test_any_value_gives_strings_that_encode(value: Any) -> None:
    for text in strings(value, "name", "author"):
        assert text == text.strip()
        text.encode("utf-8")
