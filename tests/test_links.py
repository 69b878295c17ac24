from pathlib import Path

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.discovery import is_found, read, scores, verdict_of
from crawler.page import Entry
from crawler.sources import Source
from spiders.links import MAX_LINKS, article_links, page_links
from spiders.shapes import Shapes
from spiders.signs import THRESHOLD, WEIGHTS, is_refused, judge, looks_like_article, words_in

ROOT = Path(__file__).parent.parent
LINKS = ROOT / "tests" / "data" / "links.jsonl"
DRAWN = ROOT / "tests" / "data" / "links_drawn.jsonl"
CORPUS = ROOT.parent / "shared" / "corpus" / "truth.jsonl"
HOME = "https://paper.example/"
PLACES = {"heading", "in article", "navigation", "footer"}


def page(body: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(f"<html><body>{body}</body></html>")


def found(body: str, url: str = HOME, source: Source | None = None) -> dict[str, str]:
    return {entry.url.removeprefix(HOME): entry.title for entry in article_links(page(body), url, source)}


def test_labelled_links_are_judged_well() -> None:
    rows = list(read(LINKS))
    precision, recall = scores(rows, [verdict_of(row) for row in rows])
    assert len(rows) > 900
    assert precision >= 0.97
    assert recall >= 0.95


def test_links_drawn_as_they_stand_on_pages_are_judged_well() -> None:
    rows = list(read(DRAWN))
    precision, recall = scores(rows, [verdict_of(row) for row in rows])
    assert len(rows) > 1_300
    assert precision >= 0.94
    assert recall >= 0.93


def test_articles_of_the_corpus_are_found_by_their_titles() -> None:
    if not CORPUS.exists():
        pytest.skip(f"no corpus at {CORPUS}")
    rows = list(read(CORPUS))
    missed = [row["url"] for row in rows if not is_found(row)]
    assert len(missed) <= 0.02 * len(rows), missed


@pytest.mark.parametrize(
    "path",
    [
        "about", "login", "tag/politics", "category/europe", "author/jane-doe", "privacy-policy", "terms-of-use",
        "search?q=harbour+plan", "contact.html", "impressum", "video/2024/05/01/the-harbour-from-above-in-the-morning",
        "galerie/bilder-des-tages-die-schoensten-fotos", "page/2", "politics?page=3", "2024/05/", "2024/05/01",
        "index.html", "subscribe/offer-of-the-month-for-new-readers", "wp-login.php", "account/profile", "rss",
        "2024/05/01/harbour-plan/comment-page-2", "newsletter/the-morning-briefing-for-harbour-towns/signup",
    ],
)  # fmt: skip
def test_never_an_article(path: str) -> None:
    verdict = judge(HOME + path, "A headline of more than eight words, as an article has", frozenset({"heading"}))
    assert not verdict.article, verdict
    assert path.startswith("newsletter") or is_refused(HOME + path)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("2024/05/01/harbour", ""),
        ("news/harbour-plan-angers-the-whole-town", ""),
        ("article/4ea67dded47d4151bdde549a3e33c033/harbour", "Harbour plan angers town"),
        ("stories/3376705", "Nach dem Rückzug: Wer den Hafen jetzt führen soll"),
        ("n/7", "Parliament adopts a new harbour law after ten years"),
        ("politik/hafen-100.html", "Hafen: Was der neue Plan für die Stadt bedeutet"),
        ("articles/AST1F4445T1FUTIL02SM.html", "宮崎県で震度5弱、高知と宮崎に1メートルの津波注意報"),
        ("%D8%A7%D9%84%D9%85/898682", "عراقجي من مطار بيروت: إيران تدعم سيادة لبنان ولا نرغب"),
        ("?p=123", "Harbour plan angers the town and its fishermen"),
        ("about-bugs", "None of the games can be without bugs, and some are noticeable"),
    ],
)
def test_plain_list_items_with_headlines(path: str, text: str) -> None:
    assert list(found(f'<ul><li><a href="/{path}">{text}</a></li></ul>')) == [path]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("politics", "Politics"), ("sport/football", "Football"), ("news/running-your-business/", "Your Business"),
        ("deportes/copa-del-rey.html", "Copa del Rey"), ("kultur/", "文化"), ("markets/data", "Market data"), ("x", ""),
    ],
)  # fmt: skip
def test_sections_are_no_articles(path: str, text: str) -> None:
    for body in (f'<a href="/{path}">{text}</a>', f'<nav><ul><li><a href="/{path}">{text}</a></li></ul></nav>'):
        assert found(body) == {}


