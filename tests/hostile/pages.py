"""Cases of an article's page."""

import json
from collections.abc import Callable

from tests.hostile.case import Case, page, with_report
from tests.hostile.web import Chunks, answer
from tests.records import text

TITLE = "Harbour reopens after the storm"
GERMAN = "Die Bürger von Köln grüßten höflich; die Brücke über den Fluß öffnete früh."


def line(seed: int) -> str:
    """A paragraph of the page of this seed."""
    return text(seed).split("\n")[1]


def good(name: str, seed: int, report: Callable[[], Chunks]) -> Case:
    """A case whose article is stored whole."""
    return Case(name, with_report(report), {}, {"new": 1}, {TITLE: line(seed)})


def bad(name: str, html: str | Callable[[], str], kind: str = "not an article") -> Case:
    """A case that stores nothing: its page is rejected."""
    return Case(
        name,
        with_report(lambda: answer(html if isinstance(html, str) else html())),
        {kind: 1},
        {"rejected": 1, "fetched": 1, "new": 0},
    )


def german(seed: int, charset_of_bytes: str, header: str, declared: str) -> Chunks:
    html = page(seed, head=f"<meta charset={declared}>" if declared else "", body=f"<p>{GERMAN}</p>" * 3)
    html = html.replace("<meta charset=utf-8>", "", 1)
    return answer(html.encode(charset_of_bytes), f"text/html{header}")


def in_german(name: str, seed: int, charset_of_bytes: str, header: str = "", declared: str = "") -> Case:
    return Case(
        name,
        with_report(lambda: german(seed, charset_of_bytes, header, declared)),
        {},
        {"new": 1},
        {TITLE: GERMAN},
    )


def ld(value: str) -> str:
    return f'<script type="application/ld+json">{value}</script>'


def big_ld() -> str:
    graph = [{"@type": "NewsArticle", "headline": "x" * 100, "n": n} for n in range(60_000)]
    return page(41, head=ld(json.dumps({"@context": "https://schema.org", "@graph": graph})))


def dated(year: int) -> str:
    news = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE}
    news["datePublished"] = f"{year}-01-01T00:00:00Z"
    return page(50 + year % 10, head=ld(json.dumps(news)))


WALLS = {
    "soft-404": (
        "soft 404",
        "<html><head><title>Page not found - Paper</title></head><body><h1>Sorry, this page does not exist</h1><p>The "
        "page you are looking for might have been removed, had its name changed, or is temporarily unavailable. Try to "
        "search for it, or go back to our home page and read the latest news of the day from our reporters all over "
        "the country.</p><p>If you think that this is a mistake, please write to our editors, who will be glad to help "
        "you find the report that you were looking for. We are sorry for the trouble this may have caused you.</p>"
        "</body></html>",
    ),
    "log-in-wall": (
        "log-in",
        "<html><head><title>Log in to continue reading - Paper</title>"
        "<meta property='og:type' content='article'></head><body><h1>Log in to continue reading</h1><p>This article is "
        "for subscribers. Log in to your account or create a free account to continue reading this article and many "
        "others.</p><form action='/login'><input name='email'>"
        "<input type='password' name='password'><button>Log in</button></form><p>Not a subscriber yet? Subscribe now "
        "and read everything for one euro in the first month; you can cancel at any time.</p></body></html>",
    ),
    "cookie-wall": (
        "consent",
        "<html><head><title>Paper - Your privacy</title></head><body><h1>We value your privacy</h1><p>We and our 842 "
        "partners store and access information on a device, such as cookies, and process personal data, such as "
        "unique identifiers, for personalised ads and content, ad and content measurement, audience insights and "
        "product development. With your permission we and our partners may use precise geolocation data.</p><p>Please "
        "accept cookies to continue to the site, or manage your preferences. You can withdraw your consent at any "
        "time.</p><button>Accept all</button><button>Manage settings</button></body></html>",
    ),
    "challenge": (
        "challenge",
        "<html><head><title>Just a moment...</title><script src='/cdn-cgi/challenge-platform/h/b/orchestrate/"
        "chl_page/v1'></script></head><body><h1>paper.example</h1><p>Checking your browser before accessing "
        "paper.example. This process is automatic. Your browser will redirect to your requested content shortly. "
        "Please enable JavaScript and cookies to continue.</p><p>Verify you are human by completing the action below. "
        "paper.example needs to review the security of your connection before proceeding.</p></body></html>",
    ),
    "press-and-hold": (
        "challenge",
        "<html><head><title>Access to this page has been denied</title></head><body><h1>Press &amp; Hold to confirm "
        "you are a human (and not a bot)</h1><p>Access to this page has been denied because we believe you are using "
        "automation tools to browse the website. This may happen as Javascript is disabled or blocked by an extension, "
        "or your browser does not support cookies.</p><p>Reference ID: #1234-5678</p></body></html>",
    ),
}


