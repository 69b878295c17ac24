"""The demo's web as a pure function: what each address of each paper answers at a given visit, and the truth of it."""

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from itertools import groupby
from urllib.parse import urlsplit

from demo.content import Paper, Story, load_papers, load_stories
from demo.pages import Front, Item, Listed, address, render, slugify

__all__ = ["Answer", "Newsroom", "Truth"]

HTML = "text/html; charset=utf-8"
FEED_TYPES = {
    "rss2.xml": "application/rss+xml; charset=utf-8",
    "rss1.xml": "application/rdf+xml; charset=utf-8",
    "atom.xml": "application/atom+xml; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answers: HTTP status, headers by their usual names, body as stored (not yet encoded)."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Truth:
    """What one article really says, for checks. Times are aware, to the minute, with the paper's offset.

    url: the article's own address. variants: other addresses of the same page. source: the paper's name.
    authors: who wrote it; an agency or a desk only where no person did.
    text: its paragraphs joined by a line feed. wire: the report it runs, the same word for every paper that
    runs it; run: "verbatim", "cut" or "edited"; both None for the paper's own work.
    """

    url: str
    variants: tuple[str, ...]
    source: str
    language: str
    title: str
    authors: tuple[str, ...]
    published: datetime
    modified: datetime | None
    section: str
    tags: tuple[str, ...]
    subscribers: bool
    text: str
    wire: str | None
    run: str | None


@dataclass(frozen=True)
class Newsroom:
    """All papers at one visit. Immutable: `advance` gives the newsroom of the next visit.

    opened: the aware moment that every publication time counts back from. changed: when the second visit's
    versions came out; None before.
    """

    opened: datetime
    visit: int = 1
    changed: datetime | None = None
    _routes: dict[tuple[str, str], Callable[[], Answer]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_routes", self._all_routes())

    def advance(self, moment: datetime) -> "Newsroom":
        """The newsroom after one article was corrected and one more came out, both at `moment`."""
        return replace(self, visit=self.visit + 1, changed=moment)

    def answer(self, host: str, target: str) -> Answer:
        """What `host` answers for `target`, a path with or without a query (queries change nothing)."""
        make = self._routes.get((host.lower(), urlsplit(target).path or "/"))
        if make:
            return make()
        paper = next((paper for paper in load_papers().values() if paper.host == host.lower()), None)
        if paper is None:
            hosts = ", ".join(paper.host for paper in load_papers().values())
            return Answer(404, {"Content-Type": "text/plain; charset=utf-8"}, f"The papers are {hosts}\n".encode())
        return Answer(404, {"Content-Type": HTML}, render(paper, "page", self._front(paper), title="404", text=""))

    def hosts(self) -> list[str]:
        """The papers' hosts."""
        return [paper.host for paper in load_papers().values()]

    def truth(self) -> list[Truth]:
        """Every article of this visit as it should be stored, from the same files as its page."""
        return [self._truth(paper, item) for paper in load_papers().values() for item in self._items(paper)]

    def _truth(self, paper: Paper, item: Item) -> Truth:
        story = item.story
        moved = [paper.base + path for path, slug in paper.redirects.items() if slug == story.slug]
        return Truth(
            url=item.url,
            variants=(*([item.printed] if item.printed else ()), *moved),
            source=paper.name,
            language=paper.language,
            title=story.title,
            authors=story.persons or story.authors,
            published=item.published,
            modified=item.modified,
            section=paper.sections[story.section],
            tags=story.tags,
            subscribers=story.subscribers,
            text="\n".join(story.lines),
            wire=story.wire,
            run=story.run,
        )

    def _items(self, paper: Paper) -> list[Item]:
        """The paper's articles as they stand at this visit, newest first."""
        mine = sorted((story for story in load_stories() if story.paper == paper.key), key=lambda story: story.slug)
        current = []
        for _, versions in groupby(mine, key=lambda story: story.slug):
            seen = [story for story in versions if story.visit <= self.visit]
            if seen:
                first, last = min(seen, key=_visit), max(seen, key=_visit)
                current.append(self._item(paper, first, last))
        return sorted(current, key=lambda item: (item.published, item.story.slug), reverse=True)

    def _item(self, paper: Paper, first: Story, last: Story) -> Item:
        minute = self.opened.astimezone(paper.zone).replace(second=0, microsecond=0)
        changed = (self.changed or self.opened).astimezone(paper.zone).replace(microsecond=0)
        published = minute - timedelta(hours=first.hours) if first.visit == 1 else changed
        return Item(paper, last, published, changed if last.visit > first.visit else None)

    def _front(self, paper: Paper) -> Front:
        return Front(paper, tuple(self._items(paper)))

    def _all_routes(self) -> dict[tuple[str, str], Callable[[], Answer]]:
        routes = {}
        for paper in load_papers().values():
            for path, make in _paper_routes(self._front(paper)).items():
                routes[paper.host, path] = make
        return routes


def _visit(story: Story) -> int:
    return story.visit


def _paper_routes(front: Front) -> dict[str, Callable[[], Answer]]:
    """Every path that one paper answers, with what makes the answer."""
    paper, items = front.paper, front.items
    routes: dict[str, Callable[[], Answer]] = {
        "/": partial(_listing, front, Listed("", "/", items[: paper.front])),
        "/robots.txt": partial(_robots, front),
    }
    routes |= {listed.path: partial(_listing, front, listed) for listed in _lists(front)}
    routes |= {path: partial(_page, front, title) for path, title in paper.pages.items()}
    routes |= {path: partial(_xml, front, path, template) for path, template in paper.listings.items()}
    routes[paper.private] = partial(_page, front, "—")
    for item in items:
        routes |= _article_routes(front, item)
    return routes


def _article_routes(front: Front, item: Item) -> dict[str, Callable[[], Answer]]:
    """An article's own address, its printed variant, its picture, and what redirects to it."""
    routes: dict[str, Callable[[], Answer]] = {
        urlsplit(item.url).path: partial(_article, front, item, "article"),
        urlsplit(item.image).path: partial(_picture, front.paper),
    }
    if item.printed:
        routes[urlsplit(item.printed).path] = partial(_article, front, item, "print")
    for path, slug in front.paper.redirects.items():
        if slug == item.story.slug:
            routes[path] = partial(_moved, item)
    return routes


def _lists(front: Front) -> list[Listed]:
    """The section, tag and author pages."""
    paper = front.paper
    lists = [
        Listed(name, address(paper.section, section=key), tuple(i for i in front.items if i.story.section == key))
        for key, name in paper.sections.items()
    ]
    tags = {tag for item in front.items for tag in item.story.tags}
    for tag in sorted(tags):
        found = tuple(item for item in front.items if tag in item.story.tags)
        lists.append(Listed(tag, address(paper.tag, slug=slugify(tag)), found))
    authors = {author for item in front.items for author in item.story.authors}
    for author in sorted(authors):
        found = tuple(item for item in front.items if author in item.story.authors)
        lists.append(Listed(author, address(paper.author, slug=slugify(author)), found))
    return lists


def _listing(front: Front, listed: Listed) -> Answer:
    body = render(front.paper, "list", front, listed=listed)
    return _validated(front, HTML, body)


def _article(front: Front, item: Item, kind: str) -> Answer:
    return Answer(200, {"Content-Type": HTML}, render(front.paper, kind, front, item=item))


def _moved(item: Item) -> Answer:
    return Answer(301, {"Content-Type": HTML, "Location": item.url}, b"")


def _page(front: Front, title: str) -> Answer:
    body = render(front.paper, "page", front, title=title, text=front.paper.motto)
    return Answer(200, {"Content-Type": HTML}, body)


def _robots(front: Front) -> Answer:
    lines = ["User-agent: *", "Disallow: /private/"]
    if front.paper.robots_sitemap:
        lines += ["", f"Sitemap: {front.paper.base}{front.paper.robots_sitemap}"]
    return Answer(200, {"Content-Type": "text/plain; charset=utf-8"}, ("\n".join(lines) + "\n").encode())


def _xml(front: Front, path: str, template: str) -> Answer:
    """A feed or a sitemap; one whose name ends in .gz is a gzip file, not a compressed answer."""
    body = render(front.paper, f"listings/{template}", front)
    if path.endswith(".gz"):
        return _validated(front, "application/gzip", gzip.compress(body, mtime=0))
    return _validated(front, FEED_TYPES.get(template, "application/xml; charset=utf-8"), body)


def _validated(front: Front, content_type: str, body: bytes) -> Answer:
    """An answer with validators (RFC 9110, section 8.8): the body's hash and the time of the newest change."""
    headers = {
        "Content-Type": content_type,
        "ETag": f'"{hashlib.sha256(body).hexdigest()[:16]}"',
        "Last-Modified": format_datetime(front.updated.astimezone(UTC), usegmt=True),
    }
    return Answer(200, headers, body)


def _picture(paper: Paper) -> Answer:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 4"><rect width="16" height="4" fill="{}"/></svg>'
    return Answer(200, {"Content-Type": "image/svg+xml"}, svg.format(paper.colour).encode())
