"""Author names below the text: the last line of a report that names nobody above."""

from collections.abc import Sequence

from crawler.extraction.authors import Authors, clean_authors, is_labelled, looks_like_person
from crawler.extraction.blocks import HEADINGS, Block

__all__ = ["read_signoff"]

LAST = 3
"""Lines of the text, from its end, among which a name is a signature."""

MOST = 60
"""Characters of one."""

BOLD = 0.8
"""Share of bold type from which a name alone on a line is set as a signature."""


def read_signoff(body: Sequence[Block], sites: Sequence[str]) -> tuple[str, ...]:
    """Who signs the text: a line that is a person's name in bold type, says "Author: …", or names an editorial office.

    body: the blocks of the text, in order. sites: names that the page gives its site. Empty where nobody signs.
    """
    for block in reversed(body[-LAST:]):
        if len(block.text) <= MOST and block.tag not in HEADINGS and not block.links:
            names = clean_authors([block.text], sites)
            if names and _is_signature(block, names):
                return tuple(names)
    return ()


def _is_signature(block: Block, names: Authors) -> bool:
    if not names.of_persons:
        # an agency alone may be the source of a picture
        return names.of_desk and len(block.text.split()) <= 2
    if not all(map(looks_like_person, names)):
        return False
    return is_labelled(block.text) or (block.bold_share >= BOLD and names[0] == block.text)
