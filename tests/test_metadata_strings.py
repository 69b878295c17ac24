import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.strings import fold, unescape

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Two\r\n\twords ", "Two words"),
        ("10\u00a0000\u202fkm\u3000away", "10 000 km away"),
        ("Donau\u00addampf\u200bschiff\ufeff", "Donaudampfschiff"),
        ("Cafe\u0301", "Café"),
        ("me\u0301\u00adnage", "ménage"),
        ("\u202egnp.exe\u202c \u2066x\u2069", "gnp.exe x"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क\u094d\u200dष", "क\u094d\u200dष"),
        ("👩\u200d🚒", "👩\u200d🚒"),
        ("Tail\u200d and\u200clatin", "Tail andlatin"),
        ("half \ud83d pair", "half pair"),
        ("nul\x00 bell\x07", "nul bell"),
        ("a &amp; b", "a &amp; b"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Q&amp;A", "Q&A"),
        ("Q&amp;amp;A", "Q&A"),
        ("L&#8217;&eacute;t&eacute;&nbsp;!", "L’été !"),
        ("&#xD800;", "\ufffd"),
        ("AT&T", "AT&T"),
    ],
)
def test_unescape(text: str, folded: str) -> None:
    assert unescape(text) == folded


@given(ANY_TEXT)
def test_any_string_folds_once_and_encodes(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert folded == folded.strip()
    assert unicodedata.is_normalized("NFC", folded)
    folded.encode("utf-8")


@given(ANY_TEXT)
def test_any_string_unescapes(text: str) -> None:
    unescape(text).encode("utf-8")
