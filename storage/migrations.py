"""The tables, as ordered steps; each is recorded in the transaction that makes its change.

To change the schema, add a step at the end; never edit one that has been released. Describe new columns in
storage/datasette.yaml, from which docs/schema.md is made.
"""

import sqlite_utils
from sqlite_utils import Migrations
from sqlite_utils.db import ForeignKey

from storage.errors import DatabaseNewer
from storage.transactions import transaction

__all__ = ["TABLES", "TOKENIZER", "apply_migrations", "check_version"]

TABLES = (
    "sources",
    "articles",
    "authors",
    "article_authors",
    "tags",
    "article_tags",
    "copies",
    "revisions",
    "removed",
    "crawls",
    "crawl_sources",
    "feeds",
    "frontier",
    "schemes",
    "signatures",
    "bands",
    "site_counts",
    "site_lines",
)
"""Every table that the steps below make, the shadow tables of full-text search aside."""

TOKENIZER = "unicode61 remove_diacritics 2"
"""Of the full-text index: words are runs of letters, "cafe" finds "café"; https://sqlite.org/fts5.html#tokenizers."""

_steps = Migrations("broadsheet")


def check_version(db: sqlite_utils.Database, path: str) -> None:
    """Raise DatabaseNewer where the file has been through a step that this version does not know."""
    known = {step.name for step in _steps.pending(sqlite_utils.Database(memory=True))}  # all: it is empty
    unknown = [step.name for step in _steps.applied(db) if step.name not in known]
    if unknown:
        raise DatabaseNewer(f"{path}: made by a later version (steps {', '.join(unknown)}); upgrade to open it")


def apply_migrations(db: sqlite_utils.Database) -> None:
    """Bring the tables up to date; an up-to-date file is not written to."""
    if not _steps.pending(db):
        return
    # One transaction around all steps, so that of two first runs on one new file the second waits and then
    # finds nothing pending; the steps' own transactions become savepoints in it.
    with transaction(db.conn):
        _steps.apply(db)


def _references(column: str, table: str) -> ForeignKey:
    """A foreign key to `table.id`; rows that hang on an article go with it."""
    return ForeignKey("", column, table, "id", on_delete="CASCADE" if table == "articles" else "NO ACTION")


@_steps()
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
        foreign_keys=[_references("source", "sources")],
    )
    articles.create_index(["url"], unique=True)
    articles.create_index(["source", "published"])
    for column in ("canonical_url", "published", "published_from", "language", "section", "paywalled"):
        articles.create_index([column])
    articles.enable_fts(["title", "text"], create_triggers=True, tokenize=TOKENIZER)


@_steps()
def m002_authors_and_tags(db: sqlite_utils.Database) -> None:
    """Who wrote an article, and its keywords."""
    for table, column in (("authors", "author"), ("tags", "tag")):
        db.table(table).create({"id": int, "name": str}, pk="id", not_null={"name"}).create_index(["name"], unique=True)
        db.table(f"article_{table}").create(
            {"article": int, column: int, "position": int},
            pk=("article", column),
            not_null={"article", column, "position"},
            foreign_keys=[_references("article", "articles"), _references(column, table)],
        ).create_index([column])


@_steps()
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
        foreign_keys=[_references("article", "articles"), _references("source", "sources")],
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
        foreign_keys=[_references("article", "articles")],
    )
    revisions.create_index(["article"])
    removed = db.table("removed").create(
        {"article": int, "position": int, "text": str, "reason": str},
        pk=("article", "position"),
        not_null={"article", "position", "text", "reason"},
        foreign_keys=[_references("article", "articles")],
    )
    removed.create_index(["reason"])


@_steps()
def m004_crawls(db: sqlite_utils.Database) -> None:
    """A row per run, and a row per run and source."""
    counts = {
        "found": int,
        "fetched": int,
        "new": int,
        "copies": int,
        "revisions": int,
        "unchanged": int,
        "rejected": int,
        "refused": int,
        "errors": int,
        "bytes": int,
        "seconds": float,
    }
    crawls = db.table("crawls").create(
        {
            "id": int,
            "started": str,
            "finished": str,
            "command": str,
            "version": str,
            "outcome": str,
            "sources": int,
            **counts,
        },
        pk="id",
        not_null={"started", "command", "version", "outcome", "sources", *counts},
        defaults=dict.fromkeys(["sources", *counts], 0),
    )
    crawls.create_index(["outcome"])
    crawl_sources = db.table("crawl_sources").create(
        {"crawl": int, "source": int, **counts, "outcome": str, "note": str},
        pk=("crawl", "source"),
        not_null={"crawl", "source", "outcome", *counts},
        defaults=dict.fromkeys(counts, 0),
        foreign_keys=[_references("crawl", "crawls"), _references("source", "sources")],
    )
    for column in ("source", "outcome"):
        crawl_sources.create_index([column])


