"""The step of the archive's walks."""

import sqlite_utils

__all__ = ["m014_walks"]


def m014_walks(db: sqlite_utils.Database) -> None:
    """What an unfinished walk through a site's archive has read; storage/walks.py reads and writes it."""
    db.execute("""
        CREATE TABLE walks (
            source INTEGER NOT NULL REFERENCES sources(id), span TEXT NOT NULL, url TEXT NOT NULL,
            following TEXT, read TEXT NOT NULL,
            PRIMARY KEY (source, span, url)
        ) WITHOUT ROWID
    """)
