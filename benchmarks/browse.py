#!/usr/bin/env python3
"""Time every page of the newsroom over a database of made-up articles, while a crawl writes.

    browse.py [--articles 200000] [--rate 50] [--times 40] [--database FILE]

`scrapy browse` serves the database; one reader asks for each page so many times, another article, word or source each
time, after a first time that is not counted. Meanwhile a writer stores so many articles a second, each in a transaction
of its own. Printed for each page: milliseconds from request to the last byte (median, 95th percentile), milliseconds of
the server's CPU (mean; what other programs run beside it counts little there), kB.

--database keeps the database there, or takes the one that is there (it grows by what the writer stores). Words of the
questions: `common` is in 86 % of the articles, `middling` in about 8 %, `rare` in 0.4 %.
"""

import argparse
import itertools
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.made_newsroom import build, insert
from benchmarks.press import Press
from demo.screenshot import browsing
from storage.database import open_database
from storage.datasette import metadata_for
from storage.transactions import transaction

WORDS = {"common": "ci", "middling": "cido", "rare": "kiszis"}


def pages(articles: int, chance: random.Random) -> dict[str, Iterator[str]]:
    """Addresses of each kind of page, without end."""
    numbers = (chance.randint(1, articles) for _ in itertools.count())
    sources = itertools.cycle(range(1, 61))
    days = (f"20{chance.choice((25, 26))}-0{chance.randint(1, 9)}-01" for _ in itertools.count())

    def each(form: str, values: Iterator[object] | None = None) -> Iterator[str]:
        return (form.format(next(values) if values else "") for _ in itertools.count())

    common, middling, rare = WORDS.values()
    return {
        "front page": each("/"),
        "front page, older": each("/?before={}T00:00:00Z", days),
        "search: empty": each("/search"),
        "search: common word": each(f"/search?q={common}"),
        "search: common word, by time": each(f"/search?q={common}&order=time"),
        "search: two common words": each(f"/search?q={common}+be"),
        "search: phrase": each(f"/search?q=%22{common}+be%22"),
        "search: middling word, source": each(f"/search?q={middling}&source={{}}", sources),
        "search: common, language, since": each(f"/search?q={common}&language=en&from={{}}", days),
        "search: middling, section, since, time": each(
            f"/search?q={middling}&section=Sport&order=time&from={{}}", days
        ),
        "search: rare word": each(f"/search?q={rare}"),
        "search: author": each("/search?author=Author+{}", numbers),
        "search: Japanese": each("/search?q=%E6%97%A5%E6%9C%AC"),
        "search: page 20 of a common word": each(f"/search?q={common}&page=20"),
        "article": each("/article/{}", numbers),
        "report over time": each("/report/{}", numbers),
        "sources": each("/sources"),
        "source": each("/source/{}", sources),
        "crawls": each("/crawls"),
        "crawl": each("/crawl/{}", iter(itertools.cycle(range(100, 8000, 100)))),
    }


GIVEN = {"words": WORDS["middling"], "article": "1000", "since": "2026-10-01", "url": "https://paper1.example/1000"}
"""Values of the canned queries' parameters; others are left empty."""


def tables(database: Path) -> dict[str, Iterator[str]]:
    """Datasette's own pages: the list of tables, some tables, and every canned query."""
    own = f"/{database.stem}"
    found = {name: f"{own}/{name}" for name in ("articles", "copies", "removed", "sources", "reports")}
    for name, query in metadata_for(database)["databases"][database.stem]["queries"].items():
        names = set(re.findall(r":([a-z_]+)", query["sql"]))
        found[f"query {name}"] = f"{own}/{name}?" + urllib.parse.urlencode(
            {each: GIVEN.get(each, "") for each in names}
        )
    return {f"Datasette: {name}": itertools.repeat(path) for name, path in {"tables": own, **found}.items()}


@contextmanager
def writing(database: Path, first: int, rate: float) -> Iterator[subprocess.Popen[bytes]]:
    """A process that stores articles from this number on, so many a second."""
    if not rate:
        yield subprocess.Popen(["true"])
        return
    writer = subprocess.Popen([sys.executable, __file__, "--write", str(database), str(first), str(rate)])
    try:
        yield writer
    finally:
        writer.terminate()
        writer.wait()


def write(database: Path, first: int, rate: float) -> None:
    """Store articles until this process is ended."""
    press = Press(repeats=0.0)
    connection: sqlite3.Connection = open_database(database).conn
    began = time.monotonic()
    for number in itertools.count(first):
        with transaction(connection):
            insert(connection, press, number, first)
        time.sleep(max(0.0, began + (number - first + 1) / rate - time.monotonic()))


def ask(address: str, times: int, urls: Iterator[str]) -> tuple[list[float], int]:
    """Milliseconds of each answer but the first, and the bytes of the last one."""
    taken, size = [], 0
    for _, url in zip(range(times + 1), urls, strict=False):
        began = time.perf_counter()
        try:
            with urllib.request.urlopen(address + url) as answer:  # noqa: S310 our own address
                size = len(answer.read())
        except urllib.error.HTTPError as error:  # a query that takes too long
            return [float("nan")], -error.code
        taken.append((time.perf_counter() - began) * 1000)
    return taken[1:], size


def measure(database: Path, articles: int, rate: float, times: int) -> None:
    """Serve, ask, print."""
    with closing(sqlite3.connect(database)) as db:
        before = int(db.execute("SELECT max(id) FROM articles").fetchone()[0])
    server, address = browsing(database)
    process = psutil.Process(server.pid)
    began = time.monotonic()
    try:
        with writing(database, before, rate):
            print(f"{'page':44} {'median ms':>9} {'p95 ms':>7} {'CPU ms':>7} {'kB':>6}")
            for name, urls in {**pages(articles, random.Random(1)), **tables(database)}.items():  # noqa: S311 no secret
                before_it = sum(process.cpu_times()[:2])
                taken, size = ask(address.rstrip("/"), times, urls)
                cpu = (sum(process.cpu_times()[:2]) - before_it) / (len(taken) + 1) * 1000
                p95 = sorted(taken)[len(taken) * 95 // 100]
                print(f"{name:44} {statistics.median(taken):9.1f} {p95:7.1f} {cpu:7.1f} {size / 1000:6.1f}", flush=True)
    finally:
        server.terminate()
        server.wait()
    with closing(sqlite3.connect(database)) as db:
        stored = int(db.execute("SELECT max(id) FROM articles").fetchone()[0]) - before
    print(f"{before} articles; {stored / (time.monotonic() - began):.0f} a second were stored meanwhile")


def main() -> None:
    """Run the benchmark."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--articles", type=int, default=200_000)
    arguments.add_argument("--rate", type=float, default=50.0, help="articles that are stored a second; 0: none")
    arguments.add_argument("--times", type=int, default=40)
    arguments.add_argument("--database", type=Path)
    arguments.add_argument("--write", nargs=3, help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.write:
        write(Path(options.write[0]), int(options.write[1]), float(options.write[2]))
        return
    with tempfile.TemporaryDirectory() as folder:
        database = options.database or Path(folder) / "made.db"
        if not database.exists():
            build(database, options.articles)
        measure(database, options.articles, options.rate, options.times)


if __name__ == "__main__":
    main()
