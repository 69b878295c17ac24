"""Kinds of change that a report goes through on its way to other papers, and reports that only look alike; made by
rule from any reports.

None of them is a kind of the labelled set: what is fitted to that is tried on these.
"""

import random
import re
from collections.abc import Callable

__all__ = ["COPIES", "OTHERS"]

Change = Callable[[str, random.Random, list[str]], str]
"""From a report, a source of chance and other reports to another text."""

_SENTENCE = re.compile(r"(?<=[.!?。！？।؟])\s+|(?<=[。！？])")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Þ][a-zà-ÿ]{3,}")


def _sentences(text: str) -> list[str]:
    return [part for part in _SENTENCE.split(text.replace("\n", " ")) if part.strip()]


def _words_changed(text: str, chance: random.Random, share: float) -> str:
    """Words replaced, left out or added, a third of each."""
    words = text.split(" ")
    known = [word for word in words if word.isalpha()] or words
    out = []
    for word in words:
        dice = chance.random() if "\n" not in word else 1.0
        if dice >= share:
            out.append(word)
        elif dice < share / 3:
            out.append(chance.choice(known))
        elif dice < share * 2 / 3:
            out += [word, chance.choice(known)]
    return " ".join(out)


def _lead_rewritten(text: str, chance: random.Random, others: list[str]) -> str:
    sentences = _sentences(text)
    lead = max(1, len(sentences) // 8)
    return _words_changed(" ".join(sentences[:lead]), chance, 0.75) + "\n" + " ".join(sentences[lead:])


def _edited(share: float) -> Change:
    return lambda text, chance, others: _words_changed(text, chance, share)


def _names_respelt(text: str, chance: random.Random, others: list[str]) -> str:
    """Each name in another transliteration, everywhere the same."""
    pairs = (
        ("y", "i"),
        ("i", "y"),
        ("k", "c"),
        ("c", "k"),
        ("v", "w"),
        ("w", "v"),
        ("sh", "sch"),
        ("e", "ie"),
        ("o", "u"),
    )

    def respelt(match: re.Match[str]) -> str:
        name = match[0]
        own = random.Random(name)  # noqa: S311 made-up texts; everywhere in this file
        for old, new in own.sample(pairs, len(pairs)):
            if old in name[1:]:
                return name[0] + name[1:].replace(old, new, 1)
        return name

    return _NAME.sub(respelt, text)


def _reordered(text: str, chance: random.Random, others: list[str]) -> str:
    """Split into paragraphs of two sentences, and these in another order behind the first."""
    sentences = _sentences(text)
    paragraphs = [" ".join(sentences[n : n + 2]) for n in range(0, len(sentences), 2)]
    rest = paragraphs[1:]
    chance.shuffle(rest)
    return "\n".join([*paragraphs[:1], *rest])


def _analysis_added(text: str, chance: random.Random, others: list[str]) -> str:
    """A section of another hand behind it, of two fifths of its length."""
    other = " ".join(chance.choice(others).split())
    return text + "\nAnalysis\n" + other[: len(text) * 2 // 5]


def _headlined(text: str, chance: random.Random, others: list[str]) -> str:
    return " ".join(chance.choice(others).split()[:12]) + "\n" + text


def _two_sentences(text: str, chance: random.Random, others: list[str]) -> str:
    out = ""
    for sentence in _sentences(text):
        out += sentence + " "
        if len(out) > 240:
            break
    return out.strip()


def _paywalled(text: str, chance: random.Random, others: list[str]) -> str:
    words = text.split(" ")
    kept = " ".join(words[: max(45, len(words) // 5)])
    return kept + "…\nThis article is for subscribers. Log in or take out a subscription to read on."


def _localised(text: str, chance: random.Random, others: list[str]) -> str:
    """Numbers with the marks of another country."""
    swap = str.maketrans(".,", ",.")
    return _NUMBER.sub(lambda match: match[0].translate(swap), text).replace("%", " percent")


def _converted(text: str, chance: random.Random, others: list[str]) -> str:
    """One number in six in other units."""

    def converted(match: re.Match[str]) -> str:
        if chance.random() > 1 / 6:
            return match[0]
        return f"{int(float(re.sub('[.,]', '', match[0])[:9]) * 1.609)} km"

    return _NUMBER.sub(converted, text)


_SPELT = dict(enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]))


def _house_style(text: str, chance: random.Random, others: list[str]) -> str:
    """Small numbers in words, abbreviations written out, British endings."""
    text = re.sub(r"(?<![\d.,])\d{1,2}(?![\d.,]|\w)", lambda m: _SPELT.get(int(m[0]), m[0]), text)
    for old, new in (
        ("U.S.", "United States"),
        ("%", " per cent"),
        ("$", "USD "),
        ("ize", "ise"),
        ("or ", "our "),
        (" & ", " and "),
    ):
        text = text.replace(old, new)
    return text


def _typography(text: str, chance: random.Random, others: list[str]) -> str:
    """Other quotation marks, dashes, spaces and hyphens."""
    for old, new in (
        ("“", "«\u202f"),
        ("”", "\u202f»"),
        ('"', "”"),
        ("'", "’"),
        (" - ", " – "),
        ("–", "—"),
        ("...", "…"),
    ):
        text = text.replace(old, new)
    return re.sub(r"(\w{6})(\w{4})", "\\1\u00ad\\2", text).replace(" ", "\u00a0", 40)


def _agency_lines(text: str, chance: random.Random, others: list[str]) -> str:
    return (
        "LONDON, Jan 12 (Newswire) - " + text + "\n(Reporting by A. Writer in London and B. Author in Madrid; "
        "Editing by C. Editor)\n© 2026 Newswire. All rights reserved. This material may not be published, broadcast, "
        "rewritten or redistributed."
    )


def _interleaved(text: str, chance: random.Random, others: list[str]) -> str:
    """A link to another report after every second paragraph."""
    lines = text.split("\n")
    out = []
    for n, line in enumerate(lines):
        out.append(line)
        if n % 2:
            out.append("Read also: " + " ".join(chance.choice(others).split()[:10]))
    return "\n".join(out)


def _sentences_rewritten(text: str, chance: random.Random, others: list[str]) -> str:
    """A third of the sentences in other words."""
    return " ".join(_words_changed(each, chance, 0.8) if chance.random() < 1 / 3 else each for each in _sentences(text))


def _sentences_dropped(text: str, chance: random.Random, others: list[str]) -> str:
    return " ".join(each for each in _sentences(text) if chance.random() > 1 / 3)


def _last_half(text: str, chance: random.Random, others: list[str]) -> str:
    sentences = _sentences(text)
    return " ".join(sentences[len(sentences) // 2 :])


def _ascii(text: str, chance: random.Random, others: list[str]) -> str:
    for old, new in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("å", "aa"), ("ø", "oe"), ("æ", "ae")):
        text = text.replace(old, new)
    return text


def _corrected(text: str, chance: random.Random, others: list[str]) -> str:
    """One number is another now."""
    found = list(_NUMBER.finditer(text))
    if not found:
        return text + "\nThe report was corrected."
    match = chance.choice(found)
    return text[: match.start()] + str(chance.randint(2, 900)) + text[match.end() :]


def _shouted(text: str, chance: random.Random, others: list[str]) -> str:
    return text.upper()


def _all_at_once(text: str, chance: random.Random, others: list[str]) -> str:
    """Cut by a third, edited, respelt, under a byline and over an agency's line, as most reprints are."""
    words = text.split(" ")
    cut = " ".join(words[: max(60, len(words) * 2 // 3)])
    return "By our staff\n" + _names_respelt(_words_changed(cut, chance, 0.1), chance, others) + "\nNewswire"


COPIES: dict[str, Change] = {
    "lead rewritten": _lead_rewritten,
    "edited 10 %": _edited(0.10),
    "edited 15 %": _edited(0.15),
    "edited 40 %": _edited(0.40),
    "names respelt": _names_respelt,
    "paragraphs in another order": _reordered,
    "analysis added": _analysis_added,
    "another headline": _headlined,
    "two sentences": _two_sentences,
    "behind a paywall": _paywalled,
    "numbers localised": _localised,
    "units converted": _converted,
    "house style": _house_style,
    "typography": _typography,
    "agency's lines": _agency_lines,
    "links between paragraphs": _interleaved,
    "a third of sentences rewritten": _sentences_rewritten,
    "a third of sentences dropped": _sentences_dropped,
    "last half": _last_half,
    "accents written out": _ascii,
    "a figure corrected": _corrected,
    "capitals": _shouted,
    "cut, edited, respelt, tailed": _all_at_once,
}
"""What a paper does to a report: still that report."""


def _followed_up(text: str, chance: random.Random, others: list[str]) -> str:
    """News of another day over two fifths of the report as background."""
    sentences = _sentences(text)
    background = " ".join(sentences[: max(1, len(sentences) * 2 // 5)])
    other = " ".join(chance.choice(others).split())
    return other[: int(len(background) * 1.5)] + "\n" + background


def _quoted(text: str, chance: random.Random, others: list[str]) -> str:
    """Another report that quotes a long statement from this one."""
    sentences = _sentences(text)
    start = len(sentences) // 3
    statement = " ".join(sentences[start : start + max(1, len(sentences) // 3)])
    other = " ".join(chance.choice(others).split())
    return other[: len(statement)] + "\n" + statement + "\n" + other[len(statement) : len(statement) * 2]


def _live(text: str, chance: random.Random, others: list[str]) -> str:
    """A live page that holds its beginning among entries about other things."""
    entries = [" ".join(other.split()[:80]) for other in chance.sample(others, 6)]
    entries.insert(chance.randrange(len(entries)), " ".join(text.split()[:80]))
    return "\n".join(entries)


def _merged(text: str, chance: random.Random, others: list[str]) -> str:
    """Three reports on one page, this one among them, cut to one length."""
    parts = [" ".join(each.split()[:150]) for each in (*chance.sample(others, 2), text)]
    return "\n".join(parts)


OTHERS: dict[str, Change] = {
    "follow-up over two fifths": _followed_up,
    "a statement quoted": _quoted,
    "live page": _live,
    "three reports on a page": _merged,
}
"""Another report that holds a part of this one."""
