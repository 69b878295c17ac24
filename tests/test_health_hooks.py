"""The user's command and webhook: real processes, a real server, real certificates."""

import contextlib
import json
import os
import select
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import sqlite_utils

from crawler.health.hooks import Hooks, HooksError
from storage.database import close_database, open_database
from storage.illnesses import Illnesses
from tests.records import NOW

CHANNELS = ("command", "webhook")
FEED = "https://paper.example/feed"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite_utils.Database]:
    db = open_database(tmp_path / "articles.db")
    yield db
    close_database(db)


def fall_ill(db: sqlite_utils.Database, source: str = "paper") -> None:
    Illnesses(db, CHANNELS).fall_ill(source, "silent", NOW, "nothing new for 3 days", FEED, NOW)


def untold(db: sqlite_utils.Database) -> list[tuple[str, str, str | None]]:
    rows = db.execute("SELECT change, channel, error FROM notices WHERE told IS NULL ORDER BY id")
    return [tuple(row) for row in rows]


@dataclass
class Inbox:
    address: str = ""
    status: int = 200
    got: list[dict[str, object]] = field(default_factory=list)


@contextmanager
def inbox(context: ssl.SSLContext | None = None) -> Iterator[Inbox]:
    box = Inbox()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if box.status == 200:
                box.got.append(json.loads(body))
            self.send_response(box.status)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # the parent's name
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """A client that refuses the certificate is what the test is about."""

    server = Server(("127.0.0.1", 0), Handler)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    box.address = f"{'https' if context else 'http'}://127.0.0.1:{server.server_port}/hook"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield box
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def script(folder: Path, code: str) -> tuple[str, ...]:
    path = folder / "hook.py"
    path.write_text(code)
    return (sys.executable, str(path))


def test_a_command_gets_the_changes_once_without_a_shell(db: sqlite_utils.Database, tmp_path: Path) -> None:
    out = tmp_path / "told; touch oops.jsonl"
    command = script(tmp_path, "import sys; open(sys.argv[1], 'a').write(sys.stdin.read() + '\\n')")
    hooks = Hooks.of([*command, str(out)], "")
    assert hooks.channels == ("command",)
    illnesses = Illnesses(db, hooks.channels)
    illnesses.fall_ill("paper", "silent", NOW, "nothing new for 3 days", FEED, NOW)
    hooks.tell(db, "articles.db", NOW)
    hooks.tell(db, "articles.db", NOW)
    illnesses.recover("paper", "silent", NOW + timedelta(days=1))
    hooks.tell(db, "articles.db", NOW + timedelta(days=1))
    first, second = map(json.loads, out.read_text().splitlines())
    assert first["text"] == f"paper is silent since 2026-03-01 12:00 UTC: nothing new for 3 days ({FEED})"
    assert first["changes"] == [
        {"change": "ill", "source": "paper", "url": None, "kind": "silent", "since": "2026-03-01T12:00:00Z",
         "until": None, "why": "nothing new for 3 days", "example": FEED}
    ]  # fmt: skip
    assert Path(first["database"]).is_absolute()
    assert [(change["change"], change["until"]) for change in second["changes"]] == [
        ("recovered", "2026-03-02T12:00:00Z")
    ]
    assert not (tmp_path / "oops.jsonl").exists()


def test_a_command_line_is_read_as_a_shell_would_quote_it() -> None:
    assert Hooks.of("mail -s 'a source is ill' me@example.org", "").command == (
        "mail", "-s", "a source is ill", "me@example.org",
    )  # fmt: skip
    assert Hooks.of("", "").channels == ()
    with pytest.raises(HooksError, match="HEALTH_COMMAND"):
        Hooks.of("mail 'me", "")
    with pytest.raises(HooksError, match=r"'ftp://example\.org/'"):
        Hooks.of("", "ftp://example.org/")


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("import sys; sys.exit('no mail server')", "exit code 1: no mail server"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "exit code -9"),
    ],
)
def test_a_command_that_fails_is_logged_and_run_again(
    db: sqlite_utils.Database, tmp_path: Path, caplog: pytest.LogCaptureFixture, code: str, says: str
) -> None:
    fall_ill(db)
    Hooks(script(tmp_path, code)).tell(db, "articles.db", NOW)
    assert says in caplog.text
    assert ("ill", "command") in [row[:2] for row in untold(db)]
    Hooks(("no-such-program",)).tell(db, "articles.db", NOW)
    assert "no-such-program: No such file" in caplog.text
    Hooks(script(tmp_path, "")).tell(db, "articles.db", NOW)
    assert untold(db) == [("ill", "webhook", None)]


