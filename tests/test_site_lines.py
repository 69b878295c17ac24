"""Lines that a site repeats, on hand-written sites, through the very recorder that a crawl uses."""

import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import sqlite_utils

from crawler.article import Removed
from crawler.record import Outcome, Recorder
from storage.database import close_database, open_database
from storage.datasette import metadata_for
from storage.repeats import BASES
from storage.site_lines import JUDGED, STATES
from storage.sweep import REWRITTEN
from tests.records import NOW, article, page, text
from tests.test_record import sound

ROOT = Path(__file__).resolve().parent.parent
DAY = timedelta(days=1)
PROMO = "Sign up for our newsletter and never miss a story."
WRITERS = ("Ana Silva", "Bo Li", "Caro Meyer", "Dan Osei", "Edda Holm", "Femi Ade", "Gus Roth")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite_utils.Database]:
    db = open_database(tmp_path / "articles.db")
    yield db
    sound(db)
    close_database(db)


class Site:
    """A paper that publishes: one report every six hours, each on a subject of its own, unless told otherwise."""

    def __init__(self, db: sqlite_utils.Database, source: str = "paper", seed: int = 0):
        self.db, self.source, self.seed = db, source, seed
        self.recorder = Recorder(db)
        self.number = 0

    def publish(
        self, *lines: str, body: str | None = None, title: str | None = None, author: str | None = None,
        at: int = -1, day: int | None = None,
    ) -> Outcome:  # fmt: skip
        """One report; `lines` stand at `at` among its paragraphs, at the end unless told otherwise."""
        self.number += 1
        paragraphs = (body or text(self.seed + self.number)).split("\n")
        place = len(paragraphs) if at == -1 else at
        paragraphs[place:place] = lines
        when = NOW + (day * DAY if day is not None else self.number * DAY / 4)
        report = article(
            self.url(self.number),
            "\n".join(paragraphs),
            title=title or " ".join(text(self.seed + self.number + 50_000, 6).split()),
            authors=(author or WRITERS[self.number % len(WRITERS)],),
            published=when,
            removed=(),
        )
        return self.recorder.record(page(report.url, self.source, fetched=when), report)

    def url(self, number: int) -> str:
        return f"https://{self.source}.example/{number}"

    def holding(self, line: str) -> int:
        rows = self.db.execute("SELECT text FROM articles WHERE url LIKE ?", (f"https://{self.source}.example/%",))
        return sum(line in body.split("\n") for (body,) in rows)

    def removed(self) -> list[tuple[int, int, str, str]]:
        return self.db.execute("SELECT article, position, text, reason FROM removed ORDER BY 1, 2").fetchall()

    def state(self, line: str) -> str | None:
        row = self.db.execute("SELECT state FROM site_lines WHERE text = ?", (line,)).fetchone()
        return row[0] if row else None


@pytest.fixture
def site(db: sqlite_utils.Database) -> Site:
    return Site(db)


STORY = (
    "Minister Orla Venn", "the Hadley harbour strike", "union leader Marek Dunn", "the port authority of Hadley",
    "talks at Quay House", "the dockers of berth nine", "a walkout since Monday", "the ferry to Skerry Island",
)  # fmt: skip
BACKGROUND = "The strike began on Monday, when the port authority dismissed forty dockers after a dispute over shifts."


def followup(number: int) -> str:
    """A report on one story: its own words, with the story's names all through."""
    chance = random.Random(number)
    paragraphs = text(number + 90_000, 160).split("\n")
    return "\n".join(
        " ".join(f"{word} {chance.choice(STORY)}" if n % 7 == 0 else word for n, word in enumerate(line.split()))
        for line in paragraphs
    )


# Template


@pytest.mark.parametrize(
    "promo",
    [
        PROMO,
        "Jeden Morgen das Wichtigste: Hier den Newsletter bestellen",
        "このニュースレターに登録して、毎朝最新ニュースを受け取りましょう",
        "اشترك في نشرتنا الإخبارية لتصلك أهم الأخبار كل صباح",
        "สมัครรับจดหมายข่าวของเราเพื่อไม่พลาดทุกข่าวสำคัญ",
        'Follow us: «all» the "news" * NEAR(a b) text:title\' --',
    ],
)
def test_a_line_on_unrelated_articles_goes_from_all_of_them(site: Site, promo: str) -> None:
    for number in range(12):
        site.publish(promo, at=number % 4)
    assert site.holding(promo) == 0
    assert site.removed() == [(number + 1, number % 4, promo, "site") for number in range(12)]
    assert site.state(promo) == "template"


