"""Cases of the connection, the answer's size and its address."""

import gzip
import io
import re
import time
import zlib
from collections.abc import Iterator
from functools import cache
from itertools import chain, repeat

import brotli  # type: ignore[import-untyped] # it has no types

from tests.hostile.case import REPORT, Case, page, with_report
from tests.hostile.web import Chunks, answer, free_port, head, redirect

MIB = bytes(1 << 20)


def gzip_bomb() -> Chunks:
    """1 MB that unpacks to 1 GiB, as much as gzip can."""
    packer = zlib.compressobj(9, wbits=-15)
    piece = packer.compress(MIB) + packer.flush(zlib.Z_FULL_FLUSH)  # stands alone, so that it can be repeated
    start = b"\x1f\x8b\x08\0\0\0\0\0\2\xff"
    return [head("Content-Type: text/html", "Content-Encoding: gzip"), start, piece * 1024, b"\3\0"]


@cache
def brotli_bomb() -> Chunks:
    """A few kB that unpack to 10 GiB."""
    packer = brotli.Compressor(quality=1)
    body = b"".join(packer.process(MIB) for _ in range(10 << 10)) + packer.finish()
    return answer(body, Content_Encoding="br")


def gzip_in_gzip() -> Chunks:
    inner = io.BytesIO()
    with gzip.GzipFile(fileobj=inner, mode="wb", compresslevel=9) as file:
        for _ in range(200):
            file.write(MIB)
    return answer(gzip.compress(inner.getvalue()), "text/html", Content_Encoding="gzip, gzip")


def endless() -> Chunks:
    return chain([head("Content-Type: text/html")], repeat(b"<p>and so on" * 5000))


def slow() -> Iterator[bytes]:
    yield head("Content-Type: text/html", "Content-Length: 1000000")
    for _ in range(1_000_000):
        time.sleep(0.2)
        yield b"x"


def endless_headers() -> Chunks:
    return chain([b"HTTP/1.1 200 OK\r\n"], (b"X-%d: %s\r\n" % (n, b"a" * 4000) for n in range(10_000_000)))


def one_endless_header() -> Chunks:
    return chain([b"HTTP/1.1 200 OK\r\nX: "], repeat(b"a" * 60_000))


def closed_half_way() -> Chunks:
    whole = page(1).encode()
    return [head("Content-Type: text/html", f"Content-Length: {len(whole)}"), whole[: len(whole) // 2]]


def chunked_and_cut() -> Chunks:
    return [head("Content-Type: text/html", "Transfer-Encoding: chunked"), b"ffff\r\n<html><p>" + b"a " * 100]


def too_long_by_its_header() -> Chunks:
    whole = page(2).encode()
    return [head("Content-Type: text/html", f"Content-Length: {len(whole) + 1000}"), whole]


def loop(path: str) -> Chunks | None:
    """REPORT leads to itself with another number each time, which no check for repeated addresses would see."""
    if path.startswith(REPORT):
        return redirect(f"{REPORT}?n={len(path)}{'1' * (len(path) % 7)}")
    return with_report(lambda: ())(path)


def to(target: str) -> Case:
    name = re.sub(r"\W+", "-", "to-" + target.partition("://")[2]).strip("-")
    return Case(name, with_report(lambda: redirect(target)), {"private address": 1}, {"refused": 1})


PORT = free_port()

# No proxy is set for https, so that these are asked directly, while http goes through the proxy.
ADDRESSES = [
    to(f"https://127.0.0.1:{PORT}/secret"),
    to("https://169.254.169.254/latest/meta-data/"),
    to("https://[::1]/"),
    to("https://[fd00::1]/"),
    to("https://[::ffff:10.0.0.1]/"),
    to(f"https://localhost:{PORT}/by-its-name"),
    to("https://2130706433/"),
    Case(
        "two-hops",
        lambda path: redirect("http://second-hop.example/") if path == REPORT else with_report(lambda: ())(path),
        {"private address": 1},
        {"refused": 1},
    ),
    Case("file", with_report(lambda: redirect("file:///etc/passwd")), {"redirects": 1}, {"refused": 1}),
]

SLOW = [Case("one-byte-a-second", with_report(slow), {"timeout": 1}, {"errors": 1})]

CASES = [
    Case("gzip-bomb", with_report(gzip_bomb), {"too large": 1}, {"refused": 1}),
    Case("brotli-bomb", with_report(brotli_bomb), {"too large": 1}, {"refused": 1}),
    Case("gzip-in-gzip", with_report(gzip_in_gzip), {"too large": 1}, {"refused": 1}),
    Case("no-gzip", with_report(lambda: answer(page(3), Content_Encoding="gzip")), {"broken answer": 1}, {"errors": 1}),
    Case("endless-body", with_report(endless), {"too large": 1}, {"refused": 1}),
    Case("endless-headers", with_report(endless_headers), {"broken answer": 1}, {"errors": 1}),
    Case("one-endless-header", with_report(one_endless_header), {"cut off": 1}, {"errors": 1}),
    Case("redirect-loop", loop, {"redirects": 1}, {"refused": 1}),
    Case("closed-half-way", with_report(closed_half_way), {"cut off": 1}, {"errors": 1}),
    Case("chunked-and-cut", with_report(chunked_and_cut), {"cut off": 1}, {"errors": 1}),
    Case("wrong-content-length", with_report(too_long_by_its_header), {"cut off": 1}, {"errors": 1}),
    Case("no-http", with_report(lambda: [b"SSH-2.0-OpenSSH_9.6\r\n"]), {"broken answer": 1}, {"errors": 1}),
    Case("closed-at-once", with_report(list), {"cut off": 1}, {"errors": 1}),
    Case("html-labelled-pdf", with_report(lambda: answer(page(4), "application/pdf")), {"not html": 1}, {"refused": 1}),
    Case(
        "pdf-labelled-html",
        with_report(lambda: answer(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 2000)),
        {"not html": 1},
        {"refused": 1},
    ),
    Case(
        "picture-labelled-html",
        with_report(lambda: answer(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 2000)),
        {"not html": 1},
        {"refused": 1},
    ),
    *ADDRESSES,
]
