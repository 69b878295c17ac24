"""Made-up texts by the million.

Words of a Zipf distribution, stock phrases in between, 150 to 1,500 words. 5 % repeat an earlier one: changed here
and there, cut to a part, or with paragraphs added. 5 % are of twenty templates whose reports differ in names and
numbers alone.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dedup.reading import Reading
from dedup.signature import DEFAULT_SCHEME, Sketch

__all__ = ["Made", "Press"]

VOCABULARY = 60_000
PHRASES = 3_000
PHRASE_EVERY = 30
"""Words, on average, from one stock phrase to the next."""

REPEATS, TEMPLATED, TEMPLATES = 0.05, 0.05, 20


@dataclass(frozen=True, slots=True)
class Made:
    """A made-up text. repeats: the number of the text that it repeats, None where it is a report of its own."""

    text: str
    repeats: int | None = None


class Press:
    """Makes texts; the same number gives the same text.

    skipped: numbers of texts that are not written, and that none repeats.
    """

    def __init__(self, templated: float = TEMPLATED, repeats: float = REPEATS, templates: int = TEMPLATES):
        chance = random.Random(0)  # noqa: S311 made-up texts, no secrets; below too
        syllables = [a + b for a in "bcdfghjklmnprstvwz" for b in ("a", "e", "i", "o", "u", "en", "ar", "is")]
        words = {"".join(chance.choices(syllables, k=1 + n * 3 // VOCABULARY)) for n in range(300)}
        while len(words) < VOCABULARY:
            words.add("".join(chance.choices(syllables, k=chance.randint(2, 5))))
        # The most frequent words are the shortest, as in languages.
        self._words = np.array(sorted(words, key=lambda word: (len(word), word)), dtype=object)
        self._phrases = [" ".join(self._draw(np.random.default_rng(n), 6)) for n in range(PHRASES)]
        self._templated, self._repeats, self._templates = templated, repeats, templates
        self.skipped: list[range] = []

    def _draw(self, source: np.random.Generator, count: int) -> list[str]:
        """Words of a Zipf-Mandelbrot distribution (exponent 1, offset 2.7), by its inverse."""
        ranks = 3.7 * ((VOCABULARY + 2.7) / 3.7) ** source.random(count) - 3.7
        drawn: list[str] = self._words[ranks.astype(np.int64)].tolist()
        return drawn

    def kind(self, number: int) -> str:
        """What the text is: report, template or repeat."""
        dice = random.Random(number).random()  # noqa: S311  made-up texts, no secrets
        if dice < self._repeats and number > 100:
            return "repeat"
        return "template" if dice < self._repeats + self._templated else "report"

    def make(self, number: int) -> Made:
        """The text of this number."""
        kind = self.kind(number)
        if kind == "template":
            return Made(self._filled(number))
        if kind == "report":
            return Made(self.report(number))
        chance = random.Random(-number)  # noqa: S311  made-up texts, no secrets
        of = chance.randrange(number)
        while self.kind(of) != "report" or any(of in skipped for skipped in self.skipped):
            of = chance.randrange(number)
        return Made(self._changed(self.report(of), chance), of)

    def report(self, number: int) -> str:
        """A report of this number, whatever its kind."""
        source = np.random.default_rng(number)
        length = int(np.clip(source.lognormal(6.1, 0.5), 150, 1500))
        words = self._draw(source, length)
        for at in source.integers(0, length, length // PHRASE_EVERY).tolist():
            words[at] = self._phrases[int(PHRASES ** source.random()) - 1]
        return "\n".join(_sentence(words[start : start + 50]) for start in range(0, length, 50))

    @cached_property
    def _phrase_values(self) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """The least MinHash values of the shingles inside each phrase: of the whole text's signature, of its head's."""
        sketches = [DEFAULT_SCHEME.sketch(phrase) for phrase in self._phrases]
        return np.stack([each.values for each in sketches]), np.stack([each.head for each in sketches])

    def draw(self, numbers: Iterable[int]) -> Iterator[list[int]]:
        """The bands of texts of these numbers, repeats aside, as such texts have them, without writing the reports.

        A report's shingles are its own, but for those inside of its phrases: its MinHash values are the least of so
        many random numbers and of the values of its phrases' shingles.
        """
        values, heads = self._phrase_values
        for number in numbers:
            if self.kind(number) == "template":
                yield DEFAULT_SCHEME.sketch(self._filled(number)).band_hashes
                continue
            source = np.random.default_rng(number)
            length = int(np.clip(source.lognormal(6.1, 0.5), 150, 1500))
            phrases = (PHRASES ** source.random(length // PHRASE_EVERY)).astype(np.int64) - 1
            whole = np.minimum(_least(source, length + len(phrases), values.shape[1]), values[phrases].min(axis=0))
            head = np.minimum(_least(source, 52, heads.shape[1]), heads[phrases[:2]].min(axis=0))
            yield Sketch(Reading.of(""), length, whole, head, DEFAULT_SCHEME).band_hashes

    def _filled(self, number: int) -> str:
        """A report of a template: eight sentences, each with a number and a name of its own."""
        source = np.random.default_rng(number)
        template = number % self._templates
        lines = []
        for line in range(8):
            words = self._draw(np.random.default_rng(10**9 + template * 10 + line), 12)
            words[4], words[8] = str(source.integers(1, 1000)), str(self._words[source.integers(2000, 9000)]).title()
            lines.append(_sentence(words))
        return "\n".join(lines)

    def _changed(self, text: str, chance: random.Random) -> str:
        paragraphs = text.split("\n")
        match chance.randrange(3):
            case 0:
                words = text.split(" ")
                return " ".join("changed" if chance.random() < 0.1 else word for word in words)
            case 1:
                return "\n".join(paragraphs[: max(2, len(paragraphs) * 2 // 3)])
            case _:
                return "\n".join(["By our own reporters", *paragraphs, self.report(chance.randrange(1 << 30))[:300]])


def _sentence(words: list[str]) -> str:
    return " ".join(words).capitalize() + "."


def _least(source: np.random.Generator, of: int, count: int) -> NDArray[np.uint32]:
    """The least of `of` random numbers of 32 bits, drawn at once; `count` times."""
    return (2.0**32 * (1 - source.random(count) ** (1 / of))).astype(np.uint32)
