"""A report over time: who ran it when, and each copy against the article."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from storage.datasette.asked import Asked, one, rows
from storage.datasette.filters import moment
from storage.datasette.pages.article import MOST_TEXT, ran
from storage.datasette.words import Line, differences, shared
from storage.kept import unpacked

__all__ = ["read"]

_ARTICLE = """
    SELECT articles.id, articles.url, articles.source, sources.name AS source_name, articles.title, articles.text,
           articles.published, articles.fetched, articles.language, articles.words
    FROM articles JOIN sources ON sources.id = articles.source WHERE articles.id = :article
"""

_KEPT = "SELECT copy FROM copy_pages JOIN copies ON copies.id = copy_pages.copy WHERE copies.article = :article"

_PAGE = "SELECT page FROM copy_pages WHERE copy = :copy"


def read(db: sqlite3.Connection, asked: Asked) -> Mapping[str, Any] | None:
    """The report of the article whose number is in the path; `copy` says which of its copies is compared."""
    article = one(db, _ARTICLE, article=asked.number("article"))
    if article is None:
        return None
    text = article.pop("text")[:MOST_TEXT]
    copies = ran(db, article["id"])
    kept = {row["copy"] for row in rows(db, _KEPT, article=article["id"])}
    for copy in copies:
        copy["kept"] = copy["id"] in kept
    chosen = _chosen(copies, asked.number("copy"))
    return {
        "article": article,
        "timeline": _timeline([article | {"relation": None}, *copies]),
        "papers": len({copy["source"] for copy in copies} | {article["source"]}),
        "copy": chosen,
        "comparison": _comparison(db, text, chosen) if chosen else None,
    }


def _chosen(copies: list[dict[str, Any]], number: int | None) -> dict[str, Any] | None:
    """The copy that was asked for; else the first that says anything else than the article."""
    kept = [copy for copy in copies if copy["kept"]]
    if number is not None:
        return next((copy for copy in kept if copy["id"] == number), None)
    return next((copy for copy in kept if copy["relation"] != "exact"), None)


def _timeline(ran_at: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Everywhere it ran by time, each with its place between the first and the last, 0 to 100."""
    for each in ran_at:
        each["appeared"] = each["published"] or each["fetched"]
    ran_at.sort(key=lambda each: (each["appeared"], each["relation"] is not None))
    times = [at.timestamp() if (at := moment(each["appeared"])) else 0.0 for each in ran_at]
    span = times[-1] - times[0]
    for each, time in zip(ran_at, times, strict=True):
        each["place"] = round(100 * (time - times[0]) / span, 2) if span else 0.0
    return ran_at


def _comparison(db: sqlite3.Connection, text: str, copy: dict[str, Any]) -> dict[str, Any] | None:
    """The copy's text against the article's: of an excerpt the longer text with what both say, else the changes."""
    page = one(db, _PAGE, copy=copy["id"])
    if page is None:
        return None
    try:
        theirs = unpacked(page["page"]).text[:MOST_TEXT]
    except (ValueError, KeyError, TypeError):  # a page that no version of ours wrote
        return None
    lines: list[Line]
    if copy["relation"] == "excerpt":
        longer = "copy" if len(theirs) > len(text) else "article"
        lines, share = shared(theirs, text) if longer == "copy" else shared(text, theirs)
        return {"kind": "excerpt", "longer": longer, "share": share, "lines": lines}
    return {"kind": "changes", "longer": None, "share": None, "lines": differences(text, theirs)}
