"""Whether the near copies of an article are a series made from one template and no copies.

Editors change this word or that; a template leaves the same places open, and fills each time other words in. What was
replaced in each copy stands in its evidence (dedup.differences), so that this is known without the copies' texts. It
finds out what the verdict on two texts cannot: names in scripts without capitals.
"""

from collections.abc import Iterable

from dedup.differences import replacements

__all__ = ["is_series"]

ALIKE = 0.5
"""Least share of a copy's replaced words that another copy replaces too, by other words."""

ENOUGH = 2
"""Copies that do so: one may do by chance."""

LEAST = 2
"""Replaced words, from which on a copy can tell."""


def is_series(differs: str, earlier: Iterable[str]) -> bool:
    """Whether a copy replaces what earlier copies of the same article replaced, by other words.

    differs, earlier: the evidence of the copy and of the earlier ones.
    """
    ours = replacements(differs)
    if len(ours) < LEAST:
        return False
    alike = 0
    for other in map(replacements, earlier):
        refilled = sum(word in other and other[word] != ours[word] for word in ours)
        alike += refilled >= max(LEAST, ALIKE * len(ours))
    return alike >= ENOUGH
