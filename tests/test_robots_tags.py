"""X-Robots-Tag and meta robots: recorded, and obeyed where a setting says so."""

from pathlib import Path

import pytest

from spiders.robots_tags import robots_tags
from tests.crawls import crawl, rows
from tests.hostile.case import feed_of, page
from tests.hostile.web import Chunks, answer, hostile_web

PAGES: dict[str, tuple[Chunks, str | None]] = {
    "/2026/03/01/harbour-plain": (answer(page(300)), None),
    "/2026/03/01/harbour-noarchive": (answer(page(301, head='<meta name="robots" content="noarchive">')), "noarchive"),
    "/2026/03/01/harbour-header": (answer(page(302), X_Robots_Tag="noindex, nofollow"), "nofollow, noindex"),
    "/2026/03/01/harbour-both": (
        answer(page(303, head="<meta content='NOARCHIVE' name=robots>"), X_Robots_Tag="otherbot: noindex"),
        "noarchive",
    ),
}


@pytest.mark.parametrize(
    ("headers", "body", "expected"),
    [
        ([], b"", ()),
        ([b"noindex"], b"", ("noindex",)),
        ([b"none"], b"", ("nofollow", "noindex")),
        ([b"otherbot: noindex, noarchive"], b"", ()),
        ([b"otherbot: noindex", b"noarchive"], b"", ("noarchive",)),
        ([b"Broadsheet: noindex"], b"", ("noindex",)),
        ([b"unavailable_after: 25 Jun 2030 15:00:00 PST, noindex"], b"", ("noindex",)),
        ([], b'<META NAME="ROBOTS" CONTENT="NoArchive,NoIndex">', ("noarchive", "noindex")),
        ([], b"<meta name=robots content=noarchive>", ("noarchive",)),
        ([], b"<meta content='noarchive' name='broadsheet' />", ("noarchive",)),
        ([], b'<meta name="robots" content="index, follow, max-image-preview:large">', ()),
        ([], b'<meta name="googlebot" content="noarchive"><meta name="robots" content="all">', ()),
        ([], b'<meta name="robots" data-x="content" content="noindex">', ("noindex",)),
        ([], b"<meta robots <meta " * 10_000, ()),
        ([b"\xff\xfe" * 5000], b"<meta name=robots>", ()),
    ],
)
def test_directives(headers: list[bytes], body: bytes, expected: tuple[str, ...]) -> None:
    assert robots_tags(headers, body) == expected


def visit(folder: Path, *settings: str) -> tuple[dict[str, str | None], dict[str, object]]:
    """articles.robots by path, and the row of crawl_sources."""
    (folder / "sources.toml").write_text(
        '[[source]]\nname = "paper"\nurl = "http://paper.example/"\nfeeds = ["/feed"]\n'
    )
    database = folder / "articles.db"

    def site(path: str) -> Chunks | None:
        return feed_of(*PAGES) if path == "/feed" else PAGES[path][0] if path in PAGES else None

    with hostile_web({"paper.example": site}) as web:
        run = crawl(database, "-a", f"sources={folder}/sources.toml", *settings, proxy=web.proxy)
    assert run.exit_code == 0, run.stderr
    stored = {
        row["url"].split("example")[1]: row["robots"] for row in rows(database, "SELECT url, robots FROM articles")
    }
    return stored, rows(database, "SELECT * FROM crawl_sources")[0]


@pytest.mark.slow
def test_they_are_recorded(tmp_path: Path) -> None:
    stored, row = visit(tmp_path)
    assert stored == {path: said for path, (_, said) in PAGES.items()}
    assert row["refused"] == 0


@pytest.mark.slow
def test_they_are_obeyed_where_a_setting_says_so(tmp_path: Path) -> None:
    stored, row = visit(tmp_path, "-s", "ROBOTS_TAGS_OBEY=noarchive")
    assert set(stored) == {"/2026/03/01/harbour-plain", "/2026/03/01/harbour-header"}
    assert (row["refused"], row["refusal_kinds"]) == (2, '{"noarchive": 2}')


@pytest.mark.slow
def test_a_directive_that_cannot_be_obeyed_is_named(tmp_path: Path) -> None:
    run = crawl(tmp_path / "articles.db", "-a", "url=http://paper.example/", "-s", "ROBOTS_TAGS_OBEY=nosnippet")
    assert run.exit_code == 2
    assert "nosnippet" in run.stderr
