"""Steps of the lines that sites repeat."""

import sqlite_utils

__all__ = ["m007_site_lines"]


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
