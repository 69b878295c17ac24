"""Article rows for benchmarks of the index: no more than its tables ask for."""

import sqlite3

__all__ = ["ARTICLE", "add_source"]

ARTICLE = (
    "INSERT INTO articles (id, url, canonical_url, source, title, text, fetched, words) "
    "VALUES (?, ?, '', 1, '', ?, '2026-01-01T00:00:00Z', 0)"
)
"""Parameters: id, url, text."""


def add_source(connection: sqlite3.Connection) -> None:
    """The source that these rows name."""
    connection.execute("INSERT INTO sources (id, name, added) VALUES (1, 'press', '2026-01-01T00:00:00Z')")
