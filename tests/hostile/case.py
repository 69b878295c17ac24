"""What a case is: a site, what one crawl must count for it, and what it must store."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.hostile.web import Chunks, Site, answer
from tests.records import text

REPORT = "/2026/03/01/harbour-reopens-after-the-storm"
"""The path of the article in question."""


@dataclass(frozen=True)
class Case:
    """site: what its server does. problems: kinds that `crawl_sources` must hold as errors or refusals, and how
    many. counts: other columns. stored: what each stored article must hold, by its title; none else may be stored
    from it. listing: where its table in sources.toml says that articles are found."""

    name: str
    site: Site
    problems: Mapping[str, int] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    stored: Mapping[str, str] = field(default_factory=dict)
    listing: str = 'feeds = ["/feed"]'

    @property
    def host(self) -> str:
        return f"{self.name}.example"


def feed_of(*paths: str) -> Chunks:
    items = "".join(f"<item><title>Harbour reopens</title><link>{path}</link></item>" for path in paths)
    return answer(f"<rss><channel>{items}</channel></rss>", "application/rss+xml")


def with_report(report: Callable[[], Chunks], *more: str) -> Site:
    """A site with a good feed that announces REPORT, which answers so, and `more` paths, which do too."""

    def site(path: str) -> Chunks | None:
        if path == "/feed":
            return feed_of(REPORT, *more)
        return report() if path == REPORT or path in more else None

    return site


def page(seed: int, title: str = "Harbour reopens after the storm", head: str = "", body: str = "") -> str:
    """A good article of made-up words, another for each seed."""
    paragraphs = "".join(f"<p>{line}</p>" for line in text(seed).split("\n"))
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title>"
        f"<meta property='og:type' content='article'>{head}</head><body><article><h1>{title}</h1>{paragraphs}{body}"
        "</article></body></html>"
    )
