"""`scrapy health`: says which sources are ill, since when and why."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table
from rich.text import Text
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.extensions.report import count
from crawler.health.findings import span
from crawler.health.survey import NoSuchSource, Patient, Survey, survey
from storage.database import reading
from storage.errors import StorageError

__all__ = ["EXIT_CODES", "Command"]

EXIT_CODES = {
    0: "all is well",
    1: "a source is ill, or crawls are killed or have not begun for far longer than usual",
    2: "wrong usage: a name that no source has",
    4: "the database could not be read",
}


class Command(ScrapyCommand):
    """Only reads: it may run while a crawl does. See EXIT_CODES."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """After the command's name."""
        return "[options] [NAME…]"

    def short_desc(self) -> str:
        """One line of `scrapy`."""
        return "Say which sources are ill, since when and why"

    def long_desc(self) -> str:
        """Help text."""
        codes = "; ".join(f"{code}: {meaning}" for code, meaning in EXIT_CODES.items())
        return (
            "Judge each source that is crawled by its own history: failing, blocked, silent, thin, undated, slow or "
            "moved; docs/health.md tells how. Examples: 'scrapy health'; 'scrapy health guardian zeit'; "
            f"'scrapy health --all'; 'scrapy health --json | jq .sources[].illnesses'. Exit codes: {codes}."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """`--all` and `--json`."""
        super().add_options(parser)
        parser.add_argument("--all", action="store_true", help="also those that are well, or too new to tell")
        parser.add_argument("--json", action="store_true", help="every source, as JSON")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Raises UsageError."""
        assert self.settings is not None
        now = datetime.now(UTC)
        try:
            with reading(self.settings["DATABASE"]) as database:
                found = survey(database, now, args)
        except NoSuchSource as error:
            raise UsageError(str(error), print_help=False) from None
        except StorageError as error:
            print(f"scrapy health: {error}", file=sys.stderr)
            self.exitcode = 4
            return
        if opts.json:
            print(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
        else:
            _print(found, opts.all, now)
        self.exitcode = 1 if found.is_ill else 0


def _print(found: Survey, everyone: bool, now: datetime) -> None:
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else 120)
    shown = [patient for patient in found.patients if everyone or patient.findings]
    if shown:
        console.print(_table(shown))
    if found.overdue is not None and found.last_run is not None:
        ago, usual = span(now - found.last_run), span(found.overdue)
        console.print(Text(f"no crawl has begun for {ago}; usually one does every {usual}", style="red"))
    if found.killed:
        console.print(Text(f"the last {found.killed} crawls were killed before their end", style="red"))
    states = [patient.state for patient in found.patients]
    parts = [f"{states.count('ill')} ill", f"{states.count('new')} too new to tell", f"{states.count('well')} well"]
    console.print(f"{count(len(states), 'source')}: {', '.join(parts)}")


def _table(patients: list[Patient]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("source", "is", "since"):
        table.add_column(column, no_wrap=True, overflow="ellipsis")
    table.add_column("why", overflow="fold")
    for patient in patients:
        if not patient.findings:
            table.add_row(Text(patient.source), patient.state, "", "")
        for finding in patient.findings:
            why = Text(finding.why)
            if finding.example:
                why.append(f"\n{finding.example}", style="dim")
            since = f"{finding.since:%Y-%m-%d %H:%M}"
            table.add_row(Text(patient.source), Text(finding.kind, style="red"), since, why)
    return table
