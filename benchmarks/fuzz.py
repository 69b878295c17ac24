"""Fuzz every reader of what the web and its users send: feeds, sitemaps, links, robots.txt, sources, pages, texts.

    benchmarks/fuzz.py --minutes 60
    benchmarks/fuzz.py --only feed,sitemap --seed 7 --minutes 1
    benchmarks/fuzz.py --again feed:1234567

Each case is made from a number: documents of the kind, mutated by splicing, repeating, nesting, cutting and by bytes
and tokens that parsers trip over. A finding is an error that the reader does not document, or SECONDS of CPU; it is
printed with the number that makes it again, and the exit code is 1.
"""

import argparse
import math
import random
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from lxml import html
from protego import Protego

from crawler.extraction import ExtractionError, clean_text, extract
from crawler.sources import SourcesError, parse_sources
from crawler.urls import announced, normalise, site_of
from spiders.errors import ListingError
from spiders.feeds import find_feeds, parse_feed
from spiders.links import article_links
from spiders.sitemaps import parse_sitemap
from storage.values import storable, utc_text

SECONDS = 10.0
"""CPU that one case may take; the crawl's workers are given 20 s a page."""

MOST = 300_000
"""Bytes of a case."""

SITE = "https://paper.example/news/"

FEEDS = (
    b'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
    b"<title>Paper</title><link>https://paper.example/</link><item><title><![CDATA[Harbour & bridge]]></title>"
    b'<link>/2026/03/harbour</link><guid isPermaLink="false">1</guid><pubDate>Sun, 01 Mar 2026 12:00:00 +0100'
    b"</pubDate><dc:creator>A</dc:creator></item><item><title>&lt;b&gt;Two&lt;/b&gt; &eacute;</title><guid>"
    b"https://paper.example/2?a=1&amp;b=2</guid><dc:date>2026-03-01T12:00:00Z</dc:date></item></channel></rss>",
    b'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://paper.example/"><entry><title type="html">T</title>'
    b'<link rel="alternate" href="a/1"/><id>urn:1</id><published>2026-03-01T12:00:00Z</published>'
    b"<updated>2026-03-02T12:00:00.5+02:00</updated></entry></feed>",
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item '
    b'rdf:about="https://paper.example/3"><title>Three</title></item></rdf:RDF>',
    b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "https://paper.example/4", "url": "/4", '
    b'"title": "Four \\ud83d", "date_published": "2026-03-01T12:00:00Z"}]}',
    b'<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel>'
    b"<item><title>&b;&x;</title><link>https://paper.example/5</link></item></channel></rss>",
)
SITEMAPS = (
    b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news='
    b'"http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://paper.example/2026/03/01/harbour-reopens</loc>'
    b"<lastmod>2026-03-01</lastmod><news:news><news:publication_date>2026-03-01T12:00:00+01:00</news:publication_date>"
    b"<news:title>Harbour reopens</news:title></news:news></url></urlset>",
    b'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>/sitemap-2026-03.xml</loc>'
    b"<lastmod>2026-03-01T12:00Z</lastmod></sitemap></sitemapindex>",
    b"https://paper.example/2026/03/01/one-two-three-four\nhttps://paper.example/b\r\nhttp://[::1]/c\n",
    b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff\xb3\xb1/\xca/.)\xb6\xb3\xd1\x87\xd0\x00\x00\x00",
)
ROBOTS = (
    b"User-agent: *\nDisallow: /private/*.html$\nAllow: /private/a\nCrawl-delay: 2.5\nSitemap: /s.xml"
    b"\nRequest-rate: 1/5\nVisit-time: 0600-0845\n",
    b"\xef\xbb\xbfuser-agent : Broadsheet # us\ndisallow:/\r\n\r\nUser-agent: a\nUser-agent: b\nDisallow: /%7e*a*b*$\n",
)
SOURCES = (
    b'[[source]]\nname = "paper"\nurl = "https://paper.example/"\nfeeds = ["/rss", "https://a.example/f?a=1"]\n'
    b'language = "en"\ninclude = ["/news/(a|b)+"]\nexclude = ["^x{2,3}"]\ndelay = 2.5\nprune = ["//div[@class]"]\n',
    b"https://paper.example/ # comment\nhttp://other.example/news\n",
)
ADDRESSES = (b"https://paper.example/a?b=1#c", b"//a.example:80/%7e/../b;sid=1", b"?p=1")
TEXTS = (
    b"The harbour reopened on Monday, the council said.\nRead more: Bridge closed\nBy Ana Silva\nFollow us on X\n"
    b"Lesen Sie auch: Mehr\n- one\n- two\nAdvertisement\n",
)
PAGES = tuple(path.read_bytes() for path in sorted((ROOT / "tests" / "pages").glob("*/*.html")))

