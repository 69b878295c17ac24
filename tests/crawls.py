"""Helpers of the end-to-end tests: the real command, as a user or cron runs it."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Run:
    exit_code: int
    stdout: str
    stderr: str


def scrapy(*arguments: str, proxy: str = "", folder: Path = ROOT, stdin: bytes = b"", largest_file: int = 0) -> Run:
    """Run the command. largest_file: KiB that it may write to one file, as on a disk that is about to be full."""
    environment = {key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy")}
    if proxy:
        environment["http_proxy"] = proxy
    command = [sys.executable, "-m", "scrapy", *arguments]
    if largest_file:
        command = ["bash", "-c", f'ulimit -f {largest_file}; exec "$@"', "bash", *command]
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        input=stdin,
        capture_output=True,
        timeout=300,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


def crawl(database: Path, *arguments: str, proxy: str = "", largest_file: int = 0) -> Run:
    settings = ["-s", f"DATABASE={database}", "-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_TIMES=0"]
    return scrapy("crawl", "news", *settings, *arguments, proxy=proxy, largest_file=largest_file)


def rows(database: Path, sql: str, *parameters: object) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(database)) as db:
        db.row_factory = sqlite3.Row
        return [dict(row) for row in db.execute(sql, parameters)]
