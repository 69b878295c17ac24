"""What a worker process does. Apart from the pipelines, so that a worker need not import Scrapy: it starts at once."""

from crawler.article import Article
from crawler.extraction import extract
from crawler.page import Page

__all__ = ["extract_page"]


def extract_page(page: Page) -> Article:
    """The article of a fetched page. Raises ExtractionError."""
    return extract(page.body, page.url, encoding=page.encoding, prune=page.prune)
