"""html → Article: one parse, metadata, body, cleaning. Pure: no network, no state between pages."""

from collections.abc import Sequence

from crawler.article import Article, Removed
from crawler.extraction.errors import ExtractionError, NotAnArticle, PageTooLarge, Unreadable
from crawler.extraction.explanation import Explanation, Judged, judged
from crawler.extraction.reading import Reading, read
from crawler.extraction.scraped import clean_text

__all__ = [
    "Explanation", "ExtractionError", "Judged", "NotAnArticle", "PageTooLarge", "Unreadable", "clean_text", "explain",
    "extract",
]  # fmt: skip


def _article(reading: Reading, url: str) -> Article:
    metadata = reading.metadata
    return Article(
        url=url,
        canonical_url=metadata.canonical_url,
        title=metadata.title,
        text="\n".join(block.text for block in reading.kept),
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
            Removed(position, block.text, verdict.reason)
            for position, (block, verdict) in enumerate(zip(reading.body, reading.verdicts, strict=True))
            if verdict.reason is not None
        ),
    )


def _read(page: bytes | str, url: str, encoding: str | None, prune: Sequence[str], announced: str) -> Reading:
    try:
        return read(page, url, encoding, prune, announced)
    except ExtractionError:
        raise
    except (Exception, RecursionError) as error:
        # parsers fail on hostile pages in ways that cannot be listed; the caller needs one answer for all
        raise ExtractionError(url, f"{type(error).__name__}: {error}") from error


def extract(
    html: bytes | str,
    url: str,
    *,
    encoding: str | None = None,
    prune: Sequence[str] = (),
    announced: str = "",
) -> Article:
    """The article that a page holds.

    html: the page as served, or decoded. url: its address, absolute. encoding: charset of the Content-Type header,
    if any. prune: XPaths of elements to drop first. announced: the headline by which a feed, a sitemap or a link gave
    the page: of the page's own headlines, the one that equals it is the title. Pure: no network, nothing kept between
    calls. It bounds bytes, elements and depth, not time: run it where it can be killed.
    Raises NotAnArticle, PageTooLarge or Unreadable; ExtractionError itself where a library failed on the page.
    """
    reading = _read(html, url, encoding, prune, announced)
    if reading.against is not None:
        raise NotAnArticle(url, reading.against, reading.wall)
    return _article(reading, url)


def explain(
    html: bytes | str,
    url: str,
    *,
    encoding: str | None = None,
    prune: Sequence[str] = (),
    announced: str = "",
) -> Explanation:
    """Every block of a page with what became of it and why: what `extract` did, told.

    The arguments are those of `extract`. A page without an article is explained too.
    Raises PageTooLarge or Unreadable; ExtractionError itself where a library failed on the page.
    """
    reading = _read(html, url, encoding, prune, announced)
    article = _article(reading, url) if reading.against is None else None
    return Explanation(article, reading.against, tuple(judged(reading)))
