"""When the article was published and last changed: which of the page's dates to believe."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from htmldate import find_date
from lxml import html

from crawler.extraction import jsonld
from crawler.extraction.dates import EARLIEST, TOLERANCE, Moment, from_url, parse_date, place
from crawler.extraction.facts import Facts, microdata, text_of
from crawler.extraction.times import TimeElement, is_of_another
from crawler.extraction.zones import home_zone

__all__ = ["PUBLISHED_FROM", "Dates", "choose_dates"]

_log = logging.getLogger(__name__)

PUBLISHED_FROM: dict[str, str] = {
    "json-ld": "datePublished of the page's JSON-LD node for this article",
    "meta": "a meta element such as article:published_time",
    "time": "a time element or microdata by the headline",
    "url": "the day in the page's address",
    "htmldate": "the day that the htmldate library finds in the page's text",
    "feed": "the feed or sitemap that announced the page",
    "record": "the file that the text was taken in from, by scrapy ingest",
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


_MAX_ELEMENTS = 30_000  # htmldate takes about 5 µs an element
_MAX_CHARACTERS = 500_000  # of text
_MAX_TIMES = 20  # elements that are looked at closely


@dataclass(frozen=True, slots=True)
class Dates:
    """The two dates of an article, aware, with where the first was read (a key of PUBLISHED_FROM)."""

    published: datetime | None = None
    published_from: str | None = None
    modified: datetime | None = None


def choose_dates(
    tree: html.HtmlElement,
    facts: Facts,
    own: list[jsonld.Node],
    others: list[jsonld.Node],
    url: str,
    language: str | None,
    now: datetime,
) -> Dates:
    """The dates of the article on a page.

    tree: the page, read only where all else fails. own: JSON-LD nodes of this article, best first; others: of other
    articles on the page. language: of the page, None where unknown. now: aware; a date later than a day beyond it is
    not believed. A date of change before the date of publication is left out, never taken for it.
    """
    found = _believed(_declared(facts, own), now)
    times = facts.times if found else [time for time in facts.times[:_MAX_TIMES] if not is_of_another(time)]
    day = from_url(url)
    found += _believed((("time", moment) for moment in _read_times(_own_times(times, facts))), now)
    found += _believed([("url", day)] if day else [], now)
    changed = [moment for _, moment in _believed((("", moment) for moment in _modified(facts, own, times)), now)]
    home = home_zone(url, language)
    if not found or _with_time(found)[1].to_day:
        marked = _believed((("time", moment) for moment in _parsed(microdata(tree, "datepublished"))), now)
        found = found + marked if found and found[0][0] != "url" else marked + found
    if not found:
        found = _by_htmldate(tree, url, changed, now)
        foreign = {moment.when.date() for moment in (*changed, *_foreign(facts, others, times))}
        found = [one for one in found if one[1].when.date() not in foreign]
    found, changed = _settled(found, changed)
    known = [moment for _, moment in found] + changed
    modified = place(_timed(changed), known, home) if changed else None
    if not found:
        return Dates(modified=modified)
    source, moment = _with_time(found)
    published = place(moment, known, home)
    slack = timedelta(days=1) if moment.to_day or (changed and changed[0].to_day) else timedelta()
    if modified is not None and modified < published - slack:
        modified = None
    return Dates(published, source, modified)


def _believed(found: Iterable[tuple[str, Moment]], now: datetime) -> list[tuple[str, Moment]]:
    """The dates that are possible; of one with day and month in an unknown order, the order that is."""
    believed = []
    for source, moment in found:
        for order in (moment, moment.exchanged()):
            if order is not None and _possible(order, now):
                believed.append((source, order))
                break
    return believed


def _settled(found: list[tuple[str, Moment]], changed: list[Moment]) -> tuple[list[tuple[str, Moment]], list[Moment]]:
    """The same, with day and month exchanged where their order is unknown and another date of the page shows it."""
    certain = {moment.when.date() for moment in (*(moment for _, moment in found), *changed) if not moment.exchangeable}

    def settle(moment: Moment) -> Moment:
        other = moment.exchanged()
        return other if other and moment.when.date() not in certain and other.when.date() in certain else moment

    return [(source, settle(moment)) for source, moment in found], [settle(moment) for moment in changed]


def _foreign(facts: Facts, others: list[jsonld.Node], own_times: list[TimeElement]) -> Iterator[Moment]:
    """Dates of other articles on the page, which are not to be found again in its text."""
    yield from _parsed(_json_ld(others, ("datePublished", "dateModified")))
    yield from _parsed(facts.other_times)
    yield from _read_times(time for time in facts.times[:_MAX_TIMES] if time not in own_times)


def _with_time(found: list[tuple[str, Moment]]) -> tuple[str, Moment]:
    """The most trusted date; where it is a day alone, the next that gives the time on that day."""
    best = found[0]
    if best[1].to_day:
        for other in found[1:]:
            if not other[1].to_day and other[1].when.date() == best[1].when.date():
                return other
    return best


def _timed(moments: list[Moment]) -> Moment:
    """The first moment; where it is a day alone, the next that gives the time on that day."""
    return _with_time([("", moment) for moment in moments])[1]


def _by_htmldate(tree: html.HtmlElement, url: str, changed: list[Moment], now: datetime) -> list[tuple[str, Moment]]:
    """The day that htmldate reads from the text: dear (it copies the page), so for pages that name no date at all."""
    if _is_large(tree):
        return []
    latest = min([now, *(moment.when for moment in changed if moment.has_zone)])
    try:
        day = find_date(
            tree,
            extensive_search=False,
            original_date=True,
            url=url,
            min_date=EARLIEST.replace(tzinfo=None),
            max_date=latest.replace(tzinfo=None),
        )
    except Exception:  # its last guess at any text whatever: a fault in it must not cost the article
        _log.debug("htmldate failed on %s", url, exc_info=True)
        return []
    moment = parse_date(day) if day else None
    return [("htmldate", moment)] if moment else []


def _is_large(tree: html.HtmlElement) -> bool:
    """Whether htmldate's copy and its searches of the text would take longer than a page is worth."""
    characters = 0
    for count, element in enumerate(tree.iter("*")):
        characters += len(element.tail or "") + (0 if element.tag in ("script", "style") else len(element.text or ""))
        if count >= _MAX_ELEMENTS or characters > _MAX_CHARACTERS:
            return True
    return False


