"""Extract every page of a corpus through crawler.extraction, and time it beside trafilatura's default.

    benchmarks/extraction.py CORPUS --out PREDICTIONS.jsonl [--peers [NAME,...]]

CORPUS holds pages/ID.html.gz and truth.jsonl (id, url, text, ...), or is a checkout of the public
article-extraction-benchmark: html/ID.html.gz and ground-truth.json (url, articleBody). One process; each page is
extracted by both in turn, so that both see the same machine. Predictions are lines of {"id", "text", "title",
"authors", "published"}.

With --peers, other extractors (all of benchmarks/peers.py, or those named) run after ours, one by one, each in a venv
of its own under build/peers that pip fills the first time, without network; each is timed beside trafilatura's default
in the same way, page by page. A table of all is printed, as measured by benchmarks/measure.py; a peer's predictions
stand beside ours as PREDICTIONS.NAME.jsonl.
"""

import argparse
import gzip
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time
from typing import Any, TypeAlias

import trafilatura
from trafilatura.meta import reset_caches

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.measure import COLUMNS, chosen_measure, mean_figures
from benchmarks.peer_process import Outcome, PeerError, PeerProcess, install
from benchmarks.peers import PEERS
from crawler.extraction import ExtractionError, extract

SCRATCH = ROOT / "build" / "peers"
HEAD = ("", "F1", *COLUMNS[1:], "CPU ms", "ratio", "version", "notes")
_GIVEN_AS = {"date": "published", "minute": "published"}  # column -> key of a prediction, where they differ
_RESET_EVERY = 100  # pages; as the crawl's workers do, which trafilatura's caches would make grow


@dataclass(frozen=True)
class LabelledPage:
    """A page on disk, gzipped, and what it holds. truth: a row as of truth.jsonl."""

    id: str
    url: str
    path: Path
    truth: dict[str, Any]


@dataclass
class Run:
    """What an extractor made of all pages. guesses: by id. seconds, reference: CPU, of it and of trafilatura."""

    guesses: dict[str, dict[str, Any]] = field(default_factory=dict)
    seconds: float = 0.0
    reference: float = 0.0
    faults: Counter[str] = field(default_factory=Counter)

    @property
    def milliseconds(self) -> float:
        """CPU a page."""
        return 1000 * self.seconds / len(self.guesses)

    @property
    def ratio(self) -> float:
        """CPU, beside that of trafilatura's default on the same pages in the same minutes."""
        return self.seconds / self.reference


Extractor: TypeAlias = Callable[[LabelledPage, bytes], Outcome]


def read_corpus(corpus: Path) -> list[LabelledPage]:
    """The pages of a corpus folder, or of a checkout of the public benchmark, in its order."""
    public = corpus / "ground-truth.json"
    if not public.exists():
        rows = [json.loads(line) for line in (corpus / "truth.jsonl").read_text("utf-8").splitlines()]
        return [LabelledPage(row["id"], row["url"], corpus / "pages" / f"{row['id']}.html.gz", row) for row in rows]
    unknown = {"title": None, "authors": None, "published": None}
    truths = json.loads(public.read_text("utf-8"))
    return [
        LabelledPage(key, row["url"], corpus / "html" / f"{key}.html.gz", {"text": row["articleBody"], **unknown})
        for key, row in truths.items()
    ]


def ours(page: LabelledPage, body: bytes) -> Outcome:
    """Through crawler.extraction."""
    start = process_time()
    try:
        article = extract(body, page.url)
    except ExtractionError as error:
        print(f"{page.id}: {error.why}", file=sys.stderr)
        nothing: dict[str, Any] = {"text": "", "title": "", "authors": [], "published": None}
        return Outcome(nothing, process_time() - start, error.reason)
    published = article.published.isoformat() if article.published else None
    guess = {"text": article.text, "title": article.title, "authors": list(article.authors), "published": published}
    return Outcome(guess, process_time() - start, None)


