"""`scrapy crawl`: Scrapy's own, with exit codes that cron can use and one line for what is wrong."""

from __future__ import annotations

import argparse
import asyncio
import sys
import traceback

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError

from crawler import contact
from crawler.extensions.session import Session
from crawler.health.hooks import HooksError
from crawler.sources import SourcesError
from crawler.tally import Tally
from dedup.index import SchemeMismatch
from storage.errors import DatabaseLocked, StorageError

__all__ = ["EXIT_CODES", "Command"]

EXIT_CODES = {
    0: "every source answered",
    1: "a source did not answer, the run was stopped before its end, or the log tells of an error",
    2: "wrong usage: arguments or the file of sources; nothing was crawled",
    3: "another run holds the database; nothing was crawled",
    4: "the database could not be opened or written; it holds all that was stored before",
}


class Command(ScrapyCrawl):
    """Run a spider; see EXIT_CODES."""

    def long_desc(self) -> str:
        """Help text."""
        codes = "; ".join(f"{code}: {meaning}" for code, meaning in EXIT_CODES.items())
        return (
            "Crawl the sites of sources.toml into articles.db. Examples: 'scrapy crawl news'; "
            "'scrapy crawl news -a sources=my.toml -s DATABASE=my.db'; 'scrapy crawl news -a only=guardian,zeit'; "
            "'scrapy crawl news -a url=https://example.org/2026/report.html'; "
            "'scrapy crawl archive -a since=2024-01-01 -a until=2024-06-30'; 'scrapy crawl pages -a file=urls.txt'. "
            f"Exit codes: {codes}."
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run the spider and turn its end into an exit code. Raises UsageError."""
        if len(args) != 1:
            raise UsageError("name one spider, such as: scrapy crawl news", print_help=False)
        assert self.crawler_process
        self._introduce()
        try:
            crawler = self._create_crawler(args[0])
        except KeyError:
            spiders = ", ".join(self.crawler_process.spider_loader.list())
            raise UsageError(f"no spider is called {args[0]!r}; there are {spiders}", print_help=False) from None
        task = self.crawler_process.crawl(crawler, **opts.spargs)
        self.crawler_process.start()
        assert isinstance(task, asyncio.Task)
        error = task.exception() if task.done() and not task.cancelled() else None
        self.exitcode = _exit_code(crawler, error)

    def _introduce(self) -> None:
        """See to a contact in the User-Agent: a terminal is asked until one is given; Report mentions the lack once."""
        assert self.crawler_process
        settings = self.crawler_process.settings
        if settings["CONTACT"] == contact.DEFAULT and sys.stdin.isatty() and sys.stdout.isatty():
            settings.set("CONTACT", contact.ask(), priority="cmdline")


def _exit_code(crawler: Crawler, error: BaseException | None) -> int:
    """A key of EXIT_CODES; says on stderr what the run's own output has not said."""
    match error:
        case None:
            session = crawler.get_extension(Session)
            if session is not None and session.error is not None:
                return 4
            finished = crawler.stats.get_value("finish_reason") == "finished"
            mistakes = crawler.stats.get_value("log_count/ERROR", 0)  # what nobody expected is logged as an error
            return 0 if finished and not mistakes and not Tally(crawler.stats).failed() else 1
        case SourcesError() | UsageError() | HooksError():
            code = 2
        case DatabaseLocked():
            code = 3
        case StorageError() | SchemeMismatch():
            code = 4
        case _:
            traceback.print_exception(error)
            return 1
    print(f"scrapy crawl: {error}", file=sys.stderr)
    return code
