from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.dates import Moment, from_url, parse_date, place
from crawler.extraction.zones import LANGUAGE_ZONES, TLD_ZONES, home_zone


def at(hours: float, *parts: int) -> datetime:
    return datetime(*parts, tzinfo=timezone(timedelta(hours=hours)))  # type: ignore[misc,arg-type]  # year … minute


NAIVE = datetime(2024, 4, 24, 19, 35)  # noqa: DTZ001 - a date written without a zone


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2024-04-24T19:35:00+02:00", at(2, 2024, 4, 24, 19, 35)),
        ("2024-04-24T19:35:00.123456Z", at(0, 2024, 4, 24, 19, 35)),
        ("2024-04-24T19:35:00+0530", at(5.5, 2024, 4, 24, 19, 35)),
        ("2024-04-24T19:35-04", at(-4, 2024, 4, 24, 19, 35)),
        ("20240424T193500Z", at(0, 2024, 4, 24, 19, 35)),
        ("1713980100", at(0, 2024, 4, 24, 17, 35)),
        ("1713980100000", at(0, 2024, 4, 24, 17, 35)),
        ("Wed, 24 Apr 2024 19:35:00 +0200", at(2, 2024, 4, 24, 19, 35)),
        ("Wed, 24 Apr 2024 19:35:00 GMT", at(0, 2024, 4, 24, 19, 35)),
        ("Wed Apr 24 2024 19:35:00 GMT+0200 (CEST)", at(2, 2024, 4, 24, 19, 35)),
        ("April 24, 2024 7:35 pm EDT", at(-4, 2024, 4, 24, 19, 35)),
        ("Thứ tư, 24/4/2024, 19:35 (GMT+7)", at(7, 2024, 4, 24, 19, 35)),
    ],
)
def test_instants(text: str, when: datetime) -> None:
    moment = parse_date(text)
    assert moment is not None
    assert moment.has_zone
    assert moment.when == when
    assert moment.when.utcoffset() == when.utcoffset()


@pytest.mark.parametrize(
    "text",
    [
        "2024-04-24 19:35",
        "2024-04-24T07:35 PM",
        "24.04.2024, 19:35 Uhr",
        "24/04/2024 19h35",
        "04/24/2024 7:35 PM",
        "Mittwoch, 24. April 2024, 19:35",
        "24 de abril de 2024 a las 19:35",
        "24 avril 2024 à 19h35",
        "24 kwietnia 2024, 19:35",
        "24 апреля 2024, 19:35",
        "2024年4月24日 19時35分",
        "2024년 4월 24일 오후 7:35",
        "2024. 4. 24. 오후 7:35",
        "२४ अप्रैल 2024, 19:35",
        "Published&nbsp;Apr.&nbsp;24, 2024, 7:35 p.m.",
        "April 24, 2024 7:35 pm IST",
    ],
)
def test_clock_times_without_a_certain_zone(text: str) -> None:
    assert parse_date(text) == Moment(NAIVE)


@pytest.mark.parametrize("text", ["2024-04-24", "20240424", "24.4.2024", "Apr 24, 2024", "24. dubna 2024", "4/24/2024"])
def test_days(text: str) -> None:
    assert parse_date(text) == Moment(NAIVE.replace(hour=0, minute=0), to_day=True)


@pytest.mark.parametrize(
    "text", ["", "today", "5 minutes ago", "2024-13-45", "99.99.2024", "12:30", "Zoo 12, 2024 animals"]
)
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@given(st.text() | st.text(alphabet="0123456789-/.:TZ+ apm年月日"))
def test_any_text_is_a_date_or_none(text: str) -> None:
    moment = parse_date(text)
    assert moment is None or place(moment, [moment], "Europe/Berlin").tzinfo is not None


@given(st.datetimes(min_value=datetime(1990, 1, 1), timezones=st.timezones()))  # noqa: DTZ001 - hypothesis wants it naive
def test_iso_dates_come_back(when: datetime) -> None:
    offset = when.utcoffset()
    if offset is None or offset % timedelta(minutes=1):
        return
    moment = parse_date(when.isoformat())
    assert moment is not None
    assert moment.when == datetime.fromisoformat(when.isoformat()).replace(microsecond=0)


def test_zone_of_the_same_moment_written_elsewhere() -> None:
    other = Moment(at(-7, 2024, 4, 24, 19, 35))
    assert place(Moment(NAIVE), [Moment(at(3, 2024, 4, 25, 8, 0)), other], "Europe/Berlin") == other.when


def test_zone_of_another_date_of_the_page() -> None:
    placed = place(
        Moment(NAIVE), [Moment(at(0, 2024, 4, 24, 20, 0)), Moment(at(3, 2024, 4, 24, 21, 0))], "Europe/Berlin"
    )
    assert placed == at(3, 2024, 4, 24, 19, 35)


def test_zone_of_the_country_in_summer_and_winter() -> None:
    assert place(Moment(NAIVE), [], "Europe/Berlin").utcoffset() == timedelta(hours=2)
    assert place(Moment(NAIVE.replace(month=1)), [], "Europe/Berlin").utcoffset() == timedelta(hours=1)


def test_utc_where_nothing_tells_the_zone() -> None:
    assert place(Moment(NAIVE), [], None) == NAIVE.replace(tzinfo=UTC)
    assert place(Moment(NAIVE), [], "Nowhere/Atlantis") == NAIVE.replace(tzinfo=UTC)


def test_a_day_stands_at_midnight_utc() -> None:
    day = Moment(NAIVE.replace(hour=0, minute=0), to_day=True)
    assert place(day, [], "Asia/Tokyo") == datetime(2024, 4, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    ("url", "language", "zone"),
    [
        ("https://paper.example.de/a", None, "Europe/Berlin"),
        ("https://paper.example.com/a", "ja", "Asia/Tokyo"),
        ("https://paper.example.co.za/a", "en", "Africa/Johannesburg"),
        ("https://paper.example.com/a", "en", None),
        ("http://[", None, None),
    ],
)
def test_home_zone(url: str, language: str | None, zone: str | None) -> None:
    assert home_zone(url, language) == zone


def test_every_zone_is_known_to_the_zone_database() -> None:
    assert {*TLD_ZONES.values(), *LANGUAGE_ZONES.values()} <= available_timezones()


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://paper.example/2024/05/16/title", "2024-05-16"),
        ("https://paper.example/news-20240516-title", "2024-05-16"),
        ("https://paper.example/2024-5-6-title", "2024-05-06"),
        ("https://paper.example/2024/05/title", None),
        ("https://paper.example/article-202405167", None),
        ("https://paper.example/2024/02/31/title", None),
    ],
)
def test_day_in_the_address(url: str, day: str | None) -> None:
    moment = from_url(url)
    assert (moment.when.date().isoformat() if moment else None) == day
