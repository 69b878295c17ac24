from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlite_utils

from crawler.page import Entry, Listing
from crawler.record import Outcome, Recorder
from storage.frontier import Frontier
from tests.records import NOW, article, edited, page, text

URL = "https://paper.example/a/1"
OTHER = "https://other.example/b/1"
HOUR = timedelta(hours=1)


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
