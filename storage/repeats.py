"""The judgement of a line that comes back: the site's template, or a story's, an author's, a column's own?

Pure: it sees counts and a sample of articles, no database; storage/site_lines.py gathers both.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import blake2b
from itertools import pairwise

__all__ = [
    "LEAST",
    "Count",
    "Seen",
    "is_settled",
    "is_template",
    "line_key",
    "lines_of",
    "may_be_template",
    "no_longer_repeats",
]

LEAST = 5
"""Articles that must hold a line before it is looked at."""

FLOOR, EVIDENCE = 0.05, 2.0
"""Least share of the site's articles, and how it falls to that with the number n that hold the line: EVIDENCE / n.
5 articles must be 40 % of the site's, 40 or more 5 %; a story's or a column's lines seldom come to that."""

AT_THE_EDGE = 0.6
"""Of that share, what is asked of a line that stands first or last in its articles, as most template does."""

MASS, MASS_LEAST = 0.45, 8
"""Share, and articles, from which a line is template though they are of one day or of few authors, as in the first
crawl of a site."""

HEADING = 0.7
"""Share asked of a heading ("Weather", "Analysis"), which unrelated articles may have in common."""
HEADING_WORDS, HEADING_LETTERS = 3, 26
"""A line of no more words and letters, with text below it, may be a heading."""

SERIES = 0.8
"""Share asked of a line that only one author's, or one rubric's, articles hold; and the part of them that makes it
so."""
SERIES_A_DAY = 3.0
"""More articles a day than this no author and no rubric has: the name is an agency's or the desk's."""

DAYS, AUTHORS, STORIES = 3, 3, 4
"""Least days, authors and stories that the articles must be of, below MASS."""
APART = 0.6
"""Least number of stories as a part of the articles compared."""
COMPARED = 10
"""Articles with the line, and without, that are compared with one another, at most."""
RELATED = 0.10
"""Part of the shorter text's pairs of neighbouring words found in the other, from which two texts tell of one story.
Measured: texts of one language on different stories share 3 % (97 in 100: under 8 %, none over 12 %)."""
RELATED_LEAST = 5
"""Pairs of words that two short texts must share at least."""

RELEASE = 1 / 3
"""A line that was found out is cleared where its share falls below this part of what was asked: not at once below,
or lines at the border would come and go."""
SETTLED_ARTICLES, SETTLED_DAYS = 30, 7
"""A line found out that came back this often, and on this many days of crawling, is never cleared: a campaign that
ended is template still."""

MOST_LINES = 100
"""Lines looked at from either end of an article; a page may have any number."""

_Pair = tuple[str, ...]

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""A letter of a script that sets no spaces between words."""

_CORRECTION = re.compile(
    r"(?:correct(?:ion|ed)|clarification|editor.?s note|an earlier version"
    r"|this (?:article|story|post|report) (?:was|has been) (?:amended|corrected|edited|updated)"
    r"|korrektur|berichtigung|in einer früheren version|correctif|rectificatif|précision|corrección|fe de err"
    r"|correção|errata|rettifica|rectificatie|rättelse|rettelse|sprostowanie|исправлен|düzeltme|訂正|更正|정정|تصحيح)"
)
"""How a note of correction begins, in lower case; it is the article's own, however often a site has to write it."""


@dataclass(frozen=True, slots=True)
class Count:
    """How often a line came back. articles: that hold it. site: articles of the site since it was first seen, it
    included; at least as many as are needed to speak of a share (storage/site_lines.py). days: of crawling on which it
    was seen."""

    articles: int
    site: int
    days: int

    @property
    def share(self) -> float:
        """Part of the site's articles that hold the line."""
        return self.articles / max(self.site, 1)


@dataclass(frozen=True)
class Seen:
    """An article, for judging a line that it holds, or lacks. day: of publication, else of fetching."""

    title: str
    text: str
    day: date
    authors: tuple[str, ...]

    @cached_property
    def keys(self) -> tuple[int | None, ...]:
        """Of its lines, in order."""
        return tuple(map(line_key, lines_of(self.text)))

    @cached_property
    def pairs(self) -> tuple[frozenset[_Pair], ...]:
        """Of its lines, in order: what they are compared by."""
        return tuple(map(_pairs, lines_of(self.text)))


def line_key(line: str) -> int | None:
    """A number of 48 bits, signed, for the words of a line: case, width, punctuation and spacing count for nothing.

    None for a line without words. Digits count as they stand: lines that differ in them alone are as often
    results, prices and ingredients as they are counters.
    """
    words = _words(line)
    if not words:
        return None
    return int.from_bytes(blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=6).digest(), signed=True)


def lines_of(text: str) -> list[str]:
    """The lines of a text that are looked at: MOST_LINES from either end."""
    lines = text.split("\n")
    return lines if len(lines) <= 2 * MOST_LINES else lines[:MOST_LINES] + lines[-MOST_LINES:]


def may_be_template(line: str, count: Count) -> bool:
    """Whether a line's counts are enough to look at its articles. Cheap, and true of all that `is_template` takes."""
    if count.articles < LEAST or _CORRECTION.match(line.casefold().lstrip(" *_–—-([")):
        return False
    return count.share >= min(_asked(count) * AT_THE_EDGE, MASS)


