"""What a page says of its article besides the text: title, authors, dates, section and the rest."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

from lxml import html

from crawler.extraction import jsonld
from crawler.extraction.authors import Authors, clean_authors
from crawler.extraction.bylines import read_bylines
from crawler.extraction.dates import Moment
from crawler.extraction.facts import Facts, collect
from crawler.extraction.language import choose_language
from crawler.extraction.published import PUBLISHED_FROM, choose_dates
from crawler.extraction.strings import fold, unescape
from crawler.extraction.titles import choose_title

__all__ = ["PUBLISHED_FROM", "Metadata", "read_metadata"]


@dataclass(frozen=True, slots=True)
class Metadata:
    """The metadata of one page; every string folded (`strings.fold`), "" or None where the page has none.

    canonical_url: absolute, on the page's own site, the page's url where it names none. title: without the site's
    name. headlines: every form in which the page gives its title. description: the standfirst of its meta elements.
    authors: persons, else an agency, else the site where it names itself. published, modified: aware, the page's
    zone; midnight UTC where only a day is known. published_from: a key of PUBLISHED_FROM. language: ISO 639-1.
    kind: the JSON-LD type of the article, else og:type; "" where the page says neither. article_body: the text that
    JSON-LD gives, paragraphs joined by a line feed; often cut, sometimes the whole.
    """

    canonical_url: str
    title: str = ""
    headlines: tuple[str, ...] = ()
    description: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    published_from: str | None = None
    modified: datetime | None = None
    language: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    image: str | None = None
    paywalled: bool | None = None
    site_name: str = ""
    kind: str = ""
    article_body: str | None = None


_MAX_SAMPLE = 3_000
_MAX_TAGS = 50
_MAX_TAG = 100
_AUTHOR_META = (
    "author", "article:author", "article:author_name", "byl", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "dcsext.author", "cxenseparse:author", "article.author", "authors", "article:authors",
)  # fmt: skip


def read_metadata(tree: html.HtmlElement, url: str, now: datetime | None = None) -> Metadata:
    """The metadata of a parsed page, which is left unchanged.

    tree: the page as parsed, scripts included. url: its address, absolute. now: aware; dates beyond it (and a day)
    are not believed; the clock's time if left out. Never raises on what a page holds.
    """
    facts = collect(tree)
    nodes = jsonld.parse(facts.json_ld)
    page_titles = [*facts.each("og:title", "twitter:title"), *facts.headlines, facts.title]
    own = jsonld.article_nodes(
        nodes, url, [facts.links.get("canonical", ""), *facts.each("og:url")], filter(None, page_titles)
    )
    site_names = _site_names(facts, nodes, own, url)
    title, headlines = choose_title(
        _values(own, "headline") or _values(own, "name"),
        list(facts.each("og:title")),
        facts.headlines,
        list(facts.each("twitter:title", "twitter:text:title")),
        facts.title,
        site_names,
    )
    description = facts.first("og:description", "description", "twitter:description") or _first(own, "description")
    body = _article_body(own)
    language = choose_language(
        [facts.language, *facts.each("og:locale"), *_values(own, "inLanguage"),
         *facts.each("content-language", "language", "dc.language", "inlanguage", "lang")],
        f"{title} {description} {body or ''}"[:_MAX_SAMPLE],
    )  # fmt: skip
    dates = choose_dates(tree, facts, own, url, language, now or datetime.now(UTC))
    return Metadata(
        canonical_url=_canonical(facts, own, url),
        title=title,
        headlines=headlines,
        description=description,
        authors=_authors(tree, facts, nodes, own, site_names),
        published=dates.published,
        published_from=dates.published_from,
        modified=dates.modified,
        language=language,
        section=_section(facts, nodes, own, title),
        tags=_tags(facts, own),
        image=_image(facts, own, url),
        paywalled=_paywalled(facts, own),
        site_name=site_names[0] if site_names else "",
        kind=next((name for node in own[:1] for name in jsonld.types(node)), "") or facts.first("og:type").lower(),
        article_body=body,
    )  # fmt: skip


def _values(nodes: Iterable[jsonld.Node], key: str, *inner: str) -> list[str]:
    return [value for node in nodes for value in jsonld.strings(node.get(key), *(inner or ("name", "@value")))]


def _first(nodes: Iterable[jsonld.Node], key: str) -> str:
    return next(iter(_values(nodes, key)), "")


def _site_names(facts: Facts, nodes: list[jsonld.Node], own: list[jsonld.Node], url: str) -> list[str]:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    sites = [node for node in nodes if set(jsonld.types(node)) & {"WebSite", "Organization", "NewsMediaOrganization"}]
    names = [
        *facts.each("og:site_name"), *_values(own, "publisher"), *facts.each("application-name"),
        *_values(sites, "name"), *_values(sites, "alternateName"), *facts.each("apple-mobile-web-app-title", "publisher", "dc.publisher"),
        *(handle.lstrip("@") for handle in facts.each("twitter:site")),
        host, host.rsplit(".", 1)[0], *host.split(".")[-2:-1],
    ]  # fmt: skip
    return list(dict.fromkeys(name for name in names if name))


def _authors(
    tree: html.HtmlElement, facts: Facts, nodes: list[jsonld.Node], own: list[jsonld.Node], sites: list[str]
) -> tuple[str, ...]:
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    best = Authors()
    for read in (
        lambda: _json_ld_authors(own, by_id),
        lambda: facts.each(*_AUTHOR_META),
        lambda: facts.itemprops.get("author", ()),
        lambda: read_bylines(tree),
    ):
        found = clean_authors(read(), sites)
        if found.of_persons:
            return found
        best = best or found
    return best


def _json_ld_authors(own: list[jsonld.Node], by_id: dict[str, jsonld.Node]) -> Iterator[str]:
    for node in own:
        for key in ("author", "creator"):
            value = node.get(key)
            items = value if isinstance(value, list) else [value]
            for item in items:
                if isinstance(item, dict) and set(item) <= {"@id", "@type"}:
                    item = by_id.get(str(item.get("@id")), item)  # noqa: PLW2901
                yield from jsonld.strings(item, "name")
            if value:
                return


def _canonical(facts: Facts, own: list[jsonld.Node], url: str) -> str:
    named = [facts.links.get("canonical", ""), *facts.each("og:url"), *_values(own, "url", "@id", "url")]
    for link in named:
        absolute = _absolute(unescape(link), url)
        if absolute and _is_own_address(absolute, url):
            return absolute.split("#", 1)[0]
    return url


def _absolute(link: str, url: str) -> str | None:
    """The link as an absolute http(s) URL, None where it is none."""
    try:
        absolute = urljoin(url, link.strip()) if link else ""
        parts = urlsplit(absolute)
    except ValueError:
        return None
    return absolute if parts.scheme in ("http", "https") and parts.hostname else None


def _is_own_address(link: str, url: str) -> bool:
    """Of the same site, and no home page: a template left unfilled names that."""
    one, other = urlsplit(link), urlsplit(url)
    if one.path in ("", "/") and not one.query and (other.path not in ("", "/") or other.query):
        return False
    return _site(one.hostname or "") == _site(other.hostname or "")


def _site(host: str) -> str:
    """The registrable domain, as far as the shape tells: two labels, three where the last two are as short as co.uk."""
    labels = host.lower().split(".")
    keep = 3 if len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3 else 2
    return ".".join(labels[-keep:])


def _section(facts: Facts, nodes: list[jsonld.Node], own: list[jsonld.Node], title: str) -> str | None:
    named = [
        *_values(own, "articleSection"), *facts.each("article:section", "parsely-section", "section", "articlesection"),
        *(unescape(value) for value in facts.itemprops.get("articlesection", ())),
    ]  # fmt: skip
    return next((name for name in named if len(name) <= _MAX_TAG and name != title), None)


def _tags(facts: Facts, own: list[jsonld.Node]) -> tuple[str, ...]:
    named = [*_values(own, "keywords"), *facts.each("article:tag", "news_keywords")] or list(facts.each("keywords"))
    tags: dict[str, str] = {}
    for value in named:
        for part in value.split(","):
            tag = part.strip()
            if tag and len(tag) <= _MAX_TAG:
                tags.setdefault(tag.casefold(), tag)
    return tuple(tags.values())[:_MAX_TAGS]


def _image(facts: Facts, own: list[jsonld.Node], url: str) -> str | None:
    named = [
        *facts.each("og:image:secure_url", "og:image", "og:image:url"), *_values(own, "image", "url", "contentUrl", "@id"),
        *facts.each("twitter:image", "twitter:image:src", "thumbnail"),
    ]  # fmt: skip
    return next((link for link in (_absolute(name, url) for name in named) if link), None)


_FREE = {"true": True, "yes": True, "1": True, "http://schema.org/true": True, "https://schema.org/true": True,
         "false": False, "no": False, "0": False, "http://schema.org/false": False, "https://schema.org/false": False}  # fmt: skip
_TIERS = {
    "free": False,
    "open": False,
    "metered": True,
    "locked": True,
    "paid": True,
    "premium": True,
    "subscription": True,
}


def _paywalled(facts: Facts, own: list[jsonld.Node]) -> bool | None:
    for node in own:
        value = node.get("isAccessibleForFree", node.get("isAccessibleForfree"))
        free = value if isinstance(value, bool) else _FREE.get(str(value).strip().lower())
        if free is not None:
            return not free
    for content in facts.each("isaccessibleforfree"):
        if content.lower() in _FREE:
            return not _FREE[content.lower()]
    return next((_TIERS[tier.lower()] for tier in facts.each("article:content_tier") if tier.lower() in _TIERS), None)


def _article_body(own: list[jsonld.Node]) -> str | None:
    for node in own:
        body = node.get("articleBody") or node.get("articlebody")
        if isinstance(body, str):
            lines = (unescape(line) for line in body.splitlines())
            return "\n".join(line for line in lines if line) or None
    return None
