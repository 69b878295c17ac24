"""Bytes to a tree, once for all readers of a page: charset, bounds, and one lxml parse."""

from typing import cast

from charset_normalizer import from_bytes
from lxml import etree, html
from w3lib.encoding import html_body_declared_encoding, read_bom, resolve_encoding

from crawler.extraction.errors import PageTooLarge, Unreadable

__all__ = ["MAX_BYTES", "MAX_ELEMENTS", "parse"]

MAX_BYTES = 16 * 1024 * 1024
"""Longest page that is parsed, in bytes; a live blog of a whole election night has about 5 MiB."""

MAX_ELEMENTS = 200_000
"""Most elements of a page that is read; ordinary news pages have 1,000 to 10,000."""

_SHORTEST_TAG = 3
"""Bytes of a tag, at least."""

# XML 1.0 section 2.2: what no text of a tree can hold; lxml would stop at a NUL. In UTF-8 each is a byte of its own.
_INVALID = bytes({*range(32)} - {9, 10, 13})

_ESCAPE = b"\x1b"
"""What begins every shift of ISO-2022-JP to another alphabet than ASCII."""

_SAMPLE = 5000
"""Bytes of both ends by which a charset that nobody declares is guessed."""

_COUNT = etree.XPath("count(.//*)")


def _decode(body: bytes, declared: str | None) -> str:
    """Text of a page: BOM, then UTF-8 where the bytes are valid, then header, meta, and the bytes' own look.

    Valid UTF-8 comes before what the page declares, because pages of a wrong label are common and text in
    another charset that is valid UTF-8 by chance is not. ISO-2022-JP is such a charset: all of it is ASCII.
    """
    charset, mark = read_bom(body)
    if charset is not None:
        return body[len(mark or b"") :].decode(charset, errors="replace")
    names = [
        name for name in (resolve_encoding(declared) if declared else None, html_body_declared_encoding(body)) if name
    ]
    if "iso2022_jp" in names:
        return body.decode("iso2022_jp", errors="replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        # a page cut in the middle of a character, or with one stray byte, is still UTF-8
        if error.start > len(body) - 4 or "utf-8" in names:
            return body.decode("utf-8", errors="replace")
    if not names:
        guess = from_bytes(body[:_SAMPLE] + body[-_SAMPLE:]).best()
        names = [guess.encoding] if guess else []
    for name in (*names, "windows-1252"):
        try:
            return body.decode(name, errors="replace")
        except (LookupError, ValueError):
            continue
    return body.decode("latin-1")


def _as_utf8(body: bytes | str, declared: str | None) -> bytes:
    """The page in UTF-8. Valid bytes are passed on as they are: to look for labels and encode anew costs 0.4 ms."""
    if isinstance(body, str):
        return body.encode("utf-8", errors="replace")
    if _ESCAPE not in body and read_bom(body)[0] is None:
        try:
            body.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return body
    return _decode(body, declared).encode("utf-8", errors="replace")


def parse(body: bytes | str, url: str, encoding: str | None = None) -> html.HtmlElement:
    """The page's tree, without comments and processing instructions.

    body: the page as served, or decoded already. encoding: charset of the Content-Type header, if any.
    Raises PageTooLarge beyond MAX_BYTES or MAX_ELEMENTS, Unreadable where there is no element in it.
    """
    if len(body) > MAX_BYTES:
        raise PageTooLarge(url, f"page of {len(body)} bytes, over {MAX_BYTES}")
    data = _as_utf8(body, encoding).translate(None, _INVALID)
    # libxml2 bounds the depth at 256 unless huge_tree is set
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    # one class for every element: lxml.html's own lookup runs Python code for each element that is touched
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
    try:
        tree = html.document_fromstring(data, parser=parser, ensure_head_body=True)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise Unreadable(url, f"no HTML: {error}") from error
    # no more elements than tags, but for the few that the parser adds: counting bytes is ten times as fast
    most = MAX_ELEMENTS // 2
    if len(data) > _SHORTEST_TAG * most and data.count(b"<") > most:
        elements = int(cast("float", _COUNT(tree)))
        if elements > MAX_ELEMENTS:
            raise PageTooLarge(url, f"page of {elements} elements, over {MAX_ELEMENTS}")
    return tree
