"""A page as blocks: the runs of text between block boundaries, in order, with what the DOM says of each."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree, html

from crawler.extraction.signs import SIGN_OF_TAG, signs_of
from crawler.extraction.strings import fold

__all__ = ["HEADINGS", "Block", "Region", "assign_signs", "read_blocks", "strip"]

INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "nobr", "q", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
"""Elements that do not end a run of text; every other element does."""

NEVER_TEXT = frozenset({
    "script", "style", "svg", "noscript", "template", "iframe", "object", "embed", "select", "option", "datalist",
    "button", "input", "textarea", "canvas", "video", "audio", "map", "math", "head", "meta", "link", "picture", "img",
    "source", "track", "progress", "meter", "rp", "rt",
})  # fmt: skip
"""Elements whose content is never the article's text, on any page."""

NEVER_BODY = (
    "script", "style", "svg", "noscript", "template", "iframe", "object", "select", "button", "textarea", "video",
    "audio", "canvas", "nav", "footer", "dialog",
)  # fmt: skip
"""Elements with text that is never the body's; the tree is cut to what may be it before anything scans it."""

_STRIPPED = tuple({*NEVER_BODY, *NEVER_TEXT})

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

_BOLD = HEADINGS | {"b", "strong"}

_BREAKS = frozenset({"br", "hr"})

_MOST = 0.7
"""Share of a block that an inline element must hold for its names to be the block's."""


@dataclass(slots=True)
class Block:
    """One run of text.

    text: folded, never empty. tag: the nearest block element around it. shape: names of that element and its
    parent; paragraphs of one body share it. element: that element's number in
    the walk's order; blocks of one element were parted by a line break or a child. parent: the number of the
    element around that. linked, bold: characters inside links; inside b, strong or a heading. links: targets.
    signs: names of the regions around it (crawler.extraction.signs). taken: whether the extractor holds it.
    """

    text: str
    tag: str
    shape: str
    element: int
    parent: int
    path: tuple[int, ...] = ()
    linked: int = 0
    bold: int = 0
    links: tuple[str, ...] = ()
    signs: set[str] = field(default_factory=set)
    taken: bool = False

    @property
    def link_share(self) -> float:
        """Share of the characters that stand in links, 0 to 1."""
        return min(1.0, self.linked / len(self.text))

    @property
    def bold_share(self) -> float:
        """Share of the characters in bold type, 0 to 1."""
        return min(1.0, self.bold / len(self.text))


class Region(NamedTuple):
    """An element (node) that says something of the blocks [first, last) in it."""

    sign: str
    first: int
    last: int
    node: html.HtmlElement


class _Home(NamedTuple):
    """The block element that text stands in: the first fields of its blocks."""

    tag: str
    shape: str
    element: int
    parent: int
    path: tuple[int, ...]


