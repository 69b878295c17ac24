"""Rules on sections: what a label opens (links to other articles, comments, an invitation) ends with its element.

A label is a short block; its section is the largest element around it that holds none of the article's paragraphs
above. No class name is read: where a site's names say nothing, its labels still do.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from crawler.extraction import phrases
from crawler.extraction.blocks import Block
from crawler.extraction.lines import LABEL_MAX, ends_sentence, lower, opens_teasers, promo_weight

__all__ = ["mark_sections"]

PARAGRAPH = 80
"""Characters from which a sentence is a paragraph of the article."""

LINKED = 0.5
"""Share of link from which a block leads elsewhere."""

MOST_TRIED = 100
"""Labels whose sections turn out to be none, at most: a page of thousands of them would take hours."""

ALIKE = 0.2
"""Share of the text that a section may hold in elements named like those of the paragraphs above it, at most."""

SUMMARY = 300
"""Characters of text below one linked headline, at most."""

_EDGES = " :：.…>»›→|-–—()"


class _Label(NamedTuple):
    """A kind of label. paragraphs: of the article, that must stand above it. most: characters of its section, and
    share: of the text, at most. links: whether its section has a link for every SUMMARY characters, as teasers do."""

    opens: Callable[[str], bool]
    reason: str
    paragraphs: int
    most: int
    share: float
    links: bool


def _opens_comments(text: str) -> bool:
    return phrases.COMMENTS.fullmatch(lower(text).strip(_EDGES)) is not None


def _invites(text: str) -> bool:
    return promo_weight(text) > 0


_LABELS = (
    _Label(lambda text: opens_teasers(lower(text)), "teaser", 1, 100_000, 0.4, True),
    _Label(_opens_comments, "promo", 2, 1_000_000, 1.0, False),
    _Label(_invites, "promo", 1, 600, 0.3, False),
)


def _section(page: Sequence[Block], at: int, above: int) -> range:
    """The blocks from the label on in the largest element around it that does not hold the block `above`."""
    path, other = page[at].path, page[above].path
    level = next((level for level, (one, two) in enumerate(zip(path, other, strict=False)) if one != two), len(path))
    element = path[level : level + 1]
    end = at + 1
    while element and end < len(page) and page[end].path[level : level + 1] == element:
        end += 1
    return range(at, end)


def _kind(text: str, paragraphs: int) -> _Label | None:
    return next((kind for kind in _LABELS if paragraphs >= kind.paragraphs and kind.opens(text)), None)


def _fits(kind: _Label, page: Sequence[Block], section: range, texts: Sequence[Block], home: str, left: int) -> bool:
    """Whether a section is of its label's kind.

    texts: its blocks in the text. home: the make of the paragraphs above: where much of the section is of that make,
    the label stands inside the article. left: characters of the whole text.
    """
    length = sum(len(block.text) for block in texts)
    alike = sum(len(block.text) for block in texts if block.shape == home)
    if len(section) < 2 or length > min(kind.most, kind.share * left) or alike > ALIKE * left:
        return False
    links = sum(page[at].link_share > LINKED for at in section)
    return not kind.links or max(length, 1) <= SUMMARY * links


def mark_sections(page: Sequence[Block], blocks: Sequence[Block], reasons: list[str | None]) -> None:
    """Take out what stands in a section that a label opens.

    page: all blocks of the page, those of the body included: a label is seldom taken for the body.
    """
    places = {id(block): at for at, block in enumerate(blocks)}
    of_page = [places.get(id(block)) for block in page]
    kept = {at: place for at, place in enumerate(of_page) if place is not None and reasons[place] is None}
    left = sum(len(page[at].text) for at in kept)
    last = max(kept, default=-1)
    above = paragraphs = tried = 0
    at = min(kept, default=0)
    while at <= last and tried < MOST_TRIED:
        block = page[at]
        sentence = ends_sentence(block.text)
        if sentence and len(block.text) >= PARAGRAPH and at in kept:
            above, paragraphs = at, paragraphs + 1
        elif paragraphs and not sentence and len(block.text) <= LABEL_MAX:
            kind = _kind(block.text, paragraphs)
            section = _section(page, at, above) if kind else range(0)
            texts = [page[one] for one in section if one in kept]
            if kind and _fits(kind, page, section, texts, page[above].shape, left):
                for one in section:
                    place = of_page[one]
                    if place is not None:
                        reasons[place] = reasons[place] or kind.reason
                at = section.stop
                continue
            tried += kind is not None
        at += 1
