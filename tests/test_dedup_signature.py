import numpy as np
import pytest
from datasketch import MinHash
from numpy.typing import NDArray

from dedup.shingles import shingles, token_hashes, tokens
from dedup.signature import HEAD_BANDS, Scheme
from tests.records import edited, text


def shingle_hashes(words: list[str], size: int) -> NDArray[np.uint64]:
    return shingles(token_hashes(words), size)


def jaccard(one: str, other: str, size: int) -> float:
    sets = [set(shingle_hashes(tokens(each), size).tolist()) for each in (one, other)]
    return len(sets[0] & sets[1]) / len(sets[0] | sets[1])


def test_values_are_datasketchs_own() -> None:
    scheme = Scheme()
    plain = MinHash(scheme.permutations, seed=scheme.seed, scheme="affine32", hashfunc=int)
    plain.update_batch([int(value) >> 32 for value in shingle_hashes(tokens(text(1)), scheme.shingle_size)])
    assert np.array_equal(scheme.sketch(text(1)).values, plain.hashvalues)


def test_a_long_text_taken_in_steps_has_the_signature_of_the_whole() -> None:
    long = text(1, 10_000)
    scheme = Scheme(permutations=16, bands=4)
    plain = MinHash(16, seed=1, scheme="affine32", hashfunc=int)
    plain.update_batch([int(value) >> 32 for value in shingle_hashes(tokens(long), scheme.shingle_size)])
    assert np.array_equal(scheme.sketch(long).values, plain.hashvalues)


def test_bands_are_found_as_often_as_theory_says() -> None:
    scheme, shared, expected = Scheme(permutations=40, rows=4, bands=10), 0, 0.0
    for seed in range(150):
        one, other = text(seed, 300), edited(text(seed, 300), 6)
        bands = [scheme.sketch(each).band_hashes[: scheme.bands] for each in (one, other)]
        shared += not set(bands[0]).isdisjoint(bands[1])
        expected += 1 - (1 - jaccard(one, other, scheme.shingle_size) ** scheme.rows) ** scheme.bands
    assert abs(shared - expected) < 20


def test_band_hashes_fit_48_bits_and_say_their_place() -> None:
    sketch = Scheme().sketch("word " * 50)  # one shingle: all bands of a place hold alike values
    assert len(set(sketch.band_hashes)) == 40
    assert all(-(1 << 47) <= band < 1 << 47 for band in sketch.band_hashes)


@pytest.mark.parametrize("empty", ["", "…", "\n"])
def test_a_text_without_words_has_a_sketch(empty: str) -> None:
    sketch = Scheme().sketch(empty)
    assert (sketch.words, sketch.shingles, len(sketch.band_hashes)) == ([], 0, 40)


def test_texts_that_begin_alike_share_bands_of_their_beginning() -> None:
    scheme, long = Scheme(), text(1, 3000)
    brief = "By our foreign staff\n" + " ".join(long.split(" ")[:40])
    bands = [scheme.sketch(each).band_hashes[scheme.bands :] for each in (long, brief)]
    assert len(bands[0]) == HEAD_BANDS
    assert len(set(bands[0]) & set(bands[1])) >= 2


def test_bands_must_fit_the_permutations() -> None:
    with pytest.raises(ValueError, match="34 bands of 8 rows"):
        Scheme(rows=8)
