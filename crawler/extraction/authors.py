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
    EAST_ASIAN_JOBS,
    GENERATIONS,
    JOBS,
    JOINED_LABELS,
    LABELS,
    ORGANISATIONS,
    OTHER_WORK,
    PARTICLES,
    PLACE_WORDS,
    RANKS,
    SOURCES,
)
from crawler.extraction.strings import unescape

__all__ = ["BY", "Authors", "clean_authors", "is_labelled", "looks_like_person"]

_MAX_AUTHORS = 30
_MAX_VALUES = 200
_MAX_VALUE = 500  # characters of one field
_MAX_NAME = 80
_MAX_WORDS = 7


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


BY = re.compile(rf"^(?:{_any_of(BY_WORDS)})(?:\s*:\s*|(?<=:)\s*|\s+)", re.IGNORECASE)
"""The words that open a byline, with the space behind them."""

_LABEL = re.compile(
    rf"^(?:(?:{_any_of(LABELS)})\s*[:：]\s*|(?:{_any_of(JOINED_LABELS)})\s*[｜|／/]\s*"
    r"|(?:記者|记者|作者|撰文)\s+)",
    re.IGNORECASE,
)
_OTHER_WORK = re.compile(
    rf"[\s.;,/]+(?:{_any_of(OTHER_WORK)})(?:\s*[:：/]|\s+(?:by|von|di|de|par|av|af)\s).*|\s+\w+[:：].*"
    rf"|^(?:{_any_of(OTHER_WORK)})\s+by\s.*",
    re.IGNORECASE | re.DOTALL,
)
_ADDRESS = re.compile(r"https?:|www\.|\S@\S|(?:^|\s)@|\.(?:com|org|net|html?|php)\b|^/", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_PART = re.compile(r"\s*[;|｜•·\n\t、，；]\s*|\s+[-/–—]\s+")
_COMMA = re.compile(r"\s*,\s*")
_AND = re.compile(rf"^(?:{_any_of(CLEAR_CONJUNCTIONS)})\s+", re.IGNORECASE)
_PLACE = re.compile(
    rf"(?<=\w)\s+(?:{_any_of(PLACE_WORDS)})\s+(?:the\s+)?(?=[^\W\d_a-z]).*|(?<=\w)\s+en\s+[^\W\d_a-z]\w+$", re.DOTALL
)
_DATE = re.compile(r"\s+(?:(?:published|posted|updated|on|am|le|el|il)\b:?\s*)*\d.*", re.IGNORECASE | re.DOTALL)
_AGENCY_BEHIND = re.compile(r"\s+(?:(?:[Tt]he )?Associated Press|Reuters|AFP|AP|DPA|dpa|EFE|ANSA|PTI|ANI|UPI|PA)$")
_BEHIND = re.compile(r"\s+(?:follow(?:ing)?|et al\.?)$", re.IGNORECASE)
_REPORTED = re.compile(r"[／/][^／/]{1,10}(?:報導|报道|報道)$|^.{0,8}(?:记者|記者)\s+")
_EAST_ASIAN_JOB = re.compile(rf"\s+(?:{_any_of(EAST_ASIAN_JOBS)})$")
_CLEAR = re.compile(rf"\s+(?:{_any_of(CLEAR_CONJUNCTIONS)})\s+", re.IGNORECASE)
_UNCLEAR = re.compile(rf"\s+(?:{_any_of(CONJUNCTIONS)})\s+", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*[(\[（【][^)\]）】]*[)\]）】]")
# marks that are vowels, and belong to the letter before: \w does not know them
_MARKS = "\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff"
_EDGES = re.compile(rf"^(?:[^\w{_MARKS}]|_)+|[^\w.){_MARKS}]+$|(?<=\w\w\w)\.$")
_ACCOUNT = re.compile(  # what a content system puts in for a name
    r"\w*admin(?:istrator)?|webmaster|root|user|guest|author|anonymous|(?:(?:unknown|undefined|null|none|nan)\b ?)+"
    r"|object object|n/?a",
    re.IGNORECASE,
)
_WORD = re.compile(rf"[\w{_MARKS}]+")
_CASELESS = re.compile("[\u0590-\u109f\u1200-\u13ff\u1700-\u18af]")  # Hebrew to Myanmar, Ethiopic, Khmer
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_EAST_ASIAN_NAME = re.compile("[\u3400-\u9fff]{2,4}|[\uac00-\ud7af]{2,4}|[\u3400-\u9fff]{1,3} [\u3400-\u9fff]{1,3}")


