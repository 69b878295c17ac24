"""The column `articles.robots`: what a page asks of search engines and archives."""

import sqlite3
from collections.abc import Sequence

__all__ = ["keep_robots_tags"]


def keep_robots_tags(connection: sqlite3.Connection, url: str, tags: Sequence[str]) -> None:
    """Write what the page of the article at `url` asks now; nothing happens where no article has it."""
    said = ", ".join(tags) or None
    connection.execute("UPDATE articles SET robots = ? WHERE url = ? AND robots IS NOT ?", (said, url, said))
