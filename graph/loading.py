"""Many quads into a store, in batches, by a thread of its own: the engine loads while its caller goes on."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from time import monotonic

from graph.store import EmbeddedStore

# Half a million quads: fewer at once leave the engine more files to merge, more take memory (about 2 KiB a quad).
_BATCH = 96 * 2**20


class Loader:
    """One batch is collected while the one before is loaded, so that two are in memory at most.

    `size` is how many bytes were added, `seconds` how long the engine has been loading. Use one thread; removals from
    the store must `wait` first, because what a graph shares with others is decided by what the store holds.
    """

    def __init__(self, store: EmbeddedStore, *, batch: int = _BATCH) -> None:
        self.size = 0
        self.seconds = 0.0
        self._store = store
        self._batch = batch
        self._parts: list[bytes] = []
        self._held = 0
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._loading: Future[None] | None = None

    def add(self, nquads: bytes) -> None:
        """Lines of N-Quads. Raises what loading an earlier batch raised."""
        self._parts.append(nquads)
        self.size += len(nquads)
        self._held += len(nquads)
        if self._held >= self._batch:
            self._start()

    def wait(self) -> None:
        """Until nothing is being loaded; what is only collected stays so."""
        loading, self._loading = self._loading, None
        if loading is not None:
            loading.result()

    def finish(self) -> None:
        """Load all that was added."""
        self._start()
        self.wait()

    def close(self) -> None:
        """Give up what is only collected; returns when nothing is being loaded."""
        self._parts.clear()
        self._thread.shutdown(wait=True)

    def _start(self) -> None:
        self.wait()
        nquads, self._held = b"".join(self._parts), 0
        self._parts.clear()
        if nquads:
            self._loading = self._thread.submit(self._load, nquads)

    def _load(self, nquads: bytes) -> None:
        started = monotonic()
        self._store.load(nquads)
        self.seconds += monotonic() - started
