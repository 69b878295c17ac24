"""Articles and what hangs on them: authors, tags, removed lines, copies, revisions.

The statements are SQL with parameters, not sqlite-utils' `insert` and `lookup`. Measured: an article costs about
0.14 ms of CPU either way, without its full-text index; but `lookup` reads the table's columns and indexes anew
each time, 0.30 ms against 0.04 for each author's or tag's name, and a page has half a dozen of these.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlite_utils

from crawler.article import Article, Removed
from storage.sources import Sources
from storage.transactions import transaction
from storage.values import utc_text

__all__ = ["FOUND_BY", "RELATIONS", "Copy", "Store", "StoredArticle", "StoredCopy"]

RELATIONS: dict[str, str] = {
    "exact": "the same text after normalisation",
    "near": "nearly the same text",
    "excerpt": "one text is in essence a part of the other",
}
"""How a copy's text relates to its article's: every value of `copies.relation`."""

FOUND_BY: dict[str, str] = {
    "digest": "both texts have one digest",
    "signature": "the signatures of both texts are alike, and so are their words",
    "address": "both pages have, or name as their own, one address, and the texts are alike",
}
"""What led to the article: every value of `copies.found_by`."""


@dataclass(frozen=True, slots=True)
class Copy:
    """The verdict that a page repeats a stored article.

    article: the article's id. relation: a key of RELATIONS. similarity: 0 to 1. found_by: a key of FOUND_BY.
    contained: share of the shorter text found in the longer one, 0 to 1, None where it was not measured.
    differs: what the texts do not share, for people to read, None where nothing was looked for.
    words, digest: of the copy's own text, which is not kept.
    """

    article: int
    relation: str
    similarity: float
    found_by: str
    words: int
    digest: bytes
    contained: float | None = None
    differs: str | None = None


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
class StoredCopy:
    """A row of `copies`, as far as a second visit needs it."""

    id: int
    article: int
    url: str
    digest: bytes | None


_ARTICLE = "SELECT id, url, title, text, published, published_from, modified, fetched FROM articles"


class Store:
    """Reads and writes reports. Each writing call is a transaction of its own, or part of the one that is
    open."""

    def __init__(self, db: sqlite_utils.Database):
        self._connection = db.conn
        self.sources = Sources(db.conn)

    def article(self, article: int) -> StoredArticle | None:
        """The article with this id."""
        return self._one_article(f"{_ARTICLE} WHERE id = ?", (article,))

    def article_at(self, url: str) -> StoredArticle | None:
        """The article stored from this URL."""
        return self._one_article(f"{_ARTICLE} WHERE url = ?", (url,))

    def copy_at(self, url: str) -> StoredCopy | None:
        """The copy stored from this URL."""
        row = self._connection.execute("SELECT id, article, url, digest FROM copies WHERE url = ?", (url,)).fetchone()
        return StoredCopy(*row) if row is not None else None

    def differences(self, article: int, limit: int = 8) -> list[str]:
        """What the newest near copies of an article have otherwise."""
        rows = self._connection.execute(
            "SELECT differs FROM copies WHERE article = ? AND differs IS NOT NULL ORDER BY id DESC LIMIT ?",
            (article, limit),
        )
        return [row[0] for row in rows]

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

    def named(self, url: str, limit: int = 20) -> list[int]:
        """Ids of articles that have, or name, or whose copies have or name, this URL as their own; oldest
        first."""
        rows = self._connection.execute(
            """
            SELECT id FROM articles WHERE url = :url
            UNION SELECT id FROM articles WHERE canonical_url = :url
            UNION SELECT article FROM copies WHERE url = :url
            UNION SELECT article FROM copies WHERE canonical_url = :url
            ORDER BY 1 LIMIT :limit
            """,
            {"url": url, "limit": limit},
        )
        return [row[0] for row in rows]

    def first_since(self, moment: datetime) -> int:
        """The id from which on articles were first stored at or after this moment; ids grow with time."""
        low, high = 0, int(self._connection.execute("SELECT coalesce(max(id), 0) + 1 FROM articles").fetchone()[0])
        wanted = utc_text(moment)
        while low < high:
            middle = (low + high) // 2
            row = self._connection.execute(
                """
                SELECT id, coalesce((SELECT min(seen) FROM revisions WHERE article = articles.id), fetched)
                FROM articles WHERE id >= ? ORDER BY id LIMIT 1
                """,
                (middle,),
            ).fetchone()
            if row is not None and row[1] < wanted:
                low = row[0] + 1
            else:
                high = middle
        return low

    def add_article(self, article: Article, source: str, words: int, now: datetime) -> int:
        """Store a new article with its authors, tags and removed lines; give its id.

        words: of the text. now: when it was fetched. Raises sqlite3.IntegrityError where its URL is stored
        already.
        """
        with transaction(self._connection):
            row = self._connection.execute(
                """
                INSERT INTO articles (url, source, fetched, words, canonical_url, title, text, published,
                                      published_from, modified, language, section, image, paywalled)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
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
            self._hang_on(identity, article)
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
            self._connection.execute(
                """
                UPDATE articles SET
                    fetched = ?, words = ?, canonical_url = ?, title = ?, text = ?, published = ?,
                    published_from = ?, modified = ?, language = ?, section = ?, image = ?, paywalled = ?
                WHERE id = ?
                """,
                (utc_text(now), words, *_shown(article), stored.id),
            )
            for table in ("article_authors", "article_tags", "removed"):
                self._connection.execute(f"DELETE FROM {table} WHERE article = ?", (stored.id,))  # noqa: S608 names above
            self._hang_on(stored.id, article)

    def add_copy(self, article: Article, source: str, copy: Copy, now: datetime) -> int:
        """Store that the page of `article` repeats a stored one; give the copy's id.

        A copy stored from the same URL before is brought up to date.
        """
        with transaction(self._connection):
            row = self._connection.execute(
                """
                INSERT INTO copies (article, url, canonical_url, source, title, published, fetched, relation,
                                    similarity, contained, differs, found_by, words, digest)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (url) DO UPDATE SET
                    article = excluded.article, canonical_url = excluded.canonical_url,
                    title = excluded.title, published = excluded.published, fetched = excluded.fetched,
                    relation = excluded.relation, similarity = excluded.similarity,
                    contained = excluded.contained, differs = excluded.differs,
                    found_by = excluded.found_by, words = excluded.words, digest = excluded.digest
                RETURNING id
                """,
                (
                    copy.article,
                    article.url,
                    article.canonical_url,
                    self.sources.id(source, now),
                    article.title,
                    _utc(article.published),
                    utc_text(now),
                    copy.relation,
                    copy.similarity,
                    copy.contained,
                    copy.differs,
                    copy.found_by,
                    copy.words,
                    copy.digest,
                ),
            ).fetchone()
        return int(row[0])

    def drop_copy(self, copy: StoredCopy) -> None:
        """Forget a copy, as its page has become a report of its own."""
        with transaction(self._connection):
            self._connection.execute("DELETE FROM copies WHERE id = ?", (copy.id,))

    def _one_article(self, sql: str, parameters: Sequence[object]) -> StoredArticle | None:
        row = self._connection.execute(sql, parameters).fetchone()
        return StoredArticle(*row) if row is not None else None

    def _hang_on(self, identity: int, article: Article) -> None:
        self._name("author", identity, article.authors)
        self._name("tag", identity, article.tags)
        self._removed(identity, article.removed)

    def _name(self, kind: str, identity: int, names: Iterable[str]) -> None:
        """Link the article to its authors or tags, in order, adding those never seen."""
        unique = list(dict.fromkeys(names))
        self._connection.executemany(
            f"INSERT INTO {kind}s (name) VALUES (?) ON CONFLICT DO NOTHING",  # noqa: S608 kind: the two words above
            [(name,) for name in unique],
        )
        self._connection.executemany(
            f"INSERT INTO article_{kind}s (article, {kind}, position) "  # noqa: S608 as above
            f"SELECT ?, id, ? FROM {kind}s WHERE name = ?",
            [(identity, position, name) for position, name in enumerate(unique)],
        )

    def _removed(self, identity: int, removed: Iterable[Removed]) -> None:
        # Two pieces of one line (its byline, then its share bar) have one position: they become one row.
        self._connection.executemany(
            """
            INSERT INTO removed (article, position, text, reason) VALUES (?, ?, ?, ?)
            ON CONFLICT (article, position) DO UPDATE SET text = text || char(10) || excluded.text
            """,
            [(identity, line.position, line.text, line.reason) for line in removed],
        )


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
