"""A compact copy of a database for readers: what people look at, without the crawler's own state."""

import sqlite3
from contextlib import closing
from pathlib import Path

from storage.backup import Progress, copy_checked
from storage.datasette import metadata_for
from storage.errors import CannotOpen, translated
from storage.migrations import TABLES
from storage.whole_file import whole_file

__all__ = ["publish"]

READ_BY_PAGES = ("copy_pages", "feeds", "illnesses")
"""Tables that Datasette hides, or may hide, and that the newsroom's pages show: they stay."""


def publish(path: Path, target: Path, progress: Progress | None = None, *, overwrite: bool = False) -> None:
    """Write a copy of the database at `path` to `target`: vacuumed, read-only, without a write-ahead log, so that it
    can be served with `datasette -i`. Tables of the crawler's state are there and empty: every page works.

    progress: called with pages copied and pages in all. Raises what storage.backup.back_up raises.
    """
    if not path.is_file():
        raise CannotOpen(f"{path}: there is no such database")
    with whole_file(target, overwrite=overwrite) as partial:
        copy_checked(path, partial, progress)
        with translated(lambda: str(target)):
            _strip(partial)
        partial.chmod(0o444)


def _strip(copy: Path) -> None:
    described = metadata_for("articles.db")["databases"]["articles"]["tables"]
    state = [table for table in TABLES if described[table].get("hidden") and table not in READ_BY_PAGES]
    with closing(sqlite3.connect(copy, isolation_level=None)) as db:
        db.execute("PRAGMA foreign_keys = OFF")  # the state refers to itself; what stays does not refer to it
        held = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for table in state:
            if table in held:
                db.execute(f"DELETE FROM {table}")  # noqa: S608 a name of TABLES
        db.execute("UPDATE feeds SET etag = NULL, last_modified = NULL")
        for index in ("articles_fts", "spaceless_fts"):
            if index in held:
                db.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")  # noqa: S608 names above
        db.execute("VACUUM")
        db.execute("PRAGMA optimize = 0x10002")  # statistics of all tables, as nobody will make them later
        db.execute("PRAGMA journal_mode = DELETE")
