"""What the commands that copy the database to a file do alike."""

from __future__ import annotations

import argparse
import sys
import time
from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.extensions.report import duration
from crawler.long_work import bar, stoppable
from storage.errors import StorageError

__all__ = ["EXIT_CODES", "CopyCommand"]

EXIT_CODES = {
    0: "the copy is whole and in its place",
    1: "stopped before the end; no copy was made",
    2: "wrong usage, or there is such a file already; no copy was made",
    4: "the database could not be read, or the copy not written; no copy was made",
}


class CopyCommand(ScrapyCommand):
    """A command with one argument, the file that a copy of the database goes to. See EXIT_CODES.

    name: the command's. example: of the file.
    """

    requires_project = True
    requires_crawler_process = False
    name: str
    example: str

    @abstractmethod
    def copy(self, database: Path, target: Path, progress: Callable[[int, int], None], overwrite: bool) -> None:
        """Write the copy; raises FileExistsError and StorageError."""

    def told(self, database: Path, target: Path) -> str:  # noqa: ARG002 a subclass tells of the database too
        """What is said of a copy that was made."""
        return f"{mebibytes(target)} MiB"

    def syntax(self) -> str:
        """After the command's name."""
        return "[options] FILE"

    def long_desc(self) -> str:
        """The exit codes, which stand at the end of the help text."""
        return "Exit codes: " + "; ".join(f"{code}: {meaning}" for code, meaning in EXIT_CODES.items()) + "."

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """`--force`."""
        super().add_options(parser)
        parser.add_argument("--force", action="store_true", help="overwrite FILE, in one step, where there is one")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Raises UsageError."""
        assert self.settings is not None
        if len(args) != 1:
            raise UsageError(f"name one file, such as: scrapy {self.name} {self.example}", print_help=False)
        database, target = Path(self.settings["DATABASE"]), Path(args[0])
        if target.is_dir():
            raise UsageError(f"{target} is a folder: name a file in it", print_help=False)
        if target.exists() and database.exists() and target.samefile(database):
            raise UsageError(f"{target} is the database itself", print_help=False)
        began = time.monotonic()
        try:
            with stoppable(), bar("copying") as progress:  # so that what was begun is taken away
                self.copy(database, target, progress, opts.force)
        except FileExistsError:
            raise UsageError(f"{target} is there already; --force overwrites it", print_help=False) from None
        except KeyboardInterrupt:
            print(f"scrapy {self.name}: stopped; no copy was made", file=sys.stderr)
            self.exitcode = 1
        except StorageError as error:
            print(f"scrapy {self.name}: {error}", file=sys.stderr)
            self.exitcode = 4
        else:
            print(f"{target}: {self.told(database, target)} in {duration(time.monotonic() - began)}")


def mebibytes(file: Path) -> str:
    """A file's size as it is shown."""
    return f"{file.stat().st_size / 2**20:,.1f}"
