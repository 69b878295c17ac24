"""What one line is, by its own words: the rules that need no page."""

import re

from crawler.extraction import phrases

__all__ = ["is_clock", "is_described", "line_reason", "lower", "opens_teasers", "same_words", "words_of"]

_WORD = re.compile(r"\w+")
_ENDS = re.compile("[.!?。！？…؟।॥۔։។៕]['\"”“’‘»«›‹)\\]」』）】]*$")
_UNMARKED = re.compile("[\u0e00-\u0eff]['\"”’)]*$")
"""Thai and Lao, which end a sentence with a space or not at all."""
_NO_WORDS = re.compile(
    r"(?:[\w ]{1,24}: ?)?(?:https?://\S+|[\w.+-]+@[\w-]+\.[\w.]+)|www\.\S+|(?:twitter|x|facebook|instagram)\.com/\S+"
    r"|\[/?\w+[ \]][^\]]*\].*|[\W_]+"
)
_LETTERS = re.compile(r"[^\W\d_]+")
# what every pattern of a credit needs: spares ordinary lines the slow patterns
_CREDIT_MARK = re.compile(
    r"[/:：|©ⓒ(\[=—]|- |via |\.\s*\w|getty|shutterstock|istock|alamy|imago|alliance|epa-efe"
    r"|pa (?:wire|images|media)|ap (?:photo|images)"
)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dt[\d:.+-]+z?")
_DIGIT = re.compile(r"\d")

SENTENCE = 60
"""Characters from which a line in a script without full stops is a sentence, not a heading."""

PROMO_MAX = 320
"""Characters: a longer paragraph is an article's own, whatever it mentions."""

LABEL_MAX = 70
"""Characters: longest heading over teasers, longest label of a button."""

DESCRIBED = 40
"""Characters from which a line can be known as the page's description."""

CUT_OFF = 15
"""Characters at a description's end that may be the beginning of a word and an ellipsis."""

_LAST = 12
"""Characters at a line's end among which its last sentence ends: full stop, quotes, brackets."""

CLOCK_MAX = 110
BYLINE_MAX = 110
CREDIT_MAX = 220
NOTE_MAX = 420

NOTE_MIN, RULES_MAX = 60, 1000
"""Characters of the rules for comments, least and most."""


def lower(text: str) -> str:
    """The text in lower case, as the tables of phrases are written.

    Not str.casefold, which spells ß as ss and the final sigma as another; and the Turkish dotted capital is one letter.
    """
    return text.replace("İ", "i").lower()


def words_of(text: str) -> str:
    """The text's words in lower case, spacing and punctuation aside: equal for two settings of one headline."""
    return " ".join(_WORD.findall(lower(text)))


def same_words(text: str, other: str) -> bool:
    """Whether two lines are one headline: equal words, or one is the other with little before or behind it."""
    if not text or not other:
        return False
    if text == other:
        return True
    short, long = sorted((text, other), key=len)
    return len(short) > 20 and len(short) > 0.75 * len(long) and (long.startswith(short) or long.endswith(short))


def is_described(words: str, description: str) -> bool:
    """Whether a line is the page's own description of the article, both as words.

    The town may stand before the line, and the description may be cut in the middle of a word.
    """
    if len(words) < DESCRIBED or len(description) < DESCRIBED:
        return False
    return words in description or description[:-CUT_OFF] in words


def ends_sentence(text: str) -> bool:
    """Whether the line ends as a sentence does, in any script."""
    tail = len(text) - _LAST
    return _ENDS.search(text, tail) is not None or (
        len(text) >= SENTENCE and not text.isascii() and _UNMARKED.search(text, tail) is not None
    )


def is_clock(line: str) -> bool:
    """Whether a line says only when: numbers, months, weekdays and the words that stand beside them."""
    if len(line) > CLOCK_MAX or not _DIGIT.search(line):
        return False
    if _INSTANT.fullmatch(line):
        return True
    words = _LETTERS.findall(line)
    return all(phrases.CLOCK_WORDS.fullmatch(word) for word in words) and (
        len(words) > 0 or re.fullmatch(r"[\d\s.:/,|-]{8,}", line) is not None
    )


