"""The lines that come back on a site's articles: counted, judged, taken out of what is stored, and put back.

Rows are bounded by lossy counting (Manku and Motwani: Approximate Frequency Counts over Data Streams, 2002): every
WIDTH articles of a site, lines that came back less than once in WIDTH articles are forgotten. No line on more than 1 /
WIDTH of a site's articles is lost by that, and a site keeps at most about WIDTH articles' lines, times the logarithm
of its articles over WIDTH.
"""

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil

from crawler.article import Article
from storage.line_search import Sample
from storage.line_words import line_key, lines_of
from storage.repeats import (
    LEAST,
    Count,
    is_settled,
    judge,
    may_be_template,
    no_longer_repeats,
)
from storage.sweep import REASON, Sweep, rearranged
from storage.transactions import transaction

__all__ = ["STATES", "Reading", "SiteLines"]

STATES: dict[str, str] = {
    "template": "found out: taken out of every article of the site",
    "cleared": "found out once, but a later, larger count says otherwise: put back",
}
"""Every value of `site_lines.state`; empty for a line that is only counted."""

WIDTH = 100
"""Articles of a site after which its seldom lines are forgotten."""

MOST_TEMPLATE = 500
"""Lines found out that a site keeps, the last seen; of more, one that came back would have to be found out again."""

WINDOW = 50
"""Articles over which a share is taken at least, where the site has as many: a burst of follow-ups is no share."""

JUDGED = 25
"""Lines judged in one transaction, at most: each costs a search. The site's next articles bring the rest."""

