"""Feeds: RSS 0.9 to 2.0, Atom and JSON Feed as entries, and the feeds that a page names.

feedparser, for comparison, took 330 µs an item (190 without cleaning HTML that is not used here) where this takes
50 to 70, and over a minute for one start tag with 100,000 attributes. Its tolerance is kept: broken XML is read as far
as it goes, charsets and namespaces may be wrong or missing, and dates of many kinds are read.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin

from lxml import etree

from crawler.page import Entry
from crawler.urls import announced, resolve, same_site, site_of
from spiders.dates import parse_date
from spiders.errors import ListingError
from spiders.markup import Elements, base_of, decode, kind_of, local_name, plain_text
from spiders.signs import looks_like_article

__all__ = ["Feed", "find_feeds", "is_comments", "parse_feed"]

MAX_BYTES = 10_000_000
"""What is read of a feed; the rest, its older end, is cut off."""
MAX_ENTRIES = 5_000
MAX_ITEMS = 50_000
"""Entries that are taken, and items that are looked at for them: an item without an address gives none."""

_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
    "http://www.w3.org/2005/Atom": "atom:",
    "http://purl.org/atom/ns#": "atom:",
}
"""The prefix under which elements of a namespace are looked up; in the item's own namespace there is none."""
_TITLES = ("title", "dc:title", "atom:title")
_PUBLISHED = (
    "pubdate",
    "published",
    "issued",
    "dc:date",
    "dcterms:created",
    "dcterms:issued",
    "atom:published",
    "created",
)
_MODIFIED = ("updated", "modified", "atom:updated", "dcterms:modified")
_LINKS = ("feedburner:origlink", "link", "atom:link")
_IDENTIFIERS = ("guid", "id")
"""Names under which a value may stand, the best first, lower case."""

MAX_FEEDS = 20
MAX_LINKS = 1_000
"""Feeds taken from one page, for some name one for each of a hundred topics; <link> elements looked at."""
_TYPES = frozenset({"rss+xml", "atom+xml", "rdf+xml", "feed+json", "x.atom+xml", "x-rss+xml", "rss", "atom"})
_VAGUE_TYPES = frozenset({"xml", "json"})
"""What follows the slash in a link's type: a feed's, and what is a feed's where the address says so."""
_FEED_ADDRESS = re.compile(r"feed|rss|atom|\.rdf|/rdf", re.IGNORECASE)
_COMMENTS = re.compile(
    r"comment|kommentar|comentario|comentário|commenti|reacties|komentarz|komentář|kommentit|yorum|"
    r"коммент|комент|σχόλι|تعليق|评论|評論|コメント|댓글",
    re.IGNORECASE,
)
_FEED_HOSTS = frozenset({"feedburner.com", "google.com", "feedpress.me", "rss.app", "megaphone.fm"})
"""Sites that serve other sites' feeds."""

