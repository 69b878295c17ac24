"""Pages on disk through `extract`: what must be kept, what must go, what is no article, and what may never happen."""

import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import crawler.extraction
from crawler.article import REASONS, Article
from crawler.extraction import ExtractionError, NotAnArticle, PageTooLarge, Unreadable, extract
from crawler.extraction.document import MAX_BYTES, parse
from crawler.extraction.strings import fold

PAGES = Path(__file__).parent / "pages"
CASES = sorted(path.parent for path in PAGES.glob("*/expected.json"))
URL = "https://harbourpost.example/news/1"


def _expected(case: Path) -> dict[str, Any]:
    expected: dict[str, Any] = json.loads((case / "expected.json").read_text("utf-8"))
    return expected


ARTICLES = [case for case in CASES if "error" not in _expected(case)]
OTHERS = [case for case in CASES if "error" in _expected(case)]


@pytest.mark.parametrize("case", ARTICLES, ids=lambda case: case.name)
def test_a_page_gives_the_text_of_its_article_and_nothing_else(case: Path) -> None:
    expected = _expected(case)
    article = extract((case / "page.html").read_bytes(), expected["url"])
    assert article.text == (case / "expected.txt").read_text("utf-8").rstrip("\n")
    assert article.title == expected["title"]


@pytest.mark.parametrize("case", ARTICLES, ids=lambda case: case.name)
def test_what_cleaning_takes_out_is_kept_with_its_reason(case: Path) -> None:
    expected = _expected(case)
    article = extract((case / "page.html").read_bytes(), expected["url"])
    reasons = [removed.reason for removed in article.removed]
    assert set(expected["removed"]) <= set(reasons)
    assert set(reasons) <= set(REASONS)
    positions = [removed.position for removed in article.removed]
    assert positions == sorted(set(positions))


@pytest.mark.parametrize("case", OTHERS, ids=lambda case: case.name)
def test_a_page_without_an_article_is_an_error_that_names_it(case: Path) -> None:
    expected = _expected(case)
    with pytest.raises(ExtractionError) as caught:
        extract((case / "page.html").read_bytes(), expected["url"])
    assert type(caught.value).__name__ == expected["error"]
    assert expected["url"] in str(caught.value)


def test_the_public_names() -> None:
    assert sorted(crawler.extraction.__all__) == [
        "Explanation", "ExtractionError", "Judged", "NotAnArticle", "PageTooLarge", "Unreadable", "clean_text",
        "explain", "extract",
    ]  # fmt: skip


def test_text_already_decoded_gives_the_same_article() -> None:
    page = PAGES / "japanese" / "page.html"
    url = _expected(page.parent)["url"]
    assert extract(page.read_text("utf-8"), url) == extract(page.read_bytes(), url)


def test_prune_drops_what_a_source_does_not_want() -> None:
    page = (PAGES / "interview" / "page.html").read_bytes()
    article = extract(page, URL, prune=["//p[strong]"])
    assert "Da war ich vier." in article.text
    assert "Frau Olsen" not in article.text


def test_a_wrong_xpath_is_an_extraction_error() -> None:
    with pytest.raises(ExtractionError, match="XPath"):
        extract((PAGES / "interview" / "page.html").read_bytes(), URL, prune=["//p["])


@pytest.mark.parametrize(
    ("charset", "label", "header"),
    [
        ("utf-8", "utf-8", None),
        ("windows-1252", "iso-8859-1", None),
        ("windows-1252", "", "ISO-8859-1"),
        ("utf-8", "iso-8859-1", "ISO-8859-1"),
        ("utf-16", "", None),
    ],
)
def test_the_charset_is_found(charset: str, label: str, header: str | None) -> None:
    page = (PAGES / "soft-hyphens" / "page.html").read_text("utf-8").replace("&#8203;", "")
    page = page.replace("„", '"').replace("“", '"').replace('<meta charset="utf-8">', f'<meta charset="{label}">')
    article = extract(page.encode(charset), URL, encoding=header)
    assert "zurückgekehrt" in article.text


