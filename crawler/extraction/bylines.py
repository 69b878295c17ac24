"""Author names in the text of the page: elements that call themselves a byline, or read like one."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from lxml import html

from crawler.extraction.authors import BY, looks_like_person
from crawler.extraction.dates import parse_date
from crawler.extraction.facts import is_elsewhere, text_of

__all__ = ["read_bylines"]

_MAX_ELEMENTS = 20_000
_MAX_MARKED = 200
_MAX_INSIDE = 200  # elements looked at inside a byline
_MAX_BYLINE = 300  # characters; a longer text is a note about the author
_MAX_PART = 80
_REACH = 150  # elements behind the headline in which an unmarked "By …" can stand

# A word of an id, class or test id: `byline`, `article__author`, `metaInfoAuthorList`, not `authority`.
_MARK = re.compile(
    r"(?:^|[\s_-]|(?<=[a-z])(?=[A-Z]))"
    r"(?i:by-?line|author|autor|autor(?:es|en|zy|i|in|a)|auteur|autore|redactor|redakteur|redaktor|writer|reporter"
    r"|journalist|verfasser|skribent|forfatter|kirjoittaja|yazar|muhabir|firma|signature|contributor)s?"
    r"(?![a-z])"
)
_OTHER = re.compile(
    r"comment|coment|komment|related|teaser|widget|sidebar|newsletter|promo|popular|recommend|card|caption|credit|media"
    r"|more-?from|(?:author|byline|autor)s?[-_]*(?:date|bio|box|desc|image|img|photo|avatar|social|twitter|excerpt"
    r"|media|role|title|time|link-?list)",
    re.IGNORECASE,
)
_BARS = " \t\r\n\xa0|·•"
_BARRED = re.compile(r"\s*[^\s|·•][^|·•]{4,60}[|·•]\s*")
_INLINE = ("a", "span", "strong", "b", "em", "i", "cite")


def read_bylines(tree: html.HtmlElement) -> list[str]:
    """The persons that the page's own byline names, as written; empty where there is no byline.

    The first element that marks itself as a byline and holds a name tells; without one, the first short text behind
    the headline that begins with "By", "Von", "Par" … and goes on with a name; else a name with a bar between it and
    a date.
    """
    worded: list[str] = []
    dated: list[str] = []
    since_headline = -1
    marked = 0
    for element in islice(tree.iter("*"), _MAX_ELEMENTS):
        if element.tag == "h1":
            since_headline = 0
        elif since_headline >= 0:
            since_headline += 1
        if marked < _MAX_MARKED and _is_marked(element):
            marked += 1
            names = _names(element) if not is_elsewhere(element) else []
            if names:
                return names
        elif not worded and 0 < since_headline < _REACH and BY.match((element.text or "").lstrip()[:_MAX_PART]):
            worded = _worded(element)
        elif not dated and 0 < since_headline < _REACH and _BARRED.fullmatch(element.text or ""):
            dated = _dated(element)
    return worded or dated


def _is_marked(element: html.HtmlElement) -> bool:
    get = element.get
    if get("rel") == "author" or get("itemprop") == "author":
        return True
    marks = get("class")
    said = _says_byline(marks) if marks else None
    if said is None:
        marks = get("id") or get("data-testid")
        said = _says_byline(marks) if marks else None
    return said is True


@lru_cache(maxsize=4_096)
def _says_byline(marks: str) -> bool | None:
    """Whether a class or id names a byline; None where it does not speak of one. Pages repeat their classes."""
    return not _OTHER.search(marks) if _MARK.search(marks) else None


def _names(element: html.HtmlElement) -> list[str]:
    """Names in a byline: its links where they are names, else its pieces of text."""
    if len(text_of(element)) > _MAX_BYLINE:
        return []
    links = [text for text in map(text_of, islice(element.iter("a"), _MAX_INSIDE)) if looks_like_person(text)]
    names = links or [text for text in _pieces(element) if looks_like_person(text)]
    # Without capitals any short word looks like a name; the name comes first.
    return names[:1] if names and names[0].upper() == names[0].lower() else names


def _pieces(element: html.HtmlElement) -> Iterator[str]:
    for node in islice(element.iter("*"), _MAX_INSIDE):
        if node.tag not in ("script", "style", "noscript", "svg", "button", "time"):
            yield node.text or ""
        if node is not element:
            yield node.tail or ""


def _dated(element: html.HtmlElement) -> list[str]:
    """The name in an element that ends in a bar, where the next one begins with a date."""
    name, following = (element.text or "").strip(_BARS), element.getnext()
    if element.tag == "a" or following is None or is_elsewhere(element) or not looks_like_person(name):
        return []
    return [name] if parse_date(text_of(following)[:_MAX_PART]) else []


def _worded(element: html.HtmlElement) -> list[str]:
    """The name behind a "By" that stands without any mark, in the element's text or its first inline child."""
    text = text_of(element)
    if len(text) > _MAX_PART or is_elsewhere(element):
        return []
    rest = BY.sub("", text)
    if looks_like_person(rest):
        return [rest]
    return [text for child in element.iterchildren(*_INLINE) if looks_like_person(text := text_of(child))]