@pytest.mark.slow
def test_a_command_that_hangs_is_ended_with_what_it_started(db: sqlite_utils.Database, tmp_path: Path) -> None:
    fall_ill(db)
    code = f"""
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
open({str(tmp_path / "pid")!r}, "w").write(str(child.pid))
time.sleep(600)
"""
    Hooks(script(tmp_path, code), time_limit=3.0).tell(db, "articles.db", NOW)
    ((_, _, error), _) = untold(db)
    assert error is not None
    assert "ended after 3 seconds" in error
    with contextlib.suppress(ProcessLookupError):  # it is gone already
        child = os.pidfd_open(int((tmp_path / "pid").read_text()))
        assert select.select([child], [], [], 30)[0], "it runs on"
        os.close(child)


@pytest.mark.slow
def test_a_webhook_that_drips_is_left(db: sqlite_utils.Database) -> None:
    fall_ill(db)
    with socket.create_server(("127.0.0.1", 0)) as server:
        over = threading.Event()

        def drip() -> None:
            connection, _ = server.accept()
            with connection, contextlib.suppress(OSError):
                connection.sendall(b"HTTP/1.1 200 OK\r\n")
                while not over.wait(0.05):
                    connection.sendall(b"x: y\r\n")

        thread = threading.Thread(target=drip)
        thread.start()
        Hooks(webhook=f"http://127.0.0.1:{server.getsockname()[1]}/", time_limit=2.0).tell(db, "articles.db", NOW)
        over.set()
        thread.join()
    assert untold(db)[-1] == ("ill", "webhook", "no answer within 2 seconds")


def test_a_webhook_gets_the_changes_by_post(db: sqlite_utils.Database) -> None:
    fall_ill(db)
    fall_ill(db, "wire")
    with inbox() as box:
        hooks = Hooks.of("", box.address)
        hooks.tell(db, "articles.db", NOW)
        hooks.tell(db, "articles.db", NOW)
    (got,) = box.got
    changes = got["changes"]
    assert isinstance(changes, list)
    assert [change["source"] for change in changes] == ["paper", "wire"]
    assert "wire is silent since" in str(got["text"])


@pytest.mark.parametrize("status", [500, 404, 302])
def test_a_webhook_that_does_not_take_it_is_told_again(
    db: sqlite_utils.Database, caplog: pytest.LogCaptureFixture, status: int
) -> None:
    fall_ill(db)
    with inbox() as box:
        box.status = status
        hooks = Hooks.of("", box.address)
        hooks.tell(db, "articles.db", NOW)
        assert str(status) in caplog.text
        box.status = 200
        hooks.tell(db, "articles.db", NOW)
    assert len(box.got) == 1
    hooks.tell(db, "articles.db", NOW)  # nothing is left to tell, so nobody is asked
    assert len(caplog.records) == 1


def test_a_webhook_that_is_not_there_breaks_nothing(
    db: sqlite_utils.Database, caplog: pytest.LogCaptureFixture
) -> None:
    with inbox() as box:
        pass
    fall_ill(db)
    Hooks.of("", box.address).tell(db, "articles.db", NOW)
    assert "refused" in caplog.text


def test_a_webhooks_certificate_is_checked(
    db: sqlite_utils.Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate,
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    fall_ill(db)
    with inbox(context) as box:
        Hooks.of("", box.address).tell(db, "articles.db", NOW)
    assert box.got == []
    assert "CERTIFICATE_VERIFY_FAILED" in caplog.text
