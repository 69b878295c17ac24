"""What a run notes of each source besides its counts: kinds of errors, lengths, answers, moves. Knows no Scrapy."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median
from urllib.parse import urlsplit

__all__ = ["Particulars", "SourceParticulars", "has_moved", "middle"]


@dataclass(slots=True)
class SourceParticulars:
    """Of one source in one run.

    words: length of each article that was read. dated, authored: how many of them say when, and by whom.
    error_kinds: {kind: how many}, the kinds of crawler.problems.PROBLEMS; refusal_kinds: those of pages that were
    refused, rejected or put off; example: the address of the first error. answers, waited: responses, and the
    seconds until each began, summed up. first, last: of the first request and the last answer, in seconds of a
    monotonic clock. moved: addresses of listings that redirect for good, with where they lead; straight: of those that
    answered without.
    """

    words: array[int] = field(default_factory=lambda: array("I"))
    dated: int = 0
    authored: int = 0
    error_kinds: Counter[str] = field(default_factory=Counter)
    refusal_kinds: Counter[str] = field(default_factory=Counter)
    example: str | None = None
    answers: int = 0
    waited: float = 0.0
    first: float | None = None
    last: float | None = None
    moved: dict[str, str] = field(default_factory=dict)
    straight: set[str] = field(default_factory=set)

    @property
    def seconds(self) -> float:
        """From the first request to the last answer."""
        return self.last - self.first if self.first is not None and self.last is not None else 0.0

    def article(self, words: int, *, dated: bool, authored: bool) -> None:
        """Count an article that was read."""
        self.words.append(words)
        self.dated += dated
        self.authored += authored

    def error(self, kind: str, url: str) -> None:
        """Count an error; url: what could not be had."""
        self.error_kinds[kind] += 1
        self.example = self.example or url

    def asked(self, at: float) -> None:
        """Note a request; at: monotonic seconds."""
        if self.first is None:
            self.first = at

    def answered(self, at: float, waited: float) -> None:
        """Note an answer; waited: seconds until it began."""
        self.last = at
        self.answers += 1
        self.waited += waited


class Particulars:
    """Of all sources of one run."""

    def __init__(self) -> None:
        self._sources: dict[str, SourceParticulars] = {}

    def of(self, source: str) -> SourceParticulars:
        """The source's, begun where there are none."""
        return self._sources.setdefault(source, SourceParticulars())

    def total(self) -> SourceParticulars:
        """All sources in one."""
        return _sum(self._sources.values())


def _sum(rows: Iterable[SourceParticulars]) -> SourceParticulars:
    total = SourceParticulars()
    for row in rows:
        total.words.extend(row.words)
        total.dated += row.dated
        total.authored += row.authored
        total.error_kinds.update(row.error_kinds)
        total.refusal_kinds.update(row.refusal_kinds)
        total.answers += row.answers
        total.waited += row.waited
    return total


def middle(words: array[int]) -> int | None:
    """The median length; None where there is no article."""
    return round(median(words)) if words else None


def has_moved(asked: str, answered: str) -> bool:
    """Whether a lasting redirect leads to another place than the same one spelled otherwise.

    http to https, "www." and a slash at the end are spellings: nearly every site redirects one to the other, it
    costs a request a run and will go on working.
    """
    return _place(asked) != _place(answered)


def _place(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/"), parts.query
