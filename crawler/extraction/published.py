"""When the article was published and last changed: which of the page's dates to believe."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml import html

from crawler.extraction import jsonld
from crawler.extraction.dates import EARLIEST, TOLERANCE, Moment, from_url, parse_date, place
from crawler.extraction.facts import Facts

__all__ = ["PUBLISHED_FROM", "Dates", "choose_dates"]

PUBLISHED_FROM: dict[str, str] = {
    "json-ld": "datePublished of the page's JSON-LD node for this article",
    "meta": "a meta element such as article:published_time",
    "time": "a time element or microdata by the headline",
    "url": "the day in the page's address",
    "htmldate": "the day that the htmldate library finds in the page's text",
    "feed": "the feed or sitemap that announced the page",
}
"""Every value of `published_from`, with what it says of the date; in the order in which they are believed."""

_PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "og:pubdate",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime",
    "article:published", "article.published", "published_time", "dc.date.issued", "dcterms.issued", "dcterms.date",
    "dc.date.created", "dcterms.created", "dc.date", "publish-date", "publishdate", "publish_date",
    "publication_date", "publication-date", "pubdate", "published", "date.created", "datecreated", "article.created",
    "article:post_date", "displaydate", "date.available", "date", "article_date_original", "originalpublicationdate",
)  # fmt: skip
_MODIFIED_META = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "dc.date.modified",
    "dcterms.modified", "article.updated", "date.modified", "date.updated", "lastmod", "last-modified", "updated",
    "modified", "article:modified",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dates:
    """The two dates of an article, aware, with where the first was read (a key of PUBLISHED_FROM)."""

    published: datetime | None = None
    published_from: str | None = None
    modified: datetime | None = None


def choose_dates(
    tree: html.HtmlElement, facts: Facts, own: list[jsonld.Node], url: str, now: datetime
) -> Dates:
    """The dates of the article."""
    candidates = [
        (source, moment) for source, moment in _published(facts, own, url) if _possible(moment, now)
    ]
    changed = [moment for moment in _parsed(_modified(facts, own)) if _possible(moment, now)]
    if not candidates:
        candidates = []
    everything = [moment for _, moment in candidates] + changed
    modified = place(changed[0], everything, None) if changed else None
    if not candidates:
        return Dates(modified=modified)
    source, moment = candidates[0]
    published = place(moment, everything, None)
    return Dates(published, source, modified)


def _published(facts: Facts, own: list[jsonld.Node], url: str) -> Iterator[tuple[str, Moment]]:
    for moment in _parsed(_json_ld(own, ("datePublished", "dateCreated", "uploadDate"))):
        yield "json-ld", moment
    for moment in _parsed(facts.each(*_PUBLISHED_META)):
        yield "meta", moment
    for moment in _parsed(facts.itemprops.get("datepublished", ())):
        yield "time", moment
    times = sorted(
        (time for time in facts.times if time.kind != "modified"),
        key=lambda time: (time.kind != "published", not time.after_headline),
    )
    for moment in _parsed(time.value for time in times):
        yield "time", moment
    day = from_url(url)
    if day is not None:
        yield "url", day


def _modified(facts: Facts, own: list[jsonld.Node]) -> Iterator[str]:
    yield from _json_ld(own, ("dateModified",))
    yield from facts.each(*_MODIFIED_META)
    yield from facts.itemprops.get("datemodified", ())
    yield from (time.value for time in facts.times if time.kind == "modified")


def _json_ld(own: list[jsonld.Node], keys: Iterable[str]) -> Iterator[str]:
    for key in keys:
        for node in own:
            yield from jsonld.strings(node.get(key), "@value", "dateTime")


def _parsed(values: Iterable[Any]) -> Iterator[Moment]:
    for value in values:
        moment = parse_date(value)
        if moment is not None:
            yield moment


def _possible(moment: Moment, now: datetime) -> bool:
    when = moment.when if moment.has_zone else moment.when.replace(tzinfo=EARLIEST.tzinfo)
    return EARLIEST <= when <= now + TOLERANCE
