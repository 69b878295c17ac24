"""How well links are judged article or not.

    benchmarks/discovery.py [LINKS.jsonl] [--truth TRUTH.jsonl] [--wrong]

LINKS.jsonl (tests/data/links.jsonl by default) holds a line per link of a real news page, labelled by hand: article,
url, text, places (signs of its place, as spiders.signs.judge takes them). The weights were set with these links in
sight. TRUTH.jsonl holds a line per article with url, title and text; each is put into a plain list as a link with
its title, and should be found. Prints precision and recall of the first, the share found of the second, and with
--wrong each link misjudged with its score and signs.
"""

import argparse
import html
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import lxml.html

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from crawler.urls import normalise
from spiders.links import article_links
from spiders.signs import Verdict, judge

LINKS = Path(__file__).parent.parent / "tests" / "data" / "links.jsonl"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("links", type=Path, nargs="?", default=LINKS)
    parser.add_argument("--truth", type=Path)
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    rows = list(read(options.links))
    start = time.process_time()
    verdicts = [verdict_of(row) for row in rows]
    spent = time.process_time() - start
    if options.wrong:
        for row, verdict in zip(rows, verdicts, strict=True):
            if row["article"] != verdict.article:
                kind = "missed" if row["article"] else "false"
                print(f"{kind:6} {verdict.score:+6.2f} {row['url']} | {row['text']}")
                print(f"{'':14}{', '.join(verdict.signs)}")
    precision, recall = scores(rows, verdicts)
    cost = spent / len(rows) * 1e6
    print(f"{len(rows)} links: precision {precision:.3f}, recall {recall:.3f}, {cost:.0f} µs of CPU each")
    if options.truth:
        articles = list(read(options.truth))
        missed = [row["url"] for row in articles if not is_found(row)]
        print(
            f"{len(articles)} articles by their titles: {1 - len(missed) / len(articles):.3f} found",
            *missed,
            sep="\n  ",
        )


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a file of JSON lines."""
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def verdict_of(row: dict[str, Any]) -> Verdict:
    """Judge a labelled link."""
    return judge(row["url"], row["text"], frozenset(row["places"]))


def scores(rows: list[dict[str, Any]], verdicts: list[Verdict]) -> tuple[float, float]:
    """Give precision and recall, each from 0 to 1."""
    taken = [row["article"] for row, verdict in zip(rows, verdicts, strict=True) if verdict.article]
    return sum(taken) / len(taken), sum(taken) / sum(row["article"] for row in rows)


def is_found(row: dict[str, Any]) -> bool:
    """Tell whether an article is found by a link in a plain list, with its title, else its first words, as text."""
    url, text = normalise(row["url"]), row["title"] or row["text"][:60]
    page = f'<html><body><ul><li><a href="{html.escape(url)}">{html.escape(text)}</a></li></ul></body></html>'
    return bool(article_links(lxml.html.document_fromstring(page), urljoin(url, "/")))


if __name__ == "__main__":
    main()
