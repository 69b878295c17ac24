"""Pages of a list: the addresses in a file, each fetched once over all runs."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from scrapy import Request

from crawler.page import Entry
from crawler.sources import SourcesError
from crawler.urls import normalise
from spiders.base import SiteSpider

__all__ = ["PagesSpider"]

MAX_LINE = 10_000
"""Characters of a line that are read: an address is shorter, a file that is none may be one line."""

NAMED = 20
"""Bad lines that are named in the log one by one."""


class PagesSpider(SiteSpider):
    """The articles at the addresses of a file.

    Arguments (`-a`): file: a text file, one address a line; empty lines and what follows "#" at the beginning of a
    line or behind a blank are left out. again: "yes" to fetch also what was fetched before. sources: a file of
    sources, whose settings hold for the pages of their sites.
    """

    name = "pages"

    def __init__(self, file: str = "", again: str = "", sources: str = "", **arguments: Any) -> None:
        """Raises SourcesError where there is no such file, or it holds no address."""
        super().__init__(sources, **arguments)
        self.bad = self.known = 0
        self._again = again.lower() in {"1", "yes", "true", "on"}
        self._file = Path(file)
        if not file:
            raise SourcesError("name a file of addresses: scrapy crawl pages -a file=urls.txt")
        try:
            if not any(self._addresses(quiet=True)):
                raise SourcesError(f"{file}: holds no web address")
        except (OSError, ValueError) as error:
            if isinstance(error, SourcesError):
                raise
            raise SourcesError(f"{file}: {getattr(error, 'strerror', None) or error}") from None

    async def start(self) -> AsyncIterator[Request]:
        """A request for each address, as Scrapy has room for it; a file of a million is never in memory."""
        for address in self._addresses():
            request = self.article_request(self.source_of(address), Entry(normalise(address), address=address))
            request.meta["once"] = not self._again
            yield request

    def closed(self, _: str) -> None:
        """Say what was left out: bad lines as an error, which the exit code tells too."""
        if self.known:
            self.logger.warning(
                "%s: %d of its pages were fetched before; -a again=yes fetches them again", self._file, self.known
            )
        if self.bad:
            self.logger.error("%s: %d lines hold no web address", self._file, self.bad)

    def _addresses(self, quiet: bool = False) -> Iterator[str]:
        """The addresses of the file; of what is none its line is named, unless `quiet`."""
        with self._file.open(encoding="utf-8-sig", errors="replace") as file:
            for number, line in enumerate(iter(lambda: file.readline(MAX_LINE), ""), 1):
                word = line.partition(" #")[0].strip()
                if not word or word.startswith("#"):
                    continue
                try:
                    normalise(word)
                except ValueError as error:
                    if not quiet:
                        self.bad += 1
                        if self.bad <= NAMED:
                            self.logger.warning("%s:%d: %s", self._file, number, error)
                else:
                    yield word
