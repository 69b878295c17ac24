"""A database as years of crawling leave it, of made-up texts: what the benchmarks of the pages open."""

import random
import sqlite3
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.press import Press
from crawler.article import Article
from storage.database import close_database, open_database
from storage.kept import packed
from storage.transactions import transaction
from storage.values import utc_text

__all__ = ["FIRST", "LAST", "build", "insert"]

SOURCES, AUTHORS, TAGS = 60, 4000, 3000
FIRST, LAST = datetime(2024, 11, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)
LANGUAGES = ("en",) * 6 + ("de", "fr", "es", "ja")
SECTIONS = ("World", "Local", "Business", "Sport", "Culture", "Politics", "Science", "Opinion")

COPIES, REVISED, REMOVED, DATELESS = 0.35, 0.06, 6, 0.02
"""Copies for each article, share of articles that were revised, removed lines for each, share without a date."""

KANJI = (
    "日本東京大阪政府経済会議新聞選挙市長県警火災地震台風予算議員学校病院鉄道港湾漁業農業"
    "輸出工場雇用賃金物価電力原発技術研究宇宙文化祭音楽映画野球"
)
KANA = "のはがをにでとしていたるれことものへからまで"


def build(path: Path, articles: int) -> None:
    """Make the database at `path` with so many articles and what hangs on them; prints how far it is."""
    db = open_database(path)
    connection: sqlite3.Connection = db.conn
    connection.execute("PRAGMA synchronous = OFF")
    press = Press(repeats=0.0)
    with transaction(connection):
        _names(connection)
    step = 2000
    for start in range(0, articles, step):
        with transaction(connection):
            for number in range(start, min(start + step, articles)):
                insert(connection, press, number, articles)
        if start % 20_000 == 0:
            print(f"  {start} of {articles} articles", file=sys.stderr, flush=True)
    with transaction(connection):
        _crawls(connection)
        connection.executemany(
            "INSERT INTO illnesses (source, kind, since, found, why) VALUES (?, 'silent', ?, ?, 'nothing for 3 days')",
            [(source, utc_text(LAST), utc_text(LAST)) for source in range(1, SOURCES, 7)],
        )
    close_database(db)


def _names(connection: sqlite3.Connection) -> None:
    began = utc_text(FIRST)
    connection.executemany(
        "INSERT INTO sources (id, name, url, added) VALUES (?, ?, ?, ?)",
        [(n, f"Paper {n}", f"https://paper{n}.example/", began) for n in range(1, SOURCES + 1)],
    )
    for table, count in (("authors", AUTHORS), ("tags", TAGS)):
        connection.executemany(
            f"INSERT INTO {table} (id, name) VALUES (?, ?)",  # noqa: S608 names above
            [(n, f"{table[:-1].title()} {n}") for n in range(1, count + 1)],
        )


def insert(connection: sqlite3.Connection, press: Press, number: int, of: int) -> None:
    """Article number `number` of `of`, and what hangs on it; in the caller's transaction."""
    chance = random.Random(number)  # noqa: S311 made-up, no secret
    published = FIRST + (LAST - FIRST) * number / of
    language = LANGUAGES[number % len(LANGUAGES)]
    text = _japanese(chance) if language == "ja" else press.make(number).text
    source = min(int(chance.expovariate(0.08)) + 1, SOURCES)  # a few papers bring most
    fetched = published + timedelta(minutes=chance.randint(1, 90))
    article = connection.execute(
        "INSERT INTO articles (url, canonical_url, source, title, text, published, published_from, fetched, language, "
        "section, words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            f"https://paper{source}.example/{number}",
            f"https://paper{source}.example/{number}",
            source,
            text[:60].partition("\n")[0],
            text,
            None if chance.random() < DATELESS else utc_text(published),
            "meta",
            utc_text(fetched),
            language,
            chance.choice(SECTIONS),
            len(text.split()),
        ),
    ).fetchone()[0]
    for table, count, shown in (("author", AUTHORS, 2), ("tag", TAGS, 4)):
        connection.executemany(
            f"INSERT OR IGNORE INTO article_{table}s (article, {table}, position) VALUES (?, ?, ?)",  # noqa: S608 as above
            [(article, chance.randint(1, count), place) for place in range(chance.randint(1, shown))],
        )
    connection.executemany("INSERT INTO removed VALUES (?, ?, ?, ?)", list(_removed(article, chance)))
    for copy in range(_copies(chance)):
        _copy(connection, chance, (article, text), f"{number}-{copy}", published + timedelta(minutes=30 * (copy + 1)))
    if chance.random() < REVISED:
        connection.execute(
            "INSERT INTO revisions (article, seen, replaced, title, text) VALUES (?, ?, ?, ?, ?)",
            (article, utc_text(published), utc_text(fetched), "Before", text.replace("a", "e", 40)),
        )


def _removed(article: int, chance: random.Random) -> Iterator[tuple[int, int, str, str]]:
    for place in range(REMOVED):
        yield article, place * 2, f"Sign up for letter {chance.randint(1, 400)}", chance.choice(("promo", "teaser"))


def _copies(chance: random.Random) -> int:
    """How often a report ran elsewhere: mostly not at all, at times in dozens of papers."""
    return min(int(chance.paretovariate(1.3)), 40) if chance.random() < COPIES / 3 else 0


def _copy(connection: sqlite3.Connection, chance: random.Random, of: tuple[int, str], name: str, at: datetime) -> None:
    source, (article, text) = chance.randint(1, SOURCES), of
    copy = connection.execute(
        "INSERT INTO copies (article, url, source, title, published, fetched, relation, similarity, contained, "
        "found_by, words) VALUES (?, ?, ?, ?, ?, ?, 'near', ?, 1.0, 'signature', 400) RETURNING id",
        (
            article,
            f"https://paper{source}.example/c{name}",
            source,
            "As it ran there",
            utc_text(at),
            utc_text(at),
            round(chance.uniform(0.7, 1), 3),
        ),
    ).fetchone()[0]
    url = f"https://paper{source}.example/c{name}"
    words = ["changed" if chance.random() < 0.1 else word for word in text.split(" ")]
    kept = packed(Article(url, url, "As it ran there", " ".join(words)))
    connection.execute("INSERT INTO copy_pages (copy, page) VALUES (?, ?)", (copy, kept))


def _crawls(connection: sqlite3.Connection) -> None:
    """The log of three months of four runs an hour."""
    for run in range(1, 24 * 4 * 90):
        at = LAST - timedelta(minutes=15 * (24 * 4 * 90 - run))
        connection.execute(
            "INSERT INTO crawls (id, started, finished, command, version, outcome, sources, new, seconds) "
            "VALUES (?, ?, ?, 'crawl news', '1', 'finished', ?, 30, 200)",
            (run, utc_text(at), utc_text(at + timedelta(minutes=4)), SOURCES),
        )
        connection.executemany(
            "INSERT INTO crawl_sources (crawl, source, found, fetched, new, outcome) VALUES (?, ?, 2, 2, 1, ?)",
            [(run, n, "failed" if (run * n) % 97 == 0 else "finished") for n in range(1, SOURCES + 1)],
        )


def _japanese(chance: random.Random) -> str:
    """Sentences without spaces between words."""
    lines = []
    for _ in range(8):
        words = ["".join(chance.choices(KANJI, k=2)) + chance.choice(KANA) for _ in range(chance.randint(10, 25))]
        lines.append("".join(words) + "。")
    return "\n".join(lines)
