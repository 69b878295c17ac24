from datetime import UTC, datetime, timedelta

import pytest

from dedup.original import Version, better_original

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MIDNIGHT = datetime(2026, 3, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def version(name: str, published: datetime | None, words: int = 300) -> Version:
    return Version(name, published, words)


def best(shown: Version, *others: Version) -> str:
    better = better_original(shown, others)
    if better is None:
        return shown.url
    again = [each for each in (shown, *others) if each is not better[0]]
    assert better_original(better[0], again) is None, "not settled"
    return better[0].url


@pytest.mark.parametrize(
    ("shown", "others", "expected"),
    [
        (version("a", NOON), [], "a"),
        (version("a", NOON), [version("b", NOON + HOUR)], "a"),
        (version("a", NOON), [version("b", NOON - HOUR)], "b"),
        (version("a", NOON), [version("b", NOON - timedelta(seconds=20))], "a"),
        (version("a", NOON), [version("b", NOON - HOUR), version("c", NOON - 2 * HOUR)], "c"),
        (version("a", NOON, 300), [version("b", NOON + HOUR, 500)], "b"),
        (version("a", NOON, 300), [version("b", NOON + HOUR, 400)], "a"),
        (version("a", NOON, 300), [version("b", NOON - HOUR, 100)], "a"),
        (version("a", NOON, 100), [version("b", NOON + HOUR, 300), version("c", NOON + 2 * HOUR, 310)], "b"),
        (version("a", NOON, 100), [version("b", NOON + HOUR, 160), version("c", NOON + 2 * HOUR, 900)], "c"),
        (version("a", None), [version("b", NOON)], "a"),
        (version("a", None, 100), [version("b", NOON, 300)], "b"),
        (version("a", NOON), [version("b", None)], "a"),
        (version("a", NOON), [version("b", MIDNIGHT)], "a"),
        (version("a", MIDNIGHT), [version("b", NOON)], "a"),
        (version("a", NOON), [version("b", MIDNIGHT - timedelta(days=1))], "b"),
        (version("a", MIDNIGHT), [version("b", MIDNIGHT - HOUR)], "b"),
        (version("a", NOON, 0), [version("b", NOON, 0)], "a"),
    ],
)
def test_the_earliest_unless_a_later_one_is_markedly_longer(
    shown: Version, others: list[Version], expected: str
) -> None:
    assert best(shown, *others) == expected
    assert best(shown, *reversed(others)) == expected


def test_it_says_why() -> None:
    earlier = better_original(version("a", NOON), [version("b", NOON - 3 * HOUR)])
    longer = better_original(version("a", NOON), [version("b", NOON + HOUR, 600)])
    assert earlier is not None
    assert longer is not None
    assert (earlier[1], longer[1]) == ("published 3 h earlier", "2.0 times as long")


def test_whatever_is_chosen_is_settled() -> None:
    times = [NOON, NOON - HOUR, NOON + 5 * HOUR, MIDNIGHT, None]
    lengths = [100, 140, 170, 220, 400]
    versions = [version(f"{n}{m}", times[n], lengths[m]) for n in range(5) for m in range(5)]
    for seed in range(300):
        picked = [versions[(seed * 7 + n * (seed % 11 + 1)) % 25] for n in range(4)]
        unique = list({each.url: each for each in picked}.values())
        best(*unique)
