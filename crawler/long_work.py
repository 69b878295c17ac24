"""What long work shows and obeys: a progress bar in a terminal; Ctrl-C and SIGTERM, which end it between two steps."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

__all__ = ["Stopped", "bar", "stoppable"]


class Stopped(KeyboardInterrupt):
    """The process was asked to end, by SIGTERM as by Ctrl-C; open transactions are rolled back on its way."""


@contextmanager
def stoppable() -> Iterator[None]:
    """Raise Stopped where the process gets SIGTERM while the block runs, as a service manager or `kill` sends it."""

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 as signal calls it
        raise Stopped

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def bar(title: str, notice: str = "") -> Iterator[Callable[[int, int], None]]:
    """A progress bar on stderr, in a terminal only; gives what is to be called with how much is done, and of how much.

    notice: a line for where there is no terminal, printed once the work turns out to have something to do.
    """
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TaskProgressColumn())
    with Progress(*columns, TimeRemainingColumn(), console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task(title, total=None, visible=False)
        noticed = console.is_terminal or not notice

        def show(done: int, total: int) -> None:
            nonlocal noticed
            if not noticed and done < total:
                noticed = True
                print(notice, file=sys.stderr)
            progress.update(task, completed=done, total=total, visible=True)

        yield show
