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
"""Characters of running text that are an article where nothing speaks against it."""

PLAIN = 1500
"""The same where og:type says "website", as home pages and sections do, and nothing else calls it an article."""

SHORT = 60
"""Characters below which nothing is a report."""

LISTED = 2
"""Summaries below linked headlines from which a page is a list of articles, where most of its prose is such."""

ABOVE = 2
"""Blocks above a summary among which its headline is: a date or a section may stand between."""

HEADLINE = 25
"""Characters from which a link can be a headline."""

DATED = frozenset({"json-ld", "meta", "time"})
"""Sources of `published` that only an article's own markup gives; an address or a text may hold any date."""


def _is_prose(block: Block) -> bool:
    long = ends_sentence(block.text) or len(block.text) > 120
    return block.tag not in HEADINGS and block.link_share < 0.5 and long


def _is_listing(blocks: Sequence[Block], kept: Sequence[Block]) -> bool:
    """Whether most of the prose kept stands right below a headline that is a link, as summaries do."""
    mine = {id(block) for block in kept if _is_prose(block)}
    under = 0
    for at, block in enumerate(blocks):
        if id(block) in mine:
            above = blocks[max(0, at - ABOVE) : at]
            under += any(one.link_share > 0.5 and len(one.text) > HEADLINE and id(one) not in mine for one in above)
    return under >= LISTED and under > len(mine) / 2


def why_no_article(blocks: Sequence[Block], kept: Sequence[Block], metadata: Metadata, url: str) -> str | None:
    """What speaks against an article, None where the page holds one.

    blocks: all of the page; kept: those of the body. Evidence counts for and against: length of
    running text, what JSON-LD and og:type call the page, a time of publication and a writer in the markup, the shape
    of the address, a body that is summaries below linked headlines.
    """
    if not kept:
        return "no text"
    prose = sum(len(block.text) for block in kept if _is_prose(block))
    if prose < SHORT:
        return f"{prose} characters of running text"
    dated = metadata.published is not None and metadata.published_from in DATED
    signs = bool(ARTICLE_KIND.search(metadata.kind)) + dated + bool(metadata.authors)
    against = {
        f"called a {metadata.kind}": PAGE_KIND.search(metadata.kind) is not None,
        "an address of no article": NO_ARTICLE_PATH.search(urlsplit(url).path) is not None,
        "a list of links": _is_listing(blocks, kept),
    }
    found = [why for why, holds in against.items() if holds]
    enough = PLAIN if metadata.kind.lower() in ("website", "webpage") else LONG
    if signs > len(found) or (not found and prose >= enough):
        return None
    return ", ".join(found) or f"{prose} characters of running text and nothing that calls it an article"
