"""The index of signatures in SQLite: which stored articles may say the same as a text.

Its tables (schemes, signatures, bands) are made by the storage's migrations; it writes in the transaction
that is open on its connection, so that an article and its bands are stored together or not at all.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields

from dedup.signature import Scheme, Sketch, similarity

__all__ = ["Candidate", "Index", "SchemeMismatch"]

MIN_SHINGLES = 12
"""Texts of fewer shingles are compared by digest alone: in so short a text a single changed name is a tenth
of it, and the look-alikes (a headline, a weather line) are more than the copies."""

CROWD = 32
"""Articles read from one band. More share it only where they share text that many do, as templates and
promos; the newest are read then, as copies of one report run within days."""

MOST_CANDIDATES = 32
"""Candidates compared by signature, at most."""


class SchemeMismatch(Exception):
    """The stored signatures were made under another scheme: they must be rebuilt before this one is used."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stored article to compare a text with.

    similarity: estimated Jaccard similarity of their shingles. shingles: how many the article has, repeats
    included. exact: whether both texts are the same after normalisation.
    """

    article: int
    similarity: float
    shingles: int
    exact: bool


class Index:
    """Signatures and bands of all stored articles, under one scheme."""

    def __init__(self, connection: sqlite3.Connection, scheme: Scheme):
        """Raises SchemeMismatch where the database holds signatures of another scheme."""
        self._connection = connection
        self._scheme = scheme
        self._identity = self._settle_scheme()

    def _settle_scheme(self) -> int:
        names = [field.name for field in fields(Scheme)]
        columns = ", ".join(f'"{name}"' for name in names)
        wanted = astuple(self._scheme)
        for identity, *stored in self._connection.execute(f"SELECT id, {columns} FROM schemes"):  # noqa: S608 our names
            if tuple(stored) == wanted:
                return int(identity)
            raise SchemeMismatch(f"the index was built by {Scheme(*stored)}, the settings ask for {self._scheme}")
        with self._connection:
            row = self._connection.execute(
                f"INSERT INTO schemes ({columns}) VALUES (?, ?, ?, ?, ?, ?) RETURNING id",  # noqa: S608 our names
                wanted,
            ).fetchone()
        return int(row[0])

    def same_text(self, sketch: Sketch) -> list[Candidate]:
        """The oldest article whose text is the same after normalisation; none for a text without words."""
        row = self._connection.execute(
            "SELECT article, shingles FROM signatures WHERE digest = ? ORDER BY article LIMIT 1",
            (sketch.digest,),
        ).fetchone()
        return [Candidate(row[0], 1.0, row[1], exact=True)] if row is not None and sketch.words else []

    def compare(self, sketch: Sketch, articles: Iterable[int]) -> list[Candidate]:
        """These articles as candidates: the same text first, then the most similar, the oldest among
        equals."""
        chosen = list(articles)
        marks = ", ".join("?" * len(chosen))
        rows = self._connection.execute(
            f"SELECT article, minhash, shingles, digest FROM signatures WHERE article IN ({marks})",  # noqa: S608 marks
            chosen,
        )
        found = [
            Candidate(article, similarity(sketch.minhash, minhash), n, exact=digest == sketch.digest and n > 0)
            for article, minhash, n, digest in rows
        ]
        return sorted(found, key=lambda candidate: (not candidate.exact, -candidate.similarity, candidate.article))

    def candidates(self, sketch: Sketch) -> list[Candidate]:
        """Articles that share a band with the text, at most MOST_CANDIDATES, the most similar first."""
        if sketch.shingles < MIN_SHINGLES:
            return []
        weights: defaultdict[int, float] = defaultdict(float)
        for articles in self._sharers(sketch.band_hashes):
            for article in articles:
                weights[article] += 1 / len(articles)  # a band that many share says little
        likely = sorted(weights, key=lambda article: (-weights[article], article))
        return self.compare(sketch, likely[:MOST_CANDIDATES])

    def _sharers(self, band_hashes: list[int]) -> list[list[int]]:
        """For each of these bands, the newest articles in it, at most CROWD."""
        marks = ", ".join("?" * len(band_hashes))
        most = CROWD * len(band_hashes)
        rows = self._connection.execute(
            f"SELECT band_hash, article FROM bands WHERE band_hash IN ({marks}) LIMIT ?",  # noqa: S608 marks alone
            [*band_hashes, most],
        ).fetchall()
        if len(rows) == most:  # some band is crowded, and may have left the others no room: ask each by itself
            rows = [row for band in band_hashes for row in self._newest(band)]
        bands: defaultdict[int, list[int]] = defaultdict(list)
        for band, article in rows:
            bands[band].append(article)
        return list(bands.values())

    def _newest(self, band_hash: int) -> list[tuple[int, int]]:
        return self._connection.execute(
            "SELECT band_hash, article FROM bands WHERE band_hash = ? ORDER BY article DESC LIMIT ?",
            (band_hash, CROWD),
        ).fetchall()

    def add(self, article: int, sketch: Sketch) -> None:
        """Take in a stored article's text. A text too short to compare by bands gets none."""
        self._connection.execute(
            "INSERT INTO signatures (article, scheme, digest, shingles, minhash) VALUES (?, ?, ?, ?, ?)",
            (article, self._identity, sketch.digest, sketch.shingles, sketch.minhash),
        )
        if sketch.shingles >= MIN_SHINGLES:
            self._connection.executemany(
                "INSERT OR IGNORE INTO bands (band_hash, article) VALUES (?, ?)",
                [(band, article) for band in sketch.band_hashes],
            )

    def remove(self, article: int, sketch: Sketch) -> None:
        """Take an article out. sketch: of the text it was added with, from which its bands follow.

        The bands hold no index by article: it would double them, and the stored text gives them back.
        """
        self._connection.executemany(
            "DELETE FROM bands WHERE band_hash = ? AND article = ?",
            [(band, article) for band in sketch.band_hashes],
        )
        self._connection.execute("DELETE FROM signatures WHERE article = ?", (article,))
