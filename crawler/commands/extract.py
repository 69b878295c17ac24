"""`scrapy extract`: one page in, one article out, or every verdict on it, or a test case made of it."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from parsel import Selector
from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.page import Miss, Page
from crawler.problems import PROBLEMS
from spiders.base import Output
from spiders.content import is_binary
from spiders.news import NewsSpider

if TYPE_CHECKING:
    from crawler.extraction import Explanation

# crawler.extraction is imported where it is used: scrapy loads every command to run one.

__all__ = ["Command"]

MAX_BYTES = 10 * 1024 * 1024
"""As DOWNLOAD_MAXSIZE."""


@dataclass(frozen=True, slots=True)
class Given:
    """A page as it was read or fetched. encoding: the charset of its Content-Type header, None where it has none."""

    body: bytes
    url: str
    encoding: str | None = None


class Command(ScrapyCommand):
    """Print the article that a page holds. Exit codes: 0 printed; 1 no article there, or no page; 2 usage."""

    requires_project = True
    default_settings: ClassVar[dict[str, Any]] = {"LOG_LEVEL": "ERROR"}

    def syntax(self) -> str:
        """After the command's name."""
        return "[options] FILE|URL|-"

    def short_desc(self) -> str:
        """One line of `scrapy`."""
        return "Show the article that a page holds, or why each of its blocks was kept or removed"

    def long_desc(self) -> str:
        """Help text."""
        return (
            "Show the article that a page holds; nothing is stored. Where the output is not a terminal it is JSON, "
            "with what cleaning took out and why. Examples: 'scrapy extract https://example.org/2026/report.html'; "
            "'scrapy extract page.html --url https://example.org/2026/report.html --explain'; "
            "'curl … | scrapy extract - | jq -r .text'; "
            "'scrapy extract https://example.org/bad.html --case tests/pages/bad'. A file's address is taken from its "
            "<link rel=canonical> where --url does not give it. "
            "Exit codes: 0 shown, 1 no article there or no page, 2 usage."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """`--url`, `--explain`, `--json`, `--case`."""
        super().add_options(parser)
        parser.add_argument("--url", metavar="URL", help="the address of the page in FILE")
        parser.add_argument(
            "--explain", action="store_true", help="every block of the page: kept or removed, the reason, the rule"
        )
        parser.add_argument("--json", action="store_true", help="JSON in a terminal too")
        parser.add_argument(
            "--case",
            metavar="FOLDER",
            type=Path,
            help="write the page and what was made of it to a new FOLDER, to be corrected by hand and reported",
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Raises UsageError."""
        from crawler.extraction import ExtractionError, explain

        if len(args) != 1:
            raise UsageError("give one file or one URL", print_help=True)
        try:
            page = self._fetched(args[0]) if is_address(args[0]) else from_file(args[0], opts.url)
            explanation = explain(page.body, page.url, encoding=page.encoding)
            if opts.case is not None:
                write_case(opts.case, page, explanation)
        except ExtractionError as error:
            self._failed(args[0], error.why)
            return
        except OSError as error:
            self._failed(args[0], told(error, args[0]))
            return
        except LookupError as error:
            self._failed(args[0], str(error))
            return
        if opts.case is not None:
            print(f"{opts.case}: correct expected.txt and expected.json by hand, then run the tests or send the folder")
            return
        if explanation.article is None:
            if opts.explain:
                _show(explanation, opts)
            self._failed(args[0], f"no article: {explanation.against}")
        else:
            _show(explanation, opts)

    def _failed(self, argument: str, why: str) -> None:
        print(f"{argument}: {why}", file=sys.stderr)
        self.exitcode = 1

    def _fetched(self, url: str) -> Given:
        """Fetch through Scrapy, with the crawl's politeness, bounds and TLS checks. Raises LookupError."""
        assert self.settings is not None
        assert self.crawler_process
        crawler = self.crawler_process.create_crawler(_OnePage)
        self.crawler_process.crawl(crawler, url=url)
        self.crawler_process.start()
        answer = crawler.spider.answer if isinstance(crawler.spider, _OnePage) else None
        if not isinstance(answer, Page):
            raise LookupError(_reason(answer) if answer else "no answer")
        return Given(answer.body, answer.url, answer.encoding)


def _reason(miss: Miss) -> str:
    """What happened, in words: the address that was asked for comes before."""
    meaning = PROBLEMS[miss.kind].meaning
    return f"{miss.reason}: {meaning}" if miss.reason and miss.reason != meaning else meaning


def told(error: OSError, argument: str) -> str:
    """What is wrong with a file, in words; whoever left out https:// is told so."""
    why = (error.strerror or str(error)).lower()
    if error.filename is not None and Path(error.filename) != Path(argument):
        return f"{error.filename}: {why}"
    host, slash, _ = argument.partition("/")
    if isinstance(error, FileNotFoundError) and slash and ("." in host.strip(".") or host.endswith(":")):
        return f"{why}; an address begins with https:// or http://"
    return why


def _show(explanation: Explanation, opts: argparse.Namespace) -> None:
    from crawler.display import as_json, show_article, show_explanation

    if opts.json or not sys.stdout.isatty():
        print(as_json(explanation if opts.explain or explanation.article is None else explanation.article))
    elif opts.explain or explanation.article is None:
        show_explanation(Console(), explanation)
    else:
        show_article(Console(), explanation.article)


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


def from_file(name: str, url: str | None) -> Given:
    """The page in a file, "-" for standard input. Raises OSError; LookupError where it is no text."""
    body = sys.stdin.buffer.read(MAX_BYTES + 1) if name == "-" else Path(name).read_bytes()
    if is_binary(body):
        raise LookupError(PROBLEMS["not html"].meaning)
    return Given(body, url or canonical_of(body) or Path(name).resolve().as_uri())


def canonical_of(body: bytes) -> str | None:
    """The absolute address that a page names as its own, None where it names none."""
    named = Selector(body=body or b" ", type="html").xpath("//link[@rel='canonical']/@href").get("")
    return named if is_address(named) else None


def write_case(folder: Path, page: Given, explanation: Explanation) -> None:
    """Write page.html, expected.json and, where there is an article, expected.txt: a case of tests/pages.

    What stands there is what extraction gives now; its author corrects it. Raises OSError, FileExistsError where the
    folder exists: a corrected case is never overwritten.
    """
    article = explanation.article
    if article is None:
        expected: dict[str, Any] = {"url": page.url, "error": "NotAnArticle"}
    else:
        reasons = list(dict.fromkeys(removed.reason for removed in article.removed))
        expected = {"url": page.url, "title": article.title, "removed": reasons}
    folder.mkdir(parents=True)
    (folder / "page.html").write_bytes(page.body)
    (folder / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=2) + "\n", "utf-8")
    if article is not None:
        (folder / "expected.txt").write_text(article.text + "\n", "utf-8")
