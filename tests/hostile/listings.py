"""Cases of feeds, sitemaps and links."""

from itertools import chain, count
from urllib.parse import urlsplit

from tests.hostile.case import REPORT, Case, page
from tests.hostile.pages import TITLE, line
from tests.hostile.web import Chunks, Site, answer

NESTED = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
BOMB = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "bomb">{NESTED}]>'
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a11 SYSTEM "file:///etc/passwd">'
    '<!ENTITY b SYSTEM "http://entity.example/b"><!ENTITY % c SYSTEM "http://entity.example/c">%c;]>'
)
FEED = f"<rss><channel><item><title>&a11;&b; Harbour</title><link>{REPORT}</link></item></channel></rss>"
SITEMAP = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/'
    f'sitemap-news/0.9"><url><loc>http://{{}}.example{REPORT}</loc><n:news><n:title>&a11;&b;</n:title></n:news></url>'
    "</urlset>"
)
NEW = {"new": 1, "errors": 0}
A_SITEMAP = 'sitemaps = ["/sitemap.xml"]'


def serving(listing: Chunks, seed: int) -> Site:
    """A listing at /feed, /sitemap.xml and /, and one article wherever else it leads."""

    def site(path: str) -> Chunks | None:
        if urlsplit(path).path in ("/", "/feed", "/sitemap.xml"):
            return listing
        return answer(page(seed)) if path.startswith("/2026/") else None

    return site


def xml(text: str) -> Chunks:
    return answer(text, "text/xml")


def million() -> Chunks:
    items = (b"<item><link>/2026/03/01/harbour-%d</link></item>" % n * 1000 for n in range(1_000))
    return chain([b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n<rss><channel>"], items)


numbers = count()


def index_without_end(path: str) -> Chunks | None:
    """Every sitemap is an index of itself and of twenty others."""
    if not path.startswith("/sitemap"):
        return None
    named = ["/sitemap.xml", path, *(f"/sitemap-news-{next(numbers)}.xml" for _ in range(20))]
    return xml(f"<sitemapindex>{''.join(f'<sitemap><loc>{one}</loc></sitemap>' for one in named)}</sitemapindex>")


def calendar(path: str) -> Chunks | None:
    """Every day has a page, which leads to the next."""
    if path != "/" and not path.startswith("/calendar"):
        return None
    days = "".join(
        f"<a href='/calendar/{next(numbers)}/2027-{n % 12 + 1:02}-{n % 28 + 1:02}'>{n}</a>" for n in range(99)
    )
    return answer(f"<html><title>Calendar</title><body><h1>Events</h1>{days}</body></html>")


def links(*targets: str) -> Chunks:
    listed = "".join(
        f"<h2><a href='{target}'>The harbour reopens after the storm, says council</a></h2>" for target in targets
    )
    return answer(f"<html><title>Paper</title><body>{listed}</body></html>")


SESSIONS = [f"{REPORT}?{name}={n:032x}" for n in range(50) for name in ("PHPSESSID", "sid", "jsessionid")]
THOUSAND = [f"{REPORT}?from={n}" for n in range(1000)]

CASES = [
    Case("entity-bomb-in-feed", serving(xml(BOMB + FEED), 70), {}, NEW, {TITLE: line(70)}),
    Case("outside-entity-in-feed", serving(xml(OUTSIDE + FEED), 71), {}, NEW, {TITLE: line(71)}),
    Case(
        "entity-bomb-in-sitemap",
        serving(xml(BOMB + SITEMAP.format("entity-bomb-in-sitemap")), 72),
        {},
        NEW,
        {TITLE: line(72)},
        A_SITEMAP,
    ),
    Case(
        "outside-entity-in-sitemap",
        serving(xml(OUTSIDE + SITEMAP.format("outside-entity-in-sitemap")), 73),
        {},
        NEW,
        {TITLE: line(73)},
        A_SITEMAP,
    ),
    Case("million-items", lambda path: million() if path == "/feed" else None, {"too large": 1}, {"errors": 1}),
    Case(
        "million-empty-items",
        serving(xml(f"<rss><channel>{'<item/>' * 1_000_000}</channel></rss>"), 74),
        {},
        {"new": 0},
    ),
    Case("million-tags", serving(xml(f"<rss><channel>{'<a>' * 3_000_000}"), 74), {}, {"new": 0}),
    Case("feed-is-a-page", serving(answer(page(75)), 75), {"no listing": 1}, {"errors": 1, "new": 0}),
    Case("index-without-end", index_without_end, {}, {"new": 0, "found": 0}, {}, A_SITEMAP),
    Case("calendar", calendar, {}, {"new": 0, "found": 0}, {}, ""),
    Case("sessions", serving(links(*SESSIONS), 76), {}, {"new": 1, "fetched": 1}, {TITLE: line(76)}, ""),
    Case("thousand-addresses", serving(links(*THOUSAND), 77), {}, {"new": 1}, {TITLE: line(77)}, ""),
]
