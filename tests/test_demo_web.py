"""The demo's papers over real HTTP: what is listed is there, what changes is only what should."""

import gzip
import http.client
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import combinations
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import lxml.etree
import lxml.html
import pytest

from crawler.sources import read_sources
from demo.content import HERE, Paper, load_papers, load_stories
from demo.newsroom import Newsroom, Truth
from demo.server import Web, serve

OPENED = datetime(2026, 3, 4, 15, 30, 59, tzinfo=UTC)
LISTINGS = [(paper.key, path) for paper in load_papers().values() for path in ("/", *paper.listings)]
SCRIPTS = {"en": r"\w+", "de": r"\w+", "fr": r"\w+", "ja": r"(?=(\w{4}))"}


@pytest.fixture
def web() -> Iterator[Web]:
    with serve(Newsroom(OPENED)) as running:
        yield running


class Reply:
    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self.status, self.headers, self.body = answer.status, answer.headers, answer.read()

    @property
    def html(self) -> lxml.html.HtmlElement:
        return lxml.html.document_fromstring(self.body)

    @property
    def xml(self) -> "lxml.etree._Element":
        return lxml.etree.fromstring(self.body)


def ask(web: Web, url: str, method: str = "GET", **headers: str) -> Reply:
    """One request in absolute form, as a client asks a proxy."""
    connection = http.client.HTTPConnection(urlsplit(web.proxy).netloc)
    try:
        connection.request(method, url, headers={key.replace("_", "-"): value for key, value in headers.items()})
        return Reply(connection.getresponse())
    finally:
        connection.close()


def texts(reply: Reply) -> str:
    return " ".join(reply.html.text_content().split())


def locations(reply: Reply) -> list[str]:
    """The addresses that a feed or a sitemap lists."""
    entries = [entry for name in ("url", "sitemap", "item", "entry") for entry in reply.xml.iter("{*}" + name)]
    places = [place for entry in entries for place in (*entry.iterfind("{*}loc"), *entry.iterfind("{*}link"))]
    return [place.get("href") or place.text or "" for place in places]


def clean(urls: list[str]) -> set[str]:
    return {url.partition("?")[0] for url in urls}


def of_paper(web: Web, key: str) -> set[str]:
    return {truth.url for truth in web.newsroom.truth() if truth.source == load_papers()[key].name}


def test_every_article_answers_with_all_its_paragraphs(web: Web) -> None:
    for truth in web.newsroom.truth():
        for url in (truth.url, *truth.variants):
            reply = ask(web, url)
            if reply.status == 301:
                assert reply.headers["Location"] == truth.url
                continue
            assert reply.status == 200, url
            page = texts(reply)
            assert [line for line in truth.text.split("\n") if line not in page] == [], url
            assert reply.html.xpath("string(//h1)") == truth.title
            assert reply.html.xpath("string(//link[@rel='canonical']/@href)") == truth.url


def test_a_page_carries_its_author_language_and_time(web: Web) -> None:
    for truth in web.newsroom.truth():
        reply = ask(web, truth.url)
        assert all(author in reply.body.decode() for author in truth.authors)
        assert reply.html.get("lang", "").startswith(truth.language)
        assert truth.published.isoformat() in reply.body.decode()


def test_pages_hold_furniture_that_truth_does_not(web: Web) -> None:
    """Otherwise the demo would show nothing to clean: promos and teasers stand inside the text and below it."""
    for truth in web.newsroom.truth():
        page = texts(ask(web, truth.url))
        others = [other for other in web.newsroom.truth() if other.source == truth.source and other != truth]
        assert sum(other.title in page for other in others) >= 4, truth.url
        assert not any(other.title in truth.text for other in others)


def test_the_size_and_mix_of_the_newsroom() -> None:
    truths = Newsroom(OPENED).truth()
    assert len(truths) >= 60
    assert len({truth.source for truth in truths}) == 6
    assert {truth.language for truth in truths} == {"en", "de", "fr", "ja"}
    assert all(4 <= len(truth.text.split("\n")) <= 14 for truth in truths)
    assert any(truth.subscribers for truth in truths)
    wires = defaultdict(set)
    for truth in truths:
        if truth.wire:
            wires[truth.wire].add((truth.source, truth.run))
    assert len(wires) >= 6
    assert all(len(runs) >= 2 for runs in wires.values())
    assert {run for runs in wires.values() for _, run in runs} == {"verbatim", "cut", "edited"}


def test_only_copies_of_a_wire_report_are_alike() -> None:
    """Word trigrams (of Japanese: character shingles): what is no copy shares little, what is one much."""
    alike: list[tuple[float, str, str]] = []
    unlike: list[tuple[float, str, str]] = []
    for first, second in combinations(Newsroom(OPENED).truth(), 2):
        copies = first.wire is not None and first.wire == second.wire
        (alike if copies else unlike).append((containment(first, second), first.url, second.url))
    assert max(unlike)[0] < 0.3, max(unlike)
    assert min(alike)[0] > 0.5, min(alike)


