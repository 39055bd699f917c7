"""One suite for every executor that documents are worked on in."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import pytest

from builds import open_build
from builds.executors import in_order, open_executor
from builds.pipeline import Request, ingest
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
    assert list(results) == [(job, 2 * job) for job in JOBS]


def test_no_jobs_give_no_results() -> None:
    assert list(in_order([], double, executor=partial(open_executor, 0), workers=0, lost=lost)) == []


def test_a_job_that_kills_its_worker_costs_no_other() -> None:
    results = in_order(JOBS, die_at_seven, executor=partial(open_executor, 2), workers=2, lost=lost)
    assert list(results) == [(job, lost(job) if job == 7 else 2 * job) for job in JOBS]


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


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a Dask cluster of two processes on this machine."""
    distributed = pytest.importorskip("distributed", reason="the extra in requirements-dask.txt is not installed")
    with distributed.LocalCluster(
        host="127.0.0.1", n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
    ) as cluster:
        yield cluster.scheduler_address


def test_a_dask_cluster_is_an_executor_too(scheduler: str) -> None:
    results = in_order(JOBS, double, executor=partial(open_executor, 2, scheduler=scheduler), workers=2, lost=lost)
    assert list(results) == [(job, 2 * job) for job in JOBS]


def test_a_dask_cluster_makes_the_same_build(scheduler: str, documents: Path, built: Path, output: Path) -> None:
    ingest(Request(output=output, documents=(str(documents.absolute()),), scheduler=scheduler))
    with closing(open_build(built / "current")) as here, closing(open_build(output / "current")) as there:
        assert dict(there.manifest.counts) == dict(here.manifest.counts)
        assert [statement.id for statement in there.statements()]


def test_no_scheduler_is_a_clear_error() -> None:
    pytest.importorskip("distributed", reason="the extra in requirements-dask.txt is not installed")
    with distributed_gives_up_soon(), pytest.raises(BuildError, match="no Dask scheduler answers"):
        open_executor(2, scheduler="tcp://127.0.0.1:1")


@contextmanager
def distributed_gives_up_soon() -> Iterator[None]:
    config = pytest.importorskip("dask.config")
    with config.set({"distributed.comm.timeouts.connect": "1s"}):
        yield


def test_a_cluster_without_its_package_is_a_clear_error() -> None:
    if find_spec("distributed"):
        pytest.skip("distributed is installed here")
    with pytest.raises(BuildError, match="needs the package distributed"):
        open_executor(2, scheduler="tcp://127.0.0.1:1")
