"""A web of a test's own: a real server on port 0 of 127.0.0.1, asked directly or as an HTTP proxy."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answer:
    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class LocalWeb:
    """pages: "host/path" (asked as a proxy) or "/path" (asked directly) -> its answer. asked: keys, in order."""

    pages: dict[str, Answer]
    address: str = ""
    asked: list[str] = field(default_factory=list)


@contextmanager
def local_web(pages: dict[str, Answer] | Callable[[str], dict[str, Answer]]) -> Iterator[LocalWeb]:
    """Serve `pages`; where they must name the server, a function of its address that gives them."""
    web = LocalWeb({})

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            key = parts.netloc + parts.path
            web.asked.append(key)
            answer = web.pages.get(key, Answer(b"not here", 404))
            body = answer.body.encode() if isinstance(answer.body, str) else answer.body
            self.send_response(answer.status)
            for name, value in ({"Content-Type": "text/html; charset=utf-8"} | answer.headers).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # the parent's name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    web.address = f"http://127.0.0.1:{server.server_port}"
    web.pages = pages(web.address) if callable(pages) else pages
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
