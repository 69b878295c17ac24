"""The links of a home or section page that lead to articles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from lxml import etree

from crawler.page import Entry
from crawler.sources import Source
from crawler.urls import announced, is_page_url, site_of
from spiders.markup import base_of, plain_text
from spiders.shapes import UNKNOWN, Shapes
from spiders.signs import judge, words_in
from spiders.words import READ_MORE

__all__ = ["Link", "article_links", "page_links"]

MAX_LINKS = 5_000
"""Anchors looked at on one page."""
MAX_ENTRIES = 1_000
_MAX_TEXT = 300
_MAX_NODES = 200
_MAX_DEPTH = 12
"""Bounds of the walk for one link: characters of text, elements inside it, elements around it."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | {"p", "div", "span", "li", "br", "section", "figcaption", "time", "small"}
_SILENT = frozenset({"script", "style", "svg", "noscript", "template"})
_PLACES = {
    "article": "in article",
    "nav": "navigation",
    "menu": "navigation",
    "footer": "footer",
}
"""Elements around a link and the sign each gives."""
_ROLES = {"navigation": "navigation", "menubar": "navigation", "menu": "navigation", "contentinfo": "footer"}
_CLASSES = (
    (
        re.compile(r"\b(?:main|site|mega|top|sub|side|nav|drop-?down|hamburger|burger)[-_]?(?:nav|menu)", re.I),
        "navigation",
    ),
    (
        re.compile(
            r"(?:^|[\s_-])(?:[ghl]|global|local)?(?:nav|navi|navbar|navigation|menu|breadcrumbs?)(?:$|[\s_-])", re.I
        ),
        "navigation",
    ),
    (re.compile(r"(?:^|[\s_-])(?:site|page|global|main)?[-_]?footer(?:$|[\s_-])", re.I), "footer"),
)
"""What classes and ids of elements around a link give."""
_AGAINST = frozenset({"navigation", "footer"})


@dataclass(slots=True)
class Link:
    """All anchors of one url on a page: the first one's address, the most that one says, the signs of their places."""

    url: str
    address: str = ""
    text: str = ""
    places: frozenset[str] = field(default_factory=frozenset)


def article_links(
    tree: etree._Element, url: str, source: Source | None = None, shapes: Shapes = UNKNOWN
) -> tuple[Entry, ...]:
    """Give the articles that a home or section page links to, in its order, at most MAX_ENTRIES.

    tree: the parsed page. url: its address, normalised. source: its include and exclude win over the judgement.
    shapes: of the site's known articles. Entry.title is the headline in the link or around it, "" where a picture alone
    is linked.
    """
    entries = []
    for link in page_links(tree, url):
        wanted = source.wants(link.url) if source else None
        if wanted or (wanted is None and judge(link.url, link.text, link.places, shapes.fits(link.url)).article):
            entries.append(Entry(link.url, link.text, address=link.address))
            if len(entries) >= MAX_ENTRIES:
                break
    return tuple(entries)


def page_links(tree: etree._Element, url: str) -> tuple[Link, ...]:
    """Give the pages of the same site that a page links to, each once, in its order.

    An address that is linked by a picture and by its headline has the headline's text. A place speaks against it
    only where all its links stand in such a place.
    """
    base, site = base_of(tree, url), site_of(url)
    links: dict[str, Link] = {}
    for anchor in islice(tree.iter("a"), MAX_LINKS):
        target, address = _target(anchor, base)
        if not target or target == url or site_of(target) != site or not is_page_url(target):
            continue
        text, places = _text_of(anchor), _places_of(anchor)
        link = links.get(target)
        if link is None:
            links[target] = Link(target, address, text, places)
            continue
        link.places = (link.places | places) - _AGAINST | (link.places & places & _AGAINST)
        if _says_more(text, link.text):
            link.text = text
    return tuple(links.values())


def _target(anchor: etree._Element, base: str) -> tuple[str, str]:
    """As crawler.urls.announced; two empty strings where the anchor leads to no page."""
    href = anchor.get("href", "").strip()
    if not href or href[0] == "#":
        return "", ""
    try:
        return announced(base, href)
    except ValueError:  # mailto:, javascript: and broken ones
        return "", ""


def _says_more(text: str, than: str) -> bool:
    if text.casefold() in READ_MORE:
        return False
    return than.casefold() in READ_MORE or words_in(text) > words_in(than)


def _text_of(anchor: etree._Element) -> str:
    """The heading inside the anchor, else all its text, else its label."""
    if not len(anchor):
        text = anchor.text or ""
    else:
        heading = next((node for node in islice(anchor.iter(), _MAX_NODES) if node.tag in _HEADINGS), None)
        text = "".join(_texts(heading if heading is not None else anchor))
    return plain_text(text[:_MAX_TEXT]) or plain_text(anchor.get("aria-label") or anchor.get("title"))


def _texts(element: etree._Element) -> Iterator[str]:
    """The texts in an element, in order, as far as the bounds go; words of neighbouring elements stay apart."""
    silent = length = 0
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in islice(walk, 2 * _MAX_NODES):
        if node.tag in _SILENT:
            silent += {"start": 1, "end": -1}[event]
        if event == "start":
            text = node.text
        elif node is not element:
            text = f" {node.tail or ''}" if node.tag in _BLOCKS else node.tail
        else:
            return
        if text and not silent:
            yield text
            length += len(text)
        if length >= _MAX_TEXT:
            return


def _places_of(anchor: etree._Element) -> frozenset[str]:
    """The signs that the elements around an anchor give, and the heading inside it."""
    places = set()
    if any(node.tag in _HEADINGS for node in islice(anchor.iter(), _MAX_NODES)):
        places.add("heading")
    header = False
    for element in islice(anchor.iterancestors(), _MAX_DEPTH):
        tag = element.tag
        if tag in _HEADINGS:
            places.add("heading")
        elif tag == "header":
            header = True
        elif tag in _PLACES:
            places.add(_PLACES[tag])
            header = header and tag != "article"  # an article's own header holds its headline
        elif sign := _ROLES.get(element.get("role", "")):
            places.add(sign)
        elif tag not in {"body", "html"}:
            places |= _by_class(f"{element.get('class', '')} {element.get('id', '')}")
    return frozenset(places | {"navigation"} if header else places)


@lru_cache(maxsize=4096)
def _by_class(names: str) -> frozenset[str]:
    if len(names) > 200 or names == " ":
        return frozenset()
    return frozenset(sign for pattern, sign in _CLASSES if pattern.search(names))
