"""What an element's tag, id, class, role and attributes say of the text in it: named data and its reader.

A sign is evidence, not a verdict: crawler.extraction.boilerplate weighs them. Names are read as words
("js-relatedArticle_list" is js, related, article, list), in the languages that templates are written in.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

__all__ = ["NAME_SIGNS", "SIGNS", "SIGN_OF_TAG", "signs_of"]

SIGN_OF_TAG = {
    "nav": "nav",
    "menu": "nav",
    "footer": "footer",
    "header": "header",
    "aside": "aside",
    "figure": "figure",
    "figcaption": "caption",
    "form": "form",
    "dialog": "dialog",
    "article": "article",
    "blockquote": "quote",
    "table": "table",
    "ul": "list",
    "ol": "list",
    "dl": "list",
    "time": "time",
    "details": "details",
}

SIGN_OF_ROLE = {
    "navigation": "nav",
    "menu": "nav",
    "dialog": "dialog",
    "alertdialog": "dialog",
    "complementary": "aside",
    "contentinfo": "footer",
    "banner": "header",
    "search": "form",
    "article": "article",
    "figure": "figure",
}

NAME_SIGNS: dict[str, str] = {
    "related": """
        related* recirc* recommend* recommand* read-more read-also read-next read-too also-read more-on more-from
        more-stories more-news more-articles more-like more-in more-about more-to more-content see-also see-more
        most-read most-popular most-viewed most-recent most-commented popular trending latest up-next next-article
        next-story next-post next-up prev* you-may you-might outbrain taboola further-reading suggest* similar*
        backlink* link-list link-box story-link* verwandt* weiterlesen weitere mehr-zum-thema lesen-sie auch-interessant
        meistgelesen associe associes lire-aussi a-lire meme-sujet correlat* leggi-anche relacionad* leia-mais
        leia-tambem saiba-mais ver-mas te-puede lee-tambien mas-leid* czytaj polecane podobne gerelateerd* lees-ook
        relaterad* relatert* relaterede las-mer les-mer les-ogsa las-ocksa lue-myos baca-juga ilgili kapcsolodo
        souvisejici onward* editor-pick* editors-pick* top-stories top-news hot-news must-read* dont-miss discover-more
        explore-more keep-reading article-list articles-list news-list post-list list-articles linked-articles
        empfehlung* mehr-von mehr-news lies-auch themen-box notas-relacionadas recomendamos mas-noticias mas-info
        ultimas-noticias sur-le-meme autres-articles en-lien altri-articoli approfondi* vedi-anche lees-meer zie-ook
        meer-nieuws les-mere lue-lisaa zobacz-* przeczytaj powiazane mohlo-by dalsi-clanky ajanlo* citeste recomandari
        cross-link* cross-promo* jp-relatedposts yarpp* internal-link* inline-link* in-text-link
        """,
    "teaser": "teaser* card cards promo* tease tile story-card news-card post-card item-list upsell river feed-item",
    "newsletter": """
        newsletter newsletters news-letter subscri* signup sign-up mailing mailchimp mc-embed abo abonne abonnement
        abonnieren nl-box nyhedsbrev nyhetsbrev nieuwsbrief uutiskirje hirlevel boletin infolettre email-capture
        email-signup optin opt-in inscription subscripcion suscri*
        """,
    "paywall": """
        paywall* pay-wall piano* regwall registration-wall premium-box premium-wall premium-hint premium-teaser login*
        log-in signin sign-in offer offer-page offer-box meter metered gate gateway tp-modal barrier locked
        """,
    "social": """
        share shares sharing share-bar share-tools share-button share-buttons social socials social-links follow*
        addtoany addthis sharedaddy sociable whatsapp telegram facebook twitter teilen partager compartir condividi
        udostepnij
        """,
    "author": """
        author authors byline* by-line bio biography contributor contributors autor* auteur auteurs autore verfasser
        writer journalist reporter redaktor forfatter kirjoittaja journalista giornalista redacteur yazar
        about-the-author profile redakteur
        """,
    "caption": """
        caption captions wp-caption* credit credits copyright legend* bildunterschrift bildtext legende didascalia
        kuvateksti bildtext billedtekst bijschrift fotobijschrift popisek kepalairas leyenda fotoleyenda legenda
        pie-foto pie-de-foto photo-credit image-caption image-credit image-info image-source image-text figcaption
        media-caption media-credit photo-text photo-desc* cutline img-description
        """,
    "gallery": "lightbox gallery galleries slideshow carousel slider swiper photo-essay bildergalerie diaporama",
    "comments": """
        comment comments comment-list disqus discussion respond replies kommentar kommentare commentaire commentaires
        commenti comentarios reacties kommentit komentar* diskuze diskuse hozzaszolas* yorum* fb-comments
        reader-comments livefyre viafoura insticator coral* spotim spot-im openweb
        """,
    "ad": """
        ad ads advert* ad-slot ad-unit ad-container ad-wrapper ad-label ad-box ad-banner sponsor* dfp gpt-ad banner
        anzeige werbung publicite publicidad* pubblicita reklama reklame adsense affiliate* commercial partner-content
        brandvoice werbe* advertorial promoted native-ad reclame annons mainos hirdetes reklam dianomi revcontent mgid
        zergnet ligatus plista strossle seedtag nativo teads outstream deal* shopping product-box
        """,
    "tags": """
        tag tags tag-list tag-cloud keyword keywords topic topics topic-list hashtag hashtags schlagw* etiquetas
        mots-cles trefwoorden emneord etiketter taggar stitky cimkek etichete stichw* category categories categoria
        breadcrumb breadcrumbs bread-crumb bread-crumbs
        """,
    "meta": """
        meta metadata dateline publish* pub-date timestamp date-time post-info article-info entry-meta post-meta datum
        reading-time read-time date published updated kicker dachzeile eyebrow rubrik overline spitzmarke
        """,
    "nav": """
        nav* menu* footer* sidebar* side-bar toolbar masthead site-header site-footer skip-link jump-link jump-links
        toc table-of-contents pagination pager topbar offcanvas mega-menu
        """,
    "consent": """
        cookie cookies cookiebot consent* gdpr rgpd dsgvo onetrust cmp privacy didomi usercentrics sourcepoint quantcast
        iubenda trustarc axeptio tarteaucitron
        """,
    "dialog": """
        modal* pop-up* popover overlay* tooltip* toast snackbar drawer off-canvas dialog* flyout notification
        """,
    "widget": """
        widget* embed* player* video-title video-meta video-info video-desc* poll quiz weather ticker stock* market-data
        infobox fact-box info-box app-promo app-banner app-download download-app call-to-action cta donat* support-us
        fundrais* membership callout print-only screen-reader* sr-only visually-hidden google-news follow-us podcast
        podcast-promo podcast-box audio audio-player audio-box listen vorlesen text-to-speech error*
        """,
    "body": """
        article-body article-text article-content article-main story-body story-text story-content entry-content
        post-content post-body post-text body body-text body-copy body-content content-body content-text artikel-text
        artikel-body artikel-inhalt main-content rich-text paragraph text text-block text-body wysiwyg prose
        """,
    "lead": """
        lead lede standfirst stand-first intro* summary abstract excerpt subtitle sub-title sub-head* deck dek vorspann
        chapo teaser-text perex sommario entradilla bajada sottotitolo ingress abstrakt description kurztext
        """,
    "highlights": """
        highlight highlights key-point key-points key-facts key-takeaways bullet-point bullet-points at-a-glance
        in-brief takeaway takeaways ai-summary
        """,
    "hidden": "hidden hide is-hidden visually-hidden sr-only screen-reader-text display-none d-none assistive",
    "live": "live-blog* live-post live-entry live-ticker live-event live-feed live-update live-updates ticker-entry",
}
"""Sign → the words of ids and classes that give it; a hyphen stands between words that follow one another (parted
or run together), a star for any ending."""

SIGNS = sorted({*SIGN_OF_TAG.values(), *SIGN_OF_ROLE.values(), *NAME_SIGNS})
"""Every sign there is."""


def _index() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    whole: dict[str, set[str]] = {}
    begun: dict[str, set[str]] = {}
    for sign, words in NAME_SIGNS.items():
        for word in words.split():
            key = word.replace("-", "")
            table = begun if key.endswith("*") else whole
            table.setdefault(key.rstrip("*"), set()).add(sign)
    return whole, begun


_WHOLE, _BEGUN = _index()
_SHORTEST = min(map(len, _BEGUN))
_LONGEST = max(map(len, _BEGUN))
_HEADS = frozenset(word[:_SHORTEST] for word in _BEGUN)
_OPENINGS = frozenset(word[:_SHORTEST] for word in (*_BEGUN, *_WHOLE))
"""How a run of words that gives a sign begins."""
_LONGEST_RUN = 4
_HUMP = re.compile("(?<=[a-z0-9])(?=[A-Z])")
_LETTERS = bytes(byte if byte in range(ord("a"), ord("z") + 1) else ord(" ") for byte in range(256))
"""What parts the words of a name becomes a space."""
_TELLING = frozenset({"role", "itemprop", "style", "hidden", "aria-hidden"})
_INVISIBLE_STYLE = re.compile("display *: *none|visibility *: *hidden")
_SHOWN = re.compile(r"[-:](?:block|flex|grid|inline|inline-block)(?:\s|$)")
"""Names that show on some screens what "hidden" and "d-none" hide on others: "d-none d-md-block"."""
_LAYOUT = re.compile("(?:has|with|without|no|not)[-_]|.*(?:grid|layout|border|padding|margin)")
"""Names that say how a page is laid out ("sidebar-grid", "has-newsletter"), not what stands in the element."""

_MOST_WORDS = 5
"""Words of one name; a longer one is made of a headline ("the-actor-wore-a-related-gown")."""


@lru_cache(maxsize=16384)
def _signs_of_name(name: str) -> frozenset[str]:
    lowered = name if name.islower() else _HUMP.sub(" ", name).lower()
    words = lowered.encode("ascii", "replace").translate(_LETTERS).decode("ascii").split()
    if len(words) > _MOST_WORDS:
        return frozenset()
    signs: set[str] = set()
    whole = sum(map(len, words))
    for start, first in enumerate(words):
        if len(first) >= _SHORTEST and first[:_SHORTEST] not in _OPENINGS:
            continue
        run = ""
        for word in words[start : start + _LONGEST_RUN]:
            tried = len(run)
            run += word
            # "hide-for-print" and "hidden-xs" hide nothing from a reader
            if run in _WHOLE:
                signs |= _WHOLE[run] - (set() if len(run) == whole else {"hidden"})
            if run[:_SHORTEST] in _HEADS:
                for length in range(max(_SHORTEST, tried + 1), min(len(run), _LONGEST) + 1):
                    if run[:length] in _BEGUN:
                        signs |= _BEGUN[run[:length]]
    return frozenset() if signs and _LAYOUT.match(name) else frozenset(signs)


@lru_cache(maxsize=16384)
def _signs_of_names(tag: str, names: str) -> frozenset[str]:
    signs = frozenset().union(*map(_signs_of_name, names.split()))
    if "hidden" in signs and _SHOWN.search(names):
        signs -= {"hidden"}
    return signs | {SIGN_OF_TAG[tag]} if tag in SIGN_OF_TAG else signs


def signs_of(tag: str, names: str, attributes: Mapping[str, str]) -> frozenset[str]:
    """Signs of one element. names: its id and class, parted by a space."""
    signs = _signs_of_names(tag, names)
    if not _TELLING.isdisjoint(attributes):
        role = attributes.get("role")
        if role in SIGN_OF_ROLE:
            signs |= {SIGN_OF_ROLE[role]}
        if attributes.get("itemprop") == "articleBody":
            signs |= {"body"}
        style = attributes.get("style", "")
        if "hidden" in attributes or attributes.get("aria-hidden") == "true" or _INVISIBLE_STYLE.search(style):
            signs |= {"hidden"}
    return signs
