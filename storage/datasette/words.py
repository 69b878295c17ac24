"""Two texts against each other, word by word, for people to read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

__all__ = ["Line", "Piece", "differences", "shared"]

_WORD = re.compile(
    # A word, or one sign of a script that sets no spaces between words (Han, kana, Thai, Lao, Khmer, Burmese).
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
    r"|[^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+|\s+|[^\w\s]"
)

MOST_PAIRS = 16_000_000
"""Words of one text times words of the other, up to which they are compared: about two seconds of the worst texts."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words. kind: same, added (in the second text only) or removed (in the first only)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as its pieces."""

    pieces: tuple[Piece, ...]

    @property
    def same(self) -> bool:
        """Whether both texts have it, word for word."""
        return all(piece.kind == "same" for piece in self.pieces)


def differences(before: str, after: str) -> list[Line]:
    """The paragraphs of both texts in order, with what was added and removed.

    Paragraphs first, then the words of those that differ. difflib, with words that come back all the time taken as
    they fall (`autojunk`), which bounds the work: texts of one repeated word are cubic without it.
    """
    one, other = before.split("\n"), after.split("\n")
    lines: list[Line] = []
    for kind, a, b, c, d in SequenceMatcher(None, one, other).get_opcodes():
        if kind == "equal":
            lines += [Line((Piece("same", text),)) for text in one[a:b]]
        else:
            lines += _lines(_words("\n".join(one[a:b]), "\n".join(other[c:d])))
    return lines


def shared(text: str, other: str) -> tuple[list[Line], float]:
    """The paragraphs of `text` with what `other` also says as `same`, what it lacks as `removed`; and the share, 0 to
    1, of its characters that is shared."""
    lines = [Line(tuple(piece for piece in line.pieces if piece.kind != "added")) for line in differences(text, other)]
    lines = [line for line in lines if line.pieces]
    sizes = {"same": 0, "removed": 0}
    for line in lines:
        for piece in line.pieces:
            sizes[piece.kind] += len(piece.text)
    return lines, sizes["same"] / (sum(sizes.values()) or 1)


def _words(before: str, after: str) -> Iterator[Piece]:
    one, other = _WORD.findall(before), _WORD.findall(after)
    if len(one) * len(other) > MOST_PAIRS:
        yield from _changed(before, after)
        return
    removed = added = ""
    for kind, a, b, c, d in SequenceMatcher(None, one, other).get_opcodes():
        ours, theirs = "".join(one[a:b]), "".join(other[c:d])
        if kind == "equal" and not ((removed or added) and not _says_something(ours)):
            yield from _changed(removed, added)
            yield Piece("same", ours)
            removed = added = ""
        else:  # spaces and commas between two changed words join them to one change
            removed, added = removed + ours, added + theirs
    yield from _changed(removed, added)


def _changed(removed: str, added: str) -> Iterator[Piece]:
    """A change; what joined it at its end and is the same in both stands after it."""
    end = 0
    while (
        end < min(len(removed), len(added)) and removed[-1 - end] == added[-1 - end] and not removed[-1 - end].isalnum()
    ):
        end += 1
    same = removed[len(removed) - end :]
    for kind, text in (("removed", removed), ("added", added)):
        if text[: len(text) - end]:
            yield Piece(kind, text[: len(text) - end])
    if same:
        yield Piece("same", same)


def _says_something(text: str) -> bool:
    return "\n" in text or any(sign.isalnum() for sign in text)


def _lines(pieces: Iterator[Piece]) -> Iterator[Line]:
    """The pieces cut where a paragraph ends in either text."""
    line: list[Piece] = []
    for piece in pieces:
        parts = piece.text.split("\n")
        for part in parts[:-1]:
            if part:
                line.append(Piece(piece.kind, part))
            if line:
                yield Line(tuple(line))
            line = []
        if parts[-1]:
            line.append(Piece(piece.kind, parts[-1]))
    if line:
        yield Line(tuple(line))