def is_template(line: str, count: Count, holders: Sequence[Seen], others: Sequence[Seen]) -> bool:
    """Whether a line is the site's template.

    holders: the newest articles that hold it. others: some of the site's that do not; may be empty.
    """
    if not holders or not may_be_template(line, count):
        return False
    key = line_key(line)
    if count.share < HEADING and _may_be_heading(line, key, holders):
        return False
    if count.share < SERIES and _one_series(holders):
        return False
    massive = count.share >= MASS and count.articles >= MASS_LEAST
    return (massive or _is_spread(key, count, holders)) and (_beyond_doubt(count) or _told_apart(holders, others))


def no_longer_repeats(count: Count) -> bool:
    """Whether a line that was found out is cleared by what was counted since."""
    return count.share < min(_asked(count) * AT_THE_EDGE, MASS) * RELEASE


def is_settled(count: Count) -> bool:
    """Whether a line that was found out stays so for good."""
    return count.articles >= SETTLED_ARTICLES and count.days >= SETTLED_DAYS


def _asked(count: Count) -> float:
    return max(FLOOR, EVIDENCE / count.articles)


def _is_spread(key: int | None, count: Count, holders: Sequence[Seen]) -> bool:
    """Over days and authors, and on enough of the site's articles."""
    asked = _asked(count) * (AT_THE_EDGE if _at_the_edge(key, holders) else 1.0)
    authors = {name for seen in holders for name in seen.authors}
    if not authors:  # a series cannot be told: ask for more
        asked *= 2
    elif len(authors) < AUTHORS and not _by_a_desk(holders):
        return False
    return count.share >= asked and len({seen.day for seen in holders}) >= DAYS


def _beyond_doubt(count: Count) -> bool:
    """On nearly all of a site's articles for long: template even where the site has but one subject."""
    return count.share >= SERIES and is_settled(count)


def _words(text: str) -> list[str]:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    return _WORD.findall(text.casefold())


def _may_be_heading(line: str, key: int | None, holders: Sequence[Seen]) -> bool:
    length = len(line) * (2 if _UNSPACED.search(line) else 1)
    if length > HEADING_LETTERS or len(line.split()) > HEADING_WORDS:
        return False
    return sum(seen.keys[-1] == key for seen in holders) < SERIES * len(holders)


def _at_the_edge(key: int | None, holders: Sequence[Seen]) -> bool:
    """Among the first two or the last three lines of nearly all."""
    return sum(key in (*seen.keys[:2], *seen.keys[-3:]) for seen in holders) >= SERIES * len(holders)


def _by_a_desk(holders: Sequence[Seen]) -> bool:
    return len(holders) > SERIES_A_DAY * len({seen.day for seen in holders})


def _one_series(holders: Sequence[Seen]) -> bool:
    """Nearly all are by one author, or of one rubric: their titles begin or end alike."""
    if _by_a_desk(holders):
        return False
    authors = Counter(name for seen in holders for name in set(seen.authors))
    rubrics: Counter[tuple[str, ...]] = Counter()
    for seen in holders:
        words = _words(seen.title)
        # Two words, as one may be a common "The"; of a shorter title all.
        rubrics.update({("begins", *words[:2]), ("ends", *words[-2:])} if words else ())
    return max([0, *authors.values(), *rubrics.values()]) >= SERIES * len(holders)


def _told_apart(holders: Sequence[Seen], others: Sequence[Seen]) -> bool:
    """Whether the articles are of enough stories."""
    step = -(-len(holders) // COMPARED)  # ceiling
    compared = holders[::step]
    return _stories(compared, others[:COMPARED]) >= max(STORIES, APART * len(compared))


def _stories(holders: Sequence[Seen], others: Sequence[Seen]) -> int:
    """Of how many stories the articles tell, by the pairs of words that they share and the others do not use.

    Lines that come back in these articles are left out: what is asked is whether the rest is alike.
    """
    repeated = Counter(key for seen in (*holders, *others) for key in set(seen.keys))
    once = [_own_pairs(seen, repeated) for seen in (*holders, *others)]
    common: set[_Pair] = set().union(*once[len(holders) :])
    heads: list[set[_Pair]] = []
    for own in (pairs - common for pairs in once[: len(holders)]):
        if not any(_related(own, head) for head in heads):
            heads.append(own)
    return len(heads)


def _own_pairs(seen: Seen, repeated: Mapping[int | None, int]) -> set[_Pair]:
    once = (pairs for key, pairs in zip(seen.keys, seen.pairs, strict=True) if repeated[key] == 1)
    return set().union(_pairs(seen.title), *once)


def _related(one: Set[_Pair], other: Set[_Pair]) -> bool:
    shared = len(one & other)
    return shared >= RELATED_LEAST and shared >= RELATED * min(len(one), len(other))


def _pairs(line: str) -> frozenset[_Pair]:
    """Neighbouring words; of a script without spaces runs of four characters."""
    words = _words(line)
    found: set[_Pair] = set(pairwise(words))
    if _UNSPACED.search(line):
        found.update((word[n : n + 4],) for word in words if _UNSPACED.match(word) for n in range(len(word) - 3))
    return frozenset(found)
