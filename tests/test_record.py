import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlite_utils

from crawler.article import Removed
from crawler.page import Entry, Listing
from crawler.record import KINDS, Outcome, Recorder
from dedup.index import MIN_SHINGLES
from dedup.signature import DEFAULT_SCHEME
from storage.database import close_database, open_database
from storage.errors import DiskFull
from storage.frontier import Frontier
from tests.records import NOW, article, edited, page, text

ROOT = Path(__file__).resolve().parent.parent
URL = "https://paper.example/a/1"
OTHER = "https://other.example/b/1"
HOUR = timedelta(hours=1)


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


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite_utils.Database]:
    db = open_database(tmp_path / "articles.db")
    yield db
    sound(db)
    close_database(db)


@pytest.fixture
def recorder(db: sqlite_utils.Database) -> Recorder:
    return Recorder(db)


def copies(db: sqlite_utils.Database) -> list[tuple[str, str, str]]:
    return [(row["url"], row["relation"], row["found_by"]) for row in db.table("copies").rows]


def state(db: sqlite_utils.Database, url: str) -> str:
    return str(db.table("frontier").get(url)["state"])


# New, copy


def test_a_new_report_is_stored_and_its_url_done(db: sqlite_utils.Database, recorder: Recorder) -> None:
    assert recorder.record(page(URL), article(URL, text(1))) == Outcome("new", 1)
    row = db.table("articles").get(1)
    assert (row["text"], row["words"], row["fetched"]) == (text(1), 200, "2026-03-01T12:00:00Z")
    assert state(db, URL) == "stored"


def test_the_same_text_elsewhere_is_an_exact_copy(db: sqlite_utils.Database, recorder: Recorder) -> None:
    recorder.record(page(URL), article(URL, text(1)))
    found = recorder.record(page(OTHER, "other"), article(OTHER, text(1).upper(), title="Theirs"))
    assert found == Outcome("copy", 1, "exact", 1.0)
    (row,) = db.table("copies").rows
    assert (row["title"], row["words"], row["found_by"]) == ("Theirs", 200, "digest")
    assert state(db, OTHER) == "copy"
    assert db.table("articles").count == 1


def test_a_touched_up_text_is_a_near_copy_with_its_similarity(db: sqlite_utils.Database, recorder: Recorder) -> None:
    recorder.record(page(URL), article(URL, text(1)))
    found = recorder.record(page(OTHER, "other"), article(OTHER, edited(text(1), 60)))
    assert (found.kind, found.article, found.relation) == ("copy", 1, "near")
    assert found.similarity is not None
    assert 0.72 <= found.similarity < 1
    assert copies(db) == [(OTHER, "near", "signature")]


def test_another_report_is_new(recorder: Recorder) -> None:
    recorder.record(page(URL), article(URL, text(1)))
    assert recorder.record(page(OTHER), article(OTHER, text(2))) == Outcome("new", 2)


def test_copies_are_found_over_runs(db: sqlite_utils.Database) -> None:
    Recorder(db).record(page(URL), article(URL, text(1)))
    assert Recorder(db).record(page(OTHER), article(OTHER, text(1))).kind == "copy"


# The same canonical URL


def counted(first: int) -> str:
    """A text with ten numbers, others for each `first`: two of them are less alike than copies are by themselves."""
    return text(1) + "".join(f"\nIn ward {n} they counted {first + n * 7} votes." for n in range(10))


def test_one_address_and_texts_alike_are_a_copy(db: sqlite_utils.Database, recorder: Recorder) -> None:
    recorder.record(page(URL), article(URL, counted(1000)))
    syndicated = article(OTHER, counted(2000), canonical_url=URL)
    assert recorder.record(page(OTHER), syndicated).kind == "copy"
    assert copies(db) == [(OTHER, "near", "address")]


