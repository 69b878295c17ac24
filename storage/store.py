"""Articles and what hangs on them: authors, tags, removed lines, revisions.

The statements are SQL with parameters, not sqlite-utils' `insert` and `lookup`. Measured: an article costs about
0.14 ms of CPU either way, without its full-text index; but `lookup` reads the table's columns and indexes anew
each time, 0.30 ms against 0.04 for each author's or tag's name, and a page has half a dozen of these.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlite_utils

from crawler.article import Article
from storage.attached import Attached
from storage.sources import Sources
from storage.transactions import transaction
from storage.values import from_utc_text, utc_text

__all__ = ["Store", "StoredArticle", "StoredPage"]


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as the database holds it; times are UTC text, `fetched` of the newest version."""

    id: int
    url: str
    title: str
    text: str
    published: str | None
    published_from: str | None
    modified: str | None
    fetched: str


@dataclass(frozen=True, slots=True)
class StoredPage:
    """All that is stored of an article. source: a name. words: of its text. fetched: UTC text."""

    id: int
    article: Article
    source: str
    words: int
    fetched: str


_ARTICLE = "SELECT id, url, title, text, published, published_from, modified, fetched FROM articles"


class Store:
    """Reads and writes reports. Each writing call is a transaction of its own, or part of the one that is
    open."""

    def __init__(self, db: sqlite_utils.Database):
        self._connection = db.conn
        self._attached = Attached(db.conn)
        self.sources = Sources(db.conn)

    def article(self, article: int) -> StoredArticle | None:
        """The article with this id."""
        return self._one_article(f"{_ARTICLE} WHERE id = ?", (article,))

    def article_at(self, url: str) -> StoredArticle | None:
        """The article stored from this URL."""
        return self._one_article(f"{_ARTICLE} WHERE url = ?", (url,))

    def page(self, article: int) -> StoredPage | None:
        """The article with this id, whole, as `add_article` took it; its times have UTC for their zone."""
        row = self._connection.execute(
            """
            SELECT articles.url, canonical_url, title, text, published, published_from, modified, articles.language,
                   section, image, paywalled, sources.name, words, fetched
            FROM articles JOIN sources ON sources.id = articles.source WHERE articles.id = ?
            """,
            (article,),
        ).fetchone()
        if row is None:
            return None
        (url, canonical_url, title, text, published, published_from, modified,
         language, section, image, paywalled, source, words, fetched) = row  # fmt: skip
        whole = Article(
            url,
            canonical_url,
            title,
            text,
            self._attached.authors(article),
            from_utc_text(published) if published is not None else None,
            published_from,
            from_utc_text(modified) if modified is not None else None,
            language,
            section,
            self._attached.tags(article),
            image,
            bool(paywalled) if paywalled is not None else None,
            self._attached.removed(article),
        )
        return StoredPage(article, whole, source, words, fetched)

    def reports_at(self, urls: Sequence[str]) -> list[tuple[int, str]]:
        """The articles stored from these URLs, or whose copies are: each with its text; in no order."""
        marks = ", ".join("?" * len(urls))
        rows = self._connection.execute(
            f"SELECT id, text FROM articles WHERE url IN ({marks}) OR id IN "  # noqa: S608 marks alone
            f"(SELECT article FROM copies WHERE url IN ({marks}))",
            [*urls, *urls],
        )
        return rows.fetchall()

    def holds(self, url: str) -> str | None:
        """What is stored from this URL: "stored" (an article), "copy", or None."""
        row = self._connection.execute(
            """
            SELECT CASE WHEN EXISTS (SELECT 1 FROM articles WHERE url = :url) THEN 'stored'
                        WHEN EXISTS (SELECT 1 FROM copies WHERE url = :url) THEN 'copy' END
            """,
            {"url": url},
        ).fetchone()
        return str(row[0]) if row[0] is not None else None

    def named(self, url: str, limit: int = 20, but: str | None = None) -> list[int]:
        """Ids of articles that have, or name, or whose copies have or name, this URL as their own; oldest
        first. but: the URL of a stored page that does not count."""
        rows = self._connection.execute(
            """
            SELECT id FROM articles WHERE url = :url AND url IS NOT :but
            UNION SELECT id FROM articles WHERE canonical_url = :url AND url IS NOT :but
            UNION SELECT article FROM copies WHERE url = :url AND url IS NOT :but
            UNION SELECT article FROM copies WHERE canonical_url = :url AND url IS NOT :but
            ORDER BY 1 LIMIT :limit
            """,
            {"url": url, "limit": limit, "but": but},
        )
        return [row[0] for row in rows]

    def first_since(self, moment: datetime) -> int:
        """The id from which on articles were first stored at or after this moment; ids grow with time.

        One that was a copy before counts from when it was made an article.
        """
        low, high = 0, int(self._connection.execute("SELECT coalesce(max(id), 0) + 1 FROM articles").fetchone()[0])
        wanted = utc_text(moment)
        while low < high:
            middle = (low + high) // 2
            row = self._connection.execute(
                """
                SELECT id, coalesce(
                    (SELECT max(changed) FROM role_changes WHERE article = articles.id AND kind = 'separated'),
                    (SELECT min(seen) FROM revisions WHERE article = articles.id), fetched)
                FROM articles WHERE id >= ? ORDER BY id LIMIT 1
                """,
                (middle,),
            ).fetchone()
            if row is not None and row[1] < wanted:
                low = row[0] + 1
            else:
                high = middle
        return low

    def words(self, article: int) -> int:
        """Length of its text."""
        return int(self._connection.execute("SELECT words FROM articles WHERE id = ?", (article,)).fetchone()[0])

    def first_seen(self, article: int) -> datetime:
        """When the article's page was first fetched."""
        row = self._connection.execute(
            """
            SELECT coalesce((SELECT min(seen) FROM revisions WHERE article = articles.id), fetched)
            FROM articles WHERE id = ?
            """,
            (article,),
        ).fetchone()
        return from_utc_text(row[0])

    def earlier_texts(self, article: int, limit: int = 3) -> list[str]:
        """What the article's page said before it changed, the newest first."""
        rows = self._connection.execute(
            "SELECT text FROM revisions WHERE article = ? AND url IS NULL ORDER BY id DESC LIMIT ?", (article, limit)
        )
        return [row[0] for row in rows]

    def add_article(self, article: Article, source: str, words: int, now: datetime) -> int:
        """Store a new article with its authors, tags and removed lines; give its id, which no article had before.

        words: of the text. now: when it was fetched. Raises sqlite3.IntegrityError where its URL is stored
        already.
        """
        with transaction(self._connection):
            row = self._connection.execute(
                """
                INSERT INTO articles (id, url, source, fetched, words, canonical_url, title, text, published,
                                      published_from, modified, language, section, image, paywalled)
                VALUES (1 + max(coalesce((SELECT max(id) FROM articles), 0),
                                coalesce((SELECT max(former_article) FROM role_changes), 0)),
                        ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
                """,
                (
                    article.url,
                    self.sources.id(source, now),
                    utc_text(now),
                    words,
                    *_shown(article),
                ),
            ).fetchone()
            identity = int(row[0])
            self._attached.put(identity, article)
        return identity

    def revise(self, stored: StoredArticle, article: Article, words: int, now: datetime) -> None:
        """Let a stored article say what its page says now; what it said before becomes a row of `revisions`.

        Its id and URL stay. words: of the new text. now: when it was fetched.
        """
        with transaction(self._connection):
            self._connection.execute(
                """
                INSERT INTO revisions (article, seen, replaced, title, text, published, modified)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                (
                    stored.id,
                    stored.fetched,
                    utc_text(now),
                    stored.title,
                    stored.text,
                    stored.published,
                    stored.modified,
                ),
            )
            self._show(stored.id, article, words, now)

    def replace(self, identity: int, article: Article, source: str, words: int, now: datetime) -> None:
        """Let an article's row, with what hangs on it, be that of another page of the same report.

        Its id stays. words: of that page's text. now: when it was fetched.
        """
        with transaction(self._connection):
            self._connection.execute(
                "UPDATE articles SET url = ?, source = ? WHERE id = ?",
                (article.url, self.sources.id(source, now), identity),
            )
            self._show(identity, article, words, now)

    def drop_article(self, identity: int) -> None:
        """Forget an article and what hangs on it; its signature and bands, and what refers to it, are the caller's.

        One by one: SQLite would look through all bands for those of the article.
        """
        with transaction(self._connection):
            self._attached.clear(identity)
            self._connection.execute("DELETE FROM articles WHERE id = ?", (identity,))

    def _one_article(self, sql: str, parameters: Sequence[object]) -> StoredArticle | None:
        row = self._connection.execute(sql, parameters).fetchone()
        return StoredArticle(*row) if row is not None else None

    def _show(self, identity: int, article: Article, words: int, now: datetime) -> None:
        self._connection.execute(
            """
            UPDATE articles SET
                fetched = ?, words = ?, canonical_url = ?, title = ?, text = ?, published = ?,
                published_from = ?, modified = ?, language = ?, section = ?, image = ?, paywalled = ?
            WHERE id = ?
            """,
            (utc_text(now), words, *_shown(article), identity),
        )
        self._attached.clear(identity)
        self._attached.put(identity, article)


def _shown(article: Article) -> tuple[object, ...]:
    """The columns that a new version of a page may change, in the order of the statements above."""
    return (
        article.canonical_url,
        article.title,
        article.text,
        _utc(article.published),
        article.published_from,
        _utc(article.modified),
        article.language,
        article.section,
        article.image,
        article.paywalled,
    )


def _utc(moment: datetime | None) -> str | None:
    return utc_text(moment) if moment is not None else None
