"""The state of all sources of a database, for people: what `scrapy health` shows. Reads only."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise, takewhile
from statistics import median
from typing import Any

import sqlite_utils

from crawler.health.checkup import example_of
from crawler.health.findings import Finding, Well
from crawler.health.judge import is_new, judge
from storage.histories import Histories
from storage.illnesses import Illness, Illnesses
from storage.runs import ROUND
from storage.values import from_utc_text, utc_text

__all__ = ["NoSuchSource", "Patient", "Survey", "survey"]

STILL_CRAWLED = timedelta(days=7)
"""A source of which nothing was asked for so long before the last run is none any more: it was taken from the file."""

INTERVALS = 50
"""Of runs, from which the usual one is taken."""

LATE_TIMES, LATE_TIME = 3, timedelta(hours=1)
"""No crawl is overdue before so many usual intervals have passed, nor before the usual one and so much more."""


LEAST_KILLED = 3
"""Runs in a row whose end was never written that are no accident: too little memory, or a time limit of somebody's."""


class NoSuchSource(ValueError):
    """A name that no source of the database has; the message is one line."""


@dataclass(frozen=True, slots=True)
class Patient:
    """One source. findings: what ails it, nothing where it is well. new: its rhythm is not known yet."""

    source: str
    url: str | None
    findings: tuple[Finding, ...]
    new: bool

    @property
    def state(self) -> str:
        """ill, new or well."""
        return "ill" if self.findings else "new" if self.new else "well"


@dataclass(frozen=True, slots=True)
class Survey:
    """patients: by name. last_run: when the last crawl began, None where there was none. overdue: how long crawls
    usually are apart, where the last is much longer ago; None where it is not. killed: how many of the last runs in a
    row were, where they are at least LEAST_KILLED; else 0."""

    patients: tuple[Patient, ...]
    last_run: datetime | None
    overdue: timedelta | None
    killed: int = 0

    @property
    def is_ill(self) -> bool:
        """Whether anything is."""
        return self.overdue is not None or self.killed > 0 or any(patient.findings for patient in self.patients)

    def as_json(self) -> dict[str, Any]:
        """What `scrapy health --json` prints."""
        return {
            "last_run": utc_text(self.last_run) if self.last_run else None,
            "overdue": self.overdue is not None,
            "killed": self.killed,
            "sources": [
                {
                    "source": patient.source,
                    "url": patient.url,
                    "state": patient.state,
                    "illnesses": [
                        {
                            "kind": finding.kind,
                            "since": utc_text(finding.since),
                            "why": finding.why,
                            "example": finding.example,
                        }
                        for finding in patient.findings
                    ],
                }
                for patient in self.patients
            ],
        }


def survey(database: sqlite_utils.Database, now: datetime, names: Sequence[str] = ()) -> Survey:
    """Examine the sources that are still crawled, or those of these names, without regard to case.

    Raises NoSuchSource, or a storage.errors.StorageError.
    """
    starts = _starts(database)
    since = (starts[0] if starts else now) - STILL_CRAWLED
    histories = Histories(database)
    known: dict[tuple[str, str], Illness] = {(one.source, one.kind): one for one in Illnesses(database).lasting()}
    sources = histories.sources(since)
    if names:
        sources = _named(names, sources)
    patients = tuple(_patient(source, histories, known, now) for source in sources)
    return Survey(patients, starts[0] if starts else None, _overdue(starts, now), _killed(database))


def _patient(source: str, histories: Histories, known: dict[tuple[str, str], Illness], now: datetime) -> Patient:
    history = histories.of(source, now)
    findings = []
    for kind, judgement in judge(history).items():
        lasting = known.get((source, kind))
        match judgement:
            case Finding(since=since, why=why):
                since = min(since, lasting.since) if lasting else since
                findings.append(Finding(kind, since, why, example_of(judgement, source, histories)))
            case Well():
                pass
            case None if lasting:
                findings.append(Finding(kind, lasting.since, lasting.why, lasting.example))
    return Patient(source, history.url, tuple(findings), is_new(history))


def _named(names: Sequence[str], sources: Sequence[str]) -> list[str]:
    by_folded = {source.casefold(): source for source in sources}
    for name in names:
        if name.casefold() not in by_folded:
            near = difflib.get_close_matches(name.casefold(), by_folded, n=1)
            hint = f": did you mean {by_folded[near[0]]!r}?" if near else ""
            raise NoSuchSource(f"no source that is crawled is called {name!r}{hint}")
    wanted = {name.casefold() for name in names}
    return [source for folded, source in by_folded.items() if folded in wanted]


def _starts(database: sqlite_utils.Database) -> list[datetime]:
    """When the last crawls began, the latest first."""
    rows = database.execute(
        "SELECT started FROM crawls WHERE command = ? ORDER BY id DESC LIMIT ?", (ROUND, INTERVALS + 1)
    )
    return [from_utc_text(started) for (started,) in rows]


def _killed(database: sqlite_utils.Database) -> int:
    rows = database.execute(
        "SELECT outcome FROM crawls WHERE command = ? AND outcome != 'running' ORDER BY id DESC LIMIT ?",
        (ROUND, INTERVALS),
    )
    killed = sum(1 for _ in takewhile(lambda row: row[0] == "interrupted", rows))
    return killed if killed >= LEAST_KILLED else 0


def _overdue(starts: Sequence[datetime], now: datetime) -> timedelta | None:
    intervals = [later - earlier for later, earlier in pairwise(starts)]
    if len(intervals) < 3:
        return None
    usual = timedelta(seconds=median(interval.total_seconds() for interval in intervals))
    return usual if now - starts[0] > max(usual * LATE_TIMES, usual + LATE_TIME) else None
