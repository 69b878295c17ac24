"""`scrapy sources`: finds how a site announces its articles and adds it to the file of sources; checks the entries."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from rich.console import Console
from rich.prompt import Confirm
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.sources import Source, SourcesError, read_sources, select
from crawler.urls import normalise

if TYPE_CHECKING:
    from crawler.probe import Probed

# crawler.probe and crawler.sighting are imported where they are used: scrapy loads every command to run one.

__all__ = ["EXIT_CODES", "Command"]

EXIT_CODES = {
    0: "added, or all well",
    1: "the site did not answer; of check: something is wrong with an entry",
    2: "wrong usage: arguments or the file of sources, which has the site already perhaps",
    5: "robots.txt forbids the page",
    6: "the address is neither a web page nor a feed",
    7: "no article was found",
    8: "not added, as you said",
}
"""3 and 4 mean a database, as in `scrapy crawl`; this command has none."""

SAMPLES = 3
"""Articles that add fetches to show."""


class Command(ScrapyCommand):
    """See EXIT_CODES."""

    requires_project = True
    default_settings: ClassVar[dict[str, Any]] = {"LOG_LEVEL": "ERROR", "CLOSESPIDER_TIMEOUT_NO_ITEM": 0}

    def syntax(self) -> str:
        """After the command's name."""
        return "[options] add URL | check [NAME…] | list"

    def short_desc(self) -> str:
        """One line of `scrapy`."""
        return "Add a site to the file of sources, with all that announces its articles; check the entries"

    def long_desc(self) -> str:
        """Help text."""
        codes = "; ".join(f"{code}: {meaning}" for code, meaning in EXIT_CODES.items())
        return (
            "add URL looks, from any page of a site, for its feeds, sitemaps and sections, tries them, shows what the "
            "crawl would fetch and make of it, and adds an entry to the file of sources. check tests every entry, or "
            "those named, against its site now; list shows the entries. Nothing is stored in the database. Examples: "
            "'scrapy sources add https://www.theguardian.com/'; 'scrapy sources add theguardian.com --yes'; "
            "'scrapy sources check'; 'scrapy sources check guardian zeit --json'; 'scrapy sources list'. "
            f"Exit codes: {codes}."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Those of all three verbs."""
        super().add_options(parser)
        parser.add_argument("--file", metavar="FILE", type=Path, help="the file of sources (default: SOURCES)")
        parser.add_argument("--name", help="add: what to call the source (default: what the site calls itself)")
        parser.add_argument("--sections", action="store_true", help="add: sections too, where feeds or sitemaps work")
        parser.add_argument("--yes", action="store_true", help="add: do not ask")
        parser.add_argument("--dry-run", action="store_true", help="add: show the entry, write nothing")
        parser.add_argument("--json", action="store_true", help="check, list: JSON instead of a table")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Raises UsageError."""
        assert self.settings is not None
        file = opts.file or Path(self.settings["SOURCES"])
        try:
            match args:
                case ["add", url]:
                    self.exitcode = self._add(url, file, opts)
                case ["check", *names]:
                    self.exitcode = self._check(names, file, opts)
                case ["list"]:
                    self.exitcode = _list(file, opts)
                case _:
                    raise UsageError("say: add URL, check [NAME…] or list", print_help=False)
        except (SourcesError, OSError) as error:
            self.exitcode = _say(2, str(error))

    def _add(self, url: str, file: Path, opts: argparse.Namespace) -> int:
        from crawler import sighting, source_file
        from crawler.probe import probe

        try:
            url = normalise(url if "://" in url else f"https://{url}")
        except ValueError as error:
            raise SourcesError(str(error)) from None
        known = source_file.known_sources(file)
        source_file.refuse_duplicate(Source("", url), known, str(file))
        assert self.crawler_process
        console = Console(stderr=True)
        with console.status(f"looking at {url}"):
            (found,) = probe(self.crawler_process, [Source("new", url)], samples=SAMPLES, search=True)
        if not found.entries:
            return _failure(found, url)
        source = sighting.propose(found, with_sections=opts.sections)
        source = replace(source, name=source_file.free_name(opts.name or found.title, source.url, known))
        if opts.name and source.name != opts.name:
            raise SourcesError(f"{file}: {opts.name!r} is no name that is free")
        source_file.refuse_duplicate(source, known, str(file))
        sighting.show(_console(), found, source)
        if opts.dry_run:
            return 0
        if not opts.yes and sys.stdin.isatty() and not Confirm.ask(f"Add this to {file}?", default=True):
            return _say(8, "nothing was added")
        source_file.append_source(file, source)
        print(f"{source.name} was added to {file}")
        return 0

    def _check(self, names: list[str], file: Path, opts: argparse.Namespace) -> int:
        from crawler import sighting
        from crawler.probe import probe

        sources = read_sources(file)
        chosen = select(sources, names) if names else sources
        assert self.crawler_process
        console = Console(stderr=True)
        with console.status(f"looking at {len(chosen)} sources"):
            probed = probe(self.crawler_process, chosen, samples=1)
        checks = [sighting.check_of(each) for each in probed]
        if opts.json:
            print(json.dumps(checks, ensure_ascii=False, indent=2))
        else:
            sighting.show_checks(_console(), checks)
        return 1 if any(check["problems"] for check in checks) else 0


def _console() -> Console:
    return Console(width=None if sys.stdout.isatty() else 140)


def _list(file: Path, opts: argparse.Namespace) -> int:
    from crawler import sighting

    sources = read_sources(file)
    if opts.json:
        print(json.dumps([sighting.as_row(source) for source in sources], ensure_ascii=False, indent=2))
    else:
        sighting.show_sources(_console(), sources)
    return 0


def _failure(found: Probed, url: str) -> int:
    """Say why nothing was found; an exit code."""
    home = next((finding for finding in found.findings if finding.kind == "home" and finding.problem), None)
    if home is None:
        return _say(7, f"{url}: no feed, no sitemap and no link that leads to an article")
    if "robots.txt" in home.problem:
        return _say(5, f"{home.url}: robots.txt forbids it")
    if home.problem == "not HTML":
        return _say(6, f"{home.url}: neither a web page nor a feed")
    return _say(1, f"{home.url}: {home.problem}")


def _say(code: int, message: str) -> int:
    print(f"scrapy sources: {message}", file=sys.stderr)
    return code
