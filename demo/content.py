"""What the demo's papers print: papers.toml, wires/ and articles/ read into records. No rendering, no network."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

__all__ = ["DESKS", "HERE", "Between", "Paper", "Story", "load_papers", "load_stories", "plain"]

HERE = Path(__file__).parent

RUNS = ("verbatim", "cut", "edited")
"""How a paper runs a wire report: all of it, its first paragraphs, or with words and paragraphs of its own."""

DESKS = {"Meridian News Agency", "Courier weather desk", "Ledger markets desk", "Redaktion", "魚市場取材班"}
"""Bylines that are no persons."""

_WIRE = re.compile(r"\{wire(?: (\d+)-(\d+))?\}")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")


@dataclass(frozen=True, slots=True)
class Between:
    """Furniture between paragraphs: macro `what` after paragraph `after`, on every `of`-th story."""

    after: int
    what: str
    of: int = 1


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper as papers.toml describes it.

    article, tag, author, section, printed: path patterns. listings: path to template of each feed and sitemap.
    pages: path to title of the pages that are no articles. announced: printed variants the sitemap lists too.
    redirects: path to the slug it leads to. dead: path and title of a feed item that is gone.
    """

    key: str
    name: str
    host: str
    language: str
    locale: str
    zone: timezone
    place: str
    motto: str
    colour: str
    date_style: str
    sections: dict[str, str]
    pages: dict[str, str]
    private: str
    article: str
    section: str = "/{section}"
    tag: str = "/tag/{slug}"
    author: str = "/author/{slug}"
    printed: str | None = None
    announced: tuple[str, ...] = ()
    front: int = 100
    tracking: str = ""
    listings: dict[str, str] = field(default_factory=dict)
    robots_sitemap: str | None = None
    alternate: str | None = None
    redirects: dict[str, str] = field(default_factory=dict)
    dead: tuple[tuple[str, str], ...] = ()
    months: tuple[str, ...] = ()
    between: tuple[Between, ...] = ()

    @property
    def base(self) -> str:
        """The home page without its slash."""
        return f"http://{self.host}"


@dataclass(frozen=True, slots=True)
class Story:
    """One version of one article, from one file.

    hours: how long before the newsroom opens it came out. visit: from which visit on this version stands.
    wire: the wire report it runs, with `run` one of RUNS; both None for the paper's own work.
    blocks: paragraphs as written, "## " before a subheading, "> " before a quotation.
    """

    paper: str
    slug: str
    title: str
    authors: tuple[str, ...]
    hours: float
    section: str
    tags: tuple[str, ...]
    caption: str
    credit: str
    blocks: tuple[str, ...]
    wire: str | None = None
    run: str | None = None
    subscribers: bool = False
    visit: int = 1

    @property
    def persons(self) -> tuple[str, ...]:
        """The authors that are no agency and no desk."""
        return tuple(name for name in self.authors if name not in DESKS)

    @property
    def number(self) -> int:
        """A five-digit number for the address, the same for ever."""
        return 10000 + crc32(f"{self.paper}/{self.slug}".encode()) % 90000

    @property
    def lines(self) -> tuple[str, ...]:
        """The article's lines as a reader sees them."""
        return tuple(plain(block) for block in self.blocks)


def plain(block: str) -> str:
    """A block without its markers: links become their text, emphasis its words."""
    return _LINK.sub(r"\1", block.removeprefix("## ").removeprefix("> ")).replace("*", "")


@cache
def load_papers() -> dict[str, Paper]:
    """The papers of papers.toml by their key, in the file's order."""
    tables = tomllib.loads((HERE / "papers.toml").read_text(encoding="utf-8"))["paper"]
    return {table["key"]: _paper(table) for table in tables}


def _paper(table: dict[str, Any]) -> Paper:
    given = dict(table)
    given["zone"] = timezone(timedelta(hours=given.pop("utc_offset")))
    given["between"] = tuple(Between(**entry) for entry in given.get("between", ()))
    given["dead"] = tuple((entry["path"], entry["title"]) for entry in given.get("dead", ()))
    for key in ("announced", "months"):
        given[key] = tuple(given.get(key, ()))
    return Paper(**given)


@cache
def load_stories() -> tuple[Story, ...]:
    """Every version of every article, by paper and newest first."""
    found = [_story(key, path) for key in load_papers() for path in (HERE / "articles" / key).glob("*.md")]
    order = list(load_papers())
    return tuple(sorted(found, key=lambda story: (order.index(story.paper), story.hours, story.slug)))


def _story(paper: str, path: Path) -> Story:
    """Read one file; `slug.2.md` is the version that `slug.md` becomes on the second visit."""
    head, blocks = _split(path)
    slug, _, version = path.stem.partition(".")
    wire, _, run = head.get("wire", "").partition(" ")
    if wire and run not in RUNS:
        raise ValueError(f"{path}: wire: needs one of {', '.join(RUNS)} after the report's name")
    return Story(
        paper=paper,
        slug=slug,
        title=head["title"],
        authors=_listed(head["author"]),
        hours=float(head["hours"]),
        section=head["section"],
        tags=_listed(head["tags"]),
        caption=head["caption"],
        credit=head["credit"],
        blocks=tuple(_expand(blocks, wire)),
        wire=wire or None,
        run=run or None,
        subscribers=head.get("access") == "subscribers",
        visit=int(version or head.get("visit", "1")),
    )


def _split(path: Path) -> tuple[dict[str, str], list[str]]:
    """The header's fields and the blocks of a file: header, a line `---`, paragraphs between blank lines."""
    top, _, text = path.read_text(encoding="utf-8").partition("\n---\n")
    fields = (line.partition(":") for line in top.splitlines())
    head = {key.strip(): value.strip() for key, _, value in fields}
    return head, [block.strip() for block in text.split("\n\n") if block.strip()]


def _listed(value: str) -> tuple[str, ...]:
    return tuple(part for part in (part.strip() for part in value.split(",")) if part)


def _expand(blocks: list[str], wire: str) -> Iterator[str]:
    """Put the wire report's paragraphs where the file says `{wire}` or `{wire 2-5}` (from 1, both included)."""
    for block in blocks:
        found = _WIRE.fullmatch(block)
        if found is None:
            yield block
            continue
        report = (HERE / "wires" / f"{wire}.md").read_text(encoding="utf-8").strip().split("\n\n")
        first, last = int(found[1] or 1), int(found[2] or len(report))
        yield from report[first - 1 : last]
