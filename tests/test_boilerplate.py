"""The rules of the cleaner on lines: what each takes out, and what it must leave alone."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.article import REASONS
from crawler.extraction import clean_text
from crawler.extraction.lines import is_byline, is_clock, line_reason, lower, opens_teasers
from crawler.extraction.strings import fold

PAGES = Path(__file__).parent / "pages"


def test_a_scraped_text_loses_its_promo_line_its_links_and_its_teasers() -> None:
    case = PAGES / "read-more-and-teasers"
    text, removed = clean_text((case / "scraped.txt").read_text("utf-8"))
    lines = text.split("\n")
    assert lines[0].endswith("launch talks on intelligence-sharing")
    assert lines[1:] == (case / "expected.txt").read_text("utf-8").rstrip("\n").split("\n")
    assert [line.reason for line in removed] == ["promo", "heading", *["teaser"] * 6]
    assert [line.position for line in removed] == [3, 9, 10, 11, 12, 13, 14, 15]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Advertisement", "advert"),
        ("- Anzeige -", "advert"),
        ("広告", "advert"),
        ("Share", "share"),
        ("Facebook Twitter WhatsApp E-Mail", "share"),
        ("Teilen", "share"),
        ("Published: 13 April 2023: 08:11 PM GST", None),  # a zone that no table knows: left
        ("Published 13 April 2023, 08:11 GMT", "timestamp"),
        ("5. März 2024, 09:30 Uhr", "timestamp"),
        ("2024年3月5日 9時30分", "timestamp"),
        ("5 min read", "timestamp"),
        ("By Shawn Miller and Kate Berg", "byline"),
        ("Von Karla Brandt", "byline"),
        ("Read more: Alibaba poised for a record listing", "teaser"),
        ("اقرأ أيضا: السكان يشكون من ضجيج الأشغال", "teaser"),
        ("Foto: Jens Uhl/dpa", "caption"),
        ("The old bridge on the south bank. (Photo: Jens Uhl)", "caption"),
        ("© 2024 The Harbour Post", "caption"),
        ("Dieser Artikel ist nur für Abonnenten verfügbar", "paywall"),
        ("We may earn a commission if you buy through our links.", "promo"),
        ("https://news.example/a/b", "share"),
        ("ann.lee@news.example", "share"),
        ("（责任编辑：王小明）", "byline"),
        ("记者：李丽 编辑：王小明", "byline"),
        ("2024年3月5日 08:30 来源：江边日报", "timestamp"),
        ("김민수 기자 mskim@news.example", "byline"),
        ("Du musst angemeldet sein, um einen Kommentar abzugeben.", "promo"),
        ("Your email address will not be published. Required fields are marked *", "promo"),
        ("We and our 842 partners store and access information on a device, such as cookies.", "promo"),
    ],
)
def test_a_line_that_says_enough_by_itself(line: str, reason: str | None) -> None:
    assert line_reason(line) == reason


@pytest.mark.parametrize(
    "line",
    [
        "The newspaper said on Monday that it would close its newsletter and its app in May.",
        "By Monday the river had risen by two metres.",
        "Von Berlin nach Hamburg dauert die Fahrt zwei Stunden.",
        "Twitter said on Friday it had removed the accounts, which had shared the photo with millions of followers.",
        "The minister was asked to read more: he refused, saying that he had seen enough.",
        "Correction: An earlier version of this article gave the cost as 41,000 pounds.",
        "In 2023 the town had 4,000 inhabitants.",
        "Advertisement spending fell by a third, the publisher said.",
        "1912",
        "Write to ann.lee@news.example before the end of May, the board said.",
        "The ministry and its partners store grain for two years.",
        "กระทรวงระบุว่าผู้สื่อข่าวต้องลงทะเบียนล่วงหน้า",
    ],
)
def test_an_articles_own_sentence_stays(line: str) -> None:
    text, removed = clean_text(f"The first paragraph says what happened.\n{line}\nThe last one ends it.")
    assert line in text
    assert not removed


@pytest.mark.parametrize(
    "line",
    ["Read more:", "Lesen Sie auch", "À lire aussi", "Te puede interesar", "Leia também:", "Leggi anche", "Lees ook",
     "Läs också", "Lue myös", "Czytaj także", "Čtěte také", "Читайте также", "Διαβάστε επίσης", "İlgili haberler",
     "اقرأ أيضا", "קראו גם", "यह भी पढ़ें", "Xem thêm", "Baca juga", "関連記事", "相关阅读",
     "관련 기사", "Related stories"],
)  # fmt: skip
def test_headings_over_teasers_are_known_in_many_languages(line: str) -> None:
    assert opens_teasers(lower(line))


@pytest.mark.parametrize(
    "line", ["More than 40 hurt in train crash at the border", "Kosten noch offen", "What is known"]
)
def test_headings_of_the_article_are_not(line: str) -> None:
    assert not opens_teasers(lower(line))


def test_a_heading_over_teasers_takes_its_list_but_not_the_text_after_it() -> None:
    kept, removed = clean_text(
        "The council met on Monday.\nRelated stories\n- Library opens on Sundays\n- School roof to be replaced\n"
        "After the meeting the mayor said that the vote had been close."
    )
    assert kept.split("\n") == [
        "The council met on Monday.",
        "After the meeting the mayor said that the vote had been close.",
    ]
    assert [line.reason for line in removed] == ["heading", "teaser", "teaser"]


def test_names_from_the_metadata_make_a_byline() -> None:
    assert is_byline("KARLA BRANDT, Hamburg", ("karla brandt",))
    assert not is_byline("Karla Brandt said no.", ())


def test_a_number_alone_is_no_time() -> None:
    assert not is_clock("1912")
    assert not is_clock("march")
    assert is_clock("12.03.2024 | 10:15")


def test_cleaning_twice_changes_nothing() -> None:
    once, _ = clean_text((PAGES / "read-more-and-teasers" / "scraped.txt").read_text("utf-8"))
    assert clean_text(once) == (once, ())


def test_white_space_is_folded_and_empty_text_stays_empty() -> None:
    assert clean_text("\n \u00a0\n") == ("", ())
    assert clean_text("Zu\u00adrück\u00a0 im Hafen lag das Schiff.")[0] == "Zurück im Hafen lag das Schiff."


def test_every_reason_given_is_documented() -> None:
    _, removed = clean_text("A report says it.\nAdvertisement\nShare\nRead more:\nOne title\nBy Ann Lee\nFoto: Uhl/dpa")
    assert {line.reason for line in removed} <= set(REASONS)
    assert len(removed) == 6


_LINES = st.sampled_from(
    [
        "Read more:",
        "- One title",
        "-",
        "Advertisement",
        "12 comments",
        "By Ann Lee",
        "The council met on Monday.",
        "",
        "A B",
    ]
)


@given(st.text(max_size=300) | st.lists(_LINES | st.text(max_size=80), max_size=20).map("\n".join))
def test_every_line_of_a_scraped_text_is_kept_or_removed_in_its_order(scraped: str) -> None:
    text, removed = clean_text(scraped)
    kept = text.split("\n") if text else []
    whole = [*kept]
    for line in removed:
        whole.insert(line.position, line.text)
    lines = [fold(line) for line in scraped.splitlines()]
    marks = r"^[-*•–▪‣]\s+"
    assert whole == [re.sub(marks, "", line) for line in lines if line and line not in ("-", "*", "•")]


BODY = "\nThe council met on Monday and voted for the bridge, which is to cost 41 million pounds.\nWork begins in May."


@pytest.mark.parametrize(
    "head",
    [
        "Council votes for the bridge",
        "Harbour news\nCouncil votes for the bridge",
        "Will the bridge be built?",
        "Council votes for the bridge\nThe plan was contested for ten years\nBoth banks will have a tram stop",
        "Home\nLocal news\nHarbour\nCouncil votes for the bridge",
        "Council votes for the bridge\nHarbour\nCouncil votes for the bridge",
    ],
)
def test_the_headline_above_a_scraped_text_goes(head: str) -> None:
    text, removed = clean_text(head + BODY)
    assert text == BODY.strip()
    assert [line.reason for line in removed] == ["title"] * len(head.split("\n"))


@pytest.mark.parametrize(
    "head",
    [
        "date 2023-04-13 Council votes for the bridge",
        "The council has voted for the bridge.",
        "LONDON (AP) — The Latest on the bridge",
        "First of the four points\nSecond of the points\nThird of the points\nFourth of the points",
        "Flour\nTwo eggs\nA pinch of salt",
    ],
)
def test_what_may_be_more_than_a_headline_stays(head: str) -> None:
    assert clean_text(head + BODY) == (head + BODY, ())


def test_a_run_of_other_articles_headlines_goes_from_a_scraped_text_but_no_list_of_facts() -> None:
    run = "Storm: Roofs torn off in the old town\nPorts: Crews stay ashore\nTrains: Coast line closed until Friday"
    text, removed = clean_text(BODY.strip() + "\n" + run.replace("Crews", "Ferry crews and pilots"))
    assert text == BODY.strip()
    assert [line.reason for line in removed] == ["teaser"] * 3
    facts = "Length of the bridge: 410 metres\nCost of the bridge: 41 million\nOpening of the bridge: 2029"
    assert clean_text(BODY.strip() + "\n" + facts)[0].endswith(facts)


def test_headlines_that_come_twice_in_one_line_go_with_the_summary_between_them() -> None:
    twice = "Roofs torn off in the old town Roofs torn off in the old town"
    more = "Crews stay ashore for a week Crews stay ashore for a week"
    text, removed = clean_text(f"{BODY.strip()}\n{twice}\nThe storm passed within an hour.\n{more}\nThe end is near.")
    assert text == BODY.strip() + "\nThe end is near."
    assert [line.reason for line in removed] == ["teaser"] * 3


def test_a_headline_is_found_though_a_byline_and_a_time_stand_below_it() -> None:
    head = "Council votes for the bridge\nBy Ann Lee and Tom Berg\n5 March 2024, 08:30"
    text, removed = clean_text(head + BODY)
    assert text == BODY.strip()
    assert [line.reason for line in removed] == ["title", "byline", "timestamp"]


def test_a_line_in_capitals_is_a_link_to_another_article_unless_the_text_is_in_capitals() -> None:
    loud = "WHAT ARE THE OTHER BRIDGES OF THE TOWN WORTH?"
    assert clean_text(f"{BODY}\n{loud}\nThe end is near.")[1][0].reason == "teaser"
    assert not clean_text(f"{BODY}\n{loud}\nThe end is near.".upper())[1]
