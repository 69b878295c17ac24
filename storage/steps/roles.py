"""Steps of comparing what is stored again: copies keep their pages, changes of role are recorded."""

import sqlite_utils

from storage.steps.references import references

__all__ = ["m011_roles", "m012_comparisons", "m013_reports", "m022_reports_in_no_order"]


def m011_roles(db: sqlite_utils.Database) -> None:
    """What a copy needs to become an article, and the record of what became what."""
    # Beside copies and not in it, so that a list of copies reads no page.
    db.execute("""
        CREATE TABLE copy_pages (
            copy INTEGER PRIMARY KEY NOT NULL REFERENCES copies(id) ON DELETE CASCADE,
            page BLOB NOT NULL
        )
    """)
    changes = db.table("role_changes").create(
        {
            "id": int,
            "changed": str,
            "article": int,
            "kind": str,
            "url": str,
            "former_url": str,
            "former_article": int,
            "why": str,
        },
        pk="id",
        not_null={"changed", "article", "kind", "url", "why"},
        foreign_keys=[references("article", "articles")],
    )
    for column in ("article", "kind", "url", "former_url", "former_article"):
        changes.create_index([column])
    db.execute("ALTER TABLE revisions ADD COLUMN url TEXT")


def m012_comparisons(db: sqlite_utils.Database) -> None:
    """How far long work is, so that it goes on where it was stopped."""
    db.table("comparisons").create(
        {
            "id": int,
            "started": str,
            "finished": str,
            "settings": str,
            "phase": str,
            "published": str,
            "last": int,
            "compared": int,
            "merged": int,
            "separated": int,
            "moved": int,
            "related": int,
            "skipped": int,
        },
        pk="id",
        not_null={"started", "settings", "phase", "compared", "merged", "separated", "moved", "related", "skipped"},
    )
    db.table("ingests").create(
        {"file": str, "records": int, "changed": str}, pk="file", not_null={"records", "changed"}
    )
    db.execute("ALTER TABLE schemes ADD COLUMN pruned INTEGER")


_REPORTS = """
CREATE VIEW reports AS
SELECT articles.id AS article, articles.title, sources.name AS source, articles.published,
       (SELECT count(*) FROM copies WHERE copies.article = articles.id) AS copies,
       1 + (SELECT count(DISTINCT copies.source) FROM copies
            WHERE copies.article = articles.id AND copies.source <> articles.source) AS papers,
       (SELECT group_concat(name, ', ') FROM (
            SELECT papers.name, min(ran.published) AS first FROM (
                SELECT articles.source AS source, articles.published AS published
                UNION ALL SELECT copies.source, copies.published FROM copies
                WHERE copies.article = articles.id
            ) AS ran JOIN sources AS papers ON papers.id = ran.source
            GROUP BY papers.id ORDER BY first IS NULL, first, papers.name)) AS ran_in,
       min(articles.fetched,
           coalesce((SELECT min(seen) FROM revisions WHERE revisions.article = articles.id), articles.fetched),
           coalesce((SELECT min(fetched) FROM copies WHERE copies.article = articles.id), articles.fetched)
       ) AS first_seen,
       max(articles.fetched,
           coalesce((SELECT max(fetched) FROM copies WHERE copies.article = articles.id), articles.fetched)
       ) AS last_seen,
       (SELECT count(*) FROM revisions WHERE revisions.article = articles.id) AS revisions,
       articles.url
FROM articles JOIN sources ON sources.id = articles.source
"""
# Subqueries and no GROUP BY: a reader's page of a hundred rows costs a hundred look-ups, whatever the table holds.


def m013_reports(db: sqlite_utils.Database) -> None:
    """A row for each report: how many copies, first and last seen, which papers."""
    db.execute(f"{_REPORTS} ORDER BY articles.id DESC")


def m022_reports_in_no_order(db: sqlite_utils.Database) -> None:
    """An order in the view makes SQLite compute every row to count them: 5 µs each. Datasette asks for the order."""
    db.execute("DROP VIEW reports")
    db.execute(_REPORTS.replace("FROM articles JOIN", "FROM articles LEFT JOIN"))  # which a count leaves out
