"""What extraction raises, named by what the caller should do."""

__all__ = ["ExtractionError", "NotAnArticle", "PageTooLarge", "Unreadable"]


class ExtractionError(Exception):
    """No article came of this page. `reason` is one word for counters; the message names the page."""

    reason = "failed"

    def __init__(self, url: str, why: str) -> None:
        super().__init__(f"{why}: {url}" if url else why)
        self.url = url
        self.why = why

    def __reduce__(self) -> tuple[type["ExtractionError"], tuple[str | None, ...]]:
        # the default would call __init__ with the message alone; these errors come out of worker processes
        return type(self), (self.url, self.why)


class NotAnArticle(ExtractionError):
    """A section, tag, search, log-in, about or error page: remember it, and do not come back.

    wall: of a page in the place of the one asked for, a key of crawler.extraction.walls.WALLS; else None.
    """

    reason = "not_article"

    def __init__(self, url: str, why: str, wall: str | None = None) -> None:
        super().__init__(url, why)
        self.wall = wall

    def __reduce__(self) -> tuple[type["NotAnArticle"], tuple[str | None, ...]]:
        return type(self), (self.url, self.why, self.wall)


class PageTooLarge(ExtractionError):
    """Beyond the bounds on bytes or elements: give it up; another try would end the same."""

    reason = "too_large"


class Unreadable(ExtractionError):
    """No HTML in it, or a parser gave up on it: worth another try if the page changes."""

    reason = "unreadable"
