"""What is measured of each block that the rules left, where names say nothing: place, make, neighbours, words.

The body's paragraphs are those left that are long, end as sentences and hold few links; every measure compares a
block with them. None reads a class name: two elements of one name are alike whatever it says.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.extraction.blocks import Block
from crawler.extraction.lines import ends_sentence, words_of
from crawler.extraction.signs import SIGN_OF_TAG

__all__ = ["FEATURES", "LONGEST", "measure"]

FEATURES: dict[str, str] = {
    "below": "levels of elements between it and the container of the body; 13 outside of it",
    "shape": "share of the body in elements named like its own",
    "spread": "parents that hold elements named like its own, to one such element",
    "vocabulary": "share of its words that come again in the text",
    "order": "blocks above it in the text, up to 15",
    "length": "characters, up to 600",
    "capitals": "share of its words that begin with a capital",
    "apart": "levels of elements up to what it has in common with the paragraph before it; 15 where there is none",
    "above": "whether the block above was removed",
    "under": "whether the block below was removed",
    "tag": "share of the body in its tag",
    "headline": "words that it has in common with the headline, up to 3",
    "bold": "share of its characters in bold type",
    "parent": "share of the body that has the same parent",
    "told": "different signs that the page's names give",
}
"""The columns of the model's table, with their meaning."""

LONGEST = 600
"""Characters; a longer block is the article's own, whatever stands around it."""

PARAGRAPH = 80
"""Characters from which a sentence is a paragraph."""

FEWEST = 3
"""Paragraphs below which there is nothing to compare with: a short report, a recipe, a photo essay."""

MAIN = 0.6
"""Share of the body that its container holds."""

_STEM = 6
"""Letters of a word that are compared: endings differ."""

_SHORT = 5
"""Letters from which a word is compared."""

_ITEMS = frozenset({"li", "dt", "dd"})
_OUTSIDE = 13
_NO_NEIGHBOUR = 15
_BY_TAG = frozenset(SIGN_OF_TAG.values()) | {"dialog"}


def _stems(text: str) -> set[str]:
    """The beginnings of its longer words; pairs of characters in scripts without spaces."""
    words = words_of(text).split()
    if words and len(text) > 12 * len(words) and not text.isascii():
        return {text[at : at + 2] for at in range(len(text) - 1)}
    return {word[:_STEM] for word in words if len(word) >= _SHORT}


@dataclass(slots=True)
class _Body:
    """The body's paragraphs, by what they have in common. under: characters of them in each element."""

    weights: list[int]
    total: int
    main: int
    shapes: Counter[str]
    tags: Counter[str]
    parents: Counter[int]


def _body(blocks: Sequence[Block], reasons: Sequence[str | None]) -> _Body:
    shapes: Counter[str] = Counter()
    tags: Counter[str] = Counter()
    parents: Counter[int] = Counter()
    under: Counter[int] = Counter()
    weights: list[int] = []
    for block, reason in zip(blocks, reasons, strict=True):
        length = len(block.text)
        own = reason is None and length >= PARAGRAPH and block.link_share < 0.3 and ends_sentence(block.text)
        weights.append(length if own else 0)
        if own:
            shapes[block.shape] += length
            tags[block.tag] += length
            parents[block.parent] += length
            for element in block.path:
                under[element] += length
    total = sum(weights) or 1
    # elements are counted on the way down: the deepest of those around most of the body has the highest number
    main = max((element for element, length in under.items() if length > MAIN * total), default=0)
    return _Body(weights, total, main, shapes, tags, parents)


def _levels_apart(path: Sequence[int], other: Sequence[int] | None) -> int:
    if other is None:
        return _NO_NEIGHBOUR
    common = next((at for at, (one, two) in enumerate(zip(path, other, strict=False)) if one != two), None)
    return len(path) - (min(len(path), len(other)) if common is None else common)


def measure(
    page: Sequence[Block], blocks: Sequence[Block], reasons: Sequence[str | None], headline: str
) -> tuple[list[int], list[list[float]]]:
    """The places of the blocks that may be judged, and a row of FEATURES for each.

    The first paragraph is not: it often stands alone above lists, pictures or adverts. Nor is a short line beside a
    paragraph, in an element of its make, or in a list beside it.

    page: all blocks; blocks: those taken for the body, reasons: the rules' on them. headline: as words.
    """
    body = _body(blocks, reasons)
    if sum(weight > 0 for weight in body.weights) < FEWEST:
        return [], []
    stems = [_stems(block.text) for block in blocks]
    known = Counter(stem for own, reason in zip(stems, reasons, strict=True) if reason is None for stem in own)
    title = _stems(headline)
    makes: Counter[str] = Counter(block.shape for block in page)
    homes: dict[str, set[int]] = {}
    for block in page:
        homes.setdefault(block.shape, set()).add(block.parent)
    siblings = {(block.parent, block.shape) for block, weight in zip(blocks, body.weights, strict=True) if weight}
    homes_of_text = {block.parent for block, weight in zip(blocks, body.weights, strict=True) if weight}
    told = len(set().union(*(block.signs for block in page)) - _BY_TAG)
    places, rows = [], []
    before: Sequence[int] | None = None
    for at, block in enumerate(blocks):
        own = body.weights[at]
        opens = own > 0 and before is None
        listed = block.tag in _ITEMS and len(block.path) > 2 and block.path[-3] in homes_of_text
        beside = not own and ((block.parent, block.shape) in siblings or listed)
        if reasons[at] is None and len(block.text) <= LONGEST and not (opens or beside):
            inside = body.main in block.path
            words = block.text.split()
            places.append(at)
            rows.append([
                min(len(block.path) - 1 - block.path.index(body.main), _OUTSIDE - 1) if inside else _OUTSIDE,
                (body.shapes[block.shape] - own) / body.total,
                len(homes[block.shape]) / makes[block.shape],
                sum(known[stem] > 1 for stem in stems[at]) / len(stems[at]) if stems[at] else 0.5,
                min(at, 15),
                len(block.text),
                sum(word[0].isupper() for word in words) / len(words),
                _levels_apart(block.path, before),
                at > 0 and reasons[at - 1] is not None,
                at + 1 < len(blocks) and reasons[at + 1] is not None,
                (body.tags[block.tag] - own) / body.total,
                min(len(stems[at] & title), 3),
                block.bold_share,
                (body.parents[block.parent] - own) / body.total,
                min(told, 15),
            ])  # fmt: skip
        if own:
            before = block.path
    return places, rows
