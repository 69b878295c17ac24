"""The passage of a text that answers a question, with the words that were asked for marked."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from storage.datasette.typed import Term
from storage.spaceless import is_spaceless

__all__ = ["passage"]

LENGTH, BEFORE, MOST_HITS = 260, 60, 400
"""Characters of a passage, those before the first word that was asked for, and hits looked at in a text."""


class _Folding(dict[int, str]):
    """Each character as one without case and accent, so that places in both texts are the same."""

    def __missing__(self, code: int) -> str:
        base = unicodedata.normalize("NFKD", chr(code))[:1].lower()
        folded = base if len(base) == 1 else chr(code)
        self[code] = folded
        return folded


_FOLDING = _Folding()


def passage(text: str, terms: Sequence[Term]) -> list[dict[str, Any]]:
    """Pieces `{"text", "hit"}` of the passage with the most of the terms, the first of several; the text's beginning
    where none is in it, as when they are in the headline."""
    line = text.replace("\n", " ")
    found = _hits(line, [term for term in terms if not term.excluded])
    start = _best(found)
    begin = max(0, start - BEFORE)
    if begin:
        space = line.find(" ", begin, start)
        begin = space + 1 if space >= 0 else begin
    end = min(len(line), begin + LENGTH)
    if end < len(line):
        space = line.rfind(" ", begin, end)
        end = space if space > begin + LENGTH // 2 else end
    pieces = [{"text": "… ", "hit": False}] if begin else []
    place = begin
    for first, last, _ in found:
        if first >= place and last <= end:
            pieces += [{"text": line[place:first], "hit": False}, {"text": line[first:last], "hit": True}]
            place = last
    pieces.append({"text": line[place:end] + (" …" if end < len(line) else ""), "hit": False})
    return [piece for piece in pieces if piece["text"]]


def _hits(line: str, terms: Sequence[Term]) -> list[tuple[int, int, int]]:
    """Where terms are: first and last place, and which term; by place."""
    folded = line.translate(_FOLDING)
    found: list[tuple[int, int, int]] = []
    for number, term in enumerate(terms):
        for hit in _pattern(term).finditer(folded):
            found.append((hit.start(), hit.end(), number))
            if len(found) >= MOST_HITS * (number + 1):
                break
    return sorted(found)


def _pattern(term: Term) -> re.Pattern[str]:
    words = re.findall(r"[^\W_]+", term.text.translate(_FOLDING))
    inner = r"[\W_]+".join(map(re.escape, words))
    if is_spaceless(term.text):
        return re.compile(inner)
    return re.compile(rf"(?<![^\W_]){inner}" + (r"[^\W_]*" if term.stem else r"(?![^\W_])"))


def _best(found: list[tuple[int, int, int]]) -> int:
    """Where the passage with the most different terms begins."""
    best, most = 0, 0
    for n, (first, _, _) in enumerate(found):
        kinds = {number for start, _, number in found[n : n + 40] if start < first + LENGTH - BEFORE}
        if len(kinds) > most:
            best, most = first, len(kinds)
    return best
