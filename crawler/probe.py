"""Looks at sites without storing anything: what announces their articles, whether it answers, and a few samples.

The same requests, readers, politeness and bounds as the crawl's, through Scrapy; no database.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Self

from scrapy import Request, signals
from scrapy.exceptions import DontCloseSpider
from scrapy.http import HtmlResponse, Response
from twisted.python.failure import Failure

from crawler import settings
from crawler.page import Entry, Listing, Miss, Page
from crawler.sources import Source
from crawler.urls import normalise, same_site, site_of
from spiders.base import Output, SiteSpider, charset, html_of
from spiders.errors import ListingError
from spiders.failures import miss_of
from spiders.feeds import parse_feed
from spiders.finding import (
    COMMON_FEEDS,
    COMMON_SITEMAPS,
    common_places,
    find_feed_pages,
    find_sections,
    find_sitemaps,
    linked_feeds,
)
from spiders.links import article_links
from spiders.news import first_listings
from spiders.signs import looks_like_article
from spiders.sitemaps import choose_children, parse_sitemap

if TYPE_CHECKING:
    from scrapy.crawler import Crawler, CrawlerProcessBase

__all__ = ["Finding", "Probe", "Probed", "probe"]

RECENT = timedelta(days=7)
"""Of a plain sitemap, what is younger counts, as in the crawl."""

MAX_LISTINGS = 40
"""Listings of one source that are asked for, guesses included."""

INDEX_CHILDREN = 3
"""Sitemaps of an index that are tried: the most promising."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A listing and what it answered.

    kind: as Listing's, or "list of feeds". url: as it was asked for. problem: why it cannot be used, "" where it can.
    entries: the articles it announces now. note: for people. guessed: nothing named it. children: the addresses of
    the sitemaps that an index names.
    """

    kind: str
    url: str
    problem: str = ""
    entries: tuple[Entry, ...] = ()
    note: str = ""
    guessed: bool = False
    children: frozenset[str] = frozenset()

    @property
    def newest(self) -> datetime | None:
        """The newest time that an entry gives, of publication or change; aware, UTC."""
        return max((when for entry in self.entries if (when := date_of(entry))), default=None)


@dataclass(slots=True)
class Probed:
    """What is known of one source. source: as given, for a new one its address alone. findings: in the order of the
    answers. samples: pages of its newest articles, or why they could not be had. language, title: the home page's."""

    source: Source
    findings: list[Finding] = field(default_factory=list)
    samples: list[Page | Miss] = field(default_factory=list)
    language: str | None = None
    title: str = ""

    @property
    def entries(self) -> list[Entry]:
        """The articles of all findings, each once, the newest first, then in their order."""
        entries: dict[str, Entry] = {}
        for finding in self.findings:
            for entry in finding.entries:
                entries.setdefault(entry.url, entry)
        never = datetime.min.replace(tzinfo=UTC)
        return sorted(entries.values(), key=lambda entry: date_of(entry) or never, reverse=True)


def date_of(entry: Entry) -> datetime | None:
    """When an entry was published, else changed, where its listing says so."""
    return entry.published or entry.modified


def probe(
    process: CrawlerProcessBase, sources: Iterable[Source], *, samples: int, search: bool = False
) -> list[Probed]:
    """Look at sites and give what was found, in the order of `sources`.

    samples: articles to fetch of each. search: look for everything a site may have, from its page `url`, instead of
    trying what its source names. Runs and ends Twisted's reactor, so once in a process.
    """
    probed = [Probed(source) for source in sources]
    process.crawl(process.create_crawler(Probe), probed=probed, samples=samples, search=search)
    process.start()
    return probed


