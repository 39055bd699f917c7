"""Who may ask when: places in the fast and the slow lane, a bounded queue, and a share for everybody."""

from __future__ import annotations

import heapq
import itertools
import threading
from collections import Counter
from dataclasses import dataclass

from graph.limits import Limits
from graph.standby import Wanted
from graph.usage import MUCH, Usage
from model.errors import QueryError, QueryTimeout


class Busy(QueryTimeout):
    """Nobody is free to answer; another try in a few seconds may succeed."""


class TooManyAtOnce(QueryError):
    """One client asks more queries at once than it may."""


@dataclass(slots=True)
class Place:
    """Where one query of a client stands: `heavy` if that used much lately, `slow` once it left the fast lane."""

    client: str
    heavy: bool
    slow: bool = False


@dataclass(frozen=True, slots=True, order=True)
class _Ticket:
    """A place in the queue: the seconds its client used lately (little is alike), then the order of coming."""

    used: float
    number: int
    heavy: bool


class Admission:
    """Who used least lately goes first, and who used much leaves one place free. Safe to use from many threads."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._state = threading.Condition()
        self._waiting: list[_Ticket] = []
        self._numbers = itertools.count()
        self._active: Counter[str] = Counter()
        self._usage = Usage()
        self._fast = self._heavy = self._slow = 0
        self._closed = False

    def enter(self, client: str) -> Place:
        """A place in the fast lane, waited for. Raises TooManyAtOnce, Busy."""
        with self._state:
            if self._active[client] >= self._limits.per_client:
                raise TooManyAtOnce(
                    f"{self._active[client]} queries of yours are under way", advice="wait for them to be answered"
                )
            if len(self._waiting) >= self._limits.queue:
                raise Busy("too many queries are waiting", advice="try again in a few seconds")
            used = self._usage.of(client)
            ticket = _Ticket(max(used.seconds, MUCH), next(self._numbers), used.heavy)
            self._active[client] += 1
            if not self._wait(ticket):
                self._forget(client)
                raise Busy("no process came free in time", advice="try again in a few seconds")
            self._fast += 1
            self._heavy += ticket.heavy
            self._state.notify_all()
            return Place(client, ticket.heavy)

    def slow_down(self, place: Place) -> bool:
        """Move to the slow lane; False if that is full."""
        with self._state:
            if self._slow >= self._limits.slow:
                return False
            self._leave_fast(place)
            self._slow += 1
            place.slow = True
            self._state.notify_all()
            return True

    def leave(self, place: Place, used: float) -> None:
        """Give the place back; the query was `used` seconds of work."""
        with self._state:
            if place.slow:
                self._slow -= 1
            else:
                self._leave_fast(place)
            self._usage.add(place.client, used)
            self._forget(place.client)
            self._state.notify_all()

    def crowded(self) -> bool:
        """Whether somebody waits."""
        with self._state:
            return bool(self._waiting)

    def shared(self) -> bool:
        """Whether more than one query runs or waits: a long one then goes behind the rest; alone it keeps its speed."""
        with self._state:
            return self._fast + self._slow + len(self._waiting) > 1

    def wanted(self) -> Wanted:
        """One process always stands ready, and one behind it while clients wait who used much."""
        with self._state:
            crowd = any(ticket.heavy for ticket in self._waiting)
            return Wanted(normal=max(1, self._limits.workers - self._fast), lowered=int(crowd))

    def close(self) -> None:
        """Whoever waits or comes is Busy."""
        with self._state:
            self._closed = True
            self._state.notify_all()

    def _wait(self, ticket: _Ticket) -> bool:
        heapq.heappush(self._waiting, ticket)
        self._state.wait_for(lambda: self._closed or self._turn(ticket), self._limits.queue_seconds)
        admitted = not self._closed and self._turn(ticket)
        self._waiting.remove(ticket)
        heapq.heapify(self._waiting)
        if not admitted:
            self._state.notify_all()
        return admitted

    def _turn(self, ticket: _Ticket) -> bool:
        places = max(1, self._limits.workers - 1) if ticket.heavy else self._limits.workers
        taken = self._heavy if ticket.heavy else self._fast
        return self._fast < self._limits.workers and taken < places and self._waiting[0] == ticket

    def _leave_fast(self, place: Place) -> None:
        self._fast -= 1
        self._heavy -= place.heavy

    def _forget(self, client: str) -> None:
        self._active[client] -= 1
        if not self._active[client]:
            del self._active[client]