@pytest.mark.parametrize(
    ("version", "canonical"),
    [
        (f"{URL}/amp", None),
        ("https://m.paper.example/a/1", None),
        ("https://amp.paper.example/a/1?print=1", None),
        (f"{URL}?outputType=amp", None),
        (f"{URL}/", None),
        ("https://paper.example/amp.php?id=7", URL),
    ],
)
@pytest.mark.parametrize("body", [text(1), edited(text(1), 20), text(1, 120)])
def test_another_version_of_a_page_is_no_copy_and_no_revision(
    db: sqlite_utils.Database, recorder: Recorder, version: str, canonical: str | None, body: str
) -> None:
    recorder.record(page(URL), article(URL, text(1)))
    found = recorder.record(page(version), article(version, body, canonical_url=canonical))
    assert found == Outcome("unchanged", 1)
    assert db.table("articles").get(1)["text"] == text(1)
    assert (db.table("articles").count, db.table("copies").count, db.table("revisions").count) == (1, 0, 0)


def test_a_version_that_came_first_stays_the_article(db: sqlite_utils.Database, recorder: Recorder) -> None:
    amp = "https://paper.example/amp.php?id=7"
    recorder.record(page(amp), article(amp, text(1), canonical_url=URL))
    assert recorder.record(page(URL), article(URL, edited(text(1), 50))) == Outcome("unchanged", 1)
    assert db.table("articles").get(1)["url"] == amp


def test_a_version_of_a_page_that_is_a_copy_is_no_second_copy(db: sqlite_utils.Database, recorder: Recorder) -> None:
    recorder.record(page(URL), article(URL, text(1)))
    recorder.record(page(OTHER), article(OTHER, edited(text(1), 50)))
    assert recorder.record(page(f"{OTHER}/amp"), article(f"{OTHER}/amp", edited(text(1), 40))).kind == "unchanged"
    assert db.table("copies").count == 1


def test_another_page_at_an_address_like_a_version_is_new(recorder: Recorder) -> None:
    recorder.record(page(URL), article(URL, text(1)))
    assert recorder.record(page(f"{URL}/print"), article(f"{URL}/print", text(2))).kind == "new"


def test_one_address_on_pages_that_say_different_things_is_a_mistake_of_the_site(recorder: Recorder) -> None:
    recorder.record(page(URL), article(URL, text(1), canonical_url="https://paper.example/news"))
    second = article(f"{URL}2", text(2), canonical_url="https://paper.example/news")
    assert recorder.record(page(f"{URL}2"), second).kind == "new"


def test_the_home_page_as_everyones_address_counts_for_nothing(recorder: Recorder) -> None:
    home = "https://paper.example/"
    recorder.record(page(URL), article(URL, counted(1000), canonical_url=home))
    assert recorder.record(page(OTHER), article(OTHER, counted(2000), canonical_url=home)).kind == "new"


# The same URL again


def test_the_same_page_again_changes_nothing(db: sqlite_utils.Database, recorder: Recorder) -> None:
    recorder.record(page(URL), article(URL, text(1)))
    before = [list(db.table(name).rows) for name in ("articles", "removed", "signatures", "bands")]
    later = page(URL, fetched=NOW + HOUR)
    assert recorder.record(later, article(URL, text(1))) == Outcome("unchanged", 1)
    assert recorder.record(later, article(URL, text(1).replace("\n", "\n\n"))) == Outcome("unchanged", 1)
    assert [list(db.table(name).rows) for name in ("articles", "removed", "signatures", "bands")] == before
    assert db.table("revisions").count == 0
    row = db.table("frontier").get(URL)
    assert (row["visits"], row["fetched"]) == (3, "2026-03-01T13:00:00Z")


