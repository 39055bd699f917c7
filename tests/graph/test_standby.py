"""Processes stand ready, each with its priority."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.process import Died, QueryProcess
from graph.standby import Standby, Wanted
from graph.store import EmbeddedStore
from graph.terms import Iri


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graph")
    store = EmbeddedStore(folder / "work")
    store.replace(Iri("http://a/one"), "<http://a/s> <http://a/p> <http://a/o> .\n")
    store.snapshot(folder / "done")
    store.close()
    return folder / "done"


@pytest.fixture
def standby(store: Path) -> Iterator[Standby]:
    standby = Standby(lambda lowered: QueryProcess(store, 1024, lowered=lowered), ready=1, most=2)
    yield standby
    standby.close()


def nice(process: QueryProcess) -> int:
    return os.getpriority(os.PRIO_PROCESS, process.pid)


def wait_until(standby: Standby, *, lowered: bool) -> None:
    while not any(process.lowered == lowered for process in standby._idle):
        threading.Event().wait(0.01)


def test_a_lowered_process_goes_to_nobody_else(standby: Standby) -> None:
    standby.fill(Wanted(normal=0, lowered=1))
    wait_until(standby, lowered=True)
    first, second = standby.take(lowered=False, either=False), standby.take(lowered=False, either=False)
    behind = standby.take(lowered=True, either=True)
    assert nice(first) == nice(second) < nice(behind)
    for process in (first, second, behind):
        process.kill()


def test_what_was_taken_is_replaced_and_what_is_too_much_ends(standby: Standby) -> None:
    taken = [standby.take(lowered=False, either=False)]
    wait_until(standby, lowered=False)
    taken += [standby.take(lowered=False, either=False) for _ in range(3)]
    for process in taken:
        standby.put(process)
    assert len([process for process in standby._idle if not process.lowered]) == 2


def test_the_one_used_last_is_taken_first(standby: Standby) -> None:
    standby.fill(Wanted(normal=0, lowered=0))
    one, other = standby.take(lowered=False, either=False), standby.take(lowered=False, either=False)
    standby.put(one)
    standby.put(other)
    assert standby.take(lowered=False, either=True) is other
    other.kill()


def test_nothing_is_kept_once_closed(store: Path) -> None:
    standby = Standby(lambda lowered: QueryProcess(store, 1024, lowered=lowered), ready=1, most=2)
    process = standby.take(lowered=False, either=False)
    standby.close()
    standby.put(process)
    with pytest.raises(Died):
        process.receive(time.monotonic() + 30)


def test_processor_time_and_memory_of_a_process_are_known(standby: Standby) -> None:
    process = standby.take(lowered=False, either=False)
    process.receive(time.monotonic() + 30)
    assert 0 < process.cpu_seconds() < 30
    assert 1 < process.resident_mib() < 1024
    process.kill()
    assert process.cpu_seconds() == process.resident_mib() == 0
