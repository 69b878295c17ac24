#!/usr/bin/env python3
"""Three full-text indexes on texts that set no spaces between words: bytes, time, and which words they find.

    spaceless.py CORPUS

CORPUS: a folder with truth.jsonl, as benchmarks/extraction.py takes it; its texts with such signs are indexed, with
those of the demo. Printed for each index: bytes for each byte of text (after `optimize`), milliseconds of CPU an
article, and for how many of the words that stand in the texts it finds just the articles that hold them.
"""

import json
import sqlite3
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import sqlite_utils

from demo.content import load_stories
from storage.spaceless import apart, is_spaceless
from storage.steps.browsing import m017_spaceless

WORDS = (
    "津波", "避難", "市議会", "路面電車", "高値", "図書室", "避難訓練", "日本", "経済", "政府", "新聞", "選挙", "中国",
    "记者", "公司", "国家", "发展", "东京", "雨", "港",
)  # fmt: skip
"""Of one to four signs, Japanese and Chinese; those that no text holds are left out."""

PLAIN = {"unicode61": "unicode61 remove_diacritics 2", "trigram": "trigram"}


def texts(corpus: Path) -> list[tuple[str, str]]:
    """Headline and text of every article with such signs."""
    truths = map(json.loads, (corpus / "truth.jsonl").read_text(encoding="utf-8").splitlines())
    found = [(truth.get("title") or "", truth["text"]) for truth in truths]
    found += [(story.title, "\n".join(story.lines)) for story in load_stories()]
    return [pair for pair in found if is_spaceless(pair[1])]


def main() -> None:
    """Index, ask, print."""
    articles = texts(Path(sys.argv[1]))
    size = sum(len((title + text).encode()) for title, text in articles)
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, title TEXT, text TEXT)")
    m017_spaceless(sqlite_utils.Database(db))
    times = {}
    began = time.process_time()
    db.executemany("INSERT INTO articles (title, text) VALUES (?, ?)", articles)
    times["spaceless_fts"] = time.process_time() - began
    for name, tokenizer in PLAIN.items():
        db.execute(
            f"CREATE VIRTUAL TABLE {name} USING fts5 "
            f"(title, text, content = 'articles', content_rowid = 'id', tokenize = '{tokenizer}')"
        )
        began = time.process_time()
        db.execute(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")
        times[name] = time.process_time() - began
    held = [word for word in WORDS if any(word in title or word in text for title, text in articles)]
    print(f"{len(articles)} articles, {size} bytes, {len(held)} words")
    for name, taken in times.items():
        db.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")
        stored = db.execute(f"SELECT sum(length(block)) FROM {name}_data").fetchone()[0]
        right = sum(_found(db, name, word) == _true(articles, word) for word in held)
        print(f"{name:15} {stored / size:.2f} bytes a byte, {taken / len(articles) * 1000:.2f} ms, {right} words")


def _found(db: sqlite3.Connection, index: str, word: str) -> set[int]:
    match = f'"{apart(word) if index == "spaceless_fts" else word}"'
    return {row[0] for row in db.execute(f"SELECT rowid FROM {index} WHERE {index} MATCH ?", (match,))}


def _true(articles: list[tuple[str, str]], word: str) -> set[int]:
    return {n for n, (title, text) in enumerate(articles, 1) if word in title or word in text}


if __name__ == "__main__":
    main()
