"""What a page asks of robots: <meta name="robots"> and X-Robots-Tag."""

import re
from collections.abc import Iterable

__all__ = ["AGENT", "robots_tags"]

AGENT = "broadsheet"
"""The name by which a page can address this crawler alone, as in robots.txt."""

_HEAD = 50_000
"""Bytes of a page in which its meta elements are looked for."""

_META = re.compile(rb"<meta\s[^<>]{0,400}>", re.IGNORECASE)
_NAME = re.compile(rb"""\bname\s*=\s*["']?\s*(?:robots|broadsheet)\s*(?:["'\s/>]|$)""", re.IGNORECASE)
_CONTENT = re.compile(rb"""\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_KNOWN = frozenset(
    {
        "noindex", "noarchive", "nofollow", "nosnippet", "noimageindex", "notranslate", "nocache", "noai", "noimageai",
        "none", "all", "index", "follow", "archive", "unavailable_after", "max-snippet", "max-image-preview",
        "max-video-preview", "indexifembedded",
    }
)  # fmt: skip
"""Directives of https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag and of others."""
_ALLOWING = frozenset({"all", "index", "follow", "archive", "indexifembedded"})
_WITH_VALUE = re.compile(r"(?:max-[a-z-]+|unavailable_after)\s*:")


def robots_tags(headers: Iterable[bytes], body: bytes) -> tuple[str, ...]:
    """The directives that restrict robots in general or this one, sorted; "none" as noindex and nofollow.

    headers: values of X-Robots-Tag. body: the page. What allows is left out, as are limits of previews.
    """
    found: set[str] = set()
    for header in headers:
        found |= _directives(header.decode("latin-1"))
    head = body[:_HEAD]
    if b"robots" in head or b"ROBOTS" in head or AGENT.encode() in head:
        for meta in _META.findall(head):
            if _NAME.search(meta) and (content := _CONTENT.search(meta)):
                found |= _directives(next(filter(None, content.groups()), b"").decode("latin-1"))
    if "none" in found:
        found |= {"noindex", "nofollow"}
    return tuple(sorted(found - _ALLOWING - {"none"}))


def _directives(value: str) -> set[str]:
    """Those of one value. A name with a colon before them says for whom they, and those behind, are meant."""
    found, agent = set(), ""
    for part in value[:1000].lower().split(","):
        word = part.strip()
        if ":" in word and not _WITH_VALUE.match(word):
            agent, _, word = (piece.strip() for piece in word.partition(":"))
        if agent in ("", "*", "robots", AGENT) and word in _KNOWN:
            found.add(word)
    return found
