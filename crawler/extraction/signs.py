"""What an element's tag, id, class, role and attributes say of the text in it: named data and its reader.

A sign is evidence, not a verdict: crawler.extraction.boilerplate weighs them. Names are read as words
("js-relatedArticle_list" is "js related article list"), in the languages that templates are written in.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

__all__ = ["NAME_SIGNS", "signs_of"]

SIGN_OF_TAG = {
    "nav": "nav",
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
    "h1": "h1",
    "time": "time",
    "details": "details",
    "address": "address",
    "menu": "nav",
}

SIGN_OF_ROLE = {
    "navigation": "nav",
    "dialog": "dialog",
    "alertdialog": "dialog",
    "complementary": "aside",
    "contentinfo": "footer",
    "banner": "header",
    "search": "form",
    "menu": "nav",
    "article": "article",
    "figure": "figure",
}

NAME_SIGNS: dict[str, str] = {
    "related": (
        "related\\w*|recirc\\w*|recommend\\w*|recommandation\\w*|read (?:more|also|next|too)|also read|more (?:on|from|"
        "stories|news|articles|like|in|about|to|content)|see (?:also|more)|most (?:read|popular|viewed|recent|commented)|"
        "popular|trending|latest|up next|next (?:article|story|post|up)|prev\\w*|you may|you might|outbrain|taboola|"
        "further reading|suggest\\w*|similar\\w*|backlink\\w*|linklist|link list|link box|linkbox|storylink\\w*|"
        "verwandt\\w*|weiterlesen|weitere|mehr zum thema|lesen sie|auch interessant|meistgelesen|"
        "associes?|lire aussi|a lire|meme sujet|sur le meme|correlat\\w*|leggi anche|relacionad\\w*|leia (?:mais|tambem)|"
        "saiba mais|ver mas|te puede|lee tambien|mas leid\\w*|czytaj|polecane|podobne|gerelateerd\\w*|lees ook|"
        "relaterad\\w*|relatert\\w*|relaterede|las mer|les mer|les ogsa|las ocksa|lue myos|baca juga|ilgili|"
        "kapcsolodo|souvisejici|cross ?link\\w*|cross ?promo\\w*|recirculation|readmore|morefrom|"
        "relatedarticles?|relatedposts?|jp relatedposts|yarpp\\w*|internal link\\w*|inline link\\w*|in ?text ?link"
    ),
    "teaser": "teaser\\w*|cards?|promo\\w*|tease|tile|story ?card|news ?card|post ?card|item ?list|upsell|river|feed ?item",
    "newsletter": "newsletters?|news letter|subscri\\w*|signup|sign up|mailing|mailchimp|mc embed|abo|abonn?(?:e|ement|ieren)?|"
    "nl box|inscription|subscripcion|suscri\\w*",
    "paywall": "paywall\\w*|pay wall|piano\\w*|regwall|registration wall|premium ?(?:box|wall|hint|teaser)|login\\w*|log in|signin|sign in|"
    "offer ?(?:page|box)?|meter(?:ed)?|gate(?:way)?|tp modal|barrier|locked",
    "social": "shar(?:e|es|ing|e ?bar|e ?tools|e ?buttons?)|socials?|sociallinks|follow\\w*|addtoany|addthis|sharedaddy|sociable|"
    "whatsapp|telegram|facebook|twitter|teilen|partager|compartir|condividi|udostepnij",
    "author": "authors?|byline\\w*|by line|bio|biography|contributors?|autor\\w*|auteurs?|autore|verfasser|writer|journalist|"
    "reporter|about the author|profile|redakteur",
    "caption": "captions?|wp caption\\w*|credits?|copyright|legend\\w*|bildunterschrift|bildtext|legende|didascalia|pie ?(?:de)? ?foto|"
    "photo ?credit|image ?(?:caption|credit|info|source|text)|figcaption|media ?(?:caption|credit)|"
    "photo ?(?:gallery|text|desc\\w*)|cutline",
    "comments": "comments?|comment ?list|disqus|discussion|respond|replies|kommentare?|commentaires?|commenti|comentarios|coral\\w*|spot ?im|openweb",
    "ad": "ads?|advert\\w*|ad ?(?:slot|unit|container|wrapper|label|box|banner)|sponsor\\w*|dfp|gpt ad|banner|anzeige|werbung|"
    "publicite|publicidad\\w*|pubblicita|reklama|reklame|adsense|affiliate\\w*|commercial|partner ?content|brandvoice|deal\\w*|shopping|product ?box",
    "tags": "tags?|tag ?list|tag ?cloud|keywords?|topics?|topic ?list|hashtags?|schlagw\\w*|etiquetas|mots cles|stichw\\w*|categor\\w+|breadcrumbs?|bread crumbs?",
    "meta": "meta|metadata|dateline|publish\\w*|pub ?date|timestamp|date ?time|post ?info|article ?info|entry ?meta|post ?meta|datum|"
    "reading ?time|read ?time|date|published|updated|kicker|dachzeile|eyebrow|rubrik|overline|spitzmarke",
    "nav": "nav\\w*|navigation|menu\\w*|footer\\w*|sidebar\\w*|side bar|toolbar|masthead|site ?(?:header|footer)|skip ?link|jump ?links?|"
    "toc|table of contents|pagination|pager|topbar|offcanvas|mega ?menu",
    "consent": "cookies?|consent\\w*|gdpr|onetrust|cmp|privacy|didomi|usercentrics|sourcepoint",
    "dialog": "modal\\w*|pop ?up\\w*|popover|overlay\\w*|tooltip\\w*|lightbox|toast|snackbar|drawer|off ?canvas|dialog\\w*|flyout|notification",
    "widget": "widget\\w*|embed\\w*|player\\w*|video ?(?:title|meta|info|desc\\w*)|poll|quiz|weather|ticker|stock\\w*|market data|infobox|fact ?box|info ?box|factbox|"
    "app ?(?:promo|banner|download)|download app|call to action|cta|donat\\w*|support us|fundrais\\w*|membership|callout|print ?only|screen ?reader\\w*|sr only|visually ?hidden|"
    "google ?news|follow us|podcast ?(?:promo|box)?|audio ?(?:player|box)?|listen|vorlesen|text ?to ?speech|error\\w*",
    "body": "article ?(?:body|text|content|main)|story ?(?:body|text|content)|entry ?content|post ?(?:content|body|text)|body ?(?:text|copy|content)?|"
    "content ?(?:body|text)|articlebody|artikel ?(?:text|body|inhalt)|main ?content|rich ?text|paragraph|text ?(?:block|body)?|wysiwyg|prose",
    "lead": "lead|lede|standfirst|stand first|intro\\w*|summary|abstract|excerpt|subtitle|sub ?title|sub ?head\\w*|deck|dek|vorspann|chapo|"
    "teaser ?text|perex|sommario|entradilla|bajada|bajante|sottotitolo|ingress|abstrakt|description|kurztext",
    "highlights": "highlights?|key ?(?:points?|facts?|takeaways?)|bullet ?points?|at a glance|in ?brief|takeaways?|ai ?summary",
    "correction": "corrections?|correct|editors? ?note|clarification|erratum|errata|berichtigung|korrektur",
    "hidden": "hidden|hide|visually ?hidden|sr only|screen ?reader\\w*|d none|is ?hidden|display none|assistive",
    "gallery": "lightbox|galler\\w*|slideshow|carousel|slider|swiper|photo ?(?:gallery|essay)|bildergalerie|diaporama",
    "live": "live ?(?:blog|post|entry|ticker|event|feed|updates?)|liveblog\\w*|ticker ?(?:entry|post|item)",
}
"""Sign → words of ids and classes, as a regular expression over the name read as words."""

_NAMES = {sign: re.compile(f"(?:^| )(?:{words})(?= |$)") for sign, words in NAME_SIGNS.items()}
_HUMP = re.compile("(?<=[a-z0-9])(?=[A-Z])")
_NOT_WORD = re.compile("[^a-z]+")
_INVISIBLE_STYLE = re.compile("display *: *none|visibility *: *hidden")
_LAYOUT = re.compile("(?:has|with|without|no|not)[-_]|.*(?:grid|layout|border|padding|margin)")
"""Names that say how a page is laid out ("sidebar-grid", "has-newsletter"), not what stands in the element."""

_MOST_WORDS = 5
"""Words of one name; a longer one is made of a headline ("the-actor-wore-a-related-gown")."""


@lru_cache(maxsize=8192)
def _signs_of_name(name: str) -> frozenset[str]:
    words = _NOT_WORD.sub(" ", _HUMP.sub(" ", name).lower()).strip()
    if not words or words.count(" ") >= _MOST_WORDS or _LAYOUT.match(name):
        return frozenset()
    return frozenset(sign for sign, pattern in _NAMES.items() if pattern.search(words))


@lru_cache(maxsize=8192)
def _signs_of_names(names: str) -> frozenset[str]:
    return frozenset().union(*map(_signs_of_name, names.split()))


def signs_of(tag: str, names: str, attributes: Mapping[str, str]) -> set[str]:
    """Signs of one element. names: its id and class, parted by a space."""
    signs = set(_signs_of_names(names)) if names else set()
    if tag in SIGN_OF_TAG:
        signs.add(SIGN_OF_TAG[tag])
    if attributes:
        role = attributes.get("role")
        if role in SIGN_OF_ROLE:
            signs.add(SIGN_OF_ROLE[role])
        if attributes.get("itemprop") == "articleBody":
            signs.add("body")
        if (
            "hidden" in attributes
            or attributes.get("aria-hidden") == "true"
            or _INVISIBLE_STYLE.search(attributes.get("style") or "")
        ):
            signs.add("hidden")
    return signs
