"""Article or not: the signs that an address, a link's text and its place give, and the judgement from them."""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from spiders.words import (
    ARTICLE_SEGMENTS,
    INVITATION,
    LAST_SEGMENTS,
    LISTING_SEGMENTS,
    MEDIA_ENDS,
    MEDIA_HEADS,
    MEDIA_SECTIONS,
    MEDIA_SEGMENTS,
    MORE_OF,
    PAGE_HEADS,
    PAGE_PARAMETERS,
    READ_MORE,
    SEARCH_PARAMETERS,
    SERVICE_HOSTS,
    SERVICE_SEGMENTS,
    SIDE_SEGMENTS,
    STORY_PARAMETERS,
    TOPIC_SEGMENTS,
    VIEW_ENDS,
)

__all__ = [
    "SECTION_SIGNS",
    "THRESHOLD",
    "WEIGHTS",
    "Verdict",
    "is_refused",
    "judge",
    "looks_like_article",
    "url_signs",
    "words_in",
]

THRESHOLD = 2.0
"""The score from which a link is taken as an article's."""

WEIGHTS: dict[str, float] = {
    # the address
    "date": 3.0,  # /2024/05/01/ and something behind it
    "date in slug": 1.5,  # …-2024-05-01, 20240501
    "year": 1.0,  # /2024/ and something behind it
    "slug": 2.0,  # a segment of four words or more, among the last two
    "long slug": 1.0,  # of seven: on top of "slug"
    "short slug": 0.5,  # of three
    "number": 1.5,  # five digits or more
    "token": 1.5,  # letters and digits mixed, as from a database
    "page suffix": 0.5,  # .html, .php
    "article segment": 1.0,  # /article/, /story/
    "story parameter": 1.0,  # ?p=123
    "shallow": -0.5,  # one segment of one or two words
    "topic": -4.0,  # /topics/, /thema/ next to the end; some sites keep articles there
    "below a listing": -2.0,  # /category/ further up
    "media section": -3.0,  # /audio/, /games/: devices to buy, too
    "media head": -1.5,  # audio-…, …,video-123: a recording, or a report on one
    "side section": -1.5,  # /service/, /info/ further up
    "known shape": 1.0,  # of the site's stored articles
    "strange shape": -1.0,  # of none of them
    # addresses that are no article's, whatever else they show
    "home": -20.0,
    "archive": -20.0,  # nothing behind the date
    "listing": -20.0,  # /tag/, /author/ next to the end
    "service": -20.0,  # /login, /search, /subscribe anywhere
    "service page": -20.0,  # /about, /privacy-policy at the end
    "media": -20.0,  # /video/, /gallery/ anywhere: no text to keep
    "pagination": -20.0,
    "broken": -20.0,  # another site's address, taken for a path of this one
    "other view": -20.0,  # of an article: to print, with its second page of comments
    "search": -20.0,
    "service host": -20.0,  # shop., jobs., login.
    # the text
    "sentence": 2.5,  # eight words or more
    "headline": 2.0,  # six or seven
    "short headline": 1.5,  # five
    "phrase": 1.0,  # four
    "three words": 0.25,
    "label": -1.5,  # one or two
    "label of a story": -0.25,  # one or two, to an address that tells a headline
    "invitation": -4.0,  # to a newsletter, a discount: in the text or the address
    "more of a subject": -3.0,  # "More in politics", "Alle Artikel"
    "punctuation": 0.5,  # of a sentence, within the text
    # the place
    "heading": 1.5,  # h1 to h6 around the link or in it
    "in article": 0.5,  # <article>: on a home page a teaser
    "navigation": -1.75,  # <nav>, <menu>, <header>, or such a role or class
    "footer": -3.0,
}
"""How much each sign speaks for an article, in points. Set by hand; benchmarks/discovery.py measures them."""

SECTION_SIGNS = frozenset({"shallow", "short slug", "page suffix", "topic", "article segment"})
"""Signs that the address of a section may give; any other speaks against one."""

