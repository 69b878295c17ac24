"""The verdict: does a stored article say the same as this text?

The index names candidates by their signatures; the verdict is on the texts. It follows what holds for news in
general, each rule a constant below with its reason: a copy changes words here and there, leaves passages out, adds
passages of its own; another report differs in its numbers and names, or shares only what many reports share.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dedup.cohesion import cohesion
from dedup.compare import Comparison, Side, commonness, compare
from dedup.differences import differences
from dedup.index import ALL, Among, Index
from dedup.passages import news_replaced
from dedup.reading import Reading
from dedup.shingles import holds
from dedup.signature import Sketch

__all__ = ["Match", "describe", "find_match", "judge", "same_report"]

FIDELITY = 0.6
"""Least share of words that stand unchanged in the passages that both texts have. Heavy editing changes a quarter."""

DIFFERING = 0.15
"""Most share of the numbers and names that differ: reports of one template differ in most of theirs, a copy in
hardly any, an update of a report in few."""

WORDS_A_FACT = 40
"""Shared words that weigh as one more fact that agrees: in a long text that has no numbers and names (or whose script
does not show which words are names) a single changed one says little."""

WHOLE = 0.2
"""Most share of the shorter text that the longer may lack where the shorter is said to be a part of it: papers add a
byline, a dateline, a promo."""

ADDED = 0.55
"""Most share of the longer text that may be added to the shorter, whatever it says: beyond this a text has more in it
that is new than that is old, and must speak of the same (COHERENT)."""

PARTED = 0.4
"""Most share of either text that the other may lack where each leaves out passages that the other keeps and both
begin alike; up to ADDED of the longer where that speaks of the same."""

RECAST = 0.3
"""Most share of either text that the other may lack whatever they begin with, where that is scattered over it: where a
third of the sentences is written anew the first may be among them. What stands in one place is another report's news
above an old one's background, or above a promo."""

TRUNCATED = 0.4
"""Most share of a part that may be a passage at its end, of at most TAIL words, that the whole report lacks: the line
of a paywall below the few sentences that it shows."""

TAIL = 30
"""Words."""

LEAST_OVERLAP = 0.1
"""Least share of the runs of words of the shorter text that the longer must hold to be compared with it: where two
words in five are changed (FIDELITY) a fifth of them are left, and a copy may leave out two in five (PARTED)."""

REFILLED = 1 / 3
"""Share of the words that tell two stored reports of one kind apart, below which a text that agrees with one of them
is not its copy but a third of that kind: such reports differ in the same places, and edits hit those no more often than
others."""

ALIKE = 0.5
"""Least share of words in common of two reports of one kind."""

SLOTS = 2
"""Words that tell two reports apart, from which on they count."""

COHERENT = 0.1
"""Least cohesion of what both texts have with what only one has: a long report comes back to its names and terms in
nineteen of twenty cases, a page of several news of one day in one of twenty."""

OPENING = 30
"""Words of a text's beginning: news tells the most important first, and cuts leave it."""

EXCERPT = 0.65
"""Share of the longer text up to which the shorter, if wholly in it, is an excerpt; above, both are near."""


@dataclass(frozen=True, slots=True)
class Match:
    """A stored article that a text repeats.

    relation: "exact" (the same text after normalisation), "near" or "excerpt" (one text is in essence a part of the
    other). similarity: words shared, of the words of both together. contained: share of the shorter text that is in
    the longer. differs: what they do not share, for people to read; None where nothing differs.
    """

    article: int
    relation: str
    similarity: float
    contained: float
    differs: str | None = None


def find_match(index: Index, sketch: Sketch, among: Among = ALL) -> Match | None:
    """The stored article that this text repeats: one with the same text, else the most similar one that is a
    copy.

    among: the articles to look at.
    """
    same = index.same_text(sketch, among)
    if same is not None:
        return Match(same, "exact", 1.0, 1.0)
    stored = [(article, Reading.of(text)) for article, text in index.candidate_texts(sketch, among)]
    return judge(sketch.reading, stored)


