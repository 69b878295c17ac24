"""The schema's steps in their order; each is recorded in the transaction that makes its change.

To change the schema, write a step in the module of storage/steps/ that is about it and add it at the end of STEPS;
never edit one that has been released. Describe new columns in storage/datasette.yaml, from which docs/schema.md is
made.
"""

import sqlite_utils
from sqlite_utils import Migrations

from storage.errors import DatabaseNewer
from storage.steps import articles, browsing, crawls, health, index, lines, roles, walks
from storage.transactions import transaction

__all__ = ["STEPS", "TABLES", "VIEWS", "apply_migrations", "check_version", "is_up_to_date"]

STEPS = (
    articles.m001_articles,
    articles.m002_authors_and_tags,
    articles.m003_copies_revisions_removed,
    crawls.m004_crawls,
    crawls.m005_frontier,
    index.m006_signatures,
    lines.m007_site_lines,
    index.m008_signatures_without_minhash,
    health.m009_particulars,
    health.m010_source_days,
    roles.m011_roles,
    roles.m012_comparisons,
    roles.m013_reports,
    walks.m014_walks,
    health.m015_illnesses,
    browsing.m016_browsing,
    browsing.m017_spaceless,
    crawls.m018_refusal_kinds,
    crawls.m019_holds,
    health.m020_source_days_words,
    walks.m021_parents,
    roles.m022_reports_in_no_order,
    crawls.m023_seen,
)
"""In the order in which they are taken; a step's name is how a database knows it."""

TABLES = (
    "sources",
    "articles",
    "authors",
    "article_authors",
    "tags",
    "article_tags",
    "copies",
    "copy_pages",
    "role_changes",
    "revisions",
    "removed",
    "crawls",
    "crawl_sources",
    "source_days",
    "illnesses",
    "notices",
    "moves",
    "feeds",
    "frontier",
    "holds",
    "walks",
    "schemes",
    "signatures",
    "bands",
    "comparisons",
    "ingests",
    "site_counts",
    "site_lines",
)
"""Every table that the steps make, the shadow tables of full-text search aside."""

VIEWS = ("reports",)
"""Every view."""

_steps = Migrations("broadsheet")
for _step in STEPS:
    _steps()(_step)


def check_version(db: sqlite_utils.Database, path: str) -> None:
    """Raise DatabaseNewer where the file has been through a step that this version does not know."""
    known = {step.name for step in _steps.pending(sqlite_utils.Database(memory=True))}  # all: it is empty
    unknown = [step.name for step in _steps.applied(db) if step.name not in known]
    if unknown:
        raise DatabaseNewer(f"{path}: made by a later version (steps {', '.join(unknown)}); upgrade to open it")


def is_up_to_date(db: sqlite_utils.Database) -> bool:
    """Whether the file has been through every step."""
    return not _steps.pending(db)


def apply_migrations(db: sqlite_utils.Database) -> None:
    """Bring the tables up to date; an up-to-date file is not written to."""
    if is_up_to_date(db):
        return
    # One transaction around all steps, so that of two first runs on one new file the second waits and then
    # finds nothing pending; the steps' own transactions become savepoints in it.
    with transaction(db.conn):
        _steps.apply(db)
