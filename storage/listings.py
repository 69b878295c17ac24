"""What is known that decides where to look: addresses that are done, those of a source's articles, and when its
listings were read."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from crawler.page import Listing
from storage.values import utc_text

__all__ = ["children_of", "is_done", "is_fresh", "known_articles", "unread_longest"]


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


def is_done(connection: sqlite3.Connection, url: str) -> bool:
    """Tell whether a page was fetched, or is known to be none that can be: it is neither pending nor to be tried."""
    row = connection.execute("SELECT state FROM frontier WHERE url = ?", (url,)).fetchone()
    return row is not None and row[0] not in {"pending", "failed"}


def children_of(connection: sqlite3.Connection, url: str) -> list[Listing]:
    """The listings that a listing led to when it was read last, with the validators of their last answers."""
    rows = connection.execute("SELECT url, kind, etag, last_modified FROM feeds WHERE parent = ? ORDER BY url", (url,))
    return [Listing(*row) for row in rows]


def is_fresh(connection: sqlite3.Connection, url: str, since: datetime) -> bool:
    """Tell whether a listing answered since then, and so did all that it led to, the last time they were asked.

    A time to come is none that can be: the clock was ahead when it was written.
    """
    row = connection.execute(
        """
        SELECT checked >= ? AND checked <= strftime('%Y-%m-%dT%H:%M:%SZ', 'now') AND failures = 0
               AND NOT EXISTS (SELECT 1 FROM feeds AS led WHERE led.parent = feeds.url AND led.failures > 0)
        FROM feeds WHERE url = ?
        """,
        (utc_text(since), url),
    ).fetchone()
    return row is not None and bool(row[0])


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
