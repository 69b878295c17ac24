"""`scrapy backup`: a copy of the database, while a crawl goes on."""

from __future__ import annotations

import argparse
import signal
import sys
import time
from pathlib import Path
from types import FrameType

from rich.console import Console
from rich.progress import Progress
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.extensions.report import duration
from storage.backup import back_up
from storage.errors import StorageError

__all__ = ["EXIT_CODES", "Command"]

EXIT_CODES = {
    0: "the copy is whole and in its place",
    1: "stopped before the end; no copy was made",
    2: "wrong usage, or there is such a file already; no copy was made",
    4: "the database could not be read, or the copy not written; no copy was made",
}


class Command(ScrapyCommand):
    """See EXIT_CODES."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """After the command's name."""
        return "[options] FILE"

    def short_desc(self) -> str:
        """One line of `scrapy`."""
        return "Copy the database to a file, while a crawl may go on"

    def long_desc(self) -> str:
        """Help text."""
        codes = "; ".join(f"{code}: {meaning}" for code, meaning in EXIT_CODES.items())
        return (
            "Copy the database, as it is at this moment, to FILE, and check the copy; a crawl is not held up. FILE "
            "appears when it is whole. Examples: 'scrapy backup /backup/articles.db --force'; "
            "'scrapy backup -s DATABASE=my.db /backup/my-$(date +%F).db'. docs/scheduling.md tells how to restore it. "
            f"Exit codes: {codes}."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """`--force`."""
        super().add_options(parser)
        parser.add_argument("--force", action="store_true", help="overwrite FILE, in one step, where there is one")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Raises UsageError."""
        assert self.settings is not None
        if len(args) != 1:
            raise UsageError("name one file, such as: scrapy backup /backup/articles.db", print_help=False)
        path, target = Path(self.settings["DATABASE"]), Path(args[0])
        if target.is_dir():
            raise UsageError(f"{target} is a folder: name a file in it", print_help=False)
        if target.exists() and path.exists() and target.samefile(path):
            raise UsageError(f"{target} is the database itself", print_help=False)
        signal.signal(signal.SIGTERM, _stop)  # so that what was begun is taken away
        began = time.monotonic()
        try:
            _shown(path, target, opts.force)
        except FileExistsError:
            raise UsageError(f"{target} is there already; --force overwrites it", print_help=False) from None
        except KeyboardInterrupt:
            print("scrapy backup: stopped; no copy was made", file=sys.stderr)
            self.exitcode = 1
        except StorageError as error:
            print(f"scrapy backup: {error}", file=sys.stderr)
            self.exitcode = 4
        else:
            size = target.stat().st_size / 2**20
            print(f"{target}: {size:,.1f} MiB in {duration(time.monotonic() - began)}")


def _stop(_: int, __: FrameType | None) -> None:
    raise KeyboardInterrupt


def _shown(path: Path, target: Path, overwrite: bool) -> None:
    """Copy, under a progress bar in a terminal."""
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as progress:
        bar = progress.add_task("copying", total=None)

        def show(done: int, total: int) -> None:
            progress.update(bar, completed=done, total=total)

        back_up(path, target, show, overwrite=overwrite)