@_steps()
def m005_frontier(db: sqlite_utils.Database) -> None:
    """What the crawler knows of each URL and of each page that lists articles."""
    # In SQL, as sqlite-utils makes no WITHOUT ROWID table; with one, each URL is stored once and not twice.
    db.execute("""
        CREATE TABLE frontier (
            url TEXT PRIMARY KEY NOT NULL,
            source INTEGER NOT NULL REFERENCES sources(id),
            state TEXT NOT NULL,
            address TEXT,
            title TEXT,
            published TEXT,
            found TEXT NOT NULL,
            tried INTEGER NOT NULL DEFAULT 0,
            due TEXT,
            changed TEXT,
            fetched TEXT,
            visits INTEGER NOT NULL DEFAULT 0,
            status INTEGER,
            note TEXT
        ) WITHOUT ROWID
    """)
    # Only rows with something to do are in it: it stays small however many URLs are known.
    db.execute("CREATE INDEX idx_frontier_source_due ON frontier (source, due) WHERE due IS NOT NULL")
    feeds = db.table("feeds").create(
        {
            "url": str,
            "source": int,
            "kind": str,
            "etag": str,
            "last_modified": str,
            "checked": str,
            "changed": str,
            "status": int,
            "failures": int,
        },
        pk="url",
        not_null={"source", "kind", "failures"},
        defaults={"failures": 0},
        foreign_keys=[_references("source", "sources")],
    )
    feeds.create_index(["source"])


@_steps()
def m006_signatures(db: sqlite_utils.Database) -> None:
    """The index of near-duplicates; dedup/index.py reads and writes it."""
    schemes = db.table("schemes").create(
        {
            "id": int,
            "name": str,
            "seed": int,
            "permutations": int,
            "shingle_size": int,
            "bands": int,
            "rows": int,
            "complete": int,
        },
        pk="id",
        not_null={"name", "seed", "permutations", "shingle_size", "bands", "rows", "complete"},
    )
    schemes.create_index(["name", "seed", "permutations", "shingle_size", "bands", "rows"], unique=True)
    signatures = db.table("signatures").create(
        {"article": int, "scheme": int, "digest": bytes, "shingles": int, "minhash": bytes},
        pk="article",
        not_null={"scheme", "digest", "shingles", "minhash"},
        foreign_keys=[_references("article", "articles"), _references("scheme", "schemes")],
    )
    signatures.create_index(["digest"])
    # In SQL for WITHOUT ROWID: the key is the row, and a rowid table would hold everything twice.
    db.execute("""
        CREATE TABLE bands (
            band_hash INTEGER NOT NULL,
            article INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
            PRIMARY KEY (band_hash, article)
        ) WITHOUT ROWID
    """)


@_steps()
def m007_site_lines(db: sqlite_utils.Database) -> None:
    """How often lines come back on a site; storage/site_lines.py reads and writes it."""
    db.execute("""
        CREATE TABLE site_counts (
            source INTEGER PRIMARY KEY REFERENCES sources(id),
            articles INTEGER NOT NULL, review INTEGER NOT NULL, sweeping INTEGER NOT NULL
        )
    """)
    # WITHOUT ROWID: a site's rows lie together, as each of its articles reads and writes some dozens.
    db.execute("""
        CREATE TABLE site_lines (
            source INTEGER NOT NULL REFERENCES sources(id), line INTEGER NOT NULL,
            articles INTEGER NOT NULL, days INTEGER NOT NULL, first INTEGER NOT NULL, day TEXT NOT NULL,
            due INTEGER NOT NULL, state TEXT, basis TEXT, text TEXT, swept INTEGER,
            PRIMARY KEY (source, line)
        ) WITHOUT ROWID
    """)
