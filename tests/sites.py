"""A made-up paper that publishes, for tests of what a site repeats."""

import random
from datetime import timedelta

import sqlite_utils

from crawler.record import Outcome, Recorder
from tests.records import NOW, article, page, text

DAY = timedelta(days=1)
PROMO = "Sign up for our newsletter and never miss a story."
WRITERS = ("Ana Silva", "Bo Li", "Caro Meyer", "Dan Osei", "Edda Holm", "Femi Ade", "Gus Roth")


class Site:
    """A paper that publishes: one report every six hours, each on a subject of its own, unless told otherwise."""

    def __init__(self, db: sqlite_utils.Database, source: str = "paper", seed: int = 0):
        self.db, self.source, self.seed = db, source, seed
        self.recorder = Recorder(db)
        self.number = 0

    def publish(
        self, *lines: str, body: str | None = None, title: str | None = None, author: str | None = None,
        at: int = -1, day: int | None = None,
    ) -> Outcome:  # fmt: skip
        """One report; `lines` stand at `at` among its paragraphs, at the end unless told otherwise."""
        self.number += 1
        paragraphs = (body or text(self.seed + self.number)).split("\n")
        place = len(paragraphs) if at == -1 else at
        paragraphs[place:place] = lines
        when = NOW + (day * DAY if day is not None else self.number * DAY / 4)
        report = article(
            self.url(self.number),
            "\n".join(paragraphs),
            title=title or " ".join(text(self.seed + self.number + 50_000, 6).split()),
            authors=(author or WRITERS[self.number % len(WRITERS)],),
            published=when,
            removed=(),
        )
        return self.recorder.record(page(report.url, self.source, fetched=when), report)

    def url(self, number: int) -> str:
        return f"https://{self.source}.example/{number}"

    def holding(self, line: str) -> int:
        rows = self.db.execute("SELECT text FROM articles WHERE url LIKE ?", (f"https://{self.source}.example/%",))
        return sum(line in body.split("\n") for (body,) in rows)

    def removed(self) -> list[tuple[int, int, str, str]]:
        return self.db.execute("SELECT article, position, text, reason FROM removed ORDER BY 1, 2").fetchall()

    def state(self, line: str) -> str | None:
        row = self.db.execute("SELECT state FROM site_lines WHERE text = ?", (line,)).fetchone()
        return row[0] if row else None


STORY = (
    "Minister Orla Venn", "the Hadley harbour strike", "union leader Marek Dunn", "the port authority of Hadley",
    "talks at Quay House", "the dockers of berth nine", "a walkout since Monday", "the ferry to Skerry Island",
)  # fmt: skip
BACKGROUND = "The strike began on Monday, when the port authority dismissed forty dockers after a dispute over shifts."


def followup(number: int) -> str:
    """A report on one story: its own words, with the story's names all through."""
    chance = random.Random(number)
    paragraphs = text(number + 90_000, 160).split("\n")
    return "\n".join(
        " ".join(f"{word} {chance.choice(STORY)}" if n % 7 == 0 else word for n, word in enumerate(line.split()))
        for line in paragraphs
    )