_YEAR = r"(?:19[89]|20[0-4])\d"
_MONTH = r"(?:0?[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_DATE = re.compile(rf"/{_YEAR}[/_-]?{_MONTH}(?:[/_-]?(?:0?[1-9]|[12]\d|3[01]))?(?=[/_-][^/]|$)")
_DATE_ALONE = re.compile(rf"(?:/{_YEAR})(?:[/-]{_MONTH}(?:[/-]\d\d?)?)?/?$")
_DATE_IN_SLUG = re.compile(rf"(?<!\d){_YEAR}-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01])(?!\d)")
_YEAR_SEGMENT = re.compile(rf"/{_YEAR}/")
_SUFFIX = re.compile(r"\.(?:[sx]?html?|php\d?|aspx?|jsp|cfm|ece|shtml|do|story|article)$")
_INDEX = re.compile(r"^(?:index|default|home)(?:\.[a-z]{2,5})?$")
_NUMBER = re.compile(r"\d{5,}")
_RUN = re.compile(r"[a-z0-9]{9,}")
_PAGE = re.compile(r"^(?:p|pg|page|seite|pagina|strana|strona|side|sivu|sayfa|s)?[-_]?\d{1,4}$")
_RECORDING = re.compile(r"[,-](?:audio|video|podcast)-?\d")
_WORD = re.compile(r"[^\W\d_]{2,}")
# Scripts written without spaces: Thai, Lao, Khmer, Myanmar, kana, Han. Two characters are about a word.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_PUNCTUATION = re.compile(r"[\w)»”’\"'][:,;?!…–—-]? ?[:;,?!–—…„“«»”‘’、。，？！：「『] ?\S")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a link was judged. score: in points; signs: what it comes from, keys of WEIGHTS."""

    score: float
    signs: tuple[str, ...]

    @property
    def article(self) -> bool:
        """Whether the score reaches THRESHOLD."""
        return self.score >= THRESHOLD


def judge(url: str, text: str = "", places: frozenset[str] = frozenset(), fits: bool | None = None) -> Verdict:
    """Judge whether a link leads to an article.

    url: normalised. text: what the link says, white space folded. places: those signs of its place that hold:
    "heading", "in article", "navigation", "footer". fits: whether the address has the shape of the site's known
    articles (spiders.shapes), None where too few are known.
    """
    of_url, of_text = list(url_signs(url)), _text_signs(text)
    if "shallow" in of_url and "sentence" in of_text:  # sections have no such names
        of_url.remove("shallow")
    if of_text[:1] == ["label"] and (
        "slug" in of_url or "date" in of_url
    ):  # a link in running text, or "Read more" in words not known
        of_text[0] = "label of a story"
    if "footer" in places:
        places -= {"navigation"}  # of the footer's own lists
    if of_text[:1] in (["label"], ["label of a story"]):
        places -= {"heading"}  # of a part of the page, not of an article
    if INVITATION.search(f"{text} {url[url.rfind('/') :].replace('-', ' ')}".lower()):
        of_text.append("invitation")
    if fits is not None:
        of_url.append("known shape" if fits else "strange shape")
    signs = [*of_url, *of_text, *(place for place in WEIGHTS if place in places)]
    return Verdict(sum(WEIGHTS[sign] for sign in signs), tuple(signs))


def looks_like_article(url: str) -> bool:
    """Tell whether an address alone looks like an article's; url: normalised."""
    return judge(url).article


def is_refused(url: str) -> bool:
    """Tell whether an address can be no article's, whatever a link to it says; url: normalised."""
    return any(WEIGHTS[sign] <= -20 for sign in url_signs(url))


def words_in(text: str) -> int:
    """Count the words of a text: two characters of a script without spaces are one."""
    unspaced = len(_UNSPACED.findall(text))
    return len(_WORD.findall(_UNSPACED.sub(" ", text) if unspaced else text)) + unspaced // 2


@lru_cache(maxsize=8192)
def url_signs(url: str) -> tuple[str, ...]:
    """Give the signs, keys of WEIGHTS, that an address gives; url: normalised."""
    parts = urlsplit(url)
    path = unquote(parts.path).lower()
    segments = [segment for segment in path.split("/") if segment]
    if segments and _INDEX.match(segments[-1]):
        path = path[: path.rindex(segments.pop())]
    names = {pair.partition("=")[0].lower() for pair in parts.query.split("&")}
    numbered = {name for name in names & PAGE_PARAMETERS if re.search(rf"(?:^|&){name}=\d", parts.query.lower())}
    refusals = _refusals(parts.netloc, path, segments, numbered | names & SEARCH_PARAMETERS)
    signs = [sign for sign, holds in refusals if holds]
    if not segments:
        return tuple(signs or (["story parameter"] if names & STORY_PARAMETERS else ["home"]))
    signs += _path_signs(path, segments)
    if names & STORY_PARAMETERS:
        signs.append("story parameter")
    return tuple(signs)


