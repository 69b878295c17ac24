"""The front page: what is new, what ran widely, what each paper brings, what is ill."""

import sqlite3
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from storage.datasette.asked import Asked, one, rows
from storage.datasette.charts import Columns, stacked
from storage.datasette.filters import moment
from storage.datasette.pages.cards import cards, newest

__all__ = ["news", "read"]

SHOWN, WIDELY, DAYS, MOST_ILL = 25, 6, 14, 20

FAR_FUTURE = timedelta(days=1)
"""How far ahead a time of publication is believed: pages that claim more would stand on top for years."""

_WIDELY = """
    SELECT copies.article, count(DISTINCT nullif(copies.source, articles.source)) AS others
    FROM copies JOIN articles ON articles.id = copies.article
    WHERE (copies.published >= :since AND copies.published <= :until)
       OR (copies.published IS NULL AND copies.fetched >= :since AND copies.fetched <= :until)
    GROUP BY copies.article HAVING others > 0
    ORDER BY others DESC, max(coalesce(copies.published, copies.fetched)) DESC LIMIT :most
"""

# Both indexes hold all that is asked for, so that no article is read; INDEXED BY as SQLite would choose the index of
# times alone.
_A_DAY = """
    SELECT sources.id AS source, sources.name, substr(published, 1, 10) AS day, count(*) AS articles
    FROM sources CROSS JOIN articles INDEXED BY idx_articles_source_published ON articles.source = sources.id
    WHERE published >= :since AND published <= :until GROUP BY sources.id, day
    UNION ALL
    SELECT sources.id, sources.name, substr(fetched, 1, 10), count(*)
    FROM articles INDEXED BY idx_articles_undated JOIN sources ON sources.id = articles.source
    WHERE published IS NULL AND fetched >= :since AND fetched <= :until GROUP BY sources.id, 3
"""

_ILL = """
    SELECT sources.id, sources.name, illnesses.kind, illnesses.why, illnesses.since
    FROM illnesses JOIN sources ON sources.id = illnesses.source
    WHERE illnesses.until IS NULL ORDER BY illnesses.since DESC, illnesses.id DESC LIMIT :most
"""


def read(db: sqlite3.Connection, asked: Asked) -> Mapping[str, Any]:
    """The newest reports, or those up to `before`, and what stands beside them."""
    latest = _latest(db, asked.now)
    before = asked.text("before") if moment(asked.text("before")) else None
    shown = cards(db, newest(db, min(before or latest, latest), SHOWN))
    end = moment(latest) or asked.now
    since = _text(end - timedelta(days=1))
    widely = rows(db, _WIDELY, since=since, until=latest, most=WIDELY)
    return {
        "reports": shown,
        "before": before,
        "older": shown[-1]["appeared"] if len(shown) == SHOWN else None,
        "last": _last(db),
        "widely": cards(db, [row["article"] for row in widely]),
        "chart": _chart(db, end, latest),
        "ill": rows(db, _ILL, most=MOST_ILL),
        "stored": (one(db, "SELECT max(id) AS most FROM articles") or {})["most"] or 0,
    }


def news(db: sqlite3.Connection, asked: Asked) -> Mapping[str, Any]:
    """How many reports were stored after the one of this number: what the open front page asks now and then."""
    after = asked.number("after") or 0
    return one(db, "SELECT count(*) AS new FROM articles WHERE id > :after", after=after) or {}


def _text(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _latest(db: sqlite3.Connection, now: datetime) -> str:
    """When the newest report appeared: `today` of a database that nobody adds to any more is its last day."""
    until = _text(now + FAR_FUTURE)
    found = cards(db, newest(db, until, 1))
    return str(found[0]["appeared"]) if found else until


def _last(db: sqlite3.Connection) -> dict[str, Any] | None:
    return one(db, "SELECT id, started, finished, outcome, new, copies FROM crawls ORDER BY id DESC LIMIT 1")


def _chart(db: sqlite3.Connection, end: datetime, latest: str) -> Columns:
    days = [_text(end - timedelta(days=DAYS - 1 - n))[:10] for n in range(DAYS)]
    counted = rows(db, _A_DAY, since=days[0], until=latest)
    return stacked(days, [(row["name"], row["day"], row["articles"]) for row in counted])
