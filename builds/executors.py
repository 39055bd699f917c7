"""Where documents are worked on: processes of this machine, or a Dask cluster. Results come back in order."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from typing import TypeVar

from model.errors import BuildError

J = TypeVar("J")
R = TypeVar("R")

_AHEAD = 4  # jobs under way for each worker: enough to keep it busy, few enough to hold in memory


def open_executor(workers: int, *, scheduler: str | None = None) -> Executor:
    """`workers` processes; with 0, a thread of this process; with `scheduler`, the Dask cluster at that address."""
    if scheduler is not None:
        return _cluster(scheduler)
    if workers == 0:
        return ThreadPoolExecutor(max_workers=1)
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))


def in_order(
    jobs: Iterable[J],
    work: Callable[[J], R],
    *,
    executor: Callable[[], Executor],
    workers: int,
    lost: Callable[[J], R],
) -> Iterator[R]:
    """The result of each job, in the order of the jobs.

    When a worker dies, the jobs under way are repeated one by one in executors of their own, and the one that kills its
    worker again becomes `lost(job)`.
    """
    todo = iter(jobs)
    running: deque[tuple[J, Future[R]]] = deque()
    pool = executor()
    try:
        while _submit(pool, todo, work, running, ahead=_AHEAD * max(1, workers)):
            job, future = running.popleft()
            try:
                yield future.result()
            except BrokenExecutor:
                pool.shutdown(wait=False, cancel_futures=True)
                stranded = [job, *(other for other, _ in running)]
                running.clear()
                yield from (_alone(other, work, executor, lost) for other in stranded)
                pool = executor()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _submit(
    pool: Executor, todo: Iterator[J], work: Callable[[J], R], running: deque[tuple[J, Future[R]]], *, ahead: int
) -> bool:
    """Fill up what is running; False when nothing is."""
    while len(running) < ahead:
        for job in todo:
            running.append((job, pool.submit(work, job)))
            break
        else:
            break
    return bool(running)


def _alone(job: J, work: Callable[[J], R], executor: Callable[[], Executor], lost: Callable[[J], R]) -> R:
    with executor() as pool:
        try:
            return pool.submit(work, job).result()
        except BrokenExecutor:
            return lost(job)


def _cluster(address: str) -> Executor:
    try:
        from distributed import Client
    except ImportError:
        raise BuildError(
            "a cluster needs the package distributed", where=address, advice="pip install distributed"
        ) from None
    executor: Executor = Client(address).get_executor()
    return executor
