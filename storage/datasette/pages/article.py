"""An article: what it says, where it ran, what it said before, what was taken out of its page."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from storage.datasette.asked import Asked, one, rows
from storage.datasette.words import differences

__all__ = ["ran", "read"]

MOST_TEXT = 120_000
"""Characters of a text that the page shows, as a page stays under 200 kB; its JSON has all."""

MOST_COPIES, MOST_VERSIONS = 100, 5

ORIGINS: dict[str, str] = {
    "json-ld": "from the page’s structured data",
    "meta": "from the page’s metadata",
    "time": "from a time shown on the page",
    "url": "from the page’s address",
    "htmldate": "found in the page by htmldate",
    "feed": "from the feed that announced it",
    "record": "from the file it was taken in from",
}
"""What a value of `articles.published_from` says to readers."""

_ARTICLE = """
    SELECT articles.id, articles.url, articles.canonical_url, articles.source, sources.name AS source_name,
           articles.title, articles.text, articles.published, articles.published_from, articles.modified,
           articles.fetched, articles.language, articles.section, articles.image, articles.paywalled, articles.words
    FROM articles JOIN sources ON sources.id = articles.source
    WHERE articles.id = :article
"""

_AUTHORS = """
    SELECT authors.id, authors.name FROM article_authors JOIN authors ON authors.id = article_authors.author
    WHERE article_authors.article = :article ORDER BY article_authors.position
"""

_TAGS = """
    SELECT tags.id, tags.name FROM article_tags JOIN tags ON tags.id = article_tags.tag
    WHERE article_tags.article = :article ORDER BY article_tags.position
"""

_COPIES = """
    SELECT copies.id, copies.url, copies.source, sources.name AS source_name, copies.title, copies.published,
           copies.fetched, copies.relation, copies.similarity, copies.contained, copies.differs, copies.words
    FROM copies JOIN sources ON sources.id = copies.source
    WHERE copies.article = :article
    ORDER BY coalesce(copies.published, copies.fetched), copies.id LIMIT :most
"""

_REMOVED = "SELECT position, text, reason FROM removed WHERE article = :article ORDER BY position"

_VERSIONS = """
    SELECT id, seen, replaced, title, text, published FROM revisions
    WHERE article = :article ORDER BY id DESC LIMIT :most
"""


def read(db: sqlite3.Connection, asked: Asked) -> Mapping[str, Any] | None:
    """The article whose number is in the path."""
    number = asked.number("article")
    article = one(db, _ARTICLE, article=number)
    if article is None:
        return None
    copies = ran(db, number)
    removed = rows(db, _REMOVED, article=number)
    return {
        "article": article,
        "origin": ORIGINS.get(article["published_from"]),
        "authors": rows(db, _AUTHORS, article=number),
        "tags": rows(db, _TAGS, article=number),
        "copies": copies,
        "papers": len({copy["source"] for copy in copies} | {article["source"]}),
        "lines": laid_out(article["text"][:MOST_TEXT].split("\n"), removed),
        "cut": len(article["text"]) > MOST_TEXT,
        "removed": len(removed),
        "versions": _versions(article, rows(db, _VERSIONS, article=number, most=MOST_VERSIONS)),
    }


def ran(db: sqlite3.Connection, article: int | None) -> list[dict[str, Any]]:
    """The copies of an article, the first to run on top."""
    return rows(db, _COPIES, article=article, most=MOST_COPIES)


def laid_out(paragraphs: list[str], removed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The paragraphs with the removed lines in the places where they stood.

    Each is `{"text": …}`, a removed one with its `reason` too. removed: rows with position, text and reason, by
    position: their places among all lines of the page's text, so what stands between two of them was kept.
    """
    lines: list[dict[str, Any]] = []
    kept = iter(paragraphs)
    for line in removed:
        while len(lines) < line["position"] and (text := next(kept, None)) is not None:
            lines.append({"text": text, "reason": None})
        lines.append({"text": line["text"], "reason": line["reason"]})
    lines += [{"text": text, "reason": None} for text in kept]
    return lines


def _versions(article: dict[str, Any], stored: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each earlier version with what the next one changed, the latest first."""
    following = article
    told = []
    for version in stored:
        told.append(
            {
                "id": version["id"],
                "seen": version["seen"],
                "replaced": version["replaced"],
                "title": differences(version["title"], following["title"]),
                "retitled": version["title"] != following["title"],
                "lines": differences(version["text"][:MOST_TEXT], following["text"][:MOST_TEXT]),
            }
        )
        following = version
    return told
