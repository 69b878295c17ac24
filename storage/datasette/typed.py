"""What a reader types into the search box: any text is a question, none is an error."""

import re
from dataclasses import dataclass

from storage.spaceless import apart, is_spaceless

__all__ = ["Question", "Term", "question"]

SHORTEST_STEM = 3
"""Letters before a `*`: fewer would collect the lists of thousands of words."""

MOST_TERMS = 20

_TERM = re.compile(r'(-?)"([^"]*)"?|(-?)([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or several that must follow one another. stem: whether it may go on. excluded: must not be there."""

    text: str
    stem: bool = False
    excluded: bool = False

    def match(self, spaceless: bool) -> str:
        """As FTS5 takes it: always a quoted phrase, in which nothing but quotes means anything."""
        return f'"{apart(self.text) if spaceless else self.text}"' + "*" * self.stem


@dataclass(frozen=True, slots=True)
class Question:
    """terms: what was asked for. spaceless: whether it is to be looked up among scripts without spaces."""

    terms: tuple[Term, ...]
    spaceless: bool

    @property
    def table(self) -> str:
        """The full-text index to ask."""
        return "spaceless_fts" if self.spaceless else "articles_fts"

    @property
    def match(self) -> str:
        """The question as FTS5 takes it; empty where there is nothing to look for."""
        wanted = [term.match(self.spaceless) for term in self.terms if not term.excluded]
        unwanted = [term.match(self.spaceless) for term in self.terms if term.excluded]
        return " NOT ".join([f"({' AND '.join(wanted)})", *unwanted]) if wanted else ""


def question(typed: str) -> Question:
    """Words that must all be there; `"words in quotes"` follow one another, `stem*` may go on, `-word` must not be
    there. What holds no letter or digit is left out."""
    terms = []
    for found in _TERM.finditer(typed):
        minus, text = (found[1], found[2]) if found[2] is not None else (found[3], found[4])
        stem = found[2] is None and text.endswith("*") and len(text) > SHORTEST_STEM
        text = " ".join(text.split()).strip("*")
        if any(sign.isalnum() for sign in text):
            terms.append(Term(text, stem, minus == "-"))
    terms = terms[:MOST_TERMS]
    return Question(tuple(terms), any(is_spaceless(term.text) for term in terms if not term.excluded))
