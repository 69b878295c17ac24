"""Texts that were scraped before, without their pages: the rules that read words and neighbours."""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from crawler.article import Removed
from crawler.extraction.blocks import Block
from crawler.extraction.boilerplate import QUOTES, Known, judge
from crawler.extraction.lines import LABEL_MAX, ends_sentence, line_reason, words_of
from crawler.extraction.strings import fold

__all__ = ["clean_text"]

HEADLINE = (20, 140)
"""Characters of a headline above a text, least and most; half of the least in scripts without spaces."""

ABOVE = 3
"""Lines above the first paragraph that are no sentences, at most: a kicker, the headline, a standfirst. A line that
comes twice, and the names of sections and towns, do not count."""

CRUMB = 2
"""Words of such a name, at most."""

DEPTH = 12
"""Lines from the top among which the headline is."""

BELOW = 4
"""Lines below the headline among which a paragraph is."""

TEASERS = 3
"""Lines in a row that read as headlines of other articles, each "Subject: What happened", at least."""

TEASER = (30, 140)
"""Characters of such a line, least and most."""

PARAGRAPH = 60
"""Characters from which a line that ends as a sentence is a paragraph."""

DOUBLED = 15
"""Characters from which a line that says one thing twice is two links."""

SUMMARY = 300
"""Characters of a summary between two of them, at most."""

SHOUTED = (30, 160)
"""Characters of a line in capitals that is a link to another article, as some papers set them between paragraphs."""

CAPITALS = 0.6
"""Share of a line's characters that are capitals, from which it is shouted: 漢字 with an abbreviation is not."""

_MARK = re.compile(r"^[-*•–▪‣]\s+")
_SUBJECT = re.compile(r"[^:]{2,50}: \D{15}")
_DATELINE = re.compile(r"\) ?[—–-] ")
_DATED = re.compile(r"\d{4}-\d\d-\d\d")


def _as_blocks(lines: Sequence[str]) -> list[Block]:
    """Lines as blocks: a list mark, before the text or alone on the line above, makes an item."""
    blocks: list[Block] = []
    marked = False
    for number, line in enumerate(lines):
        if line in ("-", "*", "•"):
            marked = True
            continue
        text = _MARK.sub("", line)
        blocks.append(Block(text, "li" if marked or text != line else "p", "", number, 0))
        marked = False
    return blocks


def _head(blocks: Sequence[Block]) -> set[int]:
    """Places of the headline and of the lines around it, none where the text begins with a paragraph.

    A line that begins a record ("date 2023-04-13 Trade talks end") or a report ("LONDON (AP) — The Latest") holds more
    than the headline: it stays, and so does what is below it.
    """
    found: dict[int, str] = {}
    lines = [at for at in range(min(len(blocks), DEPTH)) if line_reason(blocks[at].text) is None]
    for at in lines:
        block = blocks[at]
        more = _DATED.search(block.text) or _DATELINE.search(block.text)
        if more or block.tag != "p" or len(block.text) > HEADLINE[1] or not _is_no_sentence(block):
            break
        found[at] = words_of(block.text)
    below = [blocks[at] for at in lines[len(found) :][:BELOW]]
    own = {words for at, words in found.items() if not _is_crumb(blocks[at].text)}
    paragraphs = any(_is_long(block.text, PARAGRAPH) and ends_sentence(block.text) for block in below)
    if not paragraphs or len(own) > ABOVE or not any(_is_long(words, HEADLINE[0]) for words in own):
        return set()
    return set(found)


def _is_long(text: str, least: int) -> bool:
    """Whether a text has so many characters; scripts without spaces need half of them."""
    return len(text) >= least or (2 * len(text) >= least and len(text.split()) < len(text) / 15)


def _is_crumb(text: str) -> bool:
    """Whether a line above a headline is the name of a section or a town: one or two words, no number."""
    words = text.split()
    return len(words) <= CRUMB and len(text) <= LABEL_MAX / 2 and not any(letter.isdigit() for letter in text)


def _is_no_sentence(block: Block) -> bool:
    """Whether a line ends as no sentence does; headlines are also questions, calls and quotes."""
    bare = block.text.rstrip(QUOTES)
    return bare[-1:] in ("?", "!", "？", "！") or not ends_sentence(bare)


def _teasers(blocks: Sequence[Block]) -> set[int]:
    """Places of lines in a row that are headlines of other articles, most with their subject and a colon before."""
    least, most = TEASER
    found: set[int] = set()
    for like, group in groupby(
        enumerate(blocks),
        lambda one: least <= len(one[1].text) <= most and _is_no_sentence(one[1]) and ". " not in one[1].text,
    ):
        run = list(group)
        subjects = sum(_SUBJECT.match(block.text) is not None for _, block in run)
        if like and len(run) >= TEASERS and 2 * subjects > len(run):
            found.update(at for at, _ in run)
    return found


def _is_shouted(text: str) -> bool:
    least, most = SHOUTED
    fits = least <= len(text) <= most and text.isupper() and text[0] != "|" and text[-1] != "."
    return fits and sum(letter.isupper() for letter in text) > CAPITALS * len(text)


def _of_whole_text(blocks: Sequence[Block], head: set[int], headlines: set[str]) -> list[str | None]:
    """Reasons that only the whole text gives, None where the lines' own rules may speak."""
    teasers = _teasers(blocks) | _doubled(blocks)
    shouted = [_is_shouted(block.text) for block in blocks]
    some = sum(block.text.isupper() for block in blocks) < len(blocks) / 3
    reasons: list[str | None] = []
    for at, block in enumerate(blocks):
        title = at in head or words_of(block.text) in headlines
        reasons.append("title" if title else "teaser" if at in teasers or (shouted[at] and some) else None)
    return reasons


def _doubled(blocks: Sequence[Block]) -> set[int]:
    """Places of lines that say one thing twice ("Trade talks end Trade talks end", as the text of a picture's link and
    of the link beside it), and of the summaries between two of them."""
    found = []
    for at, block in enumerate(blocks):
        middle, odd = divmod(len(block.text), 2)
        if odd and middle >= DOUBLED and block.text[:middle] == block.text[middle + 1 :]:
            found.append(at)
    between = {
        at
        for first, last in pairwise(found)
        for at in range(first + 1, last)
        if last - first <= 2 and len(blocks[at].text) <= SUMMARY
    }
    return {*found, *between}


def clean_text(text: str) -> tuple[str, tuple[Removed, ...]]:
    """Clean a text that was scraped before, without its page: the rules that read words and neighbours.

    text: paragraphs on lines of their own; a line "-" marks the next as a list item. A headline above the text goes
    as on a page, with the reason `title`. Gives the kept lines joined by a line feed, and what was taken out;
    positions count the lines that are not empty, marks left out.
    """
    blocks = _as_blocks([line for line in map(fold, text.splitlines()) if line])
    head = _head(blocks)
    headlines = {words for at in head if _is_long(words := words_of(blocks[at].text), HEADLINE[0])}
    whole = _of_whole_text(blocks, head, headlines)
    verdicts = judge(blocks, Known(headlines=tuple(headlines)))
    reasons = [first or verdict.reason for first, verdict in zip(whole, verdicts, strict=True)]
    kept = [block.text for block, reason in zip(blocks, reasons, strict=True) if reason is None]
    removed = tuple(
        Removed(position, block.text, reason)
        for position, (block, reason) in enumerate(zip(blocks, reasons, strict=True))
        if reason is not None
    )
    return "\n".join(kept), removed
