"""How the templates write times, numbers and addresses."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

__all__ = ["FILTERS", "day", "link", "moment"]

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_CONTROLS = re.compile(r"[\x00-\x20\x7f-\x9f]")

_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def moment(stored: str | None) -> datetime | None:
    """The time that the database holds as text, None where there is none or it is not one."""
    try:
        return datetime.strptime(stored or "", "%Y-%m-%dT%H:%M:%SZ")  # noqa: DTZ007 all are UTC
    except ValueError:
        return None


def day(stored: str | None) -> str:
    """A stored time, or day, as `Mon 23 Nov 2026`."""
    at = moment(stored) or moment(f"{stored}T00:00:00Z")
    return f"{DAYS[at.weekday()]} {at.day} {MONTHS[at.month - 1]} {at.year}" if at else "day unknown"


def when(stored: str | None) -> str:
    """A stored time as `Mon 23 Nov 2026, 14:37`; without the time where that is midnight, which stands for a day."""
    at = moment(stored)
    if at is None:
        return "time unknown"
    return day(stored) if not (at.hour or at.minute or at.second) else f"{day(stored)}, {at:%H:%M}"


def clock(stored: str | None) -> str:
    """The time of day alone, empty where only the day is known."""
    at = moment(stored)
    return f"{at:%H:%M}" if at and (at.hour or at.minute or at.second) else ""


def after(stored: str | None, first: str | None) -> str:
    """How long after the first time the other is, as `2 h 10 min later`; empty where either is unknown."""
    this, that = moment(stored), moment(first)
    if this is None or that is None:
        return ""
    span = abs(this - that)
    word = "later" if this >= that else "earlier"
    return "at the same time" if span < timedelta(minutes=1) else f"{_span(span)} {word}"


def _span(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 60 * 48:
        return f"{minutes // 60} h {minutes % 60} min" if minutes % 60 else f"{minutes // 60} h"
    return f"{span.days} days"


def number(value: Any) -> str:
    """A number with thin spaces between its thousands, a dash for none."""
    if value is None:
        return "–"
    return f"{value:,}".replace(",", "\u202f")


def percent(value: float | None) -> str:
    """A share of 0 to 1 in per cent, without claiming that almost all is all."""
    if value is None:
        return "–"
    shown = round(value * 100)
    return f"{min(shown, 99) if value < 1 else shown} %"


def link(url: str | None) -> str | None:
    """The address where a browser may be sent to it: http or https, a host, no control characters; else None."""
    if not url or _CONTROLS.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def language(code: str | None) -> str:
    """A language as an HTML attribute may name it, empty where the page's claim is no code."""
    return code if code and _LANGUAGE.fullmatch(code) else ""


def characters(text: str | None) -> str:
    """The text without what XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets)."""
    return _NO_XML.sub("", text or "")


FILTERS: dict[str, Callable[..., Any]] = {
    "characters": characters,
    "day": day,
    "when": when,
    "clock": clock,
    "after": after,
    "number": number,
    "percent": percent,
    "link": link,
    "language": language,
}
"""By their names in templates."""
