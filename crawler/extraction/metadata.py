"""What a page says of its article besides the text: title, authors, dates, section and the rest."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from lxml import html

from crawler.extraction import jsonld
from crawler.extraction.addresses import canonical_address, lead_image
from crawler.extraction.authors import Authors, clean_authors
from crawler.extraction.bylines import read_bylines
from crawler.extraction.facts import Facts, collect, microdata, text_of
from crawler.extraction.language import choose_language
from crawler.extraction.published import PUBLISHED_FROM, choose_dates
from crawler.extraction.strings import unescape
from crawler.extraction.titles import choose_title

__all__ = ["PUBLISHED_FROM", "Metadata", "read_metadata"]


@dataclass(frozen=True, slots=True)
class Metadata:
    """The metadata of one page; every string folded (`strings.fold`), "" or None where the page has none.

    canonical_url: absolute, on the page's own site, the page's url where it names none. title: without the site's
    name. headlines: every form in which the page gives its title. description: the standfirst of its meta elements.
    authors: persons, else an agency, else the site where it names itself; signed: whether more than that. published,
    modified: aware, the page's zone; midnight UTC where only a day is known. published_from: a key of PUBLISHED_FROM.
    language: ISO 639-1. site_names: what the page calls its site and publisher, the best first. kind: the JSON-LD type
    of the article, else og:type; "" where the page says neither. article_body: the text that JSON-LD gives, paragraphs
    joined by a line feed; often cut, sometimes the whole.
    """

    canonical_url: str
    title: str = ""
    headlines: tuple[str, ...] = ()
    description: str = ""
    authors: tuple[str, ...] = ()
    signed: bool = False
    published: datetime | None = None
    published_from: str | None = None
    modified: datetime | None = None
    language: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    image: str | None = None
    paywalled: bool | None = None
    site_names: tuple[str, ...] = ()
    kind: str = ""
    article_body: str | None = None


_MIN_SAMPLE = 300  # characters that hold enough frequent words
_MAX_SAMPLE = 1_000
_MAX_SAMPLED = 20  # paragraphs
_MAX_TAGS = 50
_MAX_TAG = 100
_SEPARATOR = re.compile(r"\s*[,;|、，]\s*")
_SITE_TYPES = frozenset({"WebSite", "Organization", "NewsMediaOrganization"})
_YES = frozenset({"true", "yes", "1", "http://schema.org/true", "https://schema.org/true"})
_NO = frozenset({"false", "no", "0", "http://schema.org/false", "https://schema.org/false"})
_TIERS = {"free": False, "open": False, "metered": True, "locked": True, "paid": True, "premium": True}
_AUTHOR_META = (
    "author", "article:author", "article:author_name", "byl", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "dcsext.author", "cxenseparse:author", "article.author", "authors", "article:authors",
)  # fmt: skip


def read_metadata(tree: html.HtmlElement, url: str, now: datetime | None = None, *, announced: str = "") -> Metadata:
    """The metadata of a parsed page, which is left unchanged.

    tree: the page as parsed, scripts included. url: its address, absolute. now: aware; dates beyond it (and a day)
    are not believed; the clock's time if left out. announced: the headline by which the page was
    found. Never raises on what a page holds.
    """
    facts = collect(tree)
    nodes = jsonld.parse(facts.json_ld)
    page_titles = [*facts.each("og:title", "twitter:title"), *facts.headlines, facts.title]
    own = jsonld.article_nodes(
        nodes, url, [facts.links.get("canonical", ""), *facts.each("og:url")], filter(None, page_titles)
    )
    site_names = _site_names(facts, nodes, own, url)
    sections = _sections(facts, own)
    title, headlines = choose_title(
        jsonld.values(own, "headline") or jsonld.values(own, "name"),
        list(facts.each("og:title")),
        facts.headlines,
        list(facts.each("twitter:title", "twitter:text:title")),
        facts.title,
        site_names,
        sections,
        announced,
        url,
    )
    description = facts.first("og:description", "description", "twitter:description") or next(
        iter(jsonld.values(own, "description")), ""
    )
    body = _article_body(own)
    language = choose_language(
        [facts.language, *facts.each("og:locale"), *jsonld.values(own, "inLanguage"),
         *facts.each("content-language", "language", "dc.language", "inlanguage", "lang")],
        _sample(tree, title, description, body),
    )  # fmt: skip
    authors = _authors(tree, facts, nodes, own, site_names)
    dates = choose_dates(tree, facts, own, jsonld.other_articles(nodes, own), url, language, now or datetime.now(UTC))
    return Metadata(
        canonical_url=canonical_address(facts, own, url),
        title=title,
        headlines=headlines,
        description=description,
        authors=tuple(authors),
        signed=bool(authors) and not authors.of_site,
        published=dates.published,
        published_from=dates.published_from,
        modified=dates.modified,
        language=language,
        section=_section(sections, {title, *site_names}),
        tags=_tags(facts, own),
        image=lead_image(facts, own, url),
        paywalled=_paywalled(facts, own),
        site_names=tuple(site_names),
        kind=next((name for node in own[:1] for name in jsonld.types(node)), "") or facts.first("og:type").lower(),
        article_body=body,
    )  # fmt: skip


def _sample(tree: html.HtmlElement, title: str, description: str, body: str | None) -> str:
    """Some text of the article by which to tell its language: what is at hand, else the first paragraphs."""
    sample = f"{title} {description} {body or ''}"
    if len(sample) < _MIN_SAMPLE:
        for paragraph in islice(tree.iter("p"), _MAX_SAMPLED):
            sample += f" {text_of(paragraph)}"
            if len(sample) >= _MAX_SAMPLE:
                break
    return sample[:_MAX_SAMPLE]


def _site_names(facts: Facts, nodes: list[jsonld.Node], own: list[jsonld.Node], url: str) -> list[str]:
    """What the page calls its site and publisher, the best first, the host's own name last."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    sites = [node for node in nodes if _SITE_TYPES.intersection(jsonld.types(node))]
    names = [
        *facts.each("og:site_name"),
        *jsonld.values(own, "publisher"),
        *facts.each("application-name"),
        *jsonld.values(sites, "name"),
        *jsonld.values(sites, "alternateName"),
        *facts.each("apple-mobile-web-app-title", "publisher", "dc.publisher"),
        *(handle.lstrip("@") for handle in facts.each("twitter:site")),
        host,
        host.rpartition(".")[0],
        *host.split(".")[-2:-1],
    ]
    return list(dict.fromkeys(name for name in names if name))


