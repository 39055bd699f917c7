"""The W3C SPARQL test suites, read from their own manifests (https://w3c.github.io/rdf-tests/sparql/).

A test's data become named graphs of one store, and the test names its data set by the parameters of the protocol, so
that everything runs through an HTTP endpoint.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
SITE = "http://w3c.example/"
EMPTY = SITE + "empty"


@dataclass(frozen=True, slots=True)
class Case:
    """`kind` is the local name of its class; `data` and `named` are the files of the default and the named graphs.

    `query` and `result` are files; `result` is None for a syntax test.
    """

    name: str
    kind: str
    query: Path
    result: Path | None
    data: tuple[Path, ...]
    named: tuple[Path, ...]


def cases(suite: Path, kinds: frozenset[str]) -> Iterator[Case]:
    """The tests of those kinds in the manifests below `suite` (…/sparql11), in their order."""
    for manifest in sorted(suite.glob("*/manifest.ttl")):
        graph = Graph().parse(manifest, publicID=manifest.as_uri())
        entries = graph.value(URIRef(manifest.as_uri()), MF.entries)
        for entry in Collection(graph, entries) if entries is not None else ():
            case = _case(graph, entry, manifest.parent.name)
            if case is not None and case.kind in kinds:
                yield case


def graph_name(path: Path) -> str:
    return f"{SITE}{path.parent.parent.name}/{path.parent.name}/{path.name}"


def _case(graph: Graph, entry: Node, folder: str) -> Case | None:
    kind = str(graph.value(entry, RDF.type)).rpartition("#")[2]
    action, result = graph.value(entry, MF.action), graph.value(entry, MF.result)
    query = graph.value(action, QT.query) or action
    if not isinstance(query, URIRef):
        return None
    return Case(
        f"{folder}/{str(entry).rpartition('#')[2]}",
        kind,
        _path(query),
        _path(result) if isinstance(result, URIRef) else None,
        tuple(_path(node) for node in graph.objects(action, QT.data)),
        tuple(_path(node) for node in graph.objects(action, QT.graphData)),
    )


def _path(node: Any) -> Path:
    return Path(str(node).removeprefix("file://"))
