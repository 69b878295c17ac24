"""One writing run at a time: an OS lock beside the database, which ends with the process that holds it."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from storage.errors import CannotOpen, DatabaseLocked
from storage.values import from_utc_text, utc_text

__all__ = ["DatabaseLock"]


class DatabaseLock:
    """The right to write to the database at `path`, held from `acquire` to `release`, or for a `with` block.

    It is flock(2) on `<path>.lock`, so that a killed process or a reboot leaves none behind. The file stays;
    it holds the last holder's pid and start time as JSON, for the message alone.
    """

    def __init__(self, path: str | Path):
        self._path = str(path)
        self._file = Path(f"{path}.lock")
        self._lock = FileLock(self._file, blocking=False)

    def acquire(self) -> None:
        """Take the lock. Raises DatabaseLocked at once where another has it, CannotOpen if its file cannot
        be."""
        if not self._file.parent.is_dir():  # filelock would make it, and a mistyped path with it
            raise CannotOpen(f"{self._path}: there is no folder {self._file.parent}")
        try:
            self._lock.acquire()
            # A second descriptor: the lock belongs to the one that filelock opened, and closing this one
            # keeps it.
            self._file.write_text(json.dumps({"pid": os.getpid(), "started": utc_text(datetime.now(UTC))}))
        except Timeout:
            raise DatabaseLocked(self._path, *self._holder()) from None
        except OSError as error:
            self._lock.release()
            raise CannotOpen(f"{self._file}: {error.strerror or error}") from error

    def release(self) -> None:
        """Give the lock up; nothing happens where it is not held."""
        self._lock.release()

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def _holder(self) -> tuple[int | None, datetime | None]:
        try:
            said = json.loads(self._file.read_text())
            return int(said["pid"]), from_utc_text(said["started"])
        except (OSError, ValueError, KeyError, TypeError):  # read between its being locked and being written
            return None, None
