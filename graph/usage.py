"""Who used how much lately: seconds of work that fade, so that a newcomer goes before a heavy user."""

from __future__ import annotations

import time
from dataclasses import dataclass

_HALF_LIFE = 20.0  # seconds
MUCH = 1.0  # seconds
_LONG = 0.1  # seconds a query, on average
_CLIENTS = 4096


@dataclass(frozen=True, slots=True)
class Used:
    """`seconds` of work in `queries` queries; both are halved for each 20 s that passed since."""

    seconds: float = 0.0
    queries: float = 0.0

    @property
    def heavy(self) -> bool:
        """Much, and in long queries: many short ones wait their turn like anybody's."""
        return self.seconds > MUCH and self.seconds > _LONG * self.queries


class Usage:
    def __init__(self) -> None:
        self._spent: dict[str, tuple[Used, float]] = {}

    def of(self, client: str) -> Used:
        used, at = self._spent.get(client, (Used(), 0.0))
        left = 0.5 ** ((time.monotonic() - at) / _HALF_LIFE)
        return Used(used.seconds * left, used.queries * left)

    def add(self, client: str, seconds: float) -> None:
        before = self.of(client)
        self._spent[client] = (Used(before.seconds + seconds, before.queries + 1), time.monotonic())
        if len(self._spent) > _CLIENTS:
            for other in sorted(self._spent, key=lambda name: self.of(name).seconds)[: _CLIENTS // 2]:
                del self._spent[other]
