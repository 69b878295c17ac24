#!/usr/bin/env python3
"""Fit the constants of the verdict on some groups of a labelled set, and score them on the others.

    dedup_constants.py LABELLED.jsonl [--folds N]

LABELLED: as benchmarks/dedup.py takes it. One text of each group is stored; the others, and these themselves, are
looked up, and what the index names is compared once. Then the constants of dedup/match.py, one after the other, take
each value of a grid, and keep the middle of those with the best F1 on the groups of all folds but one; that is scored
on the one left out. Printed: F1 of the verdicts as the constants are, as they are fitted on all groups, and
cross-validated; and what each fold chose.
"""

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.bare_articles import ARTICLE, add_source
from dedup import match
from dedup.cohesion import cohesion
from dedup.compare import Comparison, commonness, compare
from dedup.index import Index
from dedup.reading import Reading
from dedup.signature import DEFAULT_SCHEME
from storage.database import close_database, open_database
from storage.transactions import transaction

GRIDS: dict[str, tuple[float, ...]] = {
    "FIDELITY": (0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75),
    "DIFFERING": (0.05, 0.1, 0.125, 0.15, 0.175, 0.2, 0.25, 0.3, 0.4),
    "WORDS_A_FACT": (15, 20, 30, 40, 60, 80, 120),
    "WHOLE": (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4),
    "ADDED": (0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7),
    "PARTED": (0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6),
    "RECAST": (0.0, 0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5),
    "COHERENT": (0.03, 0.05, 0.07, 0.1, 0.12, 0.15, 0.2),
}
"""The constants that are fitted, and the values tried."""

ROUNDS = 2


@dataclass(frozen=True, eq=False)
class Case:
    """A text and what it is compared with. group: whose it is; stored: whether another text of that is stored."""

    group: str
    stored: bool
    compared: list[tuple[str, Comparison]]

    def outcome(self) -> str:
        """What the verdict on it is: right, wrong (another group's copy), missed or nothing."""
        found = [(group, each) for group, each in self.compared if match.same_report(each) is not None]
        if not found:
            return "missed" if self.stored else "nothing"
        best = max(found, key=lambda pair: pair[1].similarity)
        return "right" if best[0] == self.group else "wrong"


def cases(rows: list[dict[str, str]]) -> list[Case]:
    """All texts, compared with what an index of one text of each group names."""
    first = {row["group"]: n for n, row in reversed(list(enumerate(rows)))}
    first |= {row["group"]: n for n, row in enumerate(rows) if row["kind"] == "base"}
    readings = [Reading.of(row["text"]) for row in rows]
    with tempfile.TemporaryDirectory() as folder:
        db = open_database(Path(folder) / "articles.db")
        index = Index(db.conn, DEFAULT_SCHEME)
        with transaction(db.conn):
            add_source(db.conn)
            for n in first.values():
                db.conn.execute(ARTICLE, (n, f"https://press.example/{n}", rows[n]["text"]))
                index.add(n, DEFAULT_SCHEME.sketch(rows[n]["text"]))
        found = []
        for n, row in enumerate(rows):
            itself = first[row["group"]] == n
            named = [m for m in index.candidates(DEFAULT_SCHEME.sketch(row["text"])) if m != n]
            common = commonness([readings[n], *(readings[m] for m in named)]) if len(named) > 1 else None
            compared = [(rows[m]["group"], compare(readings[m], readings[n], common)) for m in named]
            found.append(Case(row["group"], not itself, compared))
        close_database(db)
    return found


def f1(outcomes: list[str]) -> float:
    """Of the verdicts: a copy of its own group is right."""
    count = Counter(outcomes)
    return 2 * count["right"] / ((2 * count["right"] + 2 * count["wrong"] + count["missed"]) or 1)


def fit(groups: list[list[Case]]) -> dict[str, float]:
    """The best constants on these folds. They are set when this returns."""
    for _ in range(ROUNDS):
        for name, grid in GRIDS.items():
            scores = []
            for value in grid:
                setattr(match, name, value)
                scores.append(f1([case.outcome() for fold in groups for case in fold]))
            best = [value for value, score in zip(grid, scores, strict=True) if score == max(scores)]
            setattr(match, name, best[len(best) // 2])
    return constants()


def constants() -> dict[str, float]:
    """As they are set."""
    return {name: getattr(match, name) for name in GRIDS}


def restore(values: dict[str, float]) -> None:
    """Set them back."""
    for name, value in values.items():
        setattr(match, name, value)


def remembered(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, which does not depend on the constants, with what it gave for the same objects."""
    given: dict[tuple[int, ...], Any] = {}

    def asked(*arguments: Any) -> Any:
        key = tuple(map(id, arguments))
        if key not in given:
            given[key] = function(*arguments)
        return given[key]

    return asked


def main() -> None:
    """Run the benchmark."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("labelled", type=Path)
    arguments.add_argument("--folds", type=int, default=5)
    options = arguments.parse_args()
    rows = [json.loads(line) for line in options.labelled.read_text(encoding="utf-8").splitlines()]
    named = sorted({row["group"] for row in rows})
    random.Random(1).shuffle(named)  # noqa: S311 folds, not secrets
    place = {group: n % options.folds for n, group in enumerate(named)}
    folds: list[list[Case]] = [[] for _ in range(options.folds)]
    for case in cases(rows):
        folds[place[case.group]].append(case)
    match.__dict__["_begin_alike"] = remembered(match._begin_alike)
    match.__dict__["cohesion"] = remembered(cohesion)
    before = constants()
    print(f"{len(rows)} texts of {len(named)} groups")
    print(f"as they are      {f1([case.outcome() for fold in folds for case in fold]):.4f}  {before}")
    fitted = fit(folds)
    print(f"fitted on all    {f1([case.outcome() for fold in folds for case in fold]):.4f}  {fitted}", flush=True)
    held_out: list[str] = []
    for n, fold in enumerate(folds):
        restore(before)
        chosen = fit(folds[:n] + folds[n + 1 :])
        held_out += [case.outcome() for case in fold]
        print(f"  without fold {n}: {chosen}", flush=True)
    restore(before)
    print(f"cross-validated  {f1(held_out):.4f}  {dict(Counter(held_out))}")


if __name__ == "__main__":
    main()
