"""html → Article: one parse, metadata, body, cleaning. Pure: no network, no state between pages."""

from collections.abc import Sequence

from lxml import etree, html

from crawler.article import Article, Removed
from crawler.extraction.articles import why_no_article
from crawler.extraction.blocks import Block, assign_signs, read_blocks, strip
from crawler.extraction.body import foreign, key_of, mark_taken
from crawler.extraction.boilerplate import Known, clean_text, judge
from crawler.extraction.document import parse
from crawler.extraction.errors import ExtractionError, NotAnArticle, PageTooLarge, Unreadable
from crawler.extraction.home import mark_home
from crawler.extraction.lines import lower, words_of
from crawler.extraction.metadata import Metadata, read_metadata
from crawler.extraction.recovery import recover, recover_same_shape

__all__ = ["ExtractionError", "NotAnArticle", "PageTooLarge", "Unreadable", "clean_text", "extract"]


def _prune(tree: html.HtmlElement, paths: Sequence[str], url: str) -> None:
    for path in paths:
        try:
            found = tree.xpath(path)
        except etree.XPathError as error:
            raise ExtractionError(url, f"XPath {path!r}: {error}") from error
        for element in found if isinstance(found, list) else ():
            if isinstance(element, html.HtmlElement) and element.getparent() is not None:
                element.drop_tree()


def _read(tree: html.HtmlElement, url: str, metadata: Metadata) -> list[Block]:
    """All blocks of the page, in order; those that may be the article's are taken."""
    strip(tree)
    body = tree.find("body")
    blocks, regions = read_blocks(tree if body is None else body)
    cut = foreign(blocks, regions)
    if not mark_home(blocks, regions, cut):
        mark_taken(tree, blocks, cut, url)
    recover_same_shape(blocks, regions)
    assign_signs(blocks, regions)
    recover(blocks, metadata)
    return blocks


def _known(metadata: Metadata) -> Known:
    return Known(
        headlines=tuple(words_of(line) for line in (metadata.title, *metadata.headlines) if line),
        authors=tuple(lower(name) for name in metadata.authors),
        description=words_of(metadata.description),
        body=key_of(metadata.article_body or ""),
    )


def _extract(html_: bytes | str, url: str, encoding: str | None, prune: Sequence[str]) -> Article:
    tree = parse(html_, url, encoding)
    metadata = read_metadata(tree, url)
    _prune(tree, prune, url)
    page = _read(tree, url, metadata)
    blocks = [block for block in page if block.taken]
    reasons = judge(blocks, _known(metadata))
    kept = [block for block, reason in zip(blocks, reasons, strict=True) if reason is None]
    against = why_no_article(page, kept, metadata, url)
    if against is not None:
        raise NotAnArticle(url, against)
    return Article(
        url=url,
        canonical_url=metadata.canonical_url,
        title=metadata.title,
        text="\n".join(block.text for block in kept),
        authors=metadata.authors,
        published=metadata.published,
        published_from=metadata.published_from,
        modified=metadata.modified,
        language=metadata.language,
        section=metadata.section,
        tags=metadata.tags,
        image=metadata.image,
        paywalled=metadata.paywalled,
        removed=tuple(
            Removed(position, block.text, reason)
            for position, (block, reason) in enumerate(zip(blocks, reasons, strict=True))
            if reason is not None
        ),
    )


def extract(
    html: bytes | str,
    url: str,
    *,
    encoding: str | None = None,
    prune: Sequence[str] = (),
) -> Article:
    """The article that a page holds.

    html: the page as served, or decoded. url: its address, absolute. encoding: charset of the Content-Type header,
    if any. prune: XPaths of elements to drop first. Pure: no network, nothing kept between calls. It bounds bytes,
    elements and depth, not time: run it where it can be killed.
    Raises NotAnArticle, PageTooLarge or Unreadable; ExtractionError itself where a library failed on the page.
    """
    try:
        return _extract(html, url, encoding, prune)
    except ExtractionError:
        raise
    except (Exception, RecursionError) as error:
        # parsers fail on hostile pages in ways that cannot be listed; the caller needs one answer for all
        raise ExtractionError(url, f"{type(error).__name__}: {error}") from error
