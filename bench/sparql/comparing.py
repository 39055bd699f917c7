"""Whether a SPARQL result is the one expected: rows as a bag, blank nodes by any renaming, numbers by value."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from rdflib import RDF, XSD, BNode, Graph, Literal, Namespace
from rdflib.compare import isomorphic
from rdflib.query import Result
from rdflib.term import Node

RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
READERS_BY_TYPE = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/tab-separated-values": "tsv",
}
READERS = {".srx": "xml", ".srj": "json", ".csv": "csv", ".tsv": "tsv"}
Row = Mapping[str, Node]


def same_graph(got: bytes, expected: Path) -> bool:
    graph = Graph().parse(expected, publicID=expected.as_uri())
    return isomorphic(Graph().parse(data=got, format="nt"), graph)


def same_results(got: bytes, media_type: str, expected: Path, *, base: str) -> bool:
    """`expected` is a file of any result format, or a result set in RDF. CSV holds no types: compared as text."""
    if media_type == "text/csv":
        return _csv(got) == _csv(expected.read_bytes())
    found = _answer(got, READERS_BY_TYPE[media_type])
    if expected.suffix in (".ttl", ".rdf"):
        wanted = _result_set(Graph().parse(expected, publicID=base))
    else:
        wanted = _answer(expected.read_bytes(), READERS[expected.suffix])
    if isinstance(wanted, bool) or isinstance(found, bool):
        return found is wanted
    return _same_rows(found, wanted)


def _answer(body: bytes, reader: str) -> list[Row] | bool:
    result = Result.parse(BytesIO(body), format=reader)
    return bool(result.askAnswer) if result.type == "ASK" else _rows(result)


def _csv(body: bytes) -> list[list[str]]:
    """Rows of cells, sorted, their columns in the order of their names, numbers in one spelling, blank nodes alike."""
    head, *rows = csv.reader(StringIO(body.decode()))
    order = sorted(range(len(head)), key=head.__getitem__)
    return sorted([_spelling(row[index]) for index in order] for row in rows)


def _spelling(cell: str) -> str:
    if cell.startswith("_:"):
        return "_:"
    try:
        return repr(float(cell))
    except ValueError:
        return cell


def _rows(result: Result) -> list[Row]:
    return [{str(name): value for name, value in row.items()} for row in result.bindings]


def _result_set(graph: Graph) -> list[Row] | bool:
    answer = graph.value(None, RDF.type, RS.ResultSet)
    boolean = graph.value(answer, RS.boolean)
    if boolean is not None:
        return str(boolean).lower() == "true"
    return [_solution(graph, row) for row in graph.objects(answer, RS.solution)]


def _solution(graph: Graph, row: Node) -> Row:
    pairs = graph.objects(row, RS.binding)
    return {str(graph.value(pair, RS.variable)): graph.value(pair, RS.value) or BNode() for pair in pairs}


def _same_rows(got: Sequence[Row], expected: Sequence[Row]) -> bool:
    if len(got) != len(expected):
        return False
    ordered = sorted(expected, key=lambda row: sum(isinstance(value, BNode) for value in row.values()))
    return _match(list(got), ordered, {})


def _match(left: list[Row], expected: Sequence[Row], renamed: dict[Node, Node]) -> bool:
    if not expected:
        return not left
    head, *rest = expected
    for index, row in enumerate(left):
        more = _unify(row, head, renamed)
        if more is not None and _match([*left[:index], *left[index + 1 :]], rest, more):
            return True
    return False


def _unify(row: Row, wanted: Row, renamed: dict[Node, Node]) -> dict[Node, Node] | None:
    if row.keys() != wanted.keys():
        return None
    found = dict(renamed)
    for name, value in row.items():
        other = wanted[name]
        if isinstance(value, BNode) and isinstance(other, BNode):
            if found.setdefault(other, value) != value or list(found.values()).count(value) > 1:
                return None
        elif not _equal(value, other):
            return None
    return found


def _equal(value: Node, other: Node) -> bool:
    if isinstance(value, Literal) and isinstance(other, Literal):
        return _terms(value) == _terms(other) or _same_number(value, other)
    return value == other


def _terms(literal: Literal) -> tuple[str, str, str]:
    """xsd:string is the type of a literal that names none (RDF 1.1); tags are the same in either case."""
    return str(literal), str(literal.datatype or XSD.string), (literal.language or "").lower()


def _same_number(value: Literal, other: Literal) -> bool:
    """The engine writes numbers in their canonical form: 2.0 as 2, 1.0E6 as 1000000."""
    if value.datatype != other.datatype:
        return False
    numbers = [literal.toPython() for literal in (value, other)]
    return all(_is_number(number) for number in numbers) and float(numbers[0]) == float(numbers[1])


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)
