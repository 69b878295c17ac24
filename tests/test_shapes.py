import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.urls import normalise
from spiders.shapes import LEAST, UNKNOWN, Shapes, shape_of

HOME = "https://www.paper.example/"
ARTICLES = [
    f"{HOME}{section}/2024/05/{n:02}/harbour-plan-angers-{n}-towns"
    for section in ("news", "sport/local")
    for n in range(9)
]


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("politics/2024/05/01/harbour-plan-angers-town", "word/Y/n/n/slug"),
        ("politics/europe/harbour-plan-angers-town-12345.html", "word/slug#.html"),
        ("story/4711", "word/N"),
        ("a/4ea67dded47d", "word/token"),
        ("politics/", "word"),
        ("politics/europe", "word"),
        ("%D8%A7%D9%84%D9%85/898682", "word/N"),
        ("?p=123&lang=en", "?p"),
        ("", ""),
    ],
)
def test_shapes_of_addresses(path: str, shape: str) -> None:
    assert shape_of(HOME + path) == "/".join(part for part in ("paper.example", shape) if part).replace("/?", "?")


def test_what_has_the_shape_of_the_known_articles_fits() -> None:
    shapes = Shapes(ARTICLES)
    assert shapes.fits(HOME + "culture/2025/11/30/opera-house-opens-its-doors") is True
    assert shapes.fits(HOME + "culture/opera") is False
    assert shapes.fits(HOME + "culture/opera-house-opens-its-doors") is False
    assert shapes.fits("https://shop.paper.example/culture/2025/11/30/opera-house-opens-its-doors") is False


def test_few_known_articles_say_nothing() -> None:
    assert UNKNOWN.fits(ARTICLES[0]) is None
    assert Shapes(ARTICLES[: LEAST - 1]).fits(HOME + "x") is None


def test_what_was_stored_by_mistake_teaches_nothing() -> None:
    many = [f"{HOME}news/2024/05/01/harbour-plan-angers-{n}-towns" for n in range(200)]
    shapes = Shapes([*many, HOME + "about", HOME + "team", HOME + "press"])
    assert shapes.fits(HOME + "jobs") is False


@given(st.text(max_size=60))
def test_every_address_has_a_shape(path: str) -> None:
    url = normalise(HOME + path.replace("\\", ""))
    assert shape_of(url)
    assert Shapes([url] * LEAST).fits(url)
