"""Steps of the runs and of what the crawler knows of addresses."""

import sqlite_utils

from storage.steps.references import references

__all__ = ["m004_crawls", "m005_frontier", "m018_refusal_kinds", "m019_holds", "m023_seen"]


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
        foreign_keys=[references("crawl", "crawls"), references("source", "sources")],
    )
    for column in ("source", "outcome"):
        crawl_sources.create_index([column])


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
        foreign_keys=[references("source", "sources")],
    )
    feeds.create_index(["source"])


def m018_refusal_kinds(db: sqlite_utils.Database) -> None:
    """Refusals by kind, beside the errors."""
    for table in ("crawls", "crawl_sources"):
        db.execute(f"ALTER TABLE {table} ADD COLUMN refusal_kinds TEXT")


def m019_holds(db: sqlite_utils.Database) -> None:
    """Sites that are left alone for a while."""
    db.table("holds").create(
        {"site": str, "until": str, "times": int, "status": int}, pk="site", not_null={"until", "times", "status"}
    )


def m023_seen(db: sqlite_utils.Database) -> None:
    """When addresses were last announced, and what pages ask of robots."""
    db.execute("ALTER TABLE frontier ADD COLUMN seen TEXT")
    db.execute("UPDATE frontier SET seen = found")
    # Finds what may be forgotten; the many that are in articles or copies are not in it.
    db.execute("CREATE INDEX idx_frontier_seen ON frontier (seen) WHERE state NOT IN ('stored', 'copy')")
    db.execute("ALTER TABLE articles ADD COLUMN robots TEXT")
