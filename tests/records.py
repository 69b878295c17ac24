"""Made-up pages and articles for tests of what is stored."""

import random
from datetime import UTC, datetime

from crawler.article import Article, Removed
from crawler.page import Entry, Page

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

SYLLABLES = ("ka", "lo", "mi", "ren", "tas", "vu", "pel", "dor", "sin", "gha", "nu", "ber", "fos", "wit", "zel", "om")


def text(seed: int, words: int = 200) -> str:
    """A text of made-up words, another for each seed, in paragraphs of 40 words."""
    chance = random.Random(seed)
    spoken = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(words)]
    return "\n".join(" ".join(spoken[start : start + 40]) + "." for start in range(0, words, 40))


def edited(original: str, every: int) -> str:
    """The text with one word in `every` replaced."""
    words = original.split(" ")
    return " ".join("changed" if n % every == every - 1 else word for n, word in enumerate(words))


def page(url: str, source: str = "paper", entry: Entry | None = None, fetched: datetime = NOW) -> Page:
    """A page that answered at `url`, and was asked for there unless `entry` says otherwise."""
    return Page(entry or Entry(url), url, source, b"", fetched)


def article(
    url: str,
    body: str,
    *,
    title: str = "A headline",
    canonical_url: str | None = None,
    published: datetime | None = None,
    authors: tuple[str, ...] = ("Ana Silva", "Bo Li"),
    removed: tuple[Removed, ...] = (Removed(0, "A headline", "title"), Removed(5, "Read more", "heading")),
) -> Article:
    """An article as extraction gives it."""
    return Article(
        url,
        canonical_url or url,
        title,
        body,
        authors,
        published,
        "meta" if published else None,
        language="en",
        section="World",
        tags=("trade", "ports"),
        removed=removed,
    )
