"""Reads the records of files that other tools wrote: JSON lines, JSON, CSV or plain text, gzipped or not.

What cannot be read costs one record: it is given as a BadRecord that names its place, and the rest go on. Nothing is
held but the record at hand, save a .json file, which is bounded.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import json
import sys
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

__all__ = ["FIELDS", "FORMATS", "STDIN", "BadRecord", "Position", "Record", "format_of", "read_records"]

FIELDS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "maintext", "article"),
    "html": ("html",),
    "url": ("url", "link", "source_url"),
    "title": ("title", "headline"),
    "authors": ("authors", "author", "byline"),
    "published": ("published", "date", "date_publish", "published_at", "publish_date"),
    "modified": ("modified", "date_modify", "updated"),
    "language": ("language", "lang"),
    "section": ("section", "category"),
    "tags": ("tags", "keywords"),
    "source": ("source", "source_domain", "publisher", "site"),
}
"""What a record may hold, and the names under which other tools (news-please, newspaper4k, trafilatura) give it."""

FORMATS: Mapping[str, str] = {
    "jsonl": "an object a line",
    "json": "one object, a list of them, or an object a line",
    "csv": "a header, and a row each",
    "text": "the plain text of one article",
}
"""How a file holds its records."""

_SUFFIXES = {".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv"}

STDIN = "-"
"""Names the standard input."""

LONGEST_LINE = 16 * 1024 * 1024
"""Bytes of one line, one CSV field or one plain text; a longer one is refused."""

LONGEST_JSON = 64 * 1024 * 1024
"""Bytes of a .json file that is read as a whole; a longer one must hold an object a line."""


class BadRecord(ValueError):
    """A record that cannot be used; the message names the file, the place in it and what is wrong."""


@dataclass(frozen=True, slots=True)
class Record:
    """One text to take in. place: file and line, for messages. values: by the keys of FIELDS, empty ones left out."""

    place: str
    values: Mapping[str, Any]


def format_of(name: str) -> str:
    """The format that a file's name tells, a key of FORMATS; JSON lines for the standard input."""
    if name == STDIN:
        return "jsonl"
    return _SUFFIXES.get(Path(name.lower().removesuffix(".gz")).suffix, "text")


@dataclass(slots=True)
class Position:
    """How far a file is read, in bytes as they lie on the disk; it stays 0 for the standard input."""

    read: int = 0


def read_records(name: str, kind: str = "", position: Position | None = None) -> Iterator[Record | BadRecord]:
    """The records of a file, or of the standard input, in their order.

    kind: a key of FORMATS; by the name if empty. position: is kept up to date.
    """
    reader = _READERS[kind or format_of(name)]
    if name == STDIN:
        yield from reader(sys.stdin.buffer, "standard input")
        return
    try:
        with _opened(name) as (file, raw):
            for record in reader(file, name):
                if position is not None:
                    position.read = raw.tell()
                yield record
    except (OSError, EOFError, zlib.error) as error:  # gzip's own errors among them: the rest cannot be had
        yield BadRecord(f"{name}: {error.strerror if isinstance(error, OSError) and error.strerror else error}")


@contextmanager
def _opened(name: str) -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """A file as it is to be read, and as it lies on the disk."""
    with Path(name).open("rb") as raw:
        if name.lower().endswith(".gz"):
            with gzip.open(raw) as file:
                yield file, raw  # type: ignore[misc]  # gzip's file reads as any other
        else:
            yield raw, raw


def _json_lines(file: BinaryIO, name: str) -> Iterator[Record | BadRecord]:
    for number, line in _lines(file):
        place = f"{name}:{number}"
        if line is None:
            yield BadRecord(f"{place}: a line of more than {LONGEST_LINE >> 20} MiB")
        elif line.strip():
            yield _parsed(line, place)


def _json(file: BinaryIO, name: str) -> Iterator[Record | BadRecord]:
    head = file.read(LONGEST_JSON + 1)
    if not head.strip():
        return
    found: Any = None
    if len(head) <= LONGEST_JSON:
        try:
            found = json.loads(_decoded(head))
        except (ValueError, RecursionError):  # an object a line, or nothing that can be read
            found = None
    if isinstance(found, list):
        for number, each in enumerate(found, 1):
            place = f"{name}, object {number}"
            yield _named(each, place) if isinstance(each, dict) else _no_object(each, place)
    elif isinstance(found, dict):
        yield _named(found, name)
    else:
        yield from _json_lines(_Rest(head, file), name)  # type: ignore[arg-type]  # it has the one method used


