"""Rules of the cleaner that look at several blocks at once; each fills in reasons where it finds them.

blocks and reasons are of one length; a reason is None where no rule has spoken yet, and none is overruled.
"""

from collections import Counter
from collections.abc import Sequence

from crawler.extraction.blocks import HEADINGS, Block
from crawler.extraction.body import key_of
from crawler.extraction.lines import ends_sentence, lower, opens_teasers

__all__ = [
    "HOME",
    "mark_above",
    "mark_boxes",
    "mark_cards",
    "mark_lists_of_links",
    "mark_orphans",
    "mark_outside",
    "mark_rest_of_lists",
    "mark_summaries",
    "mark_teasers",
    "spare_items",
]

HOME = 0.25
"""Share of the text from which a shape (names of an element and its parent) is that of the body."""

DECLARED = 0.7
"""Share of the text that JSON-LD must hold for what it lacks to be suspect."""

LINKED = 0.4
"""Share of link from which an item of a list leads elsewhere, where its whole list does."""

SUMMARY = 400
"""Characters of a summary below another article's headline, at most."""

CARD = 4
"""Blocks of a card, at most: section, headline, summary, date."""

SUMMARIES = 0.4
"""Share of the text that such summaries are, at most: beyond, they are the article (a live blog's entries)."""

BOX = 0.2
"""Share of the text that goes with an invitation beside it, at most."""

KICKER = 60
"""Characters of a label above the headline, at most."""

ITEMS = 3
"""Items of a list whose headings are links, at least."""

LABEL_WORDS = 2
"""Words of a heading that is a label wherever it stands ("Read more"), at most."""

ENOUGH = 25
"""Characters, white space aside, from which it is no chance that a text stands in another."""


def mark_teasers(blocks: Sequence[Block], reasons: list[str | None]) -> None:
    """A heading over links takes with it the lines below that look like titles, and any list items after those."""
    below = 0
    for index, block in enumerate(blocks):
        if reasons[index] not in (None, "teaser") or not opens_teasers(lower(block.text)):
            continue
        start = below = max(index + 1, below)  # what a heading above took need not be looked at again
        while below < len(blocks) and _like_teaser(blocks[below], reasons[below]):
            below += 1
        if below > index + 1 or block.text.rstrip().endswith((":", "：")) or block.links or block.tag in HEADINGS:
            if below == index + 1 and _heads_paragraphs(blocks, reasons, index):
                continue
            reasons[index] = "heading"
            for at in range(start, below):
                reasons[at] = reasons[at] or "teaser"


def _heads_paragraphs(blocks: Sequence[Block], reasons: Sequence[str | None], index: int) -> bool:
    """Whether a heading ("More on the cost") has a paragraph of the article right below it, beside it."""
    block, below = blocks[index], blocks[min(index + 1, len(blocks) - 1)]
    heads = block.tag in HEADINGS and not block.links and len(block.text.split()) > LABEL_WORDS
    return (
        heads
        and below.parent == block.parent
        and reasons[index + 1 : index + 2] == [None]
        and ends_sentence(below.text)
    )


def _like_teaser(block: Block, reason: str | None) -> bool:
    if reason is not None:
        return True
    if block.tag in ("li", "item") or block.link_share > 0.5:
        return True
    return len(block.text) < 120 and not ends_sentence(block.text)


def mark_lists_of_links(blocks: Sequence[Block], reasons: list[str | None]) -> None:
    """A list whose every item is half link and no sentence leads elsewhere."""
    lists: dict[int, list[int]] = {}
    for at, block in enumerate(blocks):
        if block.tag == "li" and block.parent:
            lists.setdefault(block.parent, []).append(at)
    for items in lists.values():
        if len(items) > 1 and all(
            blocks[at].link_share >= LINKED and not ends_sentence(blocks[at].text) for at in items
        ):
            for at in items:
                reasons[at] = reasons[at] or "teaser"


def mark_cards(blocks: Sequence[Block], reasons: list[str | None]) -> None:
    """What is named a teaser and comes again in the same make, away from where the text stands, is one."""
    total = sum(len(block.text) for block in blocks)
    makes: dict[str, list[int]] = {}
    for at, block in enumerate(blocks):
        above = blocks[max(0, at - 1)]
        headed = (
            above.tag in HEADINGS or above.link_share > LINKED or block.tag in HEADINGS or block.link_share > LINKED
        )
        if "teaser" in block.signs and block.shape and headed:
            makes.setdefault(block.shape, []).append(at)
    for found in makes.values():
        apart = len({blocks[at].parent for at in found}) > 1
        if apart and sum(len(blocks[at].text) for at in found) < HOME * total:
            for at in found:
                reasons[at] = reasons[at] or "teaser"


def mark_above(blocks: Sequence[Block], reasons: list[str | None]) -> None:
    """List items and labels above the headline, where most of the text stands below it, are of other articles."""
    headline = next((at for at, reason in enumerate(reasons) if reason == "title" and blocks[at].tag in HEADINGS), 0)
    above = [at for at in range(headline) if reasons[at] is None]
    total = sum(len(block.text) for block, reason in zip(blocks, reasons, strict=True) if reason is None)
    if sum(len(blocks[at].text) for at in above) < total / 2:
        for at in above:
            short = len(blocks[at].text) < KICKER and not ends_sentence(blocks[at].text)
            if short or blocks[at].tag == "li":
                reasons[at] = "teaser"


def mark_rest_of_lists(blocks: Sequence[Block], reasons: list[str | None]) -> None:
    """The items of a list go together where most of them went."""
    lists: dict[int, list[int]] = {}
    for at, block in enumerate(blocks):
        if block.tag == "li":
            lists.setdefault(block.parent, []).append(at)
    for items in lists.values():
        gone = [reasons[at] for at in items if reasons[at] is not None]
        if ITEMS <= len(gone) < len(items) and len(gone) > len(items) / 2:
            for at in items:
                reasons[at] = reasons[at] or gone[0]


