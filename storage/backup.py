"""A copy of a database, whole and of one moment, while a crawl writes to it."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from storage.database import BUSY_TIMEOUT
from storage.errors import CannotOpen, DatabaseDamaged, DiskFailed, DiskFull, translated

__all__ = ["back_up"]

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
    partial = _beside(path, target)
    try:
        _copy(path, partial, progress)
        _check(partial)
        _write_through(partial)
        _name(partial, target, overwrite)
    finally:
        for leftover in (partial, *(Path(f"{partial}{suffix}") for suffix in ("-wal", "-shm", "-journal"))):
            leftover.unlink(missing_ok=True)


def _beside(path: Path, target: Path) -> Path:
    """A new file beside the target, as only within one file system a file takes a name in one step."""
    try:
        free, needed = shutil.disk_usage(target.parent).free, path.stat().st_size
        if free < needed:
            raise DiskFull(f"{target}: needs {needed >> 20} MiB, and {free >> 20} MiB are free")
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".partial", dir=target.parent)
        os.close(handle)
        shutil.copymode(path, name)
    except OSError as error:
        raise CannotOpen(f"{target}: {error.strerror or error}") from error
    return Path(name)


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


def _write_through(file: Path) -> None:
    """Have the disk hold what was written, before anything relies on it."""
    try:
        handle = os.open(file, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise DiskFailed(f"{file}: {error.strerror or error}") from error


def _name(partial: Path, target: Path, overwrite: bool) -> None:
    """Give the copy its name. Raises FileExistsError where it was taken meanwhile."""
    try:
        if overwrite:
            # Of a copy that somebody opened: beside its successor they would be read as if they were its own.
            for suffix in ("-wal", "-shm"):
                Path(f"{target}{suffix}").unlink(missing_ok=True)
            partial.replace(target)
        else:
            _name_anew(partial, target)
    except FileExistsError:
        raise
    except OSError as error:
        raise CannotOpen(f"{target}: {error.strerror or error}") from error
    with suppress(DiskFailed):  # some file systems cannot write a folder through; the copy is whole all the same
        _write_through(target.parent)


def _name_anew(partial: Path, target: Path) -> None:
    try:
        os.link(partial, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links, as on many removable disks
        if target.exists():
            raise FileExistsError(str(target)) from None
        partial.replace(target)
