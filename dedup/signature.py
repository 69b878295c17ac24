"""MinHash signatures: texts that share shingles share values of the signature, in proportion."""

from dataclasses import astuple, dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dedup.reading import Reading
from dedup.shingles import shingles

if TYPE_CHECKING:
    from datasketch import MinHash

__all__ = ["DEFAULT_SCHEME", "HEAD_BANDS", "Scheme", "Sketch"]

_CHUNK = 4096
"""Shingles a step: with 34 permutations under 1 MiB of intermediate values, whatever the length of the text."""

HEAD = 60
"""Shingles that a text begins with, which have a signature of their own: news is cut from the bottom, and what is left
of a report (a brief, what a paywall shows) shares its beginning, if but a hundredth of its shingles."""

HEAD_BANDS = 6
"""Values of that signature, each a band: of a brief of 40 words under a line of its own they miss one in 50."""


@dataclass(frozen=True)
class Scheme:
    """How texts become signatures; two signatures can be compared only where all of this is the same.

    name: datasketch's permutation scheme ("affine32") and our own version of tokens and shingles.
    seed: of the permutations. permutations: values in a signature. shingle_size: tokens in a shingle. bands,
    rows: the signature's first bands x rows values are cut into bands; texts of Jaccard similarity s share at
    least one with probability 1 - (1 - s^rows)^bands (Leskovec, Rajaraman, Ullman: Mining of Massive
    Datasets, 3.4). One row a band is the lowest threshold there is: 34 bands share at least two with a part that is a
    tenth of a long report 87 times in 100, with half a report always. What they find besides costs little to tell
    apart, as nearly all of it shares but one band. Three tokens a shingle: where two words in five are changed, a fifth
    of such shingles are left and an eighth of those of four. HEAD_BANDS more bands are of the beginning.
    """

    name: str = "affine32-3"
    seed: int = 1
    permutations: int = 34
    shingle_size: int = 3
    bands: int = 34
    rows: int = 1

    def __post_init__(self) -> None:
        if self.bands * self.rows > self.permutations:
            raise ValueError(f"{self.bands} bands of {self.rows} rows need more than {self.permutations} permutations")

    def __reduce__(self) -> tuple[type["Scheme"], tuple[object, ...]]:
        # Without what is cached: a sketch that comes out of a worker process must not bring datasketch along.
        return Scheme, astuple(self)

    @cached_property
    def _empty(self) -> "MinHash":
        from datasketch import MinHash  # 0.5 s for SciPy, which a run that finds nothing new is spared

        return MinHash(self.permutations, seed=self.seed, scheme="affine32", hashfunc=int)

    @cached_property
    def _empty_head(self) -> "MinHash":
        from datasketch import MinHash

        return MinHash(HEAD_BANDS, seed=self.seed + 1, scheme="affine32", hashfunc=int)

    def sketch(self, text: str) -> "Sketch":
        """The sketch of a text; of any text, an empty one included."""
        reading = Reading.of(text)
        hashes = shingles(reading.hashes, self.shingle_size)
        minhash = self._empty.copy()
        # The high half, as the low bits of a product depend on the low bits of its factors alone.
        halves = (hashes >> np.uint64(32)).astype(np.uint32)
        for start in range(0, len(halves), _CHUNK):
            minhash.update_batch(halves[start : start + _CHUNK].tolist())
        head = self._empty_head.copy()
        head.update_batch(halves[:HEAD].tolist())
        return Sketch(reading, len(hashes), minhash.hashvalues, head.hashvalues, self)


@dataclass(frozen=True, eq=False)
class Sketch:
    """What a text is compared by.

    reading: its words. shingles: how many it has, repeats included. values: the MinHash values, uint32, as many as
    the scheme's permutations. head: those of its first HEAD shingles, HEAD_BANDS.
    """

    reading: Reading
    shingles: int
    values: NDArray[np.uint32]
    head: NDArray[np.uint32]
    scheme: Scheme

    @property
    def words(self) -> list[str]:
        """The text's tokens."""
        return self.reading.words

    @property
    def digest(self) -> bytes:
        """16 bytes that texts of the same tokens share."""
        return self.reading.digest

    @cached_property
    def band_hashes(self) -> list[int]:
        """A number for each band of the text and then for each of its beginning, its place folded in, of 48 bits:
        SQLite then stores it in 6 bytes and not in 8.

        At 10 million texts of 40 bands a look-up meets a stranger by chance once in 17,000 times.
        """
        scheme = self.scheme
        bands = self.values[: scheme.bands * scheme.rows].reshape(scheme.bands, scheme.rows)
        hashes = np.arange(scheme.bands + HEAD_BANDS, dtype=np.uint64)
        for row in bands.T:
            hashes[: scheme.bands] = _mixed(hashes[: scheme.bands] ^ row)
        hashes[scheme.bands :] = _mixed(hashes[scheme.bands :] ^ self.head)
        # Signed, so that all 48 bits fit SQLite's 6-byte integer.
        signed: list[int] = ((hashes >> np.uint64(16)).astype(np.int64) - (1 << 47)).tolist()
        return signed


def _mixed(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    hashes = hashes * np.uint64(0x9E3779B97F4A7C15)
    return hashes ^ (hashes >> np.uint64(29))


DEFAULT_SCHEME = Scheme()
"""What the crawl uses."""
