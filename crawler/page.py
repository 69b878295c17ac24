"""What spiders yield: a fetched page, and what the listing that led to it said. Stdlib only."""

from dataclasses import dataclass
from datetime import datetime

__all__ = ["Entry", "Listing", "Miss", "NoArticle", "Page"]


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as a feed, a sitemap or a link announces it.

    url: absolute and normalised (crawler.urls.normalise), by which the article is known. title: as announced, ""
    where it is not. published, modified: aware datetimes, None where the listing gives none. address: what to ask the
    site for, where that is another spelling than url: normalising drops parameters that a site may insist on.
    """

    url: str
    title: str = ""
    published: datetime | None = None
    modified: datetime | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A page or file that announces articles.

    url: absolute and normalised. kind: "home", "section", "feed", "sitemap", or "page" for what continues a list.
    etag, last_modified: validators of its last answer (RFC 9110 section 8.8), verbatim; None where it sent none.
    """

    url: str
    kind: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A fetched article page, ready for extraction.

    entry: the listing's announcement; entry.url is the address that was asked for, the frontier's key.
    url: the address that answered, after redirects, normalised. source: the source's name.
    body: the bytes as served, decompressed. encoding: the charset of the Content-Type header, if any.
    fetched: when it was answered, aware, UTC. robots: what it asks of robots ("noarchive"). prune: the source's XPaths
    of elements to drop before extraction.
    """

    entry: Entry
    url: str
    source: str
    body: bytes
    fetched: datetime
    encoding: str | None = None
    prune: tuple[str, ...] = ()
    robots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Miss:
    """Something that was asked for and not had.

    target: the article or the listing. source: the source's name. kind: a key of crawler.problems.PROBLEMS.
    when: aware, UTC. status: the HTTP status, None where there was none. reason: what happened, for people, where the
    kind does not tell it all.
    """

    target: Entry | Listing
    source: str
    kind: str
    when: datetime
    status: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NoArticle:
    """Why extraction made no article of a page. kind: a key of crawler.problems.PROBLEMS. reason: for people."""

    kind: str
    reason: str
