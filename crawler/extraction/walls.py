"""Pages in the place of the one asked for, with status 200: challenges, log-in and consent walls, soft 404s."""

import re
from collections.abc import Mapping, Sequence

from crawler.extraction.blocks import Block
from crawler.extraction.metadata import Metadata

__all__ = ["WALLS", "wall_of"]

WALLS: Mapping[str, str] = {
    "challenge": "asks for proof of a human reader",
    "log-in": "asks to log in or to subscribe",
    "consent": "asks for consent to cookies",
    "soft 404": "says that there is no such page",
}
"""What such a page does, by kind."""

_HEADLINES: Mapping[str, Sequence[str]] = {
    "challenge": (
        r"just a moment", r"attention required", r"access (?:to this page )?(?:has been )?denied",
        r"are you a (?:robot|human)", r"pardon our interruption",
        r"(?:please )?verify(?:ing)? (?:that )?you are (?:a )?human", r"human verification",
        r"security check(?:point)?", r"checking your browser.*", r"ddos-guard", r"captcha", r"robot check",
        r"unusual traffic.*", r"press (?:&|and) hold to confirm.*", r"one more step",
        r"request (?:blocked|unsuccessful)", r"sicherheitsüberprüfung", r"einen moment(?: bitte)?",
        r"nur einen moment", r"zugriff verweigert", r"un instant", r"accès refusé", r"un momento", r"acceso denegado",
        r"accesso negato", r"acesso negado", r"один момент", r"доступ (?:запрещен|ограничен)", r"请稍候",
        r"しばらくお待ちください",
        r"잠시만 기다리십시오", r"even geduld(?: a\.?u\.?b\.?)?", r"ett ögonblick", r"chwileczkę",
    ),
    "log-in": (
        r"(?:please )?(?:log|sign) ?in(?: (?:to|or) .*)?", r"log-?in(?: required)?",
        r"subscribe to (?:continue|read).*", r"(?:create|register for) (?:a|an|your) (?:free )?account.*",
        r"register to (?:continue|read).*", r"subscribers? only",
        r"(?:bitte )?(?:melden sie sich an|anmelden|einloggen)(?: .*)?", r"anmeldung", r"(?:se )?connecter",
        r"connexion", r"connectez-vous.*", r"iniciar sesi[oó]n", r"inicia sesi[oó]n.*", r"acced[ei](?: .{0,20})?",
        r"entrar", r"fa[çc]a (?:o )?login.*", r"inloggen", r"logg[ai]? inn?", r"log ind", r"zaloguj się.*",
        r"logowanie", r"вход", r"войти", r"giriş yap.*", r"ログイン", r"登录", r"로그인", r"kirjaudu(?: sisään)?",
        r"přihlášení", r"bejelentkezés",
    ),
    "consent": (
        r"we (?:value|care about|respect) your privacy", r"your privacy(?: .*)?",
        r"privacy ?(?:gate|settings|center|wall)", r"cookies?(?: (?:consent|settings|policy|wall|notice))?",
        r"before you continue.*", r"(?:your )?consent", r"(?:ihre )?(?:zustimmung|einwilligung)(?: erforderlich)?",
        r"datenschutz(?:einstellungen)?", r"privatsphäre(?:-einstellungen)?", r"cookie-(?:einstellungen|hinweis)",
        r"mit werbung weiterlesen", r"(?:nous respectons )?votre vie privée.*", r"votre consentement",
        r"(?:nosotros )?valoramos (?:su|tu) privacidad", r"(?:la )?tu(?:a)? privacy.*",
        r"(?:wij )?waarderen uw privacy", r"toestemming", r"szanujemy (?:twoją|państwa) prywatność", r"cookiewall",
        r"dpg media privacy gate",
    ),
    "soft 404": (
        r"(?:error )?404(?: .{0,40})?",
        r"(?:sorry,? )?(?:this |the |that )?page (?:was |could |can |is )?not(?: be)? (?:found|available|exist).*",
        r"page not found.*", r"(?:sorry,? )?(?:this|the|that) page (?:does not|doesn.t) exist", r"not found",
        r"(?:file|content|article) not found", r"(?:oops|whoops|uh.oh)\W.{0,60}",
        r"(?:article|content|page) (?:is )?(?:no longer available|unavailable|removed|deleted)",
        r"(?:die )?seite (?:wurde )?(?:leider )?nicht gefunden",
        r"(?:diese )?seite (?:existiert nicht|ist nicht verfügbar)(?: mehr)?", r"fehler 404",
        r"page (?:introuvable|non trouvée)", r"erreur 404", r"p[aá]gina n(?:o|ão) (?:encontrada|existe)",
        r"pagina non trovata", r"errore 404", r"pagina niet gevonden",
        r"sid(?:an|en) (?:hittades inte|ikke funnet|blev ikke fundet|finns inte)", r"siden ble ikke funnet",
        r"nie znaleziono(?: strony)?", r"strona nie istnieje", r"stránka n(?:ebyla nalezena|eexistuje)",
        r"страница не найдена", r"сторінку не знайдено", r"sayfa bulunamadı", r"az oldal nem található",
        r"sivua ei l[öo]ydy", r"η σελίδα δεν βρέθηκε", r"页面不存在", r"ページが見つかりません.*",
        r"페이지를 찾을 수 없습니다.*",
        r"الصفحة غير موجودة",
    ),
}  # fmt: skip
"""What the headline of such a page says, whole, by kind; punctuation at its ends aside."""

_PATTERNS = {kind: re.compile("|".join(map("(?:{})".format, said))) for kind, said in _HEADLINES.items()}

_OVERLAYS = frozenset({"log-in", "consent"})
"""Kinds that ordinary pages hold too, hidden and with a headline of their own: only the page's title counts."""

LONG = 1500
"""Characters of text from which a page is more than a wall; the longest of a dozen looked at has 900."""

DATED = frozenset({"json-ld", "meta", "time"})
"""Sources of `published` that only an article's own markup gives: no wall is dated."""

_ENDS = " \t\n.,:;!?…–—-|»«›‹\"'“”‘’¡¿。！？"
_MAX_HEADLINE = 150


def wall_of(metadata: Metadata, kept: Sequence[Block]) -> str | None:
    """The kind of wall that a page is, a key of WALLS; None where it is none. kept: the blocks of its text.

    Three signs together: its headline says nothing else, it has little text, and no time of publication in its markup.
    """
    if metadata.published is not None and metadata.published_from in DATED:
        return None
    if sum(len(block.text) for block in kept) >= LONG:
        return None
    for kind, pattern in _PATTERNS.items():
        headlines = (metadata.title,) if kind in _OVERLAYS else (metadata.title, *metadata.headlines)
        if any(pattern.fullmatch(line[:_MAX_HEADLINE].strip(_ENDS).lower()) for line in headlines):
            return kind
    return None
