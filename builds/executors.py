"""Where documents are worked on: processes of this machine, or a Dask cluster. Results come back in order."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from typing import TypeVar

from builds.cluster import Cluster, killed

J = TypeVar("J")
R = TypeVar("R")

_AHEAD = 6  # jobs under way for each worker: enough to keep it busy, few enough to hold in memory


def open_executor(workers: int, *, scheduler: str | None = None) -> Executor:
    """`workers` processes; with 0, a thread of this process; with `scheduler`, the Dask cluster at that address."""
    if scheduler is not None:
        return Cluster(scheduler)
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
) -> Iterator[tuple[J, R]]:
    """Each job with its result, in the order of the jobs, which are taken a few ahead.

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
                yield job, future.result()
            except BrokenExecutor:
                pool.shutdown(wait=False, cancel_futures=True)
                stranded = [job, *(other for other, _ in running)]
                running.clear()
                yield from ((other, _alone(other, work, executor, lost)) for other in stranded)
                pool = executor()
            except Exception as error:
                if not killed(error):
                    raise
                yield job, lost(job)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _submit(
    pool: Executor, todo: Iterator[J], work: Callable[[J], R], running: deque[tuple[J, Future[R]]], *, ahead: int
) -> bool:
    """Fill up what is running; False when nothing is."""
    while len(running) < ahead:
        for job in todo:
            running.append((job, _future(pool, work, job)))
            break
        else:
            break
    return bool(running)


def _future(pool: Executor, work: Callable[[J], R], job: J) -> Future[R]:
    try:
        return pool.submit(work, job)
    except BrokenExecutor as error:  # a worker has died since; what is under way will say so in its turn
        future: Future[R] = Future()
        future.set_exception(error)
        return future


def _alone(job: J, work: Callable[[J], R], executor: Callable[[], Executor], lost: Callable[[J], R]) -> R:
    with executor() as pool:
        try:
            return pool.submit(work, job).result()
        except BrokenExecutor:
            return lost(job)
