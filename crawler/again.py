"""Compares everything that is stored again, as after a change of settings or of version. Knows no Scrapy.

A stored article keeps its number and its page while it is one; what changes is what the verdict on it changes. Each
step is one transaction, so that a reader sees every report whole, and what was stopped goes on where it was.
"""

from dataclasses import astuple, replace
from datetime import datetime, timedelta

import sqlite_utils

from crawler.article import Article
from crawler.verdict import Verdicts
from dedup.compare import compare
from dedup.index import ALL, Among, Index
from dedup.match import same_report
from dedup.reading import Reading
from dedup.signature import DEFAULT_SCHEME, Scheme, Sketch
from storage.comparisons import Comparison, Comparisons
from storage.copies import Copies, Copy, StoredCopy
from storage.roles import Roles
from storage.site_lines import SiteLines
from storage.store import Store
from storage.values import from_utc_text

__all__ = ["VERSION", "Again"]

VERSION = 1
"""Of the verdict: raise it with a change that makes other copies, and a comparison that was stopped begins anew."""

STEP = 50
"""Texts in one transaction: a fifth of a second."""


class Again:
    """A comparison of all that a database holds, begun now or stopped before.

    window_days: how far apart articles and copies may have been stored to be compared; None for any. The database's
    index must be whole (crawler.reindex.ensure_index) and its foreign keys not enforced (storage.database.unenforced).
    """

    def __init__(
        self,
        db: sqlite_utils.Database,
        now: datetime,
        scheme: Scheme = DEFAULT_SCHEME,
        window_days: float | None = None,
    ):
        self._now = now
        self._scheme = scheme
        self._window = timedelta(days=window_days) if window_days is not None else None
        self._store, self._copies, self._roles = Store(db), Copies(db), Roles(db)
        self._index = Index(db.conn, scheme)
        self._verdicts = Verdicts(db, self._index)
        self._lines = SiteLines(db.conn, self._reindex)
        self._first_separated = self._roles.first("separated")
        self._comparisons = Comparisons(db)
        settings = ",".join(map(str, (VERSION, *astuple(scheme), window_days)))
        self.state: Comparison = self._comparisons.begin(settings, now)
        self._total = self._comparisons.texts()

    def progress(self) -> tuple[int, int]:
        """Texts done, and of how many."""
        done = self.state.compared + self.state.skipped
        return done, max(done, self._total)

    def step(self) -> bool:
        """Compare some more, in one transaction; whether there is something left. Raises a StorageError."""
        return self._comparisons.step(self.state, STEP, self._look, self._now)

    def _look(self, phase: str, identity: int) -> None:
        if phase == "articles":
            self._article(identity)
        else:
            self._copy(identity)

    def _article(self, identity: int) -> None:
        stored = self._store.page(identity)
        assert stored is not None
        self.state.compared += 1
        sketch = self._scheme.sketch(stored.article.text)
        self._index.mend(identity, sketch)
        seen = self._store.first_seen(identity)
        verdict = self._verdict(stored.article, sketch, seen, but=identity)
        if verdict is not None and verdict.article > identity:
            # Of two the later stored becomes the copy, when its turn comes; this one may repeat an earlier one as well.
            verdict = self._verdict(stored.article, sketch, seen, but=identity, until=identity)
        if verdict is None:
            return
        self._index.remove(identity, sketch)
        self._roles.merge(stored, verdict, f"{verdict.relation}, similarity {verdict.similarity:.2f}", self._now)
        self.state.merged += 1

    def _copy(self, identity: int) -> None:
        copy, page = self._copies.get(identity), self._copies.page(identity)
        assert copy is not None
        if page is None:
            self.state.skipped += 1
            return
        self.state.compared += 1
        sketch = self._scheme.sketch(page.text)
        verdict = self._verdict(page, sketch, from_utc_text(copy.fetched), copy)
        if verdict is None:
            if not self._still_holds(copy, sketch):
                self._separate(copy, page)
        elif verdict != copy.verdict:
            self._copies.judge(copy, verdict)
            self.state.moved += verdict.article != copy.article
            self.state.related += verdict.article == copy.article and verdict.relation != copy.verdict.relation

    def _verdict(
        self,
        page: Article,
        sketch: Sketch,
        seen: datetime,
        copy: StoredCopy | None = None,
        but: int = -1,
        until: int = ALL.until,
    ) -> Copy | None:
        """The verdict on a page that was first fetched at `seen`, among the articles of the window around that. but,
        until: as in dedup.index.Among."""
        for among in self._ranges(seen, but):
            verdict = self._verdicts.on(page, sketch, replace(among, until=min(among.until, until)), copy)
            if verdict is None or verdict.article >= until:
                continue
            if verdict.found_by == "address" or self._is_near(verdict.article, seen):
                return verdict
        return None

    def _ranges(self, seen: datetime, but: int) -> list[Among]:
        if self._window is None:
            return [Among(but=but)]
        since, until = self._store.first_since(seen - self._window), self._store.first_since(seen + self._window)
        ranges = [Among(since, until, but)]
        if self._first_separated is not None:  # copies that became articles have high numbers, whatever their age
            ranges.append(Among(max(self._first_separated, until), but=but))
        return ranges

    def _is_near(self, article: int, seen: datetime) -> bool:
        return self._window is None or abs(self._store.first_seen(article) - seen) <= self._window

    def _still_holds(self, copy: StoredCopy, sketch: Sketch) -> bool:
        """Whether a copy that no longer finds its article repeats it nevertheless: it may be too seldom alike to be
        found, or the article's page may say something else by now."""
        article = self._store.article(copy.article)
        assert article is not None
        if not self._is_near(article.id, from_utc_text(copy.fetched)):
            return False
        judged = article.id in [candidate for candidate, _ in self._index.candidate_texts(sketch)]
        texts = [*([] if judged else [article.text]), *self._store.earlier_texts(article.id)]
        return any(same_report(compare(Reading.of(text), sketch.reading)) is not None for text in texts)

    def _separate(self, copy: StoredCopy, page: Article) -> None:
        source = self._store.sources.id(copy.source, self._now)
        reading = self._lines.read(self._lines.renewed(page, source), source)
        sketch = self._scheme.sketch(reading.article.text)
        why = f"not alike enough to article {copy.article}, or too long after it"
        article = self._roles.separate(copy, reading.article, len(sketch.words), why, self._now)
        self._index.add(article, sketch)
        self._lines.count(reading, from_utc_text(copy.fetched))
        self._first_separated = self._first_separated or article
        self.state.separated += 1

    def _reindex(self, article: int, before: str, after: str) -> int:
        sketch = self._scheme.sketch(after)
        self._index.remove(article, self._scheme.sketch(before))
        self._index.add(article, sketch)
        return len(sketch.words)
