"""Sitemaps (https://www.sitemaps.org/protocol.html), news sitemaps, and which of an index to follow."""

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice

from lxml import etree

from crawler.page import Entry
from crawler.urls import announced, is_page_url
from spiders.dates import parse_date
from spiders.errors import ListingError
from spiders.feeds import parse_feed
from spiders.markup import Elements, decode, kind_of, local_name, plain_text
from spiders.shapes import UNKNOWN, Shapes
from spiders.signs import is_refused, looks_like_article
from spiders.spans import Span, period_of

__all__ = ["Child", "Sitemap", "choose_children", "parse_sitemap", "period_named"]

MAX_BYTES = 52_428_800
MAX_URLS = 50_000
"""The protocol's bounds of one file, decompressed: bytes, and addresses."""
MAX_UNDATED = 1_000
"""Addresses without any date that are taken from one sitemap: more are an archive, and all of it would be new."""

_GZIP = b"\x1f\x8b"
_NEWS = re.compile(r"news|latest|recent|nachricht|aktuell|actu|noticia|notizi|nyheter|uutis|zprav|haber", re.IGNORECASE)
_SIDE = re.compile(
    r"(?:^|[^a-z])(?:images?|bilder|photos?|fotos?|videos?|tags?|categor(?:y|ies)|kategorien?|rubri\w*|authors?|autoren|"
    r"autores|page-sitemap|pages|topics?|themen|products?|users?|podcasts?|audio|events?|recipes?|rezepte|sections?|"
    r"static|misc|archive|archiv|shop|galler(?:y|ies))(?:$|[^a-z])",
    re.IGNORECASE,
)
"""Names of sitemaps that hold news, and that hold something else than articles."""
_PERIOD = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[-_/.]?(0[1-9]|1[0-2])(?=(?:[-_/.]?(?:0[1-9]|[12]\d|3[01]))?(?!\d)))?(?!\d{3})"
)
_DATED = re.compile(r"/((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])(?=(?:[/_-]|\d\d[/_-]))")
"""The year and month in a sitemap's name, and before an article's."""


@dataclass(frozen=True, slots=True)
class Child:
    """A sitemap that an index names. url: normalised. modified: aware, UTC, None where the index gives none."""

    url: str
    modified: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap announces, in its order, each address once: articles, or where it is an index further sitemaps."""

    entries: tuple[Entry, ...] = ()
    children: tuple[Child, ...] = ()


def parse_sitemap(
    body: bytes,
    url: str,
    since: datetime | None = None,
    encoding: str | None = None,
    shapes: Shapes = UNKNOWN,
) -> Sitemap:
    """Read a sitemap or an index of sitemaps: XML or text, plain or gzip; a feed in a sitemap's place too.

    url: its address, which relative ones are resolved against. since: aware; of a plain sitemap, addresses last
    modified (else dated, by the address) before it are left out, as are those that no article can have; addresses
    without a date are kept where they look like an article's and are at most MAX_UNDATED. A news sitemap's stay all.
    encoding: the charset of the Content-Type header. shapes: of the site's known articles: where there are some, a
    plain sitemap's addresses of another shape that do not look like an article's either are left out.
    At most MAX_URLS addresses of the first MAX_BYTES bytes. Raises ListingError where it is no sitemap.
    """
    text = decode(_unpacked(body), encoding)
    start = text[:1000].lstrip("\ufeff \t\r\n")
    if not start:
        raise ListingError(f"{url}: no sitemap but an empty body")
    if not start.startswith("<"):
        return Sitemap(entries=_wanted(_from_lines(text, url), since, shapes))
    elements = Elements(text, ("url", "sitemap"))
    entries: list[_Found] = []
    children: dict[str, Child] = {}
    for element in islice(elements, MAX_URLS):
        values = _values(element)
        try:
            location, address = announced(url, values.get("loc", ""))
        except ValueError:
            continue
        if local_name(element.tag) == "sitemap":
            children.setdefault(location, Child(location, parse_date(values.get("lastmod"))))
        elif values.get("loc"):
            entries.append(_found(location, address, values))
    if elements.root in {"rss", "rdf", "feed"}:
        return Sitemap(entries=parse_feed(body, url, encoding).entries)
    if elements.root not in {"urlset", "sitemapindex"} and not (entries or children):
        raise ListingError(f"{url}: no sitemap but {kind_of(elements.root)}")
    children.pop(url, None)
    return Sitemap(_wanted(entries, since, shapes), tuple(children.values()))


def choose_children(children: Iterable[Child], since: datetime, limit: int) -> tuple[Child, ...]:
    """Choose which sitemaps of an index to follow, the most promising first, at most `limit`.

    Not those last modified before `since` (aware), whose name holds a year or month that ended before it, or
    whose name says that they hold no articles, where others remain. Names that speak of news come first, then
    the last modified.
    """
    current = [child for child in children if not _is_past(child, since)]
    chosen = [child for child in current if not _SIDE.search(_name(child.url))] or current
    chosen.sort(key=_promise, reverse=True)
    return tuple(chosen[:limit])


def period_named(url: str) -> Span | None:
    """Give the month, else the year, that a sitemap's name holds; None where it holds none."""
    return period_of(_PERIOD.search(_name(url)))


