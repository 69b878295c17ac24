"""`scrapy extract`: one page in, one article out, as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit

from parsel import Selector
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.article import Article
from crawler.extraction import ExtractionError, extract
from crawler.page import Miss, Page
from spiders.news import NewsSpider, Output

__all__ = ["Command", "as_json"]

MAX_BYTES = 10 * 1024 * 1024
"""As DOWNLOAD_MAXSIZE."""


class Command(ScrapyCommand):
    """Print the article that a page holds. Exit codes: 0 printed; 1 no article there, or no page; 2 usage."""

    requires_project = True
    default_settings: ClassVar[dict[str, Any]] = {"LOG_LEVEL": "ERROR"}

    def syntax(self) -> str:
        """After the command's name."""
        return "[options] FILE|URL|-"

    def short_desc(self) -> str:
        """One line of `scrapy`."""
        return "Print the article that a page holds, as JSON"

    def long_desc(self) -> str:
        """Help text."""
        return (
            "Print the article that a page holds, as JSON, with what cleaning took out and why; "
            "nothing is stored. Examples: 'scrapy extract https://example.org/2026/report.html'; "
            "'scrapy extract page.html --url https://example.org/2026/report.html'; "
            "'curl … | scrapy extract - | jq -r .text'. A file's address is taken from its <link rel=canonical> "
            "where --url does not give it. Exit codes: 0 printed, 1 no article there or no page, 2 usage."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """`--url`."""
        super().add_options(parser)
        parser.add_argument("--url", metavar="URL", help="the address of the page in FILE")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Raises UsageError."""
        if len(args) != 1:
            raise UsageError("give one file or one URL", print_help=True)
        try:
            article = self._fetched(args[0]) if is_address(args[0]) else from_file(args[0], opts.url)
        except (ExtractionError, OSError, LookupError) as error:
            print(f"{args[0]}: {error}", file=sys.stderr)
            self.exitcode = 1
            return
        print(as_json(article))

    def _fetched(self, url: str) -> Article:
        """Fetch through Scrapy, with the crawl's politeness, bounds and TLS checks. Raises LookupError."""
        assert self.settings is not None
        assert self.crawler_process
        crawler = self.crawler_process.create_crawler(_OnePage)
        self.crawler_process.crawl(crawler, url=url)
        self.crawler_process.start()
        answer = crawler.spider.answer if isinstance(crawler.spider, _OnePage) else None
        if not isinstance(answer, Page):
            raise LookupError(answer.reason if answer else "no answer")
        return extract(answer.body, answer.url, encoding=answer.encoding)


class _OnePage(NewsSpider):
    """Fetches one address as the crawl would, and keeps the answer instead of recording it."""

    name = "one-page"
    custom_settings: ClassVar[dict[str, Any]] = {  # type: ignore[misc] # Scrapy declares it as an instance's
        "EXTENSIONS": {
            "crawler.middlewares.content.HtmlOnly": 0,
            "scrapy.extensions.logstats.LogStats": None,
        },
        "SPIDER_MIDDLEWARES": {},
        "ITEM_PIPELINES": {},
    }
    answer: Page | Miss | None = None

    def parse_article(self, response: Response) -> Output:
        """Keep what the crawl would record."""
        return self._keep(super().parse_article(response))

    def failed(self, failure: Failure) -> Output:
        """Keep the reason."""
        return self._keep(super().failed(failure))

    def _keep(self, outputs: Output) -> Output:
        self.answer = next((output for output in outputs if isinstance(output, Page | Miss)), None)
        return iter(())


def is_address(argument: str) -> bool:
    """Whether it is a URL rather than a file's name."""
    return urlsplit(argument).scheme in ("http", "https")


def from_file(name: str, url: str | None) -> Article:
    """The article in a file, "-" for standard input. Raises OSError, ExtractionError."""
    body = sys.stdin.buffer.read(MAX_BYTES + 1) if name == "-" else Path(name).read_bytes()
    return extract(body, url or canonical_of(body) or Path(name).resolve().as_uri())


def canonical_of(body: bytes) -> str | None:
    """The absolute address that a page names as its own, None where it names none."""
    named = Selector(body=body, type="html").xpath("//link[@rel='canonical']/@href").get("")
    return named if is_address(named) else None


def as_json(article: Article) -> str:
    """One JSON object with the fields of Article; times in ISO 8601."""

    def plain(value: Any) -> str:
        if isinstance(value, datetime):
            return value.isoformat()
        raise TypeError(f"{type(value).__name__} in an Article")

    return json.dumps(asdict(article), ensure_ascii=False, indent=2, default=plain)