GROWTH = 1.25
"""A line is judged again when its count has grown by this; likewise a site's lines found out."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article without the lines that its site is known to repeat; what `count` needs of the others.

    source: id of the site. lines: {key: line} of all its lines. known: of these that were counted before.
    """

    article: Article
    source: int
    lines: dict[int, str]
    known: dict[int, "_Row"]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of `site_lines`. first: the site's number of articles when it was seen first. due: its own number of
    articles at which it is to be judged."""

    line: int
    articles: int
    days: int
    first: int
    due: int
    state: str | None
    basis: str | None

    def one_more(self) -> "_Row":
        """As it is when one more article is counted."""
        return replace(self, articles=self.articles + 1)

    def count(self, site: int) -> Count:
        """For a site of so many articles."""
        return Count(self.articles, max(site - self.first + 1, min(site, WINDOW)), self.days)


_ROWS = "SELECT line, articles, days, first, due, state, basis FROM site_lines WHERE source = ?"
_AMONG = f"{_ROWS} AND line IN (SELECT value FROM json_each(?))"  # noqa: S608 the line above
_TEMPLATE = f"{_ROWS} AND state = 'template'"


class SiteLines:
    """Counts and judges the lines of stored articles, in the transaction that is open on the connection.

    reindex: called for a stored article whose text is rewritten, with its id and its text before and after; it brings
    up to date what else was made of the text, and gives the number of words.
    """

    def __init__(self, connection: sqlite3.Connection, reindex: Callable[[int, str, str], int]):
        self._connection = connection
        self._sweep = Sweep(connection, reindex)

    def read(self, article: Article, source: int) -> Reading:
        """Take the lines out of an article that this site is known to repeat."""
        if self._connection.execute("SELECT 1 FROM site_counts WHERE source = ? AND sweeping", (source,)).fetchone():
            self._sweep.one(source, article.url)
        lines = {key: line for line in lines_of(article.text) if (key := line_key(line)) is not None}
        asked = json.dumps(list(lines))
        rows = self._connection.execute(_AMONG, (source, asked))
        known = {row[0]: _Row(*row) for row in rows}
        out = {row.line for row in known.values() if row.state == "template"}
        if out:
            text, removed = rearranged(article.text, article.removed, out)
            article = replace(article, text=text, removed=removed)
        return Reading(article, source, lines, known)

    def renewed(self, article: Article, source: int) -> Article:
        """A page that was kept, with the lines put back that this site was taken to repeat then, and was cleared of."""
        taken = [key for line in article.removed if line.reason == REASON and (key := line_key(line.text)) is not None]
        rows = self._connection.execute(_AMONG, (source, json.dumps(taken)))
        back = {row.line for row in (_Row(*row) for row in rows) if row.state == "cleared"}
        text, removed = rearranged(article.text, article.removed, set(), back)
        return replace(article, text=text, removed=removed)

    def count(self, reading: Reading, fetched: datetime) -> None:
        """Count the lines of an article that was stored now for the first time; judge those that came back often, and
        rewrite stored articles where a verdict asks for it, some of them now."""
        with transaction(self._connection):
            site, review, sweeping = self._one_more(reading.source)
            self._count_lines(reading, site, fetched.date().isoformat())
            changed = self._judge(reading, site)
            if site >= review:
                changed |= self._review(reading.source, site)
            if site % WIDTH == 0:
                self._forget(reading.source, site)
            if changed or sweeping:
                self._sweep.some(reading.source)

    def _one_more(self, source: int) -> tuple[int, int, bool]:
        """Articles of the site now, at how many its template is to be looked at again, whether some are to be
        rewritten."""
        row = self._connection.execute(
            """
            INSERT INTO site_counts (source, articles, review, sweeping) VALUES (?, 1, ?, 0)
            ON CONFLICT (source) DO UPDATE SET articles = articles + 1
            RETURNING articles, review, sweeping
            """,
            (source, LEAST),
        ).fetchone()
        return int(row[0]), int(row[1]), bool(row[2])

    def _count_lines(self, reading: Reading, site: int, day: str) -> None:
        new = [(reading.source, key, site, day, LEAST) for key in reading.lines if key not in reading.known]
        self._connection.executemany(
            "INSERT INTO site_lines (source, line, articles, days, first, day, due) VALUES (?, ?, 1, 1, ?, ?, ?)", new
        )
        self._connection.executemany(
            """
            UPDATE site_lines SET articles = articles + 1, days = days + (day <> ?), day = ?
            WHERE source = ? AND line = ?
            """,
            [(day, day, reading.source, key) for key in reading.known],
        )

    def _judge(self, reading: Reading, site: int) -> bool:
        """Judge the article's lines that are due; whether any was found out."""
        sample = Sample(self._connection, reading.source)
        found, judged = False, 0
        for row in map(_Row.one_more, reading.known.values()):
            line, count = reading.lines[row.line], row.count(site)
            if row.state == "template" or row.articles < row.due or not may_be_template(line, count):
                continue
            if judged == JUDGED:
                break
            judged += 1
            self._connection.execute(
                "UPDATE site_lines SET due = ? WHERE source = ? AND line = ?",
                (ceil(row.articles * GROWTH), reading.source, row.line),
            )
            basis = judge(line, count, *sample.of(row.line, line))
            if basis is not None:
                found = True
                self._connection.execute(
                    """
                    UPDATE site_lines SET state = 'template', basis = ?, text = ?, swept = 0
                    WHERE source = ? AND line = ?
                    """,
                    (basis, line, reading.source, row.line),
                )
        return found

    def _review(self, source: int, site: int) -> bool:
        """Clear lines found out that a larger count clears; whether any was."""
        rows = [_Row(*row) for row in self._connection.execute(_TEMPLATE, (source,))]
        counts = {row: row.count(site) for row in rows}
        cleared = [
            row for row, count in counts.items() if not is_settled(count) and no_longer_repeats(count, row.basis)
        ]
        self._connection.executemany(
            "UPDATE site_lines SET state = 'cleared', swept = 0, due = articles * 2 WHERE source = ? AND line = ?",
            [(source, row.line) for row in cleared],
        )
        self._connection.execute("UPDATE site_counts SET review = ? WHERE source = ?", (ceil(site * GROWTH), source))
        return bool(cleared)

    def _forget(self, source: int, site: int) -> None:
        """Drop what came back less than once in WIDTH articles, and of the template what was not seen for longest."""
        self._connection.execute(
            """
            DELETE FROM site_lines WHERE source = ? AND state IS NOT 'template' AND swept IS NULL
            AND articles * ? <= ? - first + ?
            """,
            (source, WIDTH, site, WIDTH),
        )
        self._connection.execute(
            """
            DELETE FROM site_lines WHERE source = :source AND line IN (
                SELECT line FROM site_lines WHERE source = :source AND state = 'template' AND swept IS NULL
                ORDER BY day DESC, articles DESC LIMIT -1 OFFSET :most)
            """,
            {"source": source, "most": MOST_TEMPLATE},
        )
