"""XML as sites serve it: its characters, its elements one after another, safely and in bounded memory, its titles."""

import codecs
import re
from collections.abc import Iterator
from html import escape, unescape
from html.entities import html5
from io import BytesIO

from lxml import etree

from crawler.urls import resolve

__all__ = ["Elements", "base_of", "decode", "kind_of", "local_name", "plain_text"]

MAX_TITLE = 500
"""Longest title kept, in characters."""

MAX_NODES = 1_200_000
"""Starts and ends of elements, attributes and references that are read of one document: the tree of so many takes
up to 300 MB."""
_ROOTS = {
    "html": "an HTML page",
    "urlset": "a sitemap",
    "sitemapindex": "a sitemap index",
    "opml": "a list of feeds",
    "rss": "a feed",
    "feed": "a feed",
}

_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
# All bytes of these are valid UTF-8 too, so the text itself cannot tell.
_SEVEN_BIT = frozenset({"iso2022_jp", "hz", "utf-7"})
# What libxml2 stops at. Lone surrogates cannot be encoded again.
_ILLEGAL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)(?:([A-Za-z][A-Za-z0-9]{1,31});)?"
)
# Characters beyond 16 bits as two halves, which no XML may hold: libxml2 gives bytes for them that are no UTF-8.
_HALVES = re.compile(r"(?:&#(?:[xX]0*[dD][89a-fA-F][0-9a-fA-F]{2}|0*5[5-7][0-9]{3});){1,8}")
_TAG = re.compile(r"<[/!]?[A-Za-z][^<>]{0,1000}>")
_JOINERS = "\u200c\u200d"  # unprintable, but Persian and Indic scripts need them
_SUBSET_END = re.compile(r"\]\s*>")


def decode(body: bytes, encoding: str | None = None) -> str:
    """Decode a document whose charset may be missing or wrong; never fails.

    encoding: the charset of the Content-Type header, which goes before the declaration's (RFC 7303). A byte
    order mark wins over both, and so does a body that is valid UTF-8: other text hardly ever is by chance.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body.decode(name, "replace").removeprefix("\ufeff")
    declared = _DECLARED.search(body[:1000])
    names = [name for name in (encoding, declared and declared[1].decode("ascii")) if name and _is_known(name)]
    if names and codecs.lookup(names[0]).name in _SEVEN_BIT:
        return body.decode(names[0], "replace")
    for name in ("utf-8", *names):
        try:
            return body.decode(name)
        except UnicodeError:
            continue
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    well = len(text) - len(text.encode("ascii", "ignore")) - broken
    # UTF-8 with a few bytes broken, as by a cut in the middle of a character; else what Windows wrote
    return text if broken <= well else body.decode("windows-1252", "replace")


def _is_known(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding  # hex and zlib are codecs too
    except (LookupError, ValueError):
        return False


class Elements:
    """The elements of given local names, in document order; `root` is the root's local name once they were read.

    Broken documents are read as far as they go. A document type is cut out before, so that no entity is defined:
    there is nothing to expand and nothing to fetch. References to HTML's entities give their characters.
    """

    def __init__(self, text: str, names: tuple[str, ...]) -> None:
        self.root = ""
        self._body = _clean(text).encode()
        self._tags = tuple(f"{{*}}{name}" for name in names)

    def __iter__(self) -> Iterator[etree._Element]:
        """Yield each element when it is complete; it is emptied when the next one is asked for."""
        walk = etree.iterparse(
            BytesIO(self._body),
            events=("end",),
            tag=self._tags,
            encoding="utf-8",
            recover=True,
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
            collect_ids=False,
        )
        try:
            for _, element in walk:
                self.root = self.root or local_name(element.getroottree().getroot().tag)
                yield element
                element.clear()
                parent = element.getparent()
                while parent is not None and element.getprevious() is not None:
                    del parent[0]
        except etree.LxmlError:
            return
        if walk.root is not None:
            self.root = local_name(walk.root.tag)


def local_name(tag: object) -> str:
    """Give a tag's name without its namespace, lower case; "" for what is no element."""
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def plain_text(text: str | None) -> str:
    """Give a title without markup, references and control characters, white space folded."""
    text = (text or "")[: 4 * MAX_TITLE]
    if "&" in text:
        text = unescape(text)
    if "<" in text:
        text = unescape(_TAG.sub("", text))
    text = " ".join(text.split())
    if not text.isprintable():
        text = "".join(c for c in text if c.isprintable() or c in _JOINERS)
    return text[:MAX_TITLE].strip()


def kind_of(root: str) -> str:
    """Say what a document with this root is, for people."""
    return _ROOTS.get(root) or (f"<{root[:60]}>" if root else "something else")


def base_of(tree: etree._Element, url: str) -> str:
    """Give the address that a page's relative references start from: its <base href>, or its own."""
    for element in tree.iter("base"):
        if href := element.get("href"):
            try:
                return resolve(url, href)
            except ValueError:
                break
    return url


def _clean(text: str) -> str:
    text = _without_doctype(text)
    start = text.find("<?xml", 0, 4000)  # behind a warning of the program that made it
    text = text[start if start >= 0 else max(text.find("<"), 0) : text.rfind(">") + 1]  # no value cut in half
    while sum(map(text.count, "<=&")) > MAX_NODES:
        text = text[: len(text) // 2]
    if _ILLEGAL.search(text):
        text = _ILLEGAL.sub("", text)
    if "&" not in text:
        return text
    text = _HALVES.sub(_joined, text)
    # References mean nothing inside CDATA. Split by hand: a pattern over both would be quadratic on hostile text.
    head, *rest = text.split("<![CDATA[")
    parts = [_REFERENCE.sub(_character, head)]
    for part in rest:
        data, end_mark, plain = part.partition("]]>")
        parts += ["<![CDATA[", data, end_mark, _REFERENCE.sub(_character, plain)]
    return "".join(parts)


def _joined(halves: re.Match[str]) -> str:
    """The characters of a run of references to halves; a half alone becomes "\ufffd"."""
    references = halves[0].removesuffix(";").split(";")
    numbers = (int(one[3:], 16) if one[2] in "xX" else int(one[2:]) for one in references)
    return "".join(map(chr, numbers)).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(reference: re.Match[str]) -> str:
    name = reference[1]
    if name is None:
        return "&amp;"
    return escape(html5.get(f"{name};", f"&{name};"), quote=False)


def _without_doctype(text: str) -> str:
    start = text.find("<!DOCTYPE", 0, 4000)
    if start < 0:
        return text
    end, subset = text.find(">", start), text.find("[", start)
    if 0 <= subset < end:
        closing = _SUBSET_END.search(text, subset)
        return text[:start] + (text[closing.end() :] if closing else "")
    return text[:start] + (text[end + 1 :] if end >= 0 else "")
