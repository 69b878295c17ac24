"""Silence against a source's own rhythm. Whole years of many rhythms: benchmarks/health.py."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from crawler.health.silence import LEAST_HOURS, Silence, listen

MONDAY = date(2026, 3, 2)
EPOCH = date(1970, 1, 1)

Brings = Callable[[date, int], bool]


def office(day: date, hour: int) -> bool:
    return day.weekday() < 5 and 8 <= hour < 18


def agency(day: date, hour: int) -> bool:
    return True


def magazine(day: date, hour: int) -> bool:
    return day.weekday() == 3 and hour == 7


def university(day: date, hour: int) -> bool:
    return office(day, hour) and day.month not in (7, 8)


def history(brings: Brings, first: date, ends: datetime, until: datetime) -> Iterator[tuple[int, int]]:
    """Every day's hours from `first` on, up to `until`; nothing new from `ends` on."""
    for n in range((until.date() - first).days + 1):
        day = first + timedelta(n)
        hours = [
            h for h in range(24) if brings(day, h) and datetime(day.year, day.month, day.day, h, tzinfo=UTC) < ends
        ]
        yield (day - EPOCH).days, sum(1 << hour for hour in hours)


def heard(brings: Brings, ends: datetime, until: datetime, weeks: int = 20) -> Silence | None:
    return listen(list(history(brings, ends.date() - timedelta(weeks=weeks), ends, until)), until)


def at(day: int, hour: int, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("brings", "ends", "until", "too_long"),
    [
        (office, at(6, 18), at(9, 8), False),  # Friday evening to Monday morning
        (office, at(6, 18), at(11, 6), False),  # a long weekend: two holidays
        (office, at(6, 18), at(12, 17), True),  # a week of work without a line
        (agency, at(4, 3), at(4, 7), False),
        (agency, at(4, 3), at(4, 13), True),
        (magazine, at(6, 0), at(12, 6), False),
        (magazine, at(6, 0), at(19, 6), False),  # one issue left out
        (magazine, at(6, 0), at(3, 9, 4), True),
    ],
)
def test_silence_is_judged_by_the_sources_rhythm(
    brings: Brings, ends: datetime, until: datetime, too_long: bool
) -> None:
    silence = heard(brings, ends, until)
    assert silence is not None
    assert silence.too_long is too_long, silence
    assert silence.since < ends


def test_a_source_without_a_history_is_not_judged() -> None:
    assert heard(agency, at(4, 3), at(9, 3), weeks=1) is None
    assert heard(magazine, at(6, 0), at(20, 0), weeks=3) is None
    assert listen([((MONDAY - EPOCH).days, 0)], at(2, 12)) is None


def test_no_silence_is_shorter_than_some_hours() -> None:
    silence = heard(agency, at(4, 3), at(4, 2 + LEAST_HOURS))
    assert silence is not None
    assert silence.hours == LEAST_HOURS
    assert not Silence(silence.since, LEAST_HOURS - 1, 99.0, 1.0).too_long


def test_days_on_which_the_crawl_rested_are_no_silence() -> None:
    until = at(20, 10)
    days = list(history(office, date(2025, 11, 3), until, until))
    rested = [day for day in days if not 5 <= day[0] - (date(2026, 2, 2) - EPOCH).days < 40]
    silence = listen(rested, until)
    assert silence is not None
    assert not silence.too_long
    same = listen(days, until)
    assert same is not None
    assert silence.usual < 2 * same.usual


def test_what_was_usual_a_year_ago_is_usual_now() -> None:
    ends, until = at(1, 0, 7), at(20, 12, 8)
    assert (silence := heard(university, ends, until, weeks=20)) is not None
    assert silence.too_long
    assert (silence := heard(university, ends, until, weeks=70)) is not None
    assert not silence.too_long
    assert (silence := heard(university, at(1, 0, 10), at(20, 12, 10), weeks=70)) is not None
    assert silence.too_long


def test_the_days_around_new_year_are_like_sundays() -> None:
    ends = datetime(2025, 12, 22, 0, tzinfo=UTC)
    silence = heard(office, ends, datetime(2026, 1, 3, 0, tzinfo=UTC))
    assert silence is not None
    assert not silence.too_long
    silence = heard(office, ends, datetime(2026, 1, 10, 0, tzinfo=UTC))
    assert silence is not None
    assert silence.too_long
