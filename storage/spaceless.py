"""Scripts that set no spaces between words."""

import re

__all__ = ["SPACELESS", "apart", "is_spaceless"]

SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Their signs as ranges for SQLite's GLOB and for `re`: Thai, Lao, Burmese, Khmer, iteration marks, kana, Han."""

_SIGN = re.compile(f"[{SPACELESS}]")


def is_spaceless(text: str) -> bool:
    """Whether the text holds a sign of such a script."""
    return _SIGN.search(text) is not None


def apart(text: str) -> str:
    """The text with these signs set apart, as the index `spaceless_fts` has them."""
    return " ".join(_SIGN.sub(r" \g<0> ", text).split())
