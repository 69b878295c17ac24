"""Other extractors, each behind one call: what pip needs for it, and how its guide says to use it on a page at hand.

Run as a script inside a peer's own venv (`python -I peers.py NAME LIMIT`) it answers requests, a JSON line each: first
says its version; then for every [path of a gzipped page, address] says {"guess", "seconds" of CPU, "fault"}. A guess
holds those of text, title, authors and published that the peer knows of. A page that takes more than LIMIT seconds of
CPU ends the process by SIGPROF. Standard library only, but for the peer itself.
"""

import gzip
import json
import os
import re
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from time import process_time
from typing import Any, TypeAlias

Guess: TypeAlias = dict[str, Any]
Extract: TypeAlias = Callable[[bytes, str], Guess]


@dataclass(frozen=True)
class Peer:
    """An extractor. requirements: for pip, its own distribution first. load: imports it, gives its function."""

    requirements: tuple[str, ...]
    load: Callable[[], Extract]

    @property
    def distribution(self) -> str:
        """Name of the peer's own distribution, without extras."""
        return self.requirements[0].partition("[")[0]


def _text(page: bytes) -> str:
    """The page, for peers that take no bytes; the pages compared are UTF-8, all of them."""
    return page.decode("utf-8", "replace")


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _trafilatura(**mode: bool) -> Extract:
    trafilatura = import_module("trafilatura")

    def extract(page: bytes, url: str) -> Guess:
        # comments off, as the article's text alone is wanted: some of them stay in it otherwise
        found = trafilatura.bare_extraction(page, url=url, with_metadata=True, include_comments=False, **mode)
        if found is None:
            return {}
        authors = found.author.split("; ") if found.author else []
        return {"text": found.text, "title": found.title, "authors": authors, "published": found.date}

    return extract


def _newspaper4k() -> Extract:
    newspaper = import_module("newspaper")

    def extract(page: bytes, url: str) -> Guess:
        found = newspaper.article(url, input_html=_text(page), fetch_images=False)
        published = _iso(found.publish_date)
        return {"text": found.text, "title": found.title, "authors": found.authors, "published": published}

    return extract


def _news_please() -> Extract:
    news_please = import_module("newsplease").NewsPlease

    def extract(page: bytes, url: str) -> Guess:
        found = news_please.from_html(_text(page), url=url, fetch_images=False)
        published = _iso(found.date_publish)
        return {"text": found.maintext, "title": found.title, "authors": found.authors, "published": published}

    return extract


def _readability_lxml() -> Extract:
    document = import_module("readability").Document
    extract_text = import_module("html_text").extract_text

    def extract(page: bytes, url: str) -> Guess:
        found = document(_text(page), url=url)
        return {"text": extract_text(found.summary(html_partial=True)), "title": found.short_title()}

    return extract


def _resiliparse() -> Extract:
    extract_plain_text = import_module("resiliparse.extract.html2text").extract_plain_text

    def extract(page: bytes, _url: str) -> Guess:
        return {"text": extract_plain_text(_text(page), main_content=True, alt_texts=False)}

    return extract


_STOPLISTS = {  # justext is told the language; others it does without a list, as its guide says
    "ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "is": "Icelandic",
    "it": "Italian", "ko": "Korean", "lb": "Luxembourgish", "lt": "Lithuanian", "lv": "Latvian", "ms": "Malay",
    "nb": "Norwegian_Bokmal", "nl": "Dutch", "nn": "Norwegian_Nynorsk", "no": "Norwegian_Bokmal", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian",
    "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian",
    "ur": "Urdu", "vi": "Vietnamese",
}  # fmt: skip
_LANGUAGE = re.compile(rb"<html[^>]*?\slang=[\"']?([a-z]{2})\b", re.IGNORECASE)


def _justext() -> Extract:
    justext = import_module("justext")
    lists = {code: justext.get_stoplist(name) for code, name in _STOPLISTS.items()}

    def extract(page: bytes, _url: str) -> Guess:
        language = _LANGUAGE.search(page)
        known = lists.get(language[1].decode().lower()) if language else None
        bounds = {} if known else {"stopwords_low": 0, "stopwords_high": 0}
        paragraphs = justext.justext(page, known or frozenset(), **bounds)
        return {"text": "\n".join(part.text for part in paragraphs if not part.is_boilerplate)}

    return extract


def _goose3() -> Extract:
    goose = import_module("goose3").Goose({"enable_image_fetching": False})

    def extract(page: bytes, _url: str) -> Guess:
        found = goose.extract(raw_html=_text(page))
        published = _iso(found.publish_datetime_utc) or found.publish_date
        nested = (names if isinstance(names, list) else [names] for names in found.authors)  # as JSON-LD had them
        authors = [str(name) for names in nested for name in names if name]
        return {"text": found.cleaned_text, "title": found.title, "authors": authors, "published": published}

    return extract


_CLEANER = "lxml-html-clean"  # older pips do not find lxml's extra of that name under the spelling justext gives it
_NEWSPAPER = "newspaper4k[ja,zh,th,hi,nlp]"  # with what it needs for the languages that it cannot read alone

PEERS = {
    "trafilatura": Peer(("trafilatura", _CLEANER), _trafilatura),
    "trafilatura-precision": Peer(("trafilatura", _CLEANER), partial(_trafilatura, favor_precision=True)),
    "trafilatura-recall": Peer(("trafilatura", _CLEANER), partial(_trafilatura, favor_recall=True)),
    "trafilatura-fast": Peer(("trafilatura", _CLEANER), partial(_trafilatura, fast=True)),
    "newspaper4k": Peer((_NEWSPAPER,), _newspaper4k),
    "news-please": Peer(("news-please", _NEWSPAPER), _news_please),
    "readability-lxml": Peer(("readability-lxml", "html-text"), _readability_lxml),
    "resiliparse": Peer(("resiliparse",), _resiliparse),
    "justext": Peer(("justext", _CLEANER), _justext),
    "goose3": Peer(("goose3[all]",), _goose3),
}


def stay_offline() -> None:
    """Refuse this process every connection and every look-up of a name, for good: pages are judged as they lie."""

    def refuse(event: str, _arguments: tuple[object, ...]) -> None:
        if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}:
            raise ConnectionRefusedError(f"offline: {event}")

    sys.addaudithook(refuse)


def main() -> None:
    """Answer the requests on standard input until it ends."""
    peer, limit = PEERS[sys.argv[1]], float(sys.argv[2])
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a peer prints goes where its errors go

    def say(**answer: object) -> None:
        answers.write(json.dumps(answer) + "\n")
        answers.flush()

    stay_offline()
    extract = peer.load()
    say(version=version(peer.distribution))
    for request in sys.stdin:
        path, url = json.loads(request)
        page = gzip.decompress(Path(path).read_bytes())
        guess, fault, start = {}, None, process_time()
        signal.setitimer(signal.ITIMER_PROF, limit)
        try:
            guess = extract(page, url)
        except Exception as error:
            fault = type(error).__name__
            traceback.print_exc()
        seconds = process_time() - start
        signal.setitimer(signal.ITIMER_PROF, 0)
        say(guess=guess, seconds=seconds, fault=fault)


if __name__ == "__main__":
    main()
