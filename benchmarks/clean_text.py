"""What clean_text takes out of texts that were scraped with plain trafilatura, without their pages.

    benchmarks/clean_text.py CORPUS [--worst N]

CORPUS holds pages/ID.html.gz and truth.jsonl (id, url, text), with score.py beside it. residue: share of the
characters on lines that the truth does not hold. lost: share of the truth's characters that are gone.
"""

import argparse
import gzip
import json
import sys
from importlib import import_module
from pathlib import Path
from statistics import mean
from time import process_time

import trafilatura

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from crawler.extraction import clean_text


def main() -> None:
    """Print residue, lost and CPU before and after."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--worst", type=int, default=0, help="print the lines left on the N texts with most of them")
    options = parser.parse_args()
    sys.path.insert(0, str(options.corpus.resolve().parent))
    score = import_module("score")
    before: list[tuple[float, float]] = []
    after: list[tuple[float, float]] = []
    left: list[tuple[float, str, list[str]]] = []
    spent = 0.0
    for row in map(json.loads, (options.corpus / "truth.jsonl").read_text("utf-8").splitlines()):
        page = gzip.decompress((options.corpus / "pages" / f"{row['id']}.html.gz").read_bytes())
        scraped = trafilatura.extract(page, url=row["url"], include_comments=False) or ""
        start = process_time()
        cleaned, _ = clean_text(scraped)
        spent += process_time() - start
        true = score.shingles(row["text"])
        for text, figures in ((scraped, before), (cleaned, after)):
            figures.append((score.stray(text, row["text"]), score.stray(row["text"], text)))
        stray = [line for line in cleaned.split("\n") if score.overlap(score.shingles(line), true) < 0.3]
        left.append((after[-1][0], row["id"], stray))
    for name, figures in (("scraped", before), ("cleaned", after)):
        residue, lost = (mean(column) for column in zip(*figures, strict=True))
        print(f"{name} residue {residue:.4f} lost {lost:.4f}")
    print(f"{len(left)} texts, {1000 * spent / len(left):.2f} ms CPU a text")
    for share, name, lines in sorted(left, reverse=True)[: options.worst]:
        print(f"{share:.3f} {name}", *(f"    {line[:140]}" for line in lines), sep="\n")


if __name__ == "__main__":
    main()
