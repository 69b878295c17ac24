"""Which page of a report is its original: the earliest published, unless a later one is markedly longer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

__all__ = ["Version", "better_original"]

LONGER = 1.5
"""Times as many words as the earliest page has, from which on a page is markedly longer: the first flash of a report
is a fraction of it, and what papers put below a reprint is less."""

EARLIER = timedelta(minutes=1)
"""By how much a page is published earlier, at least: many pages give their minute alone."""

A_DAY = timedelta(days=1)

MOST_ROUNDS = 10
"""A choice is looked at from the chosen page again, so often at most."""


@dataclass(frozen=True, slots=True)
class Version:
    """A page of a report. published: aware; midnight UTC where only the day is known; None where nothing is."""

    url: str
    published: datetime | None
    words: int

    @property
    def span(self) -> tuple[datetime, datetime]:
        """From when to when it may have been published; only where `published` is known."""
        assert self.published is not None
        when = self.published.astimezone(UTC)
        return when, when + (A_DAY if when.time() == time() else timedelta())


def better_original(shown: Version, others: Sequence[Version]) -> tuple[Version, str] | None:
    """The page that is to be the article in place of the one that is shown as it, and why; None where that is right.

    Asked again with the answer in place of `shown`, it gives None.
    """
    chosen = shown
    for _ in range(MOST_ROUNDS):
        best = _best(chosen, [version for version in (shown, *others) if version is not chosen])
        if best is chosen:
            return (chosen, _why(chosen, shown)) if chosen is not shown else None
        chosen = best
    return None  # a circle of pages, each better than the one before: times that cannot be compared


def _best(shown: Version, others: Sequence[Version]) -> Version:
    first = _earliest(shown, others)
    longest = max(version.words for version in (shown, *others))
    markedly = max(LONGER * first.words, 1)
    if longest < markedly:
        return first
    # Of those about as long as the longest the earliest.
    long = [each for each in (shown, *others) if each.words >= markedly and each.words * LONGER > longest]
    start = shown if shown in long else min(long, key=_order)
    return _earliest(start, [version for version in long if version is not start])


def _earliest(shown: Version, others: Sequence[Version]) -> Version:
    """The page published first, the shown one where none is certain to be earlier."""
    if shown.published is None:
        return shown
    earlier = [version for version in others if version.published is not None and _is_earlier(version, shown)]
    return min(earlier, key=_order, default=shown)


def _is_earlier(one: Version, other: Version) -> bool:
    return one.span[1] + EARLIER <= other.span[0]


def _order(version: Version) -> tuple[bool, datetime, str]:
    known = version.published is not None
    return not known, version.span[1] if known else datetime.max.replace(tzinfo=UTC), version.url


def _why(chosen: Version, shown: Version) -> str:
    if chosen.words >= LONGER * shown.words:
        return f"{chosen.words / max(shown.words, 1):.1f} times as long"
    if chosen.published is None or shown.published is None:
        return "about as long as the longest page"
    return f"published {_told(shown.published - chosen.published)} earlier"


def _told(span: timedelta) -> str:
    minutes = round(span.total_seconds() / 60)
    if minutes < 120:
        return f"{minutes} min"
    return f"{minutes / 60:.0f} h" if minutes < 48 * 60 else f"{minutes / 1440:.0f} days"