def containment(first: Truth, second: Truth) -> float:
    """How much of the shorter text's shingles the other has."""
    if first.language != second.language:
        return 0.0
    one, other = shingles(first), shingles(second)
    return len(one & other) / min(len(one), len(other))


def shingles(truth: Truth) -> set[tuple[str, ...]]:
    words = re.findall(SCRIPTS[truth.language], truth.text.lower())
    return set(zip(words, words[1:], words[2:], strict=False))


@pytest.mark.parametrize("key", ["courier", "ledger", "phare"])
def test_feeds_list_every_article(web: Web, key: str) -> None:
    paper = load_papers()[key]
    listed = locations(ask(web, paper.base + next(iter(paper.listings))))
    moved = {paper.base + path for path in paper.redirects}
    dead = {paper.base + path for path, _ in paper.dead}
    followed = {ask(web, url).headers["Location"] for url in moved}
    assert clean(listed) - moved - dead | followed == of_paper(web, key)
    assert all(ask(web, url).status == 404 for url in dead)


def test_one_feed_has_a_dead_link_a_redirect_and_tracking_parameters(web: Web) -> None:
    statuses = defaultdict(list)
    for url in locations(ask(web, "http://harbourcourier.example/rss.xml")):
        statuses[ask(web, url).status].append(url)
    assert len(statuses[404]) == 1
    assert len(statuses[301]) == 1
    assert all("utm_source=" in url for url in statuses[200])


def test_news_sitemap_is_found_through_robots_and_its_index(web: Web) -> None:
    base = load_papers()["anzeiger"].base
    robots = RobotFileParser()
    robots.parse(ask(web, base + "/robots.txt").body.decode().splitlines())
    index = locations(ask(web, (robots.site_maps() or [""])[0]))
    assert [url.endswith(".xml.gz") for url in index] == [True]
    child = ask(web, index[0], Accept_Encoding="gzip")
    assert child.headers["Content-Encoding"] is None  # the file itself is packed, not the answer
    child.body = gzip.decompress(child.body)
    assert set(locations(child)) == of_paper(web, "anzeiger")
    dates = [date.text for date in child.xml.iter("{*}publication_date")]
    assert sorted(filter(None, dates)) == sorted(
        truth.published.isoformat() for truth in web.newsroom.truth() if truth.url in of_paper(web, "anzeiger")
    )


def test_plain_sitemap_lists_articles_and_other_pages(web: Web) -> None:
    listed = clean(locations(ask(web, "http://mossgatepost.example/sitemap.xml")))
    assert of_paper(web, "mossgate") < listed
    assert "http://mossgatepost.example/about" in listed
    assert "http://mossgatepost.example/print/sheepdog-trials.html" in listed


def test_one_paper_is_found_by_links_alone(web: Web) -> None:
    paper = load_papers()["shiomi"]
    home = ask(web, paper.base + "/").html
    home.make_links_absolute(paper.base)
    assert not home.xpath("//link[@rel='alternate']")
    assert b"Sitemap" not in ask(web, paper.base + "/robots.txt").body
    linked = set(home.xpath("//a/@href"))
    assert not of_paper(web, "shiomi") <= linked
    for source in read_sources(HERE / "sources.toml"):
        for section in source.sections:
            page = ask(web, section).html
            page.make_links_absolute(paper.base)
            linked |= set(page.xpath("//a/@href"))
    assert of_paper(web, "shiomi") <= linked


def test_sources_name_every_paper() -> None:
    sources = read_sources(HERE / "sources.toml")
    assert {(source.name, source.url) for source in sources} == {
        (paper.name, paper.base + "/") for paper in load_papers().values()
    }


@pytest.mark.parametrize("paper", load_papers().values(), ids=lambda paper: paper.key)
def test_private_pages_are_linked_and_disallowed(web: Web, paper: Paper) -> None:
    robots = RobotFileParser()
    robots.parse(ask(web, f"{paper.base}/robots.txt").body.decode().splitlines())
    home = ask(web, f"{paper.base}/").html
    home.make_links_absolute(paper.base)
    links = [url for url in home.xpath("//a/@href") if "/private/" in url]
    assert links
    assert not any(robots.can_fetch("Broadsheet", url) for url in links)
    assert all(robots.can_fetch("Broadsheet", truth.url) for truth in web.newsroom.truth())


def test_every_link_of_a_paper_leads_somewhere(web: Web) -> None:
    papers = load_papers().values()
    pages = [f"{paper.base}/" for paper in papers] + [truth.url for truth in web.newsroom.truth()]
    links = set()
    for page in pages:
        tree = ask(web, page).html
        tree.make_links_absolute(page)
        links |= {url.partition("#")[0] for _, _, url, _ in tree.iterlinks() if ".example/" in url}
    hosts = set(web.newsroom.hosts())
    broken = [url for url in links if urlsplit(url).netloc in hosts and ask(web, url).status != 200]
    assert broken == []


