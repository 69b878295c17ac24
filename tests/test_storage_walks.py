import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.page import Entry
from storage.database import writing
from storage.frontier import Frontier
from storage.walks import Walks

NOW = datetime(2024, 5, 1, tzinfo=UTC)
HOME = "https://paper.example/"


def entries(*names: str) -> list[Entry]:
    return [Entry(HOME + name) for name in names]


def test_a_listing_and_its_articles_are_taken_together(tmp_path: Path) -> None:
    with writing(tmp_path / "a.db") as db:
        walks, frontier = Walks(db), Frontier(db)
        assert walks.read("paper", "2024/") == {}
        taken, complete = walks.take("paper", "2024/", HOME + "map", None, entries("a", "b"), 10, NOW)
        assert (taken, complete) == (entries("a", "b"), True)
        assert frontier.due("paper", NOW, 10) == entries("a", "b")
        assert walks.read("paper", "2024/") == {HOME + "map": None}
        assert walks.read("paper", "2023/") == walks.read("other", "2024/") == {}
        walks.take("paper", "2024/", HOME + "list", HOME + "list?page=2", [], 10, NOW)
        assert walks.read("paper", "2024/") == {HOME + "map": None, HOME + "list": HOME + "list?page=2"}
        walks.forget("paper", "2024/")
        assert walks.read("paper", "2024/") == {}


def test_a_large_listing_is_noted_when_all_of_it_was_taken(tmp_path: Path) -> None:
    with writing(tmp_path / "a.db") as db:
        walks = Walks(db)
        many = entries("a", "b", "c", "a")
        for expected, complete in ((entries("a", "b"), False), (entries("c"), True), ([], True)):
            assert walks.take("paper", "2024/", HOME + "map", None, many, 2, NOW) == (expected, complete)
            assert bool(walks.read("paper", "2024/")) == complete


def test_what_fails_leaves_neither(tmp_path: Path) -> None:
    with writing(tmp_path / "a.db") as db:
        walks = Walks(db)
        with pytest.raises(sqlite3.ProgrammingError):
            walks.take("paper", "2024/", HOME + "map", object(), entries("a"), 2, NOW)  # type: ignore[arg-type] # SQLite refuses it
        assert walks.read("paper", "2024/") == {}
        assert Frontier(db).due("paper", NOW, 10) == []
