"""`make demo`: crawl the bundled papers twice with the real command, check the result and show it.

Between the crawls one paper corrects an article and publishes another. Everything stays on this machine.
Exit code 0 where every check holds, 1 where one does not or a crawl failed.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path

from demo.content import HERE
from demo.findings import Check, Found, Report, Revision, checks, read, same_words
from demo.server import Web, serve

__all__ = ["crawl", "main"]

ROOT = HERE.parent
WIDTH = 96
"""Columns of a line that shows text."""

TOLD = ("promo", "teaser", "heading", "paywall", "caption", "advert", "author")
"""Reasons of the removed lines that the demo shows: of headlines, times and bylines there is little to see."""

MOST_TOLD = 8
"""Removed lines that the demo shows."""

NOT_ASKED = ("https_proxy", "all_proxy", "no_proxy", "scrapy_settings_module")
"""Variables of the environment that would lead the crawl elsewhere."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the demo; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m demo.run", description=__doc__.splitlines()[0])
    parser.add_argument("database", nargs="?", type=Path, default=Path("build/demo.db"), help="made anew")
    database: Path = parser.parse_args(arguments).database
    begun = time.monotonic()
    _clear(database)
    with serve() as web:
        before = web.newsroom.truth()
        papers, languages = ({getattr(truth, key) for truth in before} for key in ("source", "language"))
        say(f"{len(before)} articles of {len(papers)} papers in {len(languages)} languages are at {web.proxy}.")
        say("\nFirst visit\n")
        codes = [crawl(web, database)]
        say("\nOne paper corrects an article and publishes another; nothing else changes. Second visit\n")
        after, asked = web.advance().truth(), len(web.requests)
        codes.append(crawl(web, database))
    found = read(database)
    results = checks(before, after, found, web.requests[asked:])
    results.append(Check("both crawls ended with exit code 0", tuple(f"one with {code}" for code in codes if code)))
    results.append(Check("what robots.txt disallows was not asked for", tuple(_private(web))))
    equal, reports = same_words(after, found)
    say(f"\nIn {database}\n")
    for line in (*_summary(found), f"{equal} of {reports} texts are word for word what the paper wrote"):
        say(f"  {line}")
    for section in (_where_it_ran(found), _what_changed(found), _what_was_removed(found)) if found.reports else ():
        say("\n" + "\n".join(section))
    say("\nChecks\n\n" + "\n".join(_checked(results)))
    say(f"\n{time.monotonic() - begun:.0f} seconds. Open it with: {_browse(database)}")
    return int(any(check.wrong for check in results))


def say(text: str) -> None:
    """Print at once, so that lines keep their place among those of the crawl."""
    print(text, flush=True)


def crawl(web: Web, database: Path) -> int:
    """One run of `scrapy crawl news` on the demo's papers, without the pause between requests; its exit code."""
    environment = {key: value for key, value in os.environ.items() if key.lower() not in NOT_ASKED}
    command = [sys.executable, "-m", "scrapy", "crawl", "news", "-a", f"sources={HERE / 'sources.toml'}"]
    command += ["-s", f"DATABASE={database.resolve()}", "-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False"]
    run = subprocess.run(command, cwd=ROOT, env=environment | {"http_proxy": web.proxy}, check=False)  # noqa: S603  ours
    return run.returncode


def _clear(database: Path) -> None:
    """Make room for a new database: SQLite's files of the name go, and nothing else."""
    database.parent.mkdir(parents=True, exist_ok=True)
    for suffix in ("", "-wal", "-shm"):
        Path(f"{database}{suffix}").unlink(missing_ok=True)


def _private(web: Web) -> Iterator[str]:
    return (request["host"] + request["path"] for request in web.requests if request["path"].startswith("/private/"))


def _summary(found: Found) -> Iterator[str]:
    reasons = found.reasons()
    listed = ", ".join(f"{reason} {count}" for reason, count in reasons.most_common())
    yield f"{len(found.reports)} reports, one row each, and {len(found.copies)} copies that point to them"
    yield f"{reasons.total()} lines taken out: {listed}"


def _where_it_ran(found: Found) -> Iterator[str]:
    most = max(found.reports.values(), key=lambda report: len(found.where_it_ran(report.url)))
    yield f"One report, and where else it ran\n\n  {most.title} ({most.source})"
    for copy in found.where_it_ran(most.url):
        yield f"    {copy.relation:8}{copy.similarity:.2f}  {copy.title} ({copy.source})"


def _what_changed(found: Found) -> Iterator[str]:
    yield "The article that changed (-: a row of revisions; +: what the article says now)\n"
    for revision in found.revisions:
        yield from _changes(revision, found.reports[revision.of])


def _changes(revision: Revision, now: Report) -> Iterator[str]:
    old, new = ([page.title, *page.text.split("\n")] for page in (revision, now))
    for kind, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for before, after in zip_longest(old[first:last], new[start:end], fillvalue=""):
            same = next((i for i, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), 0)
            yield from (f"  {sign} {_short(line, same)}" for sign, line in (("-", before), ("+", after)) if line)


def _what_was_removed(found: Found) -> Iterator[str]:
    """The article with the most kinds of lines that lead elsewhere, and those lines."""

    def told(report: Report) -> list[tuple[str, str]]:
        return [(reason, text) for reason, text in report.removed if reason in TOLD]

    most = max(found.reports.values(), key=lambda report: (len(dict(told(report))), len(told(report))))
    yield f"Taken out of “{most.title}” ({most.source}), among other lines\n"
    yield from (f"  {reason:10}{_short(text)}" for reason, text in told(most)[:MOST_TOLD])


def _checked(results: Sequence[Check]) -> Iterator[str]:
    for check in results:
        yield f"  {'FAILED' if check.wrong else 'ok':8}{check.name}"
        yield from (f"            {wrong}" for wrong in check.wrong)


def _browse(database: Path) -> str:
    if database == Path("build/demo.db"):
        return "make browse"
    return f"{Path(sys.executable)} -m scrapy browse -s DATABASE={database}"


def _short(text: str, same: int = 0) -> str:
    """A line cut to WIDTH, from the word before its first `same` characters end where it is too long."""
    if len(text) <= WIDTH:
        return text
    start = text.rfind(" ", 0, max(0, same - WIDTH // 3)) + 1
    cut = text[start : start + WIDTH - 4]
    return ("… " if start else "") + cut + (" …" if start + len(cut) < len(text) else "")


if __name__ == "__main__":
    sys.exit(main())