def test_full_text_and_words_follow(site: Site, db: sqlite_utils.Database) -> None:
    for _ in range(12):
        site.publish(PROMO)
    assert db.execute("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'newsletter'").fetchone()[0] == 0
    assert {row["words"] for row in db.table("articles").rows} == {200}


def test_a_page_fetched_again_is_unchanged(site: Site) -> None:
    for _ in range(12):
        site.publish(PROMO)
    site.number = 0
    assert [site.publish(PROMO).kind for _ in range(12)] == ["unchanged"] * 12


def test_case_and_punctuation_make_no_other_line(site: Site) -> None:
    for number in range(12):
        site.publish(PROMO.upper() if number % 2 else f"» {PROMO}")
    assert len(site.removed()) == 12


def test_a_line_on_a_part_of_the_articles_needs_days_and_authors(site: Site) -> None:
    for number in range(60):
        site.publish(*([PROMO] if number % 5 == 0 else []))
    assert site.holding(PROMO) == 0


def test_a_legal_note_under_the_articles_of_one_desk_goes(site: Site) -> None:
    note = "The author holds no shares in the companies named; this article is no advice to buy or to sell."
    for number in range(60):
        site.publish(*([note] if number % 6 == 0 else []))
    assert site.holding(note) == 0


def test_a_first_crawl_of_one_day_finds_what_most_articles_hold(site: Site) -> None:
    for _ in range(12):
        site.publish(PROMO, day=0, author="Staff")
    assert site.holding(PROMO) == 0


def test_articles_stored_before_lines_were_counted_are_cleaned_too(site: Site, db: sqlite_utils.Database) -> None:
    for _ in range(4):
        site.publish(PROMO)
    db.execute("DELETE FROM site_lines")
    db.execute("DELETE FROM site_counts")
    for _ in range(12):
        site.publish(PROMO)
    assert site.holding(PROMO) == 0


def test_a_line_at_the_end_is_no_heading_however_short(site: Site) -> None:
    for number in range(40):
        site.publish(*(["The Editors"] if number % 3 == 0 else []))
    assert site.holding("The Editors") == 0


# Not template


def test_background_in_the_follow_ups_of_one_story_stays(site: Site) -> None:
    for number in range(60):
        if number % 3 == 0:
            site.publish(BACKGROUND, body=followup(number), at=2)
        else:
            site.publish()
    assert site.holding(BACKGROUND) == 20


def test_background_stays_where_the_story_is_all_that_was_crawled(site: Site) -> None:
    for number in range(15):
        site.publish(BACKGROUND, body=followup(number), at=2)
    assert site.holding(BACKGROUND) == 15


def test_a_line_of_one_authors_series_stays(site: Site) -> None:
    intro = "Every week our correspondent walks a street of the city and writes down what she hears."
    for number in range(60):
        if number % 4 == 0:
            site.publish(intro, author="Hana Kral", at=0)
        else:
            site.publish()
    assert site.holding(intro) == 15


def test_a_columns_intro_stays_whoever_writes_it(site: Site) -> None:
    intro = "In The Long View our writers look back at a decision that changed the town."
    for number in range(60):
        title = f"The Long View: {text(number, 4)}" if number % 5 == 0 else None
        site.publish(*([intro] if title else []), title=title, at=0)
    assert site.holding(intro) == 12


def test_a_seldom_columns_intro_stays(site: Site) -> None:
    intro = "This is our letter of the week, written by a reader."
    for number in range(150):
        site.publish(*([intro] if number % 25 == 0 else []), at=0)
    assert site.holding(intro) == 6


