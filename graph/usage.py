"""Who used how much lately: seconds of work that fade, so that a newcomer goes before a heavy user."""

from __future__ import annotations

import time

MUCH = 1.0  # seconds: who used more does not hold the last free place
_HALF_LIFE = 20.0  # seconds
_CLIENTS = 4096


class Usage:
    def __init__(self) -> None:
        self._spent: dict[str, tuple[float, float]] = {}

    def of(self, client: str) -> float:
        """Seconds, halved for each 20 s that passed since."""
        spent, at = self._spent.get(client, (0.0, 0.0))
        return spent * 0.5 ** ((time.monotonic() - at) / _HALF_LIFE) if spent else 0.0

    def add(self, client: str, seconds: float) -> None:
        self._spent[client] = (self.of(client) + seconds, time.monotonic())
        if len(self._spent) > _CLIENTS:
            for other in sorted(self._spent, key=self.of)[: _CLIENTS // 2]:
                del self._spent[other]
