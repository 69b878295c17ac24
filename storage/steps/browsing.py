"""Steps of what the pages for people need: indexes of their lists, and a full-text index of scripts without spaces."""

import sqlite_utils

from storage.spaceless import SPACELESS

__all__ = ["m016_browsing", "m017_spaceless"]

CHUNK = 128
"""Characters that a text is first cut into: `substr` walks from a text's beginning, so that cutting off one character
after the other is quadratic in its length. 128 was the best of those tried on texts of 700 and of 300,000 signs."""

LONGEST = 100_000
"""Characters of a text that are indexed: what cutting it up costs still grows with the square, 0.1 s for so many."""


def m016_browsing(db: sqlite_utils.Database) -> None:
    """Walks in order of time over the few rows without a time of publication, and the lengths of a source's texts."""
    db.execute("CREATE INDEX idx_articles_undated ON articles (fetched, source) WHERE published IS NULL")
    db.execute("CREATE INDEX idx_copies_undated ON copies (fetched) WHERE published IS NULL")
    db.table("articles").create_index(["source", "words"])


def m017_spaceless(db: sqlite_utils.Database) -> None:
    """Full-text search in scripts that set no spaces between words: each sign is a token, a word a phrase of them.

    The tokenizer of `articles_fts` takes a whole clause for one word there. A trigram index finds no word of two
    signs, as most are, and takes four times the room. Contentless: SQLite keeps no second copy of the text.
    """
    db.execute("""
        CREATE VIRTUAL TABLE spaceless_fts USING fts5 (
            title, text, content = '', tokenize = 'unicode61 remove_diacritics 2'
        )
    """)
    for name, event, row in (
        ("ai", "AFTER INSERT", "new"),
        ("ad", "AFTER DELETE", "old"),
        ("bu", "BEFORE UPDATE OF title, text", "old"),
        ("au", "AFTER UPDATE OF title, text", "new"),
    ):
        db.execute(f"CREATE TRIGGER spaceless_{name} {event} ON articles {_when(row)} BEGIN {_write(row)}; END")
    db.execute(f"{_write('articles')} FROM articles WHERE {_spaceless('articles')}")


def _spaceless(row: str) -> str:
    return f"({row}.title GLOB '*[{SPACELESS}]*' OR {row}.text GLOB '*[{SPACELESS}]*')"


def _when(row: str) -> str:
    return f"WHEN {_spaceless(row)}"


def _write(row: str) -> str:
    """SQL that puts a row into the index, or takes the old row out of it."""
    command, value = ("spaceless_fts, ", "'delete', ") if row == "old" else ("", "")
    values = f"{value}{row}.id, {_apart(f'{row}.title')}, {_apart(f'{row}.text')}"
    return f"INSERT INTO spaceless_fts ({command}rowid, title, text) SELECT {values}"


def _apart(column: str) -> str:
    """SQL for a column's text with its signs without spaces set apart."""
    return f"""(
        WITH RECURSIVE chunk (part, rest) AS (
            SELECT substr({column}, 1, {CHUNK}), substr({column}, {CHUNK} + 1, {LONGEST - CHUNK})
            UNION ALL SELECT substr(rest, 1, {CHUNK}), substr(rest, {CHUNK} + 1) FROM chunk WHERE rest <> ''
        ), place (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM place WHERE n < {CHUNK}),
        sign (sign) AS (SELECT substr(part, n, 1) FROM chunk CROSS JOIN place WHERE n <= length(part))
        SELECT coalesce(group_concat(CASE WHEN sign GLOB '[{SPACELESS}]' THEN ' ' || sign || ' ' ELSE sign END, ''), '')
        FROM sign
    )"""  # noqa: S608 a column's name and the ranges
