"""Records one extracted page: a new article, a copy of one, a new version of one, or nothing new. Knows no
Scrapy.

Everything that one page brings is one transaction: the article with its authors, tags, removed lines,
signature and bands, or the copy, and the frontier's rows; a run killed at any moment leaves all of a page or
nothing.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

import sqlite_utils

from crawler.article import Article, Removed
from crawler.page import Entry, Page
from crawler.verdict import Verdicts, about_the_same
from dedup.addresses import plain_addresses, same_host
from dedup.compare import compare
from dedup.cosmetic import is_cosmetic
from dedup.index import Among, Index
from dedup.reading import Reading
from dedup.signature import DEFAULT_SCHEME, Scheme, Sketch
from storage.copies import Copies
from storage.frontier import Frontier, Limits
from storage.site_lines import SiteLines
from storage.store import Store, StoredArticle
from storage.transactions import transaction
from storage.values import from_utc_text, storable

__all__ = ["KINDS", "Outcome", "Recorder"]

KINDS: dict[str, str] = {
    "new": "a report not seen before",
    "copy": "a page that repeats a stored article",
    "revision": "a stored article's page says something else now",
    "unchanged": "a stored page says what it said",
}
"""What can come of a page: every value of `Outcome.kind`."""

FROM_LISTING = "feed"
"""`published_from` of an article whose time comes from the feed or sitemap that announced it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a page. kind: a key of KINDS. article: the id of its article, or of the article it copies.

    relation, similarity: of a copy, as in the table copies; None for other kinds.
    """

    kind: str
    article: int
    relation: str | None = None
    similarity: float | None = None


class Recorder:
    """Writes pages to one database.

    scheme: of the signatures. window_days: how far back a page is compared with other pages' articles, by when those
    were first stored; None for all. Raises dedup.index.SchemeMismatch where the database was built with another
    scheme: dedup.rebuild.rebuild builds it anew.
    """

    def __init__(
        self,
        db: sqlite_utils.Database,
        scheme: Scheme = DEFAULT_SCHEME,
        limits: Limits | None = None,
        window_days: float | None = None,
    ):
        self._connection = db.conn
        self._scheme = scheme
        self._window = timedelta(days=window_days) if window_days is not None else None
        self._oldest: tuple[datetime, int] | None = None
        self._store = Store(db)
        self._frontier = Frontier(db, limits)
        self._copies = Copies(db)
        self._index = Index(db.conn, scheme)
        self._verdicts = Verdicts(db, self._index)
        self._lines = SiteLines(db.conn, self._reindex)

    def record(self, page: Page, article: Article, sketch: Sketch | None = None) -> Outcome:
        """Store what `article`, extracted from `page`, brings; in one transaction.

        sketch: of the article's text by this scheme, where it was made already, as in a worker process. Raises a
        storage.errors.StorageError where the database cannot take it; nothing of the page is stored then.
        """
        sketched = article.text
        article = _announced(_storable(article), page.entry)
        with transaction(self._connection):
            reading = self._lines.read(article, self._store.sources.id(page.source, page.fetched))
            article = reading.article
            if sketch is None or article.text != sketched:
                sketch = self._scheme.sketch(article.text)
            outcome = self._settle(page, article, sketch)
            if outcome.kind == "new":
                self._lines.count(reading, page.fetched)
            state = self._store.holds(article.url) or "stored"
            # Asked for, and answered after redirects: either may be announced again, and is done.
            for url in dict.fromkeys((page.entry.url, article.url)):
                self._frontier.finish(url, page.source, state, page.fetched)
        return outcome

    def reject(self, page: Page, reason: str) -> None:
        """Note that a page is no article, and why, so that it is not fetched again. What was stored from it
        stays."""
        with transaction(self._connection):
            for url in dict.fromkeys((page.entry.url, page.url)):
                state = self._store.holds(url) or "rejected"
                self._frontier.finish(url, page.source, state, page.fetched, reason)

    def _reindex(self, article: int, before: str, after: str) -> int:
        """Keep the index true to a stored text that loses, or gets back, lines that its site repeats; its words
        now."""
        sketch = self._scheme.sketch(after)
        self._index.remove(article, self._scheme.sketch(before))
        self._index.add(article, sketch)
        return len(sketch.words)

    def _settle(self, page: Page, article: Article, sketch: Sketch) -> Outcome:
        stored = self._store.article_at(article.url) or self._moved(page, sketch)
        if stored is not None:
            return self._revise(stored, page, article, sketch)
        copy = self._copies.at(article.url)
        if copy is not None and copy.digest == sketch.digest:
            return Outcome("unchanged", copy.article)
        variant = self._variant(article, sketch)
        if variant is not None:
            return Outcome("unchanged", variant)
        verdict = self._verdicts.on(article, sketch, Among(self._since(page.fetched)))
        if verdict is not None:
            self._copies.add(article, page.source, verdict, page.fetched)
            return Outcome("copy", verdict.article, verdict.relation, verdict.similarity)
        if copy is not None:  # its page was rewritten and is now like no other: it becomes an article of its own
            self._copies.drop(copy)
        identity = self._store.add_article(article, page.source, len(sketch.words), page.fetched)
        self._index.add(identity, sketch)
        return Outcome("new", identity)

    def _moved(self, page: Page, sketch: Sketch) -> StoredArticle | None:
        """The article stored from the address that was asked for, where that now leads to another.

        Only if it says about the same: an article taken down often leads to its section's front page.
        """
        stored = self._store.article_at(page.entry.url)
        if stored is None:
            return None
        return stored if about_the_same(compare(Reading.of(stored.text), sketch.reading)) else None

    def _variant(self, article: Article, sketch: Sketch) -> int | None:
        """The article that is stored, itself or as a copy, from another version of this page: AMP, mobile or print.

        That is no other place where it ran, and no newer version: its text is left as it is.
        """
        addresses = {*plain_addresses(article.url), *plain_addresses(article.canonical_url)} - {article.url}
        stored = self._store.reports_at([each for each in addresses if same_host(each, article.url)])
        if not stored:  # the version may have come first, and named this page
            named = map(self._store.article, self._store.named(article.url))
            stored = [(each.id, each.text) for each in named if each is not None and same_host(each.url, article.url)]
        return next(
            (identity for identity, text in stored if about_the_same(compare(Reading.of(text), sketch.reading))), None
        )

    def _revise(self, stored: StoredArticle, page: Page, article: Article, sketch: Sketch) -> Outcome:
        before = self._scheme.sketch(stored.text)
        if before.digest == sketch.digest and stored.title == article.title:
            return Outcome("unchanged", stored.id)
        if stored.title == article.title and is_cosmetic(stored.text, article.text):
            return Outcome("unchanged", stored.id)
        if stored.published is not None:
            article = _dated(article, from_utc_text(stored.published), stored.published_from)
        self._store.revise(stored, article, len(sketch.words), page.fetched)
        if before.digest != sketch.digest:
            self._index.remove(stored.id, before)
            self._index.add(stored.id, sketch)
        return Outcome("revision", stored.id)

    def _since(self, now: datetime) -> int:
        """The oldest article that a page fetched now is compared with."""
        if self._window is None:
            return 0
        # Looked up once an hour: it moves slowly, and the look-up costs as much as a comparison.
        hour = (now - self._window).replace(minute=0, second=0, microsecond=0)
        if self._oldest is None or self._oldest[0] != hour:
            self._oldest = hour, self._store.first_since(hour)
        return self._oldest[1]


def _announced(article: Article, entry: Entry) -> Article:
    """The article with what its listing knows better: a title where it has none, the time where it has but a
    day."""
    if not article.title:
        article = replace(article, title=storable(entry.title))
    return _dated(article, entry.published, FROM_LISTING) if entry.published is not None else article


def _dated(article: Article, published: datetime, published_from: str | None) -> Article:
    """The article with this time of publication, where it has none itself or knows only the day and this is
    in it."""
    own = article.published
    if own is not None:
        day_only = own.astimezone(UTC).time() == time()  # extraction gives midnight UTC where it knows a day
        if not day_only or own.date() not in (published.date(), published.astimezone(UTC).date()):
            return article
    return replace(article, published=published, published_from=published_from)


def _storable(article: Article) -> Article:
    """The article with text alone that SQLite can hold; hardly ever another one."""
    return replace(
        article,
        canonical_url=storable(article.canonical_url),
        title=storable(article.title),
        text=storable(article.text),
        authors=tuple(map(storable, article.authors)),
        language=_storable_or_none(article.language),
        section=_storable_or_none(article.section),
        tags=tuple(map(storable, article.tags)),
        image=_storable_or_none(article.image),
        removed=tuple(Removed(line.position, storable(line.text), line.reason) for line in article.removed),
    )


def _storable_or_none(text: str | None) -> str | None:
    return storable(text) if text is not None else None
