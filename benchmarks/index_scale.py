#!/usr/bin/env python3
"""Fill the index that the crawl uses with made-up texts, and say what a text costs when it holds so many.

    index_scale.py [SIZE …] [--whole SIZE] [--peer SIZE] [--redis SIZE] [--template SIZE] [--folder FOLDER]

SIZEs: numbers of texts at which figures are printed, 10000 100000 unless given; one database is filled through all of
them. Each text is looked up (candidates, then the verdict on their texts) and, where it repeats none, taken in, in a
transaction of its own as in a crawl; that alone is timed, in CPU time of this process, as other programs may run
beside it: tokens and signature of the text itself, which workers make, are not in it and are told apart. Storing the
article is not timed, and leaves out the full-text index.

The texts: benchmarks/press.py. --whole: beyond so many (100000 unless given) but the last 10,000 before each size are
written; of the others the bands are drawn from the distribution that such texts have, and stored with one of 500 texts.

Printed for each size, of the last tenth of the texts, at most 10,000: ms a text (median, 99th percentile), share of the
repeats found, share of the other texts merged wrongly, MiB resident over the start, bytes a text of the index on disk
(SQLite's dbstat). --peer: the same with datasketch's in-memory MinHashLSH as its guide shows it (5-word shingles,
threshold 0.7, 128 permutations), up to so many texts, in a process of its own. --redis: with its Redis storage, where
redis-server and its client are installed. --template: so many texts of one template.
"""

import argparse
import hashlib
import multiprocessing
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.bare_articles import ARTICLE, add_source
from benchmarks.press import Made, Press
from dedup.index import Index
from dedup.match import find_match
from dedup.signature import DEFAULT_SCHEME
from storage.database import close_database, open_database
from storage.transactions import transaction

MEASURED = 10_000
"""Texts before each size that are measured, at most."""

DRAWN_AT_ONCE = 25_000

PEER_SHINGLE, PEER_THRESHOLD, PEER_PERMUTATIONS = 5, 0.7, 128


@dataclass
class Tally:
    """What was measured of the texts since the last report. milliseconds: of CPU, of each text."""

    milliseconds: list[float] = field(default_factory=list)
    repeats: int = 0
    found: int = 0
    others: int = 0
    wrong: int = 0

    def add(self, milliseconds: float, made: Made, found: int | None) -> None:
        """Count a text and what was found for it."""
        self.milliseconds.append(milliseconds)
        if made.repeats is None:
            self.others += 1
            self.wrong += found is not None
        else:
            self.repeats += 1
            self.found += found == made.repeats

    def line(self) -> str:
        """The figures, for people."""
        times = sorted(self.milliseconds)
        found, wrong = self.found / (self.repeats or 1), self.wrong / (self.others or 1)
        return (
            f"median {statistics.median(times):.2f} ms  p99 {times[len(times) * 99 // 100]:.2f} ms  "
            f"repeats found {found:.3f}  merged wrongly {wrong:.4f}"
        )


class Subject(Protocol):
    """An index under test."""

    def prepare(self, number: int, text: str) -> None:
        """Make the text's signature; not timed."""

    def take(self, number: int) -> int | None:
        """Look the prepared text up, take it in under its number where it repeats none, and give the number of what
        it repeats."""

    def draw(self, start: int, end: int) -> None:
        """Store bands for texts of these numbers that are not written."""

    def extra(self) -> str:
        """What else there is to say."""


