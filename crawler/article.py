"""What extraction gives: one clean article. Stdlib only, so that every room can import it."""

from dataclasses import dataclass
from datetime import datetime

__all__ = ["REASONS", "Article", "Removed"]

REASONS: dict[str, str] = {
    "title": "the headline again, above or inside the text",
    "byline": "who wrote it, where the authors column holds it already",
    "timestamp": "when it was published, updated or how long it takes to read",
    "share": "a share bar: names of social networks, print, copy link",
    "promo": "an invitation: newsletter, app, subscription, social channel, comments",
    "paywall": "a note that the rest is for subscribers, or a log-in form",
    "heading": "a heading over links that went too: Read more, Related",
    "teaser": "a link to, or a summary of, another article",
    "caption": "a picture's caption or credit",
    "apart": "text that stands apart from the article by its place, its make and its words together",
    "advert": "a marker of an advertisement",
    "author": "a note about the author below the article",
    "site": "a line that this site repeats on unrelated articles",
}
"""Why a line was taken out: every value that `Removed.reason` can have, with its meaning."""


@dataclass(frozen=True, slots=True)
class Removed:
    """One line that cleaning took out.

    position: index of the line, from 0, among all lines before cleaning.
    text: the line as it stood, white space folded.
    reason: a key of REASONS.
    """

    position: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article as its page gives it; immutable.

    url: where it was fetched, normalised. canonical_url: what the page names as its own address, absolute;
    equal to url where it names none. title: without the site's name. authors: persons' (else an agency's)
    names in the page's order. published, modified: aware datetimes, with the zone of the page; midnight UTC where
    only a day is known. published_from: where published was read (a key of
    crawler.extraction.metadata.PUBLISHED_FROM), None with it. language: ISO 639-1, lower case. section: as the page
    names it. tags: in the page's order, none twice. image: absolute URL of the lead picture. paywalled: None where
    the page does not say. text: paragraphs joined by a line feed. removed: what cleaning took out, in order.
    """

    url: str
    canonical_url: str
    title: str
    text: str
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    published_from: str | None = None
    modified: datetime | None = None
    language: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    image: str | None = None
    paywalled: bool | None = None
    removed: tuple[Removed, ...] = ()
