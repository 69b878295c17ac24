"""Whether two passages are about one thing: the names and longer words of the one come again in the other.

What tells a long report from a page that holds a brief beside other news (lexical cohesion: Halliday and Hasan, 1976;
used to part texts by Hearst: TextTiling, 1997).
"""

import re

import numpy as np
from numpy.typing import NDArray

from dedup.reading import Reading

__all__ = ["cohesion"]

LONG_WORD = 7
"""Letters, from which a word is taken to say something: the shorter a word, the more common (Zipf's law of
abbreviation). Shorter ones count where they begin with a capital."""

LONG_WORD_UNCASED = 5
"""The same in scripts that have no capitals, and write less of each word."""

_SYLLABLES = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Tokens that are single characters: two of them make a word."""

_HIRAGANA = re.compile("[\u3041-\u309f]")
"""What Japanese writes endings and particles with."""


def cohesion(reading: Reading, shared: NDArray[np.bool_], rest: NDArray[np.bool_]) -> float:
    """How much of what one part of a text speaks of comes again in another part: 0 to 1.

    shared, rest: which words are of the one and of the other part. Given is the share of the smaller vocabulary that
    is in both.
    """
    one, other = _vocabulary(reading, shared), _vocabulary(reading, rest)
    return len(one & other) / (min(len(one), len(other)) or 1)


def _vocabulary(reading: Reading, part: NDArray[np.bool_]) -> set[str]:
    words, names = reading.words, reading.names
    found = set()
    for n in np.flatnonzero(part).tolist():
        word = words[n]
        if _SYLLABLES.match(word):
            if n + 1 < len(words) and part[n + 1] and not _HIRAGANA.match(word) and not _HIRAGANA.match(words[n + 1]):
                found.add(word + words[n + 1])
        elif len(word) >= (LONG_WORD if word.islower() else LONG_WORD_UNCASED) or (names[n] and len(word) > 2):
            found.add(word)
    return found
