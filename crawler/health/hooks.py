"""Tells a command or a webhook of the user's which sources fell ill and which recovered: each change once.

A change is marked as told after the command ended well or the webhook answered 2xx. Should the machine go down between
the two, it is told a second time; never not at all. What fails is logged and tried again by the next run.
"""

from __future__ import annotations

import json
import logging
import os
import shlex
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

import sqlite_utils

from crawler import __version__
from storage.illnesses import Illnesses, Notice
from storage.values import utc_text

__all__ = ["Hooks", "HooksError", "message"]

logger = logging.getLogger(__name__)

TIME_LIMIT = 20.0
"""Seconds that a command, or a webhook, may take."""

MOST_CHANGES = 500
"""Changes in one message; the rest is told by the next run."""

SHOWN = 300
"""Characters of what a command said to its standard error that are logged."""


class HooksError(ValueError):
    """A setting that names no command or no address; the message is one line."""


class NotTold(Exception):
    """A channel did not take its message."""


@dataclass(frozen=True, slots=True)
class Hooks:
    """Whom to tell. command: program and arguments, which get the message on their standard input. webhook: address
    that gets it by POST. Either may be empty. time_limit: seconds that each may take."""

    command: tuple[str, ...] = ()
    webhook: str = ""
    time_limit: float = TIME_LIMIT

    @classmethod
    def of(cls, command: str | Sequence[str], webhook: str) -> Hooks:
        """Read the settings; command may be a list, or one line quoted as for a shell. Raises HooksError."""
        try:
            words = shlex.split(command) if isinstance(command, str) else list(command)
        except ValueError as error:
            raise HooksError(f"HEALTH_COMMAND: {error}") from None
        if webhook and not webhook.startswith(("https://", "http://")):
            raise HooksError(f"HEALTH_WEBHOOK: {webhook!r} is no http address")
        return cls(tuple(words), webhook)

    @property
    def channels(self) -> tuple[str, ...]:
        """Values of `notices.channel` for which there is someone to tell."""
        return tuple(channel for channel, _ in self._ways())

    def tell(self, database: sqlite_utils.Database, path: str, now: datetime) -> None:
        """Tell each channel what it is still to be told; path: of the database, for the message. Raises nothing but
        a storage.errors.StorageError: a channel that fails is logged."""
        illnesses = Illnesses(database)
        for channel, way in self._ways():
            notices = illnesses.notices(channel, now, MOST_CHANGES)
            if not notices:
                continue
            try:
                way(json.dumps(message(notices, path), ensure_ascii=False).encode())
            except NotTold as error:
                logger.warning("health: the %s was not told of %d changes: %s", channel, len(notices), error)
                illnesses.not_told(notices, str(error))
            else:
                illnesses.told(notices, datetime.now(UTC))

    def _ways(self) -> Iterator[tuple[str, Callable[[bytes], None]]]:
        if self.command:
            yield "command", lambda body: _run(self.command, body, self.time_limit)
        if self.webhook:
            yield "webhook", self._post

    def _post(self, body: bytes) -> None:
        """POST JSON; https with a certificate that is checked. Raises NotTold."""
        headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": f"Broadsheet/{__version__}"}
        request = Request(self.webhook, body, headers, method="POST")  # noqa: S310 http or https: `of` saw to that

        def post() -> None:
            try:
                build_opener(_NoRedirects).open(request, timeout=self.time_limit).close()
            except HTTPError as error:  # any answer beyond 2xx
                error.close()
                raise NotTold(str(error)) from None

        _within(self.time_limit, post)


def message(notices: Sequence[Notice], path: str) -> dict[str, Any]:
    """What is told: `text`, a line for each change, which chat services show as it is, and `changes`."""
    return {
        "text": "\n".join(map(_line, notices)),
        "changes": [_change(notice) for notice in notices],
        "database": str(Path(path).resolve()),
        "version": __version__,
    }


def _line(notice: Notice) -> str:
    illness = notice.illness
    if notice.change == "recovered":
        return f"{illness.source} is no longer {illness.kind}"
    example = f" ({illness.example})" if illness.example else ""
    return f"{illness.source} is {illness.kind} since {illness.since:%Y-%m-%d %H:%M} UTC: {illness.why}{example}"


def _change(notice: Notice) -> dict[str, str | None]:
    illness = notice.illness
    return {
        "change": notice.change,
        "source": illness.source,
        "url": illness.url,
        "kind": illness.kind,
        "since": utc_text(illness.since),
        "until": utc_text(illness.until) if illness.until and notice.change == "recovered" else None,
        "why": illness.why,
        "example": illness.example,
    }


def _run(command: Sequence[str], body: bytes, time_limit: float) -> None:
    """Run a command without a shell. Raises NotTold."""
    with tempfile.TemporaryFile() as said:
        try:
            process = subprocess.Popen(  # noqa: S603 the user's own setting
                command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said, start_new_session=True
            )
        except OSError as error:
            raise NotTold(f"{command[0]}: {error.strerror or error}") from error
        try:
            process.communicate(body, timeout=time_limit)
        except subprocess.TimeoutExpired:
            raise NotTold(f"{command[0]}: ended after {time_limit:.0f} seconds") from None
        finally:
            _end(process)
        if process.returncode:
            said.seek(0)
            words = " ".join(said.read(SHOWN).decode("utf-8", "replace").split())
            raise NotTold(f"{command[0]}: exit code {process.returncode}{': ' + words if words else ''}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a command that still runs, with the processes that it started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


class _NoRedirects(HTTPRedirectHandler):
    """urllib follows a redirect of a POST by a GET, which answers 200 and has lost the message."""

    def redirect_request(self, *_: Any) -> None:
        """Follow none: the redirect is raised as an HTTPError."""


def _within(seconds: float, act: Callable[[], None]) -> None:
    """Do something that may take longer than each of its steps; after `seconds` go on without it. Raises NotTold."""
    errors: list[Exception] = []

    def acted() -> None:
        try:
            act()
        except Exception as error:  # whatever a library raises, of a stranger's answer
            errors.append(error)

    thread = threading.Thread(target=acted, daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise NotTold(f"no answer within {seconds:.0f} seconds")
    if errors:
        raise NotTold(str(errors[0]) or type(errors[0]).__name__) from errors[0]
