"""The script a user would write in our place: one Scrapy spider, trafilatura called inline, JSON lines out.

    scrapy runspider benchmarks/plain_spider.py -a urls=FILE -O articles.jsonl

FILE holds an address a line: unlike ours, this script is given its articles and need not find them.
"""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import trafilatura
from scrapy import Request, Spider
from scrapy.http import Response
from trafilatura.settings import Document


class PlainSpider(Spider):
    """Fetches every address and yields trafilatura's result as a dict."""

    name = "plain"
    custom_settings = {"LOG_LEVEL": "ERROR", "CONCURRENT_REQUESTS_PER_DOMAIN": 16}  # noqa: RUF012 # as Scrapy's docs write it

    def __init__(self, urls: str, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.urls = Path(urls).read_text().split()

    async def start(self) -> AsyncIterator[Request]:
        """A request for each address."""
        for url in self.urls:
            yield Request(url)

    def parse(self, response: Response) -> Iterator[dict[str, Any]]:
        """Extract inline."""
        document = trafilatura.bare_extraction(response.text, url=response.url, with_metadata=True)
        if isinstance(document, Document):
            yield document.as_dict() | {"body": None, "commentsbody": None}
