"""Where the time of an ingest goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic, thread_time


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds by the clock, and seconds of processor time of the thread that did it (engines have threads besides)."""

    wall: float = 0.0
    processor: float = 0.0

    def __add__(self, other: Spent) -> Spent:
        return Spent(self.wall + other.wall, self.processor + other.processor)


class Stopwatch:
    """Adds up what each phase took; for one thread."""

    def __init__(self) -> None:
        self.spent: dict[str, Spent] = {}

    @contextmanager
    def __call__(self, phase: str) -> Iterator[None]:
        wall, processor = monotonic(), thread_time()
        try:
            yield
        finally:
            self.add({phase: Spent(monotonic() - wall, thread_time() - processor)})

    def add(self, spent: Mapping[str, Spent]) -> None:
        """What was measured elsewhere, such as in another process."""
        for phase, time in spent.items():
            self.spent[phase] = self.spent.get(phase, Spent()) + time