def test_only_pages_of_this_site_and_each_once() -> None:
    slug = "a-headline-of-six-words-here"
    body = f"""<a href="https://other.example/{slug}">A headline of six words here</a>
      <a href="mailto:desk@paper.example">Write to the desk of this paper, please do</a>
      <a href="javascript:open('a-headline-of-six-words')">A headline of six words</a> <a>No address at all</a>
      <a href="/{slug}.pdf">A headline of six words here</a> <a href="#top">Back to the top of this long page</a>
      <a href="{HOME}">A headline of six words here</a> <a href="http://[broken">A headline of six words here</a>
      <a href="https://m.paper.example/{slug}">A headline on another host of it</a>
      <a href="/{slug}?utm_source=home#comments">A headline of six words</a>
      <a href="/{slug}">Two</a>"""
    assert list(found(body)) == [f"https://m.paper.example/{slug}", slug]


def test_a_picture_and_a_headline_of_one_address() -> None:
    body = """<a href="/n/7"><img src="a.jpg" alt="A boat"></a><a href="/n/7">Fishermen say no to harbour plan</a>
      <a href="/n/7">Read more</a><a href="/n/8">Weiterlesen</a>
      <h3><a href="/n/8">Der Hafen wird doch gebaut</a></h3>"""
    assert found(body) == {"n/7": "Fishermen say no to harbour plan", "n/8": "Der Hafen wird doch gebaut"}


def test_the_headline_in_a_linked_teaser() -> None:
    body = """<a href="/n/7"><span>Politics</span><h3>Harbour plan <b>angers</b> town<!-- x --> council</h3>
      <p>The council met on Monday.</p><style>p {}</style></a>
      <a href="/n/9"><div>Harbour opens</div><div>Boats queue for<!-- y --> a berth at dawn</div></a>"""
    assert found(body) == {
        "n/7": "Harbour plan angers town council",
        "n/9": "Harbour opens Boats queue for a berth at dawn",
    }


def test_places() -> None:
    def places(body: str) -> frozenset[str]:
        (link,) = page_links(page(body), HOME)
        return link.places

    anchor = '<a href="/x">x</a>'
    assert places(f"<div>{anchor}</div>") == frozenset()
    assert places(f"<article><header><h2>{anchor}</h2></header></article>") == {"heading", "in article"}
    assert places(f"<header><div>{anchor}</div></header>") == {"navigation"}
    assert places(f"<footer><nav>{anchor}</nav></footer>") == {"navigation", "footer"}
    assert places(f'<div role="navigation">{anchor}</div>') == {"navigation"}
    assert places(f'<div class="c-main-menu open">{anchor}</div>') == {"navigation"}
    assert places(f'<div id="page-footer">{anchor}</div>') == {"footer"}
    assert places(f'<div class="menudo navigate-footnote">{anchor}</div>') == frozenset()
    assert places(f"<nav>{anchor}</nav><h3>{anchor}</h3>") == {"heading"}
    assert places(f"<nav>{anchor}</nav><footer>{anchor}</footer>") == frozenset()


