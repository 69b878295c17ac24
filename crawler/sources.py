"""The sites to crawl: what a source is, and how a file of them is read and refused."""

import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from crawler.source_values import READERS, WrongValueError, compiled, with_scheme
from crawler.urls import normalise

__all__ = ["Source", "SourcesError", "parse_sources", "read_sources", "select"]

MAX_BYTES = 10_000_000


class SourcesError(ValueError):
    """A file of sources that cannot be used; the message is one line: what is wrong and its place."""


@dataclass(frozen=True, slots=True)
class Source:
    """One site to crawl, as its table in sources.toml says.

    name: unique, without regard to case. url: the home page. feeds, sitemaps, sections: further listings;
    where none is given they are found from the home page and robots.txt. All addresses absolute and
    normalised. language: ISO 639-1, for pages that do not say theirs. include, exclude: regular
    expressions searched in an article's address. delay: seconds between two requests to the host, None
    for the setting's. prune: XPaths of elements to drop from a page before extraction.
    """

    name: str
    url: str
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    language: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    delay: float | None = None
    prune: tuple[str, ...] = ()

    def wants(self, url: str) -> bool | None:
        """Tell whether this source takes a normalised address as an article's: None where it has no opinion.

        exclude wins over include; where include is given, an address that it does not match is not wanted.
        """
        if any(compiled(pattern).search(url) for pattern in self.exclude):
            return False
        if not self.include:
            return None
        return any(compiled(pattern).search(url) for pattern in self.include)


def read_sources(path: str | Path) -> tuple[Source, ...]:
    """Read a file of sources, in its order: TOML with a [[source]] table for each, or one home page a line.

    A file is TOML where its name ends in .toml or a line of it is [[source]]. Raises SourcesError.
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            body = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise _error(str(path), None, str(reason)) from None
    if len(body) > MAX_BYTES:
        raise _error(str(path), None, f"longer than {MAX_BYTES} bytes")
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise _error(str(path), line, f"byte {body[error.start]:#04x} is not UTF-8") from None
    return parse_sources(text, str(path))


def parse_sources(text: str, place: str) -> tuple[Source, ...]:
    """Parse the text of a file of sources; `place` names it in messages. Raises SourcesError."""
    if place.lower().endswith(".toml") or _HEADER.search(text):
        sources = tuple(_from_toml(text, place))
    else:
        sources = tuple(_from_lines(text, place))
    if not sources:
        raise _error(place, None, "holds no source")
    return sources


def select(sources: Iterable[Source], names: Iterable[str]) -> tuple[Source, ...]:
    """Give the sources of these names, without regard to case, in the order of `sources`.

    Raises SourcesError for a name that none has, and where no name is given.
    """
    known = {source.name.casefold(): source for source in sources}
    wanted = {name.strip().casefold(): name.strip() for name in names if name.strip()}
    if not wanted:
        raise SourcesError("no source is named")
    for folded, name in wanted.items():
        if folded not in known:
            near = difflib.get_close_matches(folded, known, n=1)
            hint = f": did you mean {known[near[0]].name!r}?" if near else ""
            raise SourcesError(f"no source is called {name!r}{hint}")
    return tuple(source for key, source in known.items() if key in wanted)


# --- text, one home page a line ---


def _from_lines(text: str, place: str) -> Iterator[Source]:
    seen: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        word = re.sub(r"(?:^|\s)#.*", "", line, count=1).strip()
        if not word:
            continue
        try:
            url = normalise(word)
        except ValueError as error:
            raise _error(place, number, with_scheme(word, str(error))) from None
        name = _name_from(url)
        if name in seen:
            raise _error(place, number, f"{name!r} stands in line {seen[name]} already")
        seen[name] = number
        yield Source(name, url)


def _name_from(url: str) -> str:
    parts = urlsplit(url)
    return parts.netloc.removeprefix("www.") + parts.path.rstrip("/")


# --- TOML, a table for each ---

_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*source[ \t]*\]\]", re.MULTILINE)


def _from_toml(text: str, place: str) -> Iterator[Source]:
    try:
        document = tomllib.loads(text)
    except RecursionError:
        raise _error(place, None, "is nested too deeply") from None
    except ValueError as error:  # a number of thousands of digits is no TOMLDecodeError
        found = re.search(r" \(at line (\d+), column \d+\)| \(at end of document\)", str(error))
        line = int(found[1]) if found and found[1] else None
        message = str(error).replace(found[0], "") if found else str(error)
        raise _error(place, line, f"no TOML: {message}") from None
    tables = document.pop("source", [])
    for key in document:
        raise _error(place, _line_of(text, None, key), f"wrong key {key!r}{_did_you_mean(key, ['source'])}")
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise _error(place, _line_of(text, None, "source"), "source is no list of tables: write [[source]]")
    seen: dict[str, str] = {}
    for index, table in enumerate(tables):
        source = _from_table(table, text, place, index)
        if source.name.casefold() in seen:
            raise _error(place, _line_of(text, index, "name"), f"a second source is called {source.name!r}")
        seen[source.name.casefold()] = source.name
        yield source


def _from_table(table: dict[str, Any], text: str, place: str, index: int) -> Source:
    for key in table:
        if key not in READERS:
            message = f"wrong key {key!r}{_did_you_mean(key, READERS)}"
            raise _error(place, _line_of(text, index, key), message)
    values: dict[str, Any] = {}
    for key, read in READERS.items():
        if key not in table:
            if key in {"name", "url"}:
                raise _error(place, _line_of(text, index), f"a source without {key}")
            continue
        try:
            values[key] = read(table[key], values.get("url", ""))
        except WrongValueError as error:
            raise _error(place, _line_of(text, index, key, error.value), f"{key}: {error}") from None
    return Source(**values)


# --- messages ---


def _error(place: str, line: int | None, message: str) -> SourcesError:
    where = place if line is None else f"{place}:{line}"
    return SourcesError(" ".join(f"{where}: {message}".split()))


def _did_you_mean(word: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(word.casefold(), known, n=1)
    return f": did you mean {near[0]!r}?" if near else ""


def _line_of(text: str, index: int | None, key: str = "", value: str | None = None) -> int | None:
    """Find the line of a key, or of a string in its list, in the index-th [[source]] (None: anywhere).

    tomllib keeps no places, so the text is searched; None where the table was not written as [[source]].
    """
    headers = [match.start() for match in _HEADER.finditer(text)]
    start, end = 0, len(text)
    if index is not None:
        if index >= len(headers):
            return None
        start, end = headers[index], [*headers, end][index + 1]
    if key:
        name = re.compile(rf"""^[ \t\[]*["']?{re.escape(key)}["']?[ \t]*[=.\]]""", re.MULTILINE)
        found = name.search(text, start, end)
        start = found.end() - 1 if found else start
    if value:
        start = max(start, text.find(value, start, end))
    return text.count("\n", 0, start) + 1
