"""`scrapy ingest`: takes in texts that were scraped before, as a crawl would have."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import sqlite_utils
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.extensions.report import count
from crawler.intake import Cleaner, Intake
from crawler.long_work import bar, stoppable
from crawler.record import Recorder
from crawler.records import FORMATS, STDIN, Position
from crawler.reindex import ensure_index
from crawler.worker import PRELOAD, RECYCLE_AFTER, take_in
from storage.database import writing
from storage.errors import DatabaseLocked, StorageError

__all__ = ["EXIT_CODES", "Command"]

EXIT_CODES = {
    0: "all is taken in",
    1: "some records could not be, or it was stopped before its end",
    2: "wrong usage; nothing was taken in",
    3: "another run holds the database; nothing was taken in",
    4: "the database could not be opened or written; it holds all that was stored before",
}

MOST_TOLD = 100
"""Bad records named one by one; of more the count alone is told."""

NOTICE = "the index of near-duplicates is of another version, or not whole: it is built anew from the stored texts"


class Command(ScrapyCommand):
    """See EXIT_CODES."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """After the command's name."""
        return "[options] FILE…"

    def short_desc(self) -> str:
        """One line of `scrapy`."""
        return "Take in texts that were scraped before: JSON lines, JSON, CSV or plain text"

    def long_desc(self) -> str:
        """Help text."""
        codes = "; ".join(f"{code}: {meaning}" for code, meaning in EXIT_CODES.items())
        return (
            "Take in texts that were scraped before; they are cleaned, deduplicated and stored as a crawl would. "
            "Examples: 'scrapy ingest old/*.jsonl'; 'scrapy ingest archive.csv.gz --source guardian'; "
            "'scrapy ingest article.txt'; 'zcat dump.gz | scrapy ingest - --format jsonl'. A .jsonl file holds an "
            "object a line, a .json file one object or a list, a .csv file a header and rows; their fields are text or "
            "html, and if known url, title, authors, published, language, section, tags, source. Any other file is the "
            "text of one article. Each may be gzipped (.gz). It can be stopped and started again: it goes on with the "
            "record after the last that is stored, and nothing is stored twice. A record that cannot be used is named "
            f"and left out, and the rest go on. Exit codes: {codes}."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """`--source`, `--format`."""
        super().add_options(parser)
        parser.add_argument(
            "--source", metavar="NAME", help="for records that name no source (default: the file's name)"
        )
        parser.add_argument("--format", choices=[*FORMATS], help="of all files (default: by the file's name)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Raises UsageError."""
        assert self.settings is not None
        if not args:
            raise UsageError("name at least one file, or - for the standard input", print_help=False)
        for name in args:
            if name != STDIN and not Path(name).is_file():
                raise UsageError(f"there is no file {name}", print_help=False)
        outcomes: Counter[str] = Counter()
        try:
            with stoppable(), writing(self.settings["DATABASE"]) as database:
                asyncio.run(self._take_in(database, args, opts, outcomes))
        except KeyboardInterrupt:
            print("stopped; what was taken in is stored: run it again to go on", file=sys.stderr)
            self.exitcode = 1
        except StorageError as error:
            print(f"scrapy ingest: {error}", file=sys.stderr)
            self.exitcode = 3 if isinstance(error, DatabaseLocked) else 4
        else:
            self.exitcode = 1 if outcomes["bad"] else 0
        if outcomes or self.exitcode in (0, 1):
            print(_summary(outcomes))

    async def _take_in(
        self, database: sqlite_utils.Database, names: list[str], opts: argparse.Namespace, outcomes: Counter[str]
    ) -> None:
        assert self.settings is not None
        workers = self.settings.getint("EXTRACT_WORKERS")
        with bar("index", NOTICE) as show:
            ensure_index(database, show)
        cleaner: Cleaner = Cleaner(
            take_in,
            size=workers,
            time_limit=self.settings.getfloat("EXTRACT_TIMEOUT"),
            recycle_after=RECYCLE_AFTER,
            memory_limit=self.settings.getint("EXTRACT_MEMORY_MB") << 20,
            preload=PRELOAD,
        )
        recorder = Recorder(database, window_days=self.settings.getfloat("COMPARE_DAYS") or None)
        intake = Intake(database, recorder, cleaner, workers, opts.source, opts.format or "")
        with closing(cleaner), _shown() as progress:
            for name in names:
                done = intake.done(name)
                if done:
                    print(f"{name}: going on after record {done}", file=sys.stderr)
                size = Path(name).stat().st_size if name != STDIN else None
                task, position = progress.add_task(Path(name).name, total=size, records=done), Position()
                async for taken in intake.file(name, position):
                    outcomes[taken.kind] += 1
                    done += 1
                    progress.update(task, completed=position.read, records=done)
                    if taken.kind == "bad" and outcomes["bad"] <= MOST_TOLD:
                        print(taken.problem, file=sys.stderr)
                progress.remove_task(task)
        if outcomes["bad"] > MOST_TOLD:
            print(f"and {outcomes['bad'] - MOST_TOLD} more that could not be used", file=sys.stderr)


def _shown() -> Progress:
    """A bar for the file at hand, in a terminal: how much of it is read, and how many of its records are done."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[records]}"),
    )
    return Progress(*columns, TimeRemainingColumn(), console=console, disable=not console.is_terminal, transient=True)


def _summary(outcomes: Counter[str]) -> str:
    return ", ".join(
        [
            count(outcomes["new"], "new article"),
            count(outcomes["copy"], "copy", "copies"),
            count(outcomes["revision"], "revision"),
            f"{outcomes['unchanged']} known already",
            f"{outcomes['bad']} left out",
        ]
    )
