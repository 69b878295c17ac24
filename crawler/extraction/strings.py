"""One normal form for every string read from a page, so that two readings of one text compare equal."""

import html
import re
import unicodedata

__all__ = ["fold", "unescape"]

# Invisible and never meant: controls, soft hyphen, zero-width space, word joiner, byte order mark, the marks,
# embeddings, overrides and isolates of bidirectional text (an override can make a title read backwards in a
# terminal), interlinear annotation, half of a surrogate pair (SQLite and UTF-8 refuse it), noncharacters.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]+"
)
# Joiner and non-joiner spell Persian and Indic words and compose emoji; beside letters of the scripts before
# Arabic they are a copy-and-paste residue.
_STRAY_JOINER = re.compile("(?<![\u0600-\U0010ffff])[\u200c\u200d]+|[\u200c\u200d]+(?![\u0600-\U0010ffff])")


def fold(text: str) -> str:
    """The text in one line: NFC, invisible characters dropped, white space folded, ends stripped.

    No-break and other Unicode spaces are white space; the joiners that spell Persian and Indic words stay.
    Entities stay as they are: what an HTML parser gives has been unescaped already, and a second time would
    change an article that writes about markup. Strings out of JSON and attributes go through `unescape`.
    The result encodes to UTF-8, and folding it again changes nothing.
    """
    folded = " ".join(text.split())
    if folded.isprintable():
        # nothing invisible in it, by Unicode's own tables: nine texts of ten, and a third of the time
        return folded if folded.isascii() else unicodedata.normalize("NFC", folded)
    text = _UNWANTED.sub("", text)
    if not text.isascii():
        text = _STRAY_JOINER.sub("", text)
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


def unescape(text: str) -> str:
    """`fold` of the text with its entities resolved, twice: content systems often escape what was escaped."""
    if "&" in text:
        text = html.unescape(html.unescape(text))
    return fold(text)