def test_changed_text_is_a_revision_and_the_index_follows(db: sqlite_utils.Database, recorder: Recorder) -> None:
    recorder.record(page(URL), article(URL, text(1)))
    assert recorder.record(page(URL), article(URL, text(2))) == Outcome("revision", 1)
    assert db.table("articles").get(1)["text"] == text(2)
    assert [row["text"] for row in db.table("revisions").rows] == [text(1)]
    assert recorder.record(page(OTHER), article(OTHER, text(2))).article == 1
    assert recorder.record(page(f"{OTHER}2"), article(f"{OTHER}2", text(1))).kind == "new"


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("Updated 14:05", "Updated 15:20", "unchanged"),
        ("132 comments", "140 comments", "unchanged"),
        ("Ports: all our reports", "Storm: what we know so far", "unchanged"),
        ("", "More on this: ports and trade", "unchanged"),
        ("12 people were hurt in the storm, the harbour master said.",
         "15 people were hurt in the storm, the harbour master said.", "revision"),
        ("", "The harbour master has resigned.", "revision"),
        ("", " ".join(f"word{n}" for n in range(20)), "revision"),
    ],
)  # fmt: skip
def test_only_what_is_said_makes_a_revision(recorder: Recorder, before: str, after: str, kind: str) -> None:
    recorder.record(page(URL), article(URL, f"{text(1)}\n{before}"))
    assert recorder.record(page(URL), article(URL, f"{text(1)}\n{after}")).kind == kind


def test_a_text_of_one_line_is_what_it_says(recorder: Recorder) -> None:
    recorder.record(page(URL), article(URL, "Storm: 12 hurt"))
    assert recorder.record(page(URL), article(URL, "Storm: 15 hurt")).kind == "revision"


def test_a_changed_headline_is_a_revision(db: sqlite_utils.Database, recorder: Recorder) -> None:
    recorder.record(page(URL), article(URL, text(1), title="Ports open"))
    assert recorder.record(page(URL), article(URL, text(1), title="Ports shut")).kind == "revision"
    assert db.table("articles").get(1)["title"] == "Ports shut"


def test_a_known_date_is_not_lost_by_a_revision(db: sqlite_utils.Database, recorder: Recorder) -> None:
    recorder.record(page(URL), article(URL, text(1), published=NOW))
    recorder.record(page(URL), article(URL, text(2)))
    row = db.table("articles").get(1)
    assert (row["published"], row["published_from"]) == ("2026-03-01T12:00:00Z", "meta")


def test_a_copy_again_is_unchanged_or_brought_up_to_date(db: sqlite_utils.Database, recorder: Recorder) -> None:
    recorder.record(page(URL), article(URL, text(1)))
    recorder.record(page(OTHER), article(OTHER, text(1)))
    assert recorder.record(page(OTHER), article(OTHER, text(1))) == Outcome("unchanged", 1)
    assert recorder.record(page(OTHER), article(OTHER, edited(text(1), 60))).relation == "near"
    assert copies(db) == [(OTHER, "near", "address")]


def test_a_copy_that_was_rewritten_becomes_an_article(db: sqlite_utils.Database, recorder: Recorder) -> None:
    recorder.record(page(URL), article(URL, text(1)))
    recorder.record(page(OTHER), article(OTHER, text(1)))
    assert recorder.record(page(OTHER), article(OTHER, text(2))) == Outcome("new", 2)
    assert db.table("copies").count == 0
    assert state(db, OTHER) == "stored"


# Redirects


def test_both_ends_of_a_redirect_are_done(db: sqlite_utils.Database, recorder: Recorder) -> None:
    short = "https://paper.example/s/1"
    Frontier(db).discover("paper", Listing("https://paper.example/f", "feed"), [Entry(short)], NOW)
    recorder.record(page(URL, entry=Entry(short)), article(URL, text(1)))
    assert (state(db, short), state(db, URL)) == ("stored", "stored")
    assert Frontier(db).due("paper", NOW, 10) == []


def test_a_stored_article_that_moved_keeps_its_id_and_url(db: sqlite_utils.Database, recorder: Recorder) -> None:
    recorder.record(page(URL), article(URL, text(1)))
    moved = f"{URL}-new-slug"
    found = recorder.record(page(moved, entry=Entry(URL)), article(moved, edited(text(1), 50)))
    assert found == Outcome("revision", 1)
    assert db.table("articles").get(1)["url"] == URL
    assert state(db, moved) == "stored"


