"""Extract every page of a corpus through crawler.extraction, and time it beside trafilatura's default.

    benchmarks/extraction.py CORPUS --out PREDICTIONS.jsonl

CORPUS holds pages/ID.html.gz and truth.jsonl (id, url). One process; each page is extracted by both in turn, so
that both see the same machine. Predictions are lines of {"id", "text", "title", "authors", "published"}.
"""

import argparse
import gzip
import json
import sys
from collections import Counter
from pathlib import Path
from time import process_time

import trafilatura
from trafilatura.meta import reset_caches

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from crawler.extraction import ExtractionError, extract

_RESET_EVERY = 100  # pages; as the crawl's workers do, which trafilatura's caches would make grow


def _predict(page: bytes, row: dict[str, str], failures: Counter[str]) -> dict[str, object]:
    try:
        article = extract(page, row["url"])
    except ExtractionError as error:
        failures[error.reason] += 1
        print(f"{row['id']}: {error.why}", file=sys.stderr)
        return {"id": row["id"], "text": "", "title": "", "authors": [], "published": None}
    published = article.published.isoformat() if article.published else None
    return {
        "id": row["id"],
        "text": article.text,
        "title": article.title,
        "authors": list(article.authors),
        "published": published,
    }


def main() -> None:
    """Write the predictions; print CPU milliseconds a page of both, and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    rows = [json.loads(line) for line in (options.corpus / "truth.jsonl").read_text("utf-8").splitlines()]
    ours = theirs = 0.0
    failures: Counter[str] = Counter()
    with options.out.open("w", encoding="utf-8") as out:
        for number, row in enumerate(rows):
            page = gzip.decompress((options.corpus / "pages" / f"{row['id']}.html.gz").read_bytes())
            start = process_time()
            prediction = _predict(page, row, failures)
            middle = process_time()
            trafilatura.bare_extraction(page, url=row["url"], with_metadata=True)
            theirs += process_time() - middle
            ours += middle - start
            out.write(json.dumps(prediction, ensure_ascii=False) + "\n")
            if number % _RESET_EVERY == _RESET_EVERY - 1:
                reset_caches()
    count = len(rows)
    print(f"{count} pages, {sum(failures.values())} without an article {dict(failures)}")
    print(
        f"ours {1000 * ours / count:.1f} ms CPU a page, trafilatura default with metadata "
        f"{1000 * theirs / count:.1f}, ratio {ours / theirs:.2f}"
    )


if __name__ == "__main__":
    main()
