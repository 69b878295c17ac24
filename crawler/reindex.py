"""Keeps the index of near-duplicates usable: builds it anew from the stored texts, prunes it; with a count of how far
it is. Knows no Scrapy."""

from collections.abc import Callable
from datetime import datetime

import sqlite_utils

from dedup.rebuild import SLICES, Rebuild, is_whole, prune
from dedup.signature import DEFAULT_SCHEME, Scheme
from storage.store import Store
from storage.transactions import transaction

__all__ = ["Progress", "ensure_index", "is_pruned", "prune_index", "rebuild_index"]

Progress = Callable[[int, int], object]
"""Called with how much is done, and of how much."""


def ensure_index(
    db: sqlite_utils.Database,
    progress: Progress | None = None,
    scheme: Scheme = DEFAULT_SCHEME,
    *,
    bands: bool = False,
) -> bool:
    """Build the index anew where it is of another scheme, or where building it was stopped; whether it was.

    bands: also where bands were pruned. Raises a storage.errors.StorageError.
    """
    if is_whole(db.conn, scheme, bands=bands):
        return False
    rebuild_index(db, scheme, progress)
    return True


def is_pruned(db: sqlite_utils.Database) -> bool:
    """Whether bands of old articles were forgotten."""
    return db.execute("SELECT 1 FROM schemes WHERE pruned IS NOT NULL").fetchone() is not None


def rebuild_index(db: sqlite_utils.Database, scheme: Scheme = DEFAULT_SCHEME, progress: Progress | None = None) -> int:
    """Make the signatures of all stored texts anew, under a scheme; give how many articles there are.

    In many transactions: stopped or killed, the next call goes on, and until then the index is not used
    (dedup.index.SchemeMismatch). Raises a storage.errors.StorageError where the database cannot take it.
    """
    rebuild = Rebuild(db.conn, scheme)
    with transaction(db.conn):
        done, total = rebuild.begin()
    while True:
        if progress is not None:
            progress(done, total)
        with transaction(db.conn):
            taken = rebuild.step()
        if not taken:
            return done
        done += taken


def prune_index(db: sqlite_utils.Database, before: datetime, progress: Progress | None = None) -> int:
    """Forget the bands of articles first stored before this moment; give how many bands went.

    For use with a time window: what is outside it is not compared anyway. Raises a storage.errors.StorageError.
    """
    slices = prune(db.conn, Store(db).first_since(before))
    gone = 0
    for done in range(SLICES):
        if progress is not None:
            progress(done, SLICES)
        with transaction(db.conn):
            gone += next(slices)
    return gone