def _refusals(host: str, path: str, segments: list[str], names: set[str]) -> list[tuple[str, bool]]:
    """Signs that it is no article, and whether each holds."""
    stems = [_SUFFIX.sub("", segment).replace("_", "-") for segment in segments]
    end, above = set(stems[-2:]), set(stems[:-2])
    last = stems[-1] if stems else ""
    return [
        ("service host", host.partition(".")[0] in SERVICE_HOSTS),
        ("archive", bool(segments) and _DATE_ALONE.search(path) is not None),
        ("listing", bool(end & LISTING_SEGMENTS)),
        ("below a listing", bool(above & (LISTING_SEGMENTS | TOPIC_SEGMENTS))),
        ("media section", bool(MEDIA_SECTIONS.intersection(stems[:-1]))),
        ("media head", last.startswith(MEDIA_HEADS) or _RECORDING.search(last) is not None),
        ("broken", any(segment.startswith("www.") for segment in segments)),
        ("side section", bool(SIDE_SEGMENTS.intersection(stems[:-1]))),
        ("topic", bool(end & TOPIC_SEGMENTS)),
        ("service", bool(SERVICE_SEGMENTS.intersection(stems))),
        (
            "service page",
            last in LAST_SEGMENTS
            or last.endswith("-index")
            or (len(last.split("-")) <= 4 and last.split("-")[0] in PAGE_HEADS),
        ),
        ("media", bool(MEDIA_SEGMENTS.intersection(stems)) or last.endswith(MEDIA_ENDS)),
        ("other view", last.endswith(VIEW_ENDS) or last.startswith("comment-page")),
        ("pagination", bool(names & PAGE_PARAMETERS) or (len(segments) > 1 and _is_page_number(stems))),
        ("search", bool(names & SEARCH_PARAMETERS)),
    ]


def _is_page_number(stems: list[str]) -> bool:
    return _PAGE.match(stems[-1]) is not None and (not stems[-1].isdigit() or _PAGE.match(f"{stems[-2]}1") is not None)


def _path_signs(path: str, segments: list[str]) -> list[str]:
    end = segments[-2:]
    signs = []
    if _DATE.search(path):
        signs.append("date")
    elif any(_DATE_IN_SLUG.search(segment) for segment in end):
        signs.append("date in slug")
    elif _YEAR_SEGMENT.search(path):
        signs.append("year")
    undated = [_DATE_IN_SLUG.sub("", _SUFFIX.sub("", segment)) for segment in end]
    words = max(_slug_words(_SUFFIX.sub("", segment)) for segment in segments[-3:])
    signs += [sign for sign, least in (("slug", 4), ("long slug", 7)) if words >= least]
    if words == 3:
        signs.append("short slug")
    if any(_NUMBER.search(segment) for segment in undated):
        signs.append("number")
    elif any(_is_token(run) for segment in undated for run in _RUN.findall(segment)):
        signs.append("token")
    if _SUFFIX.search(segments[-1]):
        signs.append("page suffix")
    if any(segment.rstrip("0123456789") in ARTICLE_SEGMENTS for segment in segments[:-1]):
        signs.append("article segment")
    if len(segments) == 1 and words < 3 and len(signs) == 0:
        signs.append("shallow")
    return signs


def _slug_words(segment: str) -> int:
    """Words between hyphens or underscores; a token from a database is none."""
    return words_in(" ".join(part for part in re.split(r"[-_+,. ]", segment) if not _is_token(part)))


def _is_token(word: str) -> bool:
    return len(word) >= 9 and word.isascii() and word.isalnum() and not word.isalpha() and not word.isdigit()


def _text_signs(text: str) -> list[str]:
    words = words_in(text)
    if not words or text.casefold().strip(" .…›»>→") in READ_MORE:
        return []
    signs = [_LENGTHS[min(words, 8)]]
    if words <= 8 and MORE_OF.match(text):
        signs.append("more of a subject")
    if words > 2 and _PUNCTUATION.search(text):
        signs.append("punctuation")
    return signs


_LENGTHS = ("", "label", "label", "three words", "phrase", "short headline", "headline", "headline", "sentence")
