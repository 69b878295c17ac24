"""`scrapy snapshot`: a compact copy of the database to publish."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from crawler.file_copy import CopyCommand, mebibytes
from storage.publish import publish

__all__ = ["Command"]


class Command(CopyCommand):
    """See crawler.file_copy.EXIT_CODES."""

    name = "snapshot"
    example = "public.db"

    def short_desc(self) -> str:
        """One line of `scrapy`."""
        return "Write a compact, read-only copy of the database to publish"

    def long_desc(self) -> str:
        """Help text."""
        return (
            "Write a copy of the database for readers to FILE, while a crawl may go on: reports, copies, versions, "
            "removed lines, sources and crawls, without the crawler's own state; vacuumed and read-only. It is opened "
            "with 'scrapy browse -s DATABASE=FILE' or 'datasette -i FILE', and fit for 'datasette publish'. FILE "
            "appears when it is whole. A crawl cannot go on with it: that is what 'scrapy backup' is for. "
            f"Example: 'scrapy snapshot public.db --force'. {super().long_desc()}"
        )

    def copy(self, database: Path, target: Path, progress: Callable[[int, int], None], overwrite: bool) -> None:
        """See storage.publish.publish."""
        publish(database, target, progress, overwrite=overwrite)

    def told(self, database: Path, target: Path) -> str:
        """Both sizes: what a reader saves."""
        return f"{mebibytes(target)} MiB, from {mebibytes(database)},"
