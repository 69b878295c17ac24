"""A peer in a venv and a process of its own: what it needs, prints or leaks stays there, and it can be killed."""

import json
import signal
import subprocess
import venv
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import Any, NamedTuple

from benchmarks import peers

CPU_LIMIT = 60.0  # seconds of CPU for one page, however busy the machine; the slowest peer takes a few at most
WALL_LIMIT = 300.0  # seconds for one page that waits for something, and until a peer is imported


class PeerError(Exception):
    """The peer cannot be installed or started; the message says why."""


class Outcome(NamedTuple):
    """What became of one page. seconds: of CPU. fault: a word or two where there is no guess, else None."""

    guess: peers.Guess
    seconds: float
    fault: str | None


def install(peer: peers.Peer, scratch: Path) -> Path:
    """The Python of the peer's venv under `scratch`, made with pip the first time; versions.txt there lists it all.

    Raises PeerError where pip fails.
    """
    folder = scratch / peer.distribution
    python, made = folder / "bin" / "python", folder / "requirements.txt"
    wanted = "\n".join(peer.requirements)
    if made.exists() and made.read_text() == wanted:
        return python
    venv.create(folder, clear=True, with_pip=True)
    _pip(python, "install", "--quiet", *peer.requirements)
    (folder / "versions.txt").write_text(_pip(python, "freeze"))
    made.write_text(wanted)
    return python


def _pip(python: Path, *arguments: str) -> str:
    command = [str(python), "-m", "pip", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise PeerError(f"pip: {(done.stderr.strip().splitlines() or ['failed'])[-1]}")
    return done.stdout


class PeerProcess:
    """Asks one peer page by page; starts it again for the next page where one hung or broke it.

    python: of the peer's venv. name: its key in PEERS. log: file for what it prints. cpu, wall: seconds a page.
    """

    def __init__(self, python: Path, name: str, log: Path, cpu: float = CPU_LIMIT, wall: float = WALL_LIMIT) -> None:
        self._command = [str(python), "-I", peers.__file__, name, str(cpu)]
        self._log, self._cpu, self._wall = log, cpu, wall
        self.version = ""
        self._start()

    def __enter__(self) -> "PeerProcess":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        self._process.communicate()

    def extract(self, path: Path, url: str) -> Outcome:
        """What the peer makes of a gzipped page; of one that is cut, nothing, in all the CPU that it was given."""
        if self._process.poll() is not None:
            self._start()
        answer = self._answer(self._wall, json.dumps([str(path), url]) + "\n")
        if answer is not None:
            return Outcome(answer["guess"], answer["seconds"], answer["fault"])
        match -self._process.returncode:
            case signal.SIGPROF:
                return Outcome({}, self._cpu, f"cut at {self._cpu:g} s of CPU")
            case signal.SIGKILL:
                return Outcome({}, self._cpu, f"cut after {self._wall:g} s")
            case code:
                return Outcome({}, 0.0, f"died with exit code {-code}")

    def _start(self) -> None:
        with self._log.open("a") as log:
            pipe = subprocess.PIPE
            self._process = subprocess.Popen(self._command, stdin=pipe, stdout=pipe, stderr=log, text=True)
        answer = self._answer(WALL_LIMIT)
        if answer is None:
            raise PeerError(f"does not start: {(self._log.read_text().strip().splitlines() or ['no word'])[-1]}")
        self.version = answer["version"]

    def _answer(self, limit: float, request: str = "") -> dict[str, Any] | None:
        """The next line it says; None where it ends, or is ended at the limit, without one."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        timer = Timer(limit, self._process.kill)
        timer.start()
        try:
            self._process.stdin.write(request)
            self._process.stdin.flush()
            line = self._process.stdout.readline()
            if not line:
                self._process.communicate()
        finally:
            timer.cancel()
        answer: dict[str, Any] | None = json.loads(line) if line else None
        return answer
