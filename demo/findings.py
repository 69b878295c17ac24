"""What two crawls of the demo left in the database, and whether it is what the papers printed."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from demo.newsroom import Truth
from demo.server import Request

__all__ = ["Check", "Found", "Report", "Revision", "checks", "read", "same_words"]


@dataclass(frozen=True, slots=True)
class Report:
    """A row of `articles` with its source's name and its removed lines as (reason, text)."""

    url: str
    source: str
    title: str
    text: str
    published: str | None
    authors: tuple[str, ...]
    removed: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A row of `copies`. of: the url of the article it repeats."""

    url: str
    of: str
    source: str
    title: str
    relation: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Revision:
    """What an article said before it changed. of: its url."""

    of: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """All that the demo looks at; each by the order in which it was stored."""

    reports: dict[str, Report]
    copies: tuple[CopyRow, ...]
    revisions: tuple[Revision, ...]

    def where_it_ran(self, url: str) -> list[CopyRow]:
        """The copies of one report."""
        return [copy for copy in self.copies if copy.of == url]

    def reasons(self) -> Counter[str]:
        """How many lines were taken out, by reason."""
        return Counter(reason for report in self.reports.values() for reason, _ in report.removed)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must hold. wrong: what does not, empty where all is well."""

    name: str
    wrong: tuple[str, ...]


def read(database: Path) -> Found:
    """What the database holds. Raises sqlite3.Error where it is no such database."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
        db.row_factory = sqlite3.Row
        return Found(
            reports={report.url: report for report in _reports(db)},
            copies=tuple(CopyRow(**row) for row in db.execute(_COPIES)),
            revisions=tuple(Revision(**row) for row in db.execute(_REVISIONS)),
        )


_COPIES = """
    select copies.url, articles.url as "of", sources.name as source, copies.title, relation, similarity
    from copies join articles on articles.id = copies.article join sources on sources.id = copies.source
    order by copies.id
"""
_REVISIONS = """
    select articles.url as "of", revisions.title, revisions.text
    from revisions join articles on articles.id = revisions.article order by revisions.id
"""
_ARTICLES = """
    select articles.id, articles.url, sources.name as source, title, text, published
    from articles join sources on sources.id = articles.source order by articles.id
"""
_AUTHORS = """
    select name from article_authors join authors on authors.id = article_authors.author
    where article = ? order by position
"""
_REMOVED = "select reason, text from removed where article = ? order by position"


def _reports(db: sqlite3.Connection) -> Iterator[Report]:
    for row in db.execute(_ARTICLES).fetchall():
        fields = dict(row)
        identity = fields.pop("id")
        authors = tuple(author for (author,) in db.execute(_AUTHORS, (identity,)))
        removed = tuple((reason, text) for reason, text in db.execute(_REMOVED, (identity,)))
        yield Report(**fields, authors=authors, removed=removed)


def checks(before: Sequence[Truth], after: Sequence[Truth], found: Found, second: Iterable[Request]) -> list[Check]:
    """What must hold once both visits are crawled.

    before, after: the newsroom's truth at each visit. second: the server's log of the second crawl.
    """
    truths = {url: truth for truth in after for url in (truth.url, *truth.variants)}
    stored = {*found.reports, *(copy.url for copy in found.copies)}
    known = set(before)
    news = {truth.url for truth in after if truth not in known}
    changed = news & {truth.url for truth in before}
    asked = list(second)
    return [
        Check("every article is stored, as a report or as a copy of one", tuple(_missing(after, stored))),
        Check("nothing else is: no section, tag, author or log-in page", tuple(sorted(stored - truths.keys()))),
        Check("copies belong to the report that they repeat", tuple(_mismatched(truths, found))),
        Check("reprints are found", tuple(_missed_reprints(after, found))),
        Check("titles, authors and times are the papers' own", tuple(_misread(truths, found))),
        Check(
            "the corrected article has a revision, no other has", _difference({r.of for r in found.revisions}, changed)
        ),
        Check("of the articles, the second run asked for what is new alone", _difference(_pages(asked, truths), news)),
        Check("all other feeds and home pages answered: not modified", tuple(_unconditional(asked, truths, news))),
    ]


def _missing(truths: Iterable[Truth], stored: set[str]) -> Iterator[str]:
    return (truth.url for truth in truths if stored.isdisjoint((truth.url, *truth.variants)))


def _mismatched(truths: dict[str, Truth], found: Found) -> Iterator[str]:
    for copy in found.copies:
        truth, original = truths.get(copy.url), truths.get(copy.of)
        if truth and original and truth != original and (truth.wire is None or truth.wire != original.wire):
            yield f"{copy.url} is no copy of {copy.of}"


def _missed_reprints(truths: Sequence[Truth], found: Found) -> Iterator[str]:
    """Reports stored twice though a paper reprinted every word of the other."""
    texts: dict[str, str] = {}
    for truth in truths:
        if truth.url in found.reports and texts.setdefault(truth.text, truth.url) != truth.url:
            yield f"{truth.url} says what {texts[truth.text]} says"


def _misread(truths: dict[str, Truth], found: Found) -> Iterator[str]:
    for report in found.reports.values():
        truth = truths.get(report.url)
        if truth is None:
            continue
        pairs = {
            "title": (report.title, truth.title),
            "authors": (report.authors, truth.authors),
            "published": (report.published, _utc(truth.published)),
        }
        for field, (said, true) in pairs.items():
            if said != true:
                yield f"{report.url}: {field} is {said!r}, not {true!r}"


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _pages(requests: Iterable[Request], truths: dict[str, Truth]) -> set[str]:
    """The articles that were asked for."""
    urls = {f"http://{request['host']}{urlsplit(request['path']).path}" for request in requests}
    return {truths[url].url for url in urls & truths.keys()}


def _unconditional(requests: Iterable[Request], truths: dict[str, Truth], news: set[str]) -> Iterator[str]:
    """Answers of the second run that sent a page again, though nothing on their host is new."""
    moved = {urlsplit(url).netloc for url in news}
    for request in requests:
        fresh = request["status"] == 304 or request["host"] in moved or request["path"] == "/robots.txt"
        if not fresh and f"http://{request['host']}{request['path']}" not in truths:
            yield f"{request['host']}{request['path']}: {request['status']}"


def _difference(got: set[str], wanted: set[str]) -> tuple[str, ...]:
    return (*(f"{url} too" for url in sorted(got - wanted)), *(f"{url} not" for url in sorted(wanted - got)))


def same_words(truths: Iterable[Truth], found: Found) -> tuple[int, int]:
    """How many stored reports say word for word what the paper wrote, and of how many."""
    pairs = [(truth.text, found.reports[truth.url].text) for truth in truths if truth.url in found.reports]
    return sum(written == stored for written, stored in pairs), len(pairs)
