"""What a page leads to besides articles: feeds, sections, the next page of a list; and where to look where it says
nothing."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from urllib.parse import parse_qsl, urljoin, urlsplit

from lxml import etree

from crawler.urls import resolve, same_site
from spiders.feeds import MAX_FEEDS, find_feeds, is_comments
from spiders.links import MAX_LINKS, Link, page_links
from spiders.markup import base_of, plain_text
from spiders.signs import SECTION_SIGNS, judge, looks_like_article, url_signs, words_in
from spiders.words import PAGE_PARAMETERS, SECTION_PARENTS

__all__ = [
    "COMMON_FEEDS",
    "COMMON_SITEMAPS",
    "common_places",
    "find_feed_pages",
    "find_sections",
    "find_sitemaps",
    "linked_feeds",
    "next_page",
]

COMMON_FEEDS = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json", "/?feed=rss2")
COMMON_SITEMAPS = ("/sitemap.xml", "/sitemap_index.xml", "/news-sitemap.xml", "/sitemap-news.xml", "/sitemap.txt")
"""Where content management systems put them, from the root of a site: WordPress, Drupal, Ghost, Hugo, Jekyll, TYPO3."""

MAX_SECTIONS = 12
MAX_FEED_PAGES = 3
_LABEL_WORDS = 4
_SECTION_DEPTH = 3

_FEED_FILE = re.compile(r"\.(?:rss|rdf|atom)$|(?:^|[/_.-])(?:rss|atom|feeds?)(?:[/_.-][^/]*)?\.(?:xml|json|php)$", re.I)
_FEED_FOLDER = re.compile(r"/(?:rss|feeds?|atom)/?$|/rss/[^/]+/?$", re.IGNORECASE)
_FEED_TEXT = re.compile(r"^(?:rss|atom|xml|json)?[ -]?(?:feeds?|rss|news-?feeds?)?$", re.IGNORECASE)
_FEED_PAGE = re.compile(r"(?:^|[/_-])(?:rss|feeds?)(?:[/_-]|$|\.(?:html?|php|aspx?)$)", re.IGNORECASE)
_SITEMAP_FILE = re.compile(r"sitemap[^/]*\.(?:xml|txt)(?:\.gz)?$", re.IGNORECASE)
_PAGE_PATH = re.compile(r"^(?P<base>.*?/)(?:(?:page|seite|pagina|strana|p)[/-]?)?(?P<number>\d{1,4})/?$")


def linked_feeds(tree: etree._Element, url: str) -> tuple[str, ...]:
    """Give the feeds that a page names: by <link rel="alternate">, then by plain links that look like a feed's.

    tree: the parsed page. url: its address, normalised. At most MAX_FEEDS, each once, in the page's order.
    """
    feeds = {feed.rstrip("/"): feed for feed in find_feeds(tree, url)}
    for target, text in _anchors(tree, url):
        path = urlsplit(target).path
        is_feed = _FEED_FILE.search(path) or (_FEED_FOLDER.search(path) and _FEED_TEXT.match(text))
        if is_feed and not is_comments(text) and not is_comments(target):
            feeds.setdefault(target.rstrip("/"), target)
    return tuple(islice(feeds.values(), MAX_FEEDS))


def find_feed_pages(tree: etree._Element, url: str) -> tuple[str, ...]:
    """Give the pages that may list the site's feeds, such as /rss-feeds.html; at most MAX_FEED_PAGES."""
    feeds = set(linked_feeds(tree, url))
    pages = {target: None for target, _ in _anchors(tree, url) if _FEED_PAGE.search(urlsplit(target).path)}
    wanted = (page for page in pages if page not in feeds and page != url and not is_comments(page))
    return tuple(islice(wanted, MAX_FEED_PAGES))


def find_sitemaps(tree: etree._Element, url: str) -> tuple[str, ...]:
    """Give the sitemaps that a page links to by <link rel="sitemap"> or a plain link to an XML or text file."""
    base = base_of(tree, url)
    named = [link.get("href", "") for link in islice(tree.iter("link"), MAX_LINKS) if link.get("rel") == "sitemap"]
    found = dict.fromkeys(target for href in named if (target := _resolved(base, href)) and same_site(target, url))
    found |= {target: None for target, _ in _anchors(tree, url) if _SITEMAP_FILE.search(urlsplit(target).path)}
    return tuple(found)


