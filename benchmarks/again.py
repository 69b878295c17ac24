#!/usr/bin/env python3
"""Run `scrapy dedup` over a database of made-up reports, and say what a text costs and how much memory it takes.

    again.py [SIZE …] [--folder FOLDER]

SIZEs: numbers of texts, 10000 50000 unless given. The texts are those of press.py (Zipf words, 5 % changed
repeats, 5 % of twenty templates), recorded as a crawl records them, half of the repeats by a window of no length, so
that they are articles that ought to be copies. Each command is a process of its own: its CPU seconds and its peak
resident memory are those that the system counts.
"""

import argparse
import os
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.press import Press
from crawler.article import Article
from crawler.page import Entry, Page
from crawler.record import Recorder
from storage.database import close_database, open_database
from storage.transactions import transaction

START = datetime(2026, 1, 1, tzinfo=UTC)

IN_ONE = 500
"""Texts recorded in one transaction: filling is not what is measured."""


def fill(path: Path, size: int) -> None:
    """Record so many texts, a minute apart."""
    db, press = open_database(path), Press()
    whole, blind = Recorder(db), Recorder(db, window_days=1e-6)
    for first in range(0, size, IN_ONE):
        with transaction(db.conn):
            for number in range(first, min(first + IN_ONE, size)):
                made = press.make(number)
                url, when = f"https://paper{number % 40}.example/{number}", START + timedelta(minutes=number)
                page = Page(Entry(url), url, f"paper{number % 40}", b"", when)
                recorder = blind if made.repeats is not None and number % 2 else whole
                recorder.record(page, Article(url, url, f"Report {number}", made.text, published=when))
    close_database(db)


def run(path: Path, *arguments: str) -> None:
    """Run the command and print what it printed, its CPU and its peak memory."""
    began = time.monotonic()
    command = [sys.executable, "-m", "scrapy", "dedup", "-s", f"DATABASE={path}", *arguments]
    process = os.posix_spawn(sys.executable, command, os.environ)
    _, status, used = os.wait4(process, 0)
    cpu = used.ru_utime + used.ru_stime
    print(
        f"  {' '.join(arguments) or 'compare'}: exit code {os.waitstatus_to_exitcode(status)}, {cpu:.0f} s of CPU "
        f"({time.monotonic() - began:.0f} s), {used.ru_maxrss / 1024:.0f} MiB at most",
        flush=True,
    )


def main() -> None:
    """Run the benchmark."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("sizes", type=int, nargs="*", default=[10_000, 50_000])
    arguments.add_argument("--folder", type=Path, help="where the databases are made; a temporary one")
    options = arguments.parse_args()
    os.chdir(ROOT)
    for size in options.sizes:
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            path = Path(folder) / "articles.db"
            fill(path, size)
            print(f"{size} texts, {path.stat().st_size / 2**20:.0f} MiB", flush=True)
            for command in ([], [], ["--settle"], ["--prune", "-s", "COMPARE_DAYS=7"]):
                run(path, *command)


if __name__ == "__main__":
    main()
