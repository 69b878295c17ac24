"""Author names in the text of the page: elements that call themselves a byline."""

from crawler.extraction.facts import Facts, text_of

__all__ = ["read_bylines"]

_MAX_CHARACTERS = 200  # a longer text is a note about the author


def read_bylines(facts: Facts) -> list[str]:
    """Texts that hold author names: of the first byline element that has any, its links one by one if it has them."""
    for element in facts.bylines:
        links = [text_of(link) for link in element.iter("a")]
        links = [text for text in links if text and len(text) <= _MAX_CHARACTERS]
        if links:
            return links
        text = text_of(element)
        if text and len(text) <= _MAX_CHARACTERS:
            return [text]
    return []
