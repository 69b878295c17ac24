"""What a site repeats: residue left in the database after one crawl of a replayed web, and what counting lines costs.

    repeats.py WEB [--out PREDICTIONS.jsonl]

WEB is a folder made by `../shared/replay.py build ../shared/corpus WEB --copies 12`: sites whose articles have new
bodies and one template. Prints a figure a line, and exits 1 where one is not reached. The cost is CPU time in the
recorder's transaction, of a made-up site of 2,990 articles with 25 lines each, five of them promos.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.crawl import Board, _scored, predictions
from benchmarks.replayed import Web, crawl_command, run, served
from crawler.article import Article
from crawler.page import Entry, Page
from crawler.record import Recorder
from storage.database import open_database
from storage.site_lines import Reading, SiteLines

START = datetime(2026, 1, 1, tzinfo=UTC)
ARTICLES, LINES = 2990, 25
PROMOS = {  # line -> share of the articles that hold it
    "Sign up for our morning newsletter and never miss a story": 0.9,
    "Follow us on all the networks that there are": 0.5,
    "Download the app for the best experience": 0.2,
    "Your support keeps our reporting free for all": 0.07,
    "This report was produced with the help of a grant": 0.02,
}


class Timed(SiteLines):
    """Adds up the CPU seconds of each article."""

    spent: list[float]

    def read(self, article: Article, source: int) -> Reading:
        """As SiteLines does."""
        started = time.process_time()
        reading = super().read(article, source)
        self.spent.append(time.process_time() - started)
        return reading

    def count(self, reading: Reading, fetched: datetime) -> None:
        """As SiteLines does."""
        started = time.process_time()
        super().count(reading, fetched)
        self.spent[-1] += time.process_time() - started


def made_up() -> Iterator[tuple[Page, Article]]:
    """A site of one article an hour."""
    chance = random.Random(5)  # noqa: S311 # no secret: the same site each time
    words = ["".join(chance.choices("aeioubcdfglmnprst", k=chance.randint(2, 9))) for _ in range(20_000)]
    for number in range(ARTICLES):
        lines = [" ".join(chance.choices(words, k=20)) for _ in range(LINES - len(PROMOS))]
        for promo, share in PROMOS.items():
            if chance.random() < share:
                lines.insert(chance.randint(0, len(lines)), promo)
        url, when = f"https://paper.example/{number}", START + timedelta(hours=number)
        title, author = " ".join(chance.choices(words, k=8)), f"Author {chance.randint(1, 30)}"
        yield Page(Entry(url), url, "paper", b"", when), Article(url, url, title, "\n".join(lines), (author,), when)


def cost(board: Board) -> None:
    """CPU milliseconds an article, rows, and the lines found out."""
    with tempfile.TemporaryDirectory() as folder:
        db = open_database(Path(folder) / "articles.db")
        recorder = Recorder(db)
        timed = Timed(db.conn, recorder._reindex)
        timed.spent = []
        recorder._lines = timed
        for page, article in made_up():
            recorder.record(page, article)
        milliseconds = [1000 * seconds for seconds in timed.spent]
        rows = db.table("site_lines").count
        found = {row["text"] for row in db.table("site_lines").rows if row["state"] == "template"}
        db.close()
    last = milliseconds[ARTICLES // 2 :]
    board.show("made-up site: CPU ms an article, mean of all", sum(milliseconds) / ARTICLES, "<=", 0.5)
    board.show("made-up site: the same, second half", sum(last) / len(last), "<=", 0.5)
    board.show("made-up site: the costliest article, ms", max(milliseconds), "<=", 250)
    board.show("made-up site: rows kept", rows, "<=", 100 * LINES * 2)
    board.show("made-up site: promos on 7 % or more found", len(found & set(list(PROMOS)[:4])), ">=", 4)
    board.show("made-up site: other lines found", len(found - set(list(PROMOS)[:4])), "<=", 0)


def crawl(web: Web, database: Path, out: Path, board: Board) -> None:
    """One crawl, and score.py's figures over all its pages."""
    result = run(crawl_command(web, database), web)
    board.show("exit code", result.exit_code, "<=", 0)
    predictions(web, database, out)
    figures = _scored(web.folder, out)
    board.show("residue", figures["residue"], "<=", 0.008)
    board.show("lost", figures["lost"], "<=", 0.018)
    board.show("f1", figures["f1"], ">=", 0.975)
    with sqlite3.connect(database) as db:
        lines, sites = db.execute(
            "SELECT count(*), count(DISTINCT source) FROM site_lines WHERE state = 'template'"
        ).fetchone()
        removed = db.execute("SELECT count(*) FROM removed WHERE reason = 'site'").fetchone()[0]
        articles = db.execute("SELECT count(*) FROM articles").fetchone()[0]
    print(f"     {articles} articles; {lines} lines found out on {sites} sites, taken out {removed} times", flush=True)


def main() -> None:
    """Run both and exit."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("web", type=Path)
    arguments.add_argument("--out", type=Path, help="also keep the predictions for score.py")
    options = arguments.parse_args()
    board = Board()
    with tempfile.TemporaryDirectory() as folder, served(options.web.resolve()) as web:
        crawl(web, Path(folder) / "articles.db", options.out or Path(folder) / "predictions.jsonl", board)
    cost(board)
    sys.exit(0 if board.reached else 1)


if __name__ == "__main__":
    main()