def test_an_article_that_now_leads_elsewhere_is_not_overwritten(db: sqlite_utils.Database, recorder: Recorder) -> None:
    recorder.record(page(URL), article(URL, text(1)))
    section = "https://paper.example/world"
    assert recorder.record(page(section, entry=Entry(URL)), article(section, text(2))).kind == "new"
    assert db.table("articles").get(1)["text"] == text(1)


# No article


def test_a_rejected_page_is_remembered_with_the_reason(db: sqlite_utils.Database, recorder: Recorder) -> None:
    recorder.reject(page(URL, entry=Entry(f"{URL}?s")), "no text")
    assert [(row["state"], row["note"]) for row in db.table("frontier").rows] == [("rejected", "no text")] * 2
    assert db.table("articles").count == 0


def test_a_stored_article_stays_when_its_page_is_none_any_more(db: sqlite_utils.Database, recorder: Recorder) -> None:
    recorder.record(page(URL), article(URL, text(1)))
    recorder.reject(page("https://paper.example/", entry=Entry(URL)), "no text")
    assert (state(db, URL), state(db, "https://paper.example/")) == ("stored", "rejected")
    assert db.table("articles").count == 1


# Dates and titles from the listing


@pytest.mark.parametrize(
    ("own", "announced", "kept", "kept_from"),
    [
        (None, NOW, NOW, "feed"),
        (datetime(2026, 3, 1, tzinfo=UTC), NOW, NOW, "feed"),  # the page gives but the day
        (datetime(2026, 3, 2, tzinfo=UTC), NOW, datetime(2026, 3, 2, tzinfo=UTC), "meta"),  # of another day
        (NOW - HOUR, NOW, NOW - HOUR, "meta"),  # the page knows the time itself
        (
            datetime(2026, 3, 2, tzinfo=UTC),  # the day as the paper's own clock has it
            datetime(2026, 3, 2, 1, 0, tzinfo=timezone(timedelta(hours=9))),
            datetime(2026, 3, 1, 16, 0, tzinfo=UTC),
            "feed",
        ),
        (None, None, None, None),
    ],
)
def test_the_time_of_the_listing_is_taken_where_it_says_more(
    db: sqlite_utils.Database,
    recorder: Recorder,
    own: datetime | None,
    announced: datetime | None,
    kept: datetime | None,
    kept_from: str | None,
) -> None:
    recorder.record(page(URL, entry=Entry(URL, published=announced)), article(URL, text(1), published=own))
    row = db.table("articles").get(1)
    assert row["published"] == (kept.strftime("%Y-%m-%dT%H:%M:%SZ") if kept else None)
    assert row["published_from"] == kept_from


def test_the_announced_title_fills_an_empty_one(db: sqlite_utils.Database, recorder: Recorder) -> None:
    recorder.record(page(URL, entry=Entry(URL, "Announced")), article(URL, text(1), title=""))
    assert db.table("articles").get(1)["title"] == "Announced"


# Hard cases


def test_text_that_sqlite_cannot_hold_is_mended_everywhere(db: sqlite_utils.Database, recorder: Recorder) -> None:
    bad = "x\ud800\0y"
    odd = replace(
        article(URL, f"{bad} {text(1)}", title=bad, authors=(bad,), removed=(Removed(0, bad, "promo"),)),
        section=bad, tags=(bad, "x?y"), image=bad, canonical_url=f"{URL}{bad}", language=bad,
    )  # fmt: skip
    assert recorder.record(page(URL), odd).kind == "new"
    assert db.table("articles").get(1)["title"] == "x?y"
    assert recorder.record(page(URL), odd).kind == "unchanged"


@pytest.mark.parametrize("body", ["", "…", "Rain.", "雨" * 3, "عاجل: مطر"])
def test_empty_and_short_texts_are_taken_and_never_merged_by_likeness(recorder: Recorder, body: str) -> None:
    assert recorder.record(page(URL), article(URL, body)).kind == "new"
    assert recorder.record(page(OTHER), article(OTHER, body + " more")).kind == "new"


