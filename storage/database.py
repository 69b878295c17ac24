"""Opens the database: its pragmas and its migrations."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlite_utils

from storage.errors import CannotOpen, DatabaseOlder, DatabaseReadOnly, NotADatabase, translated
from storage.lock import DatabaseLock
from storage.migrations import TABLES, apply_migrations, check_version, is_up_to_date

__all__ = ["close_database", "open_database", "reading", "unenforced", "writing"]

BUSY_TIMEOUT = 10.0
"""Seconds to wait for another connection's write (a person's UPDATE, a backup) before giving up."""

_PRAGMAS = (
    "PRAGMA synchronous = NORMAL",  # with WAL: power loss may cost the last commits, never the file
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -32768",  # KiB; the bands are a B-tree that is written all over
    # Pages, 32 MB: the bands of an article touch 40 pages, and a checkpoint of SQLite's 1,000 came with one in 25.
    "PRAGMA wal_autocheckpoint = 8000",
    "PRAGMA journal_size_limit = 33554432",  # bytes that the -wal file is cut back to after a checkpoint
)


def open_database(path: str | Path) -> sqlite_utils.Database:
    """Open, or create, the database at `path` and bring its tables up to date.

    Gives a connection in WAL mode with foreign keys enforced. Raises a StorageError that names the file:
    CannotOpen, NotADatabase, DatabaseNewer, DatabaseReadOnly, DatabaseBusy, DiskFull or DatabaseDamaged.
    """
    with translated(lambda: str(path)):
        connection = sqlite3.connect(str(path), timeout=BUSY_TIMEOUT)
        try:
            db = sqlite_utils.Database(connection)
            _refuse_foreign_tables(db, str(path))
            check_version(db, str(path))
            db.enable_wal()
            for pragma in _PRAGMAS:
                connection.execute(pragma)
            apply_migrations(db)
        except BaseException:
            connection.close()
            raise
    return db


def _refuse_foreign_tables(db: sqlite_utils.Database, path: str) -> None:
    """A file with tables of ours that no migration of ours made belongs to something else: leave it alone."""
    names = set(db.table_names())
    taken = sorted(names & set(TABLES))
    if taken and "_sqlite_migrations" not in names:
        raise NotADatabase(f"{path}: holds another program's tables: {', '.join(taken)}")


def close_database(db: sqlite_utils.Database) -> None:
    """Close the connection; SQLite's statistics are refreshed first where they are out of date."""
    try:
        # Bounds each table's ANALYZE, which would otherwise read whole indexes of a big file.
        db.conn.execute("PRAGMA analysis_limit = 400")
        db.conn.execute("PRAGMA optimize")
    except sqlite3.OperationalError:
        # Statistics are a help only: a full disk or a reader in the way must not turn a finished run into a
        # failed one.
        pass
    finally:
        db.close()


@contextmanager
def reading(path: str | Path) -> Iterator[sqlite_utils.Database]:
    """Hold an open database that is not written to, while the block runs; a crawl may write to it meanwhile.

    Raises StorageErrors: CannotOpen where there is none, DatabaseOlder where it is to be brought up to date first.
    """
    if not Path(path).is_file():
        raise CannotOpen(f"{path}: there is no such database; 'scrapy crawl news' makes it")
    with translated(lambda: str(path)):
        connection = sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True, timeout=BUSY_TIMEOUT)
        try:
            db = sqlite_utils.Database(connection)
            _refuse_foreign_tables(db, str(path))
            check_version(db, str(path))
            if not is_up_to_date(db):
                raise DatabaseOlder(f"{path}: made by an earlier version; a crawl brings it up to date")
            yield db
        finally:
            connection.close()


@contextmanager
def writing(path: str | Path) -> Iterator[sqlite_utils.Database]:
    """Hold the writer's lock and an open database while the block runs. Raises StorageErrors, as both do."""
    with DatabaseLock(path):
        db = open_database(path)
        try:
            if not os.access(path, os.W_OK):  # SQLite opens it all the same, and says so at the first write
                raise DatabaseReadOnly(f"{path}: cannot be written; check its permissions and its folder's")
            yield db
        finally:
            close_database(db)


@contextmanager
def unenforced(db: sqlite_utils.Database) -> Iterator[None]:
    """Do not enforce foreign keys while the block runs, which keeps them itself.

    To delete an article SQLite would look through all bands, which have no index by article.
    """
    db.conn.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        db.conn.execute("PRAGMA foreign_keys = ON")
