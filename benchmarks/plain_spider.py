"""The script a user would write in our place: one Scrapy spider, trafilatura called inline, JSON lines out.

    scrapy runspider benchmarks/plain_spider.py -a sources=FILE -O articles.jsonl

FILE holds a home page a line. Articles are found in the simplest way that finds them all: the feed that the home page
names, else the sitemaps that robots.txt names, else every link of the home page.
"""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import trafilatura
from scrapy import Request, Selector, Spider
from scrapy.http import Response, TextResponse
from scrapy.linkextractors import LinkExtractor
from scrapy.utils.sitemap import Sitemap, sitemap_urls_from_robots
from trafilatura.settings import Document


class PlainSpider(Spider):
    """Yields trafilatura's result for every article, as a dict."""

    name = "plain"
    custom_settings = {"LOG_LEVEL": "ERROR", "ROBOTSTXT_OBEY": True}  # noqa: RUF012 # as Scrapy's template has it

    def __init__(self, sources: str, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.homes = Path(sources).read_text().split()

    async def start(self) -> AsyncIterator[Request]:
        """Every home page."""
        for url in self.homes:
            yield Request(url, self.parse_home)

    def parse_home(self, response: Response) -> Iterator[Request]:
        """The feed; else what robots.txt names."""
        assert isinstance(response, TextResponse)
        feeds = response.css('link[type="application/rss+xml"]::attr(href)').getall()
        for feed in feeds:
            yield response.follow(feed, self.parse_feed)
        if not feeds:
            links = [link.url for link in LinkExtractor(allow_domains=[]).extract_links(response)]
            yield response.follow("/robots.txt", self.parse_robots, cb_kwargs={"links": links})

    def parse_feed(self, response: Response) -> Iterator[Request]:
        """The items."""
        assert isinstance(response, TextResponse)
        for url in Selector(response, type="xml").xpath("//item/link/text()").getall():
            yield Request(url, self.parse_article)

    def parse_robots(self, response: Response, links: list[str]) -> Iterator[Request]:
        """The sitemaps; else the links of the home page."""
        sitemaps = list(sitemap_urls_from_robots(response.text, base_url=response.url))
        for url in sitemaps:
            yield Request(url, self.parse_sitemap)
        for url in () if sitemaps else links:
            yield Request(url, self.parse_article)

    def parse_sitemap(self, response: Response) -> Iterator[Request]:
        """The pages, and those of further sitemaps."""
        sitemap = Sitemap(response.body)
        callback = self.parse_sitemap if sitemap.type == "sitemapindex" else self.parse_article
        for entry in sitemap:
            yield Request(entry["loc"], callback)

    def parse_article(self, response: Response) -> Iterator[dict[str, Any]]:
        """Extract inline."""
        document = trafilatura.bare_extraction(response.text, url=response.url, with_metadata=True)
        if isinstance(document, Document):
            yield document.as_dict() | {"url": response.url, "body": None, "commentsbody": None}
