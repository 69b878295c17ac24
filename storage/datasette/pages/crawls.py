"""The crawls, and one crawl: what each run did, in all and by source."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from storage.datasette.asked import Asked, one, rows

__all__ = ["read", "read_all"]

SHOWN = 50

_COUNTS = "found, fetched, new, copies, revisions, rejected, refused, errors, bytes, seconds"

_ALL = f"""
    SELECT id, started, finished, outcome, sources, {_COUNTS} FROM crawls
    WHERE id < :before ORDER BY id DESC LIMIT :shown
"""

_CRAWL = f"""
    SELECT id, started, finished, command, version, outcome, sources, {_COUNTS} FROM crawls WHERE id = :crawl
"""

_SOURCES = f"""
    SELECT crawl_sources.source, sources.name, outcome, note, {_COUNTS}
    FROM crawl_sources JOIN sources ON sources.id = crawl_sources.source
    WHERE crawl = :crawl ORDER BY outcome <> 'failed', new DESC, sources.name LIMIT 500
"""


def read_all(db: sqlite3.Connection, asked: Asked) -> Mapping[str, Any]:
    """The last runs, or those before the one numbered `before`."""
    shown = rows(db, _ALL, before=asked.number("before") or 2**62, shown=SHOWN)
    return {"crawls": shown, "older": shown[-1]["id"] if len(shown) == SHOWN else None}


def read(db: sqlite3.Connection, asked: Asked) -> Mapping[str, Any] | None:
    """The run whose number is in the path."""
    crawl = one(db, _CRAWL, crawl=asked.number("crawl"))
    return {"crawl": crawl, "by_source": rows(db, _SOURCES, crawl=crawl["id"])} if crawl else None
