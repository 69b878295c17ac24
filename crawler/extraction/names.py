"""Words that stand in and around bylines, by what they are."""

__all__ = [
    "AGENCIES", "BY_WORDS", "CLEAR_CONJUNCTIONS", "CONJUNCTIONS", "DESKS", "GENERATIONS", "JOBS", "LABELS",
    "PARTICLES",
]  # fmt: skip

BY_WORDS: tuple[str, ...] = (
    "written by", "reported by", "reporting by", "story by", "words by", "analysis by", "review by",
    "opinion by", "by",
    "geschrieben von", "ein kommentar von", "kommentar von", "eine analyse von", "analyse von",
    "ein gastbeitrag von",
    "gastbeitrag von", "interview von", "protokoll von", "ein interview von", "von", "escrito por", "por",
    "publié par",
    "propos recueillis par", "par", "a cura di", "di", "door", "skrevet av", "skrevet af", "skriven av",
    "av", "af",
    "tekst:", "napisał", "napisała", "od", "írta:", "yazan:", "oleh", "bài và ảnh:", "بقلم", "كتب",
)  # fmt: skip
"""What stands before a name in a byline and makes it one, in lower case."""

PARTICLES: frozenset[str] = frozenset({"von", "di", "af", "av", "od"})
"""Of these, what is also a part of family names: Di Matteo is no "by Matteo"."""

LABELS: tuple[str, ...] = (
    "autor", "autorin", "autoren", "autor:in", "text", "texte", "testo", "texto", "tekst", "teksti", "author",
    "authors", "byline", "autore", "autori", "autores", "auteur", "auteurs", "autorzy", "автор", "авторы",
    "автори",
    "текст", "szerző", "penulis", "editor", "reporter", "yazar", "haber", "muhabir", "tác giả",
    "redaktion", "redacción",
    "source", "quelle", "fuente", "fonte", "文", "作者", "记者",
    "記者", "責任編輯", "责任编辑", "责编", "編輯", "编辑", "기자",
    "written", "reported", "story", "words",
)  # fmt: skip
"""What stands before a colon and a name, in lower case."""

CONJUNCTIONS: tuple[str, ...] = (
    "y", "e", "en", "i", "a", "ja", "in", "dan", "и", "і", "та", "й", "و", "με", "con", "with", "mit", "avec", "med",
)  # fmt: skip
"""Words between two names that are also a part of names or letters of other words. They split only where both sides
are two words or more: Ortega y Gasset is one man."""

CLEAR_CONJUNCTIONS: tuple[str, ...] = (
    "and", "und", "sowie", "et", "og", "och", "ve", "és", "și", "oraz", "và", "και", "और", "&", "+",
)  # fmt: skip
"""Words between two names that are part of none."""

GENERATIONS: frozenset[str] = frozenset({"jr", "sr", "ii", "iii", "iv", "md", "phd", "dr", "esq", "mba"})
"""What follows a comma and still belongs to the name before it."""

JOBS: frozenset[str] = frozenset({
    "reporter", "reporters", "editor", "editors", "correspondent", "correspondents", "columnist",
    "journalist", "writer",
    "staff", "contributor", "producer", "meteorologist", "analyst", "professor", "photographer", "critic",
    "fellow",
    "columnista", "redactor", "redactora", "corresponsal", "periodista", "colaborador", "colaboradora",
    "enviado",
    "especial", "rédacteur", "rédactrice", "journaliste", "correspondant", "correspondante", "redakteur",
    "redakteurin",
    "redaktorin", "korrespondent", "korrespondentin", "volontär", "volontärin", "journalistin",
    "chefredakteur",
    "chefredakteurin", "reporterin", "autorin", "gastautor", "gastautorin", "ressortleiter",
    "ressortleiterin",
    "inviato", "giornalista", "redacteur", "verslaggever", "correspondente", "repórter", "jornalista",
    "dziennikarz",
    "dziennikarka", "redaktor", "journalisti", "toimittaja", "muhabir", "muhabiri", "editör", "editörü",
    "reportér",
    "reportérka", "redaktorka", "novinar", "novinarka", "újságíró", "szerkesztő", "wartawan", "journalister",
    "fotograf", "fotografin", "fotografo", "fotógrafo", "producent", "корреспондент", "журналист", "редактор",
    "обозреватель", "кореспондент", "журналіст", "记者", "記者", "编辑", "기자",
})  # fmt: skip
"""Words of professions: behind the first name of a byline, a part that holds one is no name."""

DESKS: frozenset[str] = frozenset({
    "redaktion", "redaktionen", "onlineredaktion", "redacción", "redacao", "redação", "rédaction",
    "redazione", "redactie",
    "redakcja", "redakce", "redakcia", "redakcija", "редакция", "редакція", "szerkesztőség", "toimitus",
    "newsroom",
    "staff", "desk", "team", "editors", "editorial", "agencies", "agenturen", "agencias", "agences",
    "agenzie", "web",
})  # fmt: skip
"""Words of editorial offices: they stand as the author, like agencies, only where no person does."""

AGENCIES: frozenset[str] = frozenset({
    "dpa", "afp", "ap", "reuters", "sid", "apa", "efe", "ansa", "tass", "interfax", "ntb", "tt", "ritzau",
    "stt", "pap",
    "čtk", "ctk", "mti", "anp", "belga", "sda", "ats", "keystone-sda", "kna", "epd", "dapd", "xinhua",
    "kyodo", "jiji",
    "yonhap", "pti", "ani", "ians", "upi", "lusa", "agerpres", "tasr", "hina", "tanjug", "bta", "aap",
    "dpa-afx",
    "ukrinform", "unian", "anadolu", "ddp", "bloomberg", "associated press", "the associated press",
    "pa media",
    "press association", "the press association", "agence france-presse", "deutsche presse-agentur",
    "europa press",
    "press trust of india", "canadian press", "the canadian press", "anadolu ajansı", "thomson reuters",
    "afp news",
    "sport-informations-dienst", "reuters staff", "dpa/afp", "afp/dpa",
    "共同通信", "时事通信社", "時事通信社", "新华社",
    "新华网",
})  # fmt: skip
"""News agencies, case-folded: they stand as the author only where no person does."""
