"""Two texts side by side: the words they share, what stands in place of what, which facts differ.

Exact, on the texts themselves. It costs about half a millisecond for two articles, so it is for the few
candidates that the index names.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dedup.names import same_name
from dedup.reading import RUN, Reading
from dedup.shingles import holds
from dedup.weekdays import WEEKDAYS

__all__ = ["Comparison", "Gap", "Side", "commonness", "compare"]

GAP = 20
"""Most words, in either text, between two shared passages that are taken to stand in one another's place."""

BLOCK = 10
"""Unshared words in a row that are a passage of their own and no longer a changed word here and there."""

Conflict = tuple[str, str]
"""A number, name or day of the one text, and the other in its place in the other text."""

Common = tuple[NDArray[np.uint64], NDArray[np.int64]]


@dataclass(frozen=True, eq=False)
class Side:
    """One of two compared texts.

    shared: for each word, whether the other text holds it at its place. blocks: whether it is in a passage that the
    other text lacks. weights: what it weighs, 0 to 1; words that many reports share weigh little.
    """

    reading: Reading
    shared: NDArray[np.bool_]
    blocks: NDArray[np.bool_]
    weights: NDArray[np.float64]

    @cached_property
    def weight(self) -> float:
        """Of all words."""
        return float(self.weights.sum())

    @cached_property
    def held(self) -> float:
        """Share of the text that the other holds, 0 to 1; by weight or by words, the smaller."""
        return self._share(self.shared, min)

    @cached_property
    def lacking(self) -> float:
        """Share of the text in passages that the other lacks, 0 to 1; by weight or by words, the larger."""
        # Weight alone would make little of what is new in a page that is all put together from other reports.
        return self._share(self.blocks, max)

    def _share(self, part: NDArray[np.bool_], choose: Callable[[float, float], float]) -> float:
        if not len(part):
            return 0.0
        return choose(float(self.weights[part].sum()) / self.weight, float(part.mean()))

    @cached_property
    def fidelity(self) -> float:
        """Share of the words that stand unchanged in the passages that the other text holds, 0 to 1; the smaller,
        as `held`."""
        kept = ~self.blocks
        weight = float(self.weights[kept].sum())
        if not weight:
            return 0.0
        return min(float(self.weights[self.shared].sum()) / weight, float(self.shared.sum() / kept.sum()))


@dataclass(frozen=True, slots=True)
class Gap:
    """Words that stand in one another's place: [start, end) in the one text and in the other."""

    one: tuple[int, int]
    other: tuple[int, int]


@dataclass(frozen=True, eq=False)
class Comparison:
    """What two texts have in common.

    place: for each word of the second text where it stands in the first, -1 where it is in no shared run. gaps: what
    stands in place of what, in order. differing: how many numbers and names are replaced by others, each once however
    often it comes.
    """

    one: Side
    other: Side
    place: NDArray[np.int64]
    gaps: list[Gap]
    differing: int

    @cached_property
    def agreeing(self) -> float:
        """How many numbers and names both texts share, by weight."""
        side = self.other
        places = np.flatnonzero(side.shared).tolist()
        numbers = side.reading.numbers(places)
        return float(side.weights[numbers].sum() + side.weights[side.reading.names & side.shared].sum())

    @cached_property
    def similarity(self) -> float:
        """Words shared, of the words of both texts together, each alike: 0 to 1."""
        ones, others = int(self.one.shared.sum()), int(self.other.shared.sum())
        shared = (ones + others) / 2
        return shared / ((len(self.one.shared) + len(self.other.shared) - shared) or 1.0)

    @cached_property
    def contained(self) -> float:
        """Share of the shorter text's words that the longer one holds: 0 to 1."""
        shorter = min(self.one, self.other, key=lambda side: len(side.shared))
        return float(shorter.shared.sum()) / (len(shorter.shared) or 1)