def test_japanese_charsets_that_the_page_declares_are_believed() -> None:
    page = (PAGES / "japanese" / "page.html").read_text("utf-8")
    for name in ("shift_jis", "euc-jp", "iso-2022-jp"):
        article = extract(page.replace("utf-8", name, 1).encode(name), URL)
        assert article.text.startswith("港と対岸を結ぶ")


def test_a_page_beyond_the_bounds_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(PageTooLarge, match=str(MAX_BYTES)):
        extract(b"<p>" * (MAX_BYTES // 3 + 1), URL)


@pytest.mark.parametrize("page", [b"", b"   ", b"\x00\x01\x02", b"%PDF-1.7\n", "", "<!-- nothing -->"])
def test_no_html_is_an_extraction_error(page: bytes | str) -> None:
    with pytest.raises((Unreadable, NotAnArticle)):
        extract(page, URL)


def test_a_very_deep_page_gives_an_article_or_an_error() -> None:
    text = (PAGES / "short-report" / "page.html").read_text("utf-8")
    deep = text.replace("<article>", "<article>" + "<div>" * 5000)
    assert isinstance(_outcome(deep.encode()), Article | ExtractionError)


@pytest.mark.slow
def test_a_page_of_five_megabytes_keeps_every_entry_in_order() -> None:
    entries = [
        f"<section class='live-entry'><h2>Entry {n}</h2><p>Report number {n} from the town hall, where the count of "
        f"the votes goes on and the result is expected before midnight. {'The queue is long. ' * 60}</p></section>"
        for n in range(4200)
    ]
    page = (PAGES / "live-blog" / "page.html").read_text("utf-8")
    page = page.replace('<div class="liveblog">', '<div class="liveblog">' + "".join(entries))
    assert len(page) > 5_000_000
    text = extract(page.encode(), URL).text
    numbers = [int(line.split()[2]) for line in text.split("\n") if line.startswith("Report number")]
    assert numbers == list(range(4200))


def test_errors_survive_the_way_out_of_a_worker_process() -> None:
    for error in (NotAnArticle(URL, "no text"), PageTooLarge(URL, "9 bytes"), ExtractionError(URL, "x")):
        copy = pickle.loads(pickle.dumps(error))
        assert (type(copy), str(copy), copy.url) == (type(error), str(error), URL)


def _outcome(page: bytes) -> Article | ExtractionError:
    try:
        return extract(page, URL)
    except ExtractionError as error:
        return error


_TAGS = st.sampled_from(
    [
        "p",
        "div",
        "h1",
        "h2",
        "li",
        "ul",
        "a",
        "b",
        "br",
        "table",
        "tr",
        "td",
        "figure",
        "figcaption",
        "section",
        "article",
    ]
)
_TEXT = st.text(max_size=120) | st.sampled_from(
    ["Read more:", "Advertisement", "The mayor said on Monday that it rained."]
)
_NODES = st.recursive(
    _TEXT,
    lambda inner: st.tuples(_TAGS, st.lists(inner, max_size=6)).map(lambda n: f"<{n[0]}>{''.join(n[1])}</{n[0]}>"),
    max_leaves=40,
)
_OFTEN = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(st.binary(max_size=2000))
@_OFTEN
def test_any_bytes_give_an_article_or_an_extraction_error(page: bytes) -> None:
    assert isinstance(_outcome(page), Article | ExtractionError)


@given(_NODES)
@_OFTEN
def test_no_line_is_kept_that_the_page_does_not_hold(markup: str) -> None:
    story = "".join(f"<p>Paragraph {n} of a report that is long enough to be taken for one.</p>" for n in range(9))
    head = '<title>T</title><meta property="og:type" content="article"><meta name="author" content="Ann Lee">'
    page = f"<html><head>{head}</head><body><main>{story}{markup}</main></body></html>"
    outcome = _outcome(page.encode("utf-8", "replace"))
    if isinstance(outcome, ExtractionError):
        return
    tree = parse(page, URL)
    whole = "".join(fold("".join(tree.itertext())).split())
    for line in outcome.text.split("\n"):
        assert "".join(line.split()) in whole
