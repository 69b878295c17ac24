"""Transactions on one SQLite connection."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from storage.errors import translated

__all__ = ["transaction"]


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Run the block as one transaction; inside an open one, as part of that.

    BEGIN IMMEDIATE, as a deferred transaction that has read cannot always become a writer: it would fail with
    SQLITE_BUSY at once, whatever the busy timeout. Raises StorageErrors in place of SQLite's.
    """
    if connection.in_transaction:
        yield
        return
    with translated(lambda: _path(connection)):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            # After SQLITE_FULL SQLite may have rolled back by itself; a second ROLLBACK would hide the error.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _path(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()
    return str(row[0])
