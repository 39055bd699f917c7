"""The GraphStore port and its embedded adapter.

Every store keeps one invariant: the default graph is the union of the named graphs, each triple once. Engines that
offer a "union default graph" count a triple once per graph it stands in, so sums over it are wrong; here the union is
a real graph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Protocol, TypeVar

import pyoxigraph as ox

from graph import oxigraph
from graph.memory import Memory
from graph.terms import Iri, Row, Triple
from model.errors import BuildError, QueryError

T = TypeVar("T")


class GraphStore(Protocol):
    """A dataset of documents. Queries raise QueryError; an unreachable or damaged store raises BuildError."""

    def select(self, sparql: str) -> list[Row]: ...

    def ask(self, sparql: str) -> bool: ...

    def construct(self, sparql: str) -> list[Triple]: ...

    def replace(self, graph: Iri, ntriples: str) -> None:
        """Make the named graph hold exactly these triples, and the default graph the union again; atomic."""
        ...

    def remove(self, graph: Iri) -> None:
        """`replace` by nothing. No error when there is no such graph."""
        ...

    def graphs(self) -> list[Iri]:
        """The named graphs, sorted."""
        ...

    def remember(self, make: Callable[[GraphStore], T]) -> T:
        """`make(self)`, made once until something is written through this object."""
        ...

    def close(self) -> None: ...


class EmbeddedStore:
    """Oxigraph in this process: in memory (no directory), or on disk.

    A finished build is opened with `read_only=True`: any number of processes may. A directory that a writer holds must
    not be opened read-only (the engine may miss files or read a half-written log): take a `snapshot` and open that.
    """

    def __init__(self, directory: Path | None = None, *, read_only: bool = False) -> None:
        self._store = _open(directory, read_only)
        self._read_only = read_only
        self._memory = Memory()

    def select(self, sparql: str) -> list[Row]:
        result = self._query(sparql)
        if not isinstance(result, ox.QuerySolutions):
            raise QueryError("not a SELECT query", advice="use ask() or construct()")
        return list(oxigraph.rows(result))

    def ask(self, sparql: str) -> bool:
        result = self._query(sparql)
        if not isinstance(result, ox.QueryBoolean):
            raise QueryError("not an ASK query", advice="use select() or construct()")
        return bool(result)

    def construct(self, sparql: str) -> list[Triple]:
        """Each triple once, in the engine's order."""
        result = self._query(sparql)
        if not isinstance(result, ox.QueryTriples):
            raise QueryError("not a CONSTRUCT or DESCRIBE query", advice="use select() or ask()")
        return list(dict.fromkeys(oxigraph.triples(result)))

    def replace(self, graph: Iri, ntriples: str) -> None:
        self._memory.forget()
        self._store.update(replacement(graph, ntriples))
        self._store.flush()

    def remove(self, graph: Iri) -> None:
        self.replace(graph, "")

    def graphs(self) -> list[Iri]:
        found = [graph for graph in self._store.named_graphs() if isinstance(graph, ox.NamedNode)]
        return sorted((Iri(graph.value) for graph in found), key=str)

    def remember(self, make: Callable[[GraphStore], T]) -> T:
        return self._memory.remember(self, make)

    def load(self, nquads: bytes) -> None:
        """Add the quads of an N-Quads text; atomic, and the fastest way to add many."""
        self._memory.forget()
        self._store.bulk_load(input=nquads, format=ox.RdfFormat.N_QUADS, lenient=True)

    def compact(self) -> None:
        """Merge the files that bulk loads left, each of which a look-up would have to search. Takes as long as a load
        and a half more disk (the engine keeps what it merges uncompressed), and makes look-ups several times faster.
        """
        self._store.optimize()

    def snapshot(self, directory: Path) -> None:
        """A consistent copy at `directory` (hard links, milliseconds), independent of this store from then on."""
        if not self._read_only:
            self._store.flush()
        self._store.backup(str(directory))

    def dump(self, output: IO[bytes], *, graph: Iri | None = None) -> None:
        """Sorted N-Quads: the same bytes for the same quads. With `graph`, the sorted N-Triples of that named graph."""
        for line in sorted(self._lines(graph)):
            output.write(line.encode())

    def ntriples(self, graph: Iri) -> str:
        """The named graph as sorted N-Triples lines."""
        return "".join(sorted(self._lines(graph)))

    def holds(self, graph: Iri, ntriples: str) -> bool:
        """Whether the named graph is exactly that set of N-Triples lines."""
        return self.ntriples(graph) == "".join(sorted(ntriples.splitlines(keepends=True)))

    def count_default(self) -> int:
        """Triples in the default graph; a full scan."""
        (row,) = self.select("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
        return int(str(getattr(row["n"], "value", 0)))

    def count(self) -> int:
        """Quads in all graphs, the default graph's included; a full scan."""
        return len(self._store)

    def close(self) -> None:
        """Give the lock on the directory back. The store must not be used afterwards."""
        self._store = ox.Store()

    def _query(self, sparql: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        try:
            return self._store.query(sparql)
        except SyntaxError as error:
            raise oxigraph.syntax_error(error) from error

    def _lines(self, graph: Iri | None) -> Iterator[str]:
        if graph is None:
            yield from (f"{quad} .\n" for quad in self._store)
        else:
            wanted = self._store.quads_for_pattern(None, None, None, ox.NamedNode(graph.value))
            yield from (f"{quad.triple} .\n" for quad in wanted)


def replacement(graph: Iri, ntriples: str, default: Iri | None = None) -> str:
    """One SPARQL 1.1 Update request that replaces a named graph and keeps the default graph the union of all.

    `default` names the graph that plays the default graph in engines without one of their own. A triple leaves the
    default graph only when no other named graph asserts it.
    """
    held = f"GRAPH {default} {{ ?s ?p ?o }}" if default else "?s ?p ?o"
    others = f"?other != {graph} && ?other != {default}" if default else f"?other != {graph}"
    parts = [
        f"DELETE {{ {held} }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} "
        f"FILTER NOT EXISTS {{ GRAPH ?other {{ ?s ?p ?o }} FILTER({others}) }} }}",
        f"DROP SILENT GRAPH {graph}",
    ]
    if ntriples:
        union = f"GRAPH {default} {{\n{ntriples}}}" if default else ntriples
        parts.append(f"INSERT DATA {{\n{union}GRAPH {graph} {{\n{ntriples}}} }}")
    return " ;\n".join(parts)


def _open(directory: Path | None, read_only: bool) -> ox.Store:
    try:
        if directory is None:
            return ox.Store()
        return ox.Store.read_only(str(directory)) if read_only else ox.Store(str(directory))
    except OSError as error:
        raise BuildError(f"the graph store cannot be opened ({error})", where=str(directory)) from error
