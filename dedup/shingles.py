"""Text to tokens to hashed shingles: what two texts are compared by."""

import hashlib
import re
import unicodedata

import numpy as np
import xxhash
from numpy.typing import NDArray

__all__ = [
    "SENTENCE_ENDS",
    "digest",
    "distinct",
    "holds",
    "plain",
    "shingles",
    "spelt_tokens",
    "token_hashes",
    "tokens",
]

_CHARACTER_SCRIPTS = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Tibetan, Burmese, Khmer
    "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U000323af"  # kana, Han, Hangul
)
"""Scripts written without spaces, or too seldom with them, to be told apart by word."""

_INDIC = "\u0900-\u0963\u0966-\u0dff"
"""Devanagari to Sinhala without the danda: their vowel signs are no letters to `re`, and are part of a word."""

SENTENCE_ENDS = frozenset(".!?:;…\n。！？؟")
"""What a sentence may end with, and a headline, a list's item, an introduction to a quotation."""

_TOKEN = f"[{_CHARACTER_SCRIPTS}]|[^\\W{_CHARACTER_SCRIPTS}]+"
_TOKEN_WITH_INDIC = f"[{_CHARACTER_SCRIPTS}]|(?:[^\\W{_CHARACTER_SCRIPTS}]|[{_INDIC}])+"
_END = "[.!?:;…](?=[\\s\"'“”„«»‘’)\\]])|[\n。！？؟]"  # "U.S." and "2.5" hold none

_PIECES = {  # by whether the text holds Indic script, and whether the ends of sentences are wanted
    (False, False): re.compile(_TOKEN),
    (True, False): re.compile(_TOKEN_WITH_INDIC),
    (False, True): re.compile(f"{_TOKEN}|{_END}"),
    (True, True): re.compile(f"{_TOKEN_WITH_INDIC}|{_END}"),
}
_HAS_INDIC = re.compile(f"[{_INDIC}]")

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
"""Soft hyphens, zero-width spaces and joiners, direction marks: one paper's typesetting, not a word's
spelling."""

_OPTIONAL_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]+")
"""Accents of Latin, Greek and Cyrillic letters, Hebrew points, Arabic vowels and the stroke that stretches a word:
written by one paper and left out by another."""

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
"""2^64 over the golden ratio (Knuth, TAOCP 6.4): odd, so that no position of a shingle is lost."""


def plain(text: str) -> str:
    """The text in one spelling of its characters: width folded (NFKC), without invisible characters and accents.

    Case and punctuation stay.
    """
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", _OPTIONAL_MARKS.sub("", parts))


def spelt_tokens(plain_text: str, *, ends: bool = False) -> list[str]:
    """The words of a text that went through `plain`, each character of a script without spaces being one; in
    their case. Punctuation, spacing and lone surrogates count for nothing.

    ends: whether the ends of sentences (SENTENCE_ENDS) are to stand among them.
    """
    indic = not plain_text.isascii() and _HAS_INDIC.search(plain_text) is not None
    return _PIECES[indic, ends].findall(plain_text)


def tokens(text: str) -> list[str]:
    """The words of a text as `spelt_tokens` tells them apart, case folded."""
    # Folded after they are told apart, so that both lists run alike: folding makes marks of letters.
    spelt = spelt_tokens(plain(text))
    return "\n".join(spelt).casefold().split("\n") if spelt else []


def digest(words: list[str]) -> bytes:
    """16 bytes that texts of the same tokens share, and (BLAKE2b) no others do, not even by design of their
    author."""
    return hashlib.blake2b(" ".join(words).encode(), digest_size=16).digest()


def token_hashes(words: list[str]) -> NDArray[np.uint64]:
    """A hash for each token, in order; the same in every process."""
    encoded = "\n".join(words).encode().split(b"\n") if words else []
    return np.fromiter(map(xxhash.xxh3_64_intdigest, encoded), dtype=np.uint64, count=len(encoded))


def shingles(hashes: NDArray[np.uint64], size: int) -> NDArray[np.uint64]:
    """A hash for each run of `size` tokens, in order, repeats included; a shorter text is one shingle, an
    empty none. hashes: of the tokens.

    A shingle's hash is a polynomial in the hashes of its tokens, computed for all shingles at once.
    """
    if not len(hashes):
        return np.empty(0, dtype=np.uint64)
    count = max(1, len(hashes) - size + 1)
    rolled = np.zeros(count, dtype=np.uint64)
    for offset in range(min(size, len(hashes))):
        rolled = rolled * _MULTIPLIER + hashes[offset : offset + count]
    return rolled


def distinct(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """These hashes, sorted, each once. (numpy.unique hashes them again, and takes three times as long.)"""
    ordered = np.sort(hashes)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))] if len(ordered) else ordered


def holds(hashes: NDArray[np.uint64], wanted: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """For each of `wanted`, whether it is in `hashes`, which are sorted."""
    if not len(hashes):
        return np.zeros(len(wanted), dtype=np.bool_)
    at = np.searchsorted(hashes, wanted)
    at[at == len(hashes)] = 0
    found: NDArray[np.bool_] = hashes[at] == wanted
    return found
