"""Steps of what tells whether a source is well: particulars of the runs, the days of each source, its illnesses."""

import sqlite_utils

from storage.steps.references import references

__all__ = ["m009_particulars", "m010_source_days", "m015_illnesses", "m020_source_days_words"]


def m009_particulars(db: sqlite_utils.Database) -> None:
    """How runs went besides their counts; the row of a source that had nothing new is found by an index of its own,
    to be forgotten."""
    for table in ("crawls", "crawl_sources"):
        for column in ("listings", "answers"):
            db.table(table).add_column(column, int, not_null_default=0)
        for column, kind in (("words", int), ("dated", float), ("authored", float), ("latency", float)):
            db.table(table).add_column(column, kind)
        db.table(table).add_column("error_kinds", str)
    db.table("crawl_sources").add_column("example", str)
    db.table("crawl_sources").add_column("moved", str)
    db.table("crawl_sources").create_index(["source", "crawl"])
    db.execute("""
        CREATE INDEX idx_crawl_sources_idle ON crawl_sources (crawl)
        WHERE outcome = 'finished' AND found = 0 AND fetched = 0 AND refused = 0 AND errors = 0
    """)


def m010_source_days(db: sqlite_utils.Database) -> None:
    """The history of each source by day, begun with the runs that the log still holds."""
    db.execute("""
        CREATE TABLE source_days (
            source INTEGER NOT NULL REFERENCES sources(id), day TEXT NOT NULL,
            runs INTEGER NOT NULL, answered INTEGER NOT NULL, failed INTEGER NOT NULL,
            found INTEGER NOT NULL, new INTEGER NOT NULL, copies INTEGER NOT NULL, rejected INTEGER NOT NULL,
            errors INTEGER NOT NULL, news_hours INTEGER NOT NULL,
            articles INTEGER NOT NULL, dated INTEGER NOT NULL, authored INTEGER NOT NULL, log_words REAL NOT NULL,
            answers INTEGER NOT NULL, waited REAL NOT NULL,
            PRIMARY KEY (source, day)
        ) WITHOUT ROWID
    """)
    # A sum of distinct powers of two is the hours' OR, which SQLite has no aggregate for.
    db.execute("""
        INSERT INTO source_days
        SELECT source, substr(started, 1, 10), count(*), sum(crawl_sources.outcome = 'finished'),
               sum(crawl_sources.outcome = 'failed'), sum(crawl_sources.found), sum(crawl_sources.new),
               sum(crawl_sources.copies), sum(crawl_sources.rejected), sum(crawl_sources.errors),
               coalesce(sum(DISTINCT CASE WHEN crawl_sources.new + crawl_sources.copies > 0
                                          THEN 1 << CAST(substr(started, 12, 2) AS INTEGER) END), 0),
               0, 0, 0, 0.0, 0, 0.0
        FROM crawl_sources JOIN crawls ON crawls.id = crawl_sources.crawl
        WHERE crawl_sources.outcome IN ('finished', 'failed')
        GROUP BY source, substr(started, 1, 10)
    """)


def m015_illnesses(db: sqlite_utils.Database) -> None:
    """What ailed a source, from when to when, and who was told."""
    illnesses = db.table("illnesses").create(
        {
            "id": int,
            "source": int,
            "kind": str,
            "since": str,
            "found": str,
            "until": str,
            "why": str,
            "example": str,
        },
        pk="id",
        not_null={"source", "kind", "since", "found", "why"},
        foreign_keys=[references("source", "sources")],
    )
    for columns in (["source", "kind"], ["kind"], ["since"]):
        illnesses.create_index(columns)
    db.execute("CREATE UNIQUE INDEX idx_illnesses_open ON illnesses (source, kind) WHERE until IS NULL")
    notices = db.table("notices").create(
        {
            "id": int,
            "illness": int,
            "change": str,
            "channel": str,
            "made": str,
            "tries": int,
            "told": str,
            "error": str,
        },
        pk="id",
        not_null={"illness", "change", "channel", "made", "tries"},
        defaults={"tries": 0},
        foreign_keys=[references("illness", "illnesses")],
    )
    notices.create_index(["illness"])
    db.execute("CREATE INDEX idx_notices_due ON notices (id) WHERE told IS NULL")
    db.execute("""
        CREATE TABLE moves (
            url TEXT PRIMARY KEY NOT NULL, source INTEGER NOT NULL REFERENCES sources(id), leads_to TEXT NOT NULL,
            since TEXT NOT NULL, last TEXT NOT NULL, runs INTEGER NOT NULL
        ) WITHOUT ROWID
    """)
    db.table("moves").create_index(["source"])


def m020_source_days_words(db: sqlite_utils.Database) -> None:
    """The sum of the lengths, which days before have in their logarithms alone: about."""
    db.execute("ALTER TABLE source_days ADD COLUMN words INTEGER NOT NULL DEFAULT 0")
    db.execute(
        "UPDATE source_days SET words = CAST(articles * exp(log_words / articles) AS INTEGER) WHERE articles > 0"
    )