def judge(text: Reading, stored: Sequence[tuple[int, Reading]]) -> Match | None:
    """The verdict on stored articles, each with its text: the most similar one that this text repeats, if any.

    Words that several of the articles hold weigh little: these are reports of one kind, or under one promo.
    """
    common = commonness([text, *(reading for _, reading in stored)]) if len(stored) > 1 else None
    compared = [(article, compare(reading, text, common)) for article, reading in stored if _overlap(text, reading)]
    found = [(article, comparison) for article, comparison in compared if same_report(comparison) is not None]
    found.sort(key=lambda each: (-each[1].similarity, each[0]))
    readings = [reading for _, reading in stored]
    return next((describe(*each) for each in found if not _refills(each[1], readings)), None)


def _overlap(one: Reading, other: Reading) -> bool:
    """Whether one of the texts holds so many runs of the other that comparing them is worth its time."""
    runs, others = one.distinct_runs, other.distinct_runs
    return bool(holds(others, runs).sum() >= LEAST_OVERLAP * min(len(runs), len(others)))


def _refills(comparison: Comparison, stored: Sequence[Reading]) -> bool:
    """Whether a text differs from the report that it is like where that differs from other reports of its kind.

    stored: reports, each another one.
    """
    one = comparison.one
    for reading in stored:
        if reading is one.reading:
            continue
        other = compare(reading, one.reading)
        slots = ~other.other.shared & ~other.other.blocks
        if other.similarity >= ALIKE and slots.sum() >= SLOTS and one.shared[slots].mean() < REFILLED:
            return True
    return False


def describe(article: int, comparison: Comparison) -> Match:
    """The evidence that a text repeats an article which it was compared with and found to be about the same."""
    same = comparison.one.reading.digest == comparison.other.reading.digest
    relation = "exact" if same else same_report(comparison) or "near"
    differs = None if same else differences(comparison)
    return Match(article, relation, comparison.similarity, comparison.contained, differs)


def same_report(comparison: Comparison) -> str | None:
    """How the texts relate if they are one report: "near" or "excerpt"; None if they are two."""
    one, other = comparison.one, comparison.other
    shorter, longer = (one, other) if one.weight < other.weight else (other, one)
    if min(shorter.fidelity, longer.fidelity) < FIDELITY or _facts_differ(comparison) or news_replaced(comparison):
        return None
    if shorter.lacking > WHOLE and _truncated(shorter) and longer.lacking > WHOLE and _begin_alike(comparison):
        return "excerpt" if _coherent(longer) else None
    if shorter.lacking <= WHOLE:
        if longer.lacking <= ADDED:
            return "excerpt" if longer.held < EXCERPT and shorter.lacking < WHOLE / 2 else "near"
        return "excerpt" if _coherent(longer) else None
    if longer.lacking <= RECAST and shorter.lacking <= RECAST and _scattered(shorter) and _scattered(longer):
        return "near"
    if shorter.lacking > PARTED or longer.lacking > ADDED or not _begin_alike(comparison):
        return None
    return "near" if longer.lacking <= PARTED or _coherent(longer) else None


def _facts_differ(comparison: Comparison) -> bool:
    if not comparison.differing:
        return False
    shared = float(comparison.other.weights[comparison.other.shared].sum())
    agreeing = comparison.agreeing + shared / WORDS_A_FACT
    return comparison.differing > DIFFERING * (comparison.differing + agreeing)


def _scattered(side: Side) -> bool:
    """Whether no passage is half of what only this text has."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], side.blocks, [False])).astype(np.int8)))
    return bool(np.diff(edges)[::2].max(initial=0) <= side.blocks.sum() / 2)


def _truncated(part: Side) -> bool:
    """Whether all that only this text has is a short passage at its end."""
    lacking = int(part.blocks.sum())
    return 0 < lacking <= min(TAIL, TRUNCATED * len(part.blocks)) and bool(part.blocks[-lacking:].all())


def _coherent(side: Side) -> bool:
    """Whether what only this text has speaks of what both have."""
    return cohesion(side.reading, side.shared, side.blocks) >= COHERENT


def _begin_alike(comparison: Comparison) -> bool:
    """Whether the beginning of either text is in the first half of the other."""
    one, other = comparison.one, comparison.other
    place, half = comparison.place, len(one.shared) / 2
    if np.count_nonzero((place[:OPENING] >= 0) & (place[:OPENING] < half)) >= OPENING / 2:
        return True
    first_half = place[: len(other.shared) // 2]
    return bool(np.count_nonzero((first_half >= 0) & (first_half < OPENING)) >= OPENING / 2)