def _declared(facts: Facts, own: list[jsonld.Node]) -> Iterator[tuple[str, Moment]]:
    for moment in _parsed(_json_ld(own, ("datePublished", "dateCreated", "uploadDate"))):
        yield "json-ld", moment
    for moment in _parsed(facts.each(*_PUBLISHED_META)):
        yield "meta", moment


def _own_times(times: list[TimeElement], facts: Facts) -> list[TimeElement]:
    """Time elements that may say when this was published: those that say so, else those behind the headline; above it
    stands today's date."""
    marked = [time for time in times if time.kind == "published"]
    return sorted(marked, key=lambda time: not time.after_headline) or [
        time for time in times if not time.kind and (time.after_headline or not facts.headlines)
    ]


def _read_times(times: Iterable[TimeElement]) -> Iterator[Moment]:
    """What the elements say in their attributes, else in their text."""
    for time in times:
        moment = parse_date(time.value) or parse_date(text_of(time.element))
        if moment is not None:
            yield moment


def _modified(facts: Facts, own: list[jsonld.Node], times: list[TimeElement]) -> Iterator[Moment]:
    yield from _parsed(_json_ld(own, ("dateModified",)))
    yield from _parsed(facts.each(*_MODIFIED_META))
    yield from _read_times(time for time in times if time.kind == "modified")


def _json_ld(own: list[jsonld.Node], keys: Iterable[str]) -> Iterator[str]:
    for key in keys:
        for node in own:
            yield from jsonld.strings(node.get(key), "@value", "dateTime")


def _parsed(values: Iterable[str]) -> Iterator[Moment]:
    for value in values:
        moment = parse_date(value)
        if moment is not None:
            yield moment


def _possible(moment: Moment, now: datetime) -> bool:
    when = moment.when if moment.has_zone else moment.when.replace(tzinfo=EARLIEST.tzinfo)
    return EARLIEST <= when <= now + TOLERANCE
