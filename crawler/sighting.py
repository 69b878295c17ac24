"""What was seen of a site: the entry that follows from it, its verdict, and how both are shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from crawler.extraction import ExtractionError, extract
from crawler.page import Miss, Page
from crawler.probe import Finding, Probed
from crawler.source_file import as_toml
from crawler.sources import Source
from spiders.signs import words_in

__all__ = ["as_row", "check_of", "propose", "show", "show_checks", "show_sources"]

MAX_FEEDS = 10
"""Feeds that an entry gets: each is asked in every run."""

STALE_DAYS = 30
"""Days after which a listing's newest article is old enough to say so: quiet papers exist, forgotten feeds are more."""

FIRST_LINE = 100
"""Characters of a sample's first line that are shown."""


def propose(found: Probed, *, with_sections: bool = False) -> Source:
    """Make a source of what was found: the feeds that work, each set of articles once; the sitemaps that hold recent
    ones, by their index where there is one; sections where there is neither, or where they are asked for."""
    works = [finding for finding in found.findings if not finding.problem]
    feeds: dict[frozenset[str], str] = {}
    for finding in works:
        articles = frozenset(entry.url for entry in finding.entries)
        if finding.kind == "feed" and articles and not any(articles <= other for other in feeds):
            feeds = {other: url for other, url in feeds.items() if not other <= articles} | {articles: finding.url}
    sitemaps = [finding.url for finding in works if finding.kind == "sitemap" and _is_wanted(finding, works)]
    sections = [finding.url for finding in works if finding.kind == "section" and finding.entries]
    return replace(
        found.source,
        feeds=tuple(feeds.values())[:MAX_FEEDS],
        sitemaps=tuple(dict.fromkeys(sitemaps)),
        sections=tuple(sections) if with_sections or not (feeds or sitemaps) else (),
        language=found.language,
    )


def _is_wanted(sitemap: Finding, works: list[Finding]) -> bool:
    """Whether a sitemap leads to recent articles and no index that is wanted names it."""
    if sitemap.children:
        return any(other.entries for other in works if other.url in sitemap.children)
    named = {child for other in works for child in other.children}
    return bool(sitemap.entries) and sitemap.url not in named


def sample_of(sample: Page | Miss) -> dict[str, Any]:
    """What extraction makes of a sample: url and, where it is an article, title, published, authors, words and
    first_line; else problem."""
    if isinstance(sample, Miss):
        return {"url": sample.target.url, "problem": sample.reason}
    try:
        article = extract(
            sample.body,
            sample.url,
            encoding=sample.encoding,
            prune=sample.prune,
            announced=sample.entry.title,
        )
    except ExtractionError as error:
        return {"url": sample.url, "problem": str(error)}
    return {
        "url": sample.url,
        "title": article.title,
        "published": _day(article.published),
        "authors": list(article.authors),
        "words": words_in(article.text),
        "first_line": article.text.partition("\n")[0][:FIRST_LINE],
    }


def check_of(found: Probed) -> dict[str, Any]:
    """The verdict on an entry: source, listings, sample and problems, ready for JSON."""
    listings = [listing_row(finding) for finding in found.findings]
    problems = [f"{row['kind']} {row['url']}: {row['problem']}" for row in listings if row["problem"]]
    sample = sample_of(found.samples[0]) if found.samples else None
    if not found.entries:
        problems.append("no article is announced")
    elif sample is None or "problem" in sample:
        problems.append(f"{sample['url']}: {sample['problem']}" if sample else "no article was fetched")
    newest = max((finding.newest for finding in found.findings if finding.newest), default=None)
    if newest is not None and (days := (datetime.now(UTC) - newest).days) > STALE_DAYS:
        problems.append(f"the newest article is {days} days old")
    return {"source": found.source.name, "listings": listings, "sample": sample, "problems": problems}


def listing_row(finding: Finding) -> dict[str, Any]:
    """A finding, ready for JSON. newest: a day, None where the listing gives no dates."""
    return {
        "kind": finding.kind,
        "url": finding.url,
        "problem": finding.problem,
        "note": finding.note,
        "articles": len(finding.entries),
        "newest": _day(finding.newest),
    }


def as_row(source: Source) -> dict[str, Any]:
    """A source, ready for JSON."""
    lists = ("feeds", "sitemaps", "sections")
    return {"name": source.name, "url": source.url, "language": source.language} | {
        name: list(getattr(source, name)) for name in lists
    }


# --- in a terminal ---


def show(console: Console, found: Probed, source: Source) -> None:
    """Show what was found, samples of what the crawl would store, and the entry."""
    table = _table("found", "", "articles", "newest", "")
    chosen = {*source.feeds, *source.sitemaps, *source.sections}
    for finding in found.findings:
        if finding.kind == "home" or (finding.guessed and finding.url not in chosen):
            continue
        row = listing_row(finding)
        note = row["problem"] or ", ".join(filter(None, [row["note"], "taken" if finding.url in chosen else ""]))
        _listing(table, row, note)
    console.print(table)
    for sample in map(sample_of, found.samples):
        console.print()
        console.print(Text(sample.get("title") or sample["url"], style="bold"))
        console.print(Text(_told(sample), style="red" if "problem" in sample else ""))
        if line := sample.get("first_line"):
            console.print(Text(line, style="dim"), overflow="ellipsis", no_wrap=True)
    console.print()
    console.print(Text(as_toml(source)))


def show_checks(console: Console, checks: list[dict[str, Any]]) -> None:
    """Show the verdicts: a row per listing, the sample below, and what is wrong."""
    table = _table("source", "", "articles", "newest", "")
    for check in checks:
        table.add_row(Text(check["source"], style="bold"))
        for row in check["listings"]:
            _listing(table, row, row["problem"] or row["note"] or "well")
        if sample := check["sample"]:
            table.add_row("  sample", Text(sample.get("title") or sample["url"]), "", "", Text(_told(sample)))
    console.print(table)
    for check in checks:
        for problem in check["problems"]:
            console.print(Text(f"{check['source']}: {problem}", style="red"), soft_wrap=True)
    wrong = sum(bool(check["problems"]) for check in checks)
    console.print(f"{len(checks) - wrong} of {len(checks)} sources are well")


def show_sources(console: Console, sources: tuple[Source, ...]) -> None:
    """Show the entries of a file."""
    table = _table("name", "feeds", "sitemaps", "sections", "home page")
    for source in sources:
        counts = [str(len(each) or "·") for each in (source.feeds, source.sitemaps, source.sections)]
        table.add_row(Text(source.name), *counts, Text(source.url))
    console.print(table)


def _table(first: str, *others: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(first, overflow="fold")
    for name in others:
        table.add_column(name, justify="right" if name in {"articles", "feeds", "sitemaps", "sections"} else "left")
    return table


def _listing(table: Table, row: dict[str, Any], note: str) -> None:
    table.add_row(
        f"  {row['kind']}",
        Text(row["url"]),
        str(row["articles"] or "·"),
        row["newest"] or "",
        Text(note, style="red" if row["problem"] else ""),
    )


def _told(sample: dict[str, Any]) -> str:
    if "problem" in sample:
        return f"no article: {sample['problem']}"
    authors = ", ".join(sample["authors"]) or "no author"
    return f"{sample['published'] or 'no date'} · {authors} · {sample['words']} words"


def _day(when: datetime | None) -> str | None:
    return when.strftime("%Y-%m-%d %H:%M") if when else None
