"""Worker processes that can be killed: a page that hangs or crashes its worker costs that page alone.

Each worker has a pipe of its own and no lock is shared, so that killing one can never block another; pools that
share a queue deadlock when a worker dies while it holds the queue's lock (pebble issue 163, billiard issue 104).
A worker bounds itself: SIGALRM's default action ends it even inside C code, and RLIMIT_DATA turns a page that wants
all memory into a MemoryError.
"""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import resource
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from typing import Generic, TypeVar

__all__ = ["WorkerDied", "WorkerError", "WorkerPool", "WorkerTimeout"]

Task = TypeVar("Task")
Result = TypeVar("Result")


class WorkerError(Exception):
    """The worker gave no result; the task can be given up or tried again, the pool goes on."""


class WorkerTimeout(WorkerError):
    """The task took longer than the time limit and its worker was ended."""


class WorkerDied(WorkerError):
    """The worker ended while it had the task: a crash in C code, or the system's out-of-memory killer."""


class WorkerPool(Generic[Task, Result]):
    """Runs `work(task)` in `size` processes.

    work: a module's function; it, its task, its result and the exceptions it raises must be picklable.
    size: processes. time_limit: seconds of wall time a task. recycle_after: tasks, after which a worker is replaced,
    since lxml and the caches of extraction libraries never give memory back. memory_limit: bytes of data a worker.
    preload: modules imported once, in the server that the workers are forked from.
    """

    def __init__(
        self,
        work: Callable[[Task], Result],
        *,
        size: int,
        time_limit: float,
        recycle_after: int,
        memory_limit: int,
        preload: Sequence[str] = (),
    ) -> None:
        self._size = size
        self._spawn_arguments = (work, time_limit, memory_limit)
        self._recycle_after = recycle_after
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(list(preload))
        self._own = threading.local()
        self._workers: set[_Worker[Task, Result]] = set()
        self._closing = False
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="worker")

    def start(self) -> None:
        """Start the workers now, in the background, rather than with the first tasks."""
        for _ in range(self._size):
            self._threads.submit(self._worker)

    async def run(self, task: Task) -> Result:
        """The result of `work(task)`; what `work` raises is raised here.

        Raises WorkerTimeout and WorkerDied; the next task gets a new worker.
        """
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._exchange, task)

    def kill(self) -> None:
        """End every worker at once; what they had raises WorkerDied."""
        for worker in list(self._workers):
            worker.end()

    def close(self) -> None:
        """End every worker; what they had raises WorkerDied, what waits is cancelled."""
        self._closing = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        self.kill()
        # A pipe is closed by the thread that reads it, or once there is none: two that close one at a time may close
        # what another part of the program has just opened under the same number.
        self._threads.shutdown()
        for worker in list(self._workers):
            worker.kill()

    def _exchange(self, task: Task) -> Result:
        worker = self._worker()
        try:
            answer = worker.ask(task)
        except (EOFError, OSError) as error:
            self._discard(worker)
            if worker.timed_out:
                raise WorkerTimeout("over the time limit") from None
            raise WorkerDied(f"the worker ended with exit code {worker.exitcode}") from error
        if worker.asked >= self._recycle_after:
            self._discard(worker)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _worker(self) -> _Worker[Task, Result]:
        worker: _Worker[Task, Result] | None = getattr(self._own, "worker", None)
        if worker is None:
            worker = self._own.worker = _Worker(self._context, *self._spawn_arguments)
            self._workers.add(worker)
            if self._closing:  # `close` may have gone through the workers just before
                worker.end()
        return worker

    def _discard(self, worker: _Worker[Task, Result]) -> None:
        self._own.worker = None
        self._workers.discard(worker)
        worker.kill()


class _Worker(Generic[Task, Result]):
    """One process and the pipe to it."""

    def __init__(
        self,
        context: multiprocessing.context.ForkServerContext,
        work: Callable[[Task], Result],
        time_limit: float,
        memory_limit: int,
    ) -> None:
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, work, time_limit, memory_limit), daemon=True)
        self._process.start()
        theirs.close()  # so that reading from a dead worker ends instead of waiting
        self.asked = 0

    def ask(self, task: Task) -> Result | Exception:
        self.asked += 1
        self._pipe.send(task)
        answer: Result | Exception = self._pipe.recv()
        return answer

    def end(self) -> None:
        self._process.kill()

    def kill(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()

    @property
    def exitcode(self) -> int | None:
        return self._process.exitcode

    @property
    def timed_out(self) -> bool:
        return self._process.exitcode == -signal.SIGALRM


def _serve(pipe: Connection, work: Callable[[Task], Result], time_limit: float, memory_limit: int) -> None:
    """A worker's life: answer tasks until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which lets pages in flight finish
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_DATA, (memory_limit, memory_limit))
    gc.freeze()
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        signal.setitimer(signal.ITIMER_REAL, time_limit)
        try:
            answer: Result | Exception = work(task)
        except Exception as error:
            answer = _sendable(error)
        signal.setitimer(signal.ITIMER_REAL, 0)
        try:
            pipe.send(answer)
        except OSError:
            return


def _sendable(error: Exception) -> Exception:
    """The error, or one that names it where it cannot go through a pipe and come out the same."""
    try:
        ForkingPickler.loads(ForkingPickler.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
