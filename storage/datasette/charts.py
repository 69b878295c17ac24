"""Charts as numbers; templates draw them as SVG, so that they need no script and no library."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["Band", "Bar", "Columns", "stacked"]

SERIES = 7
"""Colours of the style sheet that stand for one name each; the eighth is of all others together."""

OTHERS = "Other papers"


@dataclass(frozen=True, slots=True)
class Band:
    """A part of a column. colour: its number in the style sheet. bottom, height: 0 to 100, of the highest column."""

    name: str
    colour: int
    value: int
    bottom: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A day's column."""

    day: str
    total: int
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """A chart of stacked columns, its legend with the sums, and the height of its highest column."""

    bars: tuple[Bar, ...]
    legend: tuple[tuple[str, int, int], ...]
    highest: int


def stacked(days: Sequence[str], counted: Iterable[tuple[str, str, int]]) -> Columns:
    """Columns of these days. counted: name, day, value; the largest names have a band each, the rest share one."""
    values: dict[str, Counter[str]] = {}
    for name, day, value in counted:
        if day in days:
            values.setdefault(name, Counter())[day] += value
    ranked = sorted(values, key=lambda name: (-values[name].total(), name))
    own, rest = (ranked, []) if len(ranked) <= SERIES + 1 else (ranked[:SERIES], ranked[SERIES:])
    series = [(name, values[name]) for name in own]
    if rest:
        series.append((OTHERS, sum((values[name] for name in rest), Counter())))
    highest = max((sum(of[day] for _, of in series) for day in days), default=0)
    bars = tuple(_bar(day, series, highest) for day in days)
    return Columns(bars, tuple((name, n, of.total()) for n, (name, of) in enumerate(series)), highest)


def _bar(day: str, series: Sequence[tuple[str, Counter[str]]], highest: int) -> Bar:
    bands: list[Band] = []
    bottom = 0
    for colour, (name, values) in enumerate(series):
        if value := values[day]:
            bands.append(Band(name, colour, value, 100 * bottom / highest, 100 * value / highest))
            bottom += value
    return Bar(day, bottom, tuple(bands))
