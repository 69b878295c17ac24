"""MinHash signatures: texts that share shingles share values of the signature, in proportion."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dedup.shingles import digest, shingle_hashes, tokens

if TYPE_CHECKING:
    from datasketch import MinHash

__all__ = ["DEFAULT_SCHEME", "Scheme", "Sketch", "similarity"]

_CHUNK = 4096
"""Shingles a step: with 128 permutations 2 MiB of intermediate values, whatever the length of the text."""

_LOW_BYTE = np.uint32(0xFF)


@dataclass(frozen=True)
class Scheme:
    """How texts become signatures; two signatures can be compared only where all of this is the same.

    name: datasketch's permutation scheme ("affine32") and our own version of tokens, shingles and bytes kept.
    seed: of the permutations. permutations: values in a signature. shingle_size: tokens in a shingle. bands,
    rows: the signature's first bands x rows values are cut into bands; texts of Jaccard similarity s share at
    least one with probability 1 - (1 - s^rows)^bands (Leskovec, Rajaraman, Ullman: Mining of Massive
    Datasets, 3.4).
    """

    name: str = "affine32-1"
    seed: int = 1
    permutations: int = 128
    shingle_size: int = 4
    bands: int = 32
    rows: int = 4

    def __post_init__(self) -> None:
        if self.bands * self.rows > self.permutations:
            raise ValueError(f"{self.bands} bands of {self.rows} rows need more than {self.permutations} permutations")

    @cached_property
    def _empty(self) -> "MinHash":
        from datasketch import MinHash  # 0.5 s for SciPy, which a run that finds nothing new is spared

        return MinHash(self.permutations, seed=self.seed, scheme="affine32", hashfunc=int)

    def sketch(self, text: str) -> "Sketch":
        """The sketch of a text; of any text, an empty one included."""
        words = tokens(text)
        shingles = shingle_hashes(words, self.shingle_size)
        minhash = self._empty.copy()
        # The high half, as the low bits of a product depend on the low bits of its factors alone.
        halves = (shingles >> np.uint64(32)).astype(np.uint32)
        for start in range(0, len(halves), _CHUNK):
            minhash.update_batch(halves[start : start + _CHUNK].tolist())
        return Sketch(words, digest(words), len(shingles), minhash.hashvalues, self)


@dataclass(frozen=True, eq=False)
class Sketch:
    """What a text is compared by.

    words: its tokens. digest: of them, 16 bytes. shingles: how many, repeats included. values: the MinHash
    values, uint32, as many as the scheme's permutations.
    """

    words: list[str]
    digest: bytes
    shingles: int
    values: NDArray[np.uint32]
    scheme: Scheme

    @cached_property
    def minhash(self) -> bytes:
        """The low byte of each value: what is stored, a quarter of the whole.

        Equal values keep equal bytes and unequal ones meet in 1 of 256: b-bit minwise hashing (Li and König,
        2010); `similarity` takes that share off again.
        """
        return (self.values & _LOW_BYTE).astype(np.uint8).tobytes()

    @cached_property
    def band_hashes(self) -> list[int]:
        """A number for each band, its place folded in, of 48 bits: SQLite then stores it in 6 bytes and not
        in 8.

        At 10 million texts of 32 bands a look-up meets a stranger by chance once in 30,000 times.
        """
        scheme = self.scheme
        bands = self.values[: scheme.bands * scheme.rows].reshape(scheme.bands, scheme.rows)
        hashes = np.arange(scheme.bands, dtype=np.uint64)
        for row in bands.T:
            hashes = (hashes ^ row) * np.uint64(0x9E3779B97F4A7C15)
            hashes ^= hashes >> np.uint64(29)
        # Signed, so that all 48 bits fit SQLite's 6-byte integer.
        signed: list[int] = ((hashes >> np.uint64(16)).astype(np.int64) - (1 << 47)).tolist()
        return signed


def similarity(one: bytes, other: bytes) -> float:
    """Jaccard similarity of two texts' shingles as their stored signatures (`Sketch.minhash`) tell it: 0 to
    1.

    Unbiased but for the cut at 0; at 128 values its standard error is at most 0.045.
    """
    agree = np.count_nonzero(np.frombuffer(one, np.uint8) == np.frombuffer(other, np.uint8)) / len(one)
    chance = 1 / 256
    return max(0.0, float((agree - chance) / (1 - chance)))


DEFAULT_SCHEME = Scheme()
