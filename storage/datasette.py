"""The Datasette metadata (storage/datasette.yaml) for a database of any name."""

from pathlib import Path
from typing import Any

import yaml

__all__ = ["metadata_for"]

_FILE = Path(__file__).with_name("datasette.yaml")

_DECLARED_FOR = "articles"


def metadata_for(path: str | Path) -> dict[str, Any]:
    """The metadata under the name that Datasette gives the database at `path`: its file name without extension.

    Datasette has no way to declare tables and queries for whatever database is served.
    """
    metadata: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    databases = metadata["databases"]
    databases[Path(path).stem] = databases.pop(_DECLARED_FOR)
    return metadata
