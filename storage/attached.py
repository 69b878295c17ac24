"""What hangs on an article: authors, tags, removed lines."""

import sqlite3
from collections.abc import Iterable

from crawler.article import Article, Removed

__all__ = ["Attached"]


class Attached:
    """Reads and writes it, in the transaction that is open on the connection."""

    def __init__(self, connection: sqlite3.Connection):
        self._connection = connection

    def put(self, identity: int, article: Article) -> None:
        """Hang on an article what its page has."""
        self._put_names("author", identity, article.authors)
        self._put_names("tag", identity, article.tags)
        # Two pieces of one line (its byline, then its share bar) have one position: they become one row.
        self._connection.executemany(
            """
            INSERT INTO removed (article, position, text, reason) VALUES (?, ?, ?, ?)
            ON CONFLICT (article, position) DO UPDATE SET text = text || char(10) || excluded.text
            """,
            [(identity, line.position, line.text, line.reason) for line in article.removed],
        )

    def clear(self, identity: int) -> None:
        """Take all of it off."""
        for table in ("article_authors", "article_tags", "removed"):
            self._connection.execute(f"DELETE FROM {table} WHERE article = ?", (identity,))  # noqa: S608 names above

    def authors(self, identity: int) -> tuple[str, ...]:
        """Names, in the byline's order."""
        return self._names("author", identity)

    def tags(self, identity: int) -> tuple[str, ...]:
        """Keywords, in the page's order."""
        return self._names("tag", identity)

    def removed(self, identity: int) -> tuple[Removed, ...]:
        """What cleaning took out, in order."""
        rows = self._connection.execute(
            "SELECT position, text, reason FROM removed WHERE article = ? ORDER BY position", (identity,)
        )
        return tuple(Removed(*row) for row in rows)

    def _names(self, kind: str, identity: int) -> tuple[str, ...]:
        rows = self._connection.execute(
            f"SELECT name FROM article_{kind}s JOIN {kind}s ON {kind}s.id = {kind} "  # noqa: S608 the two words above
            "WHERE article = ? ORDER BY position",
            (identity,),
        )
        return tuple(row[0] for row in rows)

    def _put_names(self, kind: str, identity: int, names: Iterable[str]) -> None:
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
