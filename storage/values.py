"""How Python values are written into the database: UTC text for times, text that SQLite can hold."""

from contextlib import suppress
from datetime import UTC, datetime

__all__ = ["from_utc_text", "storable", "utc_text"]

_FORMAT = "%Y-%m-%dT%H:%M:%SZ"


def utc_text(moment: datetime) -> str:
    """An aware datetime as `YYYY-MM-DDTHH:MM:SSZ`, fractions of a second dropped.

    Raises ValueError where it has no zone.
    """
    if moment.tzinfo is None:
        raise ValueError(f"a time without a zone: {moment.isoformat()}")
    with suppress(OverflowError):  # in year 1 or 9999, where the zone would push it over the edge: as it reads
        moment = moment.astimezone(UTC)
    return moment.replace(tzinfo=None, microsecond=0).isoformat() + "Z"


def from_utc_text(text: str) -> datetime:
    """The aware datetime that `utc_text` wrote. Raises ValueError on anything else."""
    return datetime.strptime(text, _FORMAT).replace(tzinfo=UTC)


def storable(text: str) -> str:
    """The text without what SQLite cannot hold or would cut off at: lone surrogates become "?", NUL goes.

    Both reach us from the web: JSON-LD may spell "\\ud800", and a page may hold any byte.
    """
    if "\0" in text:
        text = text.replace("\0", "")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode("utf-8")
    return text
