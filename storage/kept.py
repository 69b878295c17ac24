"""A whole article as bytes: how a copy's page is kept, from which it can become an article again.

Compressed JSON: about 1.5 KB a page. SQLite's own text would be twice that, and in every search for words.
"""

import json
import zlib
from dataclasses import asdict
from datetime import datetime
from typing import Any

from crawler.article import Article, Removed

__all__ = ["packed", "unpacked"]

LARGEST = 1 << 28
"""Bytes that a page may unfold to: a limit on what a damaged file can ask for."""


def packed(article: Article) -> bytes:
    """The article as bytes, for `unpacked`."""
    # surrogatepass: whatever a page held comes back as it was.
    text = json.dumps(asdict(article), ensure_ascii=False, default=datetime.isoformat, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def unpacked(page: bytes) -> Article:
    """The article that `packed` took. Raises ValueError on anything else."""
    try:
        unfolded = zlib.decompressobj().decompress(page, LARGEST)
        values: dict[str, Any] = json.loads(unfolded.decode("utf-8", "surrogatepass"))
    except (zlib.error, ValueError) as error:
        raise ValueError(f"no kept page: {error}") from error
    for name in ("published", "modified"):
        values[name] = datetime.fromisoformat(values[name]) if values[name] is not None else None
    values["authors"], values["tags"] = tuple(values["authors"]), tuple(values["tags"])
    values["removed"] = tuple(Removed(**line) for line in values["removed"])
    return Article(**values)
