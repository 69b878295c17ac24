"""Who wrote it: names out of author fields and bylines, one person each."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from crawler.extraction.names import (
    AGENCIES,
    BY_WORDS,
    CLEAR_CONJUNCTIONS,
    CONJUNCTIONS,
    DESKS,
    GENERATIONS,
    JOBS,
    LABELS,
    PARTICLES,
)
from crawler.extraction.strings import unescape

__all__ = ["BY", "Authors", "clean_authors", "looks_like_person"]

_MAX_AUTHORS = 30
_MAX_VALUES = 200
_MAX_VALUE = 500  # characters of one field
_MAX_NAME = 80
_MAX_WORDS = 7


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


BY = re.compile(rf"^(?:{_any_of(BY_WORDS)})(?:\s*:\s*|(?<=:)\s*|\s+)", re.IGNORECASE)
"""The words that open a byline, with the space behind them."""

_LABEL = re.compile(rf"^(?:{_any_of(LABELS)})\s*[:：]\s*", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:|www\.|\S@\S|^@|\.(?:com|org|net|html?|php)\b|^/", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[;|•·\n\t、，；]\s*|\s+[/–—]\s+|\s*,\s*")
_CLEAR = re.compile(rf"\s+(?:{_any_of(CLEAR_CONJUNCTIONS)})\s+", re.IGNORECASE)
_UNCLEAR = re.compile(rf"\s+(?:{_any_of(CONJUNCTIONS)})\s+", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*[(\[（【][^)\]）】]*[)\]）】]")
_EDGES = re.compile(r"^[\W_]+|[^\w.)]+$|(?<=\w\w\w)\.$")
_ACCOUNT = re.compile(  # what a content system puts in for a name
    r"\w*admin(?:istrator)?|webmaster|root|user|guest|author|anonymous|unknown|undefined|null|none|n/?a", re.IGNORECASE
)
_WORD = re.compile(r"\w+")
_CASELESS = re.compile("[\u0590-\u109f\u1200-\u13ff\u1700-\u18af]")  # Hebrew to Myanmar, Ethiopic, Khmer
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_EAST_ASIAN_NAME = re.compile("[\u3400-\u9fff]{2,4}|[\uac00-\ud7af]{2,4}|[\u3400-\u9fff]{1,3} [\u3400-\u9fff]{1,3}")


class Authors(tuple[str, ...]):
    """Names in their order.

    of_persons: whether they are persons. of_site: whether they are but the site's own name.
    """

    of_persons: bool = False
    of_site: bool = False


def clean_authors(values: Iterable[str], sites: Sequence[str] = ()) -> Authors:
    """The persons that the values name, each once; an agency, then the site, only where no person is named.

    values: contents of author fields, items of an author list, bylines: each with one name or several. sites: names
    that the page gives its site or publisher. Towns, jobs and departments behind a name, addresses and numbers are
    left out.
    """
    persons: dict[str, str] = {}
    agencies: dict[str, str] = {}
    own: dict[str, str] = {}
    site_keys = {_key(site).replace(" ", "") for site in sites} - {""}
    for value in islice(values, _MAX_VALUES):
        for place, name in enumerate(_names(unescape(value[:_MAX_VALUE]))):
            key = _key(name)
            if key.replace(" ", "") in site_keys or (place and key.split(" ")[0] in site_keys):  # MDR THÜRINGEN
                own.setdefault(key, name)
            elif name.casefold() in AGENCIES or set(key.split()) & DESKS:
                agencies.setdefault(key, name)
            else:
                persons.setdefault(key, name)
    result = Authors(list((persons or agencies or own).values())[:_MAX_AUTHORS])
    result.of_persons = bool(persons)
    result.of_site = bool(own) and not persons and not agencies
    return result


def looks_like_person(text: str) -> bool:
    """Whether a piece of running text is a name, alone or in a row of names: stricter than for an author field."""
    names = list(_names(unescape(text))) if len(text) <= _MAX_VALUE else []
    return bool(names) and _is_cased_name(names[0])


def _is_cased_name(name: str) -> bool:
    if _EAST_ASIAN.search(name):
        return bool(_EAST_ASIAN_NAME.fullmatch(name))
    if _CASELESS.search(name):
        return 1 < len(name.split()) <= 4
    words = name.split()
    capitals = sum(word[0].isupper() for word in words)
    return len(words) > 1 and capitals >= 2 and words[0][0].isupper() and not any(map(str.isdigit, name))


def _names(value: str) -> Iterator[str]:
    """The names in one value, in its order."""
    if _ADDRESS.search(value):
        value = " ".join(word for word in value.split() if not _ADDRESS.search(word))
    pieces = [piece for part in _SEPARATOR.split(_BRACKETED.sub("", value)) for piece in _divide(_trim(part))]
    pieces = _rejoin([piece for piece in pieces if piece])
    for place, piece in enumerate(pieces):
        if _is_possible(piece) and (place == 0 or _is_further_name(piece)):
            yield piece


def _trim(part: str) -> str:
    """The part without by-words, labels and punctuation around it."""
    for _ in range(3):
        trimmed = _EDGES.sub("", _without_by(_LABEL.sub("", part)))
        if trimmed == part:
            break
        part = trimmed
    return part


def _without_by(part: str) -> str:
    by = BY.match(part)
    if not by:
        return part
    rest = part[by.end() :]
    return part if by.group().strip().casefold() in PARTICLES and " " not in rest.strip() else rest


def _divide(part: str) -> list[str]:
    pieces = [_trim(piece) for piece in _CLEAR.split(part)]
    return [name for piece in pieces for name in _divide_unclear(piece)]


def _divide_unclear(part: str) -> list[str]:
    pieces = [_trim(piece) for piece in _UNCLEAR.split(part)]
    return pieces if len(pieces) > 1 and all(len(piece.split()) > 1 for piece in pieces) else [part]


def _rejoin(pieces: list[str]) -> list[str]:
    """Mend what a comma does not separate: `King, Jr.` is one name, and so is `Doe, Jane`."""
    if len(pieces) == 2 and all(_is_single_name(piece) for piece in pieces):
        return [f"{pieces[1]} {pieces[0]}"]
    joined: list[str] = []
    for piece in pieces:
        if joined and piece.casefold().rstrip(".") in GENERATIONS:
            joined[-1] = f"{joined[-1]}, {piece}"
        else:
            joined.append(piece)
    return joined


def _is_single_name(piece: str) -> bool:
    return piece.istitle() and piece.isalpha() and piece.casefold() not in AGENCIES


def _is_possible(piece: str) -> bool:
    return (
        2 <= len(piece) <= _MAX_NAME
        and len(piece.split()) <= _MAX_WORDS
        and sum(map(str.isdigit, piece)) <= 2
        and any(map(str.isalpha, piece))
        and not _ACCOUNT.fullmatch(piece)
    )


def _is_further_name(piece: str) -> bool:
    """Whether what follows a first name is another one, not a job, a town or a department."""
    words = piece.casefold().split()
    if piece.casefold() in AGENCIES:
        return True
    if any(word.strip(".-") in JOBS for word in words):
        return False
    return True if _CASELESS.search(piece) or _EAST_ASIAN.search(piece) else _is_cased_name(piece)


def _key(name: str) -> str:
    return " ".join(_WORD.findall(name.casefold()))