def commonness(readings: Sequence[Reading]) -> Common:
    """The runs of words in these texts, sorted, and in how many of the texts each is."""
    return np.unique(np.concatenate([reading.distinct_runs for reading in readings]), return_counts=True)


def compare(one: Reading, other: Reading, common: Common | None = None) -> Comparison:
    """Compare two texts. common: of these two and of other reports like them, whose words then weigh less."""
    place = _chained(_places(one, other), len(one.words))
    shared_other = place >= 0
    shared_one = np.zeros(len(one.words), dtype=np.bool_)
    shared_one[place[shared_other]] = True
    gaps = _gaps(place, len(one.words))
    conflicts: set[Conflict] = set()
    for gap in gaps:
        _fill(one, other, gap, shared_one, shared_other)
        conflicts |= _conflicts(one, other, gap, shared_one, shared_other)
    sides = [
        Side(reading, shared, _blocks(shared), _weights(reading, partner, common))
        for reading, shared, partner in ((one, shared_one, other), (other, shared_other, one))
    ]
    return Comparison(sides[0], sides[1], place, gaps, len(conflicts))


def _places(one: Reading, other: Reading) -> NDArray[np.int64]:
    """For each word of the second text its place in the first, -1 where it is in no shared run."""
    place = np.full(len(other.words), -1, dtype=np.int64)
    if not len(one.runs) or not len(other.runs):
        return place
    distinct, first, counts = np.unique(one.runs, return_index=True, return_counts=True)
    at = np.searchsorted(distinct, other.runs)
    at[at == len(distinct)] = 0
    hits = np.flatnonzero(distinct[at] == other.runs)
    starts = first[at[hits]]
    # A run that the first text holds more than once is taken where it goes on from the run before.
    for n in np.flatnonzero(counts[at[hits]] > 1).tolist():
        follow = starts[n - 1] + 1 if n and hits[n - 1] == hits[n] - 1 else len(one.runs)
        if follow < len(one.runs) and one.runs[follow] == other.runs[hits[n]]:
            starts[n] = follow
    for offset in range(min(RUN, len(other.words), len(one.words)) - 1, -1, -1):
        place[hits + offset] = starts + offset
    return place


def _chained(place: NDArray[np.int64], words: int) -> NDArray[np.int64]:
    """The places without those of short runs that stand alone: phrases that the language, or a series, repeats.

    words: of the first text. What stands near the beginnings, or the ends, of both does not stand alone.
    """
    known = np.flatnonzero(place >= 0)
    if not len(known):
        return place
    at = place[known]
    ours, theirs = np.diff(known), np.diff(at)
    breaks = np.flatnonzero((ours != 1) | (theirs != 1))
    near = (ours <= GAP) & (theirs > 0) & (theirs <= GAP)
    starts, ends = np.concatenate(([0], breaks + 1)), np.concatenate((breaks + 1, [len(known)]))
    first, last = max(known[0], at[0]) <= GAP, max(len(place) - known[-1], words - at[-1]) <= GAP
    linked = np.concatenate(([first], near[breaks], [last]))
    alone = (ends - starts < BLOCK) & ~linked[:-1] & ~linked[1:]
    for start, end in zip(starts[alone].tolist(), ends[alone].tolist(), strict=True):
        place[known[start:end]] = -1
    return place


def _gaps(place: NDArray[np.int64], words: int) -> list[Gap]:
    """What stands in one another's place between two shared passages, or before the first or behind the last.

    words: of the first text.
    """
    known = np.flatnonzero(place >= 0)
    if not len(known):
        return []
    ours = np.concatenate(([-1], known, [len(place)]))
    theirs = np.concatenate(([-1], place[known], [words]))
    wide_ours, wide_theirs = np.diff(ours) - 1, np.diff(theirs) - 1
    small = (wide_ours <= GAP) & (wide_theirs <= GAP) & (wide_theirs >= 0) & (wide_ours + wide_theirs > 0)
    return [
        Gap((int(theirs[n]) + 1, int(theirs[n + 1])), (int(ours[n]) + 1, int(ours[n + 1])))
        for n in np.flatnonzero(small).tolist()
    ]


