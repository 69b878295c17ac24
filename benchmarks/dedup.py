#!/usr/bin/env python3
"""Cluster labelled texts through the recorder and the index that the crawl uses.

    dedup.py LABELLED.jsonl --out PREDICTIONS.jsonl [--order published|reversed|shuffled] [--seed N]

LABELLED: one JSON object a line with id, site, published (ISO 8601) and text. PREDICTIONS: {"id", "cluster"}, the
cluster being the id of the article that the text became, or became a copy of. The texts go one by one, in the order
asked for, into a new SQLite file. Printed: texts a second of CPU, and the figures of score_dedup.py where that stands
in ../shared.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from crawler.article import Article
from crawler.page import Entry, Page
from crawler.record import Recorder
from dedup.signature import Scheme
from storage.database import close_database, open_database

SCORER = ROOT.parent / "shared" / "score_dedup.py"

ORDERS = ("published", "reversed", "shuffled")


def main() -> None:
    """Run the benchmark."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("labelled", type=Path)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--order", choices=ORDERS, default="published")
    arguments.add_argument("--seed", type=int, default=1, help="of --order shuffled")
    arguments.add_argument("--shingle-size", type=int, default=Scheme.shingle_size)
    options = arguments.parse_args()
    lines = options.labelled.read_text(encoding="utf-8").splitlines()
    rows = ordered([json.loads(line) for line in lines], options.order, options.seed)
    scheme = Scheme(shingle_size=options.shingle_size)
    with tempfile.TemporaryDirectory() as folder:
        started = time.process_time()
        clusters = cluster(rows, Path(folder) / "articles.db", scheme)
        seconds = time.process_time() - started
    options.out.write_text(
        "".join(json.dumps({"id": key, "cluster": article}) + "\n" for key, article in clusters.items())
    )
    print(f"{len(rows)} texts, {seconds / len(rows) * 1000:.2f} ms of CPU a text")
    if SCORER.exists():
        subprocess.run([sys.executable, SCORER, options.labelled, options.out], check=True)


def ordered(rows: list[dict[str, str]], order: str, seed: int) -> list[dict[str, str]]:
    """The rows in the order asked for (one of ORDERS)."""
    rows = sorted(rows, key=lambda row: (row["published"], row["id"]), reverse=order == "reversed")
    if order == "shuffled":
        random.Random(seed).shuffle(rows)  # noqa: S311 an order, not a secret
    return rows


def cluster(rows: Iterable[dict[str, str]], database: Path, scheme: Scheme) -> dict[str, int]:
    """{id: article} after recording each row as a page of its own in a new database."""
    db = open_database(database)
    recorder = Recorder(db, scheme)
    fetched = datetime.now(UTC)
    clusters = {}
    for row in rows:
        url = f"https://{row['site']}/{row['id']}"
        article = Article(url, url, row["id"], row["text"], published=datetime.fromisoformat(row["published"]))
        outcome = recorder.record(Page(Entry(url), url, row["site"], b"", fetched), article)
        clusters[row["id"]] = outcome.article
    close_database(db)
    return clusters


if __name__ == "__main__":
    main()
