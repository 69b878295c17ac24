"""`scrapy ingest`: takes in texts that were scraped before, as a crawl would have."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import Progress
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.extensions.report import count
from crawler.record import Recorder
from dedup.index import SchemeMismatch
from storage.database import writing
from storage.errors import DatabaseLocked, StorageError

if TYPE_CHECKING:
    from crawler.ingest import BadRecord, Record

# crawler.ingest is imported where it is used: scrapy loads every command to run one, and it brings extraction along.

__all__ = ["Command"]


class Command(ScrapyCommand):
    """Exit codes as scrapy crawl's: 0 all taken in; 1 some could not be; 2 usage; 3 another run; 4 the database."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """After the command's name."""
        return "[options] FILE…"

    def short_desc(self) -> str:
        """One line of `scrapy`."""
        return "Take in texts that were scraped before: JSON lines, CSV or plain text"

    def long_desc(self) -> str:
        """Help text."""
        return (
            "Take in texts that were scraped before; they are cleaned, deduplicated and stored as a crawl would. "
            "Examples: 'scrapy ingest old/*.jsonl'; 'scrapy ingest articles.csv --source guardian'; "
            "'scrapy ingest article.txt'. A .jsonl file holds an object a line, a .csv file a header; their fields "
            "are text or html, and if known url, title, authors, published, language, section, tags, source. Any "
            "other file is the text of one article. It can be stopped and started again: what is stored already "
            "is not stored twice. A record that cannot be used is named and left out; then the exit code is 1."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """`--source`."""
        super().add_options(parser)
        parser.add_argument(
            "--source", metavar="NAME", help="for records that name no source (default: the file's name)"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Raises UsageError."""
        assert self.settings is not None
        if not args:
            raise UsageError("name at least one file", print_help=False)
        paths = [Path(name) for name in args]
        for path in paths:
            if not path.is_file():
                raise UsageError(f"there is no file {path}", print_help=False)
        try:
            with writing(self.settings["DATABASE"]) as database:
                recorder = Recorder(database, window_days=self.settings.getfloat("COMPARE_DAYS") or None)
                outcomes = Counter(_take_in(recorder, _shown(paths), opts.source))
        except KeyboardInterrupt:
            print("stopped; what was taken in is stored: run it again to go on", file=sys.stderr)
            self.exitcode = 1
            return
        except (StorageError, SchemeMismatch) as error:
            print(f"scrapy ingest: {error}", file=sys.stderr)
            self.exitcode = 3 if isinstance(error, DatabaseLocked) else 4
            return
        parts = [
            count(outcomes["new"], "new article"),
            count(outcomes["copy"], "copy", "copies"),
            count(outcomes["revision"], "revision"),
            f"{outcomes['unchanged']} known already",
            f"{outcomes['bad']} left out",
        ]
        print(", ".join(parts))
        self.exitcode = 1 if outcomes["bad"] else 0


def _take_in(
    recorder: Recorder, records: Iterable[tuple[Path, Record | BadRecord]], source: str | None
) -> Iterator[str]:
    """What came of each record: a kind of Outcome, or "bad"."""
    from crawler.ingest import BadRecord, to_article

    for path, record in records:
        try:
            if isinstance(record, BadRecord):
                raise record
            page, article = to_article(record, source or path.stem, datetime.now(UTC))
        except BadRecord as error:
            print(error, file=sys.stderr)
            yield "bad"
        else:
            yield recorder.record(page, article).kind


def _shown(paths: list[Path]) -> Iterator[tuple[Path, Record | BadRecord]]:
    """Every record with its file, under a progress bar in a terminal."""
    from crawler.ingest import BadRecord, read_records

    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as progress:
        for path in paths:
            bar = progress.add_task(path.name, total=None)
            try:
                for record in read_records(path):
                    yield path, record
                    progress.advance(bar)
            except (OSError, UnicodeDecodeError) as error:
                yield path, BadRecord(f"{path}: {error}")