class _Rest:
    """A file whose beginning was read already."""

    def __init__(self, head: bytes, file: BinaryIO):
        self._head, self._file = head, file

    def readline(self, limit: int) -> bytes:
        if not self._head:
            return self._file.readline(limit)
        end = self._head.find(b"\n", 0, limit) + 1 or min(limit, len(self._head))
        line, self._head = self._head[:end], self._head[end:]
        if not self._head and not line.endswith(b"\n") and len(line) < limit:
            line += self._file.readline(limit - len(line))
        return line


def _csv_rows(file: BinaryIO, name: str) -> Iterator[Record | BadRecord]:
    csv.field_size_limit(LONGEST_LINE)
    too_long: list[int] = []

    def texts() -> Iterator[str]:
        for number, line in _lines(file):
            if line is None:
                too_long.append(number)
            else:  # bytes that are no UTF-8 are told of where their row is known
                yield line.removeprefix(codecs.BOM_UTF8).decode("utf-8", "surrogateescape")

    reader = csv.DictReader(texts())
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield BadRecord(f"{name}:{reader.line_num}: {error}")
            continue
        while too_long:
            yield BadRecord(f"{name}:{too_long.pop(0)}: a line of more than {LONGEST_LINE >> 20} MiB")
        if row is None:
            return
        place = f"{name}:{reader.line_num}"
        if any(isinstance(value, str) and not value.isprintable() and _is_escaped(value) for value in row.values()):
            yield BadRecord(f"{place}: not UTF-8")
        else:
            yield _named(row, place)


def _text(file: BinaryIO, name: str) -> Iterator[Record | BadRecord]:
    whole = file.read(LONGEST_LINE + 1)
    if len(whole) > LONGEST_LINE:
        yield BadRecord(f"{name}: a text of more than {LONGEST_LINE >> 20} MiB")
        return
    try:
        yield Record(name, {"text": _decoded(whole)})
    except UnicodeDecodeError as error:
        yield BadRecord(f"{name}: {_told(error)}")


_READERS = {"jsonl": _json_lines, "json": _json, "csv": _csv_rows, "text": _text}


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """The lines with their numbers, None for one that is too long, which is passed over."""
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        if len(line) < LONGEST_LINE or line.endswith(b"\n"):
            yield number, line
            continue
        while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
            pass
        yield number, None


def _decoded(content: bytes) -> str:
    """As UTF-8, or as UTF-16 where a mark at the beginning says so. Raises UnicodeDecodeError."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16")
    return content.decode("utf-8-sig")


def _parsed(line: bytes, place: str) -> Record | BadRecord:
    try:
        found = json.loads(_decoded(line))
    except UnicodeDecodeError as error:
        return BadRecord(f"{place}: {_told(error)}")
    except (ValueError, RecursionError) as error:
        return BadRecord(f"{place}: no JSON: {error}")
    return _named(found, place) if isinstance(found, dict) else _no_object(found, place)


def _told(error: UnicodeDecodeError) -> str:
    return f"not UTF-8: byte 0x{error.object[error.start]:02x} at {error.start}"


def _is_escaped(value: str) -> bool:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def _no_object(found: object, place: str) -> BadRecord:
    return BadRecord(f"{place}: {type(found).__name__} in place of an object")


def _named(found: Mapping[Any, Any], place: str) -> Record | BadRecord:
    lowered = {str(key).strip().lower(): value for key, value in found.items()}
    values: dict[str, Any] = {}
    for field, names in FIELDS.items():
        given = next((lowered[name] for name in names if lowered.get(name)), None)
        if given is not None:
            values[field] = given
    if "text" not in values and "html" not in values:
        return BadRecord(f"{place}: neither text nor html among {', '.join(sorted(lowered))[:200] or 'nothing'}")
    return Record(place, values)
