"""One suite for every executor that documents are worked on in."""

from __future__ import annotations

import os
from functools import partial

import pytest

from builds.executors import in_order, open_executor
from model.errors import BuildError

JOBS = list(range(30))


def double(job: int) -> int:
    return 2 * job


def die_at_seven(job: int) -> int:
    if job == 7:
        os._exit(1)
    return 2 * job


def lost(job: int) -> int:
    return -job


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_results_come_in_the_order_of_the_jobs(workers: int) -> None:
    results = in_order(JOBS, double, executor=partial(open_executor, workers), workers=workers, lost=lost)
    assert list(results) == [2 * job for job in JOBS]


def test_no_jobs_give_no_results() -> None:
    assert list(in_order([], double, executor=partial(open_executor, 0), workers=0, lost=lost)) == []


def test_a_job_that_kills_its_worker_costs_no_other() -> None:
    results = in_order(JOBS, die_at_seven, executor=partial(open_executor, 2), workers=2, lost=lost)
    assert list(results) == [lost(job) if job == 7 else 2 * job for job in JOBS]


def test_few_jobs_are_taken_ahead_of_the_reader() -> None:
    taken: list[int] = []

    def jobs() -> object:
        for job in JOBS:
            taken.append(job)
            yield job

    results = in_order(jobs(), double, executor=partial(open_executor, 0), workers=1, lost=lost)  # type: ignore[arg-type]
    next(results)
    assert len(taken) < 10
    results.close()  # type: ignore[attr-defined]


def test_a_dask_cluster_is_an_executor_too() -> None:
    distributed = pytest.importorskip("distributed", reason="the extra in requirements-dask.txt is not installed")
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
        open_cluster = partial(open_executor, 2, scheduler=cluster.scheduler_address)
        results = in_order(JOBS, double, executor=open_cluster, workers=2, lost=lost)
        assert list(results) == [2 * job for job in JOBS]


def test_a_cluster_without_its_package_is_a_clear_error() -> None:
    try:
        import distributed  # noqa: F401
    except ImportError:
        with pytest.raises(BuildError, match="needs the package distributed"):
            open_executor(2, scheduler="tcp://127.0.0.1:1")
