"""A replayed web and a crawl of it, for the benchmarks: real server, real command, measured from outside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
POLITENESS_OFF = ("-s", "DOWNLOAD_DELAY=0")


@dataclass(frozen=True)
class Web:
    """A served replay. proxy: its address. log: its request log. folder: what it serves."""

    folder: Path
    proxy: str
    log: Path

    def requests(self, since: int = 0) -> list[dict[str, Any]]:
        """The requests so far, less the first `since`."""
        return [json.loads(line) for line in self.log.read_text().splitlines()[since:]]

    def articles(self) -> dict[str, dict[str, Any]]:
        """{url: truth row}"""
        rows = map(json.loads, (self.folder / "truth.jsonl").read_text().splitlines())
        return {row["url"]: row for row in rows}


@contextmanager
def served(folder: Path) -> Iterator[Web]:
    """Serve `folder`, made by `replay.py build`, on a free port."""
    with tempfile.TemporaryDirectory() as scratch:
        log = Path(scratch) / "requests.jsonl"
        log.touch()
        command = [
            sys.executable,
            str(SHARED / "replay.py"),
            "serve",
            str(folder),
            "--port",
            "0",
            "--log",
            str(log),
        ]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            assert server.stdout is not None
            said = server.stdout.readline().split()
            yield Web(folder, said[-1], log)
        finally:
            server.terminate()
            server.wait()


@dataclass(frozen=True)
class Run:
    """One finished command. seconds: wall time. peak: bytes, largest sum over its processes of memory not shared
    plus its part of what is (PSS). output: what it printed."""

    exit_code: int
    seconds: float
    peak: int
    output: str


def run(command: Sequence[str], web: Web, kill_after: float | None = None) -> Run:
    """Run a command behind the web's proxy; with `kill_after` seconds, SIGKILL it and all its processes then."""
    environment = os.environ | {"http_proxy": web.proxy}
    started = time.monotonic()
    with tempfile.TemporaryFile("w+") as output:
        process = psutil.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
        watch = _Memory(process)
        watch.start()
        try:
            exit_code = process.wait(timeout=kill_after)
        except psutil.TimeoutExpired:
            family = [process, *process.children(recursive=True)]
            for member in family:
                member.kill()
            exit_code = process.wait()
        seconds = time.monotonic() - started
        watch.stop()
        output.seek(0)
        return Run(exit_code, seconds, watch.peak, output.read())


def crawl_command(web: Web, database: Path, *extra: str) -> list[str]:
    """The real command over the web's sources, politeness off."""
    sources = ["-a", f"sources={web.folder / 'sources.txt'}", "-s", f"DATABASE={database}"]
    return [sys.executable, "-m", "scrapy", "crawl", "news", *sources, *POLITENESS_OFF, *extra]


class _Memory(threading.Thread):
    """Samples the memory of a process and its descendants, five times a second."""

    def __init__(self, process: psutil.Process) -> None:
        super().__init__(daemon=True)
        self._process, self._stopped, self.peak = process, threading.Event(), 0

    def run(self) -> None:
        while not self._stopped.wait(0.2):
            self.peak = max(self.peak, self._now())

    def stop(self) -> None:
        self._stopped.set()
        self.join()

    def _now(self) -> int:
        total = 0
        try:
            for member in (self._process, *self._process.children(recursive=True)):
                total += member.memory_full_info().pss
        except psutil.Error:  # it ended between the look and the question
            return 0
        return total
