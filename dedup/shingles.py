"""Text to tokens to hashed shingles: what two texts are compared by."""

import hashlib
import re
import unicodedata

import numpy as np
import xxhash
from numpy.typing import NDArray

__all__ = ["digest", "shingle_hashes", "tokens"]

_CHARACTER_SCRIPTS = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Thai, kana, Han and Hangul: written without spaces, or too seldom with them, to be told apart by word."""

_TOKEN = re.compile(f"[{_CHARACTER_SCRIPTS}]|[^\\W{_CHARACTER_SCRIPTS}]+")

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
"""Soft hyphens, zero-width spaces and joiners, direction marks: one paper's typesetting, not a word's
spelling."""

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
"""2^64 over the golden ratio (Knuth, TAOCP 6.4): odd, so that no position of a shingle is lost."""


def tokens(text: str) -> list[str]:
    """The words of a text, each character of a script without spaces being one; case and width folded (NFKC).

    Punctuation, spacing and lone surrogates count for nothing.
    """
    folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()
    return _TOKEN.findall(folded)


def digest(words: list[str]) -> bytes:
    """16 bytes that texts of the same tokens share, and (BLAKE2b) no others do, not even by design of their
    author."""
    return hashlib.blake2b(" ".join(words).encode(), digest_size=16).digest()


def shingle_hashes(words: list[str], size: int) -> NDArray[np.uint64]:
    """A hash for each run of `size` tokens, in order, repeats included; a shorter text is one shingle, an
    empty none.

    A shingle's hash is a polynomial in the hashes of its tokens, computed for all shingles at once.
    """
    if not words:
        return np.empty(0, dtype=np.uint64)
    encoded = " ".join(words).encode().split(b" ")
    hashes = np.fromiter(map(xxhash.xxh3_64_intdigest, encoded), dtype=np.uint64, count=len(encoded))
    count = max(1, len(hashes) - size + 1)
    rolled = np.zeros(count, dtype=np.uint64)
    for offset in range(min(size, len(hashes))):
        rolled = rolled * _MULTIPLIER + hashes[offset : offset + count]
    return rolled
