"""Train the tie-breaker of crawler.extraction.apart, and say what it is worth on publishers it has not seen.

    benchmarks/train_apart.py CORPUS [--write]

CORPUS holds pages/ID.html.gz and truth.jsonl (id, url, text), with score.py beside it. Every page is read as it is
and in forms that other sites' pages have: names that say nothing, no names, no telling elements, none of all that.
Cross-validated by publisher, five parts; with --write crawler/extraction/apart.json is trained on all of them.
Pairs of questions are grown greedily by the gain of a Newton step on the log loss (Friedman 2001; Chen and Guestrin
2016), one pair for all blocks a step, so that a tree is two comparisons.
"""

import argparse
import gzip
import hashlib
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import numpy as np
from lxml import html
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from crawler.extraction import apart
from crawler.extraction.blocks import HEADINGS
from crawler.extraction.document import _decode
from crawler.extraction.features import FEATURES, measure
from crawler.extraction.lines import words_of
from crawler.extraction.reading import read

TREES, RATE, RIDGE, BINS, FOLDS = 80, 0.2, 5.0, 24, 5
SURES = (0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
"""Chances from which a block goes that are tried; apart.SURE is the one in use."""

FEW = 4
"""Tokens below which score.py cannot tell whether the truth holds a line: it must be one, or stand in none."""

Table = NDArray[np.float64]


def _rename(tree: html.HtmlElement, new: Callable[[str], str]) -> None:
    for element in tree.iter("*"):
        for name in ("class", "id"):
            if name in element.attrib:
                element.set(name, " ".join(filter(None, map(new, element.get(name, "").split()))))


def _level(tree: html.HtmlElement) -> None:
    for element in tree.iter("article", "main", "section", "header", "figure", "figcaption", "aside"):
        element.tag = "div"
    for element in tree.iter("*"):
        for name in ("role", "itemprop", "itemtype"):
            element.attrib.pop(name, None)
    for script in list(tree.iter("script")):
        script.drop_tree()


def _scramble(name: str) -> str:
    return "".join(chr(97 + byte % 26) for byte in hashlib.blake2b(name.encode(), digest_size=7).digest())


def _forms(page: bytes) -> dict[str, bytes]:
    made = {"plain": page}
    for form in ("scrambled", "nameless", "level", "bare"):
        tree = html.document_fromstring(_decode(page, None).encode(), parser=html.HTMLParser(encoding="utf-8"))
        if form in ("scrambled", "bare"):
            _rename(tree, _scramble)
        if form == "nameless":
            _rename(tree, lambda _: "")
        if form in ("level", "bare"):
            _level(tree)
        made[form] = html.tostring(tree, encoding="utf-8", doctype="<!DOCTYPE html>")
    return made


@dataclass(slots=True)
class Sample:
    """One form of a page: what the rules left, which of it may be judged, and what of that is not the article's. told:
    whether the DOM alone told the body: it teaches, though the tie-breaker is not asked there."""

    form: str
    publisher: str
    truth: str
    lines: list[str]
    left: list[bool]
    places: list[int]
    rows: Table
    labels: Table
    weights: Table
    spared: list[bool]
    keys: list[tuple[int, str]]
    told: bool


def _label(line: str, truth: Any, score: Any, own: set[str], whole: str) -> float:
    """1 where the line is not the article's, 0 where it is, NaN where the truth does not tell."""
    if len(score.TOKEN.findall(line)) < FEW:
        words = score.plain(line)
        return 0.0 if words in own else float("nan") if f" {words} " in whole else 1.0
    held = score.overlap(score.shingles(line), truth)
    return 1.0 if held < 0.3 else 0.0 if held > 0.6 else float("nan")


def _samples(corpus: Path, score: Any) -> list[Sample]:
    samples = []
    for row in map(json.loads, (corpus / "truth.jsonl").read_text("utf-8").splitlines()):
        page = gzip.decompress((corpus / "pages" / f"{row['id']}.html.gz").read_bytes())
        truth, whole = score.shingles(row["text"]), f" {score.plain(row['text'])} "
        own = {score.plain(line) for line in row["text"].split("\n")}
        for form, body in _forms(page).items():
            reading = read(body, row["url"])
            # what the rules decided, without the tie-breaker and the headings that went with its blocks
            reasons = [None if v.rule.startswith("apart") else v.reason for v in reading.verdicts]
            places, rows = measure(reading.page, reading.body, reasons, words_of(reading.metadata.title))
            lines = [block.text for block in reading.body]
            lengths = np.sqrt([len(line) for line in lines])
            samples.append(
                Sample(
                    form,
                    urlsplit(row["url"]).hostname or "",
                    row["text"],
                    lines,
                    [reason is None for reason in reasons],
                    places,
                    np.array(rows, dtype=float).reshape(len(rows), len(FEATURES)),
                    np.array([_label(lines[at], truth, score, own, whole) for at in places]),
                    np.array([30 * lengths[at] / lengths.sum() + 0.3 for at in places]),
                    [reading.body[at].tag in HEADINGS for at in places],
                    [(reading.body[at].parent, reading.body[at].shape) for at in places],
                    reading.told,
                )
            )
    return samples


class Tree(NamedTuple):
    """Two questions (column, threshold), and what their four answers add to the log odds."""

    questions: list[tuple[int, float]]
    values: Table


def _train(samples: Sequence[Sample]) -> tuple[float, list[Tree]]:
    labels = np.concatenate([sample.labels for sample in samples])
    told = ~np.isnan(labels)
    table = np.vstack([sample.rows for sample in samples])[told]
    weights, labels = np.concatenate([sample.weights for sample in samples])[told], labels[told]
    weights /= weights.mean()
    edges = [np.unique(np.quantile(column, np.linspace(0, 1, BINS + 1)[1:-1])) for column in table.T]
    binned = [np.searchsorted(edge, column, side="left") for edge, column in zip(edges, table.T, strict=True)]
    share = float((weights * labels).sum() / weights.sum())
    base = float(np.log(share / (1 - share)))
    odds = np.full(len(labels), base)
    trees = []
    for _ in range(TREES):
        chance = 1 / (1 + np.exp(-odds))
        slope, curve = weights * (labels - chance), weights * chance * (1 - chance)
        leaves = np.zeros(len(labels), dtype=int)
        questions = []
        for level in range(2):
            gains = [
                _best(leaves, level, bins, len(edge), slope, curve) for bins, edge in zip(binned, edges, strict=True)
            ]
            column = int(np.argmax([gain for gain, _ in gains]))
            at = gains[column][1]
            questions.append((column, float(edges[column][at])))
            leaves |= (binned[column] > at).astype(int) << level
        values = RATE * np.bincount(leaves, slope, 4) / (np.bincount(leaves, curve, 4) + RIDGE)
        odds += values[leaves]
        trees.append(Tree(questions, values))
    return base, trees


def _best(
    leaves: NDArray[np.intp], level: int, bins: NDArray[np.intp], edges: int, slope: Table, curve: Table
) -> tuple[float, int]:
    """Gain and place of a column's best threshold."""
    if not edges:
        return -1.0, 0
    cells = leaves * (edges + 1) + bins
    size = (1 << level) * (edges + 1)
    slopes = np.bincount(cells, slope, size).reshape(-1, edges + 1).cumsum(axis=1)
    curves = np.bincount(cells, curve, size).reshape(-1, edges + 1).cumsum(axis=1)
    below, over = slopes[:, :-1], slopes[:, -1:] - slopes[:, :-1]
    gains = below**2 / (curves[:, :-1] + RIDGE) + over**2 / (curves[:, -1:] - curves[:, :-1] + RIDGE)
    total = gains.sum(axis=0)
    return float(total.max()), int(total.argmax())


def _stored(base: float, trees: Sequence[Tree]) -> dict[str, Any]:
    names = list(FEATURES)
    return {
        "base": round(base, 3),
        "trees": [
            {
                "measures": [names[column] for column, _ in tree.questions],
                "over": [float(f"{threshold:.4g}") for _, threshold in tree.questions],
                "adds": [round(float(value), 3) for value in tree.values],
            }
            for tree in trees
        ],
    }


def _chances(base: float, trees: Sequence[Tree], rows: Table) -> Table:
    odds = np.full(len(rows), base)
    for (first, second), values in trees:
        odds += values[(rows[:, first[0]] > first[1]) + 2 * (rows[:, second[0]] > second[1])]
    chances: Table = 1 / (1 + np.exp(-odds))
    return chances


def _text(sample: Sample, chances: Table | None, sure: float) -> str:
    left = list(sample.left)
    if chances is not None and not sample.told:
        gone = [
            at
            for at, chance, spared in zip(
                sample.places, apart.together(sample.keys, chances.tolist()), sample.spared, strict=True
            )
            if chance > sure and not spared
        ]
        length = sum(len(line) for line, stays in zip(sample.lines, left, strict=True) if stays)
        if sum(len(sample.lines[at]) for at in gone) <= apart.MOST * length:
            for at in gone:
                left[at] = False
    return "\n".join(line for line, stays in zip(sample.lines, left, strict=True) if stays)


def _report(
    samples: Sequence[Sample], chances: Sequence[Table | None], score: Any, name: str, sure: float = apart.SURE
) -> None:
    for form in dict.fromkeys(sample.form for sample in samples):
        figures = [
            score.measure(
                {"text": sample.truth, "title": None, "published": None}, {"text": _text(sample, found, sure)}
            )
            for sample, found in zip(samples, chances, strict=True)
            if sample.form == form
        ]
        precision = np.mean([one["precision"] for one in figures if one["precision"] is not None])
        recall, residue, lost = (np.mean([one[key] for one in figures]) for key in ("recall", "residue", "lost"))
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{form:10} {name:24} f1 {f1:.4f} residue {residue:.4f} lost {lost:.4f}")


def main() -> None:
    """Print the figures without and with the tie-breaker; write it where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--write", action="store_true", help="write crawler/extraction/apart.json")
    options = parser.parse_args()
    sys.path.insert(0, str(options.corpus.resolve().parent))
    score = import_module("score")
    samples = _samples(options.corpus, score)
    publishers = sorted({sample.publisher for sample in samples})
    np.random.default_rng(0).shuffle(publishers)
    fold = {publisher: number % FOLDS for number, publisher in enumerate(publishers)}
    chances: list[Table | None] = [None] * len(samples)
    for part in range(FOLDS):
        base, trees = _train([sample for sample in samples if fold[sample.publisher] != part])
        for number, sample in enumerate(samples):
            if fold[sample.publisher] == part:
                chances[number] = _chances(base, trees, sample.rows)
    _report(samples, [None] * len(samples), score, "rules alone")
    for sure in SURES:
        _report(samples, chances, score, f"cv, from a chance of {sure}", sure)
    if options.write:
        apart.MODEL.write_text(json.dumps(_stored(*_train(samples)), separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main()
