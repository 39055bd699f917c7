"""Query processes that are started and wait for work, so that nobody waits for one to start.

Some have a lower priority: they serve clients that used much while others want something, too. A process cannot get
its priority back, so those of normal priority are kept for everybody else.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from graph.process import QueryProcess

_LATER = 1.0  # seconds


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many processes of each priority shall stand ready."""

    normal: int
    lowered: int


class Standby:
    """Safe to use from many threads. It holds at most `most` processes of each priority; `close()` ends them.

    A thread of its own starts them: nobody's answer waits for that.
    """

    def __init__(self, start: Callable[[bool], QueryProcess], *, ready: int, most: int) -> None:
        """`start(lowered)` starts a process; `ready` are started at once."""
        self._start = start
        self._most = most
        self._lock = threading.Condition()
        self._idle = [start(False) for _ in range(ready)]
        self._wanted = Wanted(ready, 0)
        self._closed = False
        threading.Thread(target=self._keep, name="query-standby", daemon=True).start()

    def take(self, *, lowered: bool, either: bool) -> QueryProcess:
        """One of that priority, or with `either` of any; started now where none stands ready."""
        with self._lock:
            choice = [process for process in self._idle if process.lowered == lowered]
            choice = choice or [process for process in self._idle if either]
            choice = [process for process in choice if process.ready] or choice
            if choice:
                self._lock.notify()
                self._idle.remove(choice[-1])  # the one used last: what it read is still in its memory
                return choice[-1]
        return self._start(lowered)

    def put(self, process: QueryProcess) -> None:
        with self._lock:
            same = [other for other in self._idle if other.lowered == process.lowered]
            surplus = process if self._closed else same[0] if len(same) >= self._most else None
            if not self._closed:
                self._idle.append(process)
                if surplus is not None:
                    self._idle.remove(surplus)
        if surplus is not None:
            surplus.kill()

    def fill(self, wanted: Wanted) -> None:
        """So many shall stand ready, soon."""
        with self._lock:
            self._wanted = wanted
            self._lock.notify()

    def close(self) -> None:
        with self._lock:
            self._closed = True
            processes, self._idle = self._idle, []
            self._lock.notify()
        for process in processes:
            process.kill()

    def _keep(self) -> None:
        while True:
            with self._lock:
                self._lock.wait_for(lambda: self._closed or self._missing() is not None)
                lowered = self._missing()
                if self._closed or lowered is None:
                    return
            try:
                self.put(self._start(lowered))
            except OSError:  # the machine has no room for one more: later, perhaps
                time.sleep(_LATER)

    def _missing(self) -> bool | None:
        """Whether the next to start is a lowered one; None if all that are wanted stand ready."""
        lowered = sum(process.lowered for process in self._idle)
        if len(self._idle) - lowered < self._wanted.normal:
            return False
        return True if lowered < self._wanted.lowered else None
