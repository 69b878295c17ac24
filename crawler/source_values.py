"""What the value of each key of a source may be, in sources.toml."""

import math
import re
import warnings
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from lxml import etree

from crawler.urls import normalise, resolve

__all__ = ["READERS", "WrongValueError", "compiled", "with_scheme"]

MAX_PATTERN = 500
"""Longest regular expression or XPath, in characters."""
MAX_NAME = 100
MAX_DELAY = 3600.0
"""Longest delay between two requests to a host, in seconds."""


class WrongValueError(Exception):
    """A value that a key cannot have; `value` is the string inside a list that is meant, to find its line."""

    def __init__(self, message: str, value: str | None = None) -> None:
        super().__init__(message)
        self.value = value


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> re.Pattern[str]:
    """Give a pattern of include or exclude as a regular expression; raises re.error."""
    return re.compile(pattern)


def with_scheme(word: str, message: str) -> str:
    """Give the message on a bad address, with what was meant where its scheme alone is missing."""
    try:
        meant = "" if "://" in word or "." not in word else normalise(f"https://{word}")
    except ValueError:
        meant = ""
    return f"{message}: did you mean {meant!r}?" if meant else message


def _name(value: object, _: str) -> str:
    name = _string(value).strip()
    if not name or len(name) > MAX_NAME or not name.isprintable():
        raise WrongValueError(f"{name[:MAX_NAME]!r} is no name of 1 to {MAX_NAME} printable characters")
    if "," in name:
        raise WrongValueError(f"{name!r} holds a comma, which stands between names in only=")
    return name


def _url(value: object, _: str) -> str:
    word = _string(value)
    try:
        return normalise(word)
    except ValueError as error:
        raise WrongValueError(with_scheme(word, str(error)), word) from None


def _urls(value: object, home: str) -> tuple[str, ...]:
    urls: dict[str, None] = {}
    for item in _strings(value):
        try:
            urls[resolve(home, item)] = None
        except ValueError as error:
            raise WrongValueError(str(error), item) from None
    return tuple(urls)


def _language(value: object, _: str) -> str:
    code = _string(value)
    if not re.fullmatch(r"[a-z]{2}", code):
        raise WrongValueError(f'{code!r} is no code of ISO 639-1: two small letters, as in "en"')
    return code


def _patterns(value: object, _: str) -> tuple[str, ...]:
    patterns = _strings(value)
    for pattern in patterns:
        _bounded(pattern)
        try:
            with warnings.catch_warnings(action="error"):  # a nested set means something else one day
                compiled(pattern)
        except (re.error, OverflowError, RecursionError, Warning) as error:
            raise WrongValueError(f"{pattern!r} is no regular expression: {error}", pattern) from None
    return patterns


def _xpaths(value: object, _: str) -> tuple[str, ...]:
    # An unknown function or prefix shows when the path is walked, not when it is compiled.
    probe = etree.fromstring("<html><body><div><p>text</p></div></body></html>")
    paths = _strings(value)
    for path in paths:
        _bounded(path)
        try:
            found = etree.XPath(path)(probe)
        except (etree.XPathError, ValueError) as error:
            raise WrongValueError(f"{path!r} is no XPath: {error}", path) from None
        if not isinstance(found, list):
            raise WrongValueError(f"{path!r} gives no elements", path)
    return paths


def _delay(value: object, _: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise WrongValueError(f"{_shown(value)} is no number of seconds")
    if not 0 <= value <= MAX_DELAY or math.isnan(value):
        raise WrongValueError(f"{_shown(value)} is not from 0 to {MAX_DELAY:.0f} seconds")
    return float(value)


def _bounded(pattern: str) -> None:
    if not pattern or len(pattern) > MAX_PATTERN:
        raise WrongValueError(f"{pattern[:40]!r} is not from 1 to {MAX_PATTERN} characters long", pattern)


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise WrongValueError(f"{_shown(value)} is no string")
    return value


def _strings(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise WrongValueError(f'{_shown(value)} is no list of strings: write ["…"]')
    return tuple(value)


def _shown(value: object) -> str:
    try:
        return f"{value!r:.80}"
    except ValueError:  # Python writes out no integer of more than 4,300 digits
        return f"this {type(value).__name__}"


READERS: dict[str, Callable[[object, str], Any]] = {
    "name": _name,
    "url": _url,
    "feeds": _urls,
    "sitemaps": _urls,
    "sections": _urls,
    "language": _language,
    "include": _patterns,
    "exclude": _patterns,
    "delay": _delay,
    "prune": _xpaths,
}
"""What reads the value of each key, given the home page to resolve addresses against."""
