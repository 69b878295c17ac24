"""`scrapy browse`: opens the newsroom, Datasette with pages of our own, on the database."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from storage.database import reading, writing
from storage.datasette import arguments
from storage.errors import DatabaseOlder, StorageError

__all__ = ["Command"]


class Command(ScrapyCommand):
    """Run Datasette in place of this process."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """After the command's name."""
        return "[options]"

    def short_desc(self) -> str:
        """One line of `scrapy`."""
        return "Open the database in Datasette"

    def long_desc(self) -> str:
        """Help text."""
        return (
            "Open the database in the browser: newest reports, search, articles, sources and crawls, and Datasette's "
            "tables and queries behind them; a crawl may go on writing meanwhile. Examples: 'scrapy browse'; "
            "'scrapy browse -s DATABASE=my.db --port 8010 --open'; 'scrapy browse --no-sql'. "
            "It answers on this machine alone; stop it with Ctrl-C."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """`--port`, `--no-sql` and `--open`."""
        super().add_options(parser)
        parser.add_argument("--port", type=int, default=8001, help="port on 127.0.0.1 (default: 8001; 0: a free one)")
        parser.add_argument("--no-sql", action="store_true", help="let visitors write no SQL of their own")
        parser.add_argument("--open", action="store_true", help="also open it in a browser")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Raises UsageError."""
        assert self.settings is not None
        database = Path(self.settings["DATABASE"])
        if args:
            raise UsageError(f"what is {args[0]!r}? the database is named by -s DATABASE=FILE", print_help=False)
        if not database.is_file():
            print(f"scrapy browse: there is no {database}; 'scrapy crawl news' makes it", file=sys.stderr)
            self.exitcode = 1
            return
        if not self._up_to_date(database):
            return
        # Datasette finds a database's metadata by the name of its file, so the file's own name is written into it.
        # The folder outlives this process, which Datasette replaces: the system's temporary folder is swept.
        metadata = Path(tempfile.mkdtemp(prefix="broadsheet-")) / "metadata.json"
        command = [sys.executable, "-m", "datasette", "serve", *arguments(database, metadata, sql=not opts.no_sql)]
        command += ["--port", str(opts.port)]
        os.execv(sys.executable, [*command, *["--open"] * opts.open])  # noqa: S606 # no shell, our own interpreter

    def _up_to_date(self, database: Path) -> bool:
        """Whether the pages can be shown: a file of an older version is given the tables that they read."""
        try:
            try:
                with reading(database):
                    pass
            except DatabaseOlder:
                print(f"scrapy browse: {database} is of an older version; bringing it up to date …", file=sys.stderr)
                with writing(database):
                    pass
        except StorageError as error:
            print(f"scrapy browse: {error}", file=sys.stderr)
            self.exitcode = 4
            return False
        return True
