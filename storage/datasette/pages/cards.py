"""A report in a list: its headline, its paper, its first lines, how many papers ran it."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from storage.datasette.asked import rows

__all__ = ["cards", "newest"]

OPENING = 220
"""Characters of first lines, cut between words."""

_CARDS = """
    SELECT articles.id, articles.source, sources.name AS source_name, articles.title, articles.language,
           articles.published, articles.fetched, substr(articles.text, 1, :opening + 1) AS opening,
           1 + (SELECT count(DISTINCT copies.source) FROM copies
                WHERE copies.article = articles.id AND copies.source <> articles.source) AS papers
    FROM articles JOIN sources ON sources.id = articles.source
    WHERE articles.id IN (SELECT value FROM json_each(:ids))
"""

# Two short walks along an index each, the second over the few articles whose time of publication is not known; SQLite
# would look those up in the index of times of publication and sort them.
_NEWEST = """
    SELECT id FROM (
        SELECT id, appeared FROM (
            SELECT id, published AS appeared FROM articles
            WHERE published <= :until {source} ORDER BY published DESC LIMIT :count)
        UNION ALL
        SELECT id, appeared FROM (
            SELECT id, fetched AS appeared FROM articles INDEXED BY idx_articles_undated
            WHERE published IS NULL AND fetched <= :until {source} ORDER BY fetched DESC LIMIT :count)
    ) ORDER BY appeared DESC, id DESC LIMIT :count
"""


def newest(db: sqlite3.Connection, until: str, count: int, source: int | None = None) -> list[int]:
    """Articles that appeared up to a time, by when they were published or, where that is not known, fetched."""
    sql = _NEWEST.format(source="AND source = :source" if source is not None else "")
    return [row["id"] for row in rows(db, sql, until=until, count=count, source=source)]


def cards(db: sqlite3.Connection, ids: Sequence[int]) -> list[dict[str, Any]]:
    """What a list shows of these articles, in this order."""
    found = {
        row["id"]: row | {"opening": _cut(row["opening"]), "appeared": row["published"] or row["fetched"]}
        for row in rows(db, _CARDS, ids=json.dumps(list(ids)), opening=OPENING)
    }
    return [found[article] for article in ids if article in found]


def _cut(text: str) -> str:
    """The first lines on one line, ended at a space where there is one near the end."""
    line = " ".join(text.split())
    if len(text) <= OPENING:
        return line
    head, _, tail = line[:OPENING].rpartition(" ")
    return (head if head and len(tail) < 40 else line[:OPENING]) + "\u00a0…"
