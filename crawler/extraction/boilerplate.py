"""The cleaner: which lines of a body are not the article's own, each with its reason.

A line goes by one strong ground (it is the headline again, only a date, all link), or by two weak ones. Lost text is
worse than a promo line: what is unsure stays. The same rules serve blocks of a page and lines of a text already
scraped, which have no signs, links or tags.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crawler.extraction import phrases
from crawler.extraction.apart import mark_apart
from crawler.extraction.blocks import HEADINGS, Block
from crawler.extraction.groups import (
    HOME,
    mark_above,
    mark_boxes,
    mark_cards,
    mark_lists_of_links,
    mark_orphans,
    mark_outside,
    mark_rest_of_lists,
    mark_summaries,
    mark_teasers,
    spare_items,
)
from crawler.extraction.lines import (
    ends_sentence,
    is_described,
    line_reason,
    lower,
    promo_weight,
    same_words,
    words_of,
)
from crawler.extraction.sections import mark_sections

__all__ = ["Known", "Verdict", "judge"]

SIGN_REASON = {
    "ad": "advert",
    "related": "teaser",
    "newsletter": "promo",
    "comments": "promo",
    "consent": "promo",
    "dialog": "promo",
    "form": "promo",
    "footer": "promo",
    "widget": "promo",
    "hidden": "promo",
    "nav": "teaser",
    "tags": "teaser",
    "aside": "teaser",
    "author": "author",
    "meta": "timestamp",
    "caption": "caption",
    "figure": "caption",
    "time": "timestamp",
}
"""Regions whose text is rarely the article's own, with the reason for taking it out; the first that fits counts."""

DOUBTFUL = frozenset({"hidden", "widget", "caption", "figure", "tags", "nav", "meta", "aside", "form"})
"""Of these regions, those that also hold articles: full prose in them stays unless another sign joins in."""

PROSE = 160
"""Characters from which text that ends as a sentence and holds few links is prose."""

PARAGRAPH = 80
"""Characters from which a sentence is a paragraph: below the first one, what stands beside a picture is its caption."""

LINK_TITLE = 25
"""Characters in a link from which it is a headline, behind a label of at most LINK_LABEL."""

LINK_LABEL = 40

REPEATED = 40
"""Characters from which a line that stands in two kinds of element is the page's doing, not the writer's."""

NOTE_MIN = 60
"""Characters from which a line that begins as a note of correction is one."""

NEAR_TOP = 6
"""Blocks from the top in which a line like the headline is the headline again."""

QUOTES = "\"“”„«»'‘’「」"

TAIL = 0.75
"""Place in the text, as a share, from which notes about author and paper are expected."""


SPARED = "the standfirst or a note of correction"


class Verdict(NamedTuple):
    """What becomes of a block. reason: a key of crawler.article.REASONS, None where it stays. rule: what decided, in
    words; "" where nothing spoke. score: the tie-breaker's chance that it stands apart, None where it was not asked."""

    reason: str | None
    rule: str = ""
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What the page's metadata says that lines are compared with.

    headlines: every form of the title, as words (lines.words_of). authors: names in lower case.
    description: the standfirst, as words. body: the article's text as JSON-LD has it, white space aside; "" where
    the page has none.
    """

    headlines: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    description: str = ""
    body: str = ""


def _is_prose(block: Block) -> bool:
    return len(block.text) >= PROSE and block.link_share < 0.3 and ends_sentence(block.text)


def _by_sign(block: Block, at_home: bool) -> str | None:
    """The sign to take it out by. at_home: it stands in an element named like that of most of the text."""
    if block.tag == "figcaption":
        return "caption"
    found = [sign for sign in SIGN_REASON if sign in block.signs]
    if not found:
        return None
    if "quote" in block.signs and set(found) <= {"figure", "aside", "widget"}:
        return None
    if at_home and (_is_prose(block) or "nav" in found) and len(found) < 2 and found[0] in DOUBTFUL:
        return None
    if block.tag in HEADINGS and found == ["nav"] and not block.links:
        # anchors of a table of contents bear such names
        return None
    return found[0]


def _by_links(block: Block) -> str | None:
    """A block that is link is a link to elsewhere: 148 of 161 such lines were, in a survey of 257 pages."""
    share = block.link_share
    if block.tag in HEADINGS and block.links and all(len(link) > 1 and link[0] == "#" for link in block.links):
        # the address of a live blog's entry, of a chapter
        return None
    if share >= 0.8 and (len(block.text) > 15 or block.tag in ("li", "p", "div")):
        return "teaser"
    if (
        share >= 0.5
        and block.linked >= LINK_TITLE
        and ": " in block.text[:LINK_LABEL]
        and not ends_sentence(block.text)
    ):
        # "On our site: A headline"
        return "teaser"
    return None


def _is_headline(block: Block, index: int, known: Known) -> bool:
    if block.tag not in HEADINGS and index >= NEAR_TOP:
        return False
    words = words_of(block.text)
    if block.tag in HEADINGS:
        return any(same_words(words, headline) for headline in known.headlines)
    return any(words == headline or (len(words) > 20 and words in headline) for headline in known.headlines)


def _is_standfirst(block: Block, known: Known) -> bool:
    return block.tag != "figcaption" and is_described(words_of(block.text), known.description)


def _spared(blocks: Sequence[Block], known: Known) -> set[int]:
    """The standfirst and notes of correction: the article's own, whatever stands around them."""
    notes = {
        index
        for index, block in enumerate(blocks)
        if len(block.text) > NOTE_MIN and phrases.CORRECTION.match(lower(block.text[:NOTE_MIN]))
    }
    top = range(min(NEAR_TOP, len(blocks)))
    leads = (at for at in top if not _is_headline(blocks[at], at, known) and _is_standfirst(blocks[at], known))
    return notes | {at for at in (next(leads, None),) if at is not None}


