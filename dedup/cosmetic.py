"""Whether a page that was fetched again says something else, or only shows another time, counter or link."""

import re
from collections import Counter

from dedup.shingles import tokens

__all__ = ["is_cosmetic"]

SHORT_LINE = 12
"""Words of a line, up to which one that is no sentence is a link, a time or a counter."""

MOST_CHANGED = 0.2
"""Share of the words up to which changed lines can be cosmetic: a text of one line is what it says."""

_SENTENCE = re.compile(r"[.!?…。！？؟।][\s\"'“”„«»‘’)\]」』]*$")

_Line = tuple[str, ...]


def is_cosmetic(before: str, after: str) -> bool:
    """Whether two texts of one page, paragraphs parted by line feeds, say the same to a reader.

    So it is where they differ only in short lines that are no sentences, or in the order of their lines. A number
    changed in a sentence is a change.
    """
    old, new = _lines(before), _lines(after)
    gone, came = old - new, new - old
    changed = sum(len(line) * n for line, n in (gone + came).items())
    if changed > MOST_CHANGED * sum(len(line) * n for line, n in (old + new).items()):
        return False
    sentences = {tuple(tokens(line)) for text in (before, after) for line in text.split("\n") if _SENTENCE.search(line)}
    return all(len(line) <= SHORT_LINE and line not in sentences for line in (*gone, *came))


def _lines(text: str) -> Counter[_Line]:
    return Counter(words for line in text.split("\n") if (words := tuple(tokens(line))))
