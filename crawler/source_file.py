"""Writing a new entry into the file of sources: text is added at its end, so that what stands there stays as it is.

A TOML library that keeps comments (tomlkit) would rewrite the whole file to add one table; adding lines cannot touch
the others, and what comes out is read back, by the crawl's own reader, before the file is replaced.
"""

import json
import os
import re
import tempfile
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from crawler.source_values import READERS, WrongValueError
from crawler.sources import Source, SourcesError, parse_sources, read_sources
from crawler.urls import normalise

__all__ = ["AlreadyThere", "append_source", "as_toml", "free_name", "known_sources"]

_LISTS = ("feeds", "sitemaps", "sections", "include", "exclude", "prune")


class AlreadyThere(SourcesError):
    """The file has this site already; the message names the entry."""


def known_sources(path: Path) -> tuple[Source, ...]:
    """The sources of a file; none where it does not exist yet or holds none. Raises SourcesError."""
    if not path.exists() or not _entries(path.read_text("utf-8-sig", "replace")):
        return ()
    return read_sources(path)


def free_name(wanted: str, url: str, taken: tuple[Source, ...]) -> str:
    """Give a name that no other source has: `wanted` where it can be one, else the host; with a number if need be."""
    host = (urlsplit(url).hostname or "source").removeprefix("www.")
    for name in (" ".join(wanted.replace(",", " ").split()), host):
        try:
            READERS["name"](name, "")
        except WrongValueError:
            continue
        names = {source.name.casefold() for source in taken}
        if name.casefold() not in names:
            return name
        return next(f"{name} {n}" for n in range(2, len(names) + 3) if f"{name} {n}".casefold() not in names)
    return host


def refuse_duplicate(source: Source, known: tuple[Source, ...], place: str) -> None:
    """Raises AlreadyThere where a source has the same home page, or one of the same feeds or sitemaps."""
    own = {_same(url): url for url in (source.url, *source.feeds, *source.sitemaps)}
    for other in known:
        for url in (other.url, *other.feeds, *other.sitemaps):
            if _same(url) in own:
                raise AlreadyThere(f"{place} has {own[_same(url)]} already, in {other.name!r}")


def as_toml(source: Source) -> str:
    """Write a source as a [[source]] table: keys without a value left out."""
    lines = ["[[source]]", f"name = {_string(source.name)}", f"url = {_string(source.url)}"]
    for key in _LISTS:
        values = getattr(source, key)
        inline = f"{key} = [{', '.join(map(_string, values))}]"
        if len(inline) <= 110:
            lines += [inline] if values else []
        else:
            lines += [f"{key} = [", *(f"    {_string(value)}," for value in values), "]"]
    if source.language:
        lines.append(f"language = {_string(source.language)}")
    if source.delay is not None:
        lines.append(f"delay = {source.delay:g}")
    return "\n".join(lines) + "\n"


def append_source(path: Path, source: Source) -> str:
    """Add a source at the end of a file, made where it is missing; give what was added.

    In a list of home pages that is a line, in TOML a table. The file is replaced in one step: it is the old one or
    the new one, whatever happens. Raises AlreadyThere, and SourcesError where the file, or the entry, is no good.
    """
    known = known_sources(path)
    refuse_duplicate(source, known, str(path))
    old = path.read_bytes().decode() if path.exists() else ""  # read_text would change Windows' line ends
    plain = bool(_entries(old)) and path.suffix.lower() != ".toml" and "[[" not in old
    added = f"{source.url}\n" if plain else as_toml(source)
    gap = "" if not old else "\n" * (not old.endswith("\n")) + "\n" * (not plain)
    text = old + (gap + added).replace("\n", "\r\n" if "\r\n" in old else "\n")
    written = parse_sources(text.removeprefix("\ufeff"), str(path))
    expected = (*known, replace(source, name=written[-1].name) if plain else source)
    if not plain and written != expected:
        raise SourcesError(f"{path}: the entry would not be read back as it was meant")
    _replace(path, text)
    return added


def _replace(path: Path, text: str) -> None:
    path = path.resolve()  # a link stays a link
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", dir=path.parent, delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
            temporary.chmod(path.stat().st_mode if path.exists() else 0o644)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def _string(value: str) -> str:
    """A TOML basic string; JSON's escapes are among TOML's, which forbids DEL besides."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def _entries(text: str) -> list[str]:
    return [line for line in text.splitlines() if not re.match(r"\s*(?:#|$)", line)]


def _same(url: str) -> str:
    """The address without what does not make another site: the scheme, www. and a slash at its end."""
    parts = urlsplit(normalise(url))
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"
