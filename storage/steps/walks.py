"""Steps of where listings are found, and of the archive's walks."""

import sqlite_utils

__all__ = ["m014_walks", "m021_parents"]


def m014_walks(db: sqlite_utils.Database) -> None:
    """What an unfinished walk through a site's archive has read; storage/walks.py reads and writes it."""
    db.execute("""
        CREATE TABLE walks (
            source INTEGER NOT NULL REFERENCES sources(id), span TEXT NOT NULL, url TEXT NOT NULL,
            following TEXT, read TEXT NOT NULL,
            PRIMARY KEY (source, span, url)
        ) WITHOUT ROWID
    """)


def m021_parents(db: sqlite_utils.Database) -> None:
    """Which listing led to another. Those that may lead to others are read anew, so that it becomes known."""
    db.execute("ALTER TABLE feeds ADD COLUMN parent TEXT")
    db.execute("CREATE INDEX idx_feeds_parent ON feeds (parent) WHERE parent IS NOT NULL")
    db.execute("UPDATE feeds SET etag = NULL, last_modified = NULL WHERE kind IN ('home', 'sitemap')")
