"""What a worker process does. The main process names it and never runs it, so that it need not import extraction."""

from dataclasses import dataclass
from datetime import datetime

from crawler.article import Article
from crawler.page import NoArticle, Page
from crawler.records import Record
from dedup.signature import DEFAULT_SCHEME, Sketch

__all__ = ["PRELOAD", "RECYCLE_AFTER", "Given", "extract_page", "take_in"]

PRELOAD = ("crawler.extraction", "crawler.ingest", "datasketch", __name__)
"""Modules that a worker needs, imported once by the server that workers are forked from."""


RECYCLE_AFTER = 500
"""Pages, after which a worker is replaced: libxml2's and trafilatura's caches grow with each page."""


@dataclass(frozen=True, slots=True)
class Given:
    """A record of another tool. source: for one that names none. now: when it is taken in."""

    record: Record
    source: str
    now: datetime


def take_in(given: Given) -> tuple[Page, Article, Sketch]:
    """A record as a page, its article and its text's sketch. Raises crawler.records.BadRecord."""
    from crawler.ingest import to_article

    page, article = to_article(given.record, given.source, given.now)
    return page, article, DEFAULT_SCHEME.sketch(article.text)


def extract_page(page: Page) -> tuple[Article, Sketch] | NoArticle:
    """The article of a fetched page with its text's sketch, or why there is none."""
    from crawler.extraction import errors, extract  # 0.4 s that the main process is spared at its start

    try:
        article = extract(page.body, page.url, encoding=page.encoding, prune=page.prune, announced=page.entry.title)
        return article, DEFAULT_SCHEME.sketch(article.text)
    except errors.NotAnArticle as error:
        return NoArticle(error.wall or "not an article", error.why)
    except errors.PageTooLarge as error:
        return NoArticle("too large", error.why)
    except errors.Unreadable as error:
        return NoArticle("unreadable", error.why)
    except errors.ExtractionError as error:
        return NoArticle("extraction failed", error.why)
