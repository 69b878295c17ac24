"""scrapy export: every format, what is chosen, and that a file is whole or not there."""

import csv
import gzip
import json
from datetime import timedelta
from pathlib import Path

import pytest
from pyarrow import parquet

from crawler.record import Recorder
from storage.database import close_database, open_database
from storage.export import COLUMNS
from tests.crawls import Run, rows, scrapy
from tests.records import NOW, article, edited, page, text


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six reports of two papers, one of them with a copy."""
    path = tmp_path_factory.mktemp("export") / "news.db"
    db = open_database(path)
    recorder = Recorder(db)
    for n in range(6):
        url = f"https://paper.example/{n}"
        title = f"Report {n}, “it said”\n;=1"
        dated = NOW - timedelta(days=n) if n != 5 else None
        recorder.record(page(url, f"paper {n % 2}"), article(url, text(n), title=title, published=dated))
    copy = "https://other.example/0"
    recorder.record(page(copy, "other"), article(copy, edited(text(0), 30), title="The same", published=NOW))
    close_database(db)
    return path


def export(database: Path, target: Path, *options: str) -> Run:
    return scrapy("export", "-s", f"DATABASE={database}", str(target), *options)


def test_json_lines_have_all_of_an_article(database: Path, tmp_path: Path) -> None:
    run = export(database, tmp_path / "all.jsonl")
    assert (run.exit_code, run.stdout) == (0, f"{tmp_path / 'all.jsonl'}: 6 articles\n"), run.stderr
    articles = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text().splitlines()]
    assert [tuple(each) for each in articles] == [COLUMNS] * 6
    first = articles[0]
    (stored,) = rows(database, "SELECT title, text, words FROM articles WHERE id = 1")
    assert {name: first[name] for name in stored} == stored
    assert (first["authors"], first["tags"], first["source"]) == (["Ana Silva", "Bo Li"], ["trade", "ports"], "paper 0")
    (copy,) = first["copies"]
    assert (copy["url"], copy["source"], copy["relation"]) == ("https://other.example/0", "other", "near")


@pytest.mark.slow
def test_every_format_says_the_same(database: Path, tmp_path: Path) -> None:
    for name in ("all.jsonl", "all.csv", "all.csv.gz", "all.txt", "all.parquet"):
        run = export(database, tmp_path / name)
        assert run.exit_code == 0, run.stderr
    lines = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text().splitlines()]
    assert parquet.read_table(tmp_path / "all.parquet").to_pylist() == lines
    plain = (tmp_path / "all.csv").read_text()
    with gzip.open(tmp_path / "all.csv.gz", "rt", newline="") as packed:
        cells = list(csv.DictReader(packed))
    assert cells == list(csv.DictReader(plain.splitlines(keepends=True)))
    assert [each["text"] for each in cells] == [each["text"] for each in lines]
    assert cells[0]["authors"] == "Ana Silva; Bo Li"
    assert cells[0]["copies"] == "https://other.example/0"
    assert (tmp_path / "all.txt").read_text().split("\n\n") == [
        each["text"] + ("\n" if each is lines[-1] else "") for each in lines
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        (["--source", "paper 1"], [2, 4, 6]),
        (["--source", "paper 1", "--source", "paper 0", "--since", "2026-02-27"], [1, 2, 3, 6]),
        (["--since", "2026-02-27", "--until", "2026-02-28"], [2, 3]),
        (["--language", "en", "--article", "4"], [4]),
        (["--language", "de"], []),
    ],
)
def test_what_is_chosen_is_written(database: Path, tmp_path: Path, options: list[str], numbers: list[int]) -> None:
    run = export(database, tmp_path / "some.jsonl", *options)
    assert run.exit_code == 0, run.stderr
    assert [json.loads(line)["id"] for line in (tmp_path / "some.jsonl").read_text().splitlines()] == numbers


@pytest.mark.slow
def test_texts_alone(database: Path, tmp_path: Path) -> None:
    assert export(database, tmp_path / "texts.jsonl", "--text-only").exit_code == 0
    lines = (tmp_path / "texts.jsonl").read_text().splitlines()
    assert [list(json.loads(line)) for line in lines] == [["text"]] * 6


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("out.xml", [], "ends in .jsonl"),
        ("out.parquet.gz", [], "ends in .jsonl"),
        ("out.csv", ["--source", "nobody"], "there is no source 'nobody'; there are: other, paper 0, paper 1"),
        ("out.csv", ["--since", "yesterday"], "'yesterday' is no day"),
        ("there.csv", [], "is there already"),
    ],
)
def test_wrong_usage_is_said_and_writes_nothing(
    database: Path, tmp_path: Path, name: str, options: list[str], said: str
) -> None:
    (tmp_path / "there.csv").write_text("mine")
    run = export(database, tmp_path / name, *options)
    assert run.exit_code == 2
    assert said in run.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["there.csv"]
    assert (tmp_path / "there.csv").read_text() == "mine"


@pytest.mark.slow
def test_a_disk_that_is_full_leaves_what_was_there(database: Path, tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text("before")
    run = scrapy("export", "-s", f"DATABASE={database}", str(tmp_path / "out.jsonl"), "--force", largest_file=4)  # KiB
    assert run.exit_code != 0
    assert (tmp_path / "out.jsonl").read_text() == "before"
    assert export(tmp_path / "none.db", tmp_path / "x.csv").exit_code == 4
