"""Strangers' queries in processes that can be killed, so that none can take the service down or starve the others.

A query waits in a bounded queue, those first who used least lately; who used much takes all places but one, and goes
behind the others on the processor. It runs in a fast process; when it is still running after `patience` seconds, its
process moves to the slow lane and another, already started, takes its place; when the slow lane is full and somebody
waits, the query is stopped. At `timeout` seconds it is stopped in any case. The result is collected before the first
byte is handed out: a client gets a whole result or an error, never half of one.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import SpooledTemporaryFile

from graph.admission import Admission, Busy, Place, TooManyAtOnce
from graph.formats import row_count
from graph.limits import Limits
from graph.process import Alarm, Died, QueryProcess
from graph.scan import BadSyntax, Form, Query
from graph.standby import Standby
from model.errors import QueryError, QueryTimeout

__all__ = ["Busy", "QueryPool", "Result", "ResultTooLarge", "TooManyAtOnce"]

_GRAMMAR = "see https://www.w3.org/TR/sparql11-query/#grammar"
_IN_MEMORY = 1 << 20
_STARTING = 30.0  # seconds in which a process must be ready
_CROWDED = 3  # times its patience that a query may take to get half of that as processor time
_SHORTEST_ROW = 8  # bytes; a smaller result cannot hold that many rows
_LEAN = 0.25  # of the memory a process may take: one that holds more is not used again


class ResultTooLarge(QueryError):
    """The result passed the ceiling of bytes."""


@dataclass(frozen=True, slots=True)
class Result:
    """A complete result in a temporary file. `rows_cut` tells that the row limit of the service was reached."""

    body: SpooledTemporaryFile[bytes]
    size: int
    rows_cut: bool

    def chunks(self, size: int = 1 << 16) -> Iterator[bytes]:
        self.body.seek(0)
        while chunk := self.body.read(size):
            yield chunk
        self.body.close()

    def read(self) -> bytes:
        return b"".join(self.chunks())


@dataclass(slots=True)
class _Run:
    """One query under way, since the process was ready for it."""

    process: QueryProcess
    place: Place
    patience: float
    started: float = field(default_factory=time.monotonic)
    cpu: float = 0.0
    healthy: bool = False
    alarm: float = 0.0

    def start(self) -> None:
        """The query's time begins when its process is ready; that has a time of its own."""
        self.started, self.cpu = time.monotonic(), self.process.cpu_seconds()
        self.alarm = self.started + (self.patience if self.process.ready else _STARTING)

    def used(self) -> float:
        """What the query counts: its processor time, or all its time if it was slow or had to be stopped."""
        short = self.healthy and not self.place.slow
        return self.process.cpu_seconds() - self.cpu if short else time.monotonic() - self.started

    def had_its_time(self) -> bool:
        """On a crowded machine, a query that could not work yet is not a long one; but not for ever."""
        worked = self.process.cpu_seconds() - self.cpu
        return worked >= self.patience / 2 or time.monotonic() - self.started >= _CROWDED * self.patience