def _authors(
    tree: html.HtmlElement, facts: Facts, nodes: list[jsonld.Node], own: list[jsonld.Node], sites: list[str]
) -> Authors:
    """The first place that names a person tells; where none does, the first that names anybody.

    The byline in the text is read only where no field names more than the site: an agency or the editors that a page
    declares as its author are.
    """
    best = Authors()
    for values in _author_fields(tree, facts, nodes, own):
        found = clean_authors(values, sites)
        if found.of_persons:
            return found
        if not best or best.of_site:
            best = found or best
    if best and not best.of_site:
        return best
    return clean_authors(_byline(tree, sites), sites) or best


def _author_fields(
    tree: html.HtmlElement, facts: Facts, nodes: list[jsonld.Node], own: list[jsonld.Node]
) -> Iterator[Iterable[str]]:
    yield _json_ld_authors(nodes, own)
    yield facts.each(*_AUTHOR_META)
    yield microdata(tree, "author")


def _byline(tree: html.HtmlElement, sites: list[str]) -> list[str]:
    """The page's byline, unless it begins with the site: what follows then are topics and links."""
    names = read_bylines(tree)
    return names if clean_authors(names[:1], sites).of_persons else []


def _json_ld_authors(nodes: list[jsonld.Node], own: list[jsonld.Node]) -> list[str]:
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    for node in own:
        value = node.get("author") or node.get("creator")
        people = value if isinstance(value, list) else [value]
        names = [name for person in people for name in jsonld.strings(_resolved(person, by_id), "name")]
        if names:
            return names
    return []


def _resolved(value: Any, by_id: dict[str, jsonld.Node]) -> Any:
    """The node that a bare reference points to, the value itself where it is none."""
    if isinstance(value, dict) and "name" not in value:
        return by_id.get(str(value.get("@id")), value)
    return value


def _sections(facts: Facts, own: list[jsonld.Node]) -> list[str]:
    """Every name that the page gives the section it stands in."""
    keys = ("article:section", "parsely-section", "section", "articlesection")
    return [*jsonld.values(own, "articleSection"), *facts.each(*keys)]


def _section(sections: list[str], others: set[str]) -> str | None:
    """The first section that is none of the other names."""
    taken = {other.casefold() for other in others}
    return next((name for name in sections if len(name) <= _MAX_TAG and name.casefold() not in taken), None)


def _tags(facts: Facts, own: list[jsonld.Node]) -> tuple[str, ...]:
    lists = [jsonld.values(own, "keywords"), list(facts.each("article:tag")), list(facts.each("news_keywords"))]
    if not any(lists):
        lists = [list(facts.each("keywords"))]
    tags: dict[str, str] = {}
    for named in lists:
        for tag in _SEPARATOR.split(named[0]) if len(named) == 1 else named:
            if 0 < len(tag) <= _MAX_TAG:
                tags.setdefault(tag.casefold(), tag)
    return tuple(tags.values())[:_MAX_TAGS]


def _paywalled(facts: Facts, own: list[jsonld.Node]) -> bool | None:
    declared = [str(node[key]) for node in own for key in ("isAccessibleForFree", "isAccessibleForfree") if key in node]
    for value in (*declared, *facts.each("isaccessibleforfree")):
        if value.strip().lower() in _YES | _NO:
            return value.strip().lower() in _NO
    return next((_TIERS[tier.lower()] for tier in facts.each("article:content_tier") if tier.lower() in _TIERS), None)


def _article_body(own: list[jsonld.Node]) -> str | None:
    for node in own:
        body = node.get("articleBody") or node.get("articlebody")
        if isinstance(body, str):
            lines = (unescape(line) for line in body.splitlines())
            return "\n".join(line for line in lines if line) or None
    return None