class Probe(SiteSpider):
    """Fills each Probed; see probe()."""

    name = "probe"
    custom_settings: ClassVar[dict[str, Any]] = {  # type: ignore[misc] # Scrapy declares it as an instance's
        "EXTENSIONS": settings.EXTENSIONS
        | {"crawler.extensions.session.Session": None, "crawler.extensions.report.Report": None},
        "SPIDER_MIDDLEWARES": {},
        "ITEM_PIPELINES": {},
        "RETRY_ENABLED": False,
    }

    def __init__(self, probed: list[Probed], samples: int, search: bool) -> None:
        super().__init__()
        self._probed = {each.source.name: each for each in probed}
        self._samples = samples
        self._search = search
        self._sampled: set[str] = set()
        self._asked: dict[str, set[str]] = {name: set() for name in self._probed}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Listen for the moment at which all listings are read."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.spider_idle, signals.spider_idle)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """What each source names, or the page from which a new one is searched."""
        for each in self._probed.values():
            listings = [Listing(each.source.url, "home")] if self._search else first_listings(each.source)
            for request in self._requests(each, listings):
                yield request

    def spider_idle(self) -> None:
        """First look where nothing was found, then fetch the samples, then end."""
        requests = [request for each in self._probed.values() for request in self._next(each)]
        if requests:
            assert self.crawler.engine is not None
            for request in requests:
                self.crawler.engine.crawl(request)
            raise DontCloseSpider

    def _next(self, each: Probed) -> Iterator[Request]:
        if self._search and (guesses := list(self._requests(each, _guesses(each), guessed=True))):
            yield from guesses
        elif each.source.name not in self._sampled:
            self._sampled.add(each.source.name)
            for entry in each.entries[: self._samples]:
                yield self.article_request(each.source, entry).replace(dont_filter=True)

    def _requests(self, each: Probed, listings: Iterable[Listing], guessed: bool = False) -> Iterator[Request]:
        """Requests for those listings that were not asked for yet."""
        asked = self._asked[each.source.name]
        for listing in listings:
            if listing.url not in asked and len(asked) < MAX_LISTINGS:
                asked.add(listing.url)
                # Two sources may share a listing, which Scrapy would ask for once.
                request = self.listing_request(each.source, listing).replace(dont_filter=True)
                request.meta["guessed"] = guessed
                yield request

    def parse_listing(self, response: Response) -> Output:
        """Note what the listing holds; ask for what it leads to."""
        each, listing = self._probed[response.meta["source"].name], response.meta["listing"]
        try:
            yield from self.readers[listing.kind](self, each, response)
        except ListingError as error:
            self._note(response, problem=str(error).partition(": ")[2] or str(error))

    def parse_article(self, response: Response) -> Output:
        """Keep the page as a sample."""
        self._probed[response.meta["source"].name].samples += super().parse_article(response)  # type: ignore[arg-type] # pages and misses alone
        return iter(())

    def failed(self, failure: Failure) -> Output:
        """Keep the reason."""
        miss = miss_of(failure, datetime.now(UTC))
        request: Any = failure.request  # type: ignore[attr-defined] # Scrapy sets it on every errback's failure
        each = self._probed[miss.source]
        if isinstance(miss.target, Entry):
            each.samples.append(miss)
        elif not request.meta["guessed"]:
            each.findings.append(Finding(miss.target.kind, miss.target.url, problem=miss.reason))
        return iter(())

    def _note(self, response: Response, entries: Iterable[Entry] = (), **values: Any) -> None:
        listing, guessed = response.meta["listing"], response.meta["guessed"]
        each = self._probed[response.meta["source"].name]
        if guessed and values.get("problem"):
            return
        moved = normalise(response.url)
        note = f"moved to {moved}" if moved != listing.url else ""
        finding = Finding(listing.kind, listing.url, guessed=guessed, note=note)
        wanted = (entry for entry in entries if each.source.wants(entry.url) is not False)
        each.findings.append(replace(finding, entries=tuple(wanted), **values))

    # --- readers ---

    def _home(self, each: Probed, response: Response) -> Output:
        if not isinstance(response, HtmlResponse):
            yield from self._given_feed(each, response)
            return
        tree = html_of(response)
        url = normalise(response.url)
        said = re.match(r"[a-z]{2}(?![a-z])", (tree.get("lang") or "").strip().lower())
        each.language = each.language or (said[0] if said else None)
        each.title = each.title or "".join(tree.xpath("//meta[@property='og:site_name']/@content")[:1])
        found = [Listing(feed, "feed") for feed in linked_feeds(tree, url)]
        found += [Listing(sitemap, "sitemap") for sitemap in self.named_sitemaps(response)]
        if self._search:
            found += [Listing(page, "list of feeds") for page in find_feed_pages(tree, url)]
            found += [Listing(sitemap, "sitemap") for sitemap in find_sitemaps(tree, url)]
            if looks_like_article(url):  # found from any page of a site
                each.source = replace(each.source, url=common_places(url, ("/",))[0])
                found.append(Listing(each.source.url, "home"))
            else:
                if same_site(url, each.source.url):  # and not a page that asks for consent
                    each.source = replace(each.source, url=url)
                found += [Listing(section, "section") for section in find_sections(tree, url)]
        self._note(response, () if looks_like_article(url) else article_links(tree, url, each.source))
        yield from self._requests(each, found)

    def _given_feed(self, each: Probed, response: Response) -> Output:
        """Where a feed's own address was given in place of a page's, its site is searched from the root."""
        try:
            entries = parse_feed(response.body, response.url, charset(response)).entries
        except ListingError:
            raise ListingError("not HTML") from None
        each.findings.append(Finding("feed", normalise(response.url), entries=entries))
        each.source = replace(each.source, url=common_places(response.url, ("/",))[0])
        yield from self._requests(each, [Listing(each.source.url, "home")])

    def _feeds(self, each: Probed, response: Response) -> Output:
        yield from self._requests(each, (Listing(url, "feed") for url in linked_feeds(html_of(response), response.url)))

    def _section(self, each: Probed, response: Response) -> Output:
        self._note(response, article_links(html_of(response), response.url, each.source))
        yield from ()

    def _feed(self, _: Probed, response: Response) -> Output:
        self._note(response, parse_feed(response.body, response.url, charset(response)).entries)
        yield from ()

    def _sitemap(self, each: Probed, response: Response) -> Output:
        since = datetime.now(UTC) - RECENT
        sitemap = parse_sitemap(response.body, response.url, since, charset(response))
        children = choose_children(sitemap.children, since, INDEX_CHILDREN)
        own = site_of(each.source.url)
        note = f"an index of {len(sitemap.children)}" if sitemap.children else ""
        entries = (entry for entry in sitemap.entries if site_of(entry.url) == own)
        self._note(response, entries, note=note, children=frozenset(child.url for child in sitemap.children))
        if response.meta["depth"] <= INDEX_CHILDREN:
            yield from self._requests(each, (Listing(child.url, "sitemap") for child in children))

    readers = {  # noqa: RUF012 # the parent says ClassVar
        "home": _home,
        "list of feeds": _feeds,
        "section": _section,
        "feed": _feed,
        "sitemap": _sitemap,
    }


def _guesses(each: Probed) -> Iterator[Listing]:
    """Common places of what the site did not name, where it answered at all."""
    works = {finding.kind for finding in each.findings if not finding.problem}
    if "home" in works:
        for kind, paths in (("feed", COMMON_FEEDS), ("sitemap", COMMON_SITEMAPS)):
            if kind not in works:
                yield from (Listing(url, kind) for url in common_places(each.source.url, paths))
