"""A copy of a database, whole and of one moment, while a crawl writes to it."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from storage.database import BUSY_TIMEOUT
from storage.errors import CannotOpen, DatabaseDamaged, DiskFull, translated
from storage.whole_file import whole_file

__all__ = ["back_up", "copy_checked"]

PAGES = 2048
"""Copied between two reports of progress: 8 MiB, some 10 ms."""

Progress = Callable[[int, int], None]


def back_up(path: Path, target: Path, progress: Progress | None = None, *, overwrite: bool = False) -> None:
    """Copy the database at `path` to `target`, which appears whole or not at all.

    SQLite's backup starts again whenever another connection commits between two of its steps
    (https://sqlite.org/backup.html), so that a crawl would keep it from ever ending. Inside a transaction that has
    read, the source stays as it was at that moment (https://sqlite.org/isolation.html, WAL), while others go on
    writing; only the -wal file grows meanwhile. The copy is checked page by page, written through to the disk, and
    then takes its name. progress: called with pages copied and pages in all.

    Raises FileExistsError where `target` is there and `overwrite` is off, and the StorageErrors CannotOpen,
    NotADatabase, DatabaseBusy, DatabaseDamaged, DiskFull and DiskFailed.
    """
    if not path.is_file():
        raise CannotOpen(f"{path}: there is no such database")
    if target.exists() and not overwrite:
        raise FileExistsError(str(target))
    _has_room(path, target)
    with whole_file(target, overwrite=overwrite) as partial:
        copy_checked(path, partial, progress)


def copy_checked(path: Path, partial: Path, progress: Progress | None = None) -> None:
    """Copy the database at `path` into the empty file `partial`, and check the copy; as `back_up` otherwise."""
    shutil.copymode(path, partial)
    _copy(path, partial, progress)
    _check(partial)


def _has_room(path: Path, target: Path) -> None:
    try:
        free, needed = shutil.disk_usage(target.parent).free, path.stat().st_size
    except OSError as error:
        raise CannotOpen(f"{target}: {error.strerror or error}") from error
    if free < needed:
        raise DiskFull(f"{target}: needs {needed >> 20} MiB, and {free >> 20} MiB are free")


def _copy(path: Path, partial: Path, progress: Progress | None) -> None:
    def report(_: int, left: int, total: int) -> None:
        if progress is not None:
            progress(total - left, total)

    uri = f"{path.resolve().as_uri()}?mode=ro"
    with (
        translated(lambda: str(path)),
        closing(sqlite3.connect(uri, uri=True, timeout=BUSY_TIMEOUT, isolation_level=None)) as source,
    ):
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()  # a transaction begins with its first read
        with translated(lambda: str(partial)), closing(sqlite3.connect(partial, isolation_level=None)) as copy:
            source.backup(copy, pages=PAGES, progress=report)


def _check(partial: Path) -> None:
    with closing(sqlite3.connect(partial, isolation_level=None)) as copy:
        try:
            found = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
        except sqlite3.DatabaseError as error:
            found = str(error)
    if found != "ok":
        raise DatabaseDamaged(f"the database is damaged ({' '.join(str(found).split())[:200]}); no copy was kept")
