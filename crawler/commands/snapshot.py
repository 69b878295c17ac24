"""`scrapy snapshot`: a compact copy of the database to publish."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.extensions.report import duration
from crawler.long_work import bar, stoppable
from storage.errors import StorageError
from storage.publish import publish

__all__ = ["Command"]


class Command(ScrapyCommand):
    """Exit codes: 0 the copy is whole; 1 stopped; 2 wrong usage; 4 the database could not be read, or it written."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """After the command's name."""
        return "[options] FILE"

    def short_desc(self) -> str:
        """One line of `scrapy`."""
        return "Write a compact, read-only copy of the database to publish"

    def long_desc(self) -> str:
        """Help text."""
        return (
            "Write a copy of the database for readers to FILE, while a crawl may go on: reports, copies, versions, "
            "removed lines, sources and crawls, without the crawler's own state; vacuumed and read-only. It is opened "
            "with 'scrapy browse -s DATABASE=FILE' or 'datasette -i FILE', and fit for 'datasette publish'. FILE "
            "appears when it is whole. A crawl cannot go on with it: that is what 'scrapy backup' is for. "
            "Example: 'scrapy snapshot public.db --force'."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """`--force`."""
        super().add_options(parser)
        parser.add_argument("--force", action="store_true", help="overwrite FILE, in one step, where there is one")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Raises UsageError."""
        assert self.settings is not None
        if len(args) != 1:
            raise UsageError("name one file, such as: scrapy snapshot public.db", print_help=False)
        path, target = Path(self.settings["DATABASE"]), Path(args[0])
        if target.exists() and path.exists() and target.samefile(path):
            raise UsageError(f"{target} is the database itself", print_help=False)
        began = time.monotonic()
        try:
            with stoppable(), bar("copying") as progress:
                publish(path, target, progress, overwrite=opts.force)
        except FileExistsError:
            raise UsageError(f"{target} is there already; --force overwrites it", print_help=False) from None
        except KeyboardInterrupt:
            print("scrapy snapshot: stopped; no copy was made", file=sys.stderr)
            self.exitcode = 1
        except StorageError as error:
            print(f"scrapy snapshot: {error}", file=sys.stderr)
            self.exitcode = 4
        else:
            before, after = path.stat().st_size / 2**20, target.stat().st_size / 2**20
            print(f"{target}: {after:,.1f} MiB, from {before:,.1f}, in {duration(time.monotonic() - began)}")
