"""Tables of phrases as one regular expression that fails fast.

Python's engine tries the alternatives of a group one after another, and skips at once only those that begin with
another letter than the text. A table of phrases in thirty languages has hundreds of alternatives, many of them in
groups of their own; laid flat and put together by their first letter they take from a quarter to half of the time.
"""

from collections.abc import Iterator

__all__ = ["any_of"]

_QUANTIFIERS = frozenset("?*+{")
_OPERATORS = frozenset("\\([.^$")


def any_of(patterns: list[str]) -> str:
    """An expression that matches where one of the patterns does. Which of several, and so how far, is not said."""
    heads: dict[str, list[str]] = {}
    for pattern in dict.fromkeys(flat for written in patterns for flat in _flattened(written)):
        literal = pattern[:1] not in _OPERATORS and pattern[1:2] not in _QUANTIFIERS
        heads.setdefault(pattern[:1] if literal else "", []).append(pattern)
    others = heads.pop("", [])
    grouped = (f"{head}(?:{'|'.join(one[1:] for one in found)})" for head, found in heads.items())
    return f"(?:{'|'.join((*grouped, *others))})"


def _flattened(pattern: str) -> Iterator[str]:
    """The pattern's alternatives, with the groups that they begin with written out."""
    for alternative in _split(pattern):
        end = _end_of_group(alternative) if alternative.startswith("(?:") else 0
        inside, rest = alternative[3 : end - 1], alternative[end:]
        optional = rest.startswith("?") and rest[1:2] not in _QUANTIFIERS
        if not end or (rest[:1] in _QUANTIFIERS and not optional):
            yield alternative
            continue
        rest = rest[1:] if optional else rest
        for one in (*_split(inside), *([""] if optional else [])):
            yield from _flattened(one + rest)


def _levels(pattern: str) -> Iterator[tuple[int, str, int]]:
    """Place, character and depth of brackets of all that stands outside of classes and escapes."""
    depth, place, in_class = 0, 0, False
    while place < len(pattern):
        character = pattern[place]
        if character == "\\":
            place += 2
            continue
        if in_class:
            in_class = character != "]"
        elif character == "[":
            in_class = True
        else:
            depth += (character == "(") - (character == ")")
            yield place, character, depth
        place += 1


def _split(pattern: str) -> list[str]:
    """The alternatives that no bracket holds together."""
    bars = [place for place, character, depth in _levels(pattern) if character == "|" and depth == 0]
    return [pattern[start + 1 : end] for start, end in zip((-1, *bars), (*bars, len(pattern)), strict=True)]


def _end_of_group(pattern: str) -> int:
    """The place behind the bracket that closes the group which the pattern begins with."""
    return next(place + 1 for place, character, depth in _levels(pattern) if character == ")" and depth == 0)
