"""The words by which addresses and links of news sites show what they lead to, lower case, hyphens for underscores."""

import re

__all__ = [
    "ARTICLE_SEGMENTS",
    "INVITATION",
    "LAST_SEGMENTS",
    "LISTING_SEGMENTS",
    "MEDIA_ENDS",
    "MEDIA_HEADS",
    "MEDIA_SECTIONS",
    "MEDIA_SEGMENTS",
    "MORE_OF",
    "PAGE_HEADS",
    "PAGE_PARAMETERS",
    "READ_MORE",
    "SEARCH_PARAMETERS",
    "SECTION_PARENTS",
    "SERVICE_HOSTS",
    "SERVICE_SEGMENTS",
    "SIDE_SEGMENTS",
    "STORY_PARAMETERS",
    "TOPIC_SEGMENTS",
    "VIEW_ENDS",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ARTICLE_SEGMENTS = _words(
    "article articles story stories artikel artikkel artikler artigo articulo articolo clanek noticia articleshow"
)
"""Segments below which articles are kept."""

LISTING_SEGMENTS = _words(
    "tag tags tagged label labels category categories categoria categorias categorie kategorie "
    "kategorien kategori kategoria kategorija cat rubrik rubriken rubrique rubriques rubrica rubryka "
    "author authors autor autoren autores autori auteur auteurs autore autorzy forfatter forfattare "
    "kirjoittaja yazar yazarlar penulis tac-gia byline bylines columnist columnists contributor "
    "contributors journalist journalists reporter reporters staff profile profiles profil user users "
    "member members people keyword keywords etiqueta etiquetas stichwort schlagwort schlagworte "
    "tema-tag hashtag"
)
"""Segments whose next one names a subject or a person, of whom a list follows."""

SECTION_PARENTS = _words(
    "category categories categoria categorias categorie kategorie kategorien kategori kategoria kategorija cat "
    "rubrik rubriken rubrique rubriques rubrica rubryka section sections channel kanal ressort ressorts"
)
"""Those of them, and others, whose next one names a section of the paper."""

TOPIC_SEGMENTS = _words(
    "topic topics topicos topico thema themen theme themes tema temas temat temy subject subjects "
    "guides dossier dossiers special-report special-reports hub hubs collection collections series serie "
    "serien special specials section sections"
)
"""The same, but on some sites articles lie there too."""

SERVICE_SEGMENTS = _words(
    "login log-in logout signin sign-in signup sign-up register registration registrieren registrierung "
    "account accounts my-account konto mein-konto mon-compte mi-cuenta anmelden anmeldung connexion "
    "search suche recherche buscar busca buscador ricerca cerca zoeken hledat szukaj wyszukiwarka arama "
    "haku sok sog zoek subscribe subscription subscriptions abonnement abonnements abonnieren abo "
    "suscripcion suscripciones assine prenumerera newsletters wp-content wp-admin wp-login wp-json "
    "cdn-cgi oauth sso checkout cart warenkorb unsubscribe vouchercodes coupons coupon gutscheine "
    "advertorial advertorials pr sponsored sponsor sponsors branded-content brand-content partner-content paid-content "
    "paidpost paid-post advertisement advertisements sponsoredarticles sponsoredcontent "
    "articlecomments sponsored-content "
    "classifieds kleinanzeigen epaper e-paper impressum imprint impressum imprint"
)
"""Segments of what a site does for its readers: no article is below them."""

SIDE_SEGMENTS = _words(
    "service services info information informationen informations informasjon informacion about "
    "ueber-uns products wiki wikis microsite microsites verlag unternehmen company corporate hilfe help"
)
"""Segments of what a site says about itself and of its guides."""

MEDIA_ENDS = ("-gallery", "-photos", "-slideshow", "-bildergalerie", "-fotostrecke")
"""How a last segment ends that is a set of pictures."""

MEDIA_HEADS = ("audio-", "video-", "podcast-", "fotos-", "photos-", "bilder-", "galerie-", "gallery-")
"""How a last segment begins that is a recording or a set of pictures."""

VIEW_ENDS = (".print", ".amp", "-print")
"""How a last segment ends that shows an article in another way."""

MEDIA_SECTIONS = _words("audio games watch photos tv play")
"""Segments of the same, or of reports on what they name."""

MEDIA_SEGMENTS = _words(
    "video-centre video-center videothek pictures video videos gallery galleries galerie galerien "
    "galeria galerias galleria fotogaleria fotogalerie fotogalerias fotostrecke fotostrecken "
    "bildergalerie bilderstrecke diaporama diaporamas slideshow slideshows photo-gallery "
    "picture-gallery podcast podcasts livestream live-tv mediathek mediatheque quiz quizzes crossword "
    "crosswords kreuzwortraetsel sudoku web-stories webstories web-story"
)
"""Segments of film, sound, pictures and games."""

LAST_SEGMENTS = _words(
    "about about-us aboutus ueber-uns uber-uns a-propos quienes-somos chi-siamo quem-somos over-ons "
    "om-oss om-os o-nas hakkimizda contact contacts contact-us contactus kontakt contacto contato "
    "contatti contactez-nous iletisim kontakte impressum imprint mentions-legales aviso-legal legal "
    "legal-notice colofon privacy privacy-policy privacypolicy datenschutz datenschutzerklaerung "
    "confidentialite privacidad privacidade gizlilik terms terms-of-use terms-of-service "
    "terms-and-conditions termsofuse tos conditions cgu cgv agb nutzungsbedingungen cookie cookies "
    "cookie-policy cookiepolicy accessibility barrierefreiheit help hilfe aide ayuda faq faqs support "
    "feedback advertise advertising werbung mediadaten publicidad publicite anzeigen newsletter archive "
    "archives archiv archivo archivio sitemap site-map rss feed feeds apps app mobile jobs careers "
    "career karriere stellenangebote donate spenden shop store masthead redaktion team ethics "
    "corrections licensing syndication press presse terminos registrate suscribete random home "
    "list liste lista elenco overview uebersicht "
    "startseite latest schlagzeilen ticker weather wetter meteo horoscope horoskop horoscopo lottery "
    "lotto tv-programm tv-guide events veranstaltungen kalender calendar markets"
)
"""Last segments of a site's own pages."""

STORY_PARAMETERS = _words(
    "p id aid article articleid article-id article_id artid story storyid story_id newsid news_id nid "
    "idn itemid item_id docid postid post_id contentid idxno aid no arcid sid"
)
"""Parameters that name an article."""

PAGE_HEADS = _words("privacy terms cookie cookies datenschutz impressum newsletter subscribe advertise advertising")
"""Words that a last segment of up to four begins with where it is one of those pages."""

PAGE_PARAMETERS = _words("page paged pagina pageno page_no pagenum seite offset start")
"""Parameters that number the pages of a list."""

SEARCH_PARAMETERS = _words(
    "q s query search keyword letter view output share replytocom print redirect return returnurl return_to"
)
"""Parameters of a search, and of another view of the same page."""

SERVICE_HOSTS = _words(
    "shop store custom partner partners descuentos cupones discounts abo subscribe subscription "
    "abonnement jobs job stellen careers karriere login account accounts sso id auth help support hilfe "
    "faq anzeigen ads advertise classifieds marktplatz video videos tv watch podcast podcasts audio "
    "radio epaper e-paper impressum imprint forum forums community trauer immobilien tickets events "
    "static cdn img images media api newsletter newsletters email mail coupons gutscheine games spiele "
    "play quiz apps app m3"
)
"""First labels of hosts that serve no articles."""

INVITATION = re.compile(
    r"newsletter|\bsign up\b|^click here|\b(?:get|download) (?:the|our) .{0,30}\bapp\b|"
    r"subscribe (?:to|now)|\banmeld(?:en|ung)\b|coupon|gutschein|\bcup[oó]n|discount codes?|"
    r"código de descuento|codes? promo\b|codice sconto|kortingscode|terms of (?:service|use)|advertise with|free issue"
)
"""What a link says, or its address, that invites readers to something else than a report; lower case."""

MORE_OF = re.compile(
    r"(?:more|latest)(?: news| stories| articles)? (?:in|from|on|about|by)\b|all (?:news|stories|articles)|"
    r"(?:view|see|show|read) all\b|"
    r"mehr (?:zu|zum|zur|aus|von|über)\b|alle (?:artikel|beiträge|meldungen)|alles (?:zu|zum|zur|über)\b|"
    r"(?:tout|toute|tous|toutes) (?:sur|les?)\b|plus d(?:e|'|’)|(?:más|mais) (?:de|sobre|em)\b|todo sobre\b|"
    r"tutt[eio] (?:su|le|gli|i)\b|meer (?:over|van|uit)\b|więcej (?:o|z)\b|všechny články|больше (?:о|на)\b",
    re.IGNORECASE,
)
"""How what a link says begins where it leads to all there is on a subject."""

READ_MORE = frozenset(
    [
        "read more",
        "more",
        "read",
        "full story",
        "continue reading",
        "learn more",
        "mehr",
        "mehr lesen",
        "weiterlesen",
        "zum artikel",
        "lire la suite",
        "lire",
        "en savoir plus",
        "leer más",
        "seguir leyendo",
        "leia mais",
        "saiba mais",
        "leggi",
        "leggi tutto",
        "continua",
        "lees meer",
        "lees verder",
        "läs mer",
        "les mer",
        "læs mere",
        "lue lisää",
        "czytaj więcej",
        "czytaj dalej",
        "číst dál",
        "více",
        "tovább",
        "devamı",
        "devamını oku",
        "читать далее",
        "далее",
        "подробнее",
        "читати далі",
        "続きを読む",
        "もっと見る",
        "全文",
        "阅读全文",
        "더보기",
        "المزيد",
        "اقرأ المزيد",
    ]
)
"""Texts that say only that there is more: no sign for or against."""