class _Walker:
    """Collects blocks and regions; one walk, one use."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.regions: list[Region] = []
        self._pieces: list[str] = []
        self._links: list[str] = []
        self._linked = self._bold = self._in_link = self._in_bold = 0
        self._count = 0
        self._inline: list[tuple[html.HtmlElement, int]] = []

    def _flush(self, home: _Home) -> None:
        text = fold("".join(self._pieces))
        if text:
            at = len(self.blocks)
            self.blocks.append(Block(text, *home, self._linked, self._bold, tuple(self._links)))
            for node, length in self._inline:
                # a name on a part of a paragraph says nothing of the paragraph
                if length > _MOST * len(text):
                    self._mark(node, dict(node.items()), at, at + 1)
        self._pieces.clear()
        self._links.clear()
        self._inline.clear()
        self._linked = self._bold = 0

    def _add(self, text: str) -> None:
        if not self._pieces and text.isspace():
            return
        self._pieces.append(text)
        if self._in_link or self._in_bold:
            length = len(" ".join(text.split()))
            self._linked += length if self._in_link else 0
            self._bold += length if self._in_bold else 0

    def visit(self, node: html.HtmlElement, name: str, home: _Home, around: str) -> None:
        """Read `node`, a `name`, which stands in the block element `home`; around: that element's tag and class."""
        if name in _BREAKS:
            if home.tag in HEADINGS:
                self._pieces.append(" ")
            elif self._pieces:
                self._flush(home)
            return
        attributes = dict(node.items())
        first = len(self.blocks)
        if name in INLINE:
            pieces = len(self._pieces)
            self._read_inside(node, name, home, around)
            if attributes and len(self.blocks) == first and len(self._pieces) > pieces:
                self._inline.append((node, len("".join(self._pieces[pieces:]))))
        else:
            if self._pieces:
                self._flush(home)
                first = len(self.blocks)
            self._count += 1
            home = _Home(name, f"{name} < {around}", self._count, home.element, (*home.path, self._count))
            self._read_inside(node, name, home, f"{name} {attributes.get('class', '')}")
        if len(self.blocks) > first and (attributes or name in SIGN_OF_TAG):
            self._mark(node, attributes, first, len(self.blocks))

    def _read_inside(self, node: html.HtmlElement, name: str, home: _Home, around: str) -> None:
        link, bold = name == "a", name in _BOLD
        if link:
            self._links.append(node.get("href", ""))
        self._in_link += link
        self._in_bold += bold
        text = node.text
        if text:
            self._add(text)
        for child in node:
            self.visit(child, child.tag, home, around)
            text = child.tail
            if text:
                self._add(text)
        if self._pieces and name not in INLINE:
            # before the link or the bold type ends that the text stands in
            self._flush(home)
        self._in_link -= link
        self._in_bold -= bold

    def _mark(self, node: html.HtmlElement, attributes: dict[str, str], first: int, last: int) -> None:
        names = f"{attributes.get('id', '')} {attributes.get('class', '')}".strip()
        for sign in signs_of(node.tag, names, attributes):
            self.regions.append(Region(sign, first, last, node))


def strip(tree: html.HtmlElement) -> None:
    """Drop what can never be the body's text, in place; what follows an element stays."""
    etree.strip_elements(tree, *_STRIPPED, with_tail=False)


def read_blocks(body: html.HtmlElement) -> tuple[list[Block], list[Region]]:
    """The blocks of a page in order, and the regions that say something of them.

    body: the tree or a part of it; it is not changed. Its depth must be bounded (libxml2 does at 256).
    """
    walker = _Walker()
    walker.visit(body, body.tag, _Home("body", "", 0, 0, (0,)), "")
    return walker.blocks, walker.regions


REGION_MAX = 0.4
"""Share of the body's characters that a region may hold and still say something of them: beyond, its name is the
page's ("page--with-sidebar"), not a part's."""


HABIT = 0.5
"""Share of the body's characters that stand under one sign from which it is the template's habit ("widget" around each
paragraph) and says nothing. "teaser" is weighed by shape instead (crawler.extraction.groups)."""

LOOSE = frozenset({"tags", "meta", "author"})
"""Signs that a region around the main headline does not give: it is the article's head, whatever its name."""


def assign_signs(blocks: list[Block], regions: list[Region]) -> None:
    """Give each block the signs of the regions around it; `taken` must be set already."""
    sums = [0]
    for block in blocks:
        sums.append(sums[-1] + (len(block.text) if block.taken else 0))
    headlines = [at for at, block in enumerate(blocks) if block.tag == "h1"]
    for region in regions:
        if region.sign in LOOSE and any(region.first <= at < region.last for at in headlines):
            continue
        if sums[region.last] - sums[region.first] <= REGION_MAX * sums[-1]:
            for block in blocks[region.first : region.last]:
                block.signs.add(region.sign)
    covered: Counter[str] = Counter()
    for block in blocks:
        if block.taken:
            for sign in block.signs:
                covered[sign] += len(block.text)
    habits = {sign for sign, length in covered.items() if length > HABIT * sums[-1] and sign != "teaser"}
    if habits:
        for block in blocks:
            block.signs -= habits
