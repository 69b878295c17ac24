"""What the newsroom's pages are made of: questions, passages, differences, charts, times and addresses."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from crawler.record import Recorder
from storage.database import close_database, open_database
from storage.datasette.asked import Asked
from storage.datasette.charts import OTHERS, SERIES, stacked
from storage.datasette.filters import after, day, link, number, percent, when
from storage.datasette.pages import article as article_page
from storage.datasette.pages import front, report, search
from storage.datasette.passages import passage
from storage.datasette.typed import question
from storage.datasette.words import MOST_PAIRS, Line, differences, shared
from storage.kept import packed
from tests.records import NOW, article, edited, page, text


def told(lines: list[Line]) -> str:
    signs = {"same": "{}", "added": "[+{}]", "removed": "[-{}]"}
    return "\n".join("".join(signs[piece.kind].format(piece.text) for piece in line.pieces) for line in lines)


@pytest.mark.parametrize(
    ("before", "now", "shown"),
    [
        ("412 homes lost water.", "214 homes lost water.", "[-412][+214] homes lost water."),
        ("One.\nTwo.", "One.\nTwo.\nThree.", "One.\nTwo.\n[+Three.]"),
        ("One.\nTwo.\nThree.", "One.\nThree.", "One.\n[-Two.]\nThree."),
        ("a b c d e f", "a x y d e f", "a [-b c][+x y] d e f"),
        ("the sea, it said", "the sea it said", "the sea[-,] it said"),
        ("津波が来た", "津波は来た", "津波[-が][+は]来た"),
        ("", "New.", "[+New.]"),
        ("Same.", "Same.", "Same."),
    ],
)
def test_differences_are_by_words(before: str, now: str, shown: str) -> None:
    assert told(differences(before, now)) == shown


@pytest.mark.parametrize("seed", range(5))
def test_differences_hold_both_texts(seed: int) -> None:
    before, now = text(seed), text(seed + 100).replace("\n", " ", 1) + "\n" + text(seed)[:300]
    lines = differences(before, now)
    for kind, whole in (("removed", before), ("added", now)):
        held = "".join(piece.text for line in lines for piece in line.pieces if piece.kind in ("same", kind))
        assert held.replace(" ", "") == whole.replace("\n", "").replace(" ", "")


def test_differences_of_texts_too_long_to_compare_are_whole() -> None:
    words = int(MOST_PAIRS**0.5) + 10
    kinds = {piece.kind for line in differences("a b " * words, "b a " * words) for piece in line.pieces}
    assert kinds <= {"added", "removed", "same"}


def test_an_excerpt_is_found_within_the_longer_text() -> None:
    longer = "First comes this.\nThe ports reopen on Monday, it said.\nLast comes that."
    lines, share = shared(longer, "The ports reopen on Monday.")
    assert told(lines).startswith("[-First")
    assert "The ports reopen on Monday" in told(lines)
    assert 0.3 < share < 0.7


@pytest.mark.parametrize(
    ("typed", "match"),
    [
        ("sea cable", '("sea" AND "cable")'),
        ('"sea cable" -ship', '("sea cable") NOT "ship"'),
        ("harb* ab*", '("harb"* AND "ab")'),
        ('"', ""), ("", ""), ("*", ""), ("-ship", ""), ("AND OR", '("AND" AND "OR")'), ("a:b", '("a:b")'),
        ("津波避難", '("津 波 避 難")'),
        ("AI規制 law", '("AI 規 制" AND "law")'),
    ],
)  # fmt: skip
def test_a_question_as_the_index_takes_it(typed: str, match: str) -> None:
    assert question(typed).match == match


def test_a_passage_shows_the_most_of_the_words_and_marks_them() -> None:
    body = "Port here.\n" + "filler words here " * 40 + "\nThe Café at the PORT burned down. " + "more " * 80
    pieces = passage(body, question("cafe port").terms)
    assert [piece["text"] for piece in pieces if piece["hit"]] == ["Café", "PORT"]
    assert len("".join(piece["text"] for piece in pieces)) < 300
    assert "".join(piece["text"] for piece in passage("Short.", question("absent").terms)) == "Short."
    assert [p["text"] for p in passage("今日津波が来た", question("津波").terms) if p["hit"]] == ["津波"]
    assert [p["text"] for p in passage("the harbourmaster", question("harb*").terms) if p["hit"]] == ["harbourmaster"]
    assert [p["text"] for p in passage("portable", question("port").terms) if p["hit"]] == []


def test_columns_are_stacked_and_the_smallest_share_one() -> None:
    counted = [(f"paper {n}", "2026-03-01", n) for n in range(1, SERIES + 4)] + [("paper 1", "2026-03-09", 5)]
    chart = stacked(["2026-03-01", "2026-03-02"], counted)
    assert [bar.total for bar in chart.bars] == [sum(range(1, SERIES + 4)), 0]
    assert chart.legend[-1][0] == OTHERS
    assert sum(band.height for band in chart.bars[0].bands) == pytest.approx(100)
    assert [band.bottom for band in chart.bars[0].bands] == sorted(band.bottom for band in chart.bars[0].bands)
    assert stacked(["2026-03-01"], []).highest == 0


def test_times_and_numbers_as_they_are_written() -> None:
    assert when("2026-11-23T14:37:00Z") == "Mon 23 Nov 2026, 14:37"
    assert when("2026-11-23T00:00:00Z") == day("2026-11-23") == "Mon 23 Nov 2026"
    assert when(None) == when("yesterday") == "time unknown"
    assert after("2026-11-23T16:47:00Z", "2026-11-23T14:37:00Z") == "2 h 10 min later"
    assert after("2026-11-20T14:37:00Z", "2026-11-23T14:37:00Z") == "3 days earlier"
    assert (number(1234567), number(None)) == ("1\u202f234\u202f567", "–")
    assert (percent(0.999), percent(1.0), percent(None)) == ("99 %", "100 %", "–")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:x()",
        "JAVASCRIPT:x",
        " https://a.example",
        "//a.example",
        "https://[a",
        "data:,x",
        "http:/a",
        "",
        None,
    ],
)
def test_no_link_to_what_is_no_page(address: str | None) -> None:
    assert link(address) is None


def test_removed_lines_stand_where_they_stood() -> None:
    removed = [{"position": p, "text": f"out {p}", "reason": "promo"} for p in (0, 2, 3, 9)]
    lines = article_page.laid_out(["one", "two", "three"], removed)
    assert [line["text"] for line in lines] == ["out 0", "one", "out 2", "out 3", "two", "three", "out 9"]


def test_a_report_shows_an_excerpt_within_the_longer_text_and_a_rewritten_copy_by_its_changes(tmp_path: Path) -> None:
    made = open_database(tmp_path / "news.db")
    recorder = Recorder(made)
    whole = text(7, 400)
    recorder.record(page("https://a.example/1", "a"), article("https://a.example/1", whole, published=NOW))
    for name, hours in (("brief", 2), ("near", 1)):
        url = f"https://{name}.example/1"
        recorder.record(page(url, name), article(url, edited(whole, 40), published=NOW + timedelta(hours=hours)))
    close_database(made)
    with closing(sqlite3.connect(tmp_path / "news.db")) as connection, connection:
        (brief,) = connection.execute("SELECT id FROM copies WHERE url = 'https://brief.example/1'").fetchone()
        kept = packed(article("https://brief.example/1", "\n".join(whole.split("\n")[:4])))
        connection.execute("UPDATE copies SET relation = 'excerpt' WHERE id = ?", (brief,))
        connection.execute("UPDATE copy_pages SET page = ? WHERE copy = ?", (kept, brief))
    with closing(sqlite3.connect(tmp_path / "news.db")) as connection:
        shown = report.read(connection, Asked(path={"article": "1"}))
        assert shown is not None
        assert [each["source_name"] for each in shown["timeline"]] == ["a", "near", "brief"]
        assert [each["place"] for each in shown["timeline"]] == [0, 50, 100]
        assert (shown["copy"]["source_name"], shown["comparison"]["kind"]) == ("near", "changes")
        assert "[+changed" in told(shown["comparison"]["lines"])
        shown = report.read(connection, Asked(path={"article": "1"}, query={"copy": str(brief)}))
        assert shown is not None
        compared = shown["comparison"]
        assert (compared["kind"], compared["longer"]) == ("excerpt", "article")
        assert 0.3 < compared["share"] < 0.5
        assert [line.same for line in compared["lines"]][:4] == [True] * 4
        assert not any(line.same for line in compared["lines"][4:])
        assert report.read(connection, Asked(path={"article": "9"})) is None


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = Path(tmp_path_factory.mktemp("readers")) / "news.db"
    made = open_database(path)
    recorder = Recorder(made)
    for n in range(30):
        published = NOW - timedelta(hours=n) if n else datetime(2031, 1, 1, tzinfo=NOW.tzinfo)
        url = f"https://paper.example/{n}"
        dated = published if n % 5 else None
        if n == 0:
            dated = published
        body = f"{text(n)}\nThe harbour opens. 津波の避難訓練。" if n % 2 else text(n)
        recorder.record(
            page(url, f"paper {n % 3}", fetched=NOW), article(url, body, title=f"Report {n}", published=dated)
        )
    close_database(made)
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def test_the_front_page_is_newest_first_and_no_date_of_the_future_stays_on_top(db: sqlite3.Connection) -> None:
    shown = front.read(db, Asked(now=NOW.replace(tzinfo=None)))
    titles = [report["title"] for report in shown["reports"]]
    assert "Report 0" not in titles
    appeared = [report["appeared"] for report in shown["reports"]]
    assert appeared == sorted(appeared, reverse=True)
    older = front.read(db, Asked(query={"before": shown["older"]}, now=NOW.replace(tzinfo=None)))
    assert older["reports"][0]["appeared"] <= shown["reports"][-1]["appeared"]
    assert front.news(db, Asked(query={"after": "20"})) == {"new": 10}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "harbour"}, 15),
        ({"q": "harbour", "order": "time"}, 15),
        ({"q": "津波"}, 15),
        ({"q": "避難", "source": "1"}, 5),
        ({"q": "harbour -opens"}, 0),
        ({"q": "harbour", "source": "2", "language": "en", "section": "World", "author": "ana silva"}, 5),
        ({"q": "harbour", "language": "xx"}, 0),
        ({"author": "Bo Li"}, 30),
        ({"from": "2026-03-01", "to": "2026-03-01"}, 15),
        ({"q": "harbour", "from": "2026-03-01"}, 8),
        ({"q": "harbour", "from": "no day"}, 15),
        ({}, 0),
    ],
)
def test_search_finds_within_its_filters(db: sqlite3.Connection, query: dict[str, str], found: int) -> None:
    shown = search.read(db, Asked(query=query, now=NOW.replace(tzinfo=None)))
    assert shown["total"] == found
    assert len(shown["reports"]) == min(found, search.SHOWN)


def test_search_by_time_and_by_pages_leaves_out_nothing(db: sqlite3.Connection) -> None:
    seen: list[int] = []
    for number_ in ("1", "2", "3"):
        shown = search.read(db, Asked(query={"author": "Bo Li", "page": number_}))
        seen += [report["id"] for report in shown["reports"]]
    assert sorted(seen) == list(range(1, 31))


def test_the_index_of_scripts_without_spaces_follows_the_articles(db: sqlite3.Connection) -> None:
    assert search.read(db, Asked(query={"q": "変更後"}))["total"] == 0
    with db:
        db.execute("UPDATE articles SET text = '変更後の文。' WHERE id = 2")
        db.execute("DELETE FROM articles WHERE id = 4")
    assert search.read(db, Asked(query={"q": "変更後"}))["total"] == 1
    assert search.read(db, Asked(query={"q": "津波"}))["total"] == 13
    db.rollback()