def run(extractor: Extractor, pages: Iterable[LabelledPage]) -> Run:
    """Give each page to the extractor and to trafilatura's default, in turn."""
    done = Run()
    for number, page in enumerate(pages, 1):
        body = gzip.decompress(page.path.read_bytes())
        guess, seconds, fault = extractor(page, body)
        start = process_time()
        trafilatura.bare_extraction(body, url=page.url, with_metadata=True)
        done.reference += process_time() - start
        done.seconds += seconds
        done.guesses[page.id] = guess
        if fault:
            done.faults[fault] += 1
        if number % _RESET_EVERY == 0:
            reset_caches()
    return done


def run_peer(name: str, pages: list[LabelledPage]) -> tuple[Run, str]:
    """The same of a peer, installed where it is not yet, and its version. Raises PeerError where it cannot be had."""
    SCRATCH.mkdir(parents=True, exist_ok=True)
    python = install(PEERS[name], SCRATCH)
    with PeerProcess(python, name, SCRATCH / f"{name}.log") as peer:
        peer.extract(pages[0].path, pages[0].url)  # what it loads at the first use is no cost of a page

        def ask(page: LabelledPage, _: bytes) -> Outcome:
            outcome = peer.extract(page.path, page.url)
            if outcome.fault:
                print(f"{page.id}: {name}: {outcome.fault}", file=sys.stderr)
            return outcome

        return run(ask, pages), peer.version


def write(done: Run, out: Path) -> None:
    """Write the predictions, a JSON object a line."""
    lines = (json.dumps({"id": key, **guess}, ensure_ascii=False) for key, guess in done.guesses.items())
    out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def cells(name: str, version: str, done: Run, pages: Iterable[LabelledPage]) -> list[str]:
    """An extractor's row of the table; a dash where the corpus or the extractor knows nothing of a column."""
    figures = mean_figures(((page.truth, done.guesses[page.id]) for page in pages), chosen_measure())
    given = {"text"}.union(*done.guesses.values())
    known = {column: figures.get(column) for column in COLUMNS if _GIVEN_AS.get(column, column) in given}
    known |= {column: figures[column] for column in ("f1", "precision", "recall", "residue", "lost")}
    scores = ["–" if known.get(column) is None else f"{known[column]:.3f}" for column in COLUMNS]
    notes = ", ".join(f"{count} × {fault}" for fault, count in done.faults.most_common())
    return [name, *scores, f"{done.milliseconds:.1f}", f"{done.ratio:.2f}", version, notes]


def rows(names: Iterable[str], own: Run, pages: list[LabelledPage], out: Path) -> Iterator[list[str]]:
    """Our row, then each peer's, as they finish."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    yield cells("broadsheet", version, own, pages)
    for name in names:
        try:
            done, version = run_peer(name, pages)
        except PeerError as error:
            yield [name, *["–"] * (len(HEAD) - 2), str(error)]
            continue
        write(done, out.with_suffix(f".{name}.jsonl"))
        yield cells(name, version, done, pages)


def show(table: Iterable[list[str]]) -> None:
    """Print as a Markdown table."""
    print(f"| {' | '.join(HEAD)} |\n|{' --- |' * len(HEAD)}", flush=True)
    for row in table:
        print(f"| {' | '.join(row)} |", flush=True)


def _names(text: str) -> list[str]:
    names = text.split(",") if text else list(PEERS)
    if unknown := set(names) - set(PEERS):
        raise argparse.ArgumentTypeError(f"no peer {', '.join(sorted(unknown))}; there are {', '.join(PEERS)}")
    return names


def main() -> None:
    """Write the predictions; print CPU milliseconds a page of both, and their ratio; with --peers, the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--peers", type=_names, nargs="?", const="", metavar="NAME,...", help="compare with these")
    options = parser.parse_args()
    pages = read_corpus(options.corpus)
    own = run(ours, pages)
    write(own, options.out)
    print(f"{len(pages)} pages, {own.faults.total()} without an article {dict(own.faults)}")
    print(
        f"ours {own.milliseconds:.1f} ms CPU a page, trafilatura default with metadata "
        f"{1000 * own.reference / len(pages):.1f}, ratio {own.ratio:.2f}"
    )
    if options.peers:
        show(rows(options.peers, own, pages, options.out))


if __name__ == "__main__":
    main()
