"""The time zone of a site, where its country or its language has but one."""

from urllib.parse import urlsplit

__all__ = ["LANGUAGE_ZONES", "TLD_ZONES", "home_zone"]

TLD_ZONES: dict[str, str] = {
    "at": "Europe/Vienna", "be": "Europe/Brussels", "bg": "Europe/Sofia", "by": "Europe/Minsk",
    "ch": "Europe/Zurich",
    "cy": "Asia/Nicosia", "cz": "Europe/Prague", "de": "Europe/Berlin", "dk": "Europe/Copenhagen",
    "ee": "Europe/Tallinn",
    "fi": "Europe/Helsinki", "fr": "Europe/Paris", "gr": "Europe/Athens", "hr": "Europe/Zagreb",
    "hu": "Europe/Budapest",
    "ie": "Europe/Dublin", "is": "Atlantic/Reykjavik", "it": "Europe/Rome", "li": "Europe/Vaduz",
    "lt": "Europe/Vilnius",
    "lu": "Europe/Luxembourg", "lv": "Europe/Riga", "mk": "Europe/Skopje", "mt": "Europe/Malta",
    "nl": "Europe/Amsterdam",
    "no": "Europe/Oslo", "pl": "Europe/Warsaw", "ro": "Europe/Bucharest", "rs": "Europe/Belgrade",
    "se": "Europe/Stockholm",
    "si": "Europe/Ljubljana", "sk": "Europe/Bratislava", "tr": "Europe/Istanbul", "ua": "Europe/Kyiv",
    "uk": "Europe/London",
    "am": "Asia/Yerevan", "az": "Asia/Baku", "bd": "Asia/Dhaka", "cn": "Asia/Shanghai", "ge": "Asia/Tbilisi",
    "hk": "Asia/Hong_Kong", "il": "Asia/Jerusalem", "in": "Asia/Kolkata", "ir": "Asia/Tehran",
    "jp": "Asia/Tokyo",
    "kr": "Asia/Seoul", "lk": "Asia/Colombo", "my": "Asia/Kuala_Lumpur", "np": "Asia/Kathmandu",
    "ph": "Asia/Manila",
    "pk": "Asia/Karachi", "sg": "Asia/Singapore", "th": "Asia/Bangkok", "tw": "Asia/Taipei",
    "vn": "Asia/Ho_Chi_Minh",
    "ae": "Asia/Dubai", "jo": "Asia/Amman", "kw": "Asia/Kuwait", "lb": "Asia/Beirut", "qa": "Asia/Qatar",
    "sa": "Asia/Riyadh",
    "dz": "Africa/Algiers", "eg": "Africa/Cairo", "et": "Africa/Addis_Ababa", "gh": "Africa/Accra",
    "ke": "Africa/Nairobi",
    "ma": "Africa/Casablanca", "ng": "Africa/Lagos", "tn": "Africa/Tunis", "tz": "Africa/Dar_es_Salaam",
    "ug": "Africa/Kampala", "za": "Africa/Johannesburg", "zm": "Africa/Lusaka", "zw": "Africa/Harare",
    "pe": "America/Lima", "uy": "America/Montevideo", "ve": "America/Caracas", "bo": "America/La_Paz",
    "cr": "America/Costa_Rica", "py": "America/Asuncion",
}  # fmt: skip
"""Zone by country domain, of countries whose mainland keeps one time; without those sold to the whole world."""

LANGUAGE_ZONES: dict[str, str] = {
    "bg": "Europe/Sofia", "cs": "Europe/Prague", "da": "Europe/Copenhagen", "de": "Europe/Berlin",
    "el": "Europe/Athens",
    "et": "Europe/Tallinn", "fi": "Europe/Helsinki", "he": "Asia/Jerusalem", "hi": "Asia/Kolkata",
    "hr": "Europe/Zagreb",
    "hu": "Europe/Budapest", "hy": "Asia/Yerevan", "is": "Atlantic/Reykjavik", "it": "Europe/Rome",
    "ja": "Asia/Tokyo",
    "ka": "Asia/Tbilisi", "ko": "Asia/Seoul", "lt": "Europe/Vilnius", "lv": "Europe/Riga",
    "mk": "Europe/Skopje",
    "nl": "Europe/Amsterdam", "no": "Europe/Oslo", "pl": "Europe/Warsaw", "ro": "Europe/Bucharest",
    "sk": "Europe/Bratislava",
    "sl": "Europe/Ljubljana", "sr": "Europe/Belgrade", "sv": "Europe/Stockholm", "th": "Asia/Bangkok",
    "tr": "Europe/Istanbul",
    "uk": "Europe/Kyiv", "vi": "Asia/Ho_Chi_Minh", "zh": "Asia/Shanghai", "fa": "Asia/Tehran",
}  # fmt: skip
"""Zone by language, of languages whose papers are written almost all in one zone."""


def home_zone(url: str, language: str | None) -> str | None:
    """The IANA zone of the site at url, by its country domain, else by the page's language; None where unknown."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    return TLD_ZONES.get(host.rpartition(".")[2]) or LANGUAGE_ZONES.get(language or "")
