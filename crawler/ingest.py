"""Reads texts that were scraped before: JSON lines, CSV or plain text -> Page and Article, cleaned as a crawl would."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crawler.article import Article, Removed
from crawler.extraction import ExtractionError, clean_text, extract
from crawler.extraction.authors import clean_authors
from crawler.extraction.dates import parse_date
from crawler.extraction.language import choose_language
from crawler.extraction.strings import fold
from crawler.page import Entry, Page
from crawler.urls import normalise

__all__ = ["FIELDS", "BadRecord", "Record", "read_records", "to_article"]

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

LONGEST_LINE = 16 * 1024 * 1024
"""Characters of one JSON line or one CSV field; a longer one is refused."""


class BadRecord(ValueError):
    """A record that cannot be used; the message names the file, the place in it and what is wrong."""


@dataclass(frozen=True, slots=True)
class Record:
    """One text to take in. place: file and line, for messages. values: by the keys of FIELDS, empty ones left out."""

    place: str
    values: Mapping[str, Any]


def read_records(path: Path) -> Iterator[Record | BadRecord]:
    """The records of a file, in its order; one that cannot be read is given as a BadRecord and the rest go on.

    By the file's suffix: .jsonl, .ndjson and .json hold an object a line, .csv a header and a row each, anything else
    is the plain text of one article. Raises OSError and UnicodeDecodeError.
    """
    match path.suffix.lower():
        case ".jsonl" | ".ndjson" | ".json":
            yield from _json_lines(path)
        case ".csv":
            yield from _csv_rows(path)
        case _:
            yield Record(str(path), {"text": path.read_text(encoding="utf-8-sig")})


def to_article(record: Record, source: str, now: datetime) -> tuple[Page, Article]:
    """The record as a page that was fetched at `now` (aware) and its article. Raises BadRecord.

    source: for records that name none. A record without a URL gets one made of its text, so that taking the same
    file in again changes nothing.
    """
    values = record.values
    name = str(values.get("source") or source)
    try:
        url = normalise(str(values["url"])) if "url" in values else _urn(values)
        article = extract(str(values["html"]), url) if "html" in values else _from_text(values, url)
    except (ValueError, ExtractionError) as error:
        raise BadRecord(f"{record.place}: {error}") from None
    entry = Entry(url, article.title, article.published)
    return Page(entry=entry, url=url, source=name, body=b"", fetched=now), article


def _from_text(values: Mapping[str, Any], url: str) -> Article:
    text, removed = clean_text(str(values.get("text", "")))
    if not text.strip():
        raise ValueError("no text is left of it" if removed else "no text")
    published, modified = _moment(values.get("published")), _moment(values.get("modified"))
    declared = [str(values["language"])] if "language" in values else []
    return Article(
        url=url,
        canonical_url=url,
        title=fold(str(values.get("title") or _title(text, removed))),
        text=text,
        authors=tuple(clean_authors(_several(values.get("authors")))),
        published=published,
        published_from="record" if published else None,
        modified=modified,
        language=choose_language(declared, text[:2000]),
        section=fold(str(values["section"])) if "section" in values else None,
        tags=tuple(dict.fromkeys(fold(tag) for tag in _several(values.get("tags")))),
        removed=removed,
    )


def _title(text: str, removed: Sequence[Removed]) -> str:
    """The longest line above the text that cleaning knew for a headline, else the text's first line."""
    head = [line.text for at, line in enumerate(removed) if line.position == at and line.reason == "title"]
    return max(head, key=len, default=text.split("\n", 1)[0][:200])


def _urn(values: Mapping[str, Any]) -> str:
    text = str(values.get("text") or values.get("html") or "")
    return "urn:blake2b:" + hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _moment(value: object) -> datetime | None:
    """The aware time that a value holds, UTC where it names no zone."""
    found = parse_date(str(value)) if value else None
    if found is None:
        return None
    return found.when if found.has_zone else found.when.replace(tzinfo=UTC)


def _several(value: object) -> list[str]:
    """The items of a list, or of a string that separates them by commas or semicolons."""
    if isinstance(value, list):
        return [str(item) for item in value if item]
    return [item.strip() for item in str(value or "").replace(";", ",").split(",") if item.strip()]


def _json_lines(path: Path) -> Iterator[Record | BadRecord]:
    with path.open(encoding="utf-8-sig", errors="strict") as file:
        number = 0
        while line := file.readline(LONGEST_LINE):
            number += 1
            if line.strip():
                yield _parsed(line, f"{path}:{number}")


def _parsed(line: str, place: str) -> Record | BadRecord:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        return BadRecord(f"{place}: no JSON: {error}")
    if not isinstance(found, dict):
        return BadRecord(f"{place}: {type(found).__name__} in place of an object")
    return _named(found, place)


def _csv_rows(path: Path) -> Iterator[Record | BadRecord]:
    csv.field_size_limit(LONGEST_LINE)
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        while True:
            try:
                row = next(reader, None)
            except csv.Error as error:
                yield BadRecord(f"{path}:{reader.line_num}: {error}")
                return
            if row is None:
                return
            yield _named(row, f"{path}:{reader.line_num}")


def _named(found: Mapping[Any, Any], place: str) -> Record | BadRecord:
    lowered = {str(key).strip().lower(): value for key, value in found.items()}
    values: dict[str, Any] = {}
    for field, names in FIELDS.items():
        given = next((lowered[name] for name in names if lowered.get(name)), None)
        if given is not None:
            values[field] = given
    if "text" not in values and "html" not in values:
        return BadRecord(f"{place}: neither text nor html among {', '.join(sorted(lowered)) or 'nothing'}")
    return Record(place, values)
