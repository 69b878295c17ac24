"""Builds the index of near-duplicates anew, and prunes it; with a count of how far it is. Knows no Scrapy."""

from collections.abc import Callable
from datetime import datetime

import sqlite_utils

from dedup.rebuild import SLICES, Rebuild, prune
from dedup.signature import DEFAULT_SCHEME, Scheme
from storage.store import Store
from storage.transactions import transaction

__all__ = ["prune_index", "rebuild_index"]

Progress = Callable[[int, int], object]
"""Called with how much is done, and of how much."""


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
