"""`scrapy backup`: a copy of the database, while a crawl goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from crawler.file_copy import EXIT_CODES, CopyCommand
from storage.backup import back_up

__all__ = ["EXIT_CODES", "Command"]


class Command(CopyCommand):
    """See crawler.file_copy.EXIT_CODES."""

    name = "backup"
    example = "/backup/articles.db"

    def short_desc(self) -> str:
        """One line of `scrapy`."""
        return "Copy the database to a file, while a crawl may go on"

    def long_desc(self) -> str:
        """Help text."""
        return (
            "Copy the database, as it is at this moment, to FILE, and check the copy; a crawl is not held up. FILE "
            "appears when it is whole. Examples: 'scrapy backup /backup/articles.db --force'; "
            "'scrapy backup -s DATABASE=my.db /backup/my-$(date +%F).db'. docs/scheduling.md tells how to restore it. "
            f"{super().long_desc()}"
        )

    def copy(self, database: Path, target: Path, progress: Callable[[int, int], None], overwrite: bool) -> None:
        """See storage.backup.back_up."""
        back_up(database, target, progress, overwrite=overwrite)
