"""Why each block of a page was kept or removed: the verdicts that extraction gave, told."""

from collections.abc import Iterator
from dataclasses import dataclass

from crawler.article import Article
from crawler.extraction.reading import Reading

__all__ = ["Explanation", "Judged", "judged"]

OUTSIDE = "outside of the body"
RECOVERED = "the body's, though it stood apart: the standfirst, a part of its make, or text that JSON-LD declares"
BODY = "in the body, and nothing speaks against it"


@dataclass(frozen=True, slots=True)
class Judged:
    """One block of a page, in order.

    tag: of the nearest block element around it. kept: whether it is in the article's text. reason: a key of
    crawler.article.REASONS where cleaning took it out; None where it is kept or was never in the body. rule: what
    decided, in words. score: the tie-breaker's chance, 0 to 1, that it stands apart from the article; None where it
    was not asked. signs: what the names of the elements around it say.
    """

    text: str
    tag: str
    kept: bool
    reason: str | None
    rule: str
    score: float | None
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What extraction made of a page. article: None where it holds none; against: why not. blocks: all of the page
    but what can never be text, such as scripts, menus and footers."""

    article: Article | None
    against: str | None
    blocks: tuple[Judged, ...]


def judged(reading: Reading) -> Iterator[Judged]:
    """Every block of a page that was read, with what became of it."""
    verdicts = iter(reading.verdicts)
    for at, block in enumerate(reading.page):
        signs = tuple(sorted(block.signs))
        if not block.taken:
            yield Judged(block.text, block.tag, False, None, OUTSIDE, None, signs)
            continue
        reason, rule, score = next(verdicts)
        if reason is None:
            rule = rule or (RECOVERED if at in reading.recovered else BODY)
        yield Judged(block.text, block.tag, reason is None, reason, rule, score, signs)
