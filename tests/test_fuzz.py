"""A short run of benchmarks/fuzz.py, and the cases that longer ones have found."""

import signal
from collections.abc import Iterator

import pytest

from benchmarks.fuzz import TARGETS, finding, on_alarm

FOUND = {
    "text": [76605358496786],  # invitations one under the other: quadratic, over 10 s
    "feed": [53055830649139, 211645887594935],  # xml:base is no address; halves of characters
    "sitemap": [87976458625902, 280269850815355],  # halves of characters
}
"""Numbers of cases by reader."""

CASES = {"page": 20, "text": 20, "sitemap": 100}
"""How many of each reader; 200 of the others."""


@pytest.fixture
def alarm() -> Iterator[None]:
    before = signal.signal(signal.SIGVTALRM, on_alarm)
    yield
    signal.signal(signal.SIGVTALRM, before)


@pytest.mark.slow
@pytest.mark.parametrize("reader", TARGETS)
def test_no_reader_fails_on_what_it_does_not_expect(reader: str, alarm: None) -> None:
    for number in (*FOUND.get(reader, ()), *range(CASES.get(reader, 200))):
        assert finding(reader, number) is None, f"benchmarks/fuzz.py --again {reader}:{number}"
