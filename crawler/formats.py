"""The files that `scrapy export` writes: JSON lines, CSV, plain text, Parquet."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any, cast

__all__ = ["FORMATS", "FormatMissing", "format_of", "write"]

ROWS = 5000
"""Of a Parquet file's row groups: what is held in memory at once."""

BETWEEN_LISTED = "; "
"""Between the names of a list in CSV, which has no lists."""

Articles = Iterable[Mapping[str, Any]]


class FormatMissing(Exception):
    """A library that the format needs is not installed; the message says which, and how it is had."""


def _json_lines(articles: Articles, file: Path, packed: bool) -> None:
    with _text(file, packed) as out:
        for article in articles:
            out.write(json.dumps(article, ensure_ascii=False, separators=(",", ":")) + "\n")


def _plain(articles: Articles, file: Path, packed: bool) -> None:
    """The texts, an empty line between two of them, as corpus tools read."""
    with _text(file, packed) as out:
        for number, article in enumerate(articles):
            out.write("\n" * bool(number) + article["text"] + "\n")


def _csv(articles: Articles, file: Path, packed: bool) -> None:
    with _text(file, packed) as out:
        writer: csv.DictWriter[str] | None = None
        for article in articles:
            if writer is None:
                writer = csv.DictWriter(out, list(article))
                writer.writeheader()
            writer.writerow({name: _cell(value) for name, value in article.items()})


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return BETWEEN_LISTED.join(each["url"] if isinstance(each, dict) else each for each in value)
    return int(value) if isinstance(value, bool) else value


def _parquet(articles: Articles, file: Path, packed: bool) -> None:  # noqa: ARG001 it is compressed in itself
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise FormatMissing("Parquet needs pyarrow: pip install 'broadsheet[parquet]'") from None
    words, number = pa.string(), pa.int64()
    copy = {"url": words, "source": words, "title": words, "published": words, "relation": words}
    kinds = {
        "id": number,
        "words": number,
        "paywalled": pa.bool_(),
        "authors": pa.list_(words),
        "tags": pa.list_(words),
        "copies": pa.list_(pa.struct([*copy.items(), ("similarity", pa.float64())])),
    }
    writer = None
    try:
        rest = iter(articles)
        while group := [dict(article) for article in islice(rest, ROWS)]:
            schema = pa.schema([(name, kinds.get(name, words)) for name in group[0]])
            writer = writer or parquet.ParquetWriter(file, schema, compression="zstd")
            writer.write_table(pa.Table.from_pylist(group, schema=schema))
        if writer is None:
            parquet.write_table(pa.table({}), file)
    finally:
        if writer is not None:
            writer.close()


FORMATS: dict[str, Callable[[Articles, Path, bool], None]] = {
    ".jsonl": _json_lines,
    ".csv": _csv,
    ".txt": _plain,
    ".parquet": _parquet,
}
"""By the ending of the file's name; the first three also with .gz behind it."""


def format_of(name: str) -> str | None:
    """The ending of FORMATS that this file's name has, None where it has none of them."""
    ending = Path(name.removesuffix(".gz")).suffix
    return ending if ending in FORMATS and not (ending == ".parquet" and name.endswith(".gz")) else None


def write(articles: Articles, file: Path, name: str) -> None:
    """Write the articles to `file` in the format that `name` ends with. Raises FormatMissing and OSError."""
    ending = format_of(name)
    if ending is None:
        raise ValueError(f"no format of an export: {name!r}")
    FORMATS[ending](articles, file, name.endswith(".gz"))


@contextmanager
def _text(file: Path, packed: bool) -> Iterator[IO[str]]:
    with gzip.open(file, "wb") if packed else file.open("wb") as raw:
        out = io.TextIOWrapper(cast(IO[bytes], raw), encoding="utf-8", newline="")
        yield out
        out.flush()
        out.detach()
