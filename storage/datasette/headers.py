"""Headers that keep what strangers wrote from doing anything in a reader's browser."""

import base64
import hashlib
import re
from collections.abc import Awaitable, Callable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["PAGE_POLICY", "guarded"]

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Content-Security-Policy of our own pages: no inline script or style, nothing from elsewhere."""

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_WRITTEN = re.compile(r"\{\{ *datasette_allow_facet *\}\}")

App = Callable[[Any, Any, Any], Awaitable[None]]


@cache
def _datasette_policy() -> str:
    """The policy of Datasette's own pages: of inline scripts, just those that its templates hold run.

    Its templates set colours in style attributes, which a policy can only allow altogether; what strangers wrote is
    escaped there.
    """
    hashes = " ".join(f"'sha256-{digest}'" for digest in _digests())
    policy = PAGE_POLICY.replace("script-src 'self'", f"script-src 'self' {hashes}")
    policy = policy.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
    return policy.replace("img-src 'self'", "img-src 'self' data:")  # an arrow in its style sheet


def _digests() -> Iterator[str]:
    """SHA-256 in base64 of every inline script of Datasette's templates, as CSP level 2 wants them."""
    folder = files("datasette") / "templates"
    for name in ("_close_open_menus.html", "_codemirror_foot.html", "table.html"):
        for script in _INLINE.findall((folder / name).read_text(encoding="utf-8")):
            for text in (_WRITTEN.sub("true", script), _WRITTEN.sub("false", script)):
                yield base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def guarded(app: App, *, indexed: bool) -> App:
    """The application with these headers on each answer. indexed: whether search engines may list it."""
    always = [
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
    ]
    if not indexed:
        always.append((b"x-robots-tag", b"noindex, nofollow"))

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        async def sending(message: Any) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", []))
                if not any(name.lower() == b"content-security-policy" for name, _ in headers):
                    headers.append((b"content-security-policy", _datasette_policy().encode()))
                message = {**message, "headers": headers + always}
            await send(message)

        await app(scope, receive, sending if scope["type"] == "http" else send)

    return answer
