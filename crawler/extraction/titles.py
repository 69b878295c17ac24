"""The headline, by agreement of the places that hold it, without the site's name."""

import re
from collections.abc import Iterable, Sequence

from crawler.extraction.strings import unescape

__all__ = ["choose_title"]

_MAX_CHARACTERS = 500
_SEPARATOR = re.compile(
    r"\s*[|｜»«•·]+\s*|\s+[-–—:/~_]+\s+|\s*::\s*|(?<=\w)--+(?=\w)|_(?=[^_]+$)|,(?=\s*[^,]+$)|\s*[:：]\s+"
)
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")
_WORD = re.compile(r"\w+")


def choose_title(
    h1: Sequence[str], json_ld: Sequence[str], og: Sequence[str], twitter: Sequence[str], title: str,
    names: Iterable[str],
) -> tuple[str, tuple[str, ...]]:  # fmt: skip
    """The title ("" where the page has none) and every form in which the page gives it, without duplicates.

    Each argument holds one place's candidates, best first; names: what the page calls its site, section or publisher.
    A part at either end of a candidate goes where it is one of the names.
    """
    known = {_key(name) for name in names} - {""}
    places = [_clean(texts, known) for texts in (json_ld, og, h1, twitter, (title,) if title else ())]
    headlines = tuple(dict.fromkeys(text for texts in places for text in texts))
    for texts in places:
        if texts:
            return texts[0], headlines
    return "", headlines


def _clean(texts: Iterable[str], names: set[str]) -> list[str]:
    cleaned = (_without_names(unescape(_MARKUP.sub("", text))[:_MAX_CHARACTERS], names) for text in texts)
    return [text for text in cleaned if text and _key(text) not in names]


def _without_names(text: str, names: set[str]) -> str:
    """The text less the parts at its ends that are a name of the site."""
    while True:
        cuts = list(_SEPARATOR.finditer(text))
        if not cuts:
            return text
        for cut in reversed(cuts):
            if _key(text[cut.end() :]) in names and text[: cut.start()].strip():
                text = text[: cut.start()].rstrip()
                break
        else:
            for cut in cuts:
                if _key(text[: cut.start()]) in names and text[cut.end() :].strip():
                    text = text[cut.end() :].lstrip()
                    break
            else:
                return text


def _key(text: str) -> str:
    return "".join(_WORD.findall(text.casefold()))
