"""The addresses that a page names: its own, and its lead picture's."""

from urllib.parse import urljoin, urlsplit

from crawler.extraction import jsonld
from crawler.extraction.facts import Facts
from crawler.extraction.strings import unescape

__all__ = ["canonical_address", "lead_image"]

_MAX_ADDRESS = 2_000  # characters; browsers cut there too


def canonical_address(facts: Facts, own: list[jsonld.Node], url: str) -> str:
    """What the page names as its own address, absolute, without fragment; url where it names none that can be.

    It must lie on the site of url: a page that names another site's address would be taken for a copy of it.
    """
    named = [facts.links.get("canonical", ""), *facts.each("og:url"), *jsonld.values(own, "url", "@id", "url")]
    for link in named:
        absolute = _absolute(unescape(link), url)
        if absolute and _is_own(absolute, url):
            return absolute.split("#", 1)[0]
    return url


def lead_image(facts: Facts, own: list[jsonld.Node], url: str) -> str | None:
    """The absolute address of the page's lead picture, None where it names none."""
    named = [
        *facts.each("og:image:secure_url", "og:image", "og:image:url"),
        *jsonld.values(own, "image", "url", "contentUrl", "@id"),
        *facts.each("twitter:image", "twitter:image:src", "thumbnail"),
    ]
    return next((link for link in (_absolute(name, url) for name in named) if link), None)


def _absolute(link: str, url: str) -> str | None:
    """The link as an absolute http(s) URL, None where it is none."""
    if not link or len(link) > _MAX_ADDRESS:
        return None
    try:
        absolute = urljoin(url, link.strip())
        parts = urlsplit(absolute)
        host = parts.hostname
    except ValueError:
        return None
    return absolute if parts.scheme in ("http", "https") and host else None


def _is_own(link: str, url: str) -> bool:
    """Of the same site, and no home page: that is what a template left unfilled names."""
    one, other = urlsplit(link), urlsplit(url)
    if one.path in ("", "/") and not one.query and (other.path not in ("", "/") or other.query):
        return False
    return _site(one.hostname or "") == _site(other.hostname or "")


def _site(host: str) -> str:
    """The registrable domain as far as the shape tells: two labels, three where they end like co.uk or com.br."""
    labels = host.lower().split(".")
    keep = 3 if len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3 else 2
    return ".".join(labels[-keep:])