def find_sections(tree: etree._Element, url: str) -> tuple[str, ...]:
    """Give the sections that a home page leads to: those with most of the page's articles first, then in its order.

    tree: the parsed page. url: its address, normalised. A section's link is a short label to a short path of the same
    host, which stands in a navigation or below which an article of the page lies. At most MAX_SECTIONS.
    """
    links = [link for link in page_links(tree, url) if urlsplit(link.url).netloc == urlsplit(url).netloc]
    articles: Counter[str] = Counter()
    for link in links:
        if judge(link.url, link.text, link.places).article:
            articles.update(_folders(link.url))
    found = [link for link in links if _may_be_section(link, url)]
    known = [link for link in found if articles[_folder(link.url)] or "navigation" in link.places]
    known.sort(key=lambda link: (-articles[_folder(link.url)], link.url.rstrip("/").count("/")))  # stable: then as met
    return tuple(link.url for link in known[:MAX_SECTIONS])


def next_page(tree: etree._Element, url: str) -> str | None:
    """Give the address of the page that continues the list on this one, None where there is none.

    The page's own word (rel="next") counts; else a link on it to the same address with the next number, as ?page=2,
    /page/2/ or /2. url: the page's address, normalised.
    """
    base = base_of(tree, url)
    for element in islice(tree.iter("link", "a"), MAX_LINKS):
        if "next" in (element.get("rel") or "").lower().split():
            target = _resolved(base, element.get("href", ""))
            if target and target != url and same_site(target, url) and not looks_like_article(target):
                return target
    here, number = _numbered(url)
    later: dict[int, str] = {}
    for target, text in _anchors(tree, url):
        there, found = _numbered(target)
        if there == here and found is not None and found > (number or 0):
            if number is None and text == "2":  # whether its pages are counted from 0, 1 or by their items
                return target
            later.setdefault(found, target)
    if number is None and len(later) > 1:
        later.pop(1, None)  # this page, by another name
    return later[min(later)] if later else None


def _anchors(tree: etree._Element, url: str) -> Iterator[tuple[str, str]]:
    """The addresses on the same site that a page's anchors lead to, and what each says."""
    base = base_of(tree, url)
    for anchor in islice(tree.iter("a"), MAX_LINKS):
        target = _resolved(base, anchor.get("href", ""))
        if target and same_site(target, url):
            yield target, plain_text("".join(islice(map(str, anchor.itertext()), 20)))


def _resolved(base: str, href: str) -> str | None:
    href = href.strip()
    if not href or href.startswith("#"):
        return None
    try:
        return resolve(base, href)
    except ValueError:
        return None


def _may_be_section(link: Link, home: str) -> bool:
    parts = urlsplit(link.url)
    segments = [segment for segment in parts.path.split("/") if segment]
    if parts.query or not 1 <= len(segments) <= _SECTION_DEPTH or link.url.rstrip("/") == home.rstrip("/"):
        return False
    if not 1 <= words_in(link.text) <= _LABEL_WORDS or "footer" in link.places:
        return False
    signs = set(url_signs(link.url))
    if "listing" in signs and len(segments) > 1 and segments[-2].lower() in SECTION_PARENTS:
        signs.discard("listing")
    return signs <= SECTION_SIGNS


def _folder(url: str) -> str:
    """The address as a folder's: without the suffix of a page, with a slash at its end."""
    return re.sub(r"\.(?:html?|php|aspx?)$", "", url).rstrip("/") + "/"


def _folders(url: str) -> Iterator[str]:
    """The folders that an address lies in, the site's root left out."""
    parts = urlsplit(url)
    path = ""
    for segment in parts.path.split("/")[1:-1]:
        path += f"/{segment}"
        yield f"{parts.scheme}://{parts.netloc}{path}/"


def _numbered(url: str) -> tuple[tuple[str, ...], int | None]:
    """An address without the number of its page, and that number, None where it has none."""
    parts = urlsplit(url)
    number, kept = None, []
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        if name.lower() in PAGE_PARAMETERS and value.isdecimal() and len(value) <= 4:
            number = int(value)
        else:
            kept.append(f"{name}={value}")
    path = parts.path
    if number is None and (found := _PAGE_PATH.match(path)):
        number, path = int(found["number"]), found["base"]
    return (parts.netloc, path.rstrip("/"), *kept), number


def common_places(url: str, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Give the addresses of `paths` from the root of a site."""
    return tuple(urljoin(url, path) for path in paths)
