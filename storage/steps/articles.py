"""Steps of the reports and of what people look at beside them."""

import sqlite_utils

from storage.steps.references import references

__all__ = ["m001_articles", "m002_authors_and_tags", "m003_copies_revisions_removed"]

TOKENIZER = "unicode61 remove_diacritics 2"
"""Of the full-text index: words are runs of letters, "cafe" finds "café"; https://sqlite.org/fts5.html#tokenizers."""


def m001_articles(db: sqlite_utils.Database) -> None:
    """The reports, and what people look at beside them."""
    db.table("sources").create(
        {"id": int, "name": str, "url": str, "language": str, "added": str},
        pk="id",
        not_null={"name", "added"},
    ).create_index(["name"], unique=True)
    articles = db.table("articles").create(
        {
            "id": int,
            "url": str,
            "canonical_url": str,
            "source": int,
            "title": str,
            "text": str,
            "published": str,
            "published_from": str,
            "modified": str,
            "fetched": str,
            "language": str,
            "section": str,
            "image": str,
            "paywalled": int,
            "words": int,
        },
        pk="id",
        not_null={"url", "canonical_url", "source", "title", "text", "fetched", "words"},
        foreign_keys=[references("source", "sources")],
    )
    articles.create_index(["url"], unique=True)
    articles.create_index(["source", "published"])
    for column in ("canonical_url", "published", "published_from", "language", "section", "paywalled"):
        articles.create_index([column])
    articles.enable_fts(["title", "text"], create_triggers=True, tokenize=TOKENIZER)


def m002_authors_and_tags(db: sqlite_utils.Database) -> None:
    """Who wrote an article, and its keywords."""
    for table, column in (("authors", "author"), ("tags", "tag")):
        db.table(table).create({"id": int, "name": str}, pk="id", not_null={"name"}).create_index(["name"], unique=True)
        db.table(f"article_{table}").create(
            {"article": int, column: int, "position": int},
            pk=("article", column),
            not_null={"article", column, "position"},
            foreign_keys=[references("article", "articles"), references(column, table)],
        ).create_index([column])


def m003_copies_revisions_removed(db: sqlite_utils.Database) -> None:
    """Where else a report ran, what it said before, what cleaning took out of it."""
    copies = db.table("copies").create(
        {
            "id": int,
            "article": int,
            "url": str,
            "canonical_url": str,
            "source": int,
            "title": str,
            "published": str,
            "fetched": str,
            "relation": str,
            "similarity": float,
            "contained": float,
            "differs": str,
            "found_by": str,
            "words": int,
            "digest": bytes,
        },
        pk="id",
        not_null={
            "article",
            "url",
            "source",
            "title",
            "fetched",
            "relation",
            "similarity",
            "found_by",
            "words",
        },
        foreign_keys=[references("article", "articles"), references("source", "sources")],
    )
    copies.create_index(["url"], unique=True)
    for column in ("article", "source", "relation", "published", "canonical_url"):
        copies.create_index([column])
    revisions = db.table("revisions").create(
        {
            "id": int,
            "article": int,
            "seen": str,
            "replaced": str,
            "title": str,
            "text": str,
            "published": str,
            "modified": str,
        },
        pk="id",
        not_null={"article", "seen", "replaced", "title", "text"},
        foreign_keys=[references("article", "articles")],
    )
    revisions.create_index(["article"])
    removed = db.table("removed").create(
        {"article": int, "position": int, "text": str, "reason": str},
        pk=("article", "position"),
        not_null={"article", "position", "text", "reason"},
        foreign_keys=[references("article", "articles")],
    )
    removed.create_index(["reason"])
