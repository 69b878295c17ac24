"""Which page of a report is its article: two articles found to be one report, a copy found to be none, and the
exchange of an article for a better original. Each is one transaction and leaves a row of `role_changes`.
"""

from datetime import datetime

import sqlite_utils
from sqlite_utils.db import quote_identifier

from crawler.article import Article
from storage.copies import Copies, Copy, StoredCopy
from storage.migrations import TABLES
from storage.store import Store, StoredPage
from storage.transactions import transaction
from storage.values import from_utc_text, utc_text

__all__ = ["KINDS", "Roles"]

KINDS: dict[str, str] = {
    "merged": "an article turned out to repeat an earlier one: its page is a copy now",
    "separated": "a copy turned out to be a report of its own: its page is an article now",
    "settled": "a copy was the better original: its page and the article's changed places",
}
"""Every value of `role_changes.kind`."""


class Roles:
    """Changes roles in one database. The index of signatures, and foreign keys, are the caller's to keep."""

    def __init__(self, db: sqlite_utils.Database):
        self._connection = db.conn
        self._store = Store(db)
        self._copies = Copies(db)
        self._others = [
            (name, key.column)
            for name in db.table_names()
            if name not in TABLES
            for key in db.table(name).foreign_keys
            if key.other_table == "articles" and key.column is not None
        ]

    def merge(self, page: StoredPage, verdict: Copy, why: str, now: datetime) -> int:
        """Make an article a copy of another, as the verdict says, with its own copies and revisions; give the copy's
        id. The article's id is given to no other again."""
        old, new, url = page.id, verdict.article, page.article.url
        with transaction(self._connection):
            # Before the row goes, as what refers to it would go with it.
            self._connection.execute("UPDATE copies SET article = ? WHERE article = ?", (new, old))
            self._connection.execute(
                "UPDATE revisions SET article = ?, url = coalesce(url, ?) WHERE article = ?", (new, url, old)
            )
            self._connection.execute("UPDATE role_changes SET article = ? WHERE article = ?", (new, old))
            for table, column in self._others:  # people's own, such as notes, follow the report
                name, key = quote_identifier(table), quote_identifier(column)
                self._connection.execute(
                    f"UPDATE OR IGNORE {name} SET {key} = ? WHERE {key} = ?",  # noqa: S608 quoted
                    (new, old),
                )
            self._store.drop_article(old)
            copy = self._copies.add(page.article, page.source, verdict, from_utc_text(page.fetched))
            self._is(url, "copy")
            self._record(now, new, "merged", url, why, former_article=old)
        return copy

    def separate(self, copy: StoredCopy, page: Article, words: int, why: str, now: datetime) -> int:
        """Make a copy an article of its own; give its id. page: the copy's. words: of its text."""
        with transaction(self._connection):
            self._copies.drop(copy)
            article = self._store.add_article(page, copy.source, words, from_utc_text(copy.fetched))
            self._connection.execute("UPDATE revisions SET article = ?, url = NULL WHERE url = ?", (article, page.url))
            self._is(page.url, "stored")
            self._record(now, article, "separated", page.url, why)
        return article

    def settle(self, copy: StoredCopy, page: Article, words: int, evidence: Copy, why: str, now: datetime) -> None:
        """Let a copy and its article change places: the article's id stays and shows the copy's page.

        page, words: the copy's, and those of its text. evidence: the verdict on the old article's page as a copy of
        the new.
        """
        identity = copy.article
        old = self._store.page(identity)
        assert old is not None
        with transaction(self._connection):
            self._copies.drop(copy)
            self._store.replace(identity, page, copy.source, words, from_utc_text(copy.fetched))
            self._copies.add(old.article, old.source, evidence, from_utc_text(old.fetched))
            self._connection.execute(
                "UPDATE revisions SET url = nullif(coalesce(url, ?), ?) WHERE article = ?",
                (old.article.url, page.url, identity),
            )
            self._is(old.article.url, "copy")
            self._is(page.url, "stored")
            self._record(now, identity, "settled", page.url, why, former_url=old.article.url)

    def first(self, kind: str) -> int | None:
        """The lowest number of an article that came to be so. kind: a key of KINDS."""
        row = self._connection.execute("SELECT min(article) FROM role_changes WHERE kind = ?", (kind,)).fetchone()
        return int(row[0]) if row[0] is not None else None

    def _is(self, url: str, state: str) -> None:
        self._connection.execute(
            "UPDATE frontier SET state = ? WHERE url = ? AND state IN ('stored', 'copy')", (state, url)
        )

    def _record(
        self,
        now: datetime,
        article: int,
        kind: str,
        url: str,
        why: str,
        *,
        former_url: str | None = None,
        former_article: int | None = None,
    ) -> None:
        self._connection.execute(
            """
            INSERT INTO role_changes (changed, article, kind, url, former_url, former_article, why)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            (utc_text(now), article, kind, url, former_url, former_article, why),
        )
