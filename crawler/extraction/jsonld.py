"""JSON-LD as news pages really write it: read what can be read, and find the node of the page's own article."""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeAlias
from urllib.parse import unquote, urlsplit

from crawler.extraction.strings import fold, unescape

__all__ = ["Node", "article_nodes", "parse", "strings", "types", "values"]

Node: TypeAlias = Mapping[str, Any]

MAX_CHARACTERS = 1_000_000  # of one script; longer ones are not read
MAX_TOTAL = 3_000_000  # characters of all scripts of a page
MAX_SCRIPTS = 50
MAX_DEPTH = 12
MAX_NODES = 1_000

# schema.org's Article and its subtypes, and what sites write in their place.
_ARTICLE_TYPES = re.compile(r"article|posting", re.IGNORECASE)
_LIKE_ARTICLES = re.compile(r"^report$|review$|^creativework$|analysis|opinion|liveblog|^story$", re.IGNORECASE)
_PAGE_TYPES = re.compile(r"^(?:web|item|medical|about|faq)?page$", re.I)
# Where the page's own article stands in a document. Whatever else holds nodes (itemListElement, hasPart, mentions,
# citation, comment, blogPost, liveBlogUpdate …) holds other articles or parts of this one.
_OWN_KEYS = ("@graph", "mainEntity", "mainEntityOfPage", "mainentity", "mainEntityofPage")

_OPENINGS = ("<!--", "//<![CDATA[", "// <![CDATA[", "/*<![CDATA[*/", "/* <![CDATA[ */", "<![CDATA[")
_CLOSINGS = (";", "-->", "//]]>", "// ]]>", "/*]]>*/", "/* ]]> */", "]]>", "//")
# Every alternative either matches or fails within the run of spaces it starts, so that a hostile script costs linear
# time: a string that is never closed ends with the text.
_STRING_OR_FLAW = re.compile(
    r'("(?:[^"\\]|\\.)*+(?:"|\\?\Z))|,(?=\s*+[}\]])|/\*[^*/]{0,500}\*/|^[ \t]*+//[^\n]*+', re.DOTALL | re.MULTILINE
)
_BETWEEN = re.compile(r"[\s,;]*")
_BAD_ESCAPE = re.compile(r'\\(?:(["\\/bfnrt]|u[0-9a-fA-F]{4})|(.?))', re.DOTALL)


def parse(scripts: Iterable[str]) -> list[Node]:
    """The top-level objects of all scripts in their order, `@graph` and lists opened; what cannot be read is left out.

    Forgives comments, CDATA marks, trailing commas, control characters, wrong escapes, escaped quotes and several
    documents in one script. A script over 1 MB or nested beyond the reader's depth is left out. Never raises.
    """
    found: list[Node] = []
    budget = MAX_TOTAL
    for script in islice(scripts, MAX_SCRIPTS):
        if len(script) <= min(MAX_CHARACTERS, budget):
            budget -= len(script)
            for document in _documents(script):
                found.extend(_own_nodes(document))
    return found[:MAX_NODES]


def _documents(script: str) -> list[Any]:
    text = _unwrapped(script)
    if not text:
        return []
    try:
        return [json.loads(text, strict=False)]
    except RecursionError:
        return []
    except ValueError:
        return _damaged(text)


def _unwrapped(script: str) -> str:
    """The script without the marks that hide it from readers of HTML or XML."""
    text = script.strip().lstrip("\ufeff")
    for mark in _OPENINGS:
        text = text.removeprefix(mark).lstrip()
    for mark in (*_CLOSINGS, *_CLOSINGS):
        text = text.removesuffix(mark).rstrip()
    return text


def _damaged(text: str) -> list[Any]:
    if '"' not in text or text.startswith("{&quot;"):
        text = html.unescape(text)
    text = _STRING_OR_FLAW.sub(_mend, text)
    decoder = json.JSONDecoder(strict=False)
    documents: list[Any] = []
    at = 0
    while len(documents) < MAX_SCRIPTS:
        at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]  # matches nothing at least
        try:
            document, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        documents.append(document)
    return documents


def _mend(match: re.Match[str]) -> str:
    string = match.group(1)
    if string is None:
        return ""
    return _BAD_ESCAPE.sub(lambda escape: escape.group() if escape.group(1) else escape.group(2), string)


def _own_nodes(document: Any) -> Iterator[Node]:
    """The objects of a document that may describe the page itself, outermost first."""
    queue: list[tuple[Any, int]] = [(document, 0)]
    count = 0
    while queue and count < MAX_NODES:
        value, depth = queue.pop()
        if depth > MAX_DEPTH:
            continue
        if isinstance(value, list):
            queue.extend((item, depth + 1) for item in reversed(value[:MAX_NODES]))
        elif isinstance(value, dict):
            count += 1
            yield value
            queue.extend((value[key], depth + 1) for key in reversed(_OWN_KEYS) if key in value)


