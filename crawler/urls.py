"""Web addresses: one spelling for one page, and which site a page belongs to.

courlan.clean_url is not used for the spelling: it sorts the query, drops parameters that name an article
("source", "uid", "cid", "eid" anywhere in the name) and every parameter without a value, and escapes ";" in
paths. w3lib.url.safe_url_string keeps all of them and escapes as browsers do, so it does that part here.
"""

import re
from functools import lru_cache
from ipaddress import IPv6Address
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from tld import get_fld
from w3lib.url import safe_url_string

__all__ = ["MAX_LENGTH", "announced", "is_page_url", "normalise", "resolve", "same_site", "site_of"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MAX_LENGTH = 2083
"""Longest address in characters; Scrapy's URLLENGTH_LIMIT, after what Internet Explorer took."""

TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "hsa_", "at_custom", "__s", "_hs", "oly_", "vero_", "ns_")
"""Families of parameters that tell the site where a reader came from, by how they begin, lower case."""

TRACKING_NAMES = _words(
    "_ga _gl at_campaign at_medium cmpid dclid ef_id fb_action_ids fb_action_types fb_source fbclid "
    "gbraid gclid gclsrc guccounter guce_referrer guce_referrer_sig icid igsh igshid ito mc_cid mc_eid "
    "mkt_tok msclkid ocid smid smtyp spm s_cid s_kwcid srsltid ttclid twclid wbraid wickedid wt_mc wtmc "
    "wt.mc_id xtor yclid ysclid"
)
"""Single parameters of the same kind. Not "ref", "source", "id", "cid", "from": they name an article on some
sites."""

SESSION_NAMES = _words("aspsessionid cfid cftoken jsessionid phpsessid s_id session_id sessionid sessid oscsid zenid")
"""Parameters that hold a visitor's session."""

_TOKEN_NAMES = frozenset({"sid", "session", "s"})
"""Session parameters of some sites that name an article on others: dropped with a token for a value alone."""

FILE_SUFFIXES = _words(
    ".7z .aac .apk .atom .avi .bmp .css .csv .doc .docx .epub .exe .flac .flv .gif .gz .ics .ico .jpeg "
    ".jpg .js .json .m3u8 .m4a .m4v .mov .mp3 .mp4 .mpeg .mpg .ogg .ogv .pdf .png .ppt .pptx .rar .rdf "
    ".rss .svg .tar .tgz .tif .tiff .ttf .txt .wav .webm .webmanifest .webp .wmv .woff .woff2 .xls "
    ".xlsx .xml .zip"
)
"""Ends of a path that is a file and no page to read, lower case."""

_TOKEN = re.compile(r"(?=[^=]*\d)[0-9A-Za-z]{24,64}", re.ASCII)
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;]*", re.IGNORECASE)
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)", re.ASCII)
_DEFAULT_PORTS = {"http": 80, "https": 443}
# Most links are spelt right already. Takes only what _normalise() would give back as it is; linear time.
_NORMAL = re.compile(
    r"https?://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?"
    r"(?:/(?!\.)[A-Za-z0-9._~!$&'()*+,=:@-]*)+",
    re.ASCII,
)
_NORMAL_HOST_LENGTH = 8 + 253


def normalise(url: str) -> str:
    """Give the one spelling under which an article is known.

    Absolute http or https, host in lower case and ASCII, path never empty and without "." and ".." segments;
    default port, fragment, tracking parameters and session ids dropped. The rest of the query keeps its order
    and spelling, as do percent-escapes and double and trailing slashes: servers tell them apart.
    normalise(normalise(x)) == normalise(x). Raises ValueError, naming the address, where it is not absolute
    http(s), holds a user name or a host that cannot be, or is longer than MAX_LENGTH.
    """
    if len(url) <= MAX_LENGTH and _NORMAL.fullmatch(url) and url.find("/", 8) <= _NORMAL_HOST_LENGTH:
        return url
    try:
        return _normalise(url)
    except ValueError as error:
        shown = url if len(url) <= 200 else url[:200] + "…"
        raise ValueError(f"not a web address: {shown!a} ({error})") from None


def resolve(base: str, href: str) -> str:
    """Give the normalised address of a reference on the page `base`; raises ValueError as normalise does."""
    return announced(base, href)[0]


