"""The language of a page: what it declares, held against the script of its text."""

import re
from collections import Counter
from collections.abc import Iterable

from crawler.extraction.frequent_words import FREQUENT_WORDS

__all__ = ["LANGUAGES", "choose_language"]

_CODES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de "
    "dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id "
    "ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu "
    "lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu "
    "rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr "
    "ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
LANGUAGES: frozenset[str] = frozenset(_CODES.split())
"""Every code of ISO 639-1."""

_SYNONYMS = {
    "iw": "he", "in": "id", "ji": "yi", "nb": "no", "nn": "no", "mo": "ro", "sh": "sr", "fil": "tl",
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es",
    "español": "es", "italian": "it", "italiano": "it", "portuguese": "pt", "dutch": "nl", "russian": "ru",
    "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "por": "pt", "nld": "nl",
    "dut": "nl", "rus": "ru", "jpn": "ja", "zho": "zh", "chi": "zh", "kor": "ko", "ara": "ar", "hin": "hi", "tur": "tr",
    "jp": "ja", "cn": "zh", "kr": "ko", "cz": "cs", "dk": "da", "gr": "el", "ua": "uk",
}  # fmt: skip
"""Retired codes, three-letter codes, names and the usual mistakes; both forms of Norwegian are written `no`."""

_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_SCRIPTS: tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...] = (
    ("kana", re.compile("[\u3041-\u3096\u30a1-\u30fa]"), ("ja",)),
    ("hangul", re.compile("[\u1100-\u11ff\uac00-\ud7af]"), ("ko",)),
    ("han", re.compile("[\u3400-\u9fff]"), ("zh", "ja")),
    ("cyrillic", re.compile("[\u0400-\u04ff]"),
     ("ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "mn", "tg", "tt", "uz", "bs")),
    ("arabic", re.compile("[\u0600-\u06ff]"), ("ar", "fa", "ur", "ps", "ug", "sd", "ku", "ks")),
    ("hebrew", re.compile("[\u0590-\u05ff]"), ("he", "yi")),
    ("greek", re.compile("[\u0370-\u03ff]"), ("el",)),
    ("devanagari", re.compile("[\u0900-\u097f]"), ("hi", "mr", "ne", "sa", "ks")),
    ("bengali", re.compile("[\u0980-\u09ff]"), ("bn", "as")),
    ("gurmukhi", re.compile("[\u0a00-\u0a7f]"), ("pa",)),
    ("gujarati", re.compile("[\u0a80-\u0aff]"), ("gu",)),
    ("tamil", re.compile("[\u0b80-\u0bff]"), ("ta",)),
    ("telugu", re.compile("[\u0c00-\u0c7f]"), ("te",)),
    ("kannada", re.compile("[\u0c80-\u0cff]"), ("kn",)),
    ("malayalam", re.compile("[\u0d00-\u0d7f]"), ("ml",)),
    ("sinhala", re.compile("[\u0d80-\u0dff]"), ("si",)),
    ("thai", re.compile("[\u0e00-\u0e7f]"), ("th",)),
    ("lao", re.compile("[\u0e80-\u0eff]"), ("lo",)),
    ("myanmar", re.compile("[\u1000-\u109f]"), ("my",)),
    ("georgian", re.compile("[\u10a0-\u10ff]"), ("ka",)),
    ("armenian", re.compile("[\u0530-\u058f]"), ("hy",)),
    ("ethiopic", re.compile("[\u1200-\u137f]"), ("am", "ti")),
    ("khmer", re.compile("[\u1780-\u17ff]"), ("km",)),
    ("latin", _LATIN, ()),
)  # fmt: skip
"""Scripts with the languages written in them, the likeliest first; Latin names none."""

_NOT_LATIN = frozenset(language for _, _, languages in _SCRIPTS for language in languages) - {
    "az",
    "uz",
    "sr",
    "bs",
    "ku",
}
_LANGUAGES_OF: dict[str, list[str]] = {}
for _language, _words in FREQUENT_WORDS.items():
    for _word in _words:
        _LANGUAGES_OF.setdefault(_word, []).append(_language)

_SCRIPT_SAMPLE = 500  # characters that tell a script
_MIN_LETTERS = 10
_FEW_HITS = 4  # frequent words that make an undeclared text a language's
_MANY_HITS = 8  # that speak against a declaration
_CONTRADICTION = 4  # times as many as the declared language has
_WORD = re.compile(r"[^\W\d_]+")


def choose_language(declared: Iterable[str], text: str) -> str | None:
    """The page's language as ISO 639-1, None where nothing tells.

    declared: what the page says (`de-DE`, `en_GB`, `deu`), the most trusted first; templates are often left on their
    language of origin, so a declaration that the script of the text rules out does not count, nor one whose frequent
    words the text lacks while it is full of another language's. text: headline, description, beginning of the text.
    Where nothing is declared, the text alone tells.
    """
    possible, ruled_out = _by_script(text)
    votes: Counter[str] = Counter()
    for rank, value in enumerate(declared):
        code = _code(value)
        if code and not (possible and code not in possible) and code not in ruled_out:
            votes[code] += 100 - rank  # agreement beats order, order breaks a tie
    if possible:
        return votes.most_common(1)[0][0] if votes else possible[0]
    said = votes.most_common(1)[0][0] if votes else None
    return _by_words(text, said)


def _by_words(text: str, said: str | None) -> str | None:
    """The language that the text's frequent words show, where they contradict what is said or nothing is."""
    hits: Counter[str] = Counter()
    for word, count in Counter(_WORD.findall(text.casefold())).items():
        for language in _LANGUAGES_OF.get(word, ()):
            hits[language] += count
    if not hits:
        return said
    (best, most), *others = hits.most_common(2)
    if said is None:
        return best if most >= _FEW_HITS and most > sum(count for _, count in others) else None
    contradicted = said in FREQUENT_WORDS and most >= _MANY_HITS and hits[said] * _CONTRADICTION <= most
    return best if contradicted else said


def _code(value: str) -> str | None:
    head = re.split(r"[-_,;\s]", value.strip().lower(), maxsplit=1)[0]
    head = _SYNONYMS.get(head, head)
    return head if head in LANGUAGES else None


def _by_script(text: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Languages that the text's script allows (empty: any), and languages it rules out."""
    if text.isascii():
        return (), _NOT_LATIN if len(text) >= _MIN_LETTERS else frozenset()
    sample = text[:_SCRIPT_SAMPLE]
    if len(_LATIN.findall(sample)) > max(_MIN_LETTERS, len(sample) // 2):
        return (), _NOT_LATIN
    counts = {name: len(letters.findall(sample)) for name, letters, _ in _SCRIPTS}
    if sum(counts.values()) < _MIN_LETTERS:
        return (), frozenset()
    if counts["kana"] * 10 > counts["han"] and counts["kana"] + counts["han"] > counts["latin"]:
        return ("ja",), frozenset()
    name = max(counts, key=lambda script: counts[script])
    if name == "latin":
        return (), _NOT_LATIN
    return next(languages for script, _, languages in _SCRIPTS if script == name), frozenset()
