"""Taking lines out and putting them back, and what the judgement of a line reads; without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.article import Removed
from storage.line_words import line_key
from storage.repeats import Count, Seen, is_settled, judge, may_be_template, no_longer_repeats
from storage.sweep import rearranged
from tests.records import text

LINES = st.lists(st.sampled_from(["one", "Two!", "three 3", "…", "four", "五"]), min_size=1, max_size=12)
KEYS = st.sets(st.sampled_from(["one", "two", "three 3", "four", "五"]).map(line_key), max_size=4)


def cleaned(lines: list[str], gone: set[int]) -> tuple[str, tuple[Removed, ...]]:
    """What extraction gives of these lines, those at `gone` taken out; one line stays at least."""
    gone = gone & set(range(1, len(lines)))
    kept = [line for place, line in enumerate(lines) if place not in gone]
    return "\n".join(kept), tuple(Removed(place, lines[place], "promo") for place in sorted(gone))


@given(lines=LINES, gone=st.sets(st.integers(0, 11)), out=KEYS)
def test_what_is_taken_out_goes_back_to_where_it_stood(lines: list[str], gone: set[int], out: set[int | None]) -> None:
    keys = {key for key in out if key is not None}
    body, removed = cleaned(lines, gone)
    without, all_removed = rearranged(body, removed, keys)
    assert rearranged(without, all_removed, keys) == (without, all_removed)
    assert rearranged(without, all_removed, (), keys) == (body, removed)
    assert {line.position: line.text for line in all_removed}.items() <= dict(enumerate(lines)).items()
    assert body == without or not keys & set(map(line_key, without.split("\n")))
    assert without


def test_two_pieces_of_one_line_have_one_place() -> None:
    removed = (Removed(1, "By Ana Silva", "byline"), Removed(1, "Share", "share"))
    assert rearranged("a\nb\nc", removed, {key for key in [line_key("b")] if key}) == (
        "a\nc",
        (*removed, Removed(2, "b", "site")),
    )


def test_lines_are_compared_by_their_words() -> None:
    assert line_key("Sign up — now!") == line_key("SIGN UP NOW") == line_key("Ｓｉｇｎ\u00a0u\u00adp now")
    assert len({line_key(line) for line in ("Page 1", "Page 2", "Page", "1 Page", "Seite 1")}) == 5
    assert {line_key(line) for line in ("", "***", "— — —", "\u200b")} == {None}
    assert isinstance(line_key("\ud800 half a pair"), int)


NOTE = "The talks between the mill and its weavers have gone on since the fire in the dye house in April."
NAMES = ("the mill", "weavers", "the dye house", "the fire", "the talks", "in April", "has gone on")


def report(number: int, *lines: str, words: tuple[str, ...] = ()) -> Seen:
    """An article of its own words, with some of `words` in each of its paragraphs."""
    paragraphs = text(number, 160).split("\n")
    for place, line in enumerate(paragraphs):
        paragraphs[place] = f"{line} {words[(number + place) % len(words)]}" if words else line
    title, day = text(number + 7000, 6), date(2026, 1, 1) + timedelta(days=number)
    return Seen(title, "\n".join([*paragraphs[:2], *lines, *paragraphs[2:]]), day, (f"Author {number % 5}",))


def verdict(share: float, words: tuple[str, ...] = (), articles: int = 12, line: str = NOTE) -> bool:
    holders = [report(number, line, words=words) for number in range(articles)]
    others = [report(number + 100) for number in range(10)]
    return judge(line, Count(articles, round(articles / share), articles), holders, others) is not None


@pytest.mark.parametrize("share", [0.2, 0.5, 0.7])
def test_a_line_that_speaks_of_what_its_articles_tell_stays(share: float) -> None:
    assert verdict(share)
    assert not verdict(share, words=NAMES)


def test_the_share_asked_falls_with_the_count() -> None:
    assert [verdict(0.1, articles=articles) for articles in (5, 10, 20, 30)] == [False, False, True, True]
    assert not any(verdict(0.02, articles=articles) for articles in (5, 10, 20, 30))


def test_fewer_than_five_articles_are_no_evidence() -> None:
    assert not verdict(1.0, articles=4)


@given(articles=st.integers(5, 200), site=st.integers(5, 5000), days=st.integers(1, 9))
def test_what_is_cleared_would_not_be_found_out(articles: int, site: int, days: int) -> None:
    """Between the two is room: no count lets a line come and go."""
    count = Count(articles, max(site, articles), days)
    more = Count(articles, max(site // 2, articles), days)
    assert not (no_longer_repeats(count, "spread") and may_be_template(NOTE, more))
    assert not (no_longer_repeats(count, "share") and more.share >= 0.45)


def test_a_line_that_came_back_for_long_is_settled() -> None:
    assert is_settled(Count(40, 10_000, 10))
    assert not is_settled(Count(40, 10_000, 2))
    assert not is_settled(Count(10, 10_000, 10))