def announced(base: str, href: str) -> tuple[str, str]:
    """Give the normalised address of a reference on the page `base`, and what to ask the site for.

    The latter is the address as it was written, without its fragment, and "" where that is the normalised one.
    Raises ValueError as normalise does.
    """
    if len(href) > 4 * MAX_LENGTH:
        raise ValueError(f"not a web address: {href[:200] + '…'!a} (too long)")
    href = href.strip()
    try:
        written = href if href.startswith(("https://", "http://")) else urljoin(base, href)
    except ValueError as error:
        raise ValueError(f"not a web address: {href[:200]!a} ({error})") from None
    url = normalise(written)
    if written == url:
        return url, ""
    written = safe_url_string(written.partition("#")[0])
    return url, "" if written == url or len(written) > MAX_LENGTH else written


def site_of(url: str) -> str:
    """Give the registrable domain of a normalised address: "bbc.co.uk" for "https://www.bbc.co.uk/news".

    By the Public Suffix List with its private part (two blogs of one host are two sites), from the copy that
    comes with `tld`: no network. Where there is none (an IP address, "localhost", a suffix itself) the host with
    its port. Raises ValueError where `url` has no host.
    """
    start = url.find("://") + 3
    ends = [end for mark in "/?#" if (end := url.find(mark, start)) >= 0]
    host = url[start : min(ends, default=len(url))]
    if start == 2 or not host:
        raise ValueError(f"not a web address: {url[:200]!a} (no host)")
    return _site_of_host(host)


def same_site(one: str, other: str) -> bool:
    """Tell whether two normalised addresses belong to one site; raises ValueError as site_of does."""
    return site_of(one) == site_of(other)


def is_page_url(url: str) -> bool:
    """Tell whether a normalised address may be a page to read and no picture, recording, feed or archive."""
    path = urlsplit(url).path
    _, dot, suffix = path[path.rfind("/") :].rpartition(".")
    return not dot or f".{suffix.lower()}" not in FILE_SUFFIXES


def _normalise(url: str) -> str:
    if len(url) > 4 * MAX_LENGTH:  # escaping makes it longer still: spare the work
        raise ValueError("too long")
    # safe_url_string takes a backslash for a slash, drops tabs and line feeds, and escapes, as browsers do
    parts = urlsplit(safe_url_string(url))
    if parts.scheme not in _DEFAULT_PORTS:
        raise ValueError("not absolute http or https")
    if "@" in parts.netloc:
        raise ValueError("holds a user name")
    path = _PATH_SESSION.sub("", parts.path) if ";" in parts.path else parts.path
    query = _meaningful(parts.query) if parts.query else ""
    result = urlunsplit((parts.scheme, _authority(parts), _without_dots(path) or "/", query, ""))
    if len(result) > MAX_LENGTH:
        raise ValueError("too long")
    return result


def _authority(parts: SplitResult) -> str:
    host, port = _ascii_host(parts.hostname or ""), parts.port
    return host if port is None or port == _DEFAULT_PORTS[parts.scheme] else f"{host}:{port}"


@lru_cache(maxsize=4096)
def _ascii_host(host: str) -> str:
    if ":" in host:
        return f"[{IPv6Address(host).compressed}]"
    host = host.lower().removesuffix(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in host.split(".")):
        raise ValueError("no such host can be")
    return host


def _without_dots(path: str) -> str:
    """RFC 3986 section 5.2.4, which urljoin applies to relative references alone."""
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in {".", ".."}:
        kept.append("")
    return "/" + "/".join(kept)


def _meaningful(query: str) -> str:
    return "&".join(part for part in query.split("&") if not _is_noise(part))


def _is_noise(parameter: str) -> bool:
    # "amp;utm_source": an "&amp;" that was escaped twice on its way
    name, _, value = parameter.removeprefix("amp;").partition("=")
    name = name.lower()
    if name in TRACKING_NAMES or name in SESSION_NAMES or name.startswith(TRACKING_PREFIXES):
        return True
    return name in _TOKEN_NAMES and _TOKEN.fullmatch(value) is not None


@lru_cache(maxsize=4096)
def _site_of_host(host: str) -> str:
    if found := get_fld(f"http://{host}/", fail_silently=True):
        return found
    name = host.partition(":")[0]
    labels = name.split(".")
    if len(labels) < 2 or labels[-1].isdigit() or get_fld(f"http://a.{name}/", fail_silently=True):
        return host
    return ".".join(labels[-2:])  # the list's rule where none matches: an unknown last label is a suffix