def opens_teasers(line: str) -> bool:
    """Whether a line is a heading over links to other articles: Read more, Lesen Sie auch, 関連記事."""
    if len(line) > LABEL_MAX:
        return False
    return phrases.READ_MORE.fullmatch(line.strip(" :：.…>»›→|-–—*•►▶↓[]()【】<")) is not None


def names_teaser(line: str) -> bool:
    """Whether a line is such words and then one title: "Read more: Trade talks end"."""
    head, mark, title = line.lstrip("([*•►▶→>- ").partition(":")
    if not mark:
        head, mark, title = line.lstrip("([*•►▶→>- ").partition("：")
    return bool(title.strip()) and len(head) < 40 and phrases.READ_MORE.fullmatch(head.strip()) is not None


def is_label(line: str) -> bool:
    """Whether a line is buttons' labels alone."""
    if len(line) > LABEL_MAX:
        return False
    return phrases.SHARE.fullmatch(line) is not None or phrases.SHARE_BAR.fullmatch(line + " ") is not None


def is_byline(text: str, authors: tuple[str, ...]) -> bool:
    """Whether a line says who wrote it. authors: their names in lower case, as the metadata has them."""
    if len(text) > BYLINE_MAX:
        return False
    line = lower(text)
    signed = phrases.SIGNED.match(line)
    rest = line[signed.end() :] if signed else line
    named = [name for name in authors if name and name in rest]
    if named:
        left = rest
        for name in named:
            left = left.replace(name, " ")
        return len(words_of(left)) < (40 if signed else 25) and not (ends_sentence(text) and len(left) > 30)
    if not signed or ends_sentence(text) or len(text) > 70:
        return False
    names = _WORD.findall(text[signed.end() :])
    return 1 < len(names) <= 8 and all(not name.islower() and not name.isdigit() for name in names[:2])


def line_reason(text: str, authors: tuple[str, ...] = ()) -> str | None:
    """The reason to take a line out whatever stands around it; None where its own words do not say enough."""
    line = lower(text).strip()
    bare = line.strip(" :.*-–—|[]()…")
    if not bare:
        return None
    if len(bare) <= LABEL_MAX and phrases.ADVERT.fullmatch(bare):
        return "advert"
    if is_label(line):
        return "share"
    if len(line) <= 2 * CLOCK_MAX and _DIGIT.search(line) and is_clock(phrases.SOURCE_AT_END.sub("", line)):
        return "timestamp"
    if is_byline(text, authors) or (
        len(line) <= LABEL_MAX and (phrases.AGENCY_LINE.fullmatch(line.rstrip(".")) or phrases.STAFF.fullmatch(line))
    ):
        return "byline"
    if names_teaser(line):
        return "teaser"
    marked = len(text) <= CREDIT_MAX and _CREDIT_MARK.search(line) is not None
    if marked and phrases.CREDIT.fullmatch(line) and not phrases.CORRECTION.match(line):
        return "caption"
    if marked and phrases.CREDIT_AT_END.search(line) and len(_ENDS.findall(text)) <= 1:
        return "caption"
    if len(text) <= NOTE_MAX and phrases.PAYWALL.fullmatch(bare):
        return "paywall"
    if len(text) <= NOTE_MAX and phrases.NOTICE.search(line):
        return "promo"
    if NOTE_MIN <= len(text) <= RULES_MAX and phrases.COMMENT_RULES.search(line):
        return "promo"
    if _NO_WORDS.fullmatch(text) or (text.startswith("http") and _is_addresses(text)):
        return "share"
    return None


def _is_addresses(text: str) -> bool:
    """Whether a line is more addresses than words: what a template hides for machines."""
    return 2 * sum(len(word) for word in text.split() if word.startswith("http")) > len(text)


def promo_weight(text: str) -> int:
    """How much a line sounds like promotion: 0 not, 2 an invitation, 3 one with a word of promotion in it."""
    if len(text) > PROMO_MAX:
        return 0
    line = lower(text)
    if phrases.PROMO.search(line) is None:
        return 0
    return 2 + (phrases.PROMO_WORDS.search(line) is not None)
