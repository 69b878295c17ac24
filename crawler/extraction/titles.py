"""The headline, by agreement of the places that hold it, without the site's name."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from crawler.extraction.strings import unescape

__all__ = ["choose_title", "headline_key"]

_MAX_CHARACTERS = 500
_MAX_CANDIDATES = 10  # of one place; what lies beyond are the headlines of other articles
_LONG = 10  # characters that are a headline where words are not spaced
_SHORTEST = 2  # words of a headline that may be left when an unknown part is cut off

_MARKUP = re.compile(r"<(?:script|style)\b.*?(?:</(?:script|style)>|$)|</?[a-zA-Z][^<>]*>", re.DOTALL | re.IGNORECASE)
_WORD = re.compile(r"\w+")
# Between a headline and a name. A colon, a comma and a slash also stand inside headlines: they part only a known name.
_SEPARATOR = re.compile(r"\s*[|｜•·]+\s*|\s+[-–—/~»«›‹]+\s+|--+|\s*[:：]+\s*|_|\s*,\s*")
_STRONG = re.compile(r"\s*[|｜•·]\s*|\s+[-–—»›]\s+|：|_|--")
_PUNCTUATION = frozenset({":", ","})
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def choose_title(
    json_ld: Sequence[str],
    og: Sequence[str],
    h1: Sequence[str],
    twitter: Sequence[str],
    title: str,
    names: Iterable[str],
    sections: Iterable[str] = (),
    announced: str = "",
) -> tuple[str, tuple[str, ...]]:
    """The title ("" where the page has none) and every form in which the page gives it, none twice.

    json_ld, og, h1, twitter: candidates of each place in the page's order; title: the title element. names: what the
    page calls its site or publisher; sections: its section. announced: the headline by which a feed, a sitemap or a
    link gave the page; the candidate that equals it is the title, since two places chose it. A part at an end of a
    candidate is cut off where it is one of those names (a section before a colon stays: it is half of the headline),
    or where another place lacks it.

    The headline of JSON-LD is believed first, unless it only repeats the title element, both written for search
    engines, while h1 and og:title agree on another one, which is what readers see. On the 130 pages of known title
    this order was right most often; where they disagree, no place is right on much more than half of the pages.
    """
    known = {key for name in names for key in _name_keys(name)}
    set_off = known.union(*(_name_keys(name) for name in sections))
    places = [_clean(texts, known, set_off) for texts in (json_ld, og, h1, twitter, [title])]
    headlines = tuple(dict.fromkeys(text for texts in places for text in texts))
    firsts = [texts[0] if texts else "" for texts in places]
    (said,) = _clean([announced], known, set_off) or [""]
    best = _said(said, headlines) or _agreed(*firsts) or next((text for text in firsts if text), "")
    return _shortest(best, headlines), headlines


def headline_key(text: str) -> str:
    """The text's letters and digits in lower case, by which two writings of a headline are compared."""
    return "".join(_WORD.findall(text.casefold()))


def _said(announced: str, headlines: Sequence[str]) -> str:
    """The page's own writing of the announced headline, "" where it has none."""
    key = headline_key(announced)
    return next((text for text in headlines if key and headline_key(text) == key), "")


def _agreed(json_ld: str, og: str, h1: str, _twitter: str, title: str) -> str:
    shown = headline_key(h1) if headline_key(h1) == headline_key(og) else ""
    searched = headline_key(json_ld)
    return h1 if shown and shown != searched and searched and headline_key(title).startswith(searched) else ""


def _clean(texts: Iterable[str], names: set[str], set_off: set[str]) -> list[str]:
    found = (_without_names(_plain(text), names, set_off) for text in islice(texts, _MAX_CANDIDATES))
    return [text for text in found if text and not names.intersection(_name_keys(text))]


def _plain(text: str) -> str:
    """The text without the markup that some sites leave in their headlines."""
    text = unescape(text[: 4 * _MAX_CHARACTERS])
    return unescape(_MARKUP.sub("", text))[:_MAX_CHARACTERS].strip() if "<" in text else text[:_MAX_CHARACTERS]


def _without_names(text: str, names: set[str], set_off: set[str]) -> str:
    """The text less the parts at its ends that are a name; never less than one part."""
    while True:
        shorter = next(_cuts(text, names, set_off), "")
        if not shorter:
            return text
        text = shorter


def _cuts(text: str, names: set[str], set_off: set[str]) -> Iterator[str]:
    """The text less a part at an end that is a name, once for every such part."""
    for cut in _SEPARATOR.finditer(text):
        before, after = text[: cut.start()].strip(), text[cut.end() :].strip()
        if before and after:
            goes = names if cut.group().strip() in _PUNCTUATION else set_off
            if goes.intersection(_name_keys(after)):
                yield before
            elif goes.intersection(_name_keys(before)):
                yield after


def _shortest(text: str, headlines: tuple[str, ...]) -> str:
    """The text without what only this place sets before or behind the headline.

    That is a last part (`Headline - Something`) or a first one (`Something | Headline`) where another place gives the
    headline without it. A first part before a colon or a dash is left: as often it is half of the headline.
    """
    keys = {headline_key(headline) for headline in headlines}
    for cut in _STRONG.finditer(text):
        before, after = text[: cut.start()].rstrip(), text[cut.end() :].lstrip()
        if (len(before.split()) >= _SHORTEST or len(before) >= _LONG) and headline_key(before) in keys:
            return before
        if "|" in cut.group() and len(after.split()) >= _SHORTEST and headline_key(after) in keys:
            return after
    return text


def _name_keys(name: str) -> set[str]:
    """Writings of a name that count as the same: `Börsen-Zeitung` is the host's `boersen-zeitung`."""
    key = headline_key(name)
    if key.isascii():
        return {key} - {""}
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", key) if not unicodedata.combining(letter))
    return {key, bare, key.translate(_GERMAN)} - {""}
