"""Words that stand in and around bylines, by what they are."""

__all__ = [
    "AGENCIES", "BY_WORDS", "CLEAR_CONJUNCTIONS", "CONJUNCTIONS", "DESKS", "EAST_ASIAN_JOBS", "GENERATIONS", "JOBS",
    "JOINED_LABELS", "LABELS", "ORGANISATIONS", "OTHER_WORK", "PARTICLES", "PLACE_WORDS", "RANKS", "SOURCES",
]  # fmt: skip

BY_WORDS: tuple[str, ...] = (
    "written by", "reported by", "reporting by", "story by", "words by", "text by", "analysis by", "review by",
    "opinion by", "interview by", "compiled by", "published by", "posted by", "submitted by", "contributed by", "by",
    "mit material von", "mit agenturmaterial von",
    "geschrieben von", "ein kommentar von", "kommentar von", "eine analyse von", "analyse von",
    "ein gastbeitrag von",
    "gastbeitrag von", "interview von", "protokoll von", "ein interview von", "von", "escrito por", "publicado por",
    "redactado por", "postado por", "por", "publié par", "écrit par", "rédigé par",
    "propos recueillis par", "par", "a cura di", "scritto da", "pubblicato da", "articolo di", "di",
    "geschreven door", "door", "skrevet av", "skrevet af", "skriven av", "av", "af", "scris de", "publicat de",
    "tekst:", "napisał", "napisała", "opracował", "opracowała", "oprac.", "napsal", "napsala", "napísal", "napísala",
    "napisao", "napisala", "piše", "od", "írta:", "yazan:", "ditulis oleh", "oleh", "bài và ảnh:", "theo",
    "γράφει ο", "γράφει η", "написал", "написала", "بقلم", "كتب", "كتبت", "إعداد", "תחקיר", "מאת", "द्वारा", "โดย",
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
    "written", "reported", "story", "words", "contributing", "posted by", "published by",
    "撰文", "采写", "取材・文", "글", "מאת", "نویسنده", "الكاتب", "लेखक", "ผู้เขียน", "เรื่อง", "συντάκτης", "autorka",
    "szerzők", "piše", "napsal", "autoři", "forfatter", "skribent", "kirjoittaja",
)  # fmt: skip
"""What stands before a colon and a name, in lower case."""

SOURCES: frozenset[str] = frozenset({"source", "quelle", "fuente", "fonte"})
"""Of these, what is said of a source rather than of a writer."""

JOINED_LABELS: tuple[str, ...] = ("文", "撰文", "作者", "글", "記者", "记者")
"""Of these, what also stands before a bar, a slash or a space."""

OTHER_WORK: tuple[str, ...] = (
    "edited", "editing", "additional reporting", "photo", "photos", "photography", "photographs", "video",
    "illustration", "illustrations", "graphics", "foto", "fotos", "fotografie", "bild", "bilder", "bilde", "kuvat",
    "kuva", "photographie", "fotografía", "fotografia", "zdjęcia", "фото", "攝影", "摄影", "責任編輯", "责任编辑",
    "編輯", "编辑", "사진",
)  # fmt: skip
"""What is said before those who took the pictures or edited, in lower case; it ends a byline."""

PLACE_WORDS: tuple[str, ...] = ("in", "aus", "from", "à", "em", "for", "of", "at", "pour", "für", "para", "voor")
"""Words between a name and the town or the paper that it reports from, in lower case."""

CONJUNCTIONS: tuple[str, ...] = (
    "y", "e", "en", "i", "a", "ja", "dan", "и", "і", "та", "й", "و", "με", "con", "with", "mit", "avec", "med",
)  # fmt: skip
"""Words between two names that are also a part of names or letters of other words. They split only where both sides
are two words or more: Ortega y Gasset is one man. Not the Slovene "in": in more languages a town follows it."""

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

RANKS: frozenset[str] = frozenset({
    "political", "senior", "chief", "deputy", "associate", "assistant", "managing", "executive", "foreign", "business",
    "sport", "sports", "technology", "tech", "science", "health", "environment", "education", "economics", "news",
    "digital", "crime", "royal", "entertainment", "culture", "travel", "city", "national", "world", "europe",
    "special", "home", "affairs", "data", "politics", "features", "guest", "contributing", "freelance", "general",
    "investigations", "diplomatic", "legal", "security", "defence", "defense", "media", "film", "music", "food",
})  # fmt: skip
"""Words that stand before a job: with it they go from either end of a name."""

EAST_ASIAN_JOBS: tuple[str, ...] = (
    "기자",
    "특파원",
    "논설위원",
    "인턴기자",
    "선임기자",
    "記者",
    "记者",
    "特派員",
    "報導",
    "报道",
)
"""Jobs written behind a name, in scripts without capitals."""

ORGANISATIONS: frozenset[str] = frozenset({
    "news", "tv", "radio", "agency", "university", "universität", "université", "universidad", "institute",
    "magazine", "network", "online", "zeitung", "gazette", "herald", "tribune", "bbc", "cnn", "college", "school",
    "nachrichten", "foundation", "newspaper", "newspapers", "media", "group", "ltd", "inc", "gmbh", "llc",
})  # fmt: skip
"""Words of papers and institutes: behind the first name of a byline, a part that holds one is no name; it
stands as the author, like an agency, only where no person does."""

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
