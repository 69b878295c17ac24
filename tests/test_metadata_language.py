import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.frequent_words import FREQUENT_WORDS
from crawler.extraction.language import LANGUAGES, choose_language

GERMAN = (
    "Die Brücke über den Hafen ist nach dem Unfall nicht mehr zu nutzen, und der Verkehr wird über die Stadt geführt."
)
ENGLISH = (
    "The bridge over the harbour was closed after the accident and it is not known when it will be open to traffic."
)


@pytest.mark.parametrize(
    ("declared", "text", "language"),
    [
        (["de-DE"], GERMAN, "de"),
        (["en_GB"], ENGLISH, "en"),
        (["deu"], "", "de"),
        (["nb-NO"], "", "no"),
        (["jp"], "", "ja"),
        (["x-default", "", "fr"], "", "fr"),
        (["en", "es_ES", "es"], "", "es"),
        (["en"], GERMAN, "de"),
        (["en"], "Brücke gesperrt", "en"),
        (["lb"], GERMAN, "lb"),
        ([], ENGLISH, "en"),
        ([], "Kran", None),
        ([], "", None),
        (["en"], "港の橋がクレーンの事故のため通行止めになった", "ja"),
        ([], "港口大桥因起重机事故关闭交通中断数小时", "zh"),
        (["en"], "항구 다리가 크레인 사고로 폐쇄되었다", "ko"),
        (["en", "uk"], "Міст через гавань закрито після аварії", "uk"),
        ([], "Мост через гавань закрыт после аварии", "ru"),
        (["ru"], ENGLISH, "en"),
    ],
)
def test_language(declared: list[str], text: str, language: str | None) -> None:
    assert choose_language(declared, text) == language


def test_every_language_with_frequent_words_is_one() -> None:
    assert set(FREQUENT_WORDS) <= LANGUAGES


@given(st.lists(st.text()), st.text())
def test_any_text_gives_a_code_or_none(declared: list[str], text: str) -> None:
    assert choose_language(declared, text) in LANGUAGES | {None}