def mark_summaries(page: Sequence[Block], blocks: Sequence[Block], reasons: list[str | None]) -> None:
    """Lines of text below headlines that are links, each pair in an element of its own, sum up other articles.

    page: all blocks; the headlines are seldom taken for the body. One such pair may be the article's own.
    """
    if not page:
        return
    places = {id(block): at for at, block in enumerate(page)}
    total = sum(len(block.text) for block in blocks)
    found = []
    for at, (block, reason) in enumerate(zip(blocks, reasons, strict=True)):
        place = places[id(block)]
        if reason is None and block.tag not in HEADINGS and len(block.text) <= SUMMARY and _is_in_card(page, place):
            found.append(at)
    if (len(found) > 1 or any("article" in blocks[at].signs for at in found)) and sum(
        len(blocks[at].text) for at in found
    ) < SUMMARIES * total:
        for at in found:
            reasons[at] = "teaser"


def _is_in_card(page: Sequence[Block], place: int) -> bool:
    """Whether a linked headline is above, in an element that holds little more than the two."""
    path = page[place].path
    for above in page[max(0, place - CARD) : place][::-1]:
        if above.link_share > 0.8 and len(above.text) >= ENOUGH and not ends_sentence(above.text):
            shared = [one for one, two in zip(path, above.path, strict=False) if one == two]
            around = page[max(0, place - CARD - 1) : place + CARD + 1]
            return bool(shared) and sum(shared[-1] in block.path for block in around) <= CARD
    return False


def mark_boxes(blocks: Sequence[Block], reasons: list[str | None]) -> None:
    """What shares a small element with an invitation, a wall or a consent note goes with it, unless it is of the make
    that the text is of: a body in several parts has an invitation at the end of one."""
    boxes: dict[int, list[int]] = {}
    shapes: Counter[str] = Counter()
    for at, (block, reason) in enumerate(zip(blocks, reasons, strict=True)):
        boxes.setdefault(block.parent, []).append(at)
        shapes[block.shape] += len(block.text) if reason is None else 0
    left = shapes.total()
    for parent, inside in boxes.items():
        found = [reasons[at] for at in inside if reasons[at] in ("promo", "paywall")]
        rest = [at for at in inside if reasons[at] is None]
        if not parent or not found or not rest or len(rest) > 2 * len(found):
            continue
        length = sum(len(blocks[at].text) for at in rest)
        if length < BOX * left and all(shapes[blocks[at].shape] - length < HOME * left for at in rest):
            for at in rest:
                reasons[at] = found[0]


def spare_items(blocks: Sequence[Block], reasons: list[str | None]) -> None:
    """Headings that are links stay where the text below them, each in an element of its own, is most of the article:
    the items of a list of books, shops or entries."""
    headings: dict[int, list[int]] = {}
    for at, (block, reason) in enumerate(zip(blocks, reasons, strict=True)):
        if reason == "teaser" and block.tag in HEADINGS:
            headings.setdefault(block.parent, []).append(at)
    items = {element: found[0] for element, found in headings.items() if len(found) == 1}
    if len(items) < ITEMS:
        return
    lengths: Counter[int] = Counter()
    total = 0
    for block, reason in zip(blocks, reasons, strict=True):
        if reason is None:
            total += len(block.text)
            for element in items.keys() & set(block.path):
                lengths[element] += len(block.text)
    if len(lengths) >= ITEMS and lengths.total() >= SUMMARIES * total and max(lengths.values()) < total / 2:
        for element in lengths:
            reasons[items[element]] = None


def mark_outside(blocks: Sequence[Block], reasons: list[str | None], body: str) -> None:
    """Where JSON-LD holds nearly all of the text, what it lacks and stands in another make of element is inserted.

    What is above its first paragraph may be the standfirst, which it often leaves out.
    """
    if not body:
        return
    keys = [key_of(block.text) for block in blocks]
    inside = [len(key) >= ENOUGH and key in body for key in keys]
    total = sum(len(block.text) for block, reason in zip(blocks, reasons, strict=True) if reason is None)
    shapes: Counter[str] = Counter()
    for block, held in zip(blocks, inside, strict=True):
        shapes[block.shape] += len(block.text) if held else 0
    if shapes.total() < DECLARED * total:
        return
    first = next((at for at, held in enumerate(inside) if held and blocks[at].tag not in HEADINGS), len(blocks))
    for at in range(first, len(blocks)):
        away = shapes[blocks[at].shape] < HOME * total
        if (
            not inside[at]
            and keys[at] not in body
            and away
            and blocks[at].tag not in HEADINGS
            and "quote" not in blocks[at].signs
        ):
            reasons[at] = reasons[at] or "teaser"


def mark_orphans(blocks: Sequence[Block], reasons: list[str | None]) -> None:
    """A heading with nothing of its own below it goes with what went."""
    follows = False
    for index in range(len(blocks) - 1, -1, -1):
        if blocks[index].tag not in HEADINGS:
            follows = follows or reasons[index] is None
        elif reasons[index] is not None:
            continue
        elif not follows or _over_links(blocks, reasons, index):
            reasons[index] = "heading"
        else:
            follows = True


def _over_links(blocks: Sequence[Block], reasons: Sequence[str | None], index: int) -> bool:
    below = range(index + 1, min(index + 3, len(blocks)))
    return len(below) == 2 and all(reasons[at] == "teaser" and blocks[at].link_share > LINKED for at in below)
