from datetime import UTC, datetime

import pytest

from crawler.page import Entry, Listing
from crawler.sources import Source
from spiders.shapes import UNKNOWN
from spiders.sitemaps import Child
from spiders.spans import Span, dated, read_span
from spiders.walk import Walk

HOME = "https://paper.example/"
SOURCE = Source("Paper", HOME)
NOW = datetime(2024, 6, 15, 12, tzinfo=UTC)
SPRING = read_span("2024-03", "2024-04-30", NOW)


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def walk(read: dict[str, str | None] | None = None, source: Source = SOURCE) -> Walk:
    return Walk(source, SPRING, read or {})


def order(one: Walk) -> list[str]:
    """The paths of what it reads until nothing is left."""
    return [listing.url.removeprefix(HOME) for listing in iter(one.next, None)]


@pytest.mark.parametrize(
    ("since", "until", "first", "last"),
    [
        ("2024-03", "2024-04-30", "2024-03-01", "2024-05-01"),
        ("2023", "2023", "2023-01-01", "2024-01-01"),
        ("2023-12", "2023-12", "2023-12-01", "2024-01-01"),
        (" 2024-02-29", "2024-02-29 ", "2024-02-29", "2024-03-01"),
    ],
)
def test_dates_as_people_write_them(since: str, until: str, first: str, last: str) -> None:
    assert read_span(since, until, NOW) == Span(day(first), day(last))


def test_until_is_today_where_it_is_not_given() -> None:
    assert read_span("2024", "", NOW).holds(NOW)