def types(node: Node) -> list[str]:
    """The node's types without their vocabulary: `["NewsArticle"]`."""
    return [value.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for value in strings(node.get("@type"))]


def strings(value: Any, *keys: str) -> list[str]:
    """Every string in a value, unescaped: itself, the items of a list, or an object's first of `keys` (name, url …)."""
    found: list[str] = []
    queue, depth = [value], 0
    while queue and depth < MAX_DEPTH:
        following: list[Any] = []
        for item in queue:
            if isinstance(item, str):
                text = unescape(item[:MAX_CHARACTERS])
                if text:
                    found.append(text)
            elif isinstance(item, list):
                following.extend(item[:MAX_NODES])
            elif isinstance(item, dict):
                following.extend([item[key] for key in keys if item.get(key)][:1] or _localised(item))
            elif isinstance(item, int | float) and not isinstance(item, bool):
                found.append(str(item))
        queue, depth = following[:MAX_NODES], depth + 1
    return found


def values(nodes: Iterable[Node], key: str, *inner: str) -> list[str]:
    """Every string at the key of each node; of objects, their first of `inner` (their name if left out)."""
    return [value for node in nodes for value in strings(node.get(key), *(inner or ("name",)))]


def _localised(value: Node) -> list[Any]:
    return [value["@value"]] if "@value" in value else []


def article_nodes(nodes: Iterable[Node], url: str, others: Iterable[str], headlines: Iterable[str]) -> list[Node]:
    """The nodes that describe this page's article, best first; empty where every article node is another one's.

    url: of the page; others: more addresses of it (canonical, og:url). headlines: what the page's own markup names
    as its headline. A node is this article's by its address or its headline; one that names neither, or the only
    article on the page that contradicts just one of them, is taken too; never one among several that match nothing.
    """
    addresses = {_address(link) for link in (url, *others) if link}
    known = {_key(text) for text in headlines} - {""}
    ranked: list[tuple[int, int, Node]] = []
    for order, node in enumerate(nodes):
        kind = _kind(node)
        if kind:
            ranked.append((_likeness(node, addresses, known) * 4 + kind, -order, node))
    own = [entry for entry in ranked if entry[0] >= 4]
    if not own:
        own = [entry for entry in ranked if entry[0] >= 0]
        articles = [entry for entry in own if entry[0] >= 2]
        if len(articles) > 1:
            own = []
    return [node for _, _, node in sorted(own, key=lambda entry: entry[:2], reverse=True)]


def other_articles(nodes: Iterable[Node], own: Iterable[Node]) -> list[Node]:
    """The nodes of articles that are not this page's."""
    mine = {id(node) for node in own}
    return [node for node in nodes if id(node) not in mine and _kind(node) > 1]


def _kind(node: Node) -> int:
    """3 for an article by its type, 2 for something like one, 1 for a page, 0 for anything else."""
    names = types(node)
    if any(_ARTICLE_TYPES.search(name) for name in names):
        return 3
    if any(_LIKE_ARTICLES.search(name) for name in names) or ("headline" in node and "datePublished" in node):
        return 2
    return 1 if any(_PAGE_TYPES.search(name) for name in names) else 0


def _likeness(node: Node, addresses: set[str], headlines: set[str]) -> int:
    """How much the node is this page's: +2 for the same address and headline each, -1 for each that differs."""
    likeness = 0
    own = {
        _address(link) for key in ("url", "mainEntityOfPage", "@id") for link in strings(node.get(key), "@id", "url")
    }
    own = {link for link in own if link}
    if own & addresses:
        likeness += 2
    elif own:
        likeness -= 1
    names = {_key(text) for key in ("headline", "name", "alternativeHeadline") for text in strings(node.get(key))} - {
        ""
    }
    if any(_same_headline(name, known) for name in names for known in headlines):
        likeness += 2
    elif names and headlines and _kind(node) > 1:
        likeness -= 1
    return likeness


def _address(link: str) -> str:
    """Host and path alone: scheme, `www.`, query, fragment and a last slash are written as sites please."""
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        return ""
    path = unquote(parts.path).rstrip("/").lower()
    if not path or not (parts.netloc or link.startswith("/")):
        return ""
    return path


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text).casefold()))


def _same_headline(one: str, other: str) -> bool:
    """Equal, or one begins the other: sites cut headlines and put their name behind them."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= 15 and (long.startswith(short) or short in long)
