"""The sources, and one source: its days, its health, its lengths, what it shares with others, its listings."""

import sqlite3
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from storage.datasette.asked import Asked, one, rows
from storage.datasette.charts import stacked
from storage.datasette.filters import moment
from storage.datasette.pages.cards import cards, newest

__all__ = ["read", "read_all"]

DAYS, RUNS, NEWEST, LISTINGS, ILLNESSES = 30, 40, 8, 60, 10

_ALL = """
    SELECT sources.id, sources.name, sources.url, sources.language,
           (SELECT count(*) FROM articles WHERE articles.source = sources.id) AS articles,
           (SELECT max(published) FROM articles WHERE articles.source = sources.id) AS last,
           (SELECT outcome FROM crawl_sources WHERE crawl_sources.source = sources.id
            ORDER BY crawl DESC LIMIT 1) AS outcome,
           (SELECT group_concat(kind, ', ') FROM illnesses
            WHERE illnesses.source = sources.id AND until IS NULL) AS ills
    FROM sources ORDER BY sources.name LIMIT 2000
"""

_SOURCE = "SELECT id, name, url, language, added FROM sources WHERE id = :source"

_SHARES = """
    SELECT (SELECT count(*) FROM articles WHERE source = :source) AS articles,
           (SELECT count(*) FROM copies JOIN articles ON articles.id = copies.article
            WHERE copies.source = :source AND articles.source <> :source) AS taken,
           (SELECT count(*) FROM articles WHERE source = :source AND EXISTS
               (SELECT 1 FROM copies WHERE copies.article = articles.id AND copies.source <> :source)) AS given
"""

_MEDIAN = """
    SELECT words FROM articles WHERE source = :source ORDER BY words LIMIT 1
    OFFSET (SELECT (count(*) - 1) / 2 FROM articles WHERE source = :source)
"""

_A_DAY = """
    SELECT 'articles' AS name, substr(published, 1, 10) AS day, count(*) AS articles FROM articles
    WHERE source = :source AND published >= :since GROUP BY day
    UNION ALL
    SELECT 'articles', substr(fetched, 1, 10), count(*) FROM articles
    WHERE source = :source AND published IS NULL AND fetched >= :since GROUP BY 2
"""

_RUNS = """
    SELECT crawl, started, crawl_sources.outcome, crawl_sources.found, crawl_sources.fetched, crawl_sources.new,
           crawl_sources.copies, crawl_sources.errors, crawl_sources.note
    FROM crawl_sources JOIN crawls ON crawls.id = crawl_sources.crawl
    WHERE crawl_sources.source = :source ORDER BY crawl DESC LIMIT :most
"""

_ILLNESSES = """
    SELECT kind, since, until, why, example FROM illnesses WHERE source = :source
    ORDER BY until IS NULL DESC, id DESC LIMIT :most
"""

_LISTINGS = """
    SELECT url, kind, checked, changed, status, failures FROM feeds
    WHERE source = :source ORDER BY failures DESC, kind, url LIMIT :most
"""


def read_all(db: sqlite3.Connection, asked: Asked) -> Mapping[str, Any]:  # noqa: ARG001 as every page's reader
    """Every source with how much it brought and how its last run ended."""
    return {"sources": rows(db, _ALL)}


def read(db: sqlite3.Connection, asked: Asked) -> Mapping[str, Any] | None:
    """The source whose number is in the path."""
    number = asked.number("source")
    source = one(db, _SOURCE, source=number)
    if source is None:
        return None
    shares = one(db, _SHARES, source=number) or {}
    reports = cards(db, newest(db, _text(asked.now + timedelta(days=1)), NEWEST, number))
    end = moment(reports[0]["appeared"]) if reports else None
    days = [_text((end or asked.now) - timedelta(days=DAYS - 1 - n))[:10] for n in range(DAYS)]
    counted = rows(db, _A_DAY, source=number, since=days[0])
    return {
        "source": source,
        "articles": shares["articles"],
        "taken": _share(shares["taken"], shares["taken"] + shares["articles"]),
        "given": _share(shares["given"], shares["articles"]),
        "median": (one(db, _MEDIAN, source=number) or {}).get("words"),
        "chart": stacked(days, [(row["name"], row["day"], row["articles"]) for row in counted]),
        "runs": rows(db, _RUNS, source=number, most=RUNS),
        "illnesses": rows(db, _ILLNESSES, source=number, most=ILLNESSES),
        "listings": rows(db, _LISTINGS, source=number, most=LISTINGS),
        "reports": reports,
    }


def _share(part: int, of: int) -> float | None:
    return part / of if of else None


def _text(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
