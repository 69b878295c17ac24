"""Illnesses by their signs, on made-up histories."""

from collections.abc import Sequence
from datetime import date, timedelta
from math import log

from crawler.health import KINDS, Finding, judge
from crawler.health.findings import WELL, Judgement, span
from storage.days import Day
from storage.histories import History, Move, SourceRun
from tests.records import NOW

QUARTER = timedelta(minutes=15)
URL = "https://paper.example/1"


def run(ago: timedelta, *, failed: bool = False, listings: int = 1, fetched: int = 0, **kinds: int) -> SourceRun:
    said = {kind.replace("_", " "): n for kind, n in kinds.items()}
    return SourceRun(NOW - ago, failed, listings, fetched, sum(said.values()), said, URL if said else None)


def day(articles: int = 20, words: float = 500.0, dated: int | None = None, wait: float = 0.3, failed: int = 0) -> Day:
    dated = articles if dated is None else dated
    return Day(
        runs=96, answered=96 - failed, failed=failed, articles=articles, dated=dated, log_words=articles * log(words),
        answers=100, waited=100 * wait, words=round(articles * words),
    )  # fmt: skip


def history(runs: Sequence[SourceRun] = (), days: Sequence[Day] = (), moves: Sequence[Move] = ()) -> History:
    first = NOW.date() - timedelta(days=len(days) - 1)
    dated: list[tuple[date, Day]] = [(first + timedelta(n), one) for n, one in enumerate(days)]
    answered = next((one.started for one in runs if one.listings), None)
    return History("paper", "https://paper.example/", list, dated, list(runs), answered, list(moves))


def judged(kind: str, *arguments: Sequence[SourceRun], **more: Sequence[Day] | Sequence[Move]) -> Judgement:
    return judge(history(*arguments, **more))[kind]  # type: ignore[arg-type] # each name has its own type


def failing(hours: int, every: timedelta = QUARTER, **kinds: int) -> list[SourceRun]:
    n = timedelta(hours=hours) // every
    return [run(every * i, failed=True, listings=0, **(kinds or {"timeout": 1})) for i in range(n + 1)]


def test_every_illness_is_judged_and_a_new_source_has_none() -> None:
    assert judge(history()) == dict.fromkeys(KINDS)
    new = judge(history([run(QUARTER, fetched=10)], [day()]))
    assert not [kind for kind, judgement in new.items() if isinstance(judgement, Finding)]


def test_an_outage_of_hours_is_failing_and_a_shorter_one_is_not() -> None:
    assert judged("failing", failing(5)) is None
    found = judged("failing", failing(7))
    assert isinstance(found, Finding)
    assert found.since == NOW - timedelta(hours=7)
    assert "timeout (29)" in found.why
    assert found.example == URL
    assert judged("failing", [run(timedelta(0)), *failing(7)[1:]]) is WELL
    assert isinstance(judged("failing", failing(48, timedelta(days=1))), Finding)


def test_a_source_that_often_fails_is_given_longer() -> None:
    weak = [day(failed=48)] * 20
    assert judged("failing", failing(7, timedelta(hours=1)), days=weak) is None
    assert isinstance(judged("failing", failing(20, timedelta(hours=1)), days=weak), Finding)


def test_pages_that_all_fail_are_failing_though_listings_answer() -> None:
    broken = [run(timedelta(hours=n), HTTP_500=4) for n in range(8)]
    found = judged("failing", broken)
    assert isinstance(found, Finding)
    assert "no page" in found.why
    assert judged("failing", [run(timedelta(0), fetched=3, HTTP_500=1), *broken]) is WELL
    quiet = [run(timedelta(0)), *broken]  # its listings did not change, so no page was asked for
    assert isinstance(judged("failing", quiet), Finding)


def test_a_site_that_keeps_us_out_is_blocked_and_not_failing() -> None:
    shut = failing(7, blocked=1)
    found = judge(history(shut))
    assert isinstance(found["blocked"], Finding)
    assert not isinstance(found["failing"], Finding)
    pages = [run(timedelta(hours=n), HTTP_403=9, timeout=1) for n in range(8)]
    assert isinstance(judged("blocked", pages), Finding)
    assert judged("blocked", [run(timedelta(0), fetched=5), *pages]) is WELL
    assert judged("blocked", [run(timedelta(hours=n), fetched=5, HTTP_403=2) for n in range(8)]) is WELL
    assert judged("blocked", pages[:2]) is None


def test_articles_that_are_suddenly_short_are_thin() -> None:
    usual = [day(words=words) for words in (480, 520, 500, 610, 450, 500, 530) * 3]
    assert judged("thin", days=[*usual, day(words=430)]) is WELL
    found = judged("thin", days=[*usual, day(words=90)])
    assert isinstance(found, Finding)
    assert found.why == "articles have about 90 words, usually 500"
    assert found.since.date() == NOW.date()
    assert judged("thin", days=[*usual, day(articles=3, words=90)]) is WELL  # three short ones are no change
    assert judged("thin", days=[day()] * 3) is None


def test_a_new_habit_becomes_usual() -> None:
    assert judged("thin", days=[day()] * 60 + [day(words=90)] * 61) is WELL


def test_a_paper_of_mixed_lengths_is_not_thin_by_chance() -> None:
    mixed = [day(words=words) for words in (60, 400, 900, 150, 700, 80, 300) * 4]
    assert judged("thin", days=[*mixed, day(words=80)]) is WELL


def test_articles_that_suddenly_have_no_date_are_undated() -> None:
    found = judged("undated", days=[day(dated=19)] * 20 + [day(dated=2)])
    assert isinstance(found, Finding)
    assert found.why == "10% of the articles have a date, usually 95%"
    assert judged("undated", days=[day(dated=19)] * 20 + [day(dated=14)]) is WELL
    assert judged("undated", days=[day(dated=5)] * 20 + [day(dated=0)]) is WELL  # hardly ever had one


def test_answers_that_take_far_longer_are_slow() -> None:
    found = judged("slow", days=[day(wait=0.5)] * 20 + [day(wait=6.0)])
    assert isinstance(found, Finding)
    assert found.why == "an answer takes 6.0 s, usually 0.5 s"
    assert judged("slow", days=[day(wait=0.1)] * 20 + [day(wait=1.0)]) is WELL
    assert judged("slow", days=[day(wait=4.0)] * 20 + [day(wait=7.0)]) is WELL


def test_a_listing_that_redirects_for_good_for_days_has_moved() -> None:
    runs = [run(timedelta(0))]
    feed, new = "https://paper.example/feed", "https://paper.example/rss.xml"
    found = judged("moved", runs, moves=[Move(feed, new, NOW - timedelta(days=3), NOW, 9)])
    assert isinstance(found, Finding)
    assert new in found.why
    assert found.example == feed
    assert judged("moved", runs, moves=[Move(feed, new, NOW - timedelta(hours=2), NOW, 9)]) is WELL
    gone = Move(feed, new, NOW - timedelta(days=30), NOW - timedelta(days=5), 99)
    assert judged("moved", runs, moves=[gone]) is WELL


def test_lengths_of_time_are_said_as_people_say_them() -> None:
    said = [span(timedelta(minutes=minutes)) for minutes in (1, 45, 150, 60 * 76, 60 * 24 * 12)]
    assert said == ["1 minute", "45 minutes", "2 hours", "3 days 4 hours", "12 days"]
