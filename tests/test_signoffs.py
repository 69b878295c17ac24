"""Who wrote it, where only the text's own last line or a line by the date says so."""

import pytest

from crawler.extraction import extract

URL = "https://post.example/2024/05/bridge-closed"
PARAGRAPHS = "".join(
    f"<p>The bridge over the northern harbour stays closed, the office for roads said on day {day} of the repairs.</p>"
    for day in range(1, 8)
)


def authors_of(*, above: str = "", below: str = "", head: str = "") -> tuple[str, ...]:
    page = (
        f"<html lang=en><head><title>Bridge closed</title><meta property='og:type' content='article'>{head}</head>"
        f"<body><article><h1>Bridge closed</h1>{above}<div class=text>{PARAGRAPHS}{below}</div></article></body></html>"
    )
    article = extract(page, URL)
    assert article.text.count("day") == 7
    return article.authors


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<p style='text-align:right'><strong>Lê Phương</strong></p>", ("Lê Phương",)),
        ("<p>Author: Jane Doe</p>", ("Jane Doe",)),
        ("<p>(责编：牛镛、岳弘彬)</p>", ("牛镛", "岳弘彬")),
        ("<p><em>HP-Redaktion</em></p>", ("HP-Redaktion",)),
        ("<p>Source: Space Agency</p>", ()),
        ("<p><b>Happy new year to all our readers</b></p>", ()),
        ("<p>Jane Doe</p>", ()),
        ("<h3>Harbour Office</h3>", ()),
        ("<p><b><a href='/tour'>Harbour Tour</a></b></p>", ()),
    ],
)
def test_the_last_line(line: str, names: tuple[str, ...]) -> None:
    assert authors_of(below=line) == names


def test_the_last_line_counts_only_where_nobody_else_is_named() -> None:
    signed = "<p><strong>Max Berg</strong></p>"
    assert authors_of(below=signed, head="<meta name=author content='Jane Doe'>") == ("Jane Doe",)
    assert authors_of(below=signed, head="<meta name=author content='Reuters'>") == ("Reuters",)
    site = "<meta property='og:site_name' content='Harbour Post'><meta name=author content='Harbour Post'>"
    assert authors_of(below=signed, head=site) == ("Max Berg",)
    assert authors_of(head=site) == ("Harbour Post",)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<div><span>Sehernur Karsu &nbsp;|</span><span>05.04.2025 - 11:20</span></div>", ("Sehernur Karsu",)),
        ("<div><span>Jane Doe ·</span> <time datetime='2025-04-05'>5 April 2025</time></div>", ("Jane Doe",)),
        ("<div><span>Jane Doe</span><span>05.04.2025</span></div>", ()),
        ("<div><a href='/local'>Local News |</a><span>05.04.2025</span></div>", ()),
        ("<div><span>Jane Doe |</span><span>Harbour Office</span></div>", ()),
    ],
)
def test_a_name_and_a_bar_before_a_date(line: str, names: tuple[str, ...]) -> None:
    assert authors_of(above=line) == names
