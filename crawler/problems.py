"""What can become of a page or a listing that brings nothing, by kind. Stdlib only; docs/failures.md tells people."""

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["PROBLEMS", "Problem", "problem_of_status"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A kind of problem. meaning: for people. count: the count of crawler.tally.COUNTS that it adds to for an
    article ("" for none: it is put off); for a listing that is always `listing_errors`. permanent: asking for the same
    article again is of no use."""

    meaning: str
    count: str = "errors"
    permanent: bool = False


def _refused(meaning: str) -> Problem:
    return Problem(meaning, "refused", permanent=True)


def _rejected(meaning: str) -> Problem:
    return Problem(meaning, "rejected", permanent=True)


PROBLEMS: Mapping[str, Problem] = {
    # No answer
    "no such host": Problem("its name cannot be resolved"),
    "no connection": Problem("the server refuses connections, or cannot be reached"),
    "certificate": Problem("https without a certificate that is valid for the host"),
    "timeout": Problem("no whole answer within DOWNLOAD_TIMEOUT"),
    "cut off": Problem("the connection ended before the answer did, or the answer is not as long as it says"),
    "broken answer": Problem("no HTTP, headers of over 64 KiB, or a body that cannot be decompressed"),
    # Answers of a status that is no page
    "gone": Problem("the site says that it has no such page (404, 410 and the like)", permanent=True),
    "blocked": Problem("the site does not let us in (401, 403)"),
    "too many requests": Problem("the site asks for fewer requests (429)"),
    "server error": Problem("the site cannot answer now (5xx)"),
    "http error": Problem("another status that is no page"),
    # Not asked for, or not taken
    "robots.txt": _refused("robots.txt does not allow it"),
    "robots.txt unreachable": Problem("robots.txt cannot be had (5xx), so nothing may be asked for (RFC 9309)"),
    "private address": _refused("the host is at a private address"),
    "redirects": _refused("redirects without end, or to what is no web address"),
    "too large": _refused("over DOWNLOAD_MAXSIZE, decompressed, or of too many elements"),
    "not html": _refused("a picture, a PDF or something else that is no page"),
    "noindex": _refused("the page says noindex, which ROBOTS_TAGS_OBEY names"),
    "noarchive": _refused("the page says noarchive, which ROBOTS_TAGS_OBEY names"),
    # Put off to a later run
    "stopped": Problem("the run was stopped", count=""),
    "on hold": Problem("the site asked for a pause, which is not over", count=""),
    "budget": Problem("the source has had its SOURCE_MINUTES of this run", count=""),
    # Read, and no article
    "no listing": Problem("no feed, sitemap or page with links, but something else"),
    "not an article": _rejected("a section, an index, too little text"),
    "challenge": Problem("a page that wants proof of a human reader, in the place of the article"),
    "log-in": _rejected("a page that asks to log in or to subscribe, in the place of the article"),
    "consent": _rejected("a page that asks for consent to cookies, in the place of the article"),
    "soft 404": _rejected("a page that says there is no such page, with status 200"),
    "unreadable": Problem("no HTML in it", permanent=True),
    "extraction failed": Problem("a library failed on the page, or wanted more than EXTRACT_MEMORY_MB"),
    "extraction timeout": Problem("extraction took over EXTRACT_TIMEOUT", permanent=True),
    "extraction crashed": Problem("the worker process ended while it had the page"),
    "mistake": Problem("a mistake of this program; the log tells of it"),
}
"""Every kind of problem."""

GONE = frozenset({400, 404, 405, 406, 410, 414, 451})
"""HTTP statuses of a page that asking again will not bring. 401 and 403 may be a passing block, so they are not."""


def problem_of_status(status: int) -> str:
    """The kind of problem that an HTTP status of 300 or more is."""
    if status in GONE:
        return "gone"
    if status in (401, 403):
        return "blocked"
    if status == 429:
        return "too many requests"
    return "server error" if status >= 500 else "redirects" if status < 400 else "http error"
