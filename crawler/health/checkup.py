"""Examines the sources of a database and keeps what was found."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import sqlite_utils

from crawler.health.findings import Finding, Well
from crawler.health.judge import judge
from storage.histories import Histories
from storage.illnesses import Illnesses
from storage.transactions import transaction

__all__ = ["check_up", "example_of"]

OF_ARTICLES = frozenset({"thin", "undated"})
"""Illnesses that an article shows; the others show in a listing."""


def check_up(database: sqlite_utils.Database, sources: Iterable[str], now: datetime, channels: Iterable[str]) -> int:
    """Judge these sources, and note in one transaction which fell ill and which recovered; gives how many changes.

    channels: those who are to be told. Raises a storage.errors.StorageError.
    """
    histories, illnesses = Histories(database), Illnesses(database, channels)
    changes = 0
    with transaction(database.conn):
        for source in sources:
            for kind, judgement in judge(histories.of(source, now)).items():
                match judgement:
                    case Finding(since=since, why=why):
                        example = example_of(judgement, source, histories)
                        changes += illnesses.fall_ill(source, kind, since, why, example, now) is not None
                    case Well():
                        changes += illnesses.recover(source, kind, now) is not None
    return changes


def example_of(finding: Finding, source: str, histories: Histories) -> str | None:
    """An address that shows an illness."""
    if finding.example is not None:
        return finding.example
    return histories.article(source) if finding.kind in OF_ARTICLES else histories.listing(source)
