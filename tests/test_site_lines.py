"""Lines that a site repeats, on hand-written sites, through the very recorder that a crawl uses."""

from collections.abc import Callable

import pytest
import sqlite_utils

from tests.records import text
from tests.sites import BACKGROUND, PROMO, Site, followup

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
