"""A record of another tool -> Page and Article, cleaned as a crawl would."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from crawler.article import Article, Removed
from crawler.extraction import ExtractionError, clean_text, extract
from crawler.extraction.authors import clean_authors
from crawler.extraction.dates import parse_date
from crawler.extraction.language import choose_language
from crawler.extraction.strings import fold
from crawler.page import Entry, Page
from crawler.records import BadRecord, Record
from crawler.urls import normalise

__all__ = ["to_article"]


def to_article(record: Record, source: str, now: datetime) -> tuple[Page, Article]:
    """The record as a page that was fetched at `now` (aware) and its article. Raises BadRecord.

    source: for records that name none. A record without a URL gets one made of its text, so that taking the same
    file in again changes nothing.
    """
    values = record.values
    name = str(values.get("source") or source)
    try:
        url = normalise(str(values["url"])) if "url" in values else _urn(values)
        article = _from_html(values, url) if "html" in values else _from_text(values, url)
    except (ValueError, ExtractionError) as error:
        raise BadRecord(f"{record.place}: {error}") from None
    entry = Entry(url, article.title, article.published)
    return Page(entry=entry, url=url, source=name, body=b"", fetched=now), article


def _from_html(values: Mapping[str, Any], url: str) -> Article:
    """What the page says, and the record where the page says nothing."""
    article = extract(str(values["html"]), url, announced=str(values.get("title", "")))
    if article.published is None and (published := _moment(values.get("published"))) is not None:
        article = replace(article, published=published, published_from="record")
    return replace(
        article,
        title=article.title or fold(str(values.get("title", ""))),
        authors=article.authors or tuple(clean_authors(_several(values.get("authors")))),
        section=article.section or (fold(str(values["section"])) if "section" in values else None),
    )


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
