"""What a failed request means: which kind of problem it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    StopDownload,
)
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet.error import ConnectError, ConnectionDone, ConnectionLost
from twisted.python.failure import Failure
from twisted.web.client import ResponseNeverReceived
from twisted.web.http import _DataLoss

from crawler.page import Miss
from crawler.problems import problem_of_status

__all__ = ["miss_of"]

KINDS: dict[type[BaseException], str] = {
    StopDownload: "not html",
    DownloadCancelledError: "too large",
    DownloadTimeoutError: "timeout",
    CannotResolveHostError: "no such host",
    DownloadConnectionRefusedError: "no connection",
    ConnectError: "no connection",
    ResponseDataLossError: "cut off",
    _DataLoss: "cut off",
    ConnectionLost: "cut off",
    ConnectionDone: "cut off",
}
"""Error -> kind of problem; of an error that others led to, the first here that is among them."""

TLS = frozenset({"OpenSSL", "service_identity"})
"""Packages whose errors say that a certificate, or the encryption, is wrong."""

IGNORED = {
    "max redirections reached": "redirects",
    "exceeded DOWNLOAD_MAXSIZE": "too large",
}
"""What an IgnoreRequest of Scrapy's own says -> kind of problem; ours have a `kind`."""


def miss_of(failure: Failure, when: datetime) -> Miss:
    """The Miss of a failed request, whose meta holds `source` and either `entry` or `listing`."""
    request: Any = failure.request  # type: ignore[attr-defined] # Scrapy sets it on every errback's failure
    source, target = request.meta["source"].name, request.meta.get("entry") or request.meta["listing"]
    error = failure.value
    assert error is not None
    if isinstance(error, HttpError):
        status = error.response.status
        return Miss(target, source, problem_of_status(status), when, status, f"HTTP {status}")
    return Miss(target, source, _kind(error), when, reason=_said(error))


def _kind(error: BaseException) -> str:
    if isinstance(error, IgnoreRequest):
        says = str(error)
        found = (kind for words, kind in IGNORED.items() if words in says)
        return getattr(error, "kind", None) or next(found, "robots.txt")
    led = list(_led_to(error))
    if any(type(one).__module__.partition(".")[0] in TLS for one in led):
        return "certificate"
    for known, kind in KINDS.items():
        if any(isinstance(one, known) for one in led):
            return kind
    return "broken answer"


def _led_to(error: BaseException) -> Iterator[BaseException]:
    """The error and those that led to it: Twisted keeps them in `reasons`, Python in __cause__."""
    yield error
    for reason in getattr(error, "reasons", ()):
        yield from _led_to(reason.value)
    if error.__cause__ is not None:
        yield from _led_to(error.__cause__)


def _said(error: BaseException) -> str:
    """What the error says where people can read it; Twisted's lists of failures are for programmers."""
    if isinstance(error, DownloadFailedError | ResponseNeverReceived):
        return type(list(_led_to(error))[-1]).__name__
    return str(error) if isinstance(error, IgnoreRequest) else ""
