"""The newsroom in the browser: what Datasette is started with over a database of any name.

storage/datasette.yaml holds titles, facets, canned queries and column descriptions. Beside them this folder has pages
of our own: pages/ reads the database for each, templates/ shows it, static/ is the style sheet and the one script,
plugins/ hands them to Datasette.
"""

import json
from pathlib import Path
from typing import Any

import yaml

__all__ = ["FOLDER", "SETTINGS", "arguments", "metadata_for"]

FOLDER = Path(__file__).parent

_FILE = FOLDER.with_name("datasette.yaml")

_DECLARED_FOR = "articles"

ASSETS = "-/newsroom"
"""Path under which static/ is served; no database can be called so."""

SETTINGS: dict[str, int] = {
    "sql_time_limit_ms": 3000,
    "max_returned_rows": 1000,
    "suggest_facets": 0,  # of the whole table, each time: facets that help are declared and indexed
    "allow_download": 0,
    "default_page_size": 50,
    "truncate_cells_html": 300,  # signs of a text in a list: with 2,048, a page of articles has 370 kB
}
"""Datasette's settings that differ from its defaults, or must not follow them."""


def metadata_for(path: str | Path) -> dict[str, Any]:
    """The metadata under the name that Datasette gives the database at `path`: its file name without extension.

    Datasette has no way to declare tables and queries for whatever database is served.
    """
    metadata: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    databases = metadata["databases"]
    databases[Path(path).stem] = databases.pop(_DECLARED_FOR)
    return metadata


def arguments(path: str | Path, metadata: Path, *, sql: bool = True) -> list[str]:
    """What `datasette serve` takes to serve the database at `path` with everything of this folder.

    metadata: a file that is written here and must stay while it serves. sql: whether visitors may write queries of
    their own; canned queries and tables are there in any case.
    """
    metadata.write_text(json.dumps(metadata_for(path)), encoding="utf-8")
    given = [str(path), "-m", str(metadata)]
    given += ["--template-dir", str(FOLDER / "templates"), "--plugins-dir", str(FOLDER / "plugins")]
    given += ["--static", f"{ASSETS}:{FOLDER / 'static'}"]
    for name, value in {**SETTINGS, "default_allow_sql": int(sql)}.items():
        given += ["--setting", name, str(value)]
    return given
