"""What must hold of every database, whatever was done to it."""

import sqlite_utils

from dedup.index import MIN_SHINGLES
from dedup.signature import DEFAULT_SCHEME


def sound(db: sqlite_utils.Database) -> None:
    """Assert that the database is whole: nothing half-written, nothing orphaned, every index true."""
    assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    db.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)")
    stored: dict[int, set[int]] = {row["id"]: set() for row in db.table("articles").rows}
    for band_hash, identity in db.execute("SELECT band_hash, article FROM bands"):
        stored[identity].add(band_hash)
    for identity, body, digest in db.execute(
        "SELECT id, text, digest FROM articles LEFT JOIN signatures ON signatures.article = articles.id"
    ):
        sketch = DEFAULT_SCHEME.sketch(body)
        assert digest == sketch.digest
        assert stored[identity] == (set(sketch.band_hashes) if sketch.shingles >= MIN_SHINGLES else set())
    done = dict(db.execute("SELECT url, state FROM frontier").fetchall())
    for (url,) in db.execute("SELECT url FROM articles"):
        assert done[url] == "stored"
    for (url,) in db.execute("SELECT url FROM copies"):
        assert done[url] == "copy"
    assert not set(db.execute("SELECT url FROM articles")) & set(db.execute("SELECT url FROM copies"))
