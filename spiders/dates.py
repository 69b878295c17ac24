"""Dates as feeds and sitemaps write them."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

__all__ = ["parse_date"]

EARLIEST = 1990
"""First year that is believed: the first news site is younger; an unset clock says 1970."""
LATEST = timedelta(days=2)
"""How far ahead of now a date may lie: time zones, and reports with an embargo."""
ZONES = {
    "CET": 60, "CEST": 120, "MEZ": 60, "MESZ": 120, "WET": 0, "WEST": 60, "EET": 120, "EEST": 180,
    "MSK": 180, "TRT": 180, "HKT": 480, "SGT": 480, "JST": 540, "KST": 540, "AEST": 600, "AEDT": 660,
    "NZST": 720, "NZDT": 780, "BRT": -180, "ART": -180,
}  # fmt: skip
"""Minutes east of Greenwich of zone names that RFC 5322 does not define and that mean one zone only."""

_MAX_LENGTH = 64
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:$|[T ])")
_SPACE_BEFORE_ZONE = re.compile(r" +(?=(?:[+-]\d\d:?\d\d|Z)$)")


def parse_date(text: str | None) -> datetime | None:
    """Read a date of RFC 822, RFC 5322 or ISO 8601 (RFC 3339, W3C); gives it in UTC.

    None where there is none, where it cannot be read, or lies before EARLIEST or more than LATEST ahead.
    A time without a zone is taken as UTC.
    """
    text = " ".join(text.split()) if text and len(text) <= _MAX_LENGTH else ""
    if not text:
        return None
    try:
        found = _iso(text) if _ISO.match(text) else _rfc(text)
        found = found and found.astimezone(UTC)
    except (ValueError, OverflowError, IndexError, TypeError):  # the last two: email.utils on nonsense
        return None
    if found is None or found.year < EARLIEST or found > datetime.now(UTC) + LATEST:
        return None
    return found


def _iso(text: str) -> datetime:
    found = datetime.fromisoformat(_SPACE_BEFORE_ZONE.sub("", text))
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _rfc(text: str) -> datetime | None:
    parts = parsedate_tz(text)
    if parts is None:
        return None
    # email.utils takes a zone that it does not know for Greenwich
    minutes = ZONES.get(text.rsplit(" ", 1)[-1].upper())
    offset = (parts[9] or 0) if minutes is None else minutes * 60
    return datetime(*parts[:6], tzinfo=timezone(timedelta(seconds=offset)))
