"""Stops the download of what can be no article before its body is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from scrapy import Request, signals
from scrapy.exceptions import StopDownload

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http.headers import Headers

__all__ = ["HtmlOnly"]

NEVER_HTML = (b"application/pdf", b"application/zip", b"audio/", b"font/", b"image/", b"video/")
"""Beginnings of media types; others may be an error page without a proper type, which its status tells."""


class HtmlOnly:
    """Extension: ends an article's response at its headers where they name a type of NEVER_HTML."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Listen for headers."""
        extension = cls()
        crawler.signals.connect(extension.headers_received, signals.headers_received)
        return extension

    def headers_received(self, headers: Headers, request: Request) -> None:
        """Raises StopDownload, which the request's errback gets."""
        media_type = (headers.get(b"Content-Type") or b"").strip().lower()
        if "entry" in request.meta and media_type.startswith(NEVER_HTML):
            raise StopDownload(fail=True)
