"""Variants of one page: its AMP, mobile and print versions have addresses that follow from its own."""

import re
from urllib.parse import SplitResult, urlsplit, urlunsplit

__all__ = ["plain_addresses", "same_host"]

_HOST_PREFIXES = ("www.", "m.", "mobile.", "mobil.", "amp.", "touch.", "print.")
"""What a host begins with for one kind of reader, or for nothing."""

_SEGMENTS = frozenset({"amp", "amphtml", "mobile", "print", "printview", "druckansicht"})
"""Segments of a path, first or last, that ask for a version of the page at the rest of it."""

_SUFFIX = re.compile(r"[.-](?:amp|print)(?=(?:\.s?html?)?$)")
"""The same inside the last segment: report.amp.html, report-print.html."""

_PARAMETERS = re.compile(
    r"(?:amp|mobile|print|printable|printmode|print_view)(?:=(?:1|true|yes|amp|print)?)?"
    r"|(?:output|outputtype|view|mode|format|layout|page_type)=(?:amp|print|printable|mobile|default-amp)",
    re.IGNORECASE,
)
"""Parameters of a query that ask for a version."""


def plain_addresses(url: str) -> list[str]:
    """The addresses that the page may have without its version: `url` itself first, none twice.

    url: absolute. A variant's host is tried bare and with "www.", as either may be the site's own.
    """
    parts = urlsplit(url)
    host = _bare(parts.netloc)
    path, query = _plain_path(parts.path), "&".join(p for p in parts.query.split("&") if not _PARAMETERS.fullmatch(p))
    paths = (path, path.rstrip("/") or "/", path.rstrip("/") + "/")
    hosts = (parts.netloc, host, f"www.{host}")
    versions = (urlunsplit(SplitResult(parts.scheme, at, ending, query, "")) for at in hosts for ending in paths)
    return list(dict.fromkeys((url, *versions)))


def same_host(one: str, other: str) -> bool:
    """Whether two addresses are of one host, its mobile, AMP and print hosts included."""
    return _bare(urlsplit(one).netloc) == _bare(urlsplit(other).netloc)


def _bare(host: str) -> str:
    for prefix in _HOST_PREFIXES:
        rest = host.removeprefix(prefix)
        if rest != host and "." in rest:
            return rest
    return host


def _plain_path(path: str) -> str:
    segments = path.split("/")
    named = [n for n, segment in enumerate(segments) if segment]
    if len(named) > 1:  # the last that is left names the page
        for n in (named[0], named[-1]):
            if segments[n].lower() in _SEGMENTS:
                del segments[n]
                break
    segments[-1] = _SUFFIX.sub("", segments[-1])
    return "/".join(segments) or "/"