TOKENS = (
    b"<", b">", b"&", b'"', b"'", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"<?xml ", b"\0", b"\xff", b"\xed\xa0\x80",
    b"\\ud800", b"&#0;", b"&#xD800;", b"&#x110000;", b"&eacute;", b"\r", b"\n", b"\t", b"\x1b$B", b"{", b"}", b"[",
    b"]", b"9" * 400, b"1e999", b"-1", b"NaN", b"null", b"0000-00-00", b"9999-12-31T23:59:59-23:59",
    b"Mon, 31 Feb 99999", b"0001-01-01T00:00:00+14:00", b"http://", b"http://[", b"http://[::ffff:1.2.3.4%25a]:99999/",
    b"//", b"\\\\", b"%", b"%zz", b"javascript:alert(1)", b"file:///etc/passwd", b"data:,a", b"\xe2\x80\xae",
    b"\xf0\x9f\x98\x80", b"a" * 5000, b"<script type='application/ld+json'>", b"</script>", b'{"@graph":[',
    b"<a href=", b" colspan=1000000000 ", b"<table><tr><td rowspan=99999999>", b"<base href='http://[/'>",
    b"<meta charset=utf-7>", b"<svg>", b"<template>", b"<p>" * 50, b"<div>" * 300, b"</div>" * 300, b"*" * 50,
    b"(" * 100, b"\xff\xfe<\0", b"\x1f\x8b\x08", b"$", b"^",
)  # fmt: skip


@dataclass(frozen=True)
class Target:
    """A reader. seeds: documents of its kind. read: raises `expected` alone."""

    seeds: tuple[bytes, ...]
    read: Callable[[bytes], object]
    expected: tuple[type[Exception], ...] = ()


def _feed(body: bytes) -> None:
    for entry in parse_feed(body, SITE).entries:
        _checked(entry.url, entry.title, entry.address)
        for moment in (entry.published, entry.modified):
            assert moment is None or utc_text(moment)


def _sitemap(body: bytes) -> None:
    sitemap = parse_sitemap(body, SITE)
    for entry in sitemap.entries:
        _checked(entry.url, entry.title, entry.address)


def _links(body: bytes) -> None:
    try:
        tree = html.document_fromstring(body)
    except (ValueError, AssertionError, html.etree.LxmlError):
        return
    find_feeds(tree, SITE)
    for entry in article_links(tree, SITE):
        _checked(entry.url, entry.title, entry.address)


def _robots(body: bytes) -> None:
    rules = Protego.parse(body.decode("utf-8", "ignore"))
    rules.can_fetch(SITE + "private/a/b/c.html?x=1", "Broadsheet")
    delay = rules.crawl_delay("Broadsheet")
    assert delay is None or float(delay) == delay
    list(rules.sitemaps)


def _sources(body: bytes) -> None:
    for place in ("sources.toml", "sources.txt"):
        said = ""
        try:
            for source in parse_sources(body.decode("utf-8", "replace"), place):
                source.wants(SITE)
        except SourcesError as error:
            said = str(error)
        assert "\n" not in said


def _url(body: bytes) -> None:
    text = body[:3000].decode("utf-8", "surrogatepass" if body[:1] < b"\x80" else "replace")
    url, _ = announced(SITE, text)
    assert normalise(url) == url
    assert site_of(url)


def _page(body: bytes) -> None:
    article = extract(body, SITE + "report", announced="Harbour reopens")
    assert len(article.text) <= 2 * len(body) + 1000


def _checked(url: str, title: str, address: str) -> None:
    assert normalise(url) == url
    assert len(title) <= 500
    assert len(address) <= 4096
    assert storable(title).isprintable() or title


TARGETS = {
    "feed": Target(FEEDS, _feed, (ListingError,)),
    "sitemap": Target((*SITEMAPS, *FEEDS[:1]), _sitemap, (ListingError,)),
    "links": Target(PAGES, _links),
    "robots": Target(ROBOTS, _robots),
    "sources": Target(SOURCES, _sources),
    "url": Target(
        (*(b"https://paper.example/a?b=1#c", b"//a.example:80/%7e/../b;sid=1", b"?p=1"),), _url, (ValueError,)
    ),
    "page": Target(PAGES, _page, (ExtractionError,)),
    "text": Target(TEXTS, lambda body: clean_text(body.decode("utf-8", "replace"))),
}


