"""Workers are real processes; what they run stands below, since they import it by name."""

import asyncio
import os
import signal
import time
from collections.abc import Callable, Iterator

import psutil
import pytest

from crawler.pool import WorkerDied, WorkerPool, WorkerTimeout

MIB = 1 << 20


def work(task: str) -> str:
    match task:
        case "hang":
            time.sleep(3600)
        case "spin":
            while True:
                pass
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "raise":
            raise ValueError("a bad page")
        case "unpicklable":
            raise Unpicklable(lambda: None)
        case "greedy":
            return str(len(bytearray(1 << 31)))
        case "pid":
            return str(os.getpid())
    return task * 2


class Unpicklable(Exception):
    pass


@pytest.fixture
def make_pool() -> Iterator[Callable[..., WorkerPool[str, str]]]:
    pools = []

    def make(size: int = 1, time_limit: float = 30, recycle_after: int = 100) -> WorkerPool[str, str]:
        pool = WorkerPool(work, size=size, time_limit=time_limit, recycle_after=recycle_after, memory_limit=512 * MIB)
        pools.append(pool)
        return pool

    yield make
    for pool in pools:
        pool.close()


def results(pool: WorkerPool[str, str], *tasks: str) -> list[str | BaseException]:
    async def gather() -> list[str | BaseException]:
        return await asyncio.gather(*map(pool.run, tasks), return_exceptions=True)

    return asyncio.run(gather())


def test_results_come_back_in_the_order_of_their_tasks(
    make_pool: Callable[..., WorkerPool[str, str]],
) -> None:
    assert results(make_pool(size=2), *"abcdefgh") == [2 * letter for letter in "abcdefgh"]


@pytest.mark.parametrize("task", ["hang", "spin"])
def test_a_page_over_the_limit_costs_itself_alone(make_pool: Callable[..., WorkerPool[str, str]], task: str) -> None:
    slow, after = results(make_pool(time_limit=0.5), task, "b")
    assert isinstance(slow, WorkerTimeout)
    assert after == "bb"


def test_a_page_that_kills_its_worker_costs_itself_alone(
    make_pool: Callable[..., WorkerPool[str, str]],
) -> None:
    dead, after = results(make_pool(), "die", "b")
    assert isinstance(dead, WorkerDied)
    assert "-9" in str(dead)
    assert after == "bb"


def test_an_error_of_the_work_is_raised_with_its_type(make_pool: Callable[..., WorkerPool[str, str]]) -> None:
    error, after = results(make_pool(), "raise", "b")
    assert isinstance(error, ValueError)
    assert after == "bb"


def test_an_error_that_cannot_be_sent_is_named(make_pool: Callable[..., WorkerPool[str, str]]) -> None:
    error, after = results(make_pool(), "unpicklable", "b")
    assert isinstance(error, RuntimeError)
    assert "Unpicklable" in str(error)
    assert after == "bb"


def test_a_page_that_wants_all_memory_gets_a_memory_error(
    make_pool: Callable[..., WorkerPool[str, str]],
) -> None:
    error, after = results(make_pool(), "greedy", "b")
    assert isinstance(error, MemoryError)
    assert after == "bb"


def test_workers_are_recycled(make_pool: Callable[..., WorkerPool[str, str]]) -> None:
    pids = results(make_pool(recycle_after=2), *["pid"] * 5)
    assert [pids.index(pid) for pid in pids] == [0, 0, 2, 2, 4]


def test_close_leaves_no_process(make_pool: Callable[..., WorkerPool[str, str]]) -> None:
    pool = make_pool(size=2)
    pids = {int(str(pid)) for pid in results(pool, *["pid"] * 4)}
    assert all(psutil.pid_exists(pid) for pid in pids)
    pool.close()
    assert not any(psutil.pid_exists(pid) for pid in pids)


def test_closed_in_the_middle_of_its_work_each_task_ends(
    make_pool: Callable[..., WorkerPool[str, str]],
) -> None:
    async def closed_while_busy(pool: WorkerPool[str, str]) -> list[str | BaseException]:
        await asyncio.gather(*map(pool.run, "abcd"))
        running = asyncio.gather(*map(pool.run, ["hang"] * 8), return_exceptions=True)
        await asyncio.sleep(0)  # lets each begin: four are with a worker, or on their way, and four wait
        pool.close()
        return await running

    for _ in range(20):  # two threads that close one pipe fall out with each other now and then only
        ended = asyncio.run(closed_while_busy(make_pool(size=4)))
        assert {type(each) for each in ended} <= {WorkerDied, asyncio.CancelledError}
