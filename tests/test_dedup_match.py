import random

import pytest

from dedup.compare import compare
from dedup.differences import differences
from dedup.match import judge, same_report
from dedup.reading import Reading
from tests.records import edited, text

CITIES = ("Lisbon", "Oslo", "Nairobi", "Quito", "Hanoi", "Zagreb", "Tunis", "Perth", "Bilbao", "Leeds")
PROMO = (
    "Download our app for breaking alerts and the day's top stories, wherever you are in the world.\n"
    "Our journalism is free for everyone because readers like you pay for it. Support us from one pound a week.\n"
    "The Paper is published by the regional press group. Copyright is reserved and no part may be copied without leave."
)


def quake(seed: int) -> str:
    chance = random.Random(seed)
    return (
        f"An earthquake of magnitude {chance.randint(30, 79) / 10} struck {chance.randint(2, 200)} kilometres from "
        f"{chance.choice(CITIES)} at {chance.randint(0, 23)}:{chance.randint(10, 59)} on Monday, the survey said.\n"
        f"The quake was recorded at a depth of {chance.randint(10, 600)} kilometres, according to the agency.\n"
        "There were no immediate reports of casualties or damage, and no tsunami warning was issued.\n"
        f"Residents of {chance.choice(CITIES)} said they had felt shaking for about {chance.randint(3, 40)} seconds.\n"
        "Officials urged people to stay away from damaged buildings and to expect aftershocks."
    )


def relation(one: str, other: str) -> str | None:
    return same_report(compare(Reading.of(one), Reading.of(other)))


def both_ways(one: str, other: str) -> str | None:
    found = relation(one, other)
    assert relation(other, one) == found
    return found


def paragraphs(seed: int, first: int, last: int) -> str:
    return "\n".join(text(seed, 600).split("\n")[first:last])


def report(seed: int, words: int = 600) -> str:
    """A text that comes back to a few names of its own, as reports do."""
    names = [f"Name{seed}x{n}son" for n in range(12)]
    chance = random.Random(seed)
    return " ".join(chance.choice(names) if n % 6 == 5 else word for n, word in enumerate(text(seed, words).split(" ")))


# One report


@pytest.mark.parametrize("every", [4, 6, 10, 50])
def test_words_changed_here_and_there(every: int) -> None:
    assert both_ways(text(1), edited(text(1), every)) == "near"


@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        lambda body: body.replace("\n", " "),
        lambda body: "By our foreign staff\nLONDON (AP) - " + body + "\nRead more: what we know so far",
        lambda body: "\n".join(reversed(body.split("\n"))),
        lambda body: body + "\n" + text(9, 60),
        lambda body: text(9, 60) + "\n" + body,
        lambda body: text(8, 40) + "\n" + body + "\n" + text(9, 40),
    ],
    ids=["case", "one line", "topped and tailed", "order of paragraphs", "appended", "put before", "both"],
)
def test_other_changes_of_a_copy(change: object) -> None:
    assert callable(change)
    assert both_ways(text(1, 400), change(text(1, 400))) == "near"


def test_a_cut_is_found_from_either_side() -> None:
    long = report(1)
    for words, expected in ((500, "near"), (300, "excerpt"), (80, "excerpt")):
        assert both_ways(long, " ".join(long.split(" ")[:words])) == expected


def test_two_cuts_of_one_report_that_leave_out_different_passages() -> None:
    assert both_ways(paragraphs(1, 0, 11), paragraphs(1, 0, 3) + "\n" + paragraphs(1, 5, 15)) == "near"


@pytest.mark.parametrize("respelt", [("1145", "1,145"), ("Lassiter", "Lasiter"), ("café", "cafe")])
def test_another_spelling_is_no_other_fact(respelt: tuple[str, str]) -> None:
    body = f"The council paid {respelt[0]} pounds to Mr {respelt[0]} on the road to {respelt[0]}, it said."
    assert both_ways(body, body.replace(*respelt)) == "near"


def test_an_update_in_one_number_of_many() -> None:
    body = text(1, 150) + "\nOn Monday 12 people in Oslo, 40 in Leeds and 7 in Perth were hurt by 3 storms of 2019."
    assert both_ways(body, body.replace("12 people", "15 people")) == "near"


# Two reports


def test_reports_of_one_template_from_the_first_two_on() -> None:
    for seed in range(30):
        assert both_ways(quake(seed), quake(seed + 100)) is None
        assert both_ways(quake(seed), "By our staff\n" + edited(quake(seed), 12)) == "near"


def test_notes_under_one_promo() -> None:
    for seed in range(20):
        assert both_ways(text(seed, 35) + "\n" + PROMO, text(seed + 50, 35) + "\n" + PROMO) is None


def test_a_page_of_several_news_is_none_of_them() -> None:
    page_of_news = "\n".join(" ".join(report(seed, 90).split(" ")) for seed in (1, 2, 3))
    for seed in (1, 2, 3):
        assert both_ways(page_of_news, report(seed, 90)) is None


def test_a_new_report_over_the_background_of_an_old_one() -> None:
    assert both_ways(text(1, 400), text(2, 300) + "\n" + paragraphs(1, 0, 2)) is None


def test_strangers() -> None:
    assert both_ways(text(1), text(2)) is None
    assert both_ways(text(1), "") is None
    assert both_ways("", "") is None


# The evidence


def test_the_most_similar_article_is_chosen_with_its_evidence() -> None:
    stored = [(7, Reading.of(edited(text(1), 10))), (8, Reading.of(text(1))), (9, Reading.of(text(2)))]
    match = judge(Reading.of(text(1) + "\n" + text(3, 50)), stored)
    assert match is not None
    assert (match.article, match.relation, match.contained) == (8, "near", 1.0)
    assert match.similarity == pytest.approx(200 / 250)
    assert match.differs is not None
    assert match.differs.startswith("+50 words “")


def test_what_differs_is_told_in_a_line() -> None:
    body = "The toll is 12, said Ana Silva of the harbour.\n" + text(1)
    other = (
        body.replace("12", "15").replace("harbour", "port") + "\nFollow us on all social networks for more news today"
    )
    told = differences(compare(Reading.of(body), Reading.of(other)))
    assert told == "12 → 15; harbour → port; +10 words “Follow us on all social networks for more …”"
    assert differences(compare(Reading.of(body), Reading.of(body))) is None


def test_what_differs_stays_short_whatever_the_texts_are() -> None:
    one = " ".join(f"{n} kept words here {'x' * 5000}" for n in range(60))
    other = " ".join(f"{n} kept words here {'y' * 5000}" for n in range(60))
    told = differences(compare(Reading.of(one), Reading.of(other)))
    assert told is not None
    assert len(told) < 600


@pytest.mark.parametrize("repeats", [1, 30, 30_000])
def test_repeated_passages_are_compared_in_bounded_time(repeats: int) -> None:
    body = "the same few words again " * repeats
    assert relation(body, body + text(1, 5)) in {"near", None}
    assert compare(Reading.of(body), Reading.of(body)).similarity == 1.0
