"""Dates as pages write them: read to datetimes, and judged by what a publication date can be."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from functools import lru_cache
from unicodedata import decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crawler.extraction.months import MERIDIEMS, MONTHS
from crawler.extraction.strings import unescape

__all__ = ["EARLIEST", "Moment", "from_url", "parse_date", "place"]

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""No news page is older than the web; what claims to be (1970, 0001) is an unset field."""

TOLERANCE = timedelta(days=1)
"""How far ahead of the clock a date may lie: a wrong zone, a report dated to its print edition."""

_MAX_CHARACTERS = 200
_SAME_SEASON = timedelta(days=31)  # within which clocks have hardly been changed


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as written. when: naive where no zone is written. to_day: no time of day is written. exchangeable: it is
    written in numbers, and its day may be the month."""

    when: datetime
    to_day: bool = False
    exchangeable: bool = False

    @property
    def has_zone(self) -> bool:
        """Whether the instant is certain."""
        return self.when.tzinfo is not None

    def exchanged(self) -> "Moment | None":
        """With day and month the other way round, None where that order is certain."""
        if not self.exchangeable:
            return None
        return Moment(self.when.replace(month=self.when.day, day=self.when.month), self.to_day, exchangeable=True)


_ISO = re.compile(
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"
    r"(?:[T ,]*?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<meridiem>[ap]\.?m\b\.?)?\s*(?P<zone>Z\b|(?:UTC|GMT)?[+-]\d{1,2}:?\d{2}|[+-]\d{2}\b|UTC|GMT|[A-Z]{3,5}\b)?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(
    r"^(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)"
    r"(?:T?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?:[.,]\d+)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?$"
)
_EPOCH = re.compile(r"^\d{9,10}(?:\.\d+)?$|^\d{12,13}$")
_REIWA = re.compile(r"令和\s*(\d{1,2}|元)\s*年")
_BEFORE_REIWA = 2018
_BUDDHIST = 543
_RFC = re.compile(r"\b\d{1,2} [A-Z][a-z]{2} \d{4} \d{1,2}:\d{2}")
_CLOCK = (
    r"(?:\D{0,20}?\b(?P<hour>[01]?\d|2[0-3])\s*[:.h時시点]\s*(?P<minute>[0-5]\d)(?:[:.](?P<second>[0-5]\d))?"
    r"\s*(?P<meridiem>[aApP]\.?\s?[mM]\b\.?)?\s*\(?(?P<zone>Z\b|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?\b|UTC|GMT|[A-Z]{3,4}\b)?)?"
)
_DAY_FIRST = re.compile(r"\b(?P<day>\d{1,2})\s?[./-]\s?(?P<month>\d{1,2})\s?[./-]\s?(?P<year>\d{4})\b" + _CLOCK)
# 2025年1月13日 21時37分 · 2025년 6월 4일 오전 2:37 · 2025. 6. 4. 02:37
_EAST_ASIAN = re.compile(
    r"(?P<year>\d{4})\s*[年년.]\s*(?P<month>\d{1,2})\s*[月월.]\s*(?P<day>\d{1,2})\s*[日일.]?"
    r"(?:\D{0,10}?(?P<meridiem>오전|오후|午前|午後|上午|下午)?\s*(?P<hour>\d{1,2})\s*[:時时시点點]\s*(?P<minute>\d{1,2})?)?"
)
_WORDED = (
    # 28. April 2023, 20:22 · 28 de abril de 2023 a las 20:22 · 28-Apr-2023 · 28 เม.ย. 2566 20:22
    re.compile(r"\b(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.|º|-)?\s*(?:de |of )?"
               r"(?P<name>[\u0e01-\u0e4e]{1,3}\.[\u0e01-\u0e4e]|[^\s\d,./-]{2,16})\.?,?"
               r"(?:\s*| de |-)(?P<year>\d{4})\b" + _CLOCK),
    # April 28, 2023 8:22 PM EDT
    re.compile(r"\b(?P<name>[^\s\d,./-]{2,16})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})\b" + _CLOCK),
)  # fmt: skip

ZONES: dict[str, float] = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2, "EEST": 3,
    "MSK": 3, "TRT": 3, "EAT": 3, "SAST": 2, "PKT": 5, "WIB": 7, "HKT": 8, "SGT": 8, "JST": 9, "KST": 9,
    "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
    "EST": -5, "EDT": -4, "CDT": -5, "MDT": -6, "MST": -7, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10,
}  # fmt: skip
"""Zone abbreviations with one common meaning, in hours; IST, BST and CST have several and are read as no zone."""


@lru_cache(maxsize=512)
def parse_date(text: str) -> Moment | None:
    """The date that a field or a short text holds, None where it holds none that is possible. Never raises.

    Reads ISO 8601, RFC 2822, seconds and milliseconds since 1970, and the numeric and worded forms of the languages
    in `months.MONTHS`. Day before month where both are numbers and the year stands last, unless that is impossible.
    """
    text = _in_our_digits(unescape(text[:_MAX_CHARACTERS]))
    if not text or not any(character.isdigit() for character in text):
        return None
    for reader in (_epoch, _iso, _rfc, _in_words):
        moment = reader(text)
        if moment is not None:
            return moment
    return None


def _in_our_digits(text: str) -> str:
    """The text with the digits of every script as 0 to 9, and the years of the Japanese era as those of the West."""
    if text.isascii():
        return text
    text = "".join(str(decimal(letter)) if letter.isdecimal() else letter for letter in text)
    return _REIWA.sub(lambda year: f"{_BEFORE_REIWA + int(year[1].replace('元', '1'))}年", text)


def _epoch(text: str) -> Moment | None:
    if not _EPOCH.match(text):
        return None
    seconds = float(text)
    if seconds >= 1e11:
        seconds /= 1000
    return Moment(datetime.fromtimestamp(seconds, UTC))


def _iso(text: str) -> Moment | None:
    match = _COMPACT.match(text) or _ISO.search(text)
    return _moment(match) if match else None


def _rfc(text: str) -> Moment | None:
    if not _RFC.search(text):
        return None
    try:
        return Moment(parsedate_to_datetime(text))
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _in_words(text: str) -> Moment | None:
    for pattern in (_EAST_ASIAN, _DAY_FIRST, *_WORDED):
        for match in pattern.finditer(text):
            moment = _moment(match)
            if moment is not None:
                return moment
    return None


def _moment(match: re.Match[str]) -> Moment | None:
    part = match.groupdict()
    name = part.get("name")
    month = MONTHS.get(name.casefold()) if name else int(part["month"])
    day = int(part["day"])
    if month is None:
        return None
    if match.re is _DAY_FIRST and month > 12 >= day:
        day, month = month, day
    hour = int(part["hour"]) if part.get("hour") else None
    if hour is not None and part.get("meridiem"):
        hour = hour % 12 + MERIDIEMS[re.sub(r"[.\s]", "", part["meridiem"].lower())]
    try:
        when = datetime(
            int(part["year"]) if match.re in (_ISO, _COMPACT) else _western(int(part["year"])), month, day,
            hour or 0, int(part.get("minute") or 0), int(part.get("second") or 0),
            tzinfo=_zone(part.get("zone")) if hour is not None else None,
        )  # fmt: skip
    except ValueError:
        return None
    return Moment(when, hour is None, exchangeable=match.re is _DAY_FIRST and day != month and day <= 12)


def _western(year: int) -> int:
    """The year after Christ: Thai papers count from the Buddha's death."""
    return year - _BUDDHIST if year > _BUDDHIST + EARLIEST.year else year


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    offset = _OFFSET.fullmatch(text)
    if offset:
        shift = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        return None if shift > timedelta(hours=14) else timezone(shift if offset[1] == "+" else -shift)
    hours = ZONES.get(text.upper())
    return None if hours is None else timezone(timedelta(hours=hours))