def test_include_and_exclude_win() -> None:
    body = """<a href="/tag/harbour">Harbour</a>
      <a href="/2024/05/01/a-long-and-good-headline">A long and good headline</a>
      <a href="/2024/05/02/a-video-of-the-harbour">A video of the harbour</a>"""
    assert len(found(body)) == 2
    assert list(found(body, source=Source("A", HOME, include=("^https://[^/]+/tag/",)))) == ["tag/harbour"]
    assert list(found(body, source=Source("A", HOME, exclude=("video",)))) == ["2024/05/01/a-long-and-good-headline"]


def test_the_shape_of_the_sites_articles_counts() -> None:
    known = Shapes(f"{HOME}{section}/n{n}" for section in ("news", "sport") for n in range(10, 20))
    body = '<a href="/culture/n77">Boats and boatmen</a> <a href="/culture/boats">Boats and boatmen</a>'
    assert [entry.url for entry in article_links(page(body), HOME)] == []
    scores_with = [judge(HOME + "culture/n77", "Boats", fits=fits).score for fits in (True, None, False)]
    assert scores_with == sorted(scores_with, reverse=True)
    long = '<a href="/culture/n77">Boats and boatmen of the town</a>'
    assert len(article_links(page(long), HOME, shapes=known)) == 1


def test_references_start_from_the_base() -> None:
    body = '<a href="a-headline-of-six-words-here">A headline of six words here</a>'
    assert list(found(body, HOME + "politics/")) == ["politics/a-headline-of-six-words-here"]
    assert list(found(f'<base href="/news/">{body}', HOME + "politics/")) == ["news/a-headline-of-six-words-here"]


def test_every_sign_is_named_once_and_given_by_the_labelled_links() -> None:
    given_signs = {sign for row in read(LINKS) for sign in verdict_of(row).signs}
    assert given_signs <= set(WEIGHTS)
    assert judge(HOME + "2024/05/01/x").score == WEIGHTS["date"]
    assert looks_like_article(HOME + "2024/05/01/x") is (WEIGHTS["date"] >= THRESHOLD)


def test_words_of_scripts_without_spaces() -> None:
    assert words_in("Harbour plan angers 3 towns") == 4
    assert words_in("高知と宮崎に津波注意報") == 5
    assert words_in("Apple、新型iPadを発表") == 4
    assert words_in("") == 0


def test_a_hostile_page_is_bounded() -> None:
    nested = page("<div><a href='/a'>" * 5_000 + "text " * 100_000)
    assert len(page_links(nested, HOME)) <= 1
    many = page("".join(f"<a href='/2024/05/01/harbour-{n}'>x</a>" for n in range(MAX_LINKS + 100)))
    assert len(page_links(many, HOME)) == MAX_LINKS
    assert len(article_links(many, HOME)) == 1_000
    wide = page(
        "<a href='/a'>" + "<b></b>" * 100_000 + "late</a>" + f"<a href='/b' class='{'x' * 10**6}'>{'y' * 10**6}</a>"
    )
    assert [link.text[:3] for link in page_links(wide, HOME)] == ["", "yyy"]


@given(st.text(max_size=80), st.text(max_size=80), st.frozensets(st.sampled_from(sorted(PLACES))))
def test_anything_is_judged(path: str, text: str, places: frozenset[str]) -> None:
    (entry,) = article_links(page('<a href="/x">Eight whole words or more make a fine headline</a>'), HOME)
    assert entry == Entry(HOME + "x", "Eight whole words or more make a fine headline")
    for link in page_links(page(f'<a href="/{path}">{text}</a>'.replace("\0", "")), HOME):
        verdict = judge(link.url, link.text, places | link.places)
        assert verdict.score == pytest.approx(sum(WEIGHTS[sign] for sign in verdict.signs))


def test_the_labelled_file_is_facts_alone() -> None:
    for row in (*read(LINKS), *read(DRAWN)):
        assert set(row) - {"batch"} == {"article", "url", "text", "places"}
        assert len(row["text"]) <= 160
