"""The judgement of a line that comes back: the site's template, or a story's, an author's, a column's own?

Pure: it sees counts and a sample of articles, no database; storage/site_lines.py gathers both.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from storage.line_words import Pair, line_key, lines_of, neighbours, unspaced, vocabulary, words_of

__all__ = [
    "BASES",
    "LEAST",
    "Count",
    "Seen",
    "is_settled",
    "judge",
    "may_be_template",
    "no_longer_repeats",
]

BASES: dict[str, str] = {
    "spread": "unrelated articles of several days and authors hold it",
    "share": "so large a share of the unrelated articles holds it that their days and authors do not count",
}
"""What a line was found out by."""

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

ON_TOPIC = 0.15
"""Part by which more of a line's words stand in the rest of its articles than in other articles, from which the line
speaks of what they tell: background on a long story, or a quote. An invitation has few words of the report's."""
TOPIC_LEAST = 5
"""Other articles needed for that."""

_Part = TypeVar("_Part", str, Pair)

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
    def vocabularies(self) -> tuple[frozenset[str], ...]:
        """Of its lines, in order."""
        return tuple(map(vocabulary, lines_of(self.text)))

    @cached_property
    def pairs(self) -> tuple[frozenset[Pair], ...]:
        """Of its lines, in order: what they are compared by."""
        return tuple(map(neighbours, lines_of(self.text)))


def may_be_template(line: str, count: Count) -> bool:
    """Whether a line's counts are enough to look at its articles. Cheap, and true of all that `judge` takes."""
    if count.articles < LEAST or _CORRECTION.match(line.casefold().lstrip(" *_–—-([")):
        return False
    return count.share >= min(_asked(count) * AT_THE_EDGE, MASS)


def judge(line: str, count: Count, holders: Sequence[Seen], others: Sequence[Seen]) -> str | None:
    """Whether a line is the site's template: a key of BASES, or None.

    holders: the newest articles that hold it. others: some of the site's that do not; may be empty.
    """
    if not holders or not may_be_template(line, count):
        return None
    key = line_key(line)
    if count.share < HEADING and _may_be_heading(line, key, holders):
        return None
    if count.share < SERIES and _one_series(holders):
        return None
    basis = "spread" if _is_spread(key, count, holders) else "share" if _is_massive(count) else None
    if basis is None or _beyond_doubt(count):
        return basis
    step = -(-len(holders) // COMPARED)  # rounded up
    return basis if _is_of_no_story(line, holders[::step], others[:COMPARED]) else None


def no_longer_repeats(count: Count, basis: str | None) -> bool:
    """Whether a line that was found out, on this basis, is cleared by what was counted since."""
    by_share = basis == "share" and count.days < DAYS
    return count.share < RELEASE * (MASS if by_share else min(_asked(count) * AT_THE_EDGE, MASS))


def is_settled(count: Count) -> bool:
    """Whether a line that was found out stays so for good."""
    return count.articles >= SETTLED_ARTICLES and count.days >= SETTLED_DAYS


def _asked(count: Count) -> float:
    return max(FLOOR, EVIDENCE / count.articles)


def _is_massive(count: Count) -> bool:
    return count.share >= MASS and count.articles >= MASS_LEAST


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


def _may_be_heading(line: str, key: int | None, holders: Sequence[Seen]) -> bool:
    length = len(line) * (2 if unspaced(line) else 1)
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
        words = words_of(seen.title)
        # Two words, as one may be a common "The"; of a shorter title all.
        rubrics.update({("begins", *words[:2]), ("ends", *words[-2:])} if words else ())
    return max([0, *authors.values(), *rubrics.values()]) >= SERIES * len(holders)


def _is_of_no_story(line: str, holders: Sequence[Seen], others: Sequence[Seen]) -> bool:
    """Whether the articles that hold a line tell of different things, and of nothing that the line speaks of.

    Lines that come back in these articles are left out: what is asked is what the rest tells.
    """
    repeated = Counter(key for seen in (*holders, *others) for key in set(seen.keys))
    words, other_words = ([_own(seen.vocabularies, seen, repeated) for seen in some] for some in (holders, others))
    if len(others) >= TOPIC_LEAST:
        spoken = vocabulary(line)
        if _part_held(spoken, words) - _part_held(spoken, other_words) >= ON_TOPIC:
            return False
    pairs, common = ([_own(seen.pairs, seen, repeated) for seen in some] for some in (holders, others))
    return _stories(pairs, set().union(*common)) >= max(STORIES, APART * len(holders))


def _own(parts: Sequence[Set[_Part]], seen: Seen, repeated: Mapping[int | None, int]) -> set[_Part]:
    """What the lines hold that no other article has. parts: of each line, in order."""
    return set().union(*(part for key, part in zip(seen.keys, parts, strict=True) if repeated[key] == 1))


def _part_held(words: Set[str], articles: Sequence[Set[str]]) -> float:
    """Part of the words that an article holds, 0 to 1; the mean."""
    return sum(len(words & held) for held in articles) / (len(words) * len(articles))


def _stories(articles: Sequence[set[Pair]], common: Set[Pair]) -> int:
    """Of how many stories the articles tell, by the pairs of words that they share. common: pairs that say nothing."""
    heads: list[set[Pair]] = []
    for own in (pairs - common for pairs in articles):
        if not any(_related(own, head) for head in heads):
            heads.append(own)
    return len(heads)


def _related(one: Set[Pair], other: Set[Pair]) -> bool:
    shared = len(one & other)
    return shared >= RELATED_LEAST and shared >= RELATED * min(len(one), len(other))
