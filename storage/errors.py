"""What can go wrong with the database, named by what its owner should do.

* StorageError
  + CannotOpen         the folder or the file is not there, or may not be opened
  + NotADatabase       another kind of file, or another program's tables: give another file name
  + DatabaseNewer      written by a later version: upgrade the program
  + DatabaseOlder      written by an earlier version, and only read: open it for writing once
  + DatabaseLocked     another run writes to it: wait, or stop that run
  + DatabaseBusy       another connection kept it locked for longer than the busy timeout: try again
  + DatabaseReadOnly   the file or its folder cannot be written: change its permissions
  + DiskFull           make room, then run again
  + DiskFailed         the system could not read or write the file: see to the disk, a quota or a limit on files
  + DatabaseDamaged    restore a backup
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

__all__ = [
    "CannotOpen",
    "DatabaseBusy",
    "DatabaseDamaged",
    "DatabaseLocked",
    "DatabaseNewer",
    "DatabaseOlder",
    "DatabaseReadOnly",
    "DiskFailed",
    "DiskFull",
    "NotADatabase",
    "StorageError",
    "translated",
]


class StorageError(Exception):
    """Any failure of the database; the message is one line that names the file."""


class CannotOpen(StorageError):
    """The file cannot be opened or created."""


class NotADatabase(StorageError):
    """The file is not SQLite's, or holds another program's tables under our names."""


class DatabaseNewer(StorageError):
    """The file was written by a later version of this program."""


class DatabaseOlder(StorageError):
    """The file was written by an earlier version of this program, and must be brought up to date."""


class DatabaseBusy(StorageError):
    """Another connection held the database for longer than the busy timeout."""


class DatabaseReadOnly(StorageError):
    """The file cannot be written."""


class DiskFull(StorageError):
    """No room is left; what was being written is not in the database, all before it is."""


class DiskFailed(StorageError):
    """The system refused a read or a write; what was being written is not in the database, all before it is."""


class DatabaseDamaged(StorageError):
    """SQLite finds the file inconsistent."""


class DatabaseLocked(StorageError):
    """Another process writes to this database.

    pid: its process id, None where it could not be read. since: when it began, likewise.
    """

    def __init__(self, path: str, pid: int | None, since: datetime | None):
        holder = f"process {pid}" if pid is not None else "another process"
        began = f", since {since:%Y-%m-%d %H:%M:%S} UTC" if since is not None else ""
        super().__init__(f"{path}: in use by {holder}{began}")
        self.pid = pid
        self.since = since


_BY_CODE: dict[int, tuple[type[StorageError], str]] = {
    sqlite3.SQLITE_CANTOPEN: (CannotOpen, "cannot be opened"),
    sqlite3.SQLITE_PERM: (CannotOpen, "cannot be opened: permission denied"),
    sqlite3.SQLITE_NOTADB: (NotADatabase, "is not an SQLite database"),
    sqlite3.SQLITE_BUSY: (DatabaseBusy, "stayed locked by another connection; try again"),
    sqlite3.SQLITE_LOCKED: (DatabaseBusy, "stayed locked by another connection; try again"),
    sqlite3.SQLITE_READONLY: (DatabaseReadOnly, "cannot be written; check its permissions and its folder's"),
    sqlite3.SQLITE_FULL: (DiskFull, "the disk is full"),
    sqlite3.SQLITE_IOERR: (DiskFailed, "the disk failed, or a limit on the size of files was reached"),
    sqlite3.SQLITE_CORRUPT: (DatabaseDamaged, "is damaged; restore a backup"),
}
"""Primary result code (https://sqlite.org/rescode.html) to error and what it says after the file's name."""


def _as_storage_error(error: sqlite3.Error, path: str) -> StorageError | None:
    extended: int | None = getattr(error, "sqlite_errorcode", None)
    if extended is None:  # raised by the driver, not by SQLite: a mistake of ours, which should be seen whole
        return None
    kind, says = _BY_CODE.get(extended & 0xFF, (None, ""))
    return kind(f"{path}: {says}") if kind is not None else None


@contextmanager
def translated(path: Callable[[], str]) -> Iterator[None]:
    """Raise a StorageError in place of the SQLite error it stands for; other errors pass unchanged.

    path: gives the file's name for the message, and is asked only where there is one.
    """
    try:
        yield
    except sqlite3.Error as error:
        storage_error = _as_storage_error(error, path())
        if storage_error is None:
            raise
        raise storage_error from error
