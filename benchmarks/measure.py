"""How good extracted articles are: the measure of ../shared/score.py, or where that is absent its part for the body.

precision, recall    on token 4-shingles of the body as multisets, mean over pages; precision over pages with any text.
f1                   of these two means.
residue              share of the predicted characters on lines that the true body does not hold.
lost                 share of the true characters on lines that the prediction does not hold.

A line is held where 30 % of its shingles are. Tokens are words; a character is one in scripts without spaces. Where
score.py is present also title, authors, date and minute, as its head describes them.
"""

import importlib.util
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeAlias

SCORE = Path(__file__).resolve().parent.parent.parent / "shared" / "score.py"
COLUMNS = ("f1", "precision", "recall", "residue", "lost", "title", "authors", "date", "minute")

Row: TypeAlias = dict[str, Any]
Measure: TypeAlias = Callable[[Row, Row], dict[str, float | None]]

_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # Thai, kana, Han, Hangul
_TOKEN = re.compile(f"[{_UNSPACED}]|[^\\W{_UNSPACED}]+")
_SHINGLE = 4
_HELD = 0.3


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    starts = range(max(1, len(tokens) - _SHINGLE + 1)) if tokens else ()
    return Counter(tuple(tokens[start : start + _SHINGLE]) for start in starts)


def _share(part: Counter[tuple[str, ...]], whole: Counter[tuple[str, ...]]) -> float:
    return (part & whole).total() / part.total() if part else 1.0


def _stray(text: str, other: str) -> float:
    held, lines = _shingles(other), [line for line in text.split("\n") if line.strip()]
    stray = sum(len(line) for line in lines if _share(_shingles(line), held) < _HELD)
    return stray / max(1, sum(map(len, lines)))


def measure_body(truth: Row, guess: Row) -> dict[str, float | None]:
    """precision (None without text), recall, residue and lost of one page, from the `text` of both."""
    true, text = truth["text"], guess.get("text") or ""
    return {
        "precision": _share(_shingles(text), _shingles(true)) if text else None,
        "recall": _share(_shingles(true), _shingles(text)),
        "residue": _stray(text, true),
        "lost": _stray(true, text),
    }


def chosen_measure(score: Path = SCORE) -> Measure:
    """The `measure` of score.py where it is there, else measure_body."""
    spec = importlib.util.spec_from_file_location("score", score)
    if spec is None or spec.loader is None or not score.exists():
        return measure_body
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    measure: Measure = module.measure
    return measure


def mean_figures(pairs: Iterable[tuple[Row, Row]], measure: Measure) -> dict[str, float]:
    """Means over the pages, (truth, guess) each, of every figure that there is, and f1 of precision and recall."""
    values = defaultdict(list)
    for truth, guess in pairs:
        for name, value in measure(truth, guess).items():
            if value is not None:
                values[name].append(value)
    means = {name: sum(column) / len(column) for name, column in values.items()}
    precision, recall = means.setdefault("precision", 0.0), means["recall"]
    return {"f1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0, **means}
