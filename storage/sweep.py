"""Takes lines that a site repeats out of its stored articles, and puts them back, some articles at a time."""

import sqlite3
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import islice

from crawler.article import Removed
from storage.line_search import holders
from storage.line_words import line_key

__all__ = ["REASON", "Sweep", "rearranged"]

REASON = "site"
"""`removed.reason` of a line that a site repeats."""

REWRITTEN = 25
"""Stored articles rewritten in one transaction, at most; the site's next articles bring the rest."""


def rearranged(
    text: str, removed: Sequence[Removed], out: Collection[int], back: Collection[int] = ()
) -> tuple[str, tuple[Removed, ...]]:
    """A text, and what was taken out of it, with the lines `out` taken out too and the lines `back` put back.

    out, back: keys as `line_key` gives them; of what was taken out only lines with the reason "site" go back, to
    where they stood. A text of nothing else than lines to take out stays as it is. Doing it twice changes nothing.
    """
    taken = {line.position for line in removed}
    places = (position for position in range(len(taken) + text.count("\n") + 1) if position not in taken)
    kept = dict(zip(places, text.split("\n"), strict=False))
    gone = {place: Removed(place, line, REASON) for place, line in kept.items() if out and line_key(line) in out}
    returned = {
        line.position: line for line in removed if back and line.reason == REASON and line_key(line.text) in back
    }
    if len(gone) == len(kept) and not returned:
        return text, tuple(removed)
    lines = {place: line for place, line in kept.items() if place not in gone}
    lines |= {place: line.text for place, line in returned.items()}
    still = [line for line in removed if not (line.reason == REASON and line.position in returned)]
    return (
        "\n".join(lines[place] for place in sorted(lines)),
        tuple(sorted([*still, *gone.values()], key=lambda line: line.position)),
    )


@dataclass(frozen=True, slots=True)
class _Verdict:
    """A row of `site_lines` that not all stored articles follow yet. out: or put back. swept: up to this article."""

    line: int
    out: bool
    text: str
    swept: int


class Sweep:
    """Rewrites stored articles, in the transaction that is open on the connection.

    reindex: called for an article that is rewritten, with its id and its text before and after; it brings up to date
    what else was made of the text, and gives the number of words.
    """

    def __init__(self, connection: sqlite3.Connection, reindex: Callable[[int, str, str], int]):
        self._connection = connection
        self._reindex = reindex

    def some(self, source: int) -> None:
        """Bring stored articles in line with the verdicts that are new, REWRITTEN of them at most."""
        verdicts = self._new_verdicts(source)
        ahead = {
            verdict.line: holders(self._connection, source, verdict.text, verdict.swept, REWRITTEN)
            if verdict.out
            else self._lacking(source, verdict.line, verdict.swept)
            for verdict in verdicts
        }
        now = sorted(set().union(*ahead.values()))[:REWRITTEN]
        for article in now:
            self._rewrite(article, verdicts)
        self._connection.executemany(
            "UPDATE site_lines SET swept = ? WHERE source = ? AND line = ?",
            [(_next(found, now), source, line) for line, found in ahead.items()],
        )
        left = any(_next(found, now) is not None for found in ahead.values())
        self._connection.execute("UPDATE site_counts SET sweeping = ? WHERE source = ?", (left, source))

    def one(self, source: int, url: str) -> None:
        """The same for the article stored from an address, before its page is compared with it."""
        row = self._connection.execute("SELECT id FROM articles WHERE url = ? AND source = ?", (url, source)).fetchone()
        if row is not None:
            self._rewrite(row[0], self._new_verdicts(source))

    def _new_verdicts(self, source: int) -> list[_Verdict]:
        rows = self._connection.execute(
            "SELECT line, state = 'template', text, swept FROM site_lines WHERE source = ? AND swept IS NOT NULL",
            (source,),
        )
        return [_Verdict(*row) for row in rows]

    def _lacking(self, source: int, line: int, after: int) -> list[int]:
        """The next articles that a line was taken out of."""
        rows = self._connection.execute(
            """
            SELECT removed.article, removed.text FROM articles JOIN removed ON removed.article = articles.id
            WHERE articles.source = ? AND articles.id > ? AND +removed.reason = ? ORDER BY removed.article
            """,
            (source, after, REASON),
        )
        found = (article for article, text in rows if line_key(text) == line)
        return list(islice(found, REWRITTEN))

    def _rewrite(self, article: int, verdicts: Sequence[_Verdict]) -> None:
        (before,) = self._connection.execute("SELECT text FROM articles WHERE id = ?", (article,)).fetchone()
        rows = self._connection.execute(
            "SELECT position, text, reason FROM removed WHERE article = ? ORDER BY position", (article,)
        )
        after, now_removed = rearranged(
            before,
            [Removed(*row) for row in rows],
            out={verdict.line for verdict in verdicts if verdict.out},
            back={verdict.line for verdict in verdicts if not verdict.out},
        )
        if after == before:
            return
        words = self._reindex(article, before, after)
        self._connection.execute("UPDATE articles SET text = ?, words = ? WHERE id = ?", (after, words, article))
        self._connection.execute("DELETE FROM removed WHERE article = ? AND reason = ?", (article, REASON))
        self._connection.executemany(
            "INSERT INTO removed (article, position, text, reason) VALUES (?, ?, ?, ?)",
            [(article, line.position, line.text, REASON) for line in now_removed if line.reason == REASON],
        )


def _next(found: Sequence[int], done: Sequence[int]) -> int | None:
    """Up to where a line is swept, None where its last article is done. found: its next articles, REWRITTEN at most;
    done: those that were rewritten, of all lines."""
    whole = len(found) < REWRITTEN and (not found or found[-1] <= done[-1])
    return None if whole else done[-1]
