"""The scheduled crawl: every site's new articles, found by feeds, sitemaps or links."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from scrapy import Request
from scrapy.http import Response

from crawler.page import Entry, Listing
from crawler.sources import Source, SourcesError
from crawler.urls import normalise, site_of
from spiders.base import Output, SiteSpider, charset, html_of, shapes_of
from spiders.feeds import parse_feed
from spiders.finding import find_sections, linked_feeds, next_page
from spiders.links import article_links
from spiders.sitemaps import choose_children, parse_sitemap

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

__all__ = ["NewsSpider"]

SITEMAP_AGE = timedelta(days=7)
"""How far back a plain sitemap's articles count; a first crawl takes in a week."""

SITEMAP_CHILDREN = 10
"""Sitemaps of one index that are followed."""

SITEMAPS = 100
"""Sitemaps of one source that are followed in a run: an index may name others without end."""

SITEMAP_DEPTH = 4
"""Links from the home page to the last index whose sitemaps are followed: robots.txt, an index, an index of those."""

LIST_PAGES = 5
"""Pages of one list (page 2, page 3 …) that are followed, as far as each brings new articles: the spider asks for the
next one, and the frontier middleware lets that pass only where this one was news."""


class NewsSpider(SiteSpider):
    """The new articles of the sites in a file of sources.

    Arguments (`-a`): sources: a file of sources; only: names of sources, separated by commas;
    url: addresses of single articles, separated by commas, instead of any discovery.
    """

    name = "news"
    scheduled = True

    def __init__(self, sources: str = "", only: str = "", url: str = "", **arguments: Any) -> None:
        """Raises SourcesError, naming what is wrong and where."""
        super().__init__(sources, only, **arguments)
        self.urls = addresses(url)
        self._followed: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """As the parent's, with the SOURCES setting for want of an argument."""
        if not kwargs.get("url"):
            kwargs.setdefault("sources", crawler.settings["SOURCES"])
        return super().from_crawler(crawler, *args, **kwargs)

    async def start(self) -> AsyncIterator[Request]:
        """The listings that each source names; its home page where it names none."""
        for address in self.urls:
            yield self.article_request(self.source_of(address), Entry(normalise(address), address=address))
        for source in () if self.urls else self.sources:
            for listing in first_listings(source):
                yield self.listing_request(source, listing)

    def _home(self, source: Source, response: Response) -> Output:
        """Feeds the page links to, sitemaps its robots.txt names; links and sections where there are neither."""
        tree = html_of(response)
        found = [Listing(url, "feed") for url in linked_feeds(tree, response.url)]
        found += [Listing(url, "sitemap") for url in self.named_sitemaps(response)]
        if not found:
            yield from self._section(source, response)
            found = [Listing(url, "section") for url in find_sections(tree, response.url)]
        for listing in found:
            yield self.listing_request(source, listing)

    def _section(self, source: Source, response: Response) -> Output:
        tree = html_of(response)
        for entry in article_links(tree, response.url, source, shapes_of(response)):
            yield self.article_request(source, entry)
        page = response.meta.get("page", 1)
        following = next_page(tree, response.url)
        if following and page < LIST_PAGES:
            request = self.listing_request(source, Listing(following, "page"))
            request.meta["page"] = page + 1
            yield request

    def _feed(self, source: Source, response: Response) -> Output:
        yield from self.wanted(source, parse_feed(response.body, response.url, charset(response)).entries)

    def _sitemap(self, source: Source, response: Response) -> Output:
        since = datetime.now(UTC) - SITEMAP_AGE
        sitemap = parse_sitemap(response.body, response.url, since, charset(response), shapes_of(response))
        if response.meta["depth"] <= SITEMAP_DEPTH:
            for child in choose_children(sitemap.children, since, SITEMAP_CHILDREN):
                self._followed[source.name] += 1
                if self._followed[source.name] <= SITEMAPS:
                    yield self.listing_request(source, Listing(child.url, "sitemap"))
        # Anyone may write a sitemap that names anyone's pages; a feed is the site's own choice of reports.
        own = site_of(source.url)
        yield from self.wanted(source, (entry for entry in sitemap.entries if site_of(entry.url) == own))

    readers = {"home": _home, "section": _section, "page": _section, "feed": _feed, "sitemap": _sitemap}  # noqa: RUF012 # the parent says ClassVar


def addresses(argument: str) -> tuple[str, ...]:
    """The addresses of a `url=` argument. Raises SourcesError for what is none."""
    found = tuple(address.strip() for address in argument.split(",") if address.strip())
    try:
        for address in found:
            normalise(address)
    except ValueError as error:
        raise SourcesError(f"url: {error}") from None
    return found


def first_listings(source: Source) -> Iterator[Listing]:
    """What the source's table names: feeds, sitemaps, sections; its home page where there is no feed or sitemap."""
    if not (source.feeds or source.sitemaps):
        yield Listing(source.url, "home")
    for kind, urls in (("feed", source.feeds), ("sitemap", source.sitemaps), ("section", source.sections)):
        for url in urls:
            yield Listing(url, kind)