_FEED_ROOTS = frozenset({"rss", "rdf", "feed", "channel"})


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed announces, in its order, each address once; nothing where it is empty."""

    entries: tuple[Entry, ...]


def parse_feed(body: bytes, url: str, encoding: str | None = None) -> Feed:
    """Read a feed of any kind.

    url: the feed's address, which relative links are resolved against. encoding: the charset of the Content-Type
    header. Entry.modified is set where the feed gives a time of change that is not the time of publication.
    At most MAX_ENTRIES entries of the first MAX_BYTES bytes. Raises ListingError where it is no feed.
    """
    text = decode(body[:MAX_BYTES], encoding)
    start = text[:1000].lstrip()
    if not start:
        raise ListingError(f"{url}: no feed but an empty body")
    found = _from_json(text, url) if start[0] in "{[" else _from_xml(text, url)
    entries: dict[str, Entry] = {}
    for entry in found:
        entries.setdefault(entry.url, entry)
        if len(entries) >= MAX_ENTRIES:
            break
    return Feed(tuple(entries.values()))


def find_feeds(tree: etree._Element, url: str) -> tuple[str, ...]:
    """Give the feeds that a page names by <link rel="alternate">, in its order, at most MAX_FEEDS.

    tree: the parsed page. url: its address, normalised. Not those of comments and of other sites; a feed
    whose address lies below the page's own is that page's comments, except for a home page and a section.
    """
    base = base_of(tree, url)
    feeds: dict[str, None] = {}
    for link in islice(tree.iter("link"), MAX_LINKS):
        href = link.get("href", "").strip()
        if not href or "alternate" not in link.get("rel", "").lower().split():
            continue
        try:
            feed = resolve(base, href)
        except ValueError:
            continue
        if _is_news_feed(feed, url, link.get("type", ""), link.get("title", "")):
            feeds[feed] = None
        if len(feeds) >= MAX_FEEDS:
            break
    return tuple(feeds)


def is_comments(text: str) -> bool:
    """Tell whether a feed's title or address says that it holds readers' comments."""
    return _COMMENTS.search(text) is not None


def _is_news_feed(feed: str, page: str, kind: str, title: str) -> bool:
    kind = kind.partition(";")[0].strip().lower().rpartition("/")[2]
    if kind not in _TYPES and not (kind in _VAGUE_TYPES and _FEED_ADDRESS.search(feed)):
        return False
    if is_comments(title) or is_comments(feed):
        return False
    if not same_site(feed, page) and site_of(feed) not in _FEED_HOSTS:
        return False
    own = page.partition("?")[0].rstrip("/") + "/"
    return not (feed.startswith(own) and looks_like_article(page))


# --- XML ---


def _from_xml(text: str, url: str) -> Iterator[Entry]:
    elements = Elements(text, ("item", "entry"))
    items = 0
    for items, element in enumerate(islice(elements, MAX_ITEMS), 1):  # noqa: B007 - counted
        if elements.root in _FEED_ROOTS and (entry := _entry(element, url)):
            yield entry
    if elements.root not in _FEED_ROOTS:
        raise ListingError(f"{url}: no feed but {kind_of(elements.root)}")
    if not items and ("<item" in text or "<entry" in text):
        raise ListingError(f"{url}: a feed too broken to read")


def _entry(element: etree._Element, url: str) -> Entry | None:
    base = _base(element, url)
    values = _values(element)
    url, address = _address(element, values, base)
    if not url:
        return None
    published = parse_date(_first(values, _PUBLISHED))
    modified = parse_date(_first(values, _MODIFIED))
    title = plain_text(_first(values, _TITLES))
    return Entry(url, title, published, modified if modified != published else None, address)


def _base(element: etree._Element, url: str) -> str:
    try:
        return urljoin(url, element.base or "")
    except ValueError:  # xml:base is no address
        return url


def _values(element: etree._Element) -> dict[str, list[etree._Element]]:
    """The element's children by lower-case name, with the prefix of their namespace where it is another's."""
    own = _namespace(element.tag)
    values: dict[str, list[etree._Element]] = {}
    for child in element:
        if not isinstance(child.tag, str):
            continue
        namespace = _namespace(child.tag)
        name = local_name(child.tag)
        if namespace != own:
            prefix = _PREFIXES.get(namespace)
            if prefix is None and namespace:
                continue  # media:title is not the item's title
            name = (prefix or "") + name
        elif ":" in child.tag.rpartition("}")[2]:
            name = child.tag.lower()  # a prefix that nothing declares
        values.setdefault(name, []).append(child)
    return values


def _namespace(tag: str) -> str:
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""


def _first(values: dict[str, list[etree._Element]], names: tuple[str, ...]) -> str | None:
    for name in names:
        for element in values.get(name, ()):
            text = (element.text or "") if not len(element) else "".join(map(str, element.itertext()))
            if text := text.strip():
                return text
    return None


def _address(element: etree._Element, values: dict[str, list[etree._Element]], base: str) -> tuple[str, str]:
    """As crawler.urls.announced; two empty strings where the item has no address."""
    for reference in _references(element, values):
        try:
            return announced(base, reference)
        except ValueError:
            continue
    return "", ""


def _references(element: etree._Element, values: dict[str, list[etree._Element]]) -> Iterator[str]:
    """What may be the item's address, the best first."""
    for name in _LINKS:
        links = values.get(name, ())
        yield from (text for link in links if link.get("href") is None and (text := (link.text or "").strip()))
        pages = [link for link in links if link.get("href") and link.get("rel", "alternate") == "alternate"]
        pages.sort(key=lambda link: "html" not in link.get("type", "html"))
        yield from (str(link.get("href")) for link in pages)
    for name in _IDENTIFIERS:
        for identifier in values.get(name, ()):
            # an id is an address only where it looks like one; a guid may say that it is none
            if identifier.get("isPermaLink", "true").lower() != "false":
                yield from (text for text in [(identifier.text or "").strip()] if text.startswith(("http:", "https:")))
    yield from (str(value) for name, value in element.attrib.items() if local_name(name) == "about")


# --- JSON Feed, https://www.jsonfeed.org/version/1.1/ ---


def _from_json(text: str, url: str) -> Iterator[Entry]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise ListingError(f"{url}: no feed but broken JSON") from None
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list) or "jsonfeed.org" not in str(document.get("version")):
        raise ListingError(f"{url}: no feed but other JSON")
    for item in items:
        if isinstance(item, dict) and (entry := _json_entry(item, url)):
            yield entry


def _json_entry(item: dict[str, object], base: str) -> Entry | None:
    values = {key: value for key, value in item.items() if isinstance(value, str)}
    for key in ("url", "id", "external_url"):
        if key == "id" and not values.get(key, "").startswith(("http:", "https:")):
            continue
        try:
            url, address = announced(base, values[key])
            break
        except (KeyError, ValueError):
            continue
    else:
        return None
    published, modified = parse_date(values.get("date_published")), parse_date(values.get("date_modified"))
    title = plain_text(values.get("title"))
    return Entry(url, title, published, modified if modified != published else None, address)