@dataclass(frozen=True, slots=True)
class _Found:
    entry: Entry
    news: bool = False


def _unpacked(body: bytes) -> bytes:
    """The bytes of a gzip file, and of one inside another, as far as they are whole, at most MAX_BYTES."""
    for _ in range(2):
        if not body.startswith(_GZIP):
            break
        unpacked = bytearray()
        while body.startswith(_GZIP) and len(unpacked) < MAX_BYTES:
            member = zlib.decompressobj(wbits=31)
            try:
                unpacked += member.decompress(body, MAX_BYTES - len(unpacked))
            except zlib.error:
                break
            body = member.unused_data
        body = bytes(unpacked)
    return body[:MAX_BYTES]


def _values(element: etree._Element) -> dict[str, str]:
    """The texts of <loc>, <lastmod> and, out of <news:news>, <publication_date> and <title>, by local name."""
    values: dict[str, str] = {}
    for child in element:
        name = local_name(child.tag)
        if name == "news":
            values["news"] = "news"
            values |= {f"news:{local_name(part.tag)}": (part.text or "").strip() for part in child}
        else:
            values.setdefault(name, (child.text or "").strip())
    return values


def _found(url: str, address: str, values: dict[str, str]) -> _Found:
    published = parse_date(values.get("news:publication_date"))
    modified = parse_date(values.get("lastmod"))
    title = plain_text(values.get("news:title"))
    entry = Entry(url, title, published, modified if modified != published else None, address)
    return _Found(entry, "news" in values)


def _from_lines(text: str, url: str) -> Iterator[_Found]:
    lines = 0
    for line in map(str.strip, text.split("\n", MAX_URLS)[:MAX_URLS]):
        if not line.startswith(("http:", "https:")):
            continue
        try:
            location, address = announced(url, line)
        except ValueError:
            continue
        lines += 1
        yield _Found(Entry(location, address=address))
    if not lines:
        raise ListingError(f"{url}: no sitemap but {text.strip()[:30]!a}…")


def _wanted(found: Iterable[_Found], since: datetime | None, shapes: Shapes) -> tuple[Entry, ...]:
    unique: dict[str, _Found] = {}
    for one in found:
        unique.setdefault(one.entry.url, one)
    if since is None:
        return tuple(one.entry for one in unique.values())
    counts = Counter(one.entry.modified for one in unique.values())
    rewritten = {when for when, count in counts.items() if count > MAX_UNDATED}  # the sitemap's time, no article's
    kept: list[_Found] = []
    undated: set[str] = set()
    for one in unique.values():
        url, when = one.entry.url, one.entry.modified
        if not one.news:
            if is_refused(url) or not is_page_url(url):
                continue
            if shapes.fits(url) is False and not looks_like_article(url):
                continue
            when = when if when and when not in rewritten else _period_end(_DATED.search(url))
            if when is None:
                undated.add(url)
            elif when < since:
                continue
        kept.append(one)
    few = len(undated) <= MAX_UNDATED
    likely = {url for url in undated if few and (shapes.fits(url) or looks_like_article(url))}
    return tuple(one.entry for one in kept if one.entry.url not in undated or one.entry.url in likely)


def _promise(child: Child) -> tuple[bool, datetime, datetime]:
    never = datetime.min.replace(tzinfo=UTC)
    name = _name(child.url)
    return _NEWS.search(name) is not None, child.modified or never, _period_end(_PERIOD.search(name)) or never


def _is_past(child: Child, since: datetime) -> bool:
    end = _period_end(_PERIOD.search(_name(child.url)))
    return (child.modified is not None and child.modified < since) or (end is not None and end < since)


def _name(url: str) -> str:
    return url.split("/", 3)[-1]


def _period_end(found: re.Match[str] | None) -> datetime | None:
    """The end of the month, else of the year, that was found; None where none was."""
    span = period_of(found)
    return span.until - timedelta(seconds=1) if span else None
