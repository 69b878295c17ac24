"""Whether a page holds an article at all: sections, tags, search, log-in, about and error pages do not."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from crawler.extraction.blocks import HEADINGS, Block
from crawler.extraction.lines import ends_sentence
from crawler.extraction.metadata import Metadata

__all__ = ["why_no_article"]

ARTICLE_KIND = re.compile("article|newsarticle|posting|report|story|review|recipe|interview|opinion", re.IGNORECASE)
"""What JSON-LD and og:type call an article."""

PAGE_KIND = re.compile(
    "collectionpage|searchresultspage|profilepage|aboutpage|contactpage|faqpage|itemlist|profile",
    re.IGNORECASE,
)
"""What they call another page."""

NO_ARTICLE_PATH = re.compile(
    r"^/?$|/(?:tags?|topics?|category|categories|author|authors|search|login|signin|register|about(?:-us)?|contact|impressum"
    r"|imprint|privacy|datenschutz|terms|404|newsletters?|abo|subscribe)(?:/|$|\.)",
    re.IGNORECASE,
)
"""Addresses of pages that are no articles: one sign among others."""

LONG = 400
"""Characters of running text that are an article whatever the metadata says, unless it says otherwise."""

SHORT = 60
"""Characters below which nothing is a report."""


def _prose(blocks: Sequence[Block]) -> int:
    """Characters in blocks that end as sentences do."""
    return sum(
        len(block.text)
        for block in blocks
        if block.tag not in HEADINGS and block.link_share < 0.5 and (ends_sentence(block.text) or len(block.text) > 120)
    )


def why_no_article(blocks: Sequence[Block], metadata: Metadata, url: str) -> str | None:
    """What speaks against an article, None where the page holds one.

    blocks: the kept ones. Evidence counts for and against: length of running text, what JSON-LD and og:type call
    the page, a time of publication, the shape of the address.
    """
    if not blocks:
        return "no text"
    prose = _prose(blocks)
    signs = (
        bool(ARTICLE_KIND.search(metadata.kind))
        + (metadata.published is not None and metadata.published_from not in (None, "text", "htmldate"))
        + bool(metadata.authors)
    )
    against = bool(PAGE_KIND.search(metadata.kind)) + bool(NO_ARTICLE_PATH.search(urlsplit(url).path))
    if prose < SHORT:
        return f"{prose} characters of running text"
    if prose >= LONG and against == 0:
        return None
    if signs >= 1 + against:
        return None
    return (
        f"{prose} characters of running text and nothing that calls it an article"
        if not against
        else "not called an article"
    )
