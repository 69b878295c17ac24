"""Whether two texts say different things around the same words: each has, in the same place, a passage of its own that
does not speak of what both have."""

import numpy as np
from numpy.typing import NDArray

from dedup.cohesion import cohesion
from dedup.compare import Comparison, Side

__all__ = ["news_replaced"]

PASSAGE = 15
"""Words, from which on a passage can be a report: a byline, a dateline, a heading has fewer."""

FOREIGN = 0.1
"""Cohesion of a passage with what both texts have, below which it does not speak of that: a report comes back to its
names and terms, a note above a promo, or between two, does not."""

MOST_OF_IT = 0.5
"""Share of what only one text has that is in the passage: sentences written anew here and there are no news in place of
others."""


def news_replaced(comparison: Comparison) -> bool:
    """Whether some passage of either text, other than at the end of both, is foreign to what both have, and stands in
    place of such a one of the other.

    At the end it is what papers put below a report: their own promos.
    """
    known = np.flatnonzero(comparison.place >= 0)
    if not len(known):
        return False
    ours = np.concatenate(([-1], known))
    theirs = np.concatenate(([-1], comparison.place[known]))
    wide_ours, wide_theirs = np.diff(ours) - 1, np.diff(theirs) - 1
    return any(
        _foreign(comparison.other, ours[n] + 1, ours[n + 1]) and _foreign(comparison.one, theirs[n] + 1, theirs[n + 1])
        for n in np.flatnonzero((wide_ours >= PASSAGE) & (wide_theirs >= PASSAGE)).tolist()
    )


def _foreign(side: Side, start: int, end: int) -> bool:
    passage: NDArray[np.bool_] = np.zeros(len(side.shared), dtype=np.bool_)
    passage[start:end] = side.blocks[start:end]
    words = int(passage.sum())
    if words < PASSAGE or words < MOST_OF_IT * side.blocks.sum():
        return False
    return cohesion(side.reading, side.shared, passage) < FOREIGN
