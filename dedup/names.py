"""Whether two words are one name: spelt otherwise, or wrong."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

__all__ = ["same_name"]

ALIKE = 0.8
"""Least share of letters in common, in order, of two spellings of one name: Hendrik and Henrik (difflib's ratio)."""

ALIKE_IN_SOUND = 0.65
"""The same of two names that sound alike: Kiev and Kyiv, not Perth and Porto."""

_SOUNDS = (
    *(("tsch", "c"), ("sch", "s"), ("tch", "c"), ("sh", "s"), ("ch", "c"), ("ph", "f"), ("kh", "h"), ("ck", "c")),
    *(("th", "t"), ("dj", "j"), ("zh", "j"), ("gh", "g")),
)
"""Groups of letters, and the one that other transliterations write for them."""

_LETTERS = str.maketrans({"k": "c", "q": "c", "w": "v", "f": "v", "z": "s", "y": "i", "j": "i"})
"""Letters that stand for one another in transliterations: Kiev and Kyiv, Selenskyj and Zelensky."""

_VOWELS = re.compile("[aeiou]")
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=4096)
def same_name(one: str, other: str) -> bool:
    """Whether two words, case folded, may be spellings of one name."""
    alike = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return alike >= ALIKE or (alike >= ALIKE_IN_SOUND and _skeleton(one) == _skeleton(other))


def _skeleton(name: str) -> str:
    """The first letter and the consonants after it, as they sound."""
    for letters, sound in _SOUNDS:
        name = name.replace(letters, sound)
    name = name.translate(_LETTERS)
    return _TWICE.sub(r"\1", name[:1] + _VOWELS.sub("", name[1:]))
