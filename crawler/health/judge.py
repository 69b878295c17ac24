"""Judges a source by its history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from crawler.health.by_days import slow, thin, undated
from crawler.health.by_runs import blocked, failing, moved
from crawler.health.findings import KINDS, WELL, Finding, Judgement, midnight, span
from crawler.health.silence import LEAST_HOURS, Silence, listen
from storage.histories import History

__all__ = ["KINDS", "Finding", "is_new", "judge"]

EXAMINATIONS: dict[str, Callable[[History], Judgement]] = {
    "failing": failing,
    "blocked": blocked,
    "thin": thin,
    "undated": undated,
    "slow": slow,
    "moved": moved,
}


def judge(history: History) -> dict[str, Judgement]:
    """{kind of illness: what is known of it}, for every kind of KINDS."""
    found = {kind: examine(history) for kind, examine in EXAMINATIONS.items()}
    ails = any(isinstance(found[kind], Finding) for kind in ("failing", "blocked"))
    found["silent"] = None if ails else _silent(history)  # what does not answer cannot speak
    return {kind: found[kind] for kind in KINDS}


def is_new(history: History) -> bool:
    """Whether a source's rhythm is not known yet, so that its silence says nothing."""
    return _silence(history) is None


def _silence(history: History) -> Silence | None:
    hours = history.hours() if history.answered is not None else []
    return listen(hours, history.answered) if hours and history.answered is not None else None


def _had_news(history: History) -> bool:
    """Whether there was news so lately that no silence could be found: most sources, most of the day."""
    if not history.days or history.answered is None:
        return False
    day, sums = history.days[-1]
    last = midnight(day) + timedelta(hours=sums.news_hours.bit_length())
    return sums.news_hours > 0 and history.answered < last + timedelta(hours=LEAST_HOURS)


def _silent(history: History) -> Judgement:
    if _had_news(history):
        return WELL
    silence = _silence(history)
    if silence is None:
        return None
    if not silence.too_long:
        return WELL
    assert history.answered is not None
    since = [sums for day, sums in history.days if day > silence.since.date()]
    found, rejected = sum(day.found for day in since), sum(day.rejected for day in since)
    why = (
        f"nothing new for {span(history.answered - silence.since)}, in which {silence.missed:.0f} hours would have "
        f"brought something; up to {silence.usual:.0f} are usual"
    )
    if found:
        why += f"; {found} addresses were announced, {rejected} of them no articles"
    return Finding("silent", silence.since, why)
