"""Reports made from templates, as newsrooms and their machines make them: alike, and each another report."""

import random
import re
import tomllib
from pathlib import Path

__all__ = ["PROMO", "TEMPLATES", "fill"]

_SLOT = re.compile(r"\{(\w+?)(?::(\d+)-(\d+))?\}")
_DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

TEMPLATES: tuple[str, ...] = tuple(_DATA["templates"])
"""Their names."""

PROMO: tuple[str, ...] = tuple(_DATA["promo"].strip().split(" "))
"""The words of what a paper puts around its reports."""


def fill(template: str, chance: random.Random) -> str:
    """A report of a template; two are the same by chance alone."""
    row = _DATA["templates"][template]

    def word(slot: re.Match[str]) -> str:
        kind, low, high = slot.groups()
        if kind == "n":
            return str(chance.randint(int(low), int(high)))
        return str(chance.choice(_DATA["words"][row["language"]][kind]))

    return _SLOT.sub(word, row["lines"].strip())
