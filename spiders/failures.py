"""What a failed request means: a word for people and counters, whose doing it was, and whether to ask again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    StopDownload,
)
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.page import Miss

__all__ = ["miss_of"]

# exception -> reason ("": what it says), permanent, refused (by us)
REASONS: dict[type[BaseException], tuple[str, bool, bool]] = {
    StopDownload: ("not HTML", True, True),
    DownloadCancelledError: ("too large", True, True),
    DownloadTimeoutError: ("timeout", False, False),
    CannotResolveHostError: ("no such host", False, False),
    DownloadConnectionRefusedError: ("connection refused", False, False),
    ResponseDataLossError: ("cut off", False, False),
    IgnoreRequest: ("", True, True),  # robots.txt, a private address
}

GONE = (400, 404, 405, 406, 410, 414, 451)
"""HTTP statuses of a page that asking again will not bring. 401 and 403 may be a passing block, so they are not."""


def miss_of(failure: Failure, when: datetime) -> Miss:
    """The Miss of a failed request, whose meta holds `source` and either `entry` or `listing`."""
    request: Any = failure.request  # type: ignore[attr-defined] # Scrapy sets it on every errback's failure
    source, target = request.meta["source"], request.meta.get("entry") or request.meta["listing"]
    error = failure.value
    if isinstance(error, HttpError):
        status = error.response.status
        return Miss(target, source.name, f"HTTP {status}", status in GONE, False, when, status)
    for kind, (reason, permanent, refused) in REASONS.items():
        if isinstance(error, kind):
            return Miss(target, source.name, reason or str(error), permanent, refused, when)
    return Miss(target, source.name, type(error).__name__, permanent=False, refused=False, when=when)
