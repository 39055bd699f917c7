"""What is made from a store once, for as long as nothing is written to it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from graph.store import GraphStore

T = TypeVar("T")


class Memory:
    """By the function that made it; may be used from several threads."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._made: dict[Callable[[GraphStore], Any], Any] = {}

    def remember(self, store: GraphStore, make: Callable[[GraphStore], T]) -> T:
        with self._lock:
            if make not in self._made:
                self._made[make] = make(store)
            return cast("T", self._made[make])

    def forget(self) -> None:
        with self._lock:
            self._made.clear()
