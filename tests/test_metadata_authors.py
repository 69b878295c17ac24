import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.authors import clean_authors, looks_like_person

SITES = ["Harbour Post", "harbourpost.example", "hp"]


@pytest.mark.parametrize(
    ("values", "names"),
    [
        (["Jane Doe"], ["Jane Doe"]),
        (["By Jane Doe"], ["Jane Doe"]),
        (["Von Jana Dorn und Max Berg"], ["Jana Dorn", "Max Berg"]),
        (["Por Ana Ruiz y Luis Gómez"], ["Ana Ruiz", "Luis Gómez"]),
        (["José Ortega y Gasset"], ["José Ortega y Gasset"]),
        (["Par Anne Petit et Luc Roy"], ["Anne Petit", "Luc Roy"]),
        (["Jane Doe, John Roe and Ann Poe"], ["Jane Doe", "John Roe", "Ann Poe"]),
        (["Jane Doe; John Roe", "John Roe"], ["Jane Doe", "John Roe"]),
        (["JANE DOE", "Jane Doe"], ["JANE DOE"]),
        (["Anna Nowak i Jan Kowal"], ["Anna Nowak", "Jan Kowal"]),
        (["Иван Петров и Анна Орлова"], ["Иван Петров", "Анна Орлова"]),
        (["作者：王小明、李雷"], ["王小明", "李雷"]),
        (["Doe, Jane"], ["Jane Doe"]),
        (["Martin King, Jr."], ["Martin King, Jr."]),
        (["Di Matteo"], ["Di Matteo"]),
        (["Ursula von der Heide"], ["Ursula von der Heide"]),
        (["Jane Doe, Berlin"], ["Jane Doe"]),
        (["Jane Doe, Senior Political Correspondent"], ["Jane Doe"]),
        (["Jane Doe (text) und Max Berg (Fotos)"], ["Jane Doe", "Max Berg"]),
        (["Jane Doe, HP Sports"], ["Jane Doe"]),
        (["Jane Doe jane.doe@harbourpost.example"], ["Jane Doe"]),
        (["https://harbourpost.example/authors/jane", "Jane Doe"], ["Jane Doe"]),
        (["@janedoe"], []),
        (["105092", "—", " "], []),
        (["Jane Doe", "Reuters"], ["Jane Doe"]),
        (["Jane Doe, dpa"], ["Jane Doe"]),
        (["dpa", "Harbour Post"], ["dpa"]),
        (["Harbour Post"], ["Harbour Post"]),
        (["HP Redaktion", "Jane Doe"], ["Jane Doe"]),
        (["danah boyd"], ["danah boyd"]),
        (["Jane\u00adDoe \u202eEvil"], ["JaneDoe Evil"]),
    ],
)
def test_names(values: list[str], names: list[str]) -> None:
    assert list(clean_authors(values, SITES)) == names


def test_whether_persons_are_named() -> None:
    assert clean_authors(["Jane Doe"]).of_persons
    assert not clean_authors(["Reuters"]).of_persons
    assert not clean_authors([]).of_persons


@pytest.mark.parametrize("text", ["Jane Doe", "Anne-Marie O'Hara", "王小明", "김철수", "दीपक शर्मा", "Иван Петров"])
def test_a_person(text: str) -> None:
    assert looks_like_person(text)


@pytest.mark.parametrize(
    "text", ["Today 5:00 am", "share this article", "Twitter", "", "この記事を書いた人", "Follow", "12 May 2024"]
)
def test_not_a_person(text: str) -> None:
    assert not looks_like_person(text)


@given(st.lists(st.text()), st.lists(st.text()))
def test_any_text_gives_names_without_addresses(values: list[str], sites: list[str]) -> None:
    for name in clean_authors(values, sites):
        assert name == name.strip()
        assert "://" not in name
        assert 2 <= len(name) <= 80


def test_hostile_lengths() -> None:
    clean_authors(["(" * 100_000, "a, " * 100_000, "and " * 100_000] * 100)
