"""Strangers' queries in processes that can be killed, so that none can take the service down or starve the others.

A query waits in a bounded queue, those first who used least lately. It runs in a fast process; when it is still running
after `patience` seconds, its process moves to the slow lane (lower priority) and a fresh one takes its place; when the
slow lane is full and somebody waits, the query is stopped. At `timeout` seconds it is stopped in any case. The result
is collected before the first byte is handed out: a client gets a whole result or an error, never half of one.
"""

from __future__ import annotations

import heapq
import itertools
import json
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import SpooledTemporaryFile

from graph.formats import row_count
from graph.limits import Limits
from graph.process import Alarm, Died, QueryProcess
from graph.scan import BadSyntax, Form, Query
from graph.usage import Usage
from model.errors import QueryError, QueryTimeout

_GRAMMAR = "see https://www.w3.org/TR/sparql11-query/#grammar"
_IN_MEMORY = 1 << 20
_STARTING = 30.0  # seconds in which a process must be ready
_CROWDED = 3  # times its patience that a query may take to get half of that as processor time
_SHORTEST_ROW = 8  # bytes; a smaller result cannot hold that many rows


class Busy(QueryTimeout):
    """Nobody is free to answer; another try in a few seconds may succeed."""


class TooManyAtOnce(QueryError):
    """One client asks more queries at once than it may."""


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
    """One query under way, since the process was ready for it. `slow` once its process left the fast lane."""

    process: QueryProcess
    patience: float
    started: float = field(default_factory=time.monotonic)
    cpu: float = 0.0
    slow: bool = False
    healthy: bool = False
    alarm: float = 0.0

    def start(self) -> None:
        """The query's time begins when its process is ready; that has a time of its own."""
        self.started, self.cpu = time.monotonic(), self.process.cpu_seconds()
        self.alarm = self.started + (self.patience if self.process.ready else _STARTING)

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
        self._state = threading.Condition()
        self._idle = [self._spawn() for _ in range(limits.workers)]
        self._running: set[QueryProcess] = set()
        self._waiting: list[tuple[float, int]] = []
        self._numbers = itertools.count()
        self._active: Counter[str] = Counter()
        self._usage = Usage()
        self._slow = 0
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
        with self._admitted(client) as run:
            run.process.ask(request)
            body, size = self._collect(run)
        return Result(body, size, rows_cut(query, media_type, body, size, self.limits.rows))

    def close(self) -> None:
        with self._state:
            self._closed = True
            processes = [*self._idle, *self._running]
            self._idle.clear()
            self._state.notify_all()
        for process in processes:
            process.kill()

    @contextmanager
    def _admitted(self, client: str) -> Iterator[_Run]:
        process = self._acquire(client)
        run = _Run(process, min(self.limits.patience, self.limits.timeout))
        run.start()
        try:
            yield run
        except Died as death:
            raise self._death(death) from None
        finally:
            self._release(run, client)

    def _acquire(self, client: str) -> QueryProcess:
        with self._state:
            if self._active[client] >= self.limits.per_client:
                raise TooManyAtOnce(
                    f"{self._active[client]} queries of yours are under way", advice="wait for them to be answered"
                )
            if len(self._waiting) >= self.limits.queue:
                raise Busy("too many queries are waiting", advice="try again in a few seconds")
            self._active[client] += 1
            ticket = (self._usage.of(client), next(self._numbers))
            heapq.heappush(self._waiting, ticket)
            ready = self._state.wait_for(lambda: self._closed or self._my_turn(ticket), self.limits.queue_seconds)
            self._waiting.remove(ticket)
            heapq.heapify(self._waiting)
            if not ready or self._closed:
                self._active[client] -= 1
                self._state.notify_all()
                raise Busy("no process came free in time", advice="try again in a few seconds")
            process = self._idle.pop()
            self._running.add(process)
            self._state.notify_all()
            return process

    def _my_turn(self, ticket: tuple[float, int]) -> bool:
        return bool(self._idle) and self._waiting[0] == ticket

    def _release(self, run: _Run, client: str) -> None:
        """Give the place back; a process that is healthy and not in the slow lane is used again."""
        reuse = run.healthy and not run.slow
        if not reuse:
            run.process.kill()
        fresh = run.process if reuse else None if run.slow else self._spawn()
        with self._state:
            self._running.discard(run.process)
            self._slow -= run.slow
            self._usage.add(client, time.monotonic() - run.started)
            self._active[client] -= 1
            if not self._active[client]:
                del self._active[client]
            self._put_back(fresh)

    def _put_back(self, process: QueryProcess | None) -> None:
        if process is not None and self._closed:
            process.kill()
        elif process is not None:
            self._idle.append(process)
        self._state.notify_all()

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
        if run.slow or not run.had_its_time():
            run.alarm = deadline if run.slow else min(deadline, time.monotonic() + run.patience / 2)
            return
        with self._state:
            run.slow = self._slow < self.limits.slow
            self._slow += run.slow
            crowded = not run.slow and bool(self._waiting)
        if crowded:
            raise Busy(
                f"stopped after {time.monotonic() - run.started:.1f} s because others are waiting",
                advice="try again when there is less to do, or ask for less",
            )
        if run.slow:
            if self._shared():
                run.process.lower_priority()
            fresh = self._spawn()
            with self._state:
                self._put_back(fresh)
        run.alarm = deadline if run.slow else min(deadline, time.monotonic() + self.limits.patience)

    def _shared(self) -> bool:
        """Whether other queries run or wait: a long one then goes behind them; alone it keeps its speed."""
        with self._state:
            return len(self._running) > 1 or bool(self._waiting)

    def _death(self, death: Died) -> QueryTimeout:
        return QueryTimeout(
            f"the query took more than {self.limits.memory_mib} MiB of memory, or the engine gave up on it",
            advice="ask for less: fewer rows to sort, fewer unconnected patterns, shallower nesting",
        )

    def _spawn(self) -> QueryProcess:
        return QueryProcess(self._directory, self.limits.memory_mib)


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