@pytest.mark.parametrize("heading", ["Weather", "Analysis", "What we know", "背景"])
def test_short_headings_stay(site: Site, heading: str) -> None:
    for number in range(60):
        site.publish(*([heading] if number % 2 else []), at=2)
    assert site.holding(heading) == 30


@pytest.mark.parametrize(
    "note",
    [
        "Correction: an earlier version of this article misspelled a name.",
        "(This article has been corrected.)",
        "Korrektur: In einer früheren Fassung stand ein falscher Name.",
        "訂正：記事の一部に誤りがありました。",
    ],
)
def test_notes_of_correction_stay_however_often(site: Site, note: str) -> None:
    for _ in range(30):
        site.publish(note)
    assert site.holding(note) == 30


def test_a_quote_in_several_articles_of_a_day_stays(site: Site) -> None:
    quote = "“We have seen nothing like this in forty years,” the mayor said."
    for number in range(40):
        site.publish(*([quote] if 20 <= number < 28 else []), at=2, day=number // 20)
    assert site.holding(quote) == 8


def test_copies_of_one_report_count_once(site: Site) -> None:
    for number in range(3):
        for _ in range(10):
            site.publish(PROMO, body=text(number))
    assert site.holding(PROMO) == 3


def test_what_one_site_repeats_another_may_say(db: sqlite_utils.Database, site: Site) -> None:
    other = Site(db, "other", seed=10_000)
    for number in range(12):
        site.publish(PROMO)
        other.publish(*([PROMO] if number == 11 else []))
    assert (site.holding(PROMO), other.holding(PROMO)) == (0, 1)


def test_an_article_of_nothing_else_keeps_its_text(site: Site, db: sqlite_utils.Database) -> None:
    for _ in range(12):
        site.publish(PROMO)
    assert site.publish(body=PROMO).kind == "new"
    assert db.execute("SELECT text FROM articles ORDER BY id DESC LIMIT 1").fetchone()[0] == PROMO


# Put back


def test_a_larger_count_clears_a_line_and_puts_it_back_where_it_stood(site: Site, db: sqlite_utils.Database) -> None:
    line = "Polls close at eight, and the count goes on through the night."
    before: Callable[[], list[str]] = lambda: [row["text"] for row in db.table("articles").rows][:10]  # noqa: E731 # read again at each call
    for number in range(10):
        site.publish(line, at=number % 5, day=0)
    assert site.holding(line) == 0
    for _ in range(110):
        site.publish()
    assert site.state(line) == "cleared"
    assert [body.split("\n").index(line) for body in before()] == [number % 5 for number in range(10)]
    assert site.removed() == []


@pytest.mark.slow
def test_a_campaign_that_ended_is_template_still(site: Site) -> None:
    for _ in range(40):
        site.publish(PROMO)
    for _ in range(1500):
        site.publish()
    assert (site.state(PROMO), site.holding(PROMO)) == ("template", 0)


# Bounds


@pytest.mark.slow
def test_rows_are_bounded(site: Site, db: sqlite_utils.Database) -> None:
    most = 0
    for number in range(400):
        site.publish(PROMO, body=text(number, 1000))
        most = max(most, db.table("site_lines").count)
    assert most <= 2 * 100 * 26
    assert db.table("site_lines").count == 1  # the promo: all else was seen once


def test_an_article_of_any_length_costs_a_bounded_number_of_rows(site: Site, db: sqlite_utils.Database) -> None:
    site.publish(body=text(1, 200_000))
    assert db.table("site_lines").count <= 200


def test_what_is_rewritten_in_one_transaction_is_bounded_and_nothing_is_forgotten(
    site: Site, db: sqlite_utils.Database
) -> None:
    for _ in range(60):
        site.publish(PROMO)
    # As if it had been found out just now: nothing is taken out yet.
    for number in range(1, 61):
        body = site.db.execute("SELECT text FROM articles WHERE id = ?", (number,)).fetchone()[0]
        site.recorder._lines._sweep._reindex(number, body, f"{body}\n{PROMO}")
        db.execute("UPDATE articles SET text = ? WHERE id = ?", (f"{body}\n{PROMO}", number))
    db.execute("DELETE FROM removed")
    db.execute("UPDATE site_lines SET swept = 0 WHERE state = 'template'")
    db.execute("UPDATE site_counts SET sweeping = 1")
    db.conn.commit()
    left = [60]
    while left[-1]:
        site.publish(PROMO)
        left.append(site.holding(PROMO))
    assert left == [60, 60 - REWRITTEN, 60 - 2 * REWRITTEN, 0]
    site.number = 59
    assert site.publish(PROMO).kind == "unchanged"


def test_what_is_judged_in_one_transaction_is_bounded_and_nothing_is_forgotten(
    site: Site, db: sqlite_utils.Database
) -> None:
    promos = [text(number + 700, 8) for number in range(60)]
    found = []
    for _ in range(20):
        site.publish(*promos)
        found.append(db.execute("SELECT count(*) FROM site_lines WHERE state = 'template'").fetchone()[0])
    assert max(after - before for before, after in pairwise(found)) == JUDGED
    assert found[-1] == 60
    assert sum(map(site.holding, promos)) == 0


def test_a_page_fetched_again_before_its_turn_is_unchanged(site: Site, db: sqlite_utils.Database) -> None:
    for _ in range(12):
        site.publish(PROMO)
    body = db.execute("SELECT text FROM articles WHERE id = 5").fetchone()[0]
    site.recorder._lines._sweep._reindex(5, body, f"{body}\n{PROMO}")
    db.execute("UPDATE articles SET text = ? WHERE id = 5", (f"{body}\n{PROMO}",))
    db.execute("DELETE FROM removed WHERE article = 5")
    db.execute("UPDATE site_lines SET swept = 0 WHERE state = 'template'")
    db.execute("UPDATE site_counts SET sweeping = 1")
    db.conn.commit()
    site.number = 4
    assert site.publish(PROMO).kind == "unchanged"
    assert site.removed()[4] == (5, 5, PROMO, "site")


def test_states_are_documented() -> None:
    columns = metadata_for("x.db")["databases"]["x"]["tables"]["site_lines"]["columns"]
    assert all(state in columns["state"] for state in STATES)
    assert all(basis in columns["basis"] for basis in BASES)


def test_lines_removed_by_extraction_keep_their_places(site: Site, db: sqlite_utils.Database) -> None:
    for number in range(12):
        url = f"https://paper.example/x{number}"
        body = text(number + 300).split("\n")
        body.insert(1, PROMO)
        lines = (Removed(0, "A headline", "title"), Removed(3, "Read more", "heading"))
        site.recorder.record(page(url), article(url, "\n".join(body), removed=lines, title=text(number, 5)))
    assert {tuple(row[1:]) for row in site.removed()} == {
        (0, "A headline", "title"), (2, PROMO, "site"), (3, "Read more", "heading"),
    }  # fmt: skip


# Killed

WRITER = """
import sys
from storage.database import open_database
from tests.test_site_lines import PROMO, Site

site = Site(open_database(sys.argv[1]))
for _ in range(60):
    site.publish(PROMO, at=site.number % 5, day=site.number // 20)
    print(site.number, flush=True)
"""


@pytest.mark.slow
def test_killed_at_any_moment_the_next_run_comes_to_the_same(tmp_path: Path) -> None:
    whole, killed, chance = tmp_path / "whole.db", tmp_path / "killed.db", random.Random(3)
    subprocess.run([sys.executable, "-c", WRITER, whole], cwd=ROOT, check=True, capture_output=True)
    for _ in range(6):
        with subprocess.Popen([sys.executable, "-c", WRITER, killed], cwd=ROOT, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            for _ in zip(range(chance.randint(1, 20)), writer.stdout, strict=False):
                pass
            writer.kill()
            writer.stdout.read()
        db = open_database(killed)
        sound(db)
        db.close()
    subprocess.run([sys.executable, "-c", WRITER, killed], cwd=ROOT, check=True, capture_output=True)
    told = []
    for path in (whole, killed):
        db = open_database(path)
        sound(db)
        told.append([
            db.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
            for table in ("articles", "removed", "site_lines", "site_counts", "signatures", "bands")
        ])  # fmt: skip
        db.close()
    assert told[0] == told[1]
