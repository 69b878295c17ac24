"""A web that means harm, or is broken: a real server on port 0, asked as an HTTP proxy; each case is a site."""

import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Chunks = Iterable[bytes]
Site = Callable[[str], Chunks | None]
"""A path -> the bytes to send, head and all, in pieces; None for 404. The connection is closed after them."""


def answer(body: bytes | str, content_type: str = "text/html", status: str = "200 OK", **headers: str) -> Chunks:
    """A whole and proper answer. headers: with "_" for "-"."""
    if isinstance(body, str):
        body = body.encode()
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return [head(f"Content-Type: {content_type}", f"Content-Length: {len(body)}", *lines, status=status), body]


def head(*lines: str, status: str = "200 OK") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "Connection: close", "", ""]).encode("latin-1")


def redirect(to: str) -> Chunks:
    return [head(f"Location: {to}", "Content-Length: 0", status="302 Found")]


@dataclass
class HostileWeb:
    """proxy: its address. asked: "host/path" of each request, in order."""

    sites: dict[str, Site]
    proxy: str = ""
    asked: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)


@contextmanager
def hostile_web(sites: dict[str, Site]) -> Iterator[HostileWeb]:
    """Serve the sites, by host, until the block ends."""
    web = HostileWeb(sites)

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            request = self.rfile.readline(20_000).decode("latin-1").split(" ")
            while self.rfile.readline(20_000).strip():
                pass
            if len(request) < 2:
                return
            parts = urlsplit(request[1])
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            web.asked.append(parts.netloc + path)
            site = web.sites.get(parts.netloc)
            chunks = site(path) if site else None
            with suppress(OSError):  # the crawler has had enough
                for chunk in answer("not here", status="404 Not Found") if chunks is None else chunks:
                    self.request.sendall(chunk)
                    if web.stop.is_set():
                        return

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        request_queue_size = 100

    with Server(("127.0.0.1", 0), Handler) as server:
        web.proxy = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield web
        finally:
            web.stop.set()
            server.shutdown()
            thread.join()


def free_port() -> int:
    """A port of 127.0.0.1 at which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def https_web(folder: Path, chunks: Chunks) -> Iterator[str]:
    """Answer every https request so, under a certificate for another host that nobody signed; gives the address."""
    key, certificate = ec.generate_private_key(ec.SECP256R1()), folder / "certificate.pem"
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "elsewhere.example")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName("elsewhere.example")]), critical=False)
    signed = builder.not_valid_before(now).not_valid_after(now + timedelta(days=1)).sign(key, hashes.SHA256())
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    certificate.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError), context.wrap_socket(self.request, server_side=True) as encrypted:
                encrypted.recv(10_000)
                for chunk in chunks:
                    encrypted.sendall(chunk)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"https://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