@pytest.mark.parametrize(
    ("since", "until", "says"),
    [
        ("", "2024", "since: ''"),
        ("yesterday", "", "'yesterday'"),
        ("2024-13", "", "'2024-13'"),
        ("2023-02-29", "", "'2023-02-29'"),
        ("2024", "01.02.2024", "until: '01.02.2024'"),
        ("2024-05", "2024-04", "later than"),
        ("9999", "", "9999"),
    ],
)
def test_what_is_no_date_is_named(since: str, until: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        read_span(since, until, NOW)


@pytest.mark.parametrize(
    ("entry", "since"),
    [
        (Entry(HOME + "x", published=NOW), "2024-06-15T12:00"),
        (Entry(HOME + "news/2024/05/01/harbour"), "2024-05-01"),
        (Entry(HOME + "news/2024/05/harbour"), "2024-05-01"),
        (Entry(HOME + "news/20240501/harbour"), "2024-05-01"),
        (Entry(HOME + "news/2024-05-01/harbour"), "2024-05-01"),
        (Entry(HOME + "news/2024/02/31/harbour"), None),
        (Entry(HOME + "news/harbour", modified=NOW), None),
    ],
)
def test_when_an_article_was_published(entry: Entry, since: str | None) -> None:
    when = dated(entry)
    assert (when and when.since) == (day(since) if since else None)


def test_only_sitemaps_of_the_span_and_the_newest_first() -> None:
    one = walk()
    one.add_sitemaps(
        [
            Child(HOME + "sitemap-2024-02.xml"),
            Child(HOME + "sitemap-2024-03.xml"),
            Child(HOME + "sitemap-2024-04.xml"),
            Child(HOME + "sitemap-2024-05.xml", NOW),
            Child(HOME + "sitemap-2023.xml", NOW),
            Child(HOME + "articles-1.xml", day("2024-01-31")),
            Child(HOME + "articles-2.xml", day("2024-03-10")),
            Child(HOME + "articles-3.xml"),
            Child(HOME + "sitemap-images.xml"),
        ]
    )
    assert order(one) == ["sitemap-2024-04.xml", "sitemap-2024-03.xml", "articles-2.xml", "articles-3.xml"]


def test_a_sitemap_that_names_itself_or_others_twice_is_read_once() -> None:
    one = walk()
    for _ in range(3):
        one.add_sitemaps([Child(HOME + "sitemap.xml")])
    assert order(one) == ["sitemap.xml"]


def test_what_was_read_before_is_not_read_again_and_lists_go_on_where_they_were() -> None:
    one = walk(
        {
            HOME + "sitemap-2024-04.xml": None,
            HOME + "politics": HOME + "politics?page=2",
            HOME + "politics?page=2": HOME + "politics?page=3",
            HOME + "sport": None,
        }
    )
    one.add_sitemaps([Child(HOME + "sitemap-2024-04.xml"), Child(HOME + "sitemap-2024-03.xml")])
    for section in ("politics", "sport", "culture"):
        one.add_list(HOME + section)
    assert order(one) == ["sitemap-2024-03.xml", "culture", "politics?page=3"]


def test_a_listing_that_held_too_much_comes_next_again() -> None:
    one = walk()
    one.add_sitemaps([Child(HOME + "sitemap-2024-04.xml"), Child(HOME + "sitemap-2024-03.xml")])
    first = one.next()
    assert first is not None
    one.again(first)
    assert order(one) == ["sitemap-2024-04.xml", "sitemap-2024-03.xml"]


def entries(*paths: str) -> list[Entry]:
    return [Entry(HOME + path) for path in paths]


def test_a_list_ends_where_its_pages_bring_nothing_new_or_only_older_articles() -> None:
    one, first = walk(), Listing(HOME + "politics", "page")
    two, three = HOME + "politics?page=2", HOME + "politics?page=3"
    assert one.following(first, two, entries("2024/06/harbour", "2024/02/most-read")) == two
    assert one.following(Listing(two, "page"), three, entries("2024/06/harbour", "2024/02/most-read")) is None
    assert one.following(Listing(two, "page"), three, entries("2024/02/bridge")) is None
    assert one.following(Listing(two, "page"), three, entries("2024/03/bridge")) == three
    assert one.following(Listing(three, "page"), None, entries("2024/03/market")) is None


def test_a_list_without_dates_ends_when_its_articles_turn_out_older() -> None:
    one = walk()
    one.add_list(HOME + "politics")
    listing = one.next()
    assert listing is not None
    for published, goes_on in ((day("2024-06-01"), True), (day("2024-02-01"), False)):
        target = HOME + f"politics?page={published.month}"
        one.go_on(listing, target)
        one.learned(listing.url, published)
        one.learned(listing.url, day("2020-01-01"))
        following = one.next()
        assert (following is not None) == goes_on
        listing = Listing(target, "page")


def chosen(one: Walk, url: str, found: list[Entry], kind: str = "sitemap") -> list[str]:
    return [entry.url.removeprefix(HOME) for entry in one.choose(Listing(HOME + url, kind), found, UNKNOWN)]


def test_the_articles_of_the_span_the_newest_first() -> None:
    slug = "harbour-plan-angers-the-town"
    found = [
        Entry(HOME + f"2024/03/31/{slug}"),
        Entry(HOME + f"2024/02/29/{slug}"),
        Entry(HOME + f"2024/05/{slug}"),
        Entry(HOME + f"2023/04/{slug}", modified=day("2024-04-01")),
        Entry(HOME + f"a/{slug}", published=day("2024-04-30")),
        Entry(HOME + f"b/{slug}", modified=day("2024-04-02")),
        Entry(HOME + f"c/{slug}", modified=day("2024-06-02")),
        Entry(HOME + f"d/{slug}"),
        Entry(HOME + "tag/harbour", modified=day("2024-04-02")),
        Entry(HOME + "politics", modified=day("2024-04-02")),
        Entry(HOME + "paper.pdf", modified=day("2024-04-02")),
    ]
    one = walk()
    assert chosen(one, "sitemap.xml", found) == [f"a/{slug}", f"b/{slug}", f"2024/03/31/{slug}"]
    assert one.undated == 1
    assert f"c/{slug}" in chosen(one, "sitemap-2024-04.xml", found)
    assert f"d/{slug}" in chosen(one, "sitemap-2024-04.xml", found)
    assert f"d/{slug}" in chosen(one, "politics", found, "page")


def test_a_sitemap_written_anew_each_night_dates_nothing() -> None:
    found = [Entry(HOME + f"harbour-plan-{n}-angers-the-town", modified=day("2024-04-02")) for n in range(1_100)]
    one = walk()
    assert chosen(one, "sitemap.xml", found) == []
    assert one.undated == 1_100


def test_include_and_exclude_win() -> None:
    source = Source("Paper", HOME, include=("/tag/",), exclude=("video",))
    found = [Entry(HOME + path, published=day("2024-04-01")) for path in ("tag/a", "tag/video", "a-b-c-d-e-f")]
    assert chosen(walk(source=source), "sitemap.xml", found) == ["tag/a"]
