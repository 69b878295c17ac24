"""Steps of the index of near-duplicates."""

import sqlite_utils

from storage.steps.references import references

__all__ = ["m006_signatures", "m008_signatures_without_minhash"]


def m006_signatures(db: sqlite_utils.Database) -> None:
    """The index of near-duplicates; dedup/index.py reads and writes it."""
    schemes = db.table("schemes").create(
        {
            "id": int,
            "name": str,
            "seed": int,
            "permutations": int,
            "shingle_size": int,
            "bands": int,
            "rows": int,
            "complete": int,
        },
        pk="id",
        not_null={"name", "seed", "permutations", "shingle_size", "bands", "rows", "complete"},
    )
    schemes.create_index(["name", "seed", "permutations", "shingle_size", "bands", "rows"], unique=True)
    signatures = db.table("signatures").create(
        {"article": int, "scheme": int, "digest": bytes, "shingles": int, "minhash": bytes},
        pk="article",
        not_null={"scheme", "digest", "shingles", "minhash"},
        foreign_keys=[references("article", "articles"), references("scheme", "schemes")],
    )
    signatures.create_index(["digest"])
    # In SQL for WITHOUT ROWID: the key is the row, and a rowid table would hold everything twice.
    db.execute("""
        CREATE TABLE bands (
            band_hash INTEGER NOT NULL,
            article INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
            PRIMARY KEY (band_hash, article)
        ) WITHOUT ROWID
    """)


def m008_signatures_without_minhash(db: sqlite_utils.Database) -> None:
    """The bands of one row each are the values of the signature: they need not be stored a second time."""
    db.execute("ALTER TABLE signatures DROP COLUMN minhash")
