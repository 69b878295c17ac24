"""Moments marked up in a page: what each says of itself, and whether it is this article's at all."""

import re
from dataclasses import dataclass

from lxml import etree, html

from crawler.extraction.strings import fold

__all__ = ["TimeElement", "is_of_another", "kind_of"]

_LABEL = 40  # characters before a date in which a word says what it is
_COMPANY = 20  # characters that stand beside a date at least, where something stands there
_HEADLINE = 40  # characters of a link that names another article
_HEADED = 15  # the same of a link in a heading
_TEXT = 3  # paragraphs that are the article's text, wherever they stand
_RUNNING = 80  # characters around a date from which it stands in a sentence
_CLIMB = 6  # levels
_MARKS = ("itemprop", "class", "data-testid")
_HEADINGS = ("h2", "h3", "h4", "h5")
_PARAGRAPHS_ABOVE = etree.XPath("preceding::p[not(ancestor::footer or ancestor::header)]/text()[1]")
_BLOCKS = frozenset({"p", "li", "blockquote", "td", "dd"})

_MODIFIED = re.compile(
    r"(?:modif|updat|aktualis|aktualiz|stand\s*:|actuali|mis(?:e)? à jour|maj\b|aggiorn|atualiz|bijgewerkt|oppdater"
    r"|opdater|uppdater|ändrad|päivitet|frissít|güncel|обновл|оновл|изменен|ενημέρ|更新|수정|تحديث|עודכן|diperbarui"
    r"|cập nhật|अपडेट|ažurir|posodob|обнов|актуализ)",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"(?:publi|pubdate|posted|created|first\s|veröffentlicht|erstellt|erschienen|pubblic|gepubliceerd|offentliggjort"
    r"|julkaist|megjelen|közzé|yayın|giriş|опубли|δημοσ|公開|掲載|配信|发布|發布|发表|입력|등록|نشر|פורסם|diterbitkan|đăng|प्रकाशित"
    r"|objav|публик)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TimeElement:
    """A moment marked up in the page.

    value: machine-readable, else the element's text. kind: "published" or "modified" where the markup or the words
    before say so, else "". after_headline: it stands behind the first h1 in the page's order.
    """

    value: str
    kind: str
    after_headline: bool
    element: html.HtmlElement


def kind_of(element: html.HtmlElement) -> str:
    """What the element says it is: by its own markup, by that of the element around it, by the words before it.

    WordPress gives a post that was never changed the classes "published updated": it is published then.
    """
    marks = " ".join(element.get(name, "") for name in _MARKS)
    if element.get("pubdate") is not None:
        marks += " pubdate"
    parent = element.getparent()
    around = parent.get("class", "") if parent is not None else ""
    for said in (marks, around):
        if _PUBLISHED.search(said):
            return "published"
        if _MODIFIED.search(said):
            return "modified"
    before = _words_before(element)
    return "modified" if _MODIFIED.search(before) else "published" if _PUBLISHED.search(before) else ""


def _words_before(element: html.HtmlElement) -> str:
    """The text between the element and what comes before it, else a short element before it."""
    before, parent = element.getprevious(), element.getparent()
    if before is None:
        return (parent.text or "")[-_LABEL:] if parent is not None else ""
    tail = (before.tail or "").strip(" \t\r\n|·•,–—-\xa0")
    if tail:
        return tail[-_LABEL:]
    return "" if before.tag == "time" else fold(before.text or "")[:_LABEL]


def is_of_another(time: TimeElement) -> bool:
    """Whether a date is not this article's: it stands by a linked headline, in a sentence, on a comment, or where
    nothing says what it is, below the text."""
    element = time.element
    own = len(fold(element.text_content()))
    around = element
    for _ in range(_CLIMB):
        parent = around.getparent()
        if parent is None or parent.tag in ("body", "html", "main"):
            break
        around = parent
        if len(fold(around.text_content())) >= own + _COMPANY:
            break
    if around.tag in _BLOCKS and _is_running(fold(around.text_content()), own, element.tail or ""):
        return True
    if next(around.iter("h1"), None) is None and any(map(_is_headline, around.iter("a"))):
        return True
    return not time.kind and time.after_headline and _is_below_text(element)


def _is_running(text: str, own: int, tail: str) -> bool:
    """Whether a date of `own` characters stands in the midst of a text, `tail` behind it."""
    return len(text) > own + _RUNNING or (len(tail.split()) > 1 and text.endswith((".", "!", "?", "。", "।", "؟")))


def _is_headline(link: html.HtmlElement) -> bool:
    """Whether a link is the headline of what it leads to."""
    parent = link.getparent()
    heading = (parent is not None and parent.tag in _HEADINGS) or next(link.iter(*_HEADINGS), None) is not None
    return len(fold(link.text_content())) >= (_HEADED if heading else _HEADLINE)


def _is_below_text(element: html.HtmlElement) -> bool:
    above = _PARAGRAPHS_ABOVE(element)
    return isinstance(above, list) and sum(len(text) > _RUNNING for text in above if isinstance(text, str)) >= _TEXT
