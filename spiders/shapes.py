"""What article addresses of one site look like, learned from those that are known: no list of sites, no rule by hand.

An address is reduced to its shape: host and path with every segment replaced by its kind. A site's addresses are made
by one program, so its articles have few shapes, while sections, tags and pages about the site have others.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from spiders.signs import words_in
from spiders.words import STORY_PARAMETERS

__all__ = ["UNKNOWN", "Shapes", "shape_of"]

LEAST = 8
"""Known articles from which a site's shapes are believed."""
RARE = 0.02
"""Share of the known articles below which a shape may be one that was stored by mistake."""

_SUFFIX = re.compile(r"\.[a-z]{2,6}\d?$")
_PARTS = re.compile(r"[-_+,. ]")
_SLUG_WORDS = 3


class Shapes:
    """The shapes of a site's known articles."""

    def __init__(self, urls: Iterable[str] = ()) -> None:
        """urls: normalised addresses of articles of one site."""
        self._counts = Counter(map(shape_of, urls))
        self._total = self._counts.total()

    def fits(self, url: str) -> bool | None:
        """Tell whether an address has the shape of the site's articles; None where too few are known to tell."""
        if self._total < LEAST:
            return None
        return self._counts[shape_of(url)] >= max(2, RARE * self._total)


@lru_cache(maxsize=8192)
def shape_of(url: str) -> str:
    """Give the shape of a normalised address, such as "paper.example/word/Y/n/slug.html".

    Y: a year; n: a number of one or two digits; N: a longer one; slug: three words or more, slug# with a number;
    token: letters and digits mixed; word: one or two words, which sections have, any number of them in a row alike.
    Of the query, the names of parameters that name an article.
    """
    parts = urlsplit(url)
    path = unquote(parts.path).lower().strip("/")
    suffix = found[0] if (found := _SUFFIX.search(path)) else ""
    kinds = [_kind(segment) for segment in path.removesuffix(suffix).split("/") if segment]
    folded = [kind for place, kind in enumerate(kinds) if kind != "word" or kinds[place - 1 : place] != ["word"]]
    names = sorted({pair.partition("=")[0].lower() for pair in parts.query.split("&")} & STORY_PARAMETERS)
    return "/".join([parts.netloc.removeprefix("www."), *folded]) + suffix + "".join(f"?{name}" for name in names)


def _kind(segment: str) -> str:
    if segment.isdecimal():
        return "n" if len(segment) <= 2 else "Y" if len(segment) == 4 and segment[:2] in {"19", "20"} else "N"
    parts = [part for part in _PARTS.split(segment) if part]
    numbered = any(part.isdecimal() and len(part) >= 4 for part in parts)
    words = words_in(" ".join(part for part in parts if not _is_token(part)))
    if words >= _SLUG_WORDS:
        return "slug#" if numbered else "slug"
    if any(map(_is_token, parts)):
        return "token"
    return "word#" if numbered else "word"


def _is_token(part: str) -> bool:
    return len(part) >= 6 and part.isascii() and not part.isalpha() and not part.isdecimal()


UNKNOWN = Shapes()
"""Of a site of which no article is known."""
