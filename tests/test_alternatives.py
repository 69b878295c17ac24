import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction import invitations
from crawler.extraction.alternatives import any_of


def _phrases(table: str) -> list[str]:
    return [line.strip() for line in table.splitlines() if line.strip()]


@pytest.mark.parametrize("table", [invitations.PROMO, invitations.PROMO_WORDS, invitations.NOTICE])
def test_a_table_matches_the_same_lines(table: str) -> None:
    phrases = _phrases(table)
    plain, fast = re.compile("|".join(phrases)), re.compile(any_of(phrases))
    # literal runs of the phrases themselves, alone, cut short and in a sentence
    runs = {run.strip() for phrase in phrases for run in re.split(r"[\\()\[\]|?*+{}.^$]+", phrase)} - {""}
    for run in runs:
        for line in (run, run[:-1], f"and {run} again", f"x{run}"):
            assert (plain.search(line) is None) == (fast.search(line) is None), line
    assert any(fast.search(run) for run in runs)


_ATOM = st.sampled_from(
    ["a", "b", "c", "ab", "a?", "b*", "[a-c]", r"\b", r"\.", ".", "(?:a|b)", "(?:a|bc)?", "(?:ab)+", "c|a"]
)
_PATTERN = st.recursive(
    st.lists(_ATOM, min_size=1, max_size=4).map("".join),
    lambda inner: st.tuples(inner, inner, st.sampled_from(["(?:{}){}", "(?:{})?{}", "(?:{}|{})", "{}|{}"])).map(
        lambda drawn: drawn[2].format(drawn[0], drawn[1])
    ),
    max_leaves=4,
)  # fmt: skip


@given(st.lists(_PATTERN, min_size=1, max_size=4), st.text("abc.", max_size=8))
def test_any_pattern_matches_the_same_text(patterns: list[str], text: str) -> None:
    plain = re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
    fast = re.compile(any_of(patterns))
    assert (plain.search(text) is None) == (fast.search(text) is None)
    assert (plain.fullmatch(text) is None) == (fast.fullmatch(text) is None)
