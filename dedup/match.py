"""The verdict: does a stored article say the same as this text?

The place for a finer judgement: `judge` decides by signatures alone, and sees every candidate with its
article's id, so that a verdict on the texts themselves can take its place.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from dedup.index import MIN_SHINGLES, Candidate, Index
from dedup.signature import Sketch

__all__ = ["NEAR", "Match", "find_match", "judge"]

NEAR = 0.72
"""Least estimated Jaccard similarity of a near-duplicate; chosen by benchmarks/dedup.py on its development
set."""


@dataclass(frozen=True, slots=True)
class Match:
    """A stored article that a text repeats. relation: "exact" or "near". similarity: 0 to 1."""

    article: int
    relation: str
    similarity: float


def find_match(index: Index, sketch: Sketch, threshold: float = NEAR) -> Match | None:
    """The stored article that this text repeats: one with the same text, else the most similar one that is
    near."""
    return judge(sketch, index.same_text(sketch), threshold) or judge(sketch, index.candidates(sketch), threshold)


def judge(sketch: Sketch, candidates: Iterable[Candidate], threshold: float = NEAR) -> Match | None:
    """The verdict on candidates, which come the most similar first: the first that is exact or near, if any.

    Texts too short to be told apart by their shingles are never near one another.
    """
    for candidate in candidates:
        if candidate.exact:
            return Match(candidate.article, "exact", 1.0)
        if min(sketch.shingles, candidate.shingles) >= MIN_SHINGLES and candidate.similarity >= threshold:
            return Match(candidate.article, "near", candidate.similarity)
    return None