def _fill(
    one: Reading, other: Reading, gap: Gap, shared_one: NDArray[np.bool_], shared_other: NDArray[np.bool_]
) -> None:
    """Mark words that both texts have in a gap, in one order, though not in runs, as shared."""
    words, (at, end) = one.words, gap.one
    for n in range(*gap.other):
        if at == end:
            return
        word = other.words[n]
        found = next((m for m in range(at, end) if words[m] == word), -1)
        if found >= 0:
            shared_one[found] = shared_other[n] = True
            at = found + 1


def _conflicts(
    one: Reading, other: Reading, gap: Gap, shared_one: NDArray[np.bool_], shared_other: NDArray[np.bool_]
) -> set[Conflict]:
    """The facts of a gap that are replaced by others: each with what stands in its place."""
    ones = [n for n in range(*gap.one) if not shared_one[n]]
    others = [n for n in range(*gap.other) if not shared_other[n]]
    if not ones or not others:
        return set()
    found = _renamed(_named(one, ones), _named(other, others)) | _other_days(one, ones, other, others)
    old, new = one.numbers(ones), other.numbers(others)
    # "1,145" beside "1145" is another spelling, not another number.
    if old and new and _figures(one, gap.one) != _figures(other, gap.other):
        found |= {(one.words[n], other.words[m]) for n, m in zip(old, new, strict=False)}
    return found


def _named(reading: Reading, places: list[int]) -> list[str]:
    """The names among these words, days of the week aside."""
    return [word for n in places if reading.names[n] and (word := reading.words[n]) not in WEEKDAYS]


def _other_days(one: Reading, ones: list[int], other: Reading, others: list[int]) -> set[Conflict]:
    """The days of the week that are replaced by others; most languages write them small."""
    old, new = (
        {day: word for n in places if (day := WEEKDAYS.get(word := reading.words[n])) is not None}
        for reading, places in ((one, ones), (other, others))
    )
    return set(zip(old.values(), new.values(), strict=False)) if old.keys().isdisjoint(new) else set()


def _renamed(ones: list[str], others: list[str]) -> set[Conflict]:
    """The names that are replaced by others: not those that are spelt otherwise or wrong, as by Lasiter for
    Lassiter."""
    left = [name for name in ones if not any(same_name(name, other) for other in others)]
    came = [name for name in others if not any(same_name(name, other) for other in ones)]
    return set(zip(left, came, strict=False))


def _figures(reading: Reading, span: tuple[int, int]) -> str:
    """The digits of the numbers among these words, without what sets them apart."""
    return "".join(reading.words[n] for n in reading.numbers(range(*span)))


def _blocks(shared: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which words are in a passage of at least BLOCK words that are not shared."""
    edges = np.flatnonzero(np.diff(np.concatenate(([True], shared, [True])).astype(np.int8)))
    blocks = np.zeros(len(shared), dtype=np.bool_)
    for start, end in edges.reshape(-1, 2).tolist():
        if end - start >= BLOCK:
            blocks[start:end] = True
    return blocks


def _weights(reading: Reading, partner: Reading, common: Common | None) -> NDArray[np.float64]:
    """What each word weighs: 1 over the number of other texts, the partner aside, that hold its run of words.

    One other text takes nothing away: it may be the same report, or quote it.
    """
    if common is None or not len(reading.runs):
        return np.ones(len(reading.words))
    distinct, counts = common
    others = counts[np.searchsorted(distinct, reading.runs)] - holds(partner.distinct_runs, reading.runs) - 1
    most = np.ones(len(reading.words))
    for offset in range(min(RUN, len(reading.words))):
        window = most[offset : offset + len(others)]
        np.maximum(window, others, out=window)
    return 1.0 / most
