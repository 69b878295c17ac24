"""`scrapy export`: articles as JSON lines, CSV, Parquet or plain text."""

from __future__ import annotations

import argparse
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.formats import FORMATS, FormatMissing, format_of, write
from crawler.long_work import bar, stoppable
from storage.errors import CannotOpen, StorageError, translated
from storage.export import Choice, count, exported
from storage.whole_file import whole_file

__all__ = ["Command"]

_DAY = re.compile(r"\d{4}-\d\d-\d\d")

STEP = 200
"""Articles between two movements of the progress bar."""


class Command(ScrapyCommand):
    """Exit codes: 0 the file is whole; 1 stopped; 2 wrong usage; 4 the database or the disk failed."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """After the command's name."""
        return "[options] FILE"

    def short_desc(self) -> str:
        """One line of `scrapy`."""
        return "Write articles to a file: JSON lines, CSV, Parquet or plain text"

    def long_desc(self) -> str:
        """Help text."""
        return (
            f"Write the stored articles to FILE, whose name says how: {', '.join(FORMATS)}; the text formats also with "
            ".gz behind. A line, or row, is an article with its authors, tags and copies; .txt has the texts alone, an "
            "empty line between two. The articles are those of one moment, while a crawl may go on; FILE appears when "
            "it is whole. Parquet needs pyarrow. Examples: 'scrapy export all.jsonl.gz'; 'scrapy export --language de "
            "--since 2026-01-01 german.parquet'; 'scrapy export --source guardian --source zeit two.csv'; "
            "'scrapy export corpus.txt'; 'scrapy export --article 17 one.jsonl'."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Which articles, and what of them."""
        super().add_options(parser)
        parser.add_argument("--source", action="append", default=[], metavar="NAME", help="only of this source; again")
        parser.add_argument("--language", action="append", default=[], metavar="CODE", help="only in this; again")
        parser.add_argument("--since", default="", metavar="DAY", help="published on this day, YYYY-MM-DD, or later")
        parser.add_argument("--until", default="", metavar="DAY", help="published on this day or before")
        parser.add_argument("--article", type=int, metavar="ID", help="only the one of this number")
        parser.add_argument("--text-only", action="store_true", help="nothing but the texts, in any format")
        parser.add_argument("--force", action="store_true", help="overwrite FILE, in one step, where there is one")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Raises UsageError."""
        assert self.settings is not None
        if len(args) != 1 or format_of(args[0]) is None:
            raise UsageError(f"name one file that ends in {', '.join(FORMATS)}, or with .gz behind", print_help=False)
        for day in (opts.since, opts.until):
            if day and not _DAY.fullmatch(day):
                raise UsageError(f"{day!r} is no day: write it as 2026-03-01", print_help=False)
        target = Path(args[0])
        choice = Choice(tuple(opts.source), tuple(opts.language), opts.since, opts.until, opts.article)
        try:
            written = self._written(Path(self.settings["DATABASE"]), target, choice, opts)
        except FileExistsError:
            raise UsageError(f"{target} is there already; --force overwrites it", print_help=False) from None
        except FormatMissing as error:
            raise UsageError(str(error), print_help=False) from None
        except KeyboardInterrupt:
            print("scrapy export: stopped; no file was made", file=sys.stderr)
            self.exitcode = 1
        except (StorageError, OSError) as error:
            print(f"scrapy export: {error}", file=sys.stderr)
            self.exitcode = 4
        else:
            print(f"{target}: {written:,} article{'' if written == 1 else 's'}")

    def _written(self, path: Path, target: Path, choice: Choice, opts: argparse.Namespace) -> int:
        """How many articles were written."""
        if not path.is_file():
            raise CannotOpen(f"{path}: there is no such database")
        with (
            stoppable(),
            whole_file(target, overwrite=opts.force) as partial,
            translated(lambda: str(path)),
            closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)) as db,
            bar("exporting") as progress,
        ):
            db.execute("BEGIN")  # all of one moment
            self._known(db, choice)
            of = count(db, choice)
            write(_counted(exported(db, choice, text_only=opts.text_only), of, progress), partial, target.name)
        return of

    def _known(self, db: sqlite3.Connection, choice: Choice) -> None:
        """Raise UsageError for a source that is not there: a name misspelt would export nothing in silence."""
        names = {row[0] for row in db.execute("SELECT name FROM sources")}
        for name in choice.sources:
            if name not in names:
                raise UsageError(
                    f"there is no source {name!r}; there are: {', '.join(sorted(names))}", print_help=False
                )


def _counted(
    articles: Iterator[dict[str, Any]], of: int, progress: Callable[[int, int], None]
) -> Iterator[dict[str, Any]]:
    for number, article in enumerate(articles, 1):
        yield article
        if number % STEP == 0 or number == of:
            progress(number, of)
