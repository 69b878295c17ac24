"""How much the cleaner's thresholds owe to the pages that they were chosen on: each is chosen anew without a publisher.

    benchmarks/thresholds.py CORPUS [--forms plain,scrambled,nameless] [--only home.SHARE,…]

CORPUS holds pages/ID.html.gz and truth.jsonl (id, url, text), with score.py beside it. Every page is read with each
value of each threshold, the others as they are. Five parts of publishers: on four a value is chosen, by the least
residue + 2 × lost (the value in use, where none is better); on the fifth it is scored. Printed: the figures of the
value in use, those of the values chosen without the page's publisher (cross-validated), what was chosen, and residue
and lost of each value on all pages.
"""

import argparse
import gzip
import json
import sys
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.train_apart import FOLDS, _forms
from crawler.extraction import ExtractionError, blocks, body, boilerplate, extract, groups, home, sections

VALUES: dict[str, tuple[Any, tuple[float, ...]]] = {
    "home.SHARE": (home, (0.8, 0.83, 0.85, 0.87, 0.9, 0.93, 1.01)),
    "home.LEAST": (home, (300, 400, 500, 700, 1000)),
    "body.CUT_MAX": (body, (0.05, 0.1, 0.2)),
    "blocks.REGION_MAX": (blocks, (0.3, 0.4, 0.5)),
    "blocks.HABIT": (blocks, (0.4, 0.5, 0.6)),
    "boilerplate.PROSE": (boilerplate, (120, 160, 200)),
    "boilerplate.TAIL": (boilerplate, (0.65, 0.75, 0.85)),
    "groups.DECLARED": (groups, (0.5, 0.6, 0.7, 0.8, 0.9)),
    "groups.SUMMARIES": (groups, (0.3, 0.4, 0.5)),
    "groups.BOX": (groups, (0.0, 0.1, 0.2, 0.3)),
    "sections.SUMMARY": (sections, (150, 300, 450)),
}
"""Threshold → its module and the values tried."""

LOST = 2
"""How much worse a lost character is than one of residue."""

Table = NDArray[np.float64]


def _figures(pages: list[tuple[bytes, str, str]], score: Any) -> Table:
    """Residue and lost of each page (body, url, truth)."""
    rows = []
    for page, url, truth in pages:
        try:
            text = extract(page, url).text
        except ExtractionError:
            text = ""
        rows.append((score.stray(text, truth), score.stray(truth, text)))
    return np.array(rows)


def _chosen(tables: dict[float, Table], rows: NDArray[np.bool_], used: float) -> float:
    """The value with the least cost on some pages; of equals the one in use."""
    return min(tables, key=lambda value: (round(float(tables[value][rows].mean(axis=0) @ (1, LOST)), 6), value != used))


def main() -> None:
    """Print a line for each form of the pages and each threshold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--forms", default="plain,scrambled", help="forms of the pages, of benchmarks/train_apart.py")
    parser.add_argument("--only", default=",".join(VALUES), help="thresholds, by name")
    options = parser.parse_args()
    sys.path.insert(0, str(options.corpus.resolve().parent))
    score = import_module("score")
    truths = [json.loads(line) for line in (options.corpus / "truth.jsonl").read_text("utf-8").splitlines()]
    made = [_forms(gzip.decompress((options.corpus / "pages" / f"{row['id']}.html.gz").read_bytes())) for row in truths]
    hosts = [urlsplit(row["url"]).hostname or "" for row in truths]
    publishers = sorted(set(hosts))
    np.random.default_rng(0).shuffle(publishers)
    fold = np.array([publishers.index(host) % FOLDS for host in hosts])
    for form in options.forms.split(","):
        pages = [(forms[form], row["url"], row["text"]) for forms, row in zip(made, truths, strict=True)]
        for name in options.only.split(","):
            module, values = VALUES[name]
            key = name.split(".")[1]
            used = getattr(module, key)
            tables = {}
            for value in values:
                setattr(module, key, value)
                tables[value] = _figures(pages, score)
            setattr(module, key, used)
            chosen = [_chosen(tables, fold != part, used) for part in range(FOLDS)]
            held_out = np.array([tables[chosen[part]][at] for at, part in enumerate(fold)])
            mine, validated = tables[used].mean(axis=0), held_out.mean(axis=0)
            picks = ", ".join(f"{value:g} × {times}" for value, times in Counter(chosen).most_common())
            print(
                f"{form} {name} {used:g}: residue {mine[0]:.4f} lost {mine[1]:.4f}; cross-validated {validated[0]:.4f} "
                f"{validated[1]:.4f}; chosen {picks}; all pages "
                + ", ".join(
                    f"{value:g}: {table[:, 0].mean():.4f} {table[:, 1].mean():.4f}" for value, table in tables.items()
                ),
                flush=True,
            )


if __name__ == "__main__":
    main()
