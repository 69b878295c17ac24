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

_PICTURES = frozenset({"img", "picture"})

_STRIPPED = tuple({*NEVER_BODY, *NEVER_TEXT} - _PICTURES)

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

_BOLD = HEADINGS | {"b", "strong"}

_BREAKS = frozenset({"br", "hr"})

_VOID = _BREAKS | _PICTURES

_CAPTION = (2, 250)
"""Blocks, and characters of them, at most, for which an element that holds them and a picture is the picture's."""

_TEXT = HEADINGS | INLINE | {"p", "li", "td", "th", "blockquote", "dd", "dt", "body", "main", "article"}
"""Elements whose own text a picture in them does not make a caption."""

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


class _Walker:
    """Collects blocks and regions; one walk, one use. Elements that end a run of text have numbers, in the walk's order
    from 1; most of them hold no run themselves, so what a block needs to know of its own is worked out there."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.regions: list[Region] = []
        self._pieces: list[str] = []
        self._links: list[str] = []
        self._linked = self._bold = self._in_link = self._in_bold = 0
        self._inline: list[tuple[html.HtmlElement, dict[str, str], int]] = []
        self._pictures = 0
        # by number; 0 stands for what is around the tree
        self._nodes: list[html.HtmlElement | None] = [None]
        self._names: list[str] = ["body"]
        self._parents: list[int] = [0]
        self._arounds: dict[int, str] = {0: ""}
        self._paths: dict[int, tuple[int, ...]] = {0: (0,)}

    def visit(self, node: html.HtmlElement, name: str, home: int) -> None:
        """Read `node`, a `name`, which stands in the block element `home`."""
        blocks, pieces = self.blocks, self._pieces
        inline = name in INLINE
        if not inline:
            if pieces:
                self._flush(home)
            self._nodes.append(node)
            self._names.append(name)
            self._parents.append(home)
            home = len(self._nodes) - 1
        first, begun, pictures = len(blocks), len(pieces), self._pictures
        link, bold = name == "a", name in _BOLD
        if link:
            self._links.append(node.get("href", ""))
        self._in_link += link
        self._in_bold += bold
        text = node.text
        if text and (pieces or not text.isspace()):
            self._add(text)
        for child in node:
            tag = child.tag
            if tag in _VOID:
                self._leave(tag, home)
            else:
                self.visit(child, tag, home)
            text = child.tail
            if text and (pieces or not text.isspace()):
                self._add(text)
        if pieces and not inline:
            # before the link or the bold type ends that the text stands in
            self._flush(home)
        self._in_link -= link
        self._in_bold -= bold
        if len(blocks) > first:
            if self._pictures > pictures and len(blocks) - first <= _CAPTION[0] and name not in _TEXT:
                self._mark_pictured(node, first)
            attributes = dict(node.items())
            if attributes or name in SIGN_OF_TAG:
                self._mark(node, name, attributes, first, len(blocks))
        elif inline and len(pieces) > begun:
            attributes = dict(node.items())
            if attributes:
                self._inline.append((node, attributes, sum(map(len, pieces[begun:]))))

    def _leave(self, name: str, home: int) -> None:
        if name in _PICTURES:
            self._pictures += 1
        elif self._names[home] in HEADINGS:
            self._pieces.append(" ")
        elif self._pieces:
            self._flush(home)

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        if self._in_link or self._in_bold:
            length = len(" ".join(text.split()))
            self._linked += length if self._in_link else 0
            self._bold += length if self._in_bold else 0

    def _flush(self, home: int) -> None:
        text = fold("".join(self._pieces))
        if text:
            at = len(self.blocks)
            name, parent = self._names[home], self._parents[home]
            shape = f"{name} < {self._around(parent)}" if home else ""
            links = tuple(self._links)
            self.blocks.append(
                Block(text, name, shape, home, parent, self._path(home), self._linked, self._bold, links)
            )
            for node, attributes, length in self._inline:
                # a name on a part of a paragraph says nothing of the paragraph
                if length > _MOST * len(text):
                    self._mark(node, node.tag, attributes, at, at + 1)
        self._pieces.clear()
        self._links.clear()
        self._inline.clear()
        self._linked = self._bold = 0

    def _around(self, number: int) -> str:
        """Tag and class of a block element."""
        around = self._arounds.get(number)
        if around is None:
            node = self._nodes[number]
            marks = node.get("class", "") if node is not None else ""
            around = self._arounds[number] = f"{self._names[number]} {marks}"
        return around

    def _path(self, number: int) -> tuple[int, ...]:
        """The numbers of the block elements around one, the outermost first, and its own."""
        path = self._paths.get(number)
        if path is None:
            path = self._paths[number] = (*self._path(self._parents[number]), number)
        return path

    def _mark(self, node: html.HtmlElement, name: str, attributes: dict[str, str], first: int, last: int) -> None:
        names = attributes.get("class", "")
        if "id" in attributes:
            names = f"{attributes['id']} {names}"
        for sign in signs_of(name, names, attributes):
            self.regions.append(Region(sign, first, last, node))

    def _mark_pictured(self, node: html.HtmlElement, first: int) -> None:
        inside = self.blocks[first:]
        if sum(len(block.text) for block in inside) <= _CAPTION[1] and not any(one.tag in HEADINGS for one in inside):
            self.regions.append(Region("pictured", first, len(self.blocks), node))


def strip(tree: html.HtmlElement) -> None:
    """Drop what can never be the body's text, in place; what follows an element stays."""
    etree.strip_elements(tree, *_STRIPPED, with_tail=False)


def read_blocks(body: html.HtmlElement) -> tuple[list[Block], list[Region]]:
    """The blocks of a page in order, and the regions that say something of them.

    body: the tree or a part of it; it is not changed. Its depth must be bounded (libxml2 does at 256).
    """
    walker = _Walker()
    walker.visit(body, body.tag, 0)
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
