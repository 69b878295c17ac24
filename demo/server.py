"""Serve the demo's papers on this machine: an HTTP proxy for absolute addresses, a web server by Host header.

`python -m demo.server` prints its address and serves until it is stopped. In tests:

    with serve() as web:
        urllib.request.build_opener(urllib.request.ProxyHandler({"http": web.proxy}))
        web.advance()
        web.requests
"""

import argparse
import asyncio
import gzip
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import formatdate, parsedate_to_datetime
from http import HTTPStatus
from pathlib import Path
from typing import TypedDict
from urllib.parse import urlsplit

from demo.newsroom import Answer, Newsroom

__all__ = ["Request", "Web", "serve"]

MOST_LINE = 16 * 1024
"""Bytes of a request line or header that are read; more ends the connection."""

MOST_HEADERS = 100
"""Header lines of a request that are read; more ends the connection."""


class Request(TypedDict):
    """One answered request, as the log keeps it. time: seconds since the epoch; path: with its query."""

    time: float
    method: str
    host: str
    path: str
    status: int
    user_agent: str | None
    conditional: bool
    bytes: int


@dataclass
class Web:
    """A running newsroom. proxy: its address. requests: what was asked so far, in order."""

    newsroom: Newsroom
    log: Path | None = None
    proxy: str = ""
    requests: list[Request] = field(default_factory=list)

    def advance(self) -> Newsroom:
        """Let the second visit's versions come out now (in whole seconds, rounded up) and return the newsroom."""
        moment = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=1)
        self.newsroom = self.newsroom.advance(moment)
        return self.newsroom

    def record(self, request: Request) -> None:
        """Keep a request, and write it to the log file if there is one."""
        self.requests.append(request)
        if self.log:
            with self.log.open("a", encoding="utf-8") as file:
                file.write(json.dumps(request) + "\n")


@contextmanager
def serve(newsroom: Newsroom | None = None, *, port: int = 0, log: Path | None = None) -> Iterator[Web]:
    """Serve `newsroom` (one that opens now, if None) on 127.0.0.1 in a thread until the block ends.

    port: 0 takes any free one. log: file that gets a JSON line per request. Raises OSError if the port is taken.
    """
    web = Web(newsroom or Newsroom(datetime.now(UTC)), log)
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(_start(web, port))
    thread = threading.Thread(target=loop.run_forever, name="demo newsroom", daemon=True)
    thread.start()
    try:
        yield web
    finally:
        asyncio.run_coroutine_threadsafe(_stop(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _start(web: Web, port: int) -> asyncio.Server:
    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await _connection(web, reader, writer)

    server = await asyncio.start_server(connected, "127.0.0.1", port, limit=MOST_LINE)
    web.proxy = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    return server


async def _stop(server: asyncio.Server) -> None:
    """Close the listening socket and every connection still kept alive."""
    server.close()
    open_connections = asyncio.all_tasks() - {asyncio.current_task()}
    for task in open_connections:
        task.cancel()
    await asyncio.gather(*open_connections, return_exceptions=True)


async def _connection(web: Web, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer one connection's requests until either side closes it."""
    try:
        while line := await reader.readline():
            headers = await _headers(reader)
            writer.write(_response(web, line.decode("latin-1"), headers))
            await writer.drain()
            if headers.get("connection", "").lower() == "close":
                break
    except (ConnectionError, ValueError, asyncio.CancelledError):
        pass  # the client went, sent no HTTP, or the server stops: this connection ends either way
    finally:
        writer.close()


async def _headers(reader: asyncio.StreamReader) -> dict[str, str]:
    headers: dict[str, str] = {}
    for _ in range(MOST_HEADERS):
        line = (await reader.readline()).decode("latin-1").rstrip("\r\n")
        if not line:
            return headers
        key, _, value = line.partition(":")
        headers[key.strip().lower()] = value.strip()
    raise ValueError("too many headers")


def _response(web: Web, line: str, headers: dict[str, str]) -> bytes:
    """The bytes that answer one request. Raises ValueError for a line that is no HTTP request."""
    method, target, _ = line.split(" ", 2)
    parts = urlsplit(target)
    host = (parts.netloc or headers.get("host", "")).partition(":")[0].lower()
    path = parts.path + ("?" + parts.query if parts.query else "")
    if method in ("GET", "HEAD"):
        answer = _negotiated(web.newsroom.answer(host, path), headers)
    else:
        answer = Answer(405, {"Allow": "GET, HEAD"}, b"")
    body = b"" if method == "HEAD" else answer.body
    web.record(
        Request(
            time=time.time(),
            method=method,
            host=host,
            path=path,
            status=answer.status,
            user_agent=headers.get("user-agent"),
            conditional=not headers.keys().isdisjoint(("if-none-match", "if-modified-since")),
            bytes=len(body),
        )
    )
    length = {} if answer.status == 304 else {"Content-Length": str(len(answer.body))}
    fields = {"Date": formatdate(usegmt=True), "Server": "demo-newsroom"} | answer.headers | length
    head = f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}\r\n"
    return (head + "".join(f"{key}: {value}\r\n" for key, value in fields.items()) + "\r\n").encode("latin-1") + body


def _negotiated(answer: Answer, headers: dict[str, str]) -> Answer:
    """The answer as this client should get it: 304 where its copy is current, compressed where it accepts that."""
    if _is_current(answer, headers):
        kept = {key: value for key, value in answer.headers.items() if key in ("ETag", "Last-Modified")}
        return Answer(304, kept, b"")
    packed = answer.headers.get("Content-Type") == "application/gzip"
    if packed or len(answer.body) < 500 or "gzip" not in headers.get("accept-encoding", ""):
        return answer
    more = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Answer(answer.status, answer.headers | more, gzip.compress(answer.body, mtime=0))


def _is_current(answer: Answer, headers: dict[str, str]) -> bool:
    """Whether the client's validators match; If-None-Match goes before If-Modified-Since (RFC 9110, 13.2.2)."""
    tag, moment = answer.headers.get("ETag"), answer.headers.get("Last-Modified")
    if tag and "if-none-match" in headers:
        return tag in (part.strip().removeprefix("W/") for part in headers["if-none-match"].split(","))
    if moment and "if-modified-since" in headers:
        try:
            return parsedate_to_datetime(moment) <= parsedate_to_datetime(headers["if-modified-since"])
        except ValueError:
            return False
    return False


def main() -> None:
    """Serve from the command line."""
    parser = argparse.ArgumentParser(prog="python -m demo.server", description="Serve the demo's papers.")
    parser.add_argument("--port", type=int, default=8900, help="port on 127.0.0.1 (default: 8900)")
    parser.add_argument("--log", type=Path, help="write a JSON line per request to this file")
    options = parser.parse_args()
    with serve(port=options.port, log=options.log) as web:
        count = len(web.newsroom.truth())
        print(f"{count} articles of {len(web.newsroom.hosts())} papers; proxy at {web.proxy}", flush=True)
        with suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