def place(moment: Moment, others: Iterable[Moment], home: str | None) -> datetime:
    """The moment as an aware datetime. A zone that is not written is taken, in this order, from

    1. another date of the page that reads the same on the clock and has a zone: the same moment, written better,
    2. the nearest other date of the page with a zone other than UTC, within a month: sites write their own zone,
    3. home, the IANA zone of the site (`zones.home_zone`): what is written without a zone is the clock on the wall,
    4. UTC. A day alone stands at midnight UTC.
    """
    if moment.has_zone:
        return moment.when
    if moment.to_day:
        return moment.when.replace(tzinfo=UTC)
    zoned = [other.when for other in others if other.has_zone]
    for when in zoned:
        if when.replace(tzinfo=None, microsecond=0) == moment.when.replace(microsecond=0):
            return when
    as_utc = moment.when.replace(tzinfo=UTC)
    local = [when for when in zoned if when.utcoffset() and abs(when - as_utc) < _SAME_SEASON]
    if local:
        return moment.when.replace(tzinfo=min(local, key=lambda when: abs(when - as_utc)).tzinfo)
    return _at_home(moment.when, home) if home else as_utc


def _at_home(when: datetime, home: str) -> datetime:
    """The naive moment on the clocks of the zone, with that day's fixed offset."""
    try:
        placed = when.replace(tzinfo=ZoneInfo(home))
    except (ZoneInfoNotFoundError, OSError):  # no zone database on this machine, or an older one
        return when.replace(tzinfo=UTC)
    return when.replace(tzinfo=timezone(placed.utcoffset() or timedelta()))


_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?")
_URL_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/._]?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)")


def from_url(url: str) -> Moment | None:
    """The day that the address holds (`/2024/05/16/`, `-20240516-`), None where it holds none or an impossible one."""
    for match in _URL_DATE.finditer(url):
        year, separator, month, day = match.groups()
        if not separator and len(match.group()) != 8:
            continue
        try:
            return Moment(datetime(int(year), int(month), int(day)), to_day=True)  # noqa: DTZ001 - naive is meant
        except ValueError:
            continue
    return None
