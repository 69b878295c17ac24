import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from storage.errors import CannotOpen, DatabaseLocked
from storage.lock import DatabaseLock

ROOT = Path(__file__).resolve().parent.parent

HOLD = """
import os, sys
from storage.lock import DatabaseLock
lock = DatabaseLock(sys.argv[1])
lock.acquire()
if sys.argv[2] == "alone" or os.fork() == 0:  # a child lives on when its parent is killed
    print("held", flush=True)
sys.stdin.read()
os._exit(0)
"""


def holder(path: Path, kind: str = "alone") -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, path, kind],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_run_is_told_who_holds_it_and_since_when(tmp_path: Path) -> None:
    path = tmp_path / "articles.db"
    with holder(path) as process, pytest.raises(DatabaseLocked) as refused:
        DatabaseLock(path).acquire()
    assert refused.value.pid == process.pid
    assert refused.value.since is not None
    assert str(refused.value).startswith(f"{path}: in use by process {process.pid}, since 20")


@pytest.mark.parametrize("kind", ["alone", "with a child"])
def test_a_killed_process_leaves_no_lock(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "articles.db"
    with holder(path, kind) as process:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        with DatabaseLock(path):
            pass


def test_it_can_be_taken_again_after_its_release(tmp_path: Path) -> None:
    lock = DatabaseLock(tmp_path / "articles.db")
    with lock:
        pass
    lock.acquire()
    lock.release()
    lock.release()


def test_an_unreadable_holder_is_still_a_holder(tmp_path: Path) -> None:
    path = tmp_path / "articles.db"
    with DatabaseLock(path):
        Path(f"{path}.lock").write_text("{")
        with pytest.raises(DatabaseLocked, match="in use by another process") as refused:
            DatabaseLock(path).acquire()
    assert refused.value.pid is None


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotOpen, match=r"articles\.db: there is no folder"):
        DatabaseLock(tmp_path / "nowhere" / "articles.db").acquire()
