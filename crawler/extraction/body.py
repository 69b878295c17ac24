"""Which blocks of a page are its body: trafilatura's judgement, brought back to the page's own blocks.

trafilatura gives text without a trace of where in the page it stood. Its lines are found again among the
blocks, so that the blocks (with their ancestors, links and neighbours) carry the verdict, and whatever is kept is
text that the page holds.
"""

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from lxml import html
from trafilatura import bare_extraction
from trafilatura.settings import Extractor

from crawler.extraction.blocks import Block, Region
from crawler.extraction.lines import ends_sentence

__all__ = ["foreign", "key_of", "mark_taken"]

CUT = frozenset(
    {
        "comments",
        "consent",
        "dialog",
        "related",
        "newsletter",
        "ad",
        "tags",
        "nav",
        "footer",
        "social",
        "author",
        "form",
        "hidden",
    }
)
"""Regions that are cut before the extractor reads the page, unless they hold more than CUT_MAX of its prose."""

CUT_MAX = 0.1

SPARED = ("h1", "blockquote")
"""Elements whose like is not cut: the headline, and quotes, which "social" names where a post is quoted."""

PROSE = 80
"""Characters from which a sentence counts as prose here."""

_MIN_PART = 25
"""Characters, white space aside, from which a text inside a longer line is no chance."""

_MOST_SEARCHED = 10**9
"""Characters that are searched for blocks inside lines, in all: some tenths of a second. A page of tens of thousands of
blocks would take minutes; there, a block must be a line."""

_POOR = 250
"""Characters: a first result below this many is tried again with the costly fallbacks."""

# its messages are about its own fallbacks; what matters to the caller is raised
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def key_of(text: str) -> str:
    """The text without white space: equal for two ways to lay it out."""
    return "".join(text.split())


# made once: reading its configuration costs 0.2 ms a page
_OPTIONS = {fast: Extractor(fast=fast, comments=False, output_format="python") for fast in (True, False)}


def _lines(tree: html.HtmlElement, *, fast: bool) -> list[str]:
    document = bare_extraction(tree, options=_OPTIONS[fast])
    if document is None or isinstance(document, dict):
        return []
    lines = (document.text or "").replace("\u00ad", "").split("\n")
    return [key for line in lines if (key := key_of(line.removeprefix("- ").strip("| ")))]


def _holds(key: str, whole: str) -> bool:
    """Whether trafilatura's text holds the block inside a line, or enough of one end of it."""
    if len(key) < _MIN_PART:
        return False
    return key in whole or (len(key) > 2 * _MIN_PART and (key[:_MIN_PART] in whole or key[-_MIN_PART:] in whole))


def _mark(blocks: Sequence[Block], lines: Sequence[str]) -> None:
    counts, whole = Counter(lines), "\n".join(lines)
    places: dict[str, list[int]] = defaultdict(list)
    searches = _MOST_SEARCHED // (len(whole) + 1)
    for index, block in enumerate(blocks):
        key = key_of(block.text)
        held = key in counts
        if not held and searches > 0:
            searches -= 1
            held = _holds(key, whole)
        if held:
            block.taken = True
            places[key].append(index)
    for key, found in places.items():
        if len(found) == 1:
            continue
        spare = len(found) - max(1, counts[key], whole.count(key) if len(key) >= _MIN_PART else 0)
        if spare > 0:
            # a text that stands on the page more often than in the body: the copies farthest from the body go
            alone = sorted(found, key=lambda at: (_company(blocks, at), -at))
            for at in alone[:spare]:
                blocks[at].taken = False


def _company(blocks: Sequence[Block], at: int) -> int:
    """Characters of taken blocks around a place."""
    around: Iterable[Block] = (*blocks[max(0, at - 4) : at], *blocks[at + 1 : at + 5])
    return sum(len(block.text) for block in around if block.taken)


def foreign(blocks: Sequence[Block], regions: Sequence[Region]) -> list[Region]:
    """The regions that their names call something else and that hold next to no prose.

    A name that stands around much prose is the page's own.
    """
    prose = [0]
    for block in blocks:
        counts = len(block.text) > PROSE and block.link_share < 0.3 and ends_sentence(block.text)
        prose.append(prose[-1] + (len(block.text) if counts else 0))
    most = CUT_MAX * prose[-1]
    found: list[Region] = []
    seen: html.HtmlElement | None = None
    for region in regions:
        # an element has a region for each of its signs, next to one another: one is enough
        if region.node is seen or region.sign not in CUT or prose[region.last] - prose[region.first] > most:
            continue
        seen = region.node
        if next(seen.iter(*SPARED), None) is None:
            found.append(region)
    return found


def mark_taken(tree: html.HtmlElement, blocks: Sequence[Block], cut: Sequence[Region]) -> None:
    """Set `taken` on the blocks that trafilatura's body holds.

    tree: the page's, stripped (blocks.strip). cut: regions of it that are dropped first (foreign), which spares the
    extractor most of the page.

    The costly fallbacks (readability, justext) run only where the first result is poor by its own length.
    Raises what trafilatura raises.
    """
    for region in cut:
        if region.node.getparent() is not None:
            region.node.drop_tree()
    lines = _lines(tree, fast=True)
    if sum(map(len, lines)) < _POOR:
        lines = max(lines, _lines(tree, fast=False), key=lambda found: sum(map(len, found)))
    _mark(blocks, lines)