class QueryPool:
    """Answers queries on the finished store at `directory`. Safe to use from many threads.

    `close()` ends all processes.
    """

    def __init__(self, directory: Path, limits: Limits | None = None) -> None:
        self.limits = limits = limits or Limits()
        self._directory = directory
        self._admission = Admission(limits)
        self._standby = Standby(self._start, ready=limits.workers, most=limits.workers + limits.slow)
        self._lock = threading.Lock()
        self._busy: set[QueryProcess] = set()
        self._closed = False

    def run(
        self,
        query: Query,
        *,
        media_type: str,
        base: str,
        client: str = "",
        default: Sequence[str] | None = None,
        named: Sequence[str] = (),
    ) -> Result:
        """`default` and `named` are the graphs of the dataset, None for the store's own.

        Raises QueryError (syntax, too large), TooManyAtOnce, Busy, QueryTimeout.
        """
        request = {
            "query": query.text,
            "limited": query.limited(self.limits.rows),
            "format": media_type,
            "base": base,
            "default": None if default is None else list(default),
            "named": list(named),
            "bytes": self.limits.result_mib << 20,
        }
        with self._running(self._admission.enter(client)) as run:
            run.process.ask(request)
            body, size = self._collect(run)
        return Result(body, size, rows_cut(query, media_type, body, size, self.limits.rows))

    def close(self) -> None:
        self._admission.close()
        self._standby.close()
        with self._lock:
            self._closed = True
            for process in self._busy:
                process.stop()

    @contextmanager
    def _running(self, place: Place) -> Iterator[_Run]:
        """A process for a query that has its place; both are given back at the end."""
        used = 0.0
        try:
            run = _Run(self._process(place), place, min(self.limits.patience, self.limits.timeout))
            self._standby.fill(self._admission.wanted())
            try:
                run.start()
                yield run
            except Died:
                raise self._too_much() from None
            finally:
                used = run.used()
                self._put_back(run)
        finally:
            self._admission.leave(place, used)
            self._standby.fill(self._admission.wanted())

    def _process(self, place: Place) -> QueryProcess:
        behind = place.heavy and self._admission.shared()
        process = self._standby.take(lowered=behind, either=place.heavy)
        if behind and not process.lowered:
            process.lower_priority()
        with self._lock:
            self._busy.add(process)
            if self._closed:
                process.stop()
        return process

    def _put_back(self, run: _Run) -> None:
        """A process that is healthy and holds little memory after a long query is used again."""
        with self._lock:
            self._busy.discard(run.process)
        lean = not run.place.slow or run.process.resident_mib() <= self.limits.memory_mib * _LEAN
        if run.healthy and lean:
            self._standby.put(run.process)
        else:
            run.process.kill()

    def _collect(self, run: _Run) -> tuple[SpooledTemporaryFile[bytes], int]:
        body: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        try:
            while True:
                kind, payload = self._receive(run)
                if kind == b"R":
                    run.start()
                elif kind == b"D":
                    body.write(payload)
                elif kind in b"ZE":
                    run.healthy = True
                    if kind == b"E":
                        _raise(json.loads(payload))
                    return body, body.tell()
        except BaseException:
            body.close()
            raise

    def _receive(self, run: _Run) -> tuple[bytes, bytes]:
        while True:
            try:
                return run.process.receive(run.alarm)
            except Alarm:
                self._lost_patience(run)

    def _lost_patience(self, run: _Run) -> None:
        """Move a long query to the slow lane, stop it, or let it go on; sets the next alarm."""
        if not run.process.ready:
            raise Busy("no process started in time", advice="try again in a few seconds")
        deadline = run.started + self.limits.timeout
        if time.monotonic() >= deadline:
            raise QueryTimeout(
                f"stopped after {self.limits.timeout:g} s", advice="ask for less, or query a dump on your own machine"
            )
        if run.place.slow or not run.had_its_time():
            run.alarm = deadline if run.place.slow else min(deadline, time.monotonic() + run.patience / 2)
        elif self._admission.slow_down(run.place):
            run.alarm = deadline
            if self._admission.shared() and not run.process.lowered:
                run.process.lower_priority()
            self._standby.fill(self._admission.wanted())
        elif self._admission.crowded():
            raise Busy(
                f"stopped after {time.monotonic() - run.started:.1f} s because others are waiting",
                advice="try again when there is less to do, or ask for less",
            )
        else:
            run.alarm = min(deadline, time.monotonic() + self.limits.patience)

    def _too_much(self) -> QueryTimeout:
        return QueryTimeout(
            f"the query took more than {self.limits.memory_mib} MiB of memory, or the engine gave up on it",
            advice="ask for less: fewer rows to sort, fewer unconnected patterns, shallower nesting",
        )

    def _start(self, lowered: bool) -> QueryProcess:
        return QueryProcess(self._directory, self.limits.memory_mib, lowered=lowered)


def rows_cut(query: Query, media_type: str, body: SpooledTemporaryFile[bytes], size: int, rows: int) -> bool:
    """Whether the service's limit on rows, and not the query's own, ended a result."""
    asked = query.limit is not None and query.limit <= rows
    if query.form is not Form.SELECT or asked or size < rows * _SHORTEST_ROW:
        return False
    body.seek(0)
    return row_count(media_type, body.read()) >= rows


def _raise(problem: dict[str, str]) -> None:
    if problem["code"] == "too_large":
        raise ResultTooLarge(problem["message"], advice="add a LIMIT, or download a dump")
    if problem["code"] == "syntax":
        raise BadSyntax(problem["message"], where=problem["where"], advice=_GRAMMAR)
    raise QueryError(problem["message"])
