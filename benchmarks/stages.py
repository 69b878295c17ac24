"""What each stage of extraction costs: a table of CPU time a page.

    benchmarks/stages.py CORPUS [--rounds N]

CORPUS as for benchmarks/extraction.py. Every page is read N times in one process, in turns with trafilatura's default
with metadata; of each stage, and of trafilatura, the least time on each page counts, which other work on the machine
distorts least. The last row is what is in no stage: the article's record, and the tree's end.
"""

import argparse
import gzip
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from time import process_time
from types import ModuleType
from typing import Any

import trafilatura
from trafilatura.meta import reset_caches

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.extraction import LabelledPage, read_corpus
from crawler.extraction import ExtractionError, body, extract, reading

ROUNDS = 5
REST = "the rest"

STAGES: dict[str, tuple[ModuleType, tuple[str, ...]]] = {
    "bytes to a tree": (reading, ("parse",)),
    "metadata": (reading, ("read_metadata",)),
    "dropping what is never text": (reading, ("strip",)),
    "the walk: blocks and regions": (reading, ("read_blocks",)),
    "the body, by the DOM": (reading, ("foreign", "mark_home")),
    "the body, by trafilatura": (body, ("bare_extraction",)),
    "its lines found among the blocks": (reading, ("mark_taken",)),
    "recovery": (reading, ("recover_same_shape", "assign_signs", "recover")),
    "verdicts": (reading, ("judge",)),
    "article or not": (reading, ("why_no_article",)),
}
"""Stage → where its functions are called from, and their names."""


class Stopwatch:
    """CPU seconds by stage, each without those of the stages called in it."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._inner = [0.0]

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what is done inside for the stage."""
        start = process_time()
        self._inner.append(0.0)
        try:
            yield
        finally:
            took = process_time() - start
            self.seconds[name] += took - self._inner.pop()
            self._inner[-1] += took

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, counted for the stage."""

        def call(*arguments: Any, **named: Any) -> Any:
            with self.stage(name):
                return function(*arguments, **named)

        return call


@contextmanager
def watched(watch: Stopwatch) -> Iterator[None]:
    """Time the stages of every page that is read meanwhile."""
    originals = [(module, name, getattr(module, name)) for module, names in STAGES.values() for name in names]
    for stage, (module, names) in STAGES.items():
        for name in names:
            setattr(module, name, watch.timed(stage, getattr(module, name)))
    try:
        yield
    finally:
        for module, name, function in originals:
            setattr(module, name, function)


def stages_of(page: LabelledPage, html: bytes) -> Mapping[str, float]:
    """CPU seconds by stage of one reading of a page."""
    watch = Stopwatch()
    with watched(watch), watch.stage(REST), suppress(ExtractionError):
        extract(html, page.url)
    return watch.seconds


def trafilatura_of(page: LabelledPage, html: bytes) -> float:
    """CPU seconds of trafilatura's default with metadata."""
    start = process_time()
    trafilatura.bare_extraction(html, url=page.url, with_metadata=True)
    return process_time() - start


def measure(pages: list[LabelledPage], rounds: int) -> tuple[dict[str, float], float]:
    """Mean CPU milliseconds a page, by stage and of trafilatura, each page's least of all rounds."""
    least: dict[str, list[float]] = {stage: [] for stage in (*STAGES, REST)}
    reference = []
    for page in pages:
        html = gzip.decompress(page.path.read_bytes())
        runs, others = [], []
        for _ in range(rounds):
            runs.append(stages_of(page, html))
            others.append(trafilatura_of(page, html))
        reference.append(min(others))
        for stage, seconds in least.items():
            seconds.append(min(run.get(stage, 0.0) for run in runs))
        reset_caches()
    each = 1000 / len(pages)
    return {stage: each * sum(seconds) for stage, seconds in least.items()}, each * sum(reference)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    costs, reference = measure(read_corpus(options.corpus), options.rounds)
    total = sum(costs.values())
    print("| stage | CPU ms a page | share |\n| --- | --- | --- |")
    for stage, cost in sorted(costs.items(), key=lambda item: -item[1]):
        print(f"| {stage} | {cost:.2f} | {cost / total:.0%} |")
    print(f"| all | {total:.2f} | 100% |")
    print(f"\ntrafilatura's default with metadata: {reference:.2f} ms; ratio {total / reference:.2f}")


if __name__ == "__main__":
    main()
