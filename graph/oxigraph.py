"""Between our terms and pyoxigraph's."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from graph.terms import Blank, Iri, Literal, Row, Term, Triple
from model.errors import QueryError

_POSITION = re.compile(r"error at (\d+):(\d+)")


def from_ox(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    if isinstance(term, ox.Literal):
        return Literal(term.value, term.datatype.value, term.language)
    if isinstance(term, ox.BlankNode):
        return Blank(term.value)
    raise QueryError("the result holds a triple term", advice="ask for its subject, predicate and object instead")


def rows(solutions: ox.QuerySolutions) -> Iterator[Row]:
    """Unbound variables are absent from a row."""
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        yield {name: from_ox(term) for name, term in zip(names, solution, strict=True) if term is not None}


def triples(result: ox.QueryTriples) -> Iterator[Triple]:
    for triple in result:
        subject, predicate = from_ox(triple.subject), from_ox(triple.predicate)
        if isinstance(subject, Literal) or not isinstance(predicate, Iri):
            raise QueryError("the result holds something that is not an RDF 1.1 triple")
        yield subject, predicate, from_ox(triple.object)


def syntax_error(error: SyntaxError) -> QueryError:
    """The engine's message, with line and column as its `where`."""
    message = str(error.args[0] if error.args else error)
    found = _POSITION.search(message)
    where = f"line {found[1]}, column {found[2]}" if found else ""
    return QueryError(message, where=where, advice="see https://www.w3.org/TR/sparql11-query/#grammar")
