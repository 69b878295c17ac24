"""A file that appears whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from storage.errors import CannotOpen, DiskFailed

__all__ = ["whole_file"]


@contextmanager
def whole_file(target: Path, *, overwrite: bool = False) -> Iterator[Path]:
    """Give the path of an empty file to write; it takes the name `target` when the block ends without an error.

    It stands beside the target, as only within one file system a file takes a name in one step, and is written through
    to the disk first. Raises FileExistsError where `target` is there, or has come meanwhile, and `overwrite` is off;
    CannotOpen and DiskFailed.
    """
    if target.exists() and not overwrite:
        raise FileExistsError(str(target))
    partial = _beside(target)
    try:
        yield partial
        _write_through(partial)
        _name(partial, target, overwrite)
    finally:
        for leftover in (partial, *(Path(f"{partial}{suffix}") for suffix in ("-wal", "-shm", "-journal"))):
            leftover.unlink(missing_ok=True)


def _beside(target: Path) -> Path:
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".partial", dir=target.parent)
        mask = os.umask(0)
        os.umask(mask)
        os.fchmod(handle, 0o666 & ~mask)  # as any new file, where mkstemp shuts others out
        os.close(handle)
    except OSError as error:
        raise CannotOpen(f"{target}: {error.strerror or error}") from error
    return Path(name)


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
    """Give the file its name. Raises FileExistsError where it was taken meanwhile."""
    try:
        if overwrite:
            # Of a database that somebody opened: beside its successor they would be read as if they were its own.
            for suffix in ("-wal", "-shm"):
                Path(f"{target}{suffix}").unlink(missing_ok=True)
            partial.replace(target)
        else:
            _name_anew(partial, target)
    except FileExistsError:
        raise
    except OSError as error:
        raise CannotOpen(f"{target}: {error.strerror or error}") from error
    with suppress(DiskFailed):  # some file systems cannot write a folder through; the file is whole all the same
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
