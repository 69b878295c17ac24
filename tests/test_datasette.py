"""The metadata file in a real Datasette over a real database."""

import asyncio
import html
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlite_utils
from datasette.app import Datasette

from crawler.article import REASONS, Removed
from crawler.health import KINDS as ILLNESSES
from crawler.page import Entry, Listing
from crawler.record import Recorder
from storage.copies import FOUND_BY, RELATIONS, Copies, Copy
from storage.database import close_database, open_database
from storage.datasette import metadata_for
from storage.days import Day, SourceDays
from storage.describe import schema_page
from storage.frontier import STATES, Frontier
from storage.illnesses import CHANGES, Illnesses
from storage.migrations import TABLES, VIEWS
from storage.roles import KINDS, Roles
from storage.runs import OUTCOMES, Runs, Tally
from tests.records import NOW, article, edited, page, text

ROOT = Path(__file__).resolve().parent.parent
HOUR = timedelta(hours=1)

VISIBLE = {
    "sources", "articles", "authors", "article_authors", "tags", "article_tags", "copies", "revisions", "removed",
    "role_changes", "crawls", "crawl_sources", "source_days", "illnesses",
}  # fmt: skip

PARAMETERS = {
    "search": {"words": "ports"},
    "most_republished": {"since": "2026-01-01"},
    "copies_of_a_report": {"article": "1"},
    "revisions_of_an_article": {"article": "2"},
    "where_is_it_now": {"number_or_address": "https://paper.example/3"},
    "newest_per_source": {"source": "PAPER"},
    "removed_and_why": {"reason": "promo"},
    "who_publishes_first": {"since": ""},
    "changed_reports": {},
    "crawl_health": {},
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of a name of its own, with something in every table."""
    path = tmp_path_factory.mktemp("news") / "my news.db"
    db = open_database(path)
    recorder, frontier, runs = Recorder(db), Frontier(db), Runs(db)
    run = runs.start("crawl news", "1.0", NOW)
    frontier.discover("paper", Listing("https://paper.example/feed", "feed"), [Entry("https://paper.example/9")], NOW)
    for n, source in enumerate(["paper", "wire", "gazette"]):
        url = f"https://{source}.example/1"
        body = text(1) + '\nThe ports reopen, said the "harbour master".' if n < 2 else edited(text(1), 60)
        recorder.record(page(url, source), article(url, body, title=f"Ports {n}", published=NOW + n * HOUR))
    lines = (Removed(0, "Sign up for our newsletter", "promo"),)
    for n in range(2, 15):
        url = f"https://paper.example/{n}"
        recorder.record(page(url), article(url, text(n), removed=lines, published=NOW - n * HOUR))
    recorder.record(page("https://paper.example/2", fetched=NOW + HOUR), article("https://paper.example/2", text(99)))
    runs.source(run, "paper", Tally(found=20, fetched=15, new=13), "finished", NOW)
    runs.source(run, "wire", Tally(errors=1), "failed", NOW, "http 503")
    runs.finish(run, "failed", NOW + HOUR, 3600.0)
    SourceDays(db).add("paper", NOW, Day(runs=1, answered=1, new=13))
    Illnesses(db).fall_ill("wire", "failing", NOW, "no listing answered", None, NOW)
    change_roles(db)
    close_database(db)
    return path


def change_roles(db: sqlite_utils.Database) -> None:
    """A copy of the third article that turned out to be the better original."""
    copies, page = Copies(db), article("https://wire.example/3", text(3), published=NOW - 5 * HOUR)
    evidence = Copy(3, "near", 0.9, "signature", 200, b"")
    copy = copies.get(copies.add(page, "wire", evidence, NOW))
    assert copy is not None
    Roles(db).settle(copy, page, 200, evidence, "published 3 h earlier", NOW)


class Served:
    """A Datasette over the database, asked as a browser would."""

    def __init__(self, path: Path):
        self.app = Datasette([str(path)], metadata=metadata_for(path))
        self.loop = asyncio.new_event_loop()

    def get(self, url: str) -> Any:
        response = self.loop.run_until_complete(self.app.client.get(url))
        assert response.status_code == 200, response.text
        return response.json() if ".json" in url else response.text

    def query(self, name: str, **parameters: str) -> list[dict[str, Any]]:
        url = self.app.urls.path(f"/my~20news/{name}.json?_shape=objects")
        response = self.loop.run_until_complete(self.app.client.get(url, params={"_shape": "objects", **parameters}))
        answer = response.json()
        assert response.status_code == 200, answer
        assert answer["ok"], answer
        rows: list[dict[str, Any]] = answer["rows"]
        return rows


@pytest.fixture(scope="module")
def served(path: Path) -> Iterator[Served]:
    served = Served(path)
    yield served
    served.app.executor.shutdown()
    for database in served.app.databases.values():
        database.close()
    served.loop.close()


def test_the_front_page_lists_the_tables_for_people_and_hides_the_crawlers_own(served: Served) -> None:
    tables = served.get("/my~20news.json")["tables"]
    assert {table["name"] for table in tables if not table["hidden"]} == VISIBLE
    assert set(TABLES) <= {table["name"] for table in tables}


def test_every_table_and_column_is_described_and_nothing_else_is(path: Path) -> None:
    db = open_database(path)
    described = metadata_for(path)["databases"][path.stem]["tables"]
    shadows = {name for name in db.table_names() if name.startswith(("articles_fts_", "spaceless_fts_", "sqlite_"))}
    assert set(described) == set(db.table_names()) - shadows | set(db.view_names())
    for name, table in described.items():
        assert set(table["columns"]) == set(db[name].columns_dict), name
        assert table["title"], name
        assert table["description"], name
    close_database(db)


def test_descriptions_are_shown(served: Served) -> None:
    shown = served.get("/my~20news/articles")
    assert "One row per report" in shown
    assert "Headline, without the site" in shown


def test_what_a_table_shows_first_exists_and_its_facets_are_indexed(path: Path) -> None:
    db = open_database(path)
    for name, table in metadata_for(path)["databases"][path.stem]["tables"].items():
        if name in VIEWS:
            assert not {"facets", "sort"} & set(table), "a view has no index"
            assert table["sort_desc"] == "article", "the order of the articles themselves"
            continue
        columns = db.table(name).columns_dict
        leading = {index.columns[0] for index in db.table(name).indexes} | set(db.table(name).pks)
        for facet in table.get("facets", []):
            assert facet in leading, (name, facet)
        for key in ("sort", "sort_desc"):
            assert table.get(key) is None or table[key] in leading, (name, key)
        assert table.get("label_column") is None or table["label_column"] in columns, name
    close_database(db)


@pytest.mark.parametrize("table", sorted(VISIBLE | set(VIEWS)))
def test_every_table_opens_with_its_facets(served: Served, table: str) -> None:
    assert served.get(f"/my~20news/{table}.json?_shape=objects")["rows"]
    served.get(f"/my~20news/{table}")


def test_references_are_labelled_by_headline_and_name(served: Served) -> None:
    shown = served.get("/my~20news/copies")
    assert ">Ports 0</a>" in shown
    assert ">wire</a>" in shown


def test_articles_come_newest_first(served: Served) -> None:
    rows = served.get("/my~20news/articles.json?_shape=objects")["rows"]
    dates = [row["published"] for row in rows]
    assert dates == sorted(dates, reverse=True)


def test_every_query_has_parameters_here(path: Path) -> None:
    assert set(metadata_for(path)["databases"][path.stem]["queries"]) == set(PARAMETERS)


@pytest.mark.parametrize("name", sorted(PARAMETERS))
def test_every_query_answers_with_rows_on_the_page_and_empty(served: Served, name: str) -> None:
    assert served.query(name, **PARAMETERS[name])
    assert metadata_for("x.db")["databases"]["x"]["queries"][name]["title"] in served.get(f"/my~20news/{name}")
    served.query(name, **dict.fromkeys(PARAMETERS[name], ""))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ports reopen", 1), ('"harbour master"', 1), ('"master harbour"', 0), ("ports AND", 0), ("PORTS", 1),
        ('"', 0), ("", 0), ("'", 0), ("*", 0), ("NEAR(", 0), ("title:ports", 0), ("ports)", 1), ('a" OR "b', 0),
        ("; DROP TABLE articles", 0), ("^ports - +", 1), ("雨", 0),
    ],
)  # fmt: skip
def test_search_takes_whatever_people_type(served: Served, words: str, found: int) -> None:
    assert len(served.query("search", words=words)) == found


def test_search_shows_the_passage(served: Served) -> None:
    (row,) = served.query("search", words="reopen")
    assert "»reopen«" in row["passage"]
    assert row["source"] == "paper"


def test_the_removed_lines_of_an_article_are_one_link_away(served: Served) -> None:
    line = served.get("/my~20news/removed.json?_shape=objects")["rows"][0]
    number = line["article"]["value"] if isinstance(line["article"], dict) else line["article"]
    (link,) = re.findall(rf'href="([^"]+/removed\?article={number})"', served.get(f"/my~20news/articles/{number}"))
    assert line["text"] in html.unescape(served.get(link))


def test_the_queries_say_what_was_recorded(served: Served) -> None:
    most, _ = served.query("most_republished", since="")
    assert (most["title"], most["other_papers"], most["source"]) == ("Ports 0", 2, "paper")
    ran = served.query("copies_of_a_report", article="1")
    assert [(row["source"], row["relation"]) for row in ran] == [
        ("paper", "article"), ("wire", "exact"), ("gazette", "near"),
    ]  # fmt: skip
    assert ran[1]["differs"] is None
    assert "→ changed" in ran[2]["differs"]
    (promo,) = served.query("removed_and_why", reason="promo")
    assert (promo["text"], promo["articles"]) == (
        "Sign up for our newsletter",
        11,
    )  # one was revised without it, one settled
    first = {
        row["source"]: (row["first"], row["shared_reports"]) for row in served.query("who_publishes_first", since="")
    }
    assert first == {"paper": (1, 2), "wire": (1, 2), "gazette": (0, 1)}
    (changed,) = served.query("changed_reports")
    assert changed["url"] == "https://paper.example/2"
    now, before = served.query("revisions_of_an_article", article="2")
    assert (now["text"], before["text"], before["page"]) == (text(99), text(2), "https://paper.example/2")
    assert before["until"] == now["seen"]
    health = [(row["source"], row["ill"], row["last_outcome"]) for row in served.query("crawl_health")]
    assert health[0] == ("wire", "failing", "failed")
    assert sorted(health[1:]) == [("gazette", None, None), ("paper", None, "finished")]
    assert len([row for row in served.query("newest_per_source", source="") if row["source"] == "paper"]) == 10


def test_a_report_shows_where_and_when_it_ran(served: Served) -> None:
    rows = served.get("/my~20news/reports.json?_shape=objects")["rows"]
    assert [row["article"] for row in rows] == sorted((row["article"] for row in rows), reverse=True)
    (report,) = (row for row in rows if row["article"] == 1)
    assert (report["copies"], report["papers"], report["ran_in"]) == (2, 3, "paper, wire, gazette")
    assert (report["first_seen"], report["last_seen"]) == ("2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z")
    (revised,) = (row for row in rows if row["article"] == 2)
    assert (revised["copies"], revised["papers"], revised["revisions"]) == (0, 1, 1)
    assert (revised["first_seen"], revised["last_seen"]) == ("2026-03-01T12:00:00Z", "2026-03-01T13:00:00Z")


@pytest.mark.parametrize("asked", ["3", "https://paper.example/3", "https://wire.example/3"])
def test_old_numbers_and_addresses_lead_to_the_report(served: Served, asked: str) -> None:
    (row,) = served.query("where_is_it_now", number_or_address=asked)
    assert (row["article"], row["url"]) == (3, "https://wire.example/3")


def test_words_of_the_documented_lists_are_all_described() -> None:
    tables = metadata_for("articles.db")["databases"]["articles"]["tables"]
    for words, table, column in (
        (REASONS, "removed", "reason"),
        (STATES, "frontier", "state"),
        (RELATIONS, "copies", "relation"),
        (FOUND_BY, "copies", "found_by"),
        (OUTCOMES, "crawls", "outcome"),
        (ILLNESSES, "illnesses", "kind"),
        (CHANGES, "notices", "change"),
        (KINDS, "role_changes", "kind"),
    ):
        for word in words:
            assert word in tables[table]["columns"][column], (table, column, word)


def test_the_schema_page_is_of_these_tables(tmp_path: Path) -> None:
    db = open_database(tmp_path / "articles.db")
    written = (ROOT / "docs" / "schema.md").read_text(encoding="utf-8")
    assert written == schema_page(db), "run: python -m storage.describe > docs/schema.md"
    for name in (*TABLES, *VIEWS):
        assert f"\n### {name}\n" in written
    close_database(db)


def test_the_page_is_written_by_the_command_it_names() -> None:
    printed = subprocess.run([sys.executable, "-m", "storage.describe"], cwd=ROOT, capture_output=True, check=True)
    assert printed.stdout.decode() == (ROOT / "docs" / "schema.md").read_text(encoding="utf-8")


def test_the_file_serves_a_database_called_articles_as_it_stands(tmp_path: Path) -> None:
    close_database(open_database(tmp_path / "articles.db"))
    plain = subprocess.run(
        [sys.executable, "-m", "datasette", str(tmp_path / "articles.db"), "-m", ROOT / "storage" / "datasette.yaml",
         "--get", "/articles.json"],
        capture_output=True, check=True,
    )  # fmt: skip
    assert {query["name"] for query in json.loads(plain.stdout)["queries"]} == set(PARAMETERS)
