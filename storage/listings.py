"""What is known that helps to find more: addresses of a source's articles, and when its listings were read."""

import json
import sqlite3
from collections.abc import Sequence

__all__ = ["known_articles", "unread_longest"]


def known_articles(connection: sqlite3.Connection, source: str, limit: int) -> list[str]:
    """The addresses of the source's newest stored articles, at most `limit`."""
    rows = connection.execute(
        """
        SELECT articles.url FROM articles JOIN sources ON sources.id = articles.source
        WHERE sources.name = ? ORDER BY published DESC LIMIT ?
        """,
        (source, limit),
    )
    return [row[0] for row in rows]


def unread_longest(connection: sqlite3.Connection, urls: Sequence[str]) -> list[str]:
    """Of these listings, those that were never read, and of the others the one that was not for longest."""
    rows = dict(
        connection.execute(
            "SELECT url, checked FROM feeds WHERE url IN (SELECT value FROM json_each(?)) AND checked IS NOT NULL",
            (json.dumps(list(urls)),),
        ).fetchall()
    )
    oldest = min(rows, key=lambda url: (rows[url], url), default=None)
    return [url for url in urls if url not in rows or url == oldest]
