"""Whether the documents of an ingest are as shapes.ttl says, and what becomes of a build where they are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.shapes import Fault, Owed
from graph.store import EmbeddedStore
from model.errors import BuildError

_SHOWN = 3


class Validity:
    """Collects what checking each document found; `settle` asks the finished store for what documents owe."""

    def __init__(self) -> None:
        self._faults: dict[str, tuple[Fault, ...]] = {}
        self._owed: dict[Owed, str] = {}

    def note(self, source: str, faults: tuple[Fault, ...], owed: Iterable[Owed]) -> None:
        if faults:
            self._faults[source] = faults
        for one in owed:
            self._owed.setdefault(one, source)

    def settle(self, directory: Path) -> None:
        if not self._owed:
            return
        store = EmbeddedStore(directory, read_only=True)
        for owed, source in sorted(self._owed.items(), key=lambda pair: (pair[1], pair[0].thing, pair[0].kind or "")):
            if not store.ask(owed.query()):
                self._faults[source] = (*self._faults.get(source, ()), owed.fault())
        store.close()

    def problems(self) -> tuple[str, ...]:
        """One line for each thing that is not as its shape says: its document, its IRI, what is wrong."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[str]:
        for source, faults in sorted(self._faults.items()):
            for fault in faults:
                yield f"{source}: <{fault.subject}> {fault.message} ({fault.name})"

    def refuse(self, output: Path) -> None:
        """Raises BuildError where something is wrong."""
        problems = self.problems()
        if problems:
            shown = "".join(f"\n  {line}" for line in problems[:_SHOWN])
            raise BuildError(
                f"{len(problems)} violations of shapes.ttl in {len(self._faults)} documents:{shown}\n",
                where=str(output),
                advice="nothing is published and the last build stays; take these documents out, report the fault, or"
                " publish all the same with --accept-invalid",
            )
