"""What two texts do not share, in a line for people to read."""

from collections.abc import Iterator

import numpy as np

from dedup.compare import Comparison, Side

__all__ = ["differences", "replacements"]

_NEXT, _ARROW, _NOTHING = "; ", " → ", "∅"
"""Signs of the line; no token holds them."""

MOST_CHANGES = 4
"""Replaced words that are shown."""

SHOWN_WORDS = 8
"""Words shown of a passage."""

LONGEST = 60
"""Characters shown of one piece: some scripts have no short words, and some texts one word of a megabyte."""


def differences(comparison: Comparison) -> str | None:
    """What the second text has otherwise than the first; None where nothing is.

    Such as: `12 → 15; +36 words “Follow us on Instagram …”; −210 words “She lost about …”`, with the longest passage
    of those added and left out.
    """
    parts = list(_replaced(comparison))
    for sign, side in (("+", comparison.other), ("−", comparison.one)):
        passage = _longest_passage(side)
        if passage is not None:
            missing = int(side.blocks.sum())
            parts.append(f"{sign}{missing} words “{_shown(side, passage, SHOWN_WORDS)} …”")
    return _NEXT.join(parts) or None


def replacements(differs: str) -> dict[str, str]:
    """The replaced words that `differences` told, with what stands in their place."""
    pairs = (part.split(_ARROW) for part in differs.split(_NEXT))
    return {pair[0]: pair[1] for pair in pairs if len(pair) == 2 and _NOTHING not in pair}


def _replaced(comparison: Comparison) -> Iterator[str]:
    """The words that stand in place of others, numbers first."""
    one, other = comparison.one, comparison.other
    changes = []
    for gap in comparison.gaps:
        ours = [n for n in range(*gap.one) if not one.shared[n] and not one.blocks[n]]
        theirs = [n for n in range(*gap.other) if not other.shared[n] and not other.blocks[n]]
        if ours or theirs:
            facts = bool(one.reading.numbers(ours)) and bool(other.reading.numbers(theirs))
            changes.append((not facts, ours, theirs))
    changes.sort(key=lambda change: change[0])
    for _, ours, theirs in changes[:MOST_CHANGES]:
        yield f"{_words(one, ours) or _NOTHING}{_ARROW}{_words(other, theirs) or _NOTHING}"
    if len(changes) > MOST_CHANGES:
        yield f"{len(changes) - MOST_CHANGES} more changes"


def _longest_passage(side: Side) -> int | None:
    """Where the longest passage begins that the other text lacks."""
    if not side.blocks.any():
        return None
    edges = np.flatnonzero(np.diff(np.concatenate(([False], side.blocks, [False])).astype(np.int8))).reshape(-1, 2)
    return int(edges[np.argmax(edges[:, 1] - edges[:, 0]), 0])


def _shown(side: Side, start: int, count: int) -> str:
    return _words(side, list(range(start, min(start + count, len(side.shared)))))


def _words(side: Side, places: list[int]) -> str:
    spelt = side.reading.spelt
    text = " ".join(spelt[n] for n in places)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
