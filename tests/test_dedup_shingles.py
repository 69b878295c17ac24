import numpy as np
import pytest
from numpy.typing import NDArray

from dedup.shingles import digest, distinct, holds, plain, shingles, spelt_tokens, token_hashes, tokens


def shingle_hashes(words: list[str], size: int) -> NDArray[np.uint64]:
    return shingles(token_hashes(words), size)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Café's 2.53 € — “quoted”.", ["the", "cafe", "s", "2", "53", "quoted"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("東京は雨。Ｔｏｋｙｏ 2026", ["東", "京", "は", "雨", "tokyo", "2026"]),
        ("서울 시", ["서", "울", "시"]),
        ("ฝน", ["ฝ", "น"]),
        ("أَعلنت الحكومـة", ["اعلنت", "الحكومة"]),
        ("समस्तीपुर में पुलिस है।", ["समस्तीपुर", "में", "पुलिस", "है"]),
        ("ёлка", ["елка"]),
        ("İstanbul", ["istanbul"]),
        ("soft\u00adhyphen zero\u200bwidth \u200fright", ["softhyphen", "zerowidth", "right"]),
        ("cafe\u0301", ["cafe"]),
        ("", []),
        ("— … !", []),
        ("cut \ud83d off", ["cut", "off"]),
    ],
)
def test_tokens(text: str, found: list[str]) -> None:
    assert tokens(text) == found


def test_digest_ignores_case_spacing_and_punctuation_and_nothing_else() -> None:
    assert digest(tokens("Ports open, again.\n\nYes")) == digest(tokens("PORTS OPEN again — yes!"))
    assert digest(tokens("Ports open again")) != digest(tokens("Ports again open"))
    assert digest(tokens("1.5 metres")) != digest(tokens("15 metres"))
    assert len(digest([])) == 16


def test_a_shingle_hash_is_one_of_its_words_and_their_order() -> None:
    hashes = shingle_hashes(["a", "b", "c", "a", "b", "c", "b", "a"], 3)
    assert len(hashes) == 6
    assert hashes.dtype == np.uint64
    assert hashes[0] == hashes[3]
    assert len(set(hashes.tolist())) == 5


def test_shingles_are_the_same_in_every_process() -> None:
    # Stored signatures depend on these values: where they change, the scheme's name must change too.
    assert shingle_hashes(["wire", "report"], 2).tolist() == [3425791642783316675]


@pytest.mark.parametrize(("words", "count"), [([], 0), (["one"], 1), (["one", "two", "three"], 1)])
def test_short_texts(words: list[str], count: int) -> None:
    assert len(shingle_hashes(words, 4)) == count


def test_short_texts_that_differ_have_different_shingles() -> None:
    assert shingle_hashes(["a"], 4) != shingle_hashes(["b"], 4)


@pytest.mark.parametrize("text", ["İstanbul ŒUVRE ﬁn Straße", "समस्तीपुर Ǆ ŉ", "雨 Rain"])
def test_spelt_words_and_folded_words_run_alike(text: str) -> None:
    assert len(spelt_tokens(plain(text))) == len(tokens(text))


def test_the_ends_of_sentences_stand_among_the_words() -> None:
    assert spelt_tokens("The U.S. fell 2.5. Next: rain", ends=True) == [
        "The", "U", "S", ".", "fell", "2", "5", ".", "Next", ":", "rain",
    ]  # fmt: skip


def test_sorted_hashes_tell_what_they_hold() -> None:
    hashes = distinct(np.array([9, 3, 9, 5], dtype=np.uint64))
    assert hashes.tolist() == [3, 5, 9]
    assert holds(hashes, np.array([1, 3, 10, 9], dtype=np.uint64)).tolist() == [False, True, False, True]
    empty = distinct(np.empty(0, dtype=np.uint64))
    assert holds(empty, hashes).tolist() == [False] * 3