def wall(name: str, kind: str, html: str) -> Case:
    count = "errors" if kind == "challenge" else "rejected"
    return Case(name, with_report(lambda: answer(html)), {kind: 1}, {count: 1, "fetched": 1, "new": 0})


def with_nul() -> Chunks:
    html = page(31).encode()
    return answer(html.replace(b"<p>", b"<p\0>\0").replace(b" ", b" \0"))


CASES = [
    good("nul-bytes", 31, with_nul),
    in_german("no-charset-latin", 60, "windows-1252"),
    in_german("wrong-header", 61, "utf-8", "; charset=iso-8859-1"),
    in_german("wrong-meta", 62, "windows-1252", declared="utf-8-nonsense"),
    in_german("utf-16", 63, "utf-16", "; charset=utf-8"),
    good("nested-tags", 32, lambda: answer(page(32, body="<div>" * 100_000))),
    good("nested-tags-before", 33, lambda: answer(page(33).replace("<article>", "<b>" * 50 + "<article>"))),
    Case(
        "nested-around",
        with_report(lambda: answer(page(34).replace("<article>", "<div>" * 100_000 + "<article>"))),
        {"not an article": 1},
        {"rejected": 1},
    ),
    Case(
        "fifty-thousand-paragraphs",
        with_report(lambda: answer(page(35, body="<p>and so on it went</p>" * 50_000))),
        {},
        {"new": 1},
        {TITLE: line(35)},
    ),
    good("colspan", 36, lambda: answer(page(36, body="<table><tr><td colspan=1000000000 rowspan=99999999>a</table>"))),
    Case(
        "one-line-of-20-mb",
        with_report(lambda: answer(page(37, body=f"<p>{'word ' * 4_000_000}</p>"))),
        {"too large": 1},
        {"refused": 1},
    ),
    Case(
        "one-line-of-6-mb",
        with_report(lambda: answer(page(38, body=f"<p>{'word ' * 1_200_000}</p>"))),
        {},
        {"new": 1},
        {TITLE: line(38)},
    ),
    good("json-ld-of-8-mb", 41, lambda: answer(big_ld())),
    good("json-ld-nested", 42, lambda: answer(page(42, head=ld('{"a":' * 10_000 + "1" + "}" * 10_000)))),
    good("json-ld-lists", 43, lambda: answer(page(43, head=ld("[" * 10_000 + "]" * 10_000)))),
    good("json-ld-broken", 44, lambda: answer(page(44, head=ld('{"headline": "' + "\\ud800" * 1000)))),
    good("dated-1970", 50, lambda: answer(dated(1970))),
    good("dated-2099", 59, lambda: answer(dated(2099))),
    good(
        "markup-in-title",
        45,
        lambda: answer(page(45, "<b>Harbour</b> reopens &lt;script&gt;alert(1)&lt;/script&gt;after the storm")),
    ),
    good("lone-surrogates", 46, lambda: answer(page(46, body="<p>&#xD800; &#55357;</p>"))),
    good("right-to-left", 47, lambda: answer(page(47, "Harbour \u202ereopens\u202c after \u2066the\u2069 storm"))),
    *(wall(name, kind, html) for name, (kind, html) in WALLS.items()),
]
