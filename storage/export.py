"""Articles on their way out: chosen by source, language and period, in order of their numbers."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

__all__ = ["COLUMNS", "Choice", "count", "exported"]

COLUMNS = (
    "id", "url", "canonical_url", "source", "title", "authors", "published", "published_from", "modified", "fetched",
    "language", "section", "tags", "image", "paywalled", "words", "copies", "text",
)  # fmt: skip
"""Of an exported article, in this order. authors, tags: lists of names. copies: lists of url, source, title, published,
relation and similarity."""

_FROM = "FROM articles JOIN sources ON sources.id = articles.source"

_LISTS = """
    (SELECT json_group_array(name) FROM (
        SELECT authors.name FROM article_authors JOIN authors ON authors.id = article_authors.author
        WHERE article_authors.article = articles.id ORDER BY position)) AS authors,
    (SELECT json_group_array(name) FROM (
        SELECT tags.name FROM article_tags JOIN tags ON tags.id = article_tags.tag
        WHERE article_tags.article = articles.id ORDER BY position)) AS tags,
    (SELECT json_group_array(json_object('url', url, 'source', source, 'title', title, 'published', published,
                                         'relation', relation, 'similarity', similarity)) FROM (
        SELECT copies.url, papers.name AS source, copies.title, copies.published, copies.relation, copies.similarity
        FROM copies JOIN sources AS papers ON papers.id = copies.source
        WHERE copies.article = articles.id ORDER BY copies.id)) AS copies
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which articles: all of what is set must hold. sources: names. languages: codes. since, until: days, YYYY-MM-DD,
    both included, of publication or, where that is not known, of fetching. article: a single one."""

    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    article: int | None = None

    def where(self) -> tuple[str, dict[str, object]]:
        """As SQL and its parameters."""
        conditions = {
            "sources.name IN (SELECT value FROM json_each(:sources))": self.sources,
            "articles.language IN (SELECT value FROM json_each(:languages))": self.languages,
            "coalesce(articles.published, articles.fetched) >= :since": self.since,
            "coalesce(articles.published, articles.fetched) <= :until || 'T99'": self.until,
            "articles.id = :article": self.article is not None,
        }
        wanted = [condition for condition, given in conditions.items() if given]
        values: dict[str, object] = {
            "sources": json.dumps(self.sources),
            "languages": json.dumps(self.languages),
            "since": self.since,
            "until": self.until,
            "article": self.article,
        }
        return ("WHERE " + " AND ".join(wanted) if wanted else "", values)


def count(db: sqlite3.Connection, choice: Choice) -> int:
    """How many articles that is."""
    where, values = choice.where()
    return int(db.execute(f"SELECT count(*) {_FROM} {where}", values).fetchone()[0])


def exported(db: sqlite3.Connection, choice: Choice, *, text_only: bool = False) -> Iterator[dict[str, Any]]:
    """Each article by COLUMNS; or only its text."""
    where, values = choice.where()
    columns = "articles.text" if text_only else f"articles.*, sources.name AS source_name, {_LISTS}"
    cursor = db.execute(f"SELECT {columns} {_FROM} {where} ORDER BY articles.id", values)
    names = [column[0] for column in cursor.description]
    for row in cursor:
        article = dict(zip(names, row, strict=True))
        if not text_only:
            article["source"] = article.pop("source_name")
            article["paywalled"] = None if article["paywalled"] is None else bool(article["paywalled"])
            for name in ("authors", "tags", "copies"):
                article[name] = json.loads(article[name])
            article = {name: article[name] for name in COLUMNS}
        yield article
