"""`scrapy dedup`: compares all that is stored again, exchanges articles for better originals, prunes the index."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlite_utils
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.extensions.report import count, duration
from crawler.long_work import bar, stoppable
from crawler.reindex import ensure_index, is_pruned, prune_index
from storage.database import unenforced, writing
from storage.errors import DatabaseLocked, StorageError
from storage.snapshot import snapshot

# crawler.again and crawler.settle are imported where they are used: scrapy loads every command to run one.

__all__ = ["EXIT_CODES", "Command"]

EXIT_CODES = {
    0: "done",
    1: "stopped before its end; run it again to go on",
    2: "wrong usage; nothing was changed",
    3: "another run holds the database; nothing was changed",
    4: "the database could not be opened or written; it is whole",
}

COUNTS = {
    "merged": "articles became copies of earlier ones",
    "separated": "copies became articles of their own",
    "moved": "copies went to another article",
    "related": "copies relate to their article in another way",
    "skipped": "copies stayed as they were, stored by a version that did not keep their pages",
}
"""Counts of a storage.comparisons.Comparison, as they are told."""

SHOWN = 20
"""Exchanges told one by one."""

NOTICE = "the index of near-duplicates is not of this version, or not whole: it is built anew from the stored texts"


class Command(ScrapyCommand):
    """See EXIT_CODES."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """After the command's name."""
        return "[options]"

    def short_desc(self) -> str:
        """One line of `scrapy`."""
        return "Compare all stored reports again, or exchange articles for better originals"

    def long_desc(self) -> str:
        """Help text."""
        codes = "; ".join(f"{code}: {meaning}" for code, meaning in EXIT_CODES.items())
        return (
            "Compare all stored articles and copies again, as after an upgrade or a change of COMPARE_DAYS: articles "
            "that repeat an earlier one become its copies, copies that are reports of their own become articles. "
            "Examples: 'scrapy dedup'; 'scrapy dedup --dry-run' (what would change); 'scrapy dedup -s COMPARE_DAYS=30' "
            "(reports more than 30 days apart are two); 'scrapy dedup --settle' (where a copy was published before "
            "its article, or is markedly longer, they change places); 'scrapy dedup --prune -s COMPARE_DAYS=30' "
            "(forget what is too old to be compared). "
            "It can be stopped and started again, and goes on where it was; readers are never in its way. What changed "
            f"stands in the table role_changes. Exit codes: {codes}."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """`--settle`, `--prune`, `--dry-run`."""
        super().add_options(parser)
        one = parser.add_mutually_exclusive_group()
        one.add_argument("--settle", action="store_true", help="put better originals in the place of articles")
        one.add_argument("--prune", action="store_true", help="forget the index of what COMPARE_DAYS leaves out")
        parser.add_argument("--dry-run", action="store_true", help="say what would change; work on a copy of the file")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Raises UsageError."""
        assert self.settings is not None
        path, days = Path(self.settings["DATABASE"]), self.settings.getfloat("COMPARE_DAYS") or None
        if args:
            raise UsageError(f"what is {args[0]!r}? the database is named by -s DATABASE=FILE", print_help=False)
        if opts.prune and days is None:
            raise UsageError("--prune needs to know how far back: -s COMPARE_DAYS=30", print_help=False)
        if not path.is_file():
            raise UsageError(f"there is no database {path}", print_help=False)
        work = _settle if opts.settle else _prune if opts.prune else _compare
        try:
            with stoppable(), ExitStack() as stack:
                if opts.dry_run:
                    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix=".broadsheet-", dir=path.parent))
                    path = snapshot(path, Path(folder) / path.name)
                database = stack.enter_context(writing(path))
                work(database, days)
                if opts.dry_run:
                    print("a dry run: nothing was changed")
        except KeyboardInterrupt:
            print("stopped; what was done is stored: run it again to go on", file=sys.stderr)
            self.exitcode = 1
        except (StorageError, OSError) as error:
            print(f"scrapy dedup: {error}", file=sys.stderr)
            self.exitcode = 3 if isinstance(error, DatabaseLocked) else 4


def _compare(database: sqlite_utils.Database, days: float | None) -> None:
    from crawler.again import Again

    began = time.monotonic()
    with bar("index", NOTICE) as show:
        pruned = is_pruned(database)
        ensure_index(database, show, bands=True)
    with unenforced(database), bar("comparing") as show:
        again = Again(database, datetime.now(UTC), window_days=days)
        resumed = again.progress()[0]
        show(*again.progress())
        while again.step():
            show(*again.progress())
        show(*again.progress())
    if pruned and days is not None:  # what was pruned came back to be compared
        prune_index(database, datetime.now(UTC) - timedelta(days=days))
    state = again.state
    after = f", the first {resumed} of them by the run before" if resumed else ""
    print(f"{count(state.compared, 'text')} compared in {duration(time.monotonic() - began)}{after}")
    for name, meaning in COUNTS.items():
        number = getattr(state, name)
        if number or name != "skipped":
            print(f"{number:>8}  {meaning}")


def _settle(database: sqlite_utils.Database, days: float | None) -> None:  # noqa: ARG001 as Work
    from crawler.settle import Settler

    with bar("index", NOTICE) as show:
        ensure_index(database, show)
    settler = Settler(database, datetime.now(UTC))
    total, done, changed = settler.count(), 0, 0
    with bar("reports") as show:
        for settlement in settler.run():
            done += 1
            show(done, max(done, total))
            if settlement is not None:
                changed += 1
                if changed <= SHOWN:
                    print(f"article {settlement.article} was {settlement.former_url}")
                    print(f"  and is {settlement.url}, {settlement.why}")
    if changed > SHOWN:
        print(f"and {changed - SHOWN} more, in the table role_changes")
    print(f"{count(done, 'report')} with copies, {count(changed, 'copy', 'copies')} changed places with their article")


def _prune(database: sqlite_utils.Database, days: float | None) -> None:
    assert days is not None
    with bar("pruning") as show:
        gone = prune_index(database, datetime.now(UTC) - timedelta(days=days), show)
    print(f"{count(gone, 'band')} of articles stored more than {days:g} days ago went out of the index")
