"""The table `copies`: where else a report ran, with the evidence; and each copy's page, kept to be compared again."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlite_utils

from crawler.article import Article
from storage.kept import packed, unpacked
from storage.sources import Sources
from storage.transactions import transaction
from storage.values import utc_text

__all__ = ["FOUND_BY", "RELATIONS", "Copies", "Copy", "StoredCopy"]

RELATIONS: dict[str, str] = {
    "exact": "the same text after normalisation",
    "near": "nearly the same text",
    "excerpt": "one text is in essence a part of the other",
}
"""How a copy's text relates to its article's: every value of `copies.relation`."""

FOUND_BY: dict[str, str] = {
    "digest": "both texts have one digest",
    "signature": "the signatures of both texts are alike, and so are their words",
    "address": "both pages have, or name as their own, one address, and the texts are alike",
}
"""What led to the article: every value of `copies.found_by`."""


@dataclass(frozen=True, slots=True)
class Copy:
    """The verdict that a page repeats a stored article.

    article: the article's id. relation: a key of RELATIONS. similarity: 0 to 1. found_by: a key of FOUND_BY.
    contained: share of the shorter text found in the longer one, 0 to 1, None where it was not measured.
    differs: what the texts do not share, for people to read, None where nothing was looked for.
    words, digest: of the copy's own text.
    """

    article: int
    relation: str
    similarity: float
    found_by: str
    words: int
    digest: bytes
    contained: float | None = None
    differs: str | None = None


@dataclass(frozen=True, slots=True)
class StoredCopy:
    """A row of `copies`. source: a name. published, fetched: UTC text. verdict: what its row says of it, the digest
    empty where none was kept."""

    id: int
    url: str
    source: str
    published: str | None
    fetched: str
    verdict: Copy

    @property
    def article(self) -> int:
        """The id of its article."""
        return self.verdict.article

    @property
    def digest(self) -> bytes:
        """Of its text."""
        return self.verdict.digest


_COPY = """
SELECT copies.id, copies.url, sources.name, copies.published, copies.fetched, copies.article, copies.relation,
       copies.similarity, copies.found_by, copies.words, coalesce(copies.digest, x''), copies.contained, copies.differs
FROM copies JOIN sources ON sources.id = copies.source
"""


class Copies:
    """Reads and writes copies. Each writing call is a transaction of its own, or part of the one that is open."""

    def __init__(self, db: sqlite_utils.Database):
        self._connection: sqlite3.Connection = db.conn
        self._sources = Sources(db.conn)

    def at(self, url: str) -> StoredCopy | None:
        """The copy stored from this URL."""
        return next(iter(self._read("WHERE copies.url = ?", (url,))), None)

    def get(self, copy: int) -> StoredCopy | None:
        """The copy with this id."""
        return next(iter(self._read("WHERE copies.id = ?", (copy,))), None)

    def of(self, article: int) -> list[StoredCopy]:
        """All copies of an article, in the order of their ids."""
        return self._read("WHERE copies.article = ? ORDER BY copies.id", (article,))

    def page(self, copy: int) -> Article | None:
        """The page of a copy as it was extracted; None where it was stored by a version that did not keep it."""
        row = self._connection.execute("SELECT page FROM copy_pages WHERE copy = ?", (copy,)).fetchone()
        return unpacked(row[0]) if row is not None else None

    def differences(self, article: int, but: int | None = None, limit: int = 8) -> list[str]:
        """What the newest near copies of an article have otherwise. but: a copy to leave out, by its id."""
        rows = self._connection.execute(
            "SELECT differs FROM copies WHERE article = ? AND differs IS NOT NULL AND id IS NOT ? "
            "ORDER BY id DESC LIMIT ?",
            (article, but, limit),
        )
        return [row[0] for row in rows]

    def add(self, page: Article, source: str, copy: Copy, now: datetime) -> int:
        """Store that a page repeats a stored article; give the copy's id.

        A copy stored from the same URL before is brought up to date. now: when it was fetched.
        """
        with transaction(self._connection):
            row = self._connection.execute(
                """
                INSERT INTO copies (article, url, canonical_url, source, title, published, fetched, relation,
                                    similarity, contained, differs, found_by, words, digest)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (url) DO UPDATE SET
                    article = excluded.article, canonical_url = excluded.canonical_url,
                    title = excluded.title, published = excluded.published, fetched = excluded.fetched,
                    relation = excluded.relation, similarity = excluded.similarity,
                    contained = excluded.contained, differs = excluded.differs,
                    found_by = excluded.found_by, words = excluded.words, digest = excluded.digest
                RETURNING id
                """,
                (
                    copy.article,
                    page.url,
                    page.canonical_url,
                    self._sources.id(source, now),
                    page.title,
                    utc_text(page.published) if page.published is not None else None,
                    utc_text(now),
                    copy.relation,
                    copy.similarity,
                    copy.contained,
                    copy.differs,
                    copy.found_by,
                    copy.words,
                    copy.digest,
                ),
            ).fetchone()
            self._connection.execute(
                "INSERT OR REPLACE INTO copy_pages (copy, page) VALUES (?, ?)",
                (row[0], packed(page)),
            )
        return int(row[0])

    def judge(self, copy: StoredCopy, verdict: Copy) -> None:
        """Write another verdict on a stored copy."""
        with transaction(self._connection):
            self._connection.execute(
                """
                UPDATE copies SET article = ?, relation = ?, similarity = ?, found_by = ?, words = ?, digest = ?,
                                  contained = ?, differs = ? WHERE id = ?
                """,
                (
                    verdict.article,
                    verdict.relation,
                    verdict.similarity,
                    verdict.found_by,
                    verdict.words,
                    verdict.digest,
                    verdict.contained,
                    verdict.differs,
                    copy.id,
                ),
            )

    def drop(self, copy: StoredCopy) -> None:
        """Forget a copy, as its page has become a report of its own."""
        with transaction(self._connection):
            self._connection.execute("DELETE FROM copy_pages WHERE copy = ?", (copy.id,))
            self._connection.execute("DELETE FROM copies WHERE id = ?", (copy.id,))

    def _read(self, where: str, parameters: Sequence[object]) -> list[StoredCopy]:
        rows = self._connection.execute(f"{_COPY} {where}", parameters)
        return [StoredCopy(row[0], row[1], row[2], row[3], row[4], Copy(*row[5:])) for row in rows]
