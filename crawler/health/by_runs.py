"""Illnesses that show in a source's last runs: failing, blocked, moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import timedelta
from math import log

from crawler.health.findings import WELL, Finding, Judgement
from storage.histories import History, SourceRun

__all__ = ["BLOCKS", "blocked", "failing", "moved"]

BLOCKS = frozenset({"blocked", "challenge", "HTTP 401", "HTTP 403"})
"""Kinds of errors by which a site keeps a crawler out."""

LEAST_RUNS = 3
"""Bad runs in a row that make an illness at least …"""

LEAST_TIME = timedelta(hours=6)
"""… and the time from the first to the last: shorter outages are maintenance, and pass before anyone could look."""

BY_CHANCE = 1e-4
"""A source of which a share q of the runs always failed is failing where q to the power of its bad runs is below."""

FAILS_AT_LEAST = 0.01
"""Taken for q where hardly a run failed."""

MOVED_RUNS, MOVED_TIME = 3, timedelta(hours=20)
"""Runs and time for which a redirect must last, as one given by mistake is taken back the same day; a crawl that runs
daily at about the same hour is sure on the third day."""

STILL_ASKED = timedelta(days=2)
"""A listing not asked for so long is none of the source's any more: its address was put right."""

Sign = Callable[[SourceRun], bool | None]
"""Whether a run was bad; None where it does not tell."""


def failing(history: History) -> Judgement:
    """Whether nothing has answered for a while: no listing, or no article page though listings did."""
    listings, pages = _streak(history.runs, _no_listing), _streak(history.runs, _no_page)
    for streak, what in ((listings, "no listing answered"), (pages, "no page could be had")):
        if _lasts(streak) and len(streak) * log(min(_usual_failures(history), 0.99)) <= log(BY_CHANCE):
            if sum(map(_blocks, streak)) * 2 >= sum(run.errors for run in streak):
                return None  # it is blocked, which says more
            return Finding("failing", streak[-1].started, f"{what} in {_runs(streak)}", streak[0].example)
    return None if listings or pages or not history.runs else WELL


def blocked(history: History) -> Judgement:
    """Whether the site keeps the crawler out; a run that asked for listings alone, which did not change, tells nothing
    unless it is the listings that were kept back."""
    streak = _streak(history.runs, _kept_out)
    if not streak:
        return WELL if history.runs else None
    if not _lasts(streak):
        return None
    return Finding("blocked", streak[-1].started, f"kept out in {_runs(streak, BLOCKS)}", streak[0].example)


def moved(history: History) -> Judgement:
    """Whether a listing redirects for good."""
    if not history.runs:
        return None
    lasting = [
        move
        for move in history.moves
        if move.runs >= MOVED_RUNS
        and move.last - move.since >= MOVED_TIME
        and (history.answered is None or history.answered - move.last <= STILL_ASKED)
    ]
    if not lasting:
        return WELL
    first = min(lasting, key=lambda move: move.since)
    why = f"{first.url} redirects for good to {first.leads_to}: put that into the file of sources"
    return Finding("moved", first.since, why, first.url)


def _no_listing(run: SourceRun) -> bool | None:
    return True if run.failed else False if run.listings else None


def _no_page(run: SourceRun) -> bool | None:
    if run.fetched:
        return False
    return True if run.errors and not run.failed else None


def _kept_out(run: SourceRun) -> bool | None:
    blocks = _blocks(run)
    if blocks and blocks * 2 >= run.fetched + run.errors:
        return True
    return False if run.fetched or run.errors else None


def _blocks(run: SourceRun) -> int:
    return sum(run.error_kinds.get(kind, 0) for kind in BLOCKS)


def _streak(runs: Iterable[SourceRun], sign: Sign) -> list[SourceRun]:
    """The latest bad runs in a row, the last first; runs that do not tell are left out."""
    streak: list[SourceRun] = []
    for run in runs:
        bad = sign(run)
        if bad is False:
            break
        if bad:
            streak.append(run)
    latest = next(iter(runs), None)
    if latest is not None and latest.listings and all(run.failed for run in streak):
        return []  # its listings answer again
    return streak


def _lasts(streak: list[SourceRun]) -> bool:
    return len(streak) >= LEAST_RUNS and streak[0].started - streak[-1].started >= LEAST_TIME


def _usual_failures(history: History) -> float:
    """The share of runs that failed, on the days before those of `history.runs`; at least FAILS_AT_LEAST."""
    since = history.runs[-1].started.date()
    earlier = [sums for day, sums in history.days if day < since]
    failed, answered = sum(day.failed for day in earlier), sum(day.answered for day in earlier)
    return max(failed / (failed + answered) if failed else 0.0, FAILS_AT_LEAST)


def _runs(streak: list[SourceRun], among: frozenset[str] | None = None) -> str:
    """Says how many runs, and what went wrong in them."""
    total: Counter[str] = Counter()
    for run in streak:
        total.update({kind: n for kind, n in run.error_kinds.items() if among is None or kind in among})
    kinds = ", ".join(f"{kind} ({n})" for kind, n in total.most_common(3))
    return f"{len(streak)} runs in a row" + (f": {kinds}" if kinds else "")
