"""The words of a line: what lines and articles are compared by, in any script."""

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

__all__ = ["Pair", "line_key", "lines_of", "neighbours", "unspaced", "vocabulary", "words_of"]

MOST_LINES = 100
"""Lines looked at from either end of an article; a page may have any number."""

Pair = tuple[str, ...]
"""Two neighbouring words, or a run of characters."""

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


class _Spaces(dict[int, int]):
    """Makes a space of all that is no letter or digit: str.translate is five times as fast as a pattern."""

    def __missing__(self, code: int) -> int:
        self[code] = code if chr(code).isalnum() else ord(" ")
        return self[code]


_SPACES = _Spaces()
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""A letter of a script that sets no spaces between words."""


def unspaced(line: str) -> bool:
    """Whether it has letters of a script that sets no spaces between words."""
    return _UNSPACED.search(line) is not None


@lru_cache(maxsize=256)  # an article's lines are asked for again while it is recorded
def line_key(line: str) -> int | None:
    """A number of 48 bits, signed, for the words of a line: case, width, punctuation and spacing count for nothing.

    None for a line without words. Digits count as they stand: lines that differ in them alone are as often
    results, prices and ingredients as they are counters.
    """
    words = words_of(line)
    if not words:
        return None
    return int.from_bytes(blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=6).digest(), signed=True)


def lines_of(text: str) -> list[str]:
    """The lines of a text that are looked at: MOST_LINES from either end."""
    lines = text.split("\n")
    return lines if len(lines) <= 2 * MOST_LINES else lines[:MOST_LINES] + lines[-MOST_LINES:]


def words_of(text: str) -> list[str]:
    """Its words, case and width folded; punctuation and invisible characters count for nothing."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    return text.casefold().translate(_SPACES).split()


def vocabulary(line: str) -> frozenset[str]:
    """The words; of a script without spaces runs of two characters."""
    words = words_of(line)
    if not unspaced(line):
        return frozenset(words)
    return frozenset(word[n : n + 2] for word in words for n in range(max(1, len(word) - 1)))


def neighbours(line: str) -> frozenset[Pair]:
    """Neighbouring words; of a script without spaces runs of four characters."""
    words = words_of(line)
    found: set[Pair] = set(pairwise(words))
    if unspaced(line):
        found.update((word[n : n + 4],) for word in words if _UNSPACED.match(word) for n in range(len(word) - 3))
    return frozenset(found)
