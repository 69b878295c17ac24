"""Which blocks of a page are its body: trafilatura's judgement, brought back to the page's own blocks.

trafilatura gives text without a trace of where in the page it stood. Its lines are found again among the
blocks, so that the blocks (with their ancestors, links and neighbours) carry the verdict, and whatever is kept is
text that the page holds.
"""

import copy
import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from lxml import html
from trafilatura import bare_extraction

from crawler.extraction.blocks import HEADINGS, Block
from crawler.extraction.lines import ends_sentence, words_of
from crawler.extraction.metadata import Metadata

__all__ = ["MAX_COSTLY", "mark_taken", "recover"]

MAX_COSTLY = 20_000
"""Most elements of a tree that trafilatura is given: beyond, its scans are quadratic and the page's own
structure must do."""

_DROPPED = (
    "script", "style", "svg", "noscript", "template", "iframe", "object", "select", "button", "input", "textarea",
    "nav", "footer", "link", "meta", "video", "audio", "canvas", "dialog",
)  # fmt: skip
"""Never an article's text; out before trafilatura copies and scans the tree several times."""

_MIN_PART = 25
"""Characters, white space aside, from which a text inside a longer line is no chance."""

_POOR = 250
"""Characters: a first result below this many is tried again with the costly fallbacks."""

# its messages are about its own fallbacks; what matters to the caller is raised
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def _key(text: str) -> str:
    return "".join(text.split())


def _lines(tree: html.HtmlElement, url: str, *, fast: bool) -> list[str]:
    document = bare_extraction(tree, url=url, fast=fast, include_comments=False)
    if document is None or isinstance(document, dict):
        return []
    lines = (document.text or "").replace("\u00ad", "").split("\n")
    return [key for line in lines if (key := _key(line.removeprefix("- ").strip("| ")))]


def _strip(tree: html.HtmlElement) -> html.HtmlElement:
    tree = copy.deepcopy(tree)
    for element in list(tree.iter(*_DROPPED)):
        if element.getparent() is not None:
            element.drop_tree()
    return tree


def _holds(key: str, lines: Counter[str], whole: str) -> bool:
    """Whether trafilatura's text holds the block, or enough of one end of it."""
    if key in lines:
        return True
    if len(key) < _MIN_PART:
        return False
    return key in whole or (
        len(key) > 2 * _MIN_PART and (key[:_MIN_PART] in whole or key[-_MIN_PART:] in whole)
    )


def _mark(blocks: Sequence[Block], lines: Sequence[str]) -> None:
    counts, whole = Counter(lines), "\n".join(lines)
    places: dict[str, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        key = _key(block.text)
        if _holds(key, counts, whole):
            block.taken = True
            places[key].append(index)
    for key, found in places.items():
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


def mark_taken(tree: html.HtmlElement, blocks: Sequence[Block], url: str) -> None:
    """Set `taken` on the blocks that trafilatura's body holds. tree: the page's, unchanged afterwards.

    The costly fallbacks (readability, justext) run only where the first result is poor by its own length.
    Raises what trafilatura raises.
    """
    stripped = _strip(tree)
    lines = _lines(stripped, url, fast=True)
    if sum(map(len, lines)) < _POOR:
        lines = max(lines, _lines(stripped, url, fast=False), key=lambda found: sum(map(len, found)))
    _mark(blocks, lines)


FOREIGN = frozenset(
    "ad related newsletter comments consent dialog form footer widget hidden nav tags aside author meta caption figure "
    "social teaser paywall time".split()
)
"""Signs of regions from which nothing is recovered."""

_STANDFIRST = (30, 700)
"""Characters of a standfirst, least and most."""


def recover(blocks: Sequence[Block], metadata: Metadata) -> None:
    """Set `taken` on what the extractor lost: the standfirst, prose between paragraphs of the body, list items."""
    taken = [at for at, block in enumerate(blocks) if block.taken and block.tag not in HEADINGS]
    if not taken:
        return
    _recover_standfirst(blocks, taken, metadata)
    _recover_between(blocks, taken)


def _recover_standfirst(blocks: Sequence[Block], taken: Sequence[int], metadata: Metadata) -> None:
    first = next((at for at in taken if len(blocks[at].text) > 80), taken[0])
    titles = {words_of(line) for line in (metadata.title, *metadata.headlines)}
    description = words_of(metadata.description)
    top = next((at for at in range(first, -1, -1) if words_of(blocks[at].text) in titles), None)
    if top is None:
        return
    least, most = _STANDFIRST
    for block in blocks[top + 1 : first]:
        if block.taken or not least <= len(block.text) <= most or block.link_share > 0.3:
            continue
        words = words_of(block.text)
        described = len(words) > 30 and (words in description or description[:60] == words[:60])
        if described or ("lead" in block.signs and not block.signs & (FOREIGN - {"teaser", "hidden"})):
            block.taken = True


def _recover_between(blocks: Sequence[Block], taken: Sequence[int]) -> None:
    homes = Counter(blocks[at].parent for at in taken if len(blocks[at].text) > 80)
    for at in range(taken[0], taken[-1]):
        block = blocks[at]
        if block.taken or block.link_share > 0.3 or block.signs & FOREIGN or len(block.text) < 25:
            continue
        if homes[block.parent] >= 2 and ends_sentence(block.text):
            block.taken = True
        elif block.tag == "li" and ends_sentence(block.text) and len(block.text) > 80:
            block.taken = True
