"""From records to HTML and XML: what the templates see, and the one place that renders them."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import quote
from zlib import crc32

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from demo.content import DESKS, Paper, Story, plain

__all__ = ["Front", "Item", "Listed", "address", "render", "slugify"]

SUMMARY = {"ja": 60}
"""Characters of a teaser's summary, by language; 140 in others."""

_INLINE_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_EMPHASIS = re.compile(r"\*([^*]+)\*")


@dataclass(frozen=True)
class Item:
    """A story with its times and addresses, as templates use it. Times carry the paper's offset."""

    paper: Paper
    story: Story
    published: datetime
    modified: datetime | None

    @property
    def path(self) -> str:
        """The path of the article."""
        story = self.story
        return address(self.paper.article, section=story.section, slug=story.slug, number=story.number)

    @property
    def url(self) -> str:
        """The article's own address."""
        return self.paper.base + self.path

    @property
    def printed(self) -> str | None:
        """The address of the variant for printing, where the paper has one."""
        return self.paper.base + address(self.paper.printed, slug=self.story.slug) if self.paper.printed else None

    @property
    def announced_url(self) -> str:
        """The address that the feed gives: through a redirect or with tracking parameters on some papers."""
        moved = {slug: path for path, slug in self.paper.redirects.items()}.get(self.story.slug)
        if moved:
            return self.paper.base + moved
        return f"{self.url}?{self.paper.tracking}" if self.paper.tracking else self.url

    @property
    def updated(self) -> datetime:
        """When the article last changed."""
        return self.modified or self.published

    @property
    def image(self) -> str:
        """The address of the lead picture."""
        return f"{self.paper.base}/media/{self.story.number}.svg"

    @property
    def summary(self) -> str:
        """The first paragraph, cut as teasers are."""
        text, most = plain(self.story.blocks[0]), SUMMARY.get(self.paper.language, 140)
        cut = text[:most]
        if len(text) <= most:
            return text
        return (cut if self.paper.language == "ja" else cut.rsplit(" ", 1)[0]) + " …"

    @property
    def section(self) -> str:
        """The section's name."""
        return self.paper.sections[self.story.section]

    @property
    def section_path(self) -> str:
        """The section's page."""
        return address(self.paper.section, section=self.story.section)


@dataclass(frozen=True, slots=True)
class Listed:
    """A page that lists articles: home (title "") or a section, tag or author."""

    title: str
    path: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Front:
    """A paper with all its articles, newest first."""

    paper: Paper
    items: tuple[Item, ...]

    @property
    def updated(self) -> datetime:
        """When anything in the paper last changed."""
        return max(item.updated for item in self.items)

    def related(self, item: Item, count: int = 3) -> list[Item]:
        """Other articles to recommend beside `item`, of its section first; always the same ones."""
        others = [other for other in self.items if other.story.slug != item.story.slug and other.story.visit == 1]
        return sorted(others, key=lambda other: _nearness(item, other))[:count]

    def teasers(self, item: Item, count: int = 3) -> list[Item]:
        """Further articles for the cards below `item`, none of the related ones."""
        return self.related(item, 3 + count)[3:]


def _nearness(item: Item, other: Item) -> tuple[bool, int]:
    return other.story.section != item.story.section, crc32(f"{item.story.slug} {other.story.slug}".encode())


def address(pattern: str, **parts: str | int) -> str:
    """A path from its pattern of papers.toml, percent-encoded."""
    return quote(pattern.format(**parts), safe="/%")


def slugify(name: str) -> str:
    """A name as addresses carry it: ASCII, lower case, hyphens; a number where the script is another."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-") or str(crc32(name.encode()))


def render(paper: Paper, kind: str, front: Front, **values: object) -> bytes:
    """A page of `paper` ("article", "print", "list", "page") or one of templates/listings, in UTF-8."""
    name = kind if kind.startswith("listings/") else f"{paper.key}.html"
    template = _environment().get_template(name)
    return template.render(paper=paper, kind=kind, front=front, **values).encode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"inline": _inline, "plain": plain, "slug": slugify, "rfc822": format_datetime}
    environment.filters |= {"shown": _shown, "between": _between}
    environment.globals |= {"address": address, "people": _people, "staff": _staff}
    return environment


def _inline(block: str) -> Markup:
    """A block's text as HTML: [links](to) and *emphasis*, everything else escaped."""
    html = escape(block.removeprefix("## ").removeprefix("> "), quote=False)
    html = _INLINE_LINK.sub(r'<a href="\2">\1</a>', html)
    return Markup(_EMPHASIS.sub(r"<em>\1</em>", html))  # noqa: S704  escaped two lines above


def _people(item: Item) -> list[dict[str, str]]:
    """The authors as schema.org wants them; who signs as an agency or a desk is an organization."""
    names = item.story.authors
    return [{"@type": "Organization" if name in DESKS else "Person", "name": name} for name in names]


def _staff(item: Item) -> list[str]:
    """The first author, if a person: whom the note below an article is about."""
    return [name for name in item.story.authors[:1] if name in item.story.persons]


def _shown(moment: datetime, paper: Paper) -> str:
    """A time as the paper prints it."""
    month = paper.months[moment.month - 1] if paper.months else str(moment.month)
    parts = {"year": moment.year, "month": month, "day": moment.day}
    return paper.date_style.format(hour=moment.hour, minute=moment.minute, **parts)


def _between(item: Item, position: int) -> list[str]:
    """The furniture that follows paragraph `position` (from 1) of this article; none after the last."""
    if position >= len(item.story.blocks):
        return []
    turn = item.story.number
    return [entry.what for entry in item.paper.between if entry.after == position and turn % entry.of == 0]
