"""Writes docs/schema.md from a migrated database and the descriptions that Datasette shows.

python -m storage.describe > docs/schema.md
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlite_utils

from storage.database import open_database
from storage.datasette import metadata_for
from storage.migrations import TABLES, VIEWS

__all__ = ["schema_page"]

_HEAD = """\
# Tables

Made from the migrations and from storage/datasette.yaml by `python -m storage.describe > docs/schema.md`.

Times are UTC, `YYYY-MM-DDTHH:MM:SSZ`. Full-text search over the articles' title and text is the FTS5 table
`articles_fts`, kept by triggers. The file is in WAL mode: copy it with `scrapy backup FILE`, not with `cp`,
while a crawl runs.
"""


def schema_page(db: sqlite_utils.Database) -> str:
    """The page, as Markdown; every table and view of ours in `db` with its columns and keys."""
    described = metadata_for("articles.db")["databases"]["articles"]["tables"]
    for_people = [table for table in TABLES if not described[table].get("hidden")]
    for_people += VIEWS
    own_state = [table for table in TABLES if described[table].get("hidden")]
    lines = [_HEAD, "## For people", ""]
    lines += [line for table in for_people for line in _table(db, table, described[table])]
    lines += ["## The crawler's own state", "", "Hidden in Datasette.", ""]
    lines += [line for table in own_state for line in _table(db, table, described[table])]
    return "\n".join(lines).rstrip() + "\n"


def _table(db: sqlite_utils.Database, name: str, described: dict[str, Any]) -> Iterator[str]:
    keys = db.table(name).foreign_keys if name in TABLES else []
    pks = db.table(name).pks if name in TABLES else []
    refers = {key.column: f"{key.other_table}.{key.other_column}" for key in keys}
    yield f"### {name}"
    yield ""
    yield described["description"]
    yield ""
    yield "| column | type | meaning |"
    yield "| --- | --- | --- |"
    for column in db[name].columns:
        kind = column.type.lower() or "computed"
        if column.name in pks:
            kind += ", key"
        if column.name in refers:
            kind += f" → {refers[column.name]}"
        yield f"| {column.name} | {kind} | {described['columns'][column.name]} |"
    yield ""


def main() -> None:
    """Print the page."""
    with tempfile.TemporaryDirectory() as folder:
        db = open_database(Path(folder) / "articles.db")
        sys.stdout.write(schema_page(db))
        db.close()


if __name__ == "__main__":
    main()