def fill(sizes: list[int], press: Press, subject: Subject, whole: int | None = None) -> None:
    """Take in texts up to each size, and print what was measured of the last tenth before it."""
    number, before = 0, resident()
    for size in sizes:
        tally = Tally()
        if whole is not None and size - MEASURED > max(whole, number):
            while number < whole:
                take(number, press, subject)
                number += 1
            press.skipped.append(range(number, size - MEASURED))
            subject.draw(number, size - MEASURED)
            number = size - MEASURED
        for number in range(number, size):  # noqa: B020 goes on where it was
            made, milliseconds, found = take(number, press, subject)
            if number >= size - min(MEASURED, size // 10):
                tally.add(milliseconds, made, found)
        number = size
        print(f"{size:>9} {tally.line()}  {resident() - before:.0f} MiB  {subject.extra()}", flush=True)


def take(number: int, press: Press, subject: Subject) -> tuple[Made, float, int | None]:
    """Make a text and take it in: with the milliseconds that took, and what it was found to repeat."""
    made = press.make(number)
    subject.prepare(number, made.text)
    started = time.process_time_ns()
    found = subject.take(number)
    return made, (time.process_time_ns() - started) / 1e6, found


def draw(path: Path, start: int, end: int) -> None:
    """Store bands of texts that are not written; for a process of its own, as it takes memory."""
    press, connection = Press(), open_database(path).conn
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -1000000")
    for trigger in ("articles_ai", "articles_ad", "articles_au"):
        connection.execute(f"DROP TRIGGER IF EXISTS {trigger}")
    texts = [press.report(number) for number in range(500)]
    for first in range(start, end, DRAWN_AT_ONCE):
        numbers = range(first, min(first + DRAWN_AT_ONCE, end))
        bands = [(band, n + 1) for n, drawn in zip(numbers, press.draw(numbers), strict=True) for band in drawn]
        bands.sort()
        with transaction(connection):
            connection.executemany(ARTICLE, ((n + 1, f"https://press.example/{n}", texts[n % 500]) for n in numbers))
            connection.executemany(
                "INSERT INTO signatures (article, scheme, digest, shingles) VALUES (?, 1, ?, 600)",
                ((n + 1, hashlib.blake2b(b"%d" % n, digest_size=16).digest()) for n in numbers),
            )
            connection.executemany("INSERT OR IGNORE INTO bands (band_hash, article) VALUES (?, ?)", bands)
    connection.close()


class Ours:
    """The index that the crawl uses, in a database of its own."""

    def __init__(self, folder: Path):
        self._path = folder / "index.db"
        self._db = open_database(self._path)
        self._connection: sqlite3.Connection = self._db.conn
        for trigger in ("articles_ai", "articles_ad", "articles_au"):  # the full-text index is not what is measured
            self._connection.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        with transaction(self._connection):
            add_source(self._connection)
        self._index = Index(self._connection, DEFAULT_SCHEME)
        self._sketch = DEFAULT_SCHEME.sketch("")
        self._sketching: list[float] = []

    def prepare(self, number: int, text: str) -> None:
        """Store the article and make its sketch."""
        with transaction(self._connection):
            self._connection.execute(ARTICLE, (number + 1, f"https://press.example/{number}", text))
        started = time.process_time_ns()
        self._sketch = DEFAULT_SCHEME.sketch(text)
        assert self._sketch.band_hashes  # made here, and kept by the sketch
        if 650 < len(self._sketch.words) < 750:
            self._sketching.append((time.process_time_ns() - started) / 1e6)

    def take(self, number: int) -> int | None:
        """In a transaction of its own, as in a crawl."""
        with transaction(self._connection):
            match = find_match(self._index, self._sketch)
            if match is None:
                self._index.add(number + 1, self._sketch)
        return match.article - 1 if match is not None else None

    def draw(self, start: int, end: int) -> None:
        """In a process of its own."""
        process = multiprocessing.get_context("spawn").Process(target=draw, args=(self._path, start, end))
        process.start()
        process.join()
        assert process.exitcode == 0

    def extra(self) -> str:
        """Bytes on disk and the time of a sketch."""
        names = "'bands', 'signatures', 'idx_signatures_digest'"
        stored, taken = self._connection.execute(
            f"SELECT (SELECT sum(pgsize) FROM dbstat WHERE name IN ({names})), (SELECT count(*) FROM signatures)"  # noqa: S608 names
        ).fetchone()
        sketch = f"  sketch of 650 to 750 words: {statistics.median(self._sketching):.2f} ms" if self._sketching else ""
        return f"{stored / taken:.0f} bytes a text{sketch}"

    def close(self) -> None:
        """Close the database."""
        close_database(self._db)


class Peer:
    """datasketch's own index, as its guide shows it. storage: as MinHashLSH takes it; None for memory."""

    def __init__(self, storage: dict[str, Any] | None = None):
        from datasketch import MinHash, MinHashLSH

        self._index = MinHashLSH(threshold=PEER_THRESHOLD, num_perm=PEER_PERMUTATIONS, storage_config=storage)
        self._new = MinHash
        self._signature = MinHash(PEER_PERMUTATIONS)
        self._signing: list[float] = []

    def prepare(self, number: int, text: str) -> None:  # noqa: ARG002 as Subject
        """Make the signature."""
        started = time.process_time_ns()
        words = text.lower().split()
        shingles = [" ".join(words[n : n + PEER_SHINGLE]) for n in range(len(words) - PEER_SHINGLE + 1)]
        self._signature = self._new(PEER_PERMUTATIONS)
        self._signature.update_batch([shingle.encode() for shingle in shingles])
        self._signing.append((time.process_time_ns() - started) / 1e6)

    def take(self, number: int) -> int | None:
        """Query, and insert where nothing is found."""
        found = self._index.query(self._signature)
        if not found:
            self._index.insert(number, self._signature)
        return min(found) if found else None

    def draw(self, start: int, end: int) -> None:
        """Not for the peer: all its texts are written."""
        raise NotImplementedError

    def extra(self) -> str:
        """The time of a signature."""
        return f"signature {statistics.median(self._signing):.2f} ms"


def resident() -> float:
    """MiB of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 2**20


def with_redis(size: int) -> None:
    """The peer with a redis-server of its own; a line where there is none."""
    if shutil.which("redis-server") is None:
        print("no redis-server here")
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(["redis-server", "--port", str(port), "--save", "", "--bind", "127.0.0.1"])
    try:
        time.sleep(1)
        fill([size], Press(), Peer({"type": "redis", "redis": {"host": "127.0.0.1", "port": port}}))
    finally:
        server.terminate()
        server.wait()


def with_ours(sizes: list[int], press: Press, folder: Path | None, whole: int | None = None) -> None:
    """Our index, in a new database."""
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        subject = Ours(Path(scratch))
        fill(sizes, press, subject, whole)
        subject.close()


def main() -> None:
    """Run the benchmark."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("sizes", type=int, nargs="*", default=[10_000, 100_000])
    arguments.add_argument(
        "--whole", type=int, metavar="SIZE", default=100_000, help="up to SIZE all texts are written"
    )
    arguments.add_argument("--peer", type=int, metavar="SIZE", help="beside datasketch's MinHashLSH, up to SIZE")
    arguments.add_argument("--redis", type=int, metavar="SIZE", help="beside its Redis storage, at SIZE")
    arguments.add_argument("--template", type=int, metavar="SIZE", help="so many texts of one template, nothing else")
    arguments.add_argument("--folder", type=Path, help="where the database is made; a temporary one")
    arguments.add_argument("--only-peer", action="store_true", help=argparse.SUPPRESS)
    options = arguments.parse_args()
    sizes = sorted(options.sizes)
    if options.only_peer:
        fill(sizes, Press(), Peer())
    elif options.template:
        with_ours([options.template], Press(templated=1.0, repeats=0.0, templates=1), options.folder)
    else:
        print("ours")
        with_ours(sizes, Press(), options.folder, options.whole)
    if options.peer:
        print("datasketch MinHashLSH, in memory")
        upto = [str(size) for size in sizes if size <= options.peer]
        subprocess.run([sys.executable, __file__, *upto, "--only-peer"], check=True)
    if options.redis:
        print("datasketch MinHashLSH, Redis")
        with_redis(options.redis)


if __name__ == "__main__":
    main()