def test_one_report_a_thousand_times_is_one_article(db: sqlite_utils.Database, recorder: Recorder) -> None:
    for n in range(1000):
        url = f"https://paper{n % 7}.example/{n}"
        recorder.record(page(url, f"paper{n % 7}"), article(url, text(1)))
    assert (db.table("articles").count, db.table("copies").count) == (1, 999)


def test_only_what_the_window_holds_is_compared(db: sqlite_utils.Database) -> None:
    recorder = Recorder(db, window_days=10)
    for n, days in enumerate((0, 5, 30)):
        url = f"https://paper{n}.example/"
        recorder.record(page(url, fetched=NOW + 24 * days * HOUR), article(url, text(1)))
    assert [row["url"] for row in db.table("articles").rows] == ["https://paper0.example/", "https://paper2.example/"]
    assert [row["url"] for row in db.table("copies").rows] == ["https://paper1.example/"]


def fill(recorder: Recorder, stored: list[str]) -> None:
    """Record articles without end, naming each that is stored."""
    while True:
        url = f"https://paper.example/{len(stored)}"
        recorder.record(page(url), article(url, text(len(stored), 600)))
        stored.append(url)


def test_a_full_disk_leaves_all_or_nothing_of_a_page(db: sqlite_utils.Database, recorder: Recorder) -> None:
    stored: list[str] = []
    db.execute(f"PRAGMA max_page_count = {db.execute('PRAGMA page_count').fetchone()[0] + 40}")
    with pytest.raises(DiskFull, match=r"articles\.db: the disk is full"):
        fill(recorder, stored)
    assert [row["url"] for row in db.table("articles").rows] == stored
    assert db.table("frontier").count == len(stored) > 1
    sound(db)
    db.execute("PRAGMA max_page_count = 1073741823")
    assert recorder.record(page(OTHER), article(OTHER, text(5000))).kind == "new"


def test_every_kind_is_documented() -> None:
    assert set(KINDS) == {"new", "copy", "revision", "unchanged"}


WRITER = """
import sys
from datetime import timedelta
from crawler.page import Entry, Listing
from crawler.record import Recorder
from storage.database import open_database
from storage.frontier import Frontier
from tests.records import NOW, article, edited, page, text

db = open_database(sys.argv[1])
recorder, frontier = Recorder(db), Frontier(db)
entries = [Entry(f"https://paper.example/{n}") for n in range(3000)]
frontier.discover("paper", Listing("https://paper.example/feed", "feed", "etag"), entries, NOW)
for entry in frontier.due("paper", NOW + timedelta(days=1), 3000):
    n = int(entry.url.rpartition("/")[2])
    body = text(n) if n % 3 else edited(text(n + 1), 50)
    recorder.record(page(entry.url, entry=entry), article(entry.url, body, authors=(f"Author {n % 50}",)))
    if n % 10 == 0:
        recorder.record(page(entry.url, entry=entry), article(entry.url, text(n + 9000)))
    print(n, flush=True)
"""


@pytest.mark.slow
def test_killed_at_any_moment_nothing_is_half_written_and_the_next_run_goes_on(tmp_path: Path) -> None:
    path, chance = tmp_path / "articles.db", random.Random(7)
    for _ in range(8):
        with subprocess.Popen([sys.executable, "-c", WRITER, path], cwd=ROOT, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            told = sum(1 for _ in zip(range(chance.randint(0, 120)), writer.stdout, strict=False))
            writer.kill()
            writer.stdout.read()
        db = open_database(path)
        sound(db)
        pending = db.execute("SELECT count(*) FROM frontier WHERE state = 'pending'").fetchone()[0]
        known = db.execute("SELECT count(*) FROM frontier").fetchone()[0]
        assert known in (0, 3000)
        done = db.execute("SELECT (SELECT count(*) FROM articles) + (SELECT count(*) FROM copies)").fetchone()[0]
        assert done == known - pending >= told
        db.close()
