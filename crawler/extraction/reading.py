"""A page read and judged: the one way from bytes to verdicts, for the article and for its explanation."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lxml import etree, html

from crawler.extraction.articles import why_no_article
from crawler.extraction.blocks import Block, assign_signs, read_blocks, strip
from crawler.extraction.body import foreign, key_of, mark_taken
from crawler.extraction.boilerplate import Known, Verdict, judge
from crawler.extraction.document import parse
from crawler.extraction.errors import ExtractionError
from crawler.extraction.home import mark_home
from crawler.extraction.lines import lower, words_of
from crawler.extraction.metadata import Metadata, read_metadata
from crawler.extraction.recovery import recover, recover_same_shape
from crawler.extraction.signoffs import read_signoff
from crawler.extraction.walls import WALLS, wall_of

__all__ = ["Reading", "read"]


@dataclass(slots=True)
class Reading:
    """One page. page: all its blocks; body: those that may be the article's, with a verdict each. against: what
    speaks against an article, None where the page holds one. wall: a key of WALLS where the page is one. recovered:
    the numbers, among `page`, of the blocks that were taken though the extractor had not found them. told: whether the
    DOM alone told the body; there the tie-breaker is not asked."""

    metadata: Metadata
    page: list[Block] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    against: str | None = None
    wall: str | None = None
    recovered: frozenset[int] = frozenset()
    told: bool = False

    @property
    def kept(self) -> list[Block]:
        """The blocks of the article's text."""
        return [block for block, verdict in zip(self.body, self.verdicts, strict=True) if verdict.reason is None]


def _prune(tree: html.HtmlElement, paths: Sequence[str], url: str) -> None:
    for path in paths:
        try:
            found = tree.xpath(path)
        except etree.XPathError as error:
            raise ExtractionError(url, f"XPath {path!r}: {error}") from error
        for element in found if isinstance(found, list) else ():
            if isinstance(element, html.HtmlElement) and element.getparent() is not None:
                element.drop_tree()


def _blocks(tree: html.HtmlElement, reading: Reading) -> None:
    """Find all blocks of the page, in order, and take those that may be the article's."""
    strip(tree)
    body = tree.find("body")
    blocks, regions = read_blocks(tree if body is None else body)
    cut = foreign(blocks, regions)
    reading.told = mark_home(blocks, regions, cut)
    if not reading.told:
        mark_taken(tree, blocks, cut)
    found = [block.taken for block in blocks]
    recover_same_shape(blocks, regions)
    assign_signs(blocks, regions)
    recover(blocks, reading.metadata)
    reading.page = blocks
    reading.body = [block for block in blocks if block.taken]
    reading.recovered = frozenset(at for at, block in enumerate(blocks) if block.taken and not found[at])


def _known(metadata: Metadata) -> Known:
    return Known(
        headlines=tuple(words_of(line) for line in (metadata.title, *metadata.headlines) if line),
        authors=tuple(lower(name) for name in metadata.authors),
        description=words_of(metadata.description),
        body=key_of(metadata.article_body or ""),
    )


def read(
    html_: bytes | str, url: str, encoding: str | None = None, prune: Sequence[str] = (), announced: str = ""
) -> Reading:
    """The arguments are those of crawler.extraction.extract. Raises ExtractionError; any error of a library's."""
    tree = parse(html_, url, encoding)
    reading = Reading(read_metadata(tree, url, announced=announced))
    _prune(tree, prune, url)
    _blocks(tree, reading)
    if not reading.metadata.signed:
        signed = read_signoff(reading.body, reading.metadata.site_names)
        reading.metadata = replace(reading.metadata, authors=signed or reading.metadata.authors)
    reading.verdicts = judge(reading.body, _known(reading.metadata), reading.page, told=reading.told)
    reading.wall = wall_of(reading.metadata, reading.kept)
    against = WALLS.get(reading.wall or "")
    reading.against = against or why_no_article(reading.page, reading.kept, reading.metadata, url)
    return reading
