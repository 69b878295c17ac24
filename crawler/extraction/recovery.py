"""What the extractor lost: the standfirst, the rest of a body in several containers, headings and items inside it."""

from collections import Counter
from collections.abc import Sequence

from crawler.extraction import phrases
from crawler.extraction.blocks import HEADINGS, Block, Region
from crawler.extraction.body import key_of
from crawler.extraction.lines import ends_sentence, is_described, lower, words_of
from crawler.extraction.metadata import Metadata

__all__ = ["recover", "recover_same_shape"]

FOREIGN = frozenset({
    "ad", "related", "newsletter", "comments", "consent", "dialog", "form", "footer", "widget", "hidden", "nav", "tags",
    "aside", "author", "meta", "caption", "figure", "social", "teaser", "paywall", "time", "details",
})  # fmt: skip
"""Signs of regions from which nothing is recovered."""

STANDFIRST = (30, 700)
"""Characters of a standfirst, least and most."""

HEAD = 40
"""Blocks above the first paragraph among which the headline is."""

LINKED = 0.3
"""Share of link from which a block is no prose."""

NEAR = 6
"""Blocks above and below the body among which a note of correction is."""

NOTE = (60, 600)
"""Characters of a note of correction, least and most."""

NO_NOTES = frozenset({"related", "teaser", "comments", "newsletter", "ad", "nav", "footer", "hidden"})
"""Signs of regions where a line that begins as a note does is another article's headline, or a reader's."""

SENTENCE = 25
"""Characters from which a recovered line must end as a sentence does; a paragraph has more than LONG."""

LONG = 80


def _is_prose(block: Block, least: int = SENTENCE) -> bool:
    return len(block.text) >= least and block.link_share <= LINKED and ends_sentence(block.text)


def _own_article(blocks: Sequence[Block], regions: Sequence[Region]) -> tuple[int, int]:
    """The blocks [first, last) among which the body is: the smallest article element around most of what is taken,
    else up to the next main headline."""
    sums = [0]
    for block in blocks:
        sums.append(sums[-1] + (len(block.text) if block.taken else 0))
    around = [
        (region.last - region.first, region.first, region.last)
        for region in regions
        if region.sign == "article" and sums[region.last] - sums[region.first] > 0.6 * sums[-1]
    ]
    if around:
        return min(around)[1:]
    first = next((at for at, block in enumerate(blocks) if block.taken and len(block.text) > LONG), 0)
    last = next(
        (at for at in range(first + 1, len(blocks)) if blocks[at].tag == "h1" and not blocks[at].taken), len(blocks)
    )
    return 0, last


def recover_same_shape(blocks: Sequence[Block], regions: Sequence[Region]) -> None:
    """Take the prose that stands in elements named like those of the taken paragraphs, in the same article.

    Adverts cut a body into containers of one name, of which the extractor may see the first alone.
    """
    shapes: Counter[str] = Counter()
    for block in blocks:
        if block.taken and _is_prose(block, LONG):
            shapes[block.shape] += len(block.text)
    total = sum(shapes.values())
    first, last = _own_article(blocks, regions)
    known = {key_of(block.text) for block in blocks if block.taken}
    for block in blocks[first:last]:
        if block.taken or shapes[block.shape] < 0.3 * total or not _is_prose(block):
            continue
        key = key_of(block.text)
        if key not in known:
            known.add(key)
            block.taken = True


def recover(blocks: Sequence[Block], metadata: Metadata) -> None:
    """Set `taken` on the standfirst, on what JSON-LD calls the article's text, and on prose and headings between.

    The blocks' signs must be known.
    """
    if not any(block.taken for block in blocks):
        return
    _recover_known(blocks, metadata.article_body)
    taken = [at for at, block in enumerate(blocks) if block.taken and block.tag not in HEADINGS]
    if not taken:
        return
    _recover_standfirst(blocks, taken, metadata)
    _recover_between(blocks, taken)
    _recover_notes(blocks, taken)


def _recover_notes(blocks: Sequence[Block], taken: Sequence[int]) -> None:
    """Notes of correction near the body: papers set them in a box beside or below it."""
    known = {key_of(blocks[at].text) for at in taken}
    for block in blocks[max(0, taken[0] - NEAR) : taken[-1] + NEAR]:
        length = len(block.text)
        if (
            not block.taken
            and NOTE[0] <= length <= NOTE[1]
            and phrases.CORRECTION.match(lower(block.text[: NOTE[0]]))
            and block.link_share <= LINKED
            and ends_sentence(block.text)
            and not block.signs & NO_NOTES
        ):
            block.taken = key_of(block.text) not in known


def _recover_known(blocks: Sequence[Block], article_body: str | None) -> None:
    """Paragraphs that the page's own JSON-LD has in the article's text, unless they are taken elsewhere."""
    whole = key_of(article_body or "")
    if len(whole) < LONG:
        return
    known = {key_of(block.text) for block in blocks if block.taken}
    for block in blocks:
        if block.taken or len(block.text) < LONG or block.link_share > LINKED or "comments" in block.signs:
            continue
        key = key_of(block.text)
        if key in whole and key not in known:
            known.add(key)
            block.taken = True


def _recover_standfirst(blocks: Sequence[Block], taken: Sequence[int], metadata: Metadata) -> None:
    first = next((at for at in taken if len(blocks[at].text) > LONG), taken[0])
    titles = {words_of(line) for line in (metadata.title, *metadata.headlines)}
    description = words_of(metadata.description)
    top = next((at for at in range(max(0, first - HEAD), first) if words_of(blocks[at].text) in titles), None)
    if top is None:
        return
    known = {key_of(block.text) for block in blocks if block.taken}
    least, most = STANDFIRST
    for block in blocks[top + 1 : first]:
        if block.taken or not least <= len(block.text) <= most or block.link_share > LINKED:
            continue
        described = is_described(words_of(block.text), description)
        named = "lead" in block.signs and not block.signs & (FOREIGN - {"teaser", "hidden"})
        if (described or named) and key_of(block.text) not in known:
            block.taken = True


def _recover_between(blocks: Sequence[Block], taken: Sequence[int]) -> None:
    homes = Counter(blocks[at].parent for at in taken if len(blocks[at].text) > LONG)
    whole = ""  # needed on few pages, and costly
    for at in range(taken[-1], taken[0], -1):
        block = blocks[at]
        if block.taken or block.link_share > LINKED:
            continue
        foreign = block.signs & FOREIGN
        if block.tag in HEADINGS:
            # a heading right above a paragraph of the body, among its like
            below = blocks[at + 1]
            block.taken = not foreign and below.taken and len(below.text) > LONG and block.link_share == 0
        elif "quote" in block.signs and foreign <= {"figure", "aside"}:
            whole = whole or "\n".join(words_of(blocks[at].text) for at in taken)
            block.taken = _is_prose(block, LONG) and words_of(block.text) not in whole
        elif not foreign and _is_prose(block):
            in_body = homes[block.parent] >= 2
            block.taken = in_body or (block.tag == "li" and len(block.text) > LONG)
