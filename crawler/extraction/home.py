"""The body of a page whose DOM leaves no doubt: nearly all prose stands in one element, or in elements of one make.

Two thirds of 219 news pages are such. There the blocks from the first to the last of that prose are the body: on these
pages as good as the general extractor's, which costs more than all else and need not be asked.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from crawler.extraction.blocks import HEADINGS, Block, Region
from crawler.extraction.lines import ends_sentence
from crawler.extraction.recovery import FOREIGN

__all__ = ["mark_home"]

SHARE = 0.87
"""Share of the page's prose that one home must hold. From 0.85 down key points above the body are lost, from 0.8 down
sidebars get in; at 0.9 a tenth fewer pages are conclusive, for about the same text. Chosen anew without a page's
publisher it costs 0.0004 of residue and of lost (benchmarks/thresholds.py)."""

LEAST = 500
"""Characters of prose in a home; with less, a teaser or a note may outweigh the article."""

PROSE = 80
"""Characters from which a sentence counts as prose here."""

ANYWAY = 1000
"""Characters from which a block is text, whatever it ends in: such a block outside of the home leaves a doubt."""

LINKED = 0.3
"""Share of link from which a block is no prose."""

BESIDE = frozenset({"aside", "figure", "figcaption", "menu"})
"""Elements that stand beside a text, unless they hold a quote."""

TEXT = HEADINGS | {"p", "li", "blockquote", "pre", "q", "dt", "dd"}
"""Elements that hold text of the body at any depth; of others only prose counts: the rest are labels of widgets."""

_KEYS: tuple[Callable[[Block], Any], ...] = (attrgetter("parent"), attrgetter("shape"))
"""What the blocks of one home share: the element around them; their make, where adverts part a body into several."""


def _beside(blocks: Sequence[Block], regions: Sequence[Region], cut: Sequence[Region]) -> list[bool]:
    """For each block, whether it stands where no body is."""
    beside = [False] * len(blocks)
    for region in regions:
        if region.node.tag in BESIDE:
            beside[region.first : region.last] = [True] * (region.last - region.first)
    for region in regions:
        if region.sign == "quote":
            beside[region.first : region.last] = [False] * (region.last - region.first)
    for region in cut:
        beside[region.first : region.last] = [True] * (region.last - region.first)
    return beside


def _prose(blocks: Sequence[Block], beside: Sequence[bool]) -> tuple[list[int], int]:
    """The places of the prose, and the characters of it and of what may be prose."""
    places: list[int] = []
    total = 0
    for at, block in enumerate(blocks):
        length = len(block.text)
        if length <= PROSE or beside[at] or block.link_share >= LINKED:
            continue
        ends = ends_sentence(block.text)
        if ends:
            places.append(at)
        if ends or length > ANYWAY:
            total += length
    return places, total


def _span(
    blocks: Sequence[Block], prose: Sequence[int], total: int, key: Callable[[Block], Any]
) -> tuple[int, int] | None:
    """First and last block of the home, None where none holds enough or another main headline stands in it."""
    lengths: Counter[Any] = Counter()
    for at in prose:
        lengths[key(blocks[at])] += len(blocks[at].text)
    home, length = lengths.most_common(1)[0]
    if length < max(LEAST, SHARE * total):
        return None
    inside = [at for at in prose if key(blocks[at]) == home]
    first, last = inside[0], inside[-1]
    if any(block.tag == "h1" for block in blocks[first:last]):
        return None
    while first > 0 and key(blocks[first - 1]) == home:
        first -= 1
    while last + 1 < len(blocks) and key(blocks[last + 1]) == home:
        last += 1
    return first, last


def _foreign(regions: Sequence[Region], first: int, last: int) -> set[int]:
    """Blocks between the two in small regions that are named something else."""
    foreign: set[int] = set()
    for region in regions:
        within = first <= region.first and region.last <= last + 1
        if within and region.sign in FOREIGN and 2 * (region.last - region.first) <= last - first:
            foreign.update(range(region.first, region.last))
    return foreign


def _take_lead(blocks: Sequence[Block], prose: Sequence[int], first: int) -> None:
    """The one paragraph of prose between headline and home is the standfirst, or the first of the body."""
    for tag in ("h1", "h2"):
        headline = next((at for at in range(first, -1, -1) if blocks[at].tag == tag), None)
        if headline is not None:
            leads = [at for at in prose if headline < at < first and not blocks[at].links]
            if len(leads) == 1:
                blocks[leads[0]].taken = True
            return


def mark_home(blocks: Sequence[Block], regions: Sequence[Region], cut: Sequence[Region]) -> bool:
    """Set `taken` on the body's blocks and give True, where the DOM is conclusive; else change nothing.

    cut: the regions that hold nothing of a body (body.foreign).
    """
    beside = _beside(blocks, regions, cut)
    prose, total = _prose(blocks, beside)
    if total < LEAST or not prose:
        return False
    for key in _KEYS:
        span = _span(blocks, prose, total, key)
        if span is not None:
            break
    else:
        return False
    first, last = span
    home = key(blocks[first])
    foreign = _foreign(regions, first, last)
    known = set(prose)
    for at in range(first, last + 1):
        block = blocks[at]
        deep = key(block) != home
        if not beside[at] and not (deep and (at in foreign or (at not in known and block.tag not in TEXT))):
            block.taken = True
    above = blocks[first - 1]
    if first and above.tag in HEADINGS - {"h1"} and above.parent == blocks[first].parent:
        # of the first section, or the first entry of a live blog
        above.taken = True
    _take_lead(blocks, prose, first)
    return True
