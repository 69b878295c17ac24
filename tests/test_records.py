"""Files of other tools, whole and broken."""

import gzip
import json
from pathlib import Path

import pytest

from crawler.records import LONGEST_LINE, BadRecord, Record, read_records


def read(path: Path, content: bytes, kind: str = "") -> list[Record | BadRecord]:
    path.write_bytes(content)
    return list(read_records(str(path), kind))


def said(found: list[Record | BadRecord]) -> list[str]:
    """The text of each record, or what is wrong behind the file's name."""
    return [
        str(each.values["text"]) if isinstance(each, Record) else str(each).rpartition("/")[2].partition(":")[2]
        for each in found
    ]


LINE = json.dumps({"text": "fine"}).encode()


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.json"])
def test_an_object_a_line(tmp_path: Path, name: str) -> None:
    content = b"\xef\xbb\xbf" + LINE + b"\r\n\n  \n" + LINE
    assert said(read(tmp_path / name, content)) == ["fine", "fine"]


@pytest.mark.parametrize(
    "content", [LINE, b"[" + LINE + b"]", b'{\n "text": "fine"\n}', LINE.decode().encode("utf-16")]
)
def test_a_json_file_holds_one_object_or_a_list(tmp_path: Path, content: bytes) -> None:
    assert said(read(tmp_path / "a.json", content)) == ["fine"]


def test_what_is_wrong_with_a_line_is_said_and_the_rest_go_on(tmp_path: Path) -> None:
    lines = [b'{"text": "x', b"[1]", b'{"url": "x"}', b"7", b'{"text": "caf\xe9"}', b"{" * 100_000, LINE]
    *bad, good = said(read(tmp_path / "a.jsonl", b"\n".join(lines)))
    assert good == "fine"
    for number, (message, says) in enumerate(
        zip(bad, ("no JSON", "list in place", "neither text", "int in place", "byte 0xe9", "no JSON"), strict=True), 1
    ):
        assert message.startswith(f"{number}: "), message
        assert says in message
        assert len(message) < 300


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_a_huge_line_is_one_bad_record(tmp_path: Path, name: str) -> None:
    good = [LINE, LINE] if name == "a.jsonl" else [b"text", b"fine", b"fine"]
    content = b"\n".join([*good[:-1], b"x" * (LONGEST_LINE * 2 + 5), good[-1]])
    found = said(read(tmp_path / name, content))
    assert sorted(found)[1:] == ["fine", "fine"]
    assert "a line of more than 16 MiB" in sorted(found)[0]


def test_a_huge_json_file_of_lines_is_read_as_lines(tmp_path: Path) -> None:
    line = json.dumps({"text": "y" * 1_000_000}).encode() + b"\n"
    found = read(tmp_path / "a.json", line * 70 + LINE)
    assert len(found) == 71
    assert said(found)[-1] == "fine"
    assert {len(text) for text in said(found)[:-1]} == {1_000_000}


def test_a_table(tmp_path: Path) -> None:
    content = 'Title,BODY\nOne,"two\nlines"\nTwo,,too,many\nThree,caf\udce9\nFour,雨\n'.encode(
        "utf-8", "surrogateescape"
    )
    found = read(tmp_path / "a.csv", content)
    assert [isinstance(each, Record) for each in found] == [True, False, False, True]
    first, short, broken, last = found
    assert isinstance(first, Record)
    assert dict(first.values) == {"title": "One", "text": "two\nlines"}
    assert "neither text nor html" in str(short)
    assert str(broken).endswith("a.csv:5: not UTF-8")
    assert isinstance(last, Record)
    assert last.values["text"] == "雨"


def test_a_quote_that_is_never_closed_and_a_null_byte(tmp_path: Path) -> None:
    found = read(tmp_path / "a.csv", b'text\nfine\n"open\nnever closed\n')
    assert said(found)[0] == "fine"
    assert len(found) == 2
    assert "fine" in said(read(tmp_path / "b.csv", b"text\na\0b\nfine\n"))


def test_plain_text(tmp_path: Path) -> None:
    assert said(read(tmp_path / "a.txt", "Grüße\n雨".encode("utf-8-sig"))) == ["Grüße\n雨"]
    assert said(read(tmp_path / "a.txt", "Grüße".encode("utf-16"))) == ["Grüße"]
    (bad,) = read(tmp_path / "a.txt", "Grüße".encode("latin-1"))
    assert "not UTF-8: byte 0xfc at 2" in str(bad)
    (bad,) = read(tmp_path / "a.txt", b"x" * (LONGEST_LINE + 1))
    assert "more than 16 MiB" in str(bad)
    assert said(read(tmp_path / "a.jsonl", b"as it is", "text")) == ["as it is"]


def test_gzip_and_its_damages(tmp_path: Path) -> None:
    whole = gzip.compress(b"\n".join([LINE] * 5000))
    assert said(read(tmp_path / "a.jsonl.gz", whole)) == ["fine"] * 5000
    cut = read(tmp_path / "b.jsonl.gz", whole[: len(whole) // 2])
    assert isinstance(cut[-1], BadRecord)
    assert len(cut) > 10
    (none,) = read(tmp_path / "c.jsonl.gz", b"not gzip at all")
    assert "Not a gzipped file" in str(none)
    bomb = gzip.compress(b"x" * (LONGEST_LINE * 4))
    (refused,) = read(tmp_path / "d.txt.gz", bomb)
    assert "more than 16 MiB" in str(refused)


def test_a_file_that_is_not_there_is_a_bad_record(tmp_path: Path) -> None:
    (bad,) = read_records(str(tmp_path / "none.jsonl"))
    assert "No such file" in str(bad)
