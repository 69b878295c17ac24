"""Finds stored articles by a line of theirs, with the full-text index: no other index of lines is kept."""

import re
import sqlite3
from datetime import date
from itertools import islice

from storage.repeats import Seen

__all__ = ["Sample", "holders"]

HOLDERS, OTHERS = 32, 20
"""Articles read to judge a line: newest that hold it, newest of the site."""

READ = 128
"""Articles looked through for these: a search finds a line's words anywhere in a text."""

PHRASE = 200
"""Characters of a line that a search asks for; the texts found are then compared with all of it."""


def holders(connection: sqlite3.Connection, source: int, line: str, after: int, limit: int) -> list[int]:
    """Ids, rising, of a site's articles beyond `after` that may hold a line: its words stand in their texts."""
    rows = connection.execute(
        """
        SELECT articles.id FROM articles_fts CROSS JOIN articles ON articles.id = articles_fts.rowid
        WHERE articles_fts MATCH ? AND articles_fts.rowid > ? AND articles.source = ?
        ORDER BY articles_fts.rowid LIMIT ?
        """,
        (_phrase(line), after, source, limit),
    )
    return [row[0] for row in rows]


def _phrase(line: str) -> str:
    """The full-text query for texts that hold a line, or its beginning: to be compared with all of it afterwards."""
    if len(line) > PHRASE:
        # At the end of a word, as half a one would not be found.
        cut = re.search(r"\W", line[PHRASE:])
        line = line[: PHRASE + cut.start()] if cut is not None else line
    return 'text : "{}"'.format(line.replace('"', '""'))


class Sample:
    """Articles of a site, read once for all the lines that one article has judged."""

    def __init__(self, connection: sqlite3.Connection, source: int):
        self._connection = connection
        self._source = source
        self._seen: dict[int, Seen] = {}
        self._newest: list[int] | None = None

    def of(self, key: int, line: str) -> tuple[list[Seen], list[Seen]]:
        """The newest articles that hold a line, HOLDERS at most; of the site's newest those that do not."""
        rows = self._connection.execute(
            """
            SELECT articles.id FROM articles_fts CROSS JOIN articles ON articles.id = articles_fts.rowid
            WHERE articles_fts MATCH ? AND articles.source = ? ORDER BY articles_fts.rowid DESC LIMIT ?
            """,
            (_phrase(line), self._source, READ),
        )
        holders = (seen for (article,) in rows if key in (seen := self._article(article)).keys)
        if self._newest is None:
            self._newest = [
                row[0]
                for row in self._connection.execute(
                    "SELECT id FROM articles WHERE source = ? ORDER BY published DESC LIMIT ?", (self._source, OTHERS)
                )
            ]
        others = [seen for article in self._newest if key not in (seen := self._article(article)).keys]
        return list(islice(holders, HOLDERS)), others

    def _article(self, article: int) -> Seen:
        if article not in self._seen:
            title, text, moment = self._connection.execute(
                "SELECT title, text, coalesce(published, fetched) FROM articles WHERE id = ?", (article,)
            ).fetchone()
            authors = self._connection.execute("SELECT author FROM article_authors WHERE article = ?", (article,))
            names = tuple(str(row[0]) for row in authors)
            self._seen[article] = Seen(title, text, date.fromisoformat(moment[:10]), names)
        return self._seen[article]
