import numpy as np
import pytest

from dedup.shingles import digest, shingle_hashes, tokens


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Café's 2.53 € — “quoted”.", ["the", "café", "s", "2", "53", "quoted"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("東京は雨。Ｔｏｋｙｏ 2026", ["東", "京", "は", "雨", "tokyo", "2026"]),
        ("서울 시", ["서", "울", "시"]),
        ("ฝน", ["ฝ", "น"]),
        ("أعلنت الحكومة", ["أعلنت", "الحكومة"]),
        ("soft\u00adhyphen zero\u200bwidth \u200fright", ["softhyphen", "zerowidth", "right"]),
        ("cafe\u0301", ["café"]),
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
