"""`scrapy ingest`: real files into a real database."""

import csv
import json
from pathlib import Path

import pytest

from crawler.records import BadRecord, Record, read_records
from tests.crawls import rows, scrapy


def paragraphs(number: int) -> str:
    words = ("harbour", "council", "ferry", "storm", "bridge", "market", "school", "island", "winter", "engine")
    return "\n".join(
        f"The {words[(number + line) % 10]} of {words[(number * 3 + line * 7) % 10]} number {number * 31 + line} was "
        f"closed on day {line + 3} because the {words[(number * 7 + line) % 10]} had failed, officials said."
        for line in range(8)
    )


def ingest(database: Path, *arguments: str | Path) -> tuple[int, str, str]:
    run = scrapy("ingest", "-s", f"DATABASE={database}", *map(str, arguments))
    return run.exit_code, run.stdout, run.stderr


def test_json_lines_are_stored_with_what_they_say(tmp_path: Path) -> None:
    database, file = tmp_path / "articles.db", tmp_path / "old.jsonl"
    first = {
        "url": "https://paper.example/a?utm_source=x",
        "headline": "A bridge closes",
        "maintext": paragraphs(1) + "\nSubscribe to our newsletter to get the news in your inbox every morning.",
        "authors": ["Ann Lee", "Bo Ray"],
        "date_publish": "2024-05-01T10:00:00+02:00",
        "language": "en",
        "source_domain": "paper.example",
    }
    copy = {"url": "https://other.example/b", "title": "Bridge shut", "text": paragraphs(1)}
    file.write_text(json.dumps(first) + "\n\n" + json.dumps(copy) + "\n")
    code, out, err = ingest(database, file)
    assert (code, err) == (0, "")
    assert out.startswith("1 new article, 1 copy,")
    (article,) = rows(database, "SELECT a.*, s.name AS paper FROM articles a JOIN sources s ON s.id = a.source")
    assert article["url"] == "https://paper.example/a"
    assert article["title"] == "A bridge closes"
    assert article["published"] == "2024-05-01T08:00:00Z"
    assert article["published_from"] == "record"
    assert article["paper"] == "paper.example"
    assert article["text"] == paragraphs(1)
    (removed,) = rows(database, "SELECT text FROM removed")
    assert removed["text"].startswith("Subscribe to our newsletter")
    assert [row["name"] for row in rows(database, "SELECT name FROM authors ORDER BY id")] == ["Ann Lee", "Bo Ray"]
    assert rows(database, "SELECT url, relation FROM copies") == [
        {"url": "https://other.example/b", "relation": "exact"}
    ]


def test_taking_the_same_in_again_changes_nothing(tmp_path: Path) -> None:
    database, file = tmp_path / "articles.db", tmp_path / "one.txt"
    file.write_text(paragraphs(2))
    assert ingest(database, file)[0] == 0
    before = rows(database, "SELECT * FROM articles")
    code, out, _ = ingest(database, file, file)
    assert code == 0
    assert "2 known already" in out
    assert rows(database, "SELECT * FROM articles") == before


def test_csv_and_html(tmp_path: Path) -> None:
    database, file = tmp_path / "articles.db", tmp_path / "old.csv"
    body = "".join(f"<p>{line}</p>" for line in paragraphs(3).split("\n"))
    with file.open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["Link", "HTML"])
        writer.writerow(["https://paper.example/c", f"<html><article><h1>Ferry stops</h1>{body}</article></html>"])
    assert ingest(database, file, "--source", "The Paper")[0] == 0
    (article,) = rows(database, "SELECT title, text, s.name FROM articles a JOIN sources s ON s.id = a.source")
    assert article == {"title": "Ferry stops", "text": paragraphs(3), "name": "The Paper"}


def test_a_bad_record_is_named_and_the_rest_go_on(tmp_path: Path) -> None:
    database, file = tmp_path / "articles.db", tmp_path / "mixed.jsonl"
    good = json.dumps({"url": "https://paper.example/d", "title": "Good", "text": paragraphs(4)})
    file.write_text(f'{{"broken\n[1]\n{{"url": "https://x.example/"}}\n{{"url": "nowhere", "text": "x"}}\n{good}\n')
    code, out, err = ingest(database, file)
    assert code == 1
    assert "4 left out" in out
    assert [line.split(": ")[0] for line in err.splitlines()] == [f"{file}:{n}" for n in (1, 2, 3, 4)]
    assert rows(database, "SELECT title FROM articles") == [{"title": "Good"}]


def test_usage(tmp_path: Path) -> None:
    assert ingest(tmp_path / "articles.db")[0] == 2
    code, _, err = ingest(tmp_path / "articles.db", tmp_path / "missing.jsonl")
    assert code == 2
    assert "missing.jsonl" in err
    assert not (tmp_path / "articles.db").exists()


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.txt"])
def test_an_empty_file_holds_nothing_to_store(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.touch()
    assert [record for record in read_records(str(file)) if isinstance(record, Record) and record.values["text"]] == []
    assert not [record for record in read_records(str(file)) if isinstance(record, BadRecord)]