@pytest.mark.parametrize(("key", "path"), LISTINGS)
def test_listings_answer_conditional_requests(web: Web, key: str, path: str) -> None:
    url = load_papers()[key].base + path
    first = ask(web, url)
    tag, moment = first.headers["ETag"], first.headers["Last-Modified"]
    for headers in ({"If_None_Match": tag}, {"If_None_Match": f'"other", W/{tag}'}, {"If_Modified_Since": moment}):
        again = ask(web, url, **headers)
        assert (again.status, again.body, again.headers["ETag"]) == (304, b"", tag)
    assert ask(web, url, If_None_Match='"other"', If_Modified_Since=moment).status == 200
    assert ask(web, url, If_Modified_Since="yesterday").status == 200


def test_the_second_visit_changes_one_article_and_adds_one(web: Web) -> None:
    before = {truth.url: truth for truth in web.newsroom.truth()}
    tags = {(key, path): ask(web, load_papers()[key].base + path).headers["ETag"] for key, path in LISTINGS}
    after = {truth.url: truth for truth in web.advance().truth()}
    (changed,) = [url for url in before if after[url] != before[url]]
    (added,) = after.keys() - before.keys()
    assert {urlsplit(changed).netloc, urlsplit(added).netloc} == {"www.tamarackledger.example"}
    assert before[changed].text != after[changed].text
    assert before[changed].published == after[changed].published
    assert before[changed].modified is None
    assert after[changed].modified == after[added].published
    (note,) = [line for line in after[changed].text.split("\n") if line.startswith("Correction:")]
    assert note not in before[changed].text
    statuses = {
        (key, path): ask(web, load_papers()[key].base + path, If_None_Match=tag).status
        for (key, path), tag in tags.items()
    }
    modified = {place for place, status in statuses.items() if status != 304}
    assert modified == {("ledger", "/"), ("ledger", "/feeds/latest.atom")}


def test_the_feed_says_when_the_article_changed(web: Web) -> None:
    def updated() -> dict[str, datetime]:
        feed = ask(web, "http://www.tamarackledger.example/feeds/latest.atom").xml
        names = {"a": "http://www.w3.org/2005/Atom"}
        return {
            entry.findtext("a:title", "", names): datetime.fromisoformat(entry.findtext("a:updated", "", names))
            for entry in feed.iterfind("a:entry", names)
        }

    before, modified = updated(), ask(web, "http://www.tamarackledger.example/").headers["Last-Modified"]
    web.advance()
    after = updated()
    assert "Main break leaves 214 homes on the east side without water" in after.keys() - before.keys()
    assert max(after.values()) > max(before.values())
    newer = ask(web, "http://www.tamarackledger.example/").headers["Last-Modified"]
    assert parsedate_to_datetime(newer) > parsedate_to_datetime(modified)


def test_the_newsroom_is_the_same_for_the_same_moment() -> None:
    one, other = Newsroom(OPENED), Newsroom(OPENED)
    assert one.truth() == other.truth()
    url = urlsplit(one.truth()[0].url)
    assert one.answer(url.netloc, url.path) == other.answer(url.netloc, url.path)


def test_answers_are_compressed_where_the_client_accepts_it(web: Web) -> None:
    url = web.newsroom.truth()[0].url
    plain, packed = ask(web, url), ask(web, url, Accept_Encoding="br, gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body


def test_it_answers_by_host_header_as_well(web: Web) -> None:
    url = urlsplit(web.newsroom.truth()[0].url)
    assert ask(web, url.path, Host=url.netloc).body == ask(web, url.geturl()).body
    assert ask(web, "/", Host="elsewhere.example").status == 404


def test_it_refuses_what_is_no_plain_request(web: Web) -> None:
    assert ask(web, "http://harbourcourier.example/", "POST").status == 405
    head = ask(web, "http://harbourcourier.example/", "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert web.proxy.startswith("http://127.0.0.1:")


def test_each_request_is_logged(web: Web) -> None:
    ask(web, "http://harbourcourier.example/news?page=2", User_Agent="Broadsheet/test", If_None_Match='"x"')
    (request,) = web.requests
    assert request["host"] == "harbourcourier.example"
    assert request["path"] == "/news?page=2"
    assert (request["status"], request["user_agent"], request["conditional"]) == (200, "Broadsheet/test", True)


def test_second_versions_belong_to_an_article() -> None:
    slugs = {(story.paper, story.slug) for story in load_stories() if story.visit == 1}
    versions = list(HERE.glob("articles/*/*.2.md"))
    assert versions
    assert all((path.parent.name, path.stem.partition(".")[0]) in slugs for path in versions)
