#!/usr/bin/env python3
"""Try the index and the verdict on kinds of change that no labelled set holds.

    dedup_changes.py LABELLED.jsonl [--limit N]

LABELLED: as benchmarks/dedup.py takes it; its reports of kind "base" are changed by the rules of benchmarks/changes.py.
Each kind is tried both ways: the report is stored and the changed text comes, and the other way round. Printed for
each: the share that is found to be a copy of its report, and of another report. Then reports of the templates of
benchmarks/templates.py, all through one index: the share of them that is merged with another, and of copies of them
(a byline, a word in ten changed) that is found. Last notes of a few words in one promo: the share that is merged.
"""

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.changes import COPIES, OTHERS, Change
from benchmarks.templates import PROMO, TEMPLATES, fill
from crawler.article import Article
from crawler.page import Entry, Page
from crawler.record import Recorder
from dedup.match import find_match
from storage.database import close_database, open_database

LEAST_WORDS = 80
"""Of a report that is changed: of fewer there is little to cut."""

A_TEMPLATE = 30
"""Reports of each template."""

MOST = 200
"""Changed reports of each kind."""


class Stored:
    """Texts in a new database, through the recorder."""

    def __init__(self, texts: Iterable[str] = ()):
        self._folder = tempfile.TemporaryDirectory()
        self._db = open_database(Path(self._folder.name) / "articles.db")
        self.recorder = Recorder(self._db)
        self.count = 0
        self.articles = [self.record(text) for text in texts]

    def record(self, text: str) -> int:
        """Record a text as a page of its own; the article it became, or is a copy of."""
        self.count += 1
        url = f"https://paper{self.count}.example/report"
        page = Page(Entry(url), url, f"paper{self.count % 20}", b"", datetime(2026, 1, 1, tzinfo=UTC))
        return self.recorder.record(page, Article(url, url, "", text)).article

    def find(self, text: str) -> int | None:
        """The article that a text would be a copy of; nothing is recorded."""
        match = find_match(self.recorder._index, self.recorder._scheme.sketch(text))
        return match.article if match is not None else None

    def close(self) -> None:
        """Close and remove the database."""
        close_database(self._db)
        self._folder.cleanup()


def tried(texts: list[str], asked: list[str]) -> tuple[float, float]:
    """Shares of the asked texts that are found to be copies: of the text at the same place, of another."""
    stored = Stored(texts)
    own = other = 0
    for article, text in zip(stored.articles, asked, strict=True):
        found = stored.find(text)
        own += found == article
        other += found not in (None, article)
    stored.close()
    return own / len(asked), other / len(asked)


def kinds(reports: list[str], strangers: list[str], changes: dict[str, Change]) -> None:
    """Each kind of change on all reports. strangers: reports that are not stored."""
    for name, change in changes.items():
        changed = []
        for n, report in enumerate(reports):
            chance = random.Random(f"{name} {n}")  # noqa: S311  made-up texts, no secrets
            changed.append(change(report, chance, strangers))
        forth, back = tried(reports, changed), tried(changed, reports)
        print(
            f"  {name:32} found {forth[0]:.3f} wrongly {forth[1]:.3f}   the other way {back[0]:.3f} {back[1]:.3f}",
            flush=True,
        )


def templates() -> None:
    """Reports of templates, in turn, and then a copy of each."""
    total = [0, 0, 0]
    stored = Stored()
    for name in TEMPLATES:
        articles, texts = [], []
        for n in range(A_TEMPLATE):
            texts.append(fill(name, random.Random(f"{name} {n}")))  # noqa: S311  made-up texts, no secrets
            articles.append(stored.record(texts[-1]))
        merged = len(articles) - len(set(articles))
        found = 0
        for n, text in enumerate(texts):
            copy = "By our own reporters\n" + COPIES["edited 10 %"](text, random.Random(n), texts)  # noqa: S311  made-up texts, no secrets
            found += stored.find(copy) == articles[n]
        total = [total[0] + merged, total[1] + found, total[2] + len(texts)]
        print(f"  {name:32} merged {merged / len(texts):.3f}  copies found {found / len(texts):.3f}", flush=True)
    stored.close()
    print(f"  {'all':32} merged {total[0] / total[2]:.3f}  copies found {total[1] / total[2]:.3f}")


def promos(reports: list[str]) -> None:
    """The beginnings of reports, as notes in one promo: all through one index."""
    for words in (60, 120, 200):
        for note in (20, 35, 60):
            for name, above in (("above", 0), ("around", words // 2), ("below", words)):
                stored = Stored(
                    " ".join([*PROMO[:above], "\n" + " ".join(report.split()[:note]) + "\n", *PROMO[above:words]])
                    for report in reports[:60]
                )
                merged = 1 - len(set(stored.articles)) / len(stored.articles)
                stored.close()
                print(f"  {note} words {name} {words:3} of a promo: merged {merged:.3f}", flush=True)


def main() -> None:
    """Run the benchmark."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("labelled", type=Path)
    arguments.add_argument("--limit", type=int, default=MOST, help="reports that are changed, at most")
    options = arguments.parse_args()
    rows = map(json.loads, options.labelled.read_text(encoding="utf-8").splitlines())
    texts = [row["text"] for row in rows if row["kind"] == "base"]
    texts = [text for text in texts if len(text.split()) >= LEAST_WORDS]
    strangers, reports = texts[::5], [text for n, text in enumerate(texts) if n % 5][: options.limit]
    print(f"{len(reports)} reports; copies of them:")
    kinds(reports, strangers, COPIES)
    print("other reports:")
    kinds(reports, strangers, OTHERS)
    print("templates:")
    templates()
    print("promos:")
    promos(reports)


if __name__ == "__main__":
    main()