class Authors(tuple[str, ...]):
    """Names in their order.

    of_persons: whether they are persons. of_site: whether they are but the site's own name. of_desk: whether they are
    an editorial office.
    """

    of_persons: bool = False
    of_site: bool = False
    of_desk: bool = False


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
        for place, name in enumerate(_names(unescape(_in_one_line(value[:_MAX_VALUE])))):
            key = _key(name)
            if key.replace(" ", "") in site_keys or (place and key.split(" ")[0] in site_keys):  # MDR THÜRINGEN
                own.setdefault(key, name)
            elif name.casefold() in AGENCIES or set(key.split()) & (DESKS | ORGANISATIONS):
                agencies.setdefault(key, name)
            else:
                persons.setdefault(key, name)
    result = Authors(list((persons or agencies or own).values())[:_MAX_AUTHORS])
    result.of_persons = bool(persons)
    result.of_site = bool(own) and not persons and not agencies
    result.of_desk = not persons and any(set(key.split()) & DESKS for key in agencies)
    return result


def _in_one_line(value: str) -> str:
    """The value with a mark where a line ends, where each line can be a name: a list, not the layout of the page."""
    lines = [line for line in value.splitlines() if line.strip()]
    return "; ".join(lines) if len(lines) > 1 and all(len(line.split()) > 1 for line in lines) else value


def looks_like_person(text: str) -> bool:
    """Whether a piece of running text is a name, alone or in a row of names: stricter than for an author field."""
    names = list(_names(unescape(text))) if len(text) <= _MAX_VALUE else []
    return bool(names) and _is_cased_name(names[0])


def is_labelled(text: str) -> bool:
    """Whether a line says in words that a name follows: "Author: …", "责编：…"; not "Source: …"."""
    label = _LABEL.match(text.lstrip("([（【 "))
    return label is not None and label.group().strip(" :：").casefold() not in SOURCES


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
    if "<" in value:
        value = _TAG.sub(" ", value)
    if _ADDRESS.search(value):
        value = " ".join(word for word in value.split() if not _ADDRESS.search(word))
    value = _LABEL.sub("", value)
    value = _OTHER_WORK.sub("", value)
    value = _BRACKETED.sub("", value) or value.strip("()[]")
    pieces = [piece for part in _PART.split(value) for piece in _pieces(part)]
    for place, piece in enumerate(pieces):
        if _is_possible(piece) and (place == 0 or _is_further_name(piece)):
            yield _without_job(piece)


def _pieces(part: str) -> list[str]:
    """What commas and conjunctions set apart in a part."""
    pieces = [name for piece in _COMMA.split(part) for name in _divide(_trim(piece))]
    return _rejoin([piece for piece in pieces if piece])


def _trim(part: str) -> str:
    """The part without by-words, labels and punctuation around it."""
    for _ in range(3):
        trimmed = _EDGES.sub("", _without_by(_AND.sub("", _LABEL.sub("", part))))
        if trimmed == part:
            break
        part = trimmed
    return part


def _bare(name: str) -> str:
    """A name of two words or more without what is set behind it."""
    name = _EAST_ASIAN_JOB.sub("", _REPORTED.sub("", name))
    for behind in (_DATE, _PLACE, _BEHIND, _AGENCY_BEHIND):
        shorter = behind.sub("", name)
        if len(shorter.split()) > 1:
            name = shorter
    return name


def _without_job(name: str) -> str:
    """The name without a job before or behind it: Political Editor Jane Doe. An office (Editorial Staff) stays."""
    words = name.split()
    kinds = [word.casefold().strip(".,") for word in words]
    if not any(kind in JOBS for kind in kinds) or set(kinds) & DESKS:
        return name
    first, last = 0, len(words)
    while last > 0 and (kinds[last - 1] in JOBS or kinds[last - 1] in RANKS):
        last -= 1
    if not any(kind in JOBS for kind in kinds[last:]):
        last = len(words)
    jobs = [at for at in range(last) if kinds[at] in JOBS]
    if jobs and all(kind in JOBS or kind in RANKS for kind in kinds[: jobs[-1]]):
        first = jobs[-1] + 1
    return " ".join(words[first:last]) if last - first > 1 else name


def _without_by(part: str) -> str:
    by = BY.match(part)
    if not by:
        return part
    rest = part[by.end() :]
    return part if by.group().strip().casefold() in PARTICLES and " " not in rest.strip() else rest


def _divide(part: str) -> list[str]:
    pieces = [_trim(piece) for piece in _CLEAR.split(part)]
    return [_bare(name) for piece in pieces for half in _divide_slash(piece) for name in _divide_unclear(half)]


def _divide_slash(part: str) -> list[str]:
    halves = [half.strip() for half in part.split("/")]
    return halves if len(halves) > 1 and all(len(half.split()) > 1 for half in halves) else [part]


def _divide_unclear(part: str) -> list[str]:
    pieces = [_trim(piece) for piece in _UNCLEAR.split(part)]
    if len(pieces) > 1 and all(len(piece.split()) > 1 or piece.casefold() in AGENCIES for piece in pieces):
        return pieces
    return [part]


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
    if any(word.strip(".-") in JOBS or word.strip(".-") in ORGANISATIONS for word in words):
        return False
    return True if _CASELESS.search(piece) or _EAST_ASIAN.search(piece) else _is_cased_name(piece)


def _key(name: str) -> str:
    return " ".join(_WORD.findall(name.casefold()))
