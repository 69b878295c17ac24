"""Hands the newsroom's pages to Datasette: its hooks and nothing else."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from datasette import hookimpl

# Datasette loads this file by its path, from wherever it was started.
_ROOT = str(Path(__file__).resolve().parents[3])
if _ROOT not in sys.path:
    sys.path.insert(0, _ROOT)

from storage.datasette.filters import FILTERS  # noqa: E402 after the path above
from storage.datasette.headers import guarded  # noqa: E402  after sys.path is set
from storage.datasette.routes import routes  # noqa: E402  after sys.path is set


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """The pages by their addresses."""
    return routes()


@hookimpl  # type: ignore[untyped-decorator]  # as above
def prepare_jinja2_environment(env: Any) -> None:
    """How the templates write times, numbers and links."""
    env.filters.update(FILTERS)


@hookimpl  # type: ignore[untyped-decorator]  # as above
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """Headers of every answer, Datasette's own pages among them."""
    config = datasette.plugin_config("newsroom") or {}
    return lambda app: guarded(app, indexed=bool(config.get("indexed")))