def _first_pass(blocks: Sequence[Block], known: Known, spared: set[int]) -> tuple[list[str | None], list[str]]:
    """Reasons and the rules that gave them."""
    found: list[tuple[str | None, str]] = []
    shapes: Counter[str] = Counter()
    for block in blocks:
        shapes[block.shape] += len(block.text)
    home = HOME * shapes.total()
    seen: dict[str, str] = {}
    begun = False
    for index, block in enumerate(blocks):
        if _is_headline(block, index, known):
            found.append(("title", "the words of the headline"))
        elif index in spared:
            found.append((None, ""))
        elif seen.get(block.text, block.shape) != block.shape:
            found.append(("title", "the same text stands above, in another element"))
        else:
            found.append(_of_one(block, known, at_home=shapes[block.shape] >= home, begun=begun))
        begun = begun or (found[-1][0] is None and len(block.text) >= PARAGRAPH and ends_sentence(block.text))
        if len(block.text) > REPEATED:
            seen.setdefault(block.text, block.shape)
    return [reason for reason, _ in found], [rule for _, rule in found]


def _of_one(block: Block, known: Known, *, at_home: bool, begun: bool) -> tuple[str | None, str]:
    """at_home: it stands in an element named like that of most of the text. begun: paragraphs stand above it."""
    reason = line_reason(block.text, known.authors)
    if reason is not None:
        return reason, "its own words"
    sign = _by_sign(block, at_home)
    if sign is not None:
        return SIGN_REASON[sign], f"in an element called {sign}"
    reason = _by_links(block)
    if reason is not None:
        return reason, "all link"
    if begun and "pictured" in block.signs and not (at_home and _is_prose(block)):
        return "caption", "in an element that holds a picture and little else"
    return None, ""


def _promos(blocks: Sequence[Block], reasons: list[str | None]) -> None:
    total = sum(len(block.text) for block in blocks) or 1
    before = 0
    for index, block in enumerate(blocks):
        place, before = before / total, before + len(block.text)
        if reasons[index] is not None:
            continue
        around = reasons[max(0, index - 1) : index] + reasons[index + 1 : index + 2]
        signs = (
            (len(block.text) < 160)
            + bool(block.links)
            + (place > TAIL)
            + (block.bold_share > 0.8 or block.tag in HEADINGS or block.tag == "li")
            + any(reason is not None for reason in around)
        )
        quoted = block.text[:1] in QUOTES and block.text[-1:] in QUOTES
        needed = 2 + (len(block.text) >= PROSE) + 2 * quoted
        if signs + 1 < needed:
            # whatever its words are: they cost most
            continue
        weight = promo_weight(block.text)
        if weight >= 2 and signs + (weight > 2) >= needed:
            reasons[index] = "promo"


def _author_notes(blocks: Sequence[Block], reasons: list[str | None], known: Known) -> None:
    total = sum(len(block.text) for block in blocks) or 1
    before = 0
    for index, block in enumerate(blocks):
        place, before = before / total, before + len(block.text)
        if reasons[index] is not None or place < TAIL or len(block.text) > 600:
            continue
        line = lower(block.text)
        named = any(name and name in line[: len(name) + 20] for name in known.authors)
        if named and (phrases.AUTHOR_NOTE.search(line) or (place > 0.9 and block.bold_share > 0.2)):
            reasons[index] = "author"


def judge(blocks: Sequence[Block], known: Known, page: Sequence[Block] = (), *, told: bool = True) -> list[Verdict]:
    """A verdict on each block. page: all blocks of the page, where there is one. told: whether the DOM alone told the
    body; where it did not, the tie-breaker is asked."""
    spared = _spared(blocks, known)
    reasons, rules = _first_pass(blocks, known, spared)

    def ran(rule: str) -> None:
        for at, reason in enumerate(reasons):
            rules[at] = "" if reason is None else rules[at] or rule

    mark_above(blocks, reasons)
    ran("above the headline")
    mark_lists_of_links(blocks, reasons)
    ran("a list of links")
    mark_cards(blocks, reasons)
    ran("cards of one make")
    mark_summaries(page, blocks, reasons)
    ran("a summary below a headline that is a link")
    spare_items(blocks, reasons)
    mark_sections(page, blocks, reasons)
    ran("in a section that a label opens")
    mark_outside(blocks, reasons, known.body)
    ran("not in the text that JSON-LD declares")
    mark_teasers(blocks, reasons)
    ran("below a heading over links")
    _promos(blocks, reasons)
    ran("an invitation, by its words and its place")
    mark_boxes(blocks, reasons)
    ran("in a box with an invitation")
    _author_notes(blocks, reasons, known)
    ran("a note that names the author, at the end")
    scores = {} if told else mark_apart(page, blocks, reasons, next(iter(known.headlines), ""), spared)
    ran("apart from the article by all measures together")
    mark_rest_of_lists(blocks, reasons)
    ran("most of its list went")
    mark_orphans(blocks, reasons)
    ran("a heading with nothing of the article below it")
    return [
        Verdict(None, SPARED, scores.get(at)) if at in spared else Verdict(reason, rules[at], scores.get(at))
        for at, reason in enumerate(reasons)
    ]
