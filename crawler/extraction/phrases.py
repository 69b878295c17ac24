"""The words that boilerplate is made of, compiled; the tables stand in `attributions`,
`invitations` and `labels`.

All patterns are for a folded, case-folded line. To add a language, add its phrases to a table: a phrase belongs there
only if an article's own sentence would hardly be just that. How much a match counts is said in boilerplate.py.
"""

import re

from crawler.extraction import attributions, invitations, labels
from crawler.extraction.alternatives import any_of

__all__ = [
    "ADVERT",
    "AGENCY_LINE",
    "AUTHOR_NOTE",
    "CLOCK_WORDS",
    "COMMENTS",
    "COMMENT_RULES",
    "CORRECTION",
    "CREDIT",
    "CREDIT_AT_END",
    "NOTICE",
    "PAYWALL",
    "PROMO",
    "PROMO_WORDS",
    "READ_MORE",
    "SHARE",
    "SHARE_BAR",
    "SIGNED",
    "SOURCE_AT_END",
    "STAFF",
]


_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Thai, kana, Han and Hangul."""


def _lines(*tables: str) -> list[str]:
    return [line.strip() for table in tables for line in table.splitlines() if line.strip()]


def _any(*tables: str) -> str:
    return f"(?:{'|'.join(_lines(*tables))})"


def _words(table: str) -> str:
    """The phrases where a word begins; in scripts without spaces a word may begin anywhere."""
    # one look behind, at nothing but a letter of a spaced script: two of them cost twice the time
    return rf"(?<![^\W{_UNSPACED}]){any_of(_lines(table))}"


AGENCY_LINE = re.compile(
    rf"\(?(?:(?:mit|with|avec|par|con|com|z|från|met|by|von|source|quelle|fonte|fuente)\b:? (?:\w+ )?)?"
    rf"{_any(attributions.AGENCIES)}(?:[/,&+ ]+(?:and |und |et |y |e )?{_any(attributions.AGENCIES)})*\)?"
    r"|\([a-zà-ž]{2,5}(?:[/,-] ?[a-zà-ž]{2,5})*\)"
)
"""Agencies, or a writer's initials in brackets, below a report: for a whole line."""
READ_MORE = re.compile(_any(labels.READ_MORE))
"""A heading over links, or the words before one: for a whole line or what stands before a colon."""
PROMO = re.compile(_words(invitations.PROMO))
"""An invitation, anywhere in a line."""
PROMO_WORDS = re.compile(_words(invitations.PROMO_WORDS) + rf"(?:(?!\w)|(?=[{_UNSPACED}]))")
"""Things that promotion is about; each of them also occurs in news."""
NOTICE = re.compile(_words(invitations.NOTICE))
"""What no report says of itself: notes about embeds, rights, commissions, other reporters."""
COMMENT_RULES = re.compile(_words(invitations.COMMENT_RULES))
"""How a site tells its readers what they may write, at any length."""
PAYWALL = re.compile(_any(invitations.PAYWALL))
"""A note before a wall: for a whole line."""
ADVERT = re.compile(_any(labels.ADVERT))
"""A marker of an advertisement: for a whole line."""
SHARE = re.compile(_any(labels.SHARE_NAMES))
"""One button's label: for a whole line."""
SHARE_BAR = re.compile(rf"(?:{_any(labels.SHARE_NAMES)}(?:[\s|·•,/:]+|$)){{2,}}")
"""Several of them in a row."""
CREDIT = re.compile(_any(attributions.CREDIT))
"""A picture's credit: for a whole line."""
CREDIT_AT_END = re.compile(_any(attributions.CREDIT_AT_END))
"""A picture's credit at the end of its caption."""
COMMENTS = re.compile(_any(labels.COMMENTS))
"""A label above the readers' comments: for a whole line."""
AUTHOR_NOTE = re.compile(_words(attributions.AUTHOR_NOTE))
"""How a note about the author speaks."""
CORRECTION = re.compile(_any(labels.CORRECTION))
"""How a note of correction begins: it is the article's own, and stays."""
CLOCK_WORDS = re.compile(_any(labels.CLOCK, labels.MONTHS))
"""Words of a line that only says when: for whole words."""
SOURCE_AT_END = re.compile(rf"\s*{_any(attributions.SOURCES)} ?[:：] ?\S{{1,24}}$")
"""Where a report is from, behind its date."""
_WORK = rf"{_any(attributions.STAFF)} ?[:：／/=] ?\S{{1,20}}[ 　|｜]*"
STAFF = re.compile(rf"[（(【\[]?(?:{_WORK})+[）)】\]]?|{_any(attributions.KOREAN_STAFF)}")
"""Who wrote, edited and checked a report, in scripts without spaces: for a whole line."""
SIGNED = re.compile(_any(attributions.SIGNED) + r"[\s:：/|]+")
"""What stands before a writer's name: for a line's start."""
