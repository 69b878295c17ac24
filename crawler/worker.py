"""What a worker process does. The main process names it and never runs it, so that it need not import extraction."""

from crawler.article import Article
from crawler.page import NoArticle, Page
from dedup.signature import DEFAULT_SCHEME, Sketch

__all__ = ["PRELOAD", "extract_page"]

PRELOAD = ("crawler.extraction", "datasketch", __name__)
"""Modules that a worker needs, imported once by the server that workers are forked from."""


def extract_page(page: Page) -> tuple[Article, Sketch] | NoArticle:
    """The article of a fetched page with its text's sketch, or why there is none."""
    from crawler.extraction import errors, extract  # 0.4 s that the main process is spared at its start

    try:
        article = extract(page.body, page.url, encoding=page.encoding, prune=page.prune, announced=page.entry.title)
        return article, DEFAULT_SCHEME.sketch(article.text)
    except errors.NotAnArticle as error:
        return NoArticle("rejected", error.why)
    except (errors.PageTooLarge, errors.Unreadable) as error:
        return NoArticle("refused", error.why)
    except errors.ExtractionError as error:
        return NoArticle("failed", error.why)