def made(target: Target, number: int) -> bytes:
    """The case of a number: the same each time."""
    chance = random.Random(number)  # noqa: S311 - cases, no secrets
    body = bytearray(chance.choice(target.seeds))
    for _ in range(chance.choice((1, 1, 2, 4, 8, 16))):
        _mutate(body, target, chance)
        del body[MOST:]
    return bytes(body)


def _mutate(body: bytearray, target: Target, chance: random.Random) -> None:
    start = chance.randrange(len(body) + 1)
    end = min(len(body), start + int(chance.expovariate(1 / chance.choice((1, 10, 100, 2000)))))
    piece = bytes(body[start:end])
    match chance.randrange(9):
        case 0:
            del body[start:end]
        case 1:
            body[start:start] = chance.choice(TOKENS)
        case 2:
            body[start:end] = chance.choice(TOKENS)
        case 3:  # once, or until it is long
            body[start:start] = piece * chance.choice((1, 2, 50, MOST // (len(piece) + 1)))
        case 4:
            other = chance.choice(target.seeds)
            cut = chance.randrange(len(other) + 1)
            body[start:end] = other[cut : cut + chance.choice((10, 100, 5000))]
        case 5:
            body[start:end] = bytes(chance.randrange(256) for _ in range(min(end - start + 1, 200)))
        case 6 if body:
            body[min(start, len(body) - 1)] ^= 1 << chance.randrange(8)
        case 7:  # a tag around the rest, many times over
            tag = chance.choice((b"div", b"item", b"b", b"ul><li", b"table><tr><td", b"a", b"url", b"font"))
            body[start:start] = b"<%s>" % tag * chance.choice((1, 20, 3000, 20_000))
        case _:
            token = chance.choice(TOKENS)
            body[start:start] = token * chance.choice((2, 100, MOST // (len(token) * 4)))


class TooLongError(Exception):
    """A case took SECONDS of CPU."""


def on_alarm(*_: object) -> None:
    """For SIGVTALRM. Raises TooLongError."""
    raise TooLongError(f"over {SECONDS} s of CPU")


def finding(name: str, number: int) -> str | None:
    """What went wrong with a case, None where nothing did."""
    target = TARGETS[name]
    body = made(target, number)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        target.read(body)
    except target.expected:
        pass
    except Exception:
        return traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return None


def cases(names: list[str], seed: int, until: float) -> Iterator[tuple[str, int]]:
    """Cases of each reader in turn, as many of each second of CPU for one as for the other, until the time is up."""
    spent = dict.fromkeys(names, 0.0)
    chance = random.Random(seed)  # noqa: S311 - as above
    while time.monotonic() < until:
        name = min(spent, key=lambda one: spent[one])
        started = time.process_time()
        yield name, chance.randrange(1 << 48)
        spent[name] += time.process_time() - started


def main() -> int:
    """Run; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1.0, help="how long (default: 1)")
    parser.add_argument("--only", default=",".join(TARGETS), help="readers, separated by commas (default: all)")
    parser.add_argument("--seed", type=int, default=0, help="another number makes other cases")
    parser.add_argument("--again", metavar="READER:NUMBER", help="one case again; it is written to stdout as it is")
    options = parser.parse_args()
    signal.signal(signal.SIGVTALRM, on_alarm)
    resource.setrlimit(resource.RLIMIT_DATA, (2 << 30, 2 << 30))
    if options.again:
        name, _, number = options.again.partition(":")
        sys.stdout.buffer.write(made(TARGETS[name], int(number)))
        sys.stderr.write(finding(name, int(number)) or "nothing wrong\n")
        return 0
    names = options.only.split(",")
    counts = dict.fromkeys(names, 0)
    found = 0
    slowest = dict.fromkeys(names, 0.0)
    for name, number in cases(names, options.seed, time.monotonic() + 60 * options.minutes):
        started = time.process_time()
        wrong = finding(name, number)
        slowest[name] = max(slowest[name], time.process_time() - started)
        counts[name] += 1
        if wrong:
            found += 1
            print(f"{name}:{number}\n{wrong}", flush=True)
    for name in names:
        print(f"{name:8} {counts[name]:8} cases, slowest {math.ceil(slowest[name] * 1000)} ms")
    print(f"{found} findings in {sum(counts.values())} cases")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
