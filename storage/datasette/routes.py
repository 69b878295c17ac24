"""From an address to a page: its reader, its template, its JSON, and what is said where something fails."""

import dataclasses
import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from datasette import Response
from datasette.utils import sqlite_timelimit

from storage.datasette.asked import Asked
from storage.datasette.headers import PAGE_POLICY
from storage.datasette.pages import article, crawls, front, report, search, sources

__all__ = ["PAGES", "Page", "routes"]

Reader = Callable[[sqlite3.Connection, Asked], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Page:
    """pattern: of the address's path. name: of its template. read: gives what it shows; see storage.datasette.pages."""

    pattern: str
    name: str
    read: Reader


PAGES = (
    Page(r"/$", "front", front.read),
    Page(r"/front(?P<format>\.json)$", "front", front.read),
    Page(r"/news(?P<format>\.json)$", "news", front.news),
    Page(r"/search(?P<format>\.json)?$", "search", search.read),
    Page(r"/feed(?P<format>\.atom)$", "feed", search.feed),
    Page(r"/article/(?P<article>\d+)(?P<format>\.json)?$", "article", article.read),
    Page(r"/report/(?P<article>\d+)(?P<format>\.json)?$", "report", report.read),
    Page(r"/sources(?P<format>\.json)?$", "sources", sources.read_all),
    Page(r"/source/(?P<source>\d+)(?P<format>\.json)?$", "source", sources.read),
    Page(r"/crawls(?P<format>\.json)?$", "crawls", crawls.read_all),
    Page(r"/crawl/(?P<crawl>\d+)(?P<format>\.json)?$", "crawl", crawls.read),
)

_GUARD = {"content-security-policy": PAGE_POLICY}

OURS = ("articles", "copies", "crawl_sources")
"""Tables by which the crawler's database is told from others that are served beside it."""


def routes() -> list[tuple[str, Callable[..., Any]]]:
    """What Datasette's hook register_routes wants."""
    return [*((page.pattern, _view(page)) for page in PAGES), (r"/robots\.txt$", _robots)]


def _view(page: Page) -> Callable[..., Any]:
    async def view(datasette: Any, request: Any) -> Any:
        if request.method not in ("GET", "HEAD"):
            return Response.text("This page is for reading.\n", status=405, headers={"allow": "GET, HEAD"})
        database = await _database(datasette)
        if database is None:
            return await _message(datasette, request, 404, "None of the databases here is the crawler's.")
        asked = Asked(request.url_vars, {name: request.args.get(name) for name in request.args}, _now())
        limit = datasette.setting("sql_time_limit_ms")
        try:
            shown = await database.execute_fn(lambda db: _read(page.read, db, asked, limit))
        except sqlite3.OperationalError as error:
            return await _message(datasette, request, 503, _said(error))
        if shown is None:
            return await _message(datasette, request, 404, "There is no such page.")
        if request.url_vars.get("format") == ".json":
            return Response.json(json.loads(json.dumps(shown, default=dataclasses.asdict)))
        if request.url_vars.get("format") == ".atom":
            return await _atom(datasette, request, page.name, shown)
        return await _html(datasette, request, page.name, {**shown, "tables": datasette.urls.database(database.name)})

    return view


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def _read(read: Reader, db: sqlite3.Connection, asked: Asked, limit: int) -> Mapping[str, Any] | None:
    """What the page shows, all of it of one moment of the database, within the limit in milliseconds."""
    db.execute("BEGIN")
    try:
        with sqlite_timelimit(db, limit):
            return read(db, asked)
    finally:
        db.rollback()


def _said(error: sqlite3.OperationalError) -> str:
    if str(error) == "interrupted":
        return "This took too long. Ask for less: a shorter period, one source, rarer words."
    return "The database did not answer. Try again in a moment."


async def _database(datasette: Any) -> Any:
    """The first of the databases served that is the crawler's."""
    for database in datasette.databases.values():
        if set(OURS) <= set(await database.table_names()):
            return database
    return None


async def _message(datasette: Any, request: Any, status: int, text: str) -> Any:
    if (request.url_vars or {}).get("format") == ".json":
        return Response.json({"ok": False, "error": text, "status": status}, status=status)
    return await _html(datasette, request, "message", {"text": text, "tables": datasette.urls.instance()}, status)


async def _html(datasette: Any, request: Any, name: str, shown: Mapping[str, Any], status: int = 200) -> Any:
    text = await datasette.render_template(f"newsroom/{name}.html", {"page": name, **shown}, request=request)
    return Response.html(text, status=status, headers=_GUARD)


async def _atom(datasette: Any, request: Any, name: str, shown: Mapping[str, Any]) -> Any:
    root = datasette.absolute_url(request, datasette.urls.path("/")).rstrip("/")
    here = datasette.absolute_url(request, request.full_path)
    text = await datasette.render_template(
        f"newsroom/{name}.xml", {**shown, "root": root, "here": here}, request=request
    )
    return Response(text, content_type="application/atom+xml; charset=utf-8", headers=_GUARD)


async def _robots(datasette: Any) -> Any:
    """What crawlers may do here: nothing, unless the plugin's setting `indexed` says so."""
    indexed = bool((datasette.plugin_config("newsroom") or {}).get("indexed"))
    return Response.text(f"User-agent: *\nDisallow:{'' if indexed else ' /'}\n")
