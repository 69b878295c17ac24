"""Search: words in headline and text, within a source, language, section, author and period."""

import re
import sqlite3
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from storage.datasette.asked import Asked, rows
from storage.datasette.pages.cards import cards, newest
from storage.datasette.passages import passage
from storage.datasette.typed import Question, question

__all__ = ["feed", "read"]

SHOWN = 20

RANKED = 5000
"""Hits that are put in order by relevance, the last stored ones: ranking 170,000 hits of a common word takes 0.7 s."""

FEW = 1000
"""Articles that are read and sorted faster than a walk along the index of times finds them."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")

WITHIN: dict[str, str] = {
    "source": "SELECT id FROM articles WHERE source = :source",
    "language": "SELECT id FROM articles WHERE language = :language",
    "section": "SELECT id FROM articles WHERE section = :section",
    "author": """SELECT article FROM article_authors
                 WHERE author IN (SELECT id FROM authors WHERE name = :author COLLATE NOCASE)""",
    "period": """SELECT id FROM articles WHERE published >= :from AND published <= :to
                 UNION ALL SELECT id FROM articles INDEXED BY idx_articles_undated
                 WHERE published IS NULL AND fetched >= :from AND fetched <= :to""",
}
"""Articles by filter. Each is read off an index into a set, and hits are looked up there: SQLite would ask the
full-text index anew for every article of the filter instead, hence the `+` before rowid below."""

# A walk along one index, from one value to the next: however many articles have each.
_VALUES = """
    WITH RECURSIVE held (value) AS (
        SELECT min({column}) FROM articles
        UNION ALL SELECT (SELECT min({column}) FROM articles WHERE {column} > value) FROM held WHERE value IS NOT NULL
    ) SELECT value FROM held WHERE value IS NOT NULL LIMIT 300
"""


def read(db: sqlite3.Connection, asked: Asked) -> Mapping[str, Any]:
    """What was asked for, what was found, and what can be chosen from."""
    asks = question(asked.text("q"))
    filters = _filters(asked)
    order = "time" if asked.text("order") == "time" or not asks.match else "relevance"
    page = asked.number("page", 1, 500) or 1
    ids, total = _found(db, asks, filters, order, page) if asks.match or filters else ([], 0)
    found = cards(db, ids[:SHOWN])
    if asks.match:
        for report in found:
            report["passage"] = _passage(db, report["id"], asks)
    typed = {name: value for name in ("q", *_NAMES, "order") if (value := asked.text(name))}
    typed = {name: value for name, value in typed.items() if name not in ("from", "to") or _DAY.fullmatch(value)}
    return {
        "typed": typed,
        "asked": bool(asks.match or filters),
        "without_words": bool(asked.text("q")) and not asks.match,
        "reports": found,
        "total": total,
        "ranked": RANKED if order == "relevance" and total > RANKED else None,
        "order": order,
        "first": (page - 1) * SHOWN + 1,
        "feed": urlencode({name: value for name, value in typed.items() if name != "order"}),
        "following": urlencode(typed | {"page": page + 1}) if len(ids) > SHOWN else None,
        "previous": urlencode(typed | {"page": page - 1}) if page > 1 else None,
        "sources": rows(db, "SELECT id, name FROM sources ORDER BY name LIMIT 1000"),
        "languages": [row["value"] for row in rows(db, _VALUES.format(column="language"))],
        "sections": [row["value"] for row in rows(db, _VALUES.format(column="section"))],
    }


def feed(db: sqlite3.Connection, asked: Asked) -> Mapping[str, Any]:
    """The newest reports that answer, for a feed reader; of all, where nothing is asked for."""
    asks, filters = question(asked.text("q")), _filters(asked)
    if asks.match or filters:
        ids, _ = _found(db, asks, filters, "time", 1)
    else:
        ids = newest(db, f"{asked.now + timedelta(days=1):%Y-%m-%dT%H:%M:%SZ}", SHOWN)
    return {"typed": {"q": asked.text("q")}, "reports": cards(db, ids[:SHOWN])}


_NAMES = ("source", "language", "section", "author", "from", "to")


def _filters(asked: Asked) -> dict[str, object]:
    """The filters that are set, by parameter of WITHIN's queries; what is no day or number counts as not set."""
    given: dict[str, object] = {
        name: value for name in ("language", "section", "author") if (value := asked.text(name))
    }
    if (source := asked.number("source")) is not None:
        given["source"] = source
    first, last = (text if _DAY.fullmatch(text) else "" for text in (asked.text("from"), asked.text("to")))
    if first or last:
        given |= {"from": first or "0000", "to": f"{last or '9999'}T99"}
    return given


def _found(
    db: sqlite3.Connection, asks: Question, filters: dict[str, object], order: str, page: int
) -> tuple[list[int], int]:
    """One more article than a page shows, where there are as many, and how many there are in all."""
    names = [name for name in WITHIN if name in filters or (name == "period" and "from" in filters)]
    values = {**filters, "match": asks.match, "first": (page - 1) * SHOWN, "shown": SHOWN + 1, "ranked": RANKED}
    table = asks.table if asks.match else None
    if order == "relevance":
        found = rows(db, _by_relevance(asks.table, names), **values)
        if not found or found[0]["total"] < RANKED:
            return [row["id"] for row in found], found[0]["total"] if found else 0
    total = rows(db, _counting(table, names), **values)[0]["total"]
    if order == "time":
        found = rows(db, _by_time(table, names, few=total <= FEW), **values)
    return [row["id"] for row in found], total


def _counting(table: str | None, names: list[str]) -> str:
    if table is not None:
        return f"SELECT count(*) AS total FROM {table} {_matching(table, names)}"
    held = "".join(f" AND id IN ({WITHIN[name]})" for name in names[1:])
    return f"WITH chosen (id) AS ({WITHIN[names[0]]}) SELECT count(*) AS total FROM chosen WHERE 1 {held}"


def _matching(table: str, names: list[str]) -> str:
    return f"WHERE {table} MATCH :match" + "".join(f" AND +rowid IN ({WITHIN[name]})" for name in names)


def _by_relevance(table: str, names: list[str]) -> str:
    """A word of the headline counts as four of the text."""
    return f"""
        SELECT id, count(*) OVER () AS total FROM (
            SELECT rowid AS id, bm25({table}, 4.0, 1.0) AS score FROM {table} {_matching(table, names)}
            ORDER BY rowid DESC LIMIT :ranked
        ) ORDER BY score, id DESC LIMIT :shown OFFSET :first
    """


def _by_time(table: str | None, names: list[str], *, few: bool) -> str:
    """Many: along the index of times, so that no more articles are read than are shown. Few: those, then sorted.
    Undated ones come last."""
    sets = [f"SELECT rowid FROM {table} WHERE {table} MATCH :match"] if table else []
    sets += [WITHIN[name] for name in names]
    within = " AND ".join(f"+id IN ({each})" for each in sets)
    index = "NOT INDEXED" if few else "INDEXED BY idx_articles_published"
    return f"""
        SELECT id FROM articles {index} WHERE {within.removeprefix("+") if few else within}
        ORDER BY published DESC LIMIT :shown OFFSET :first
    """


def _passage(db: sqlite3.Connection, article: int, asks: Question) -> list[dict[str, Any]]:
    (row,) = rows(db, "SELECT text FROM articles WHERE id = :article", article=article)
    return passage(row["text"][:200_000], asks.terms)
