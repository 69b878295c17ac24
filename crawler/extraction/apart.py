"""The tie-breaker: of what the rules left, which blocks stand apart from the article by every measure together.

A sum of small trees of two questions each, over crawler.extraction.features; `apart.json` holds them, and
benchmarks/train_apart.py wrote it.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from math import exp
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crawler.extraction.blocks import HEADINGS, Block
from crawler.extraction.features import FEATURES, measure

__all__ = ["SURE", "mark_apart", "scores", "together"]

SURE = 0.8
"""Chance of standing apart from which a block goes; below, it stays. Of six, cross-validated by publisher, the one with
the least residue + 2 × lost on pages as they are and on those with other names (benchmarks/train_apart.py)."""

MOST = 0.5
"""Share of the text's characters that may go so: where the measures speak against more, they do not fit the page."""

MODEL = Path(__file__).with_name("apart.json")


class Model(NamedTuple):
    """base: log odds before any question. features, thresholds: two a tree. values: four a tree, the log odds that
    the answers add: none, the first, the second, both of the measures are over their thresholds."""

    base: float
    features: NDArray[np.intp]
    thresholds: NDArray[np.float64]
    values: NDArray[np.float64]


@lru_cache(maxsize=1)
def _model() -> Model:
    stored = json.loads(MODEL.read_text("utf-8"))
    names = list(FEATURES)
    return Model(
        stored["base"],
        np.array([[names.index(name) for name in tree["measures"]] for tree in stored["trees"]]),
        np.array([tree["over"] for tree in stored["trees"]]),
        np.array([tree["adds"] for tree in stored["trees"]]),
    )


def scores(rows: Sequence[Sequence[float]]) -> list[float]:
    """The chance, 0 to 1, that each block stands apart. rows: of crawler.extraction.features.measure."""
    if not rows:
        return []
    model = _model()
    over = np.asarray(rows, dtype=float)[:, model.features] > model.thresholds
    leaves = over[:, :, 0] + 2 * over[:, :, 1]
    odds = model.base + model.values[np.arange(len(model.values)), leaves].sum(axis=1)
    return [1 / (1 + exp(-value)) for value in odds.tolist()]


def together(keys: Sequence[tuple[int, str]], chances: Sequence[float]) -> list[float]:
    """The chances with those of one list, one box, one comment made equal to their mean: they go or stay as one.

    keys: the parent and the make of each block.
    """
    groups: dict[tuple[int, str], list[float]] = {}
    for key, chance in zip(keys, chances, strict=True):
        groups.setdefault(key, []).append(chance)
    means = {key: sum(group) / len(group) for key, group in groups.items()}
    return [means[key] for key in keys]


def mark_apart(
    page: Sequence[Block], blocks: Sequence[Block], reasons: list[str | None], headline: str, spared: set[int]
) -> dict[int, float]:
    """Take out what stands apart, and give each judged block's score by its place in `blocks`.

    page: all blocks; headline: as words; spared: places that stay whatever the score. Headings are left to the rule
    on headings: what stands below them tells.
    """
    places, rows = measure(page, blocks, reasons, headline)
    keys = [(blocks[at].parent, blocks[at].shape) for at in places]
    found = dict(zip(places, together(keys, scores(rows)), strict=True))
    gone = [at for at, score in found.items() if score > SURE and at not in spared and blocks[at].tag not in HEADINGS]
    left = sum(len(block.text) for block, reason in zip(blocks, reasons, strict=True) if reason is None)
    if sum(len(blocks[at].text) for at in gone) <= MOST * left:
        for at in gone:
            reasons[at] = "apart"
    return found
