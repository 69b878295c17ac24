"""A text, read once for all comparisons: its words, their hashes, and which of them are names and numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dedup.shingles import SENTENCE_ENDS, digest, distinct, plain, shingles, spelt_tokens, token_hashes, tokens

__all__ = ["RUN", "Reading"]

RUN = 3
"""Words in a row that two texts must both have for these to count as shared."""


@dataclass(frozen=True, eq=False)
class Reading:
    """A text and its tokens (`dedup.shingles.tokens`) with their hashes."""

    text: str
    words: list[str]
    hashes: NDArray[np.uint64]

    @classmethod
    def of(cls, text: str) -> "Reading":
        """Read any text, an empty one included."""
        words = tokens(text)
        return cls(text, words, token_hashes(words))

    @cached_property
    def spelt(self) -> list[str]:
        """The words in their case."""
        return spelt_tokens(plain(self.text))

    @cached_property
    def digest(self) -> bytes:
        """Of the words, 16 bytes: see `dedup.shingles.digest`."""
        return digest(self.words)

    @cached_property
    def runs(self) -> NDArray[np.uint64]:
        """A hash for each run of RUN words, in order; one for a shorter text, none for an empty one."""
        return shingles(self.hashes, RUN)

    @cached_property
    def distinct_runs(self) -> NDArray[np.uint64]:
        """The same, sorted, each once."""
        return distinct(self.runs)

    @cached_property
    def names(self) -> NDArray[np.bool_]:
        """Which words begin with a capital where no sentence begins; none in scripts without capitals."""
        pieces = spelt_tokens(plain(self.text), ends=True)
        ends = np.array([True, *(piece in SENTENCE_ENDS for piece in pieces)], dtype=np.bool_)
        capital = np.array([piece[0].isupper() for piece in pieces], dtype=np.bool_)
        named: NDArray[np.bool_] = (capital & ~ends[:-1])[~ends[1:]]
        return named

    def numbers(self, places: Iterable[int]) -> list[int]:
        """Those of these words that begin with a digit."""
        return [n for n in places if self.words[n][0].isdigit()]
