"""What a run writes at its end: a row for the run, one for each source, and each source's day. Knows no Scrapy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from math import log

import sqlite_utils

from crawler.particulars import Particulars, SourceParticulars, middle
from crawler.tally import is_silent
from storage import runs
from storage.days import Day, SourceDays
from storage.moves import Moves
from storage.transactions import transaction

__all__ = ["is_offline", "note_progress", "write_accounts"]

Counts = Mapping[str, int]

NO_LISTING = "no listing answered"
"""`crawl_sources.note` of a source that failed."""


def write_accounts(
    database: sqlite_utils.Database,
    run: int,
    by_source: Mapping[str, Counts],
    particulars: Particulars,
    *,
    started: datetime,
    now: datetime,
    seconds: float,
    outcome: str,
    is_round: bool = True,
) -> None:
    """Write what a run did.

    by_source: as Tally.by_source gives it. outcome: a key of runs.OUTCOMES, "failed" where a source did. seconds: the
    run's own. is_round: whether the run is one that sources are judged by; those in which nothing at all answered say
    nothing about the sources either, and are left out of their days. Raises a storage.errors.StorageError.
    """
    log_book = runs.Runs(database)
    telling = is_round and not is_offline(by_source, particulars)
    with transaction(database.conn):  # one for all: a run may have thousands of sources
        for source, counts in by_source.items():
            noted, failed = particulars.of(source), is_silent(counts)
            log_book.source(
                run,
                source,
                _tally(counts, noted),
                "failed" if failed else "finished",
                now,
                NO_LISTING if failed else None,
                _details(noted),
            )
            if telling and (noted.answers or noted.error_kinds):
                _keep(database, source, started, _day(counts, noted, failed), noted)
        log_book.finish(run, outcome, now, seconds, _details(particulars.total()))


def _keep(database: sqlite_utils.Database, source: str, started: datetime, day: Day, noted: SourceParticulars) -> None:
    """Add a run to the source's history."""
    SourceDays(database).add(source, started, day)
    Moves(database).note(source, started, noted.moved, noted.straight)


def note_progress(
    database: sqlite_utils.Database, run: int, by_source: Mapping[str, Counts], particulars: Particulars, now: datetime
) -> None:
    """Write what a run has done so far, so that one that is killed leaves its counts; sources of which nothing is to be
    told yet get no row. Raises a storage.errors.StorageError."""
    log_book = runs.Runs(database)
    with transaction(database.conn):
        for source, counts in by_source.items():
            if any(counts.values()):
                noted = particulars.of(source)
                log_book.source(run, source, _tally(counts, noted), "running", now, details=_details(noted))


def is_offline(by_source: Mapping[str, Counts], particulars: Particulars) -> bool:
    """Whether several sources were asked and none answered anything: then it is this machine that is ill."""
    asked = [source for source in by_source if particulars.of(source).error_kinds]
    return len(asked) > 1 and not any(particulars.of(source).answers for source in by_source)


def _tally(counts: Counts, noted: SourceParticulars) -> runs.Tally:
    columns = {field.name for field in fields(runs.Tally)}
    row = runs.Tally(**{name: count for name, count in counts.items() if name in columns})
    row.errors += counts["listing_errors"]
    row.seconds = round(noted.seconds, 3)
    row.answers = noted.answers
    return row


def _details(noted: SourceParticulars) -> runs.Details:
    articles = len(noted.words)
    return runs.Details(
        words=middle(noted.words),
        dated=round(noted.dated / articles, 3) if articles else None,
        authored=round(noted.authored / articles, 3) if articles else None,
        latency=round(noted.waited / noted.answers, 3) if noted.answers else None,
        error_kinds=noted.error_kinds,
        refusal_kinds=noted.refusal_kinds,
        example=noted.example,
        moved=next(iter(noted.moved.values()), None),
    )


def _day(counts: Counts, noted: SourceParticulars, failed: bool) -> Day:
    return Day(
        runs=1,
        answered=int(counts["listings"] > 0),
        failed=int(failed),
        found=counts["found"],
        new=counts["new"],
        copies=counts["copies"],
        rejected=counts["rejected"],
        errors=counts["errors"] + counts["listing_errors"],
        articles=len(noted.words),
        dated=noted.dated,
        authored=noted.authored,
        log_words=sum(log(max(words, 1)) for words in noted.words),
        answers=noted.answers,
        waited=round(noted.waited, 3),
        words=sum(noted.words),
    )
