"""One walk over a parsed page that collects everything the readers of metadata look at."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from lxml import etree, html

from crawler.extraction.strings import fold, unescape
from crawler.extraction.times import TimeElement, kind_of

__all__ = ["Facts", "collect", "is_elsewhere", "meta_key", "microdata", "text_of"]

_WALKED = ("meta", "link", "script", "title", "h1", "time")
_MAX_ELEMENTS = 200_000  # of the walked tags; the largest real news pages hold a tenth of that
_MAX_VALUES = 100  # per meta key, per kind of element: what lies beyond is a list of other articles
_MAX_READ = 500  # elements of a kind
_MAX_NODES = 2_000  # below one element
_MAX_ANCESTORS = 100
_MAX_TEXT = 2_000  # characters of one attribute or element; a headline has at most 300

_ELSEWHERE_TAGS = frozenset({"aside", "nav", "footer", "form", "template", "noscript", "figure"})
_ELSEWHERE = re.compile(
    r"related|recommend|caption|media-?(?:box|info)|teaser|sidebar|comment|popular|most-?read|trending|carousel|latest|read-?more|more-?from"
    r"|newsletter|footer|cookie|livefeed|ticker-?list",
    re.IGNORECASE,
)
_LD_TYPE = re.compile(r"\bld\+json\b", re.IGNORECASE)


@dataclass(slots=True)
class Facts:
    """What the page holds, in its order; strings as they stand unless said otherwise.

    meta: contents by `meta_key` of property, name, itemprop or http-equiv. links: first href by rel. json_ld: script
    texts. language: of the html element. title: of the title element, folded. headlines: texts of h1, folded, none
    empty. times: outside of teasers; other_times: values of those inside.
    """

    meta: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    json_ld: list[str] = field(default_factory=list)
    language: str = ""
    title: str = ""
    headlines: list[str] = field(default_factory=list)
    times: list[TimeElement] = field(default_factory=list)
    other_times: list[str] = field(default_factory=list)

    def first(self, *keys: str) -> str:
        """The first non-empty content of the meta keys in their order of preference, unescaped; else ""."""
        return next(self.each(*keys), "")

    def each(self, *keys: str) -> Iterator[str]:
        """Every non-empty content of the meta keys, in their order of preference, unescaped."""
        for key in keys:
            for content in self.meta.get(meta_key(key), ()):
                value = unescape(content)
                if value:
                    yield value


@lru_cache(maxsize=2_048)
def meta_key(name: str) -> str:
    """The name without case and punctuation: sites write og:site_name, og.site-name and ogSiteName alike."""
    return re.sub(r"[\W_]+", "", name.lower())


def text_of(element: html.HtmlElement) -> str:
    """The element's text without scripts and styles, at most 2,000 characters, folded; a break reads as a space."""
    parts: list[str] = []
    size = 0
    for node in islice(element.iter(), _MAX_NODES):
        if isinstance(node.tag, str) and node.tag not in ("script", "style", "noscript", "svg", "template"):
            parts.append(" " if node.tag in ("br", "p", "div", "li") else "")
            parts.append(node.text or "")
            size += len(parts[-1])
        if node is not element:
            parts.append(node.tail or "")
            size += len(parts[-1])
        if size > _MAX_TEXT:
            break
    return fold("".join(parts)[:_MAX_TEXT])


def collect(tree: html.HtmlElement) -> Facts:
    """Walk the page once; the tree is left as it is."""
    facts = Facts(language=tree.get("lang") or tree.get("xml:lang") or tree.get(_XML_LANG) or "")
    read: Counter[str] = Counter()
    for element in islice(tree.iter(*_WALKED), _MAX_ELEMENTS):
        read[element.tag] += 1
        if read[element.tag] <= _MAX_READ:
            _READERS[element.tag](facts, element)
    return facts


_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _read_meta(facts: Facts, element: html.HtmlElement) -> None:
    get = element.get
    content = get("content")
    key = get("property") or get("name") or get("itemprop") or get("http-equiv")
    if content is None or key is None:
        return
    for name in key.split():
        values = facts.meta.setdefault(meta_key(name), [])
        if len(values) < _MAX_VALUES:
            values.append(content[:_MAX_TEXT])


def _read_link(facts: Facts, element: html.HtmlElement) -> None:
    href = element.get("href")
    if href:
        for rel in (element.get("rel") or "").lower().split():
            facts.links.setdefault(rel, href[:_MAX_TEXT])


def _read_script(facts: Facts, element: html.HtmlElement) -> None:
    if _LD_TYPE.search(element.get("type") or "") and element.text and len(facts.json_ld) < _MAX_VALUES:
        facts.json_ld.append(element.text)


def _read_title(facts: Facts, element: html.HtmlElement) -> None:
    # A drawing (svg) may hold a title too; the page's own comes first.
    if not facts.title:
        facts.title = unescape(text_of(element))


def _read_headline(facts: Facts, element: html.HtmlElement) -> None:
    if len(facts.headlines) < _MAX_VALUES:
        text = text_of(element)
        if text:
            facts.headlines.append(text)


def _read_time(facts: Facts, element: html.HtmlElement) -> None:
    if len(facts.times) >= _MAX_VALUES:
        return
    value = element.get("datetime") or element.get("data-datetime") or element.get("content") or text_of(element)
    if not value:
        return
    if is_elsewhere(element):
        if len(facts.other_times) < _MAX_VALUES:
            facts.other_times.append(value[:_MAX_TEXT])
        return
    facts.times.append(TimeElement(value[:_MAX_TEXT], kind_of(element), bool(facts.headlines), element))


def is_elsewhere(element: html.HtmlElement) -> bool:
    """Whether the element belongs to another article or to the page's furniture, by what it stands in."""
    for ancestor in islice(element.iterancestors(), _MAX_ANCESTORS):
        if ancestor.tag == "a" or ancestor.tag in _ELSEWHERE_TAGS:
            return True
        if ancestor.tag in ("body", "html"):
            return False
        marks = f"{ancestor.get('class') or ''} {ancestor.get('id') or ''}"
        if marks != " " and _ELSEWHERE.search(marks):
            return True
    return False


def microdata(tree: html.HtmlElement, *names: str) -> list[str]:
    """The values of the microdata properties (meta elements aside) in the page's own article, in its order.

    names: of properties, in lower case. A search of its own, since few pages hold an answer only here.
    """
    found: list[str] = []
    elements = _ITEMPROPS(tree)
    for element in elements[:_MAX_READ] if isinstance(elements, list) else ():
        if not isinstance(element, html.HtmlElement) or is_elsewhere(element):
            continue
        if set((element.get("itemprop") or "").lower().split()).intersection(names):
            value = element.get("content") or element.get("datetime") or text_of(_named(element))
            found.append(value[:_MAX_TEXT])
    return found


# by way of the attributes: a third faster than a predicate on every element
_ITEMPROPS = etree.XPath("descendant::*/@itemprop/parent::*[not(self::meta)]")


def _named(element: html.HtmlElement) -> html.HtmlElement:
    """The part of a microdata item that holds its name, the element itself where it has none."""
    return next(
        (child for child in islice(element.iterdescendants(), _MAX_NODES) if child.get("itemprop") == "name"), element
    )


_READERS = {
    "meta": _read_meta,
    "link": _read_link,
    "script": _read_script,
    "title": _read_title,
    "h1": _read_headline,
    "time": _read_time,
}
