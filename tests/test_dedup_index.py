from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlite_utils

from dedup.index import CROWD, MOST_READ, Among, Index, SchemeMismatch
from dedup.match import find_match
from dedup.signature import DEFAULT_SCHEME, Scheme
from storage.database import close_database, open_database
from storage.store import Store
from storage.transactions import transaction
from tests.records import NOW, article, edited, text


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite_utils.Database]:
    db = open_database(tmp_path / "articles.db")
    yield db
    close_database(db)


class Filled:
    """An index over stored texts."""

    def __init__(self, db: sqlite_utils.Database):
        self.db = db
        self.index = Index(db.conn, DEFAULT_SCHEME)
        self.store = Store(db)

    def add(self, body: str) -> int:
        with transaction(self.db.conn):
            url = f"https://paper.example/{self.db.table('articles').count}"
            identity = self.store.add_article(article(url, body), "paper", 0, NOW)
            self.index.add(identity, DEFAULT_SCHEME.sketch(body))
        return identity

    def match(self, body: str, **among: int) -> tuple[int, str] | None:
        match = find_match(self.index, DEFAULT_SCHEME.sketch(body), Among(**among))
        return (match.article, match.relation) if match else None


@pytest.fixture
def filled(db: sqlite_utils.Database) -> Filled:
    return Filled(db)


def test_the_same_text_is_exact_and_a_touched_up_one_is_near(filled: Filled) -> None:
    one, _ = filled.add(text(1)), filled.add(text(2))
    assert filled.match(text(1)) == (one, "exact")
    assert filled.match(text(1).upper().replace("\n", "\n\n")) == (one, "exact")
    assert filled.match(edited(text(1), 50)) == (one, "near")
    assert filled.match(text(3)) is None


def test_the_oldest_is_chosen_among_equals_and_the_nearest_among_others(filled: Filled) -> None:
    first, second = filled.add(text(1)), filled.add(edited(text(1), 20))
    assert filled.add(text(1)) > second
    assert filled.match(text(1)) == (first, "exact")
    nearer = edited(text(1), 20).replace("changed", "altered", 1)
    assert filled.match(nearer) == (second, "near")


def test_only_articles_of_the_window_are_compared(filled: Filled) -> None:
    one = filled.add(text(1))
    filled.add(text(2))
    assert filled.match(text(1), since=one) == (one, "exact")
    assert filled.match(text(1), since=one + 1) is None
    assert filled.match(edited(text(1), 50), since=one + 1) is None
    assert filled.match(text(1), until=one) is None
    assert filled.match(edited(text(1), 50), until=one) is None
    assert filled.match(edited(text(1), 50), until=one + 1) == (one, "near")
    assert filled.match(text(1), but=one) is None
    assert filled.match(edited(text(1), 50), but=one) is None


@pytest.mark.parametrize("share", [0.1, 0.25, 0.5])
def test_a_brief_is_found_in_a_long_report_and_the_report_by_its_brief(filled: Filled, share: float) -> None:
    found = 0
    for seed in range(20):
        long = text(seed, 1200)
        brief = " ".join(long.split(" ")[: int(1200 * share)])
        one = filled.add(long if seed % 2 else brief)
        sketch = DEFAULT_SCHEME.sketch(brief if seed % 2 else long)
        found += one in filled.index.candidates(sketch)
    assert found >= 19


@pytest.mark.parametrize("short", ["Rain in the north.", "ja", "雨が降る"])
def test_short_texts_are_compared_exactly_alone(filled: Filled, short: str) -> None:
    one = filled.add(short)
    assert filled.match(short) == (one, "exact")
    assert filled.match(short + " x") is None
    assert filled.db.table("bands").count == 0


def test_texts_without_words_are_no_copies_of_each_other(filled: Filled) -> None:
    filled.add("")
    assert filled.match("") is None
    assert filled.match("…") is None


def test_texts_without_spaces_between_words_are_compared(filled: Filled) -> None:
    japanese = (
        "東京では昨夜から雨が降り続き各地で列車が止まったため多くの人が駅で夜を明かした気象庁は注意を呼びかけている" * 2
    )
    one = filled.add(japanese)
    assert filled.match(japanese.replace("昨夜", "今朝", 1)) == (one, "near")


def test_what_is_removed_is_found_no_more_and_leaves_no_band(filled: Filled) -> None:
    one = filled.add(text(1))
    filled.index.remove(one, DEFAULT_SCHEME.sketch(text(1)))
    assert filled.match(text(1)) is None
    assert filled.db.table("bands").count == 0
    assert filled.db.table("signatures").count == 0


def test_a_candidate_that_was_deleted_behind_our_back_is_passed_over(filled: Filled) -> None:
    one = filled.add(text(1))
    filled.db.execute("PRAGMA foreign_keys = OFF")
    filled.db.execute("DELETE FROM articles WHERE id = ?", [one])  # its bands stay
    assert filled.match(edited(text(1), 50)) is None


def crowd(filled: Filled, size: int, bands: list[int]) -> None:
    """`size` articles in each of `bands`, as reports of one template would be. Their rows alone, for speed."""
    filled.db.execute("PRAGMA foreign_keys = OFF")
    with transaction(filled.db.conn):
        filled.db.conn.executemany(
            "INSERT OR IGNORE INTO bands (band_hash, article) VALUES (?, ?)",
            ((band, article) for article in range(1000, 1000 + size) for band in bands),
        )


def test_a_band_that_a_hundred_thousand_share_costs_no_more_than_a_crowd(filled: Filled) -> None:
    one = filled.add(text(1))
    sketch = DEFAULT_SCHEME.sketch(text(1))
    crowd(filled, 100_000, sketch.band_hashes[:1])
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    filled.db.conn.set_progress_handler(count, 100)  # called every 100 steps of SQLite's machine
    found = filled.index.candidates(sketch)
    filled.db.conn.set_progress_handler(None, 0)
    # Reading the band whole would take more than 100,000 steps.
    assert steps < 300
    assert found == [one]


def test_crowded_bands_do_not_hide_the_one_that_shares_the_others(filled: Filled) -> None:
    one = filled.add(text(1))
    sketch = DEFAULT_SCHEME.sketch(text(1))
    crowd(filled, CROWD * 3, sketch.band_hashes[2:])
    assert one in filled.index.candidates(sketch)


def test_candidates_are_bounded(filled: Filled) -> None:
    for _ in range(MOST_READ + 10):
        filled.add(text(1))
    assert len(filled.index.candidates(DEFAULT_SCHEME.sketch(text(1)))) <= MOST_READ


def test_an_index_of_another_scheme_is_never_mixed_in(db: sqlite_utils.Database) -> None:
    Index(db.conn, Scheme())
    Index(db.conn, Scheme())
    assert db.table("schemes").count == 1
    with pytest.raises(SchemeMismatch, match=r"shingle_size=3.*shingle_size=5"):
        Index(db.conn, Scheme(shingle_size=5))


def test_what_is_stored_of_a_text_is_small(filled: Filled) -> None:
    filled.add(text(1, 700))
    (signature,) = filled.db.table("signatures").rows
    assert len(signature["digest"]) == 16
    assert filled.db.table("bands").count == 40


def test_a_text_of_a_megabyte_is_taken(filled: Filled) -> None:
    long = text(1, 150_000)
    assert len(long) > 1_000_000
    one = filled.add(long)
    assert filled.match(edited(long, 100)) == (one, "near")
