"""A copy of a database, whole, whatever is written to it meanwhile."""

import sqlite3
from contextlib import closing
from pathlib import Path

from storage.errors import translated

__all__ = ["snapshot"]


def snapshot(path: Path, to: Path) -> Path:
    """Copy the database at `path` to the new file `to`, and give that. Raises a StorageError that names `to`."""
    with (
        translated(lambda: str(to)),
        closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(to)) as target,
    ):
        source.backup(target)
    return to
