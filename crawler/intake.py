"""Takes the records of files into a database: cleaned in worker processes, stored in their order. Knows no Scrapy.

How far a file is stands in the transaction of each of its records; so stopped at any moment, killed too, taking it in
goes on with the record after the last that is stored.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlite_utils

from crawler.article import Article
from crawler.page import Page
from crawler.pool import WorkerError, WorkerPool
from crawler.record import Recorder
from crawler.records import STDIN, BadRecord, Position, Record, format_of, read_records
from crawler.worker import Given
from dedup.signature import Sketch
from storage.errors import StorageError
from storage.ingests import Ingests
from storage.transactions import transaction

__all__ = ["Cleaner", "Intake", "Taken"]

Cleaner = WorkerPool[Given, tuple[Page, Article, Sketch]]
"""Runs crawler.worker.take_in."""

AHEAD = 4
"""Records in the hands of each worker, done or waiting: the next is ready when one is stored."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a record. kind: of crawler.record.KINDS, or "bad"; problem: what is wrong with a bad one."""

    kind: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Waiting:
    number: int
    place: str
    cleaned: asyncio.Future[tuple[Page, Article, Sketch]] | BadRecord


class Intake:
    """Takes in files by their names, or the standard input.

    source: for records that name none; a file's own name where it is None. kind: a key of crawler.records.FORMATS, by
    the file's name if empty. workers: of the cleaner.
    """

    def __init__(
        self,
        db: sqlite_utils.Database,
        recorder: Recorder,
        cleaner: Cleaner,
        workers: int,
        source: str | None = None,
        kind: str = "",
    ):
        self._connection = db.conn
        self._recorder = recorder
        self._ingests = Ingests(db)
        self._cleaner = cleaner
        self._ahead = workers * AHEAD
        self._source, self._kind = source, kind

    def done(self, name: str) -> int:
        """How many records of a file were taken in before it was stopped."""
        return self._ingests.done(self._key(name)) if name != STDIN else 0

    async def file(self, name: str, position: Position | None = None) -> AsyncIterator[Taken]:
        """Take in a file; gives what came of each record that was not done yet, once it is stored.

        Raises a StorageError; what was given is stored.
        """
        key = self._key(name) if name != STDIN else ""
        done = self._ingests.done(key) if key else 0
        waiting: deque[_Waiting] = deque()
        try:
            for each in self._begun(name, done, position):
                waiting.append(each)
                if len(waiting) >= self._ahead:
                    yield await self._store(key, waiting.popleft())
            while waiting:
                yield await self._store(key, waiting.popleft())
        finally:
            for each in waiting:
                if not isinstance(each.cleaned, BadRecord):
                    each.cleaned.cancel()
        if key:
            self._ingests.finish(key)

    def _begun(self, name: str, done: int, position: Position | None) -> Iterator[_Waiting]:
        source = self._source or Path(name.removesuffix(".gz")).stem.strip("-") or "ingest"
        for number, record in enumerate(read_records(name, self._kind, position), 1):
            if number <= done:
                continue
            if isinstance(record, Record):
                yield _Waiting(number, record.place, self._clean(record, source))
            else:
                yield _Waiting(number, "", record)

    def _clean(self, record: Record, source: str) -> asyncio.Future[tuple[Page, Article, Sketch]]:
        return asyncio.ensure_future(self._cleaner.run(Given(record, source, datetime.now(UTC))))

    async def _store(self, key: str, waiting: _Waiting) -> Taken:
        try:
            if isinstance(waiting.cleaned, BadRecord):
                raise waiting.cleaned
            cleaned = await waiting.cleaned
            with transaction(self._connection):
                self._note(key, waiting.number)
                return Taken(self._recorder.record(*cleaned).kind)
        except StorageError:
            raise
        except BadRecord as error:
            problem = str(error)
        except Exception as error:  # whatever it is, it costs this record alone
            problem = f"{waiting.place}: {error if isinstance(error, WorkerError) else repr(error)}"
        with transaction(self._connection):
            self._note(key, waiting.number)
        return Taken("bad", problem)

    def _note(self, key: str, number: int) -> None:
        if key:
            self._ingests.note(key, number, datetime.now(UTC))

    def _key(self, name: str) -> str:
        """This file as it is, and what it is asked for with: a file that was changed begins at its beginning."""
        path = Path(name).resolve()
        state = path.stat()
        return f"{path} {state.st_size} {state.st_mtime_ns} {self._kind or format_of(name)} {self._source or ''}"
