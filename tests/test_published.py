"""Which of a page's dates is the article's: never a change's, never tomorrow's, never another article's."""

import json
from datetime import UTC, datetime

import pytest

from crawler.extraction.dates import parse_date
from crawler.extraction.document import parse
from crawler.extraction.metadata import Metadata, read_metadata

NOW = datetime(2025, 6, 1, tzinfo=UTC)
URL = "https://post.example/news/bridge-closed"
TEXT = "<p>The bridge over the northern harbour stays closed for weeks, the office for roads said on Monday.</p>" * 4
OWN = "2024-05-16T07:30:00+02:00"
OTHER = "2023-01-09T10:00:00+00:00"


def read(body: str = "", head: str = "", url: str = URL) -> Metadata:
    html = f"<html lang=en><head><title>Bridge closed</title>{head}</head><body>{body}</body></html>"
    return read_metadata(parse(html, url), url, NOW)


def ld(**node: str) -> str:
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', **node})}</script>"


def time(value: str, *, text: str = "", marks: str = "") -> str:
    return f"<time datetime='{value}' {marks}>{text or value}</time>"


def article(line: str, below: str = "") -> str:
    return f"<article><h1>Bridge closed</h1>{line}{TEXT}</article>{below}"


@pytest.mark.parametrize(
    "line",
    [
        f"<p>Published: {time(OWN)} | Updated: {time('2024-05-17T09:00:00Z')}</p>",
        f"<p>Updated {time('2024-05-17T09:00:00Z')}</p><p>Published {time(OWN)}</p>",
        f"<p>Aktualisiert am {time('2024-05-17T09:00:00Z')}</p><p>Erstellt: {time(OWN)}</p>",
        f"<p><span>Mis à jour le</span> {time('2024-05-17T09:00:00Z')}</p><p><span>Publié le</span> {time(OWN)}</p>",
        f"<p>更新 {time('2024-05-17T09:00:00Z')}</p><p>公開 {time(OWN)}</p>",
        f"<p>{time(OWN, marks='class=entry-date')}{time('2024-05-17T09:00:00Z', marks='class=updated')}</p>",
        f"<p>{time(OWN, marks='itemprop=datePublished')}{time('2024-05-17T09:00Z', marks='itemprop=dateModified')}</p>",
    ],
)
def test_published_and_modified_are_never_swapped(line: str) -> None:
    found = read(article(line))
    assert (found.published, found.published_from) == (datetime.fromisoformat(OWN), "time")
    assert found.modified == datetime(2024, 5, 17, 9, tzinfo=UTC)


def test_wordpress_marks_a_post_that_never_changed_with_both() -> None:
    found = read(article(time(OWN, marks="class='entry-date published updated'")))
    assert (found.published, found.modified) == (datetime.fromisoformat(OWN), None)


@pytest.mark.parametrize(
    "page",
    [
        {"head": f"<meta property='article:modified_time' content='{OWN}'>"},
        {"head": ld(headline="Bridge closed", dateModified=OWN)},
        {"line": f"<p>Last updated: {time(OWN, text='16 May 2024')}</p>"},
    ],
)
def test_a_date_of_change_alone_is_no_date_of_publication(page: dict[str, str]) -> None:
    found = read(article(page.get("line", "")), page.get("head", ""))
    assert (found.published, found.modified) == (None, datetime.fromisoformat(OWN))


@pytest.mark.parametrize(
    "below",
    [
        f"<ul><li><a href=/x>Ferry to the islands will sail again from Monday</a> {time(OTHER)}</li></ul>",
        f"<section><article><h3><a href=/x>Ferry sails again</a></h3>{time(OTHER)}</article></section>",
        f"<ol><li>I crossed it every day for thirty years and will miss it. {time(OTHER)}</li></ol>",
        f"<div>{time(OTHER)} Anna: nice</div>",
        f"<p>The last ship sank on {time('1998-04-01', text='1 April 1998')} in this bay.</p>",
        f"<div class=related>{time(OTHER, text='9 January 2023')}</div>",
        ld(headline="Ferry sails again", url="https://post.example/news/ferry", datePublished=OTHER),
    ],
)
def test_never_the_date_of_another_article(below: str) -> None:
    assert read(article("", below)).published is None
    assert read(article(time(OWN), below)).published == datetime.fromisoformat(OWN)
    assert read(article("", below), f"<meta name=date content='{OWN}'>").published == datetime.fromisoformat(OWN)


def test_never_in_the_future() -> None:
    found = read(head=ld(headline="Bridge closed", datePublished="2031-01-01T00:00:00Z"))
    assert found.published is None
    kept = read(head=ld(headline="Bridge closed", datePublished="2031-01-01T00:00:00Z", dateCreated=OWN))
    assert kept.published == datetime.fromisoformat(OWN)
    # of two ways to read a number, the one that has been
    assert read(head="<meta name=date content='12/05/2025 08:00'>").published == datetime(2025, 5, 12, 8, tzinfo=UTC)
    assert read(head="<meta name=date content='05/12/2025 08:00'>").published == datetime(2025, 5, 12, 8, tzinfo=UTC)


def test_another_date_of_the_page_settles_day_and_month() -> None:
    head = "<meta name=date content='05/06/2024 07:30'>"
    assert read(head=head).published == datetime(2024, 6, 5, 7, 30, tzinfo=UTC)
    assert read(head=head, url="https://post.example/2024/05/06/x").published == datetime(2024, 5, 6, 7, 30, tzinfo=UTC)
    assert read(head=head, url="https://post.example/2024/06/05/x").published == datetime(2024, 6, 5, 7, 30, tzinfo=UTC)


def test_a_time_element_is_read_by_its_text_where_its_attribute_is_no_date() -> None:
    found = read(article("<time datetime='07:30'>16 May 2024, 07:30</time>"))
    assert (found.published, found.published_from) == (datetime(2024, 5, 16, 7, 30, tzinfo=UTC), "time")


def test_the_zone_is_kept() -> None:
    found = read(head="<meta property='article:published_time' content='2024-05-16T07:30:00-0700'>")
    assert found.published is not None
    assert found.published.isoformat() == "2024-05-16T07:30:00-07:00"


@pytest.mark.parametrize(
    "text",
    ["16 พ.ค. 2567 07:30 น.", "令和6年5月16日 7時30分", "١٦ مايو ٢٠٢٤ ٠٧:٣٠", "१६ मई २०२४, ०७:३०", "16/05/2567 07:30"],
)
def test_calendars_and_digits(text: str) -> None:
    moment = parse_date(text)
    assert moment is not None
    assert (moment.when, moment.to_day) == (datetime(2024, 5, 16, 7, 30), False)  # noqa: DTZ001 - naive is meant
