"""Who wrote it: names out of fields and bylines, one person each."""

import re
from collections.abc import Iterable, Sequence

from crawler.extraction.strings import unescape

__all__ = ["AGENCIES", "clean_authors"]

_MAX_AUTHORS = 30
_MAX_NAME = 80

PREFIXES = (
    "written by", "reported by", "reporting by", "story by", "words by", "analysis by", "review by", "by",
    "geschrieben von", "ein kommentar von", "kommentar von", "eine analyse von", "analyse von", "ein gastbeitrag von",
    "gastbeitrag von", "interview von", "protokoll von", "aus", "von", "autor", "autorin", "autoren", "text",
    "escrito por", "por", "redacción de", "publié par", "par", "propos recueillis par", "di", "a cura di", "door", "av",
    "af", "tekst", "skrevet av", "skrevet af", "skriven av", "teksti", "napisał", "napisała", "autorzy", "autore",
    "auteur", "auteurs", "author", "authors", "byline", "автор", "авторы", "текст", "od", "írta", "szerző", "de", "yazan",
    "oleh", "penulis", "tác giả", "文", "作者", "记者", "記者", "責任編輯", "责任编辑", "基자", "कातब", "لیکھک", "بقلم", "كتب",
)  # fmt: skip
"""What stands before a name in a byline, in lower case; longer ones first where one begins another."""

CONJUNCTIONS = (
    "and", "und", "et", "y", "e", "en", "og", "och", "ja", "i", "a", "oraz", "ve", "és", "și", "si", "in", "und", "dan",
    "và", "и", "і", "та", "й", "και", "و", "और", "&", "with", "mit", "avec", "con", "med", "sowie",
)  # fmt: skip
"""Words between two names. A split needs two words on both sides: Ortega y Gasset is one man."""

JOBS = frozenset("""
    reporter reporters editor editors correspondent correspondents columnist journalist writer staff contributor producer
    columnista redactor redactora corresponsal periodista colaborador enviado especial rédacteur rédactrice journaliste
    correspondant correspondante chef redakteur redakteurin redaktorin korrespondent korrespondentin volontär volontärin
    journalistin chefredakteur chefredakteurin reporterin autorin gastautor gastautorin inviato giornalista
    redacteur verslaggever correspondente repórter jornalista dziennikarz dziennikarka redaktor journalisti toimittaja
    muhabir muhabiri editör editörü reportér reportérka redaktorka novinar novinarka újságíró szerkesztő wartawan
    journalister fotograf photographer fotografin fotografo fotógrafo meteorologist analyst professor producent
    корреспондент журналист редактор обозреватель кореспондент журналіст
    """.split())  # fmt: skip
"""Words of professions: a part of a byline that holds one, behind a name, is no name."""

AGENCIES = frozenset("""
    dpa afp ap reuters sid apa efe ansa tass interfax ntb tt ritzau stt pap čtk ctk mti anp belga sda ats keystone-sda
    kna epd dapd xinhua kyodo jiji yonhap pti ani ians upi lusa agerpres tasr sta hina tanjug bta aap dpa-afx
    ukrinform unian anadolu aa ddp bloomberg
    """.split()) | {
    "associated press", "the associated press", "press association", "pa media", "agence france-presse",
    "deutsche presse-agentur", "deutsche presse-agentur (dpa)", "europa press", "press trust of india",
    "the canadian press", "canadian press", "anadolu ajansı", "thomson reuters", "sport-informations-dienst",
    "the press association", "dpa/afp", "reuters staff", "afp news", "afp/dpa", "共同通信", "时事通信社", "新华社", "新华网",
}  # fmt: skip
"""News agencies, case-folded: they stand as the author only where no person does."""

_URL = re.compile(r"https?://|www\.|\S+@\S+\.\w|^@|/\w+/|\.(?:com|html?|org|net|php)\b", re.IGNORECASE)
_HARD_SPLIT = re.compile(r"\s*[;|•·\n\t／、，；]\s*|\s+[/–—]\s+|\s*//\s*|,(?=\S)(?<!\d,)|\s*,\s+(?=[^a-z])")
_PREFIX = re.compile(
    r"^(?:"
    + "|".join(re.escape(word) for word in sorted(PREFIXES, key=len, reverse=True))
    + r")\s*(?::\s*|\s+)",
    re.IGNORECASE,
)
_CONJUNCTION = re.compile(r"\s+(?:" + "|".join(map(re.escape, CONJUNCTIONS)) + r")\s+", re.IGNORECASE)
_CLEAR_CONJUNCTION = re.compile(r"\s+(?:and|und|et|og|och|ve|és|și|oraz|&)\s+", re.IGNORECASE)
_TRIMMED = re.compile(r"^[\W_]+|(?:(?![.)\]])[\W_])+$")
_BRACKETED = re.compile(r"\s*[(\[（【][^)\]）】]*[)\]）】]")
_TITLES = re.compile(
    r"^(?:dr|prof|mr|mrs|ms|sir|dame|dipl\.-\w+|hr|fr|ing|mgr|phdr|mudr|judr)\.?\s+(?=\S+\s+\S)", re.I
)
_WORD = re.compile(r"\w+")


def clean_authors(
    values: Iterable[str], sites: Sequence[str] = (), *, listed: bool = False
) -> tuple[str, ...]:
    """The persons that the values name, in their order, each once; agencies, then the site itself, only where no
    person is named; empty where nothing is a name.

    values: contents of author fields or bylines, each with one name or several. sites: names the page gives its
    site or publisher. listed: the values are items of a list, each one author's, so that a single word is a name.
    """
    persons: dict[str, str] = {}
    agencies: dict[str, str] = {}
    own: dict[str, str] = {}
    site_keys = {_key(site) for site in sites} - {""}
    for value in values:
        for name in _names(unescape(value), listed):
            key = _key(name)
            if not key:
                continue
            kind = own if key in site_keys else agencies if name.casefold() in AGENCIES else persons
            kind.setdefault(key, name)
    return tuple((persons or agencies or own).values())[:_MAX_AUTHORS]


def _names(value: str, listed: bool) -> list[str]:
    value = _BRACKETED.sub("", value)
    parts = [part for part in (_strip(part) for part in _HARD_SPLIT.split(value)) if part]
    names = [name for part in parts for name in _divide(part)]
    several = len(names) > 1 or not listed
    return [name for place, name in enumerate(names) if _is_name(name, alone=not several or place == 0)]


def _strip(part: str) -> str:
    for _ in range(3):
        part = _PREFIX.sub("", part)
        part = _TRIMMED.sub("", part).strip()
    return _TITLES.sub("", part)


def _divide(part: str) -> list[str]:
    pieces = _CONJUNCTION.split(part)
    if len(pieces) > 1 and all(len(piece.split()) > 1 for piece in pieces):
        return [_strip(piece) for piece in pieces]
    clear = _CLEAR_CONJUNCTION.split(part)
    if len(clear) > 1:
        return [_strip(piece) for piece in clear]
    return [part]


def _is_name(name: str, *, alone: bool) -> bool:
    if (
        not 2 <= len(name) <= _MAX_NAME
        or _URL.search(name)
        or not _WORD.search(name)
        or len(name.split()) > 7
    ):
        return False
    if sum(character.isdigit() for character in name) > 2:
        return False
    words = name.casefold().split()
    if alone:
        return True
    if any(word.strip(".-") in JOBS for word in words) or name == name.lower() != name.upper():
        return name.casefold() in AGENCIES
    return len(words) > 1 or name.casefold() in AGENCIES or not name.isascii()


def _key(name: str) -> str:
    return " ".join(_WORD.findall(name.casefold()))
