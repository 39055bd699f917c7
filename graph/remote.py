"""The GraphStore port on any SPARQL 1.1 server: query, update and, where given, the Graph Store protocol.

https://www.w3.org/TR/sparql11-protocol/ and https://www.w3.org/TR/sparql11-http-rdf-update/
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

import pyoxigraph as ox

from graph.memory import Memory
from graph.oxigraph import from_ox
from graph.scan import Form, scan
from graph.store import GraphStore, replacement
from graph.terms import XSD, Blank, Iri, Literal, Row, Term, Triple
from model.errors import BuildError, QueryError

T = TypeVar("T")
_RESULTS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
FORM = "application/x-www-form-urlencoded"
_LANGUAGE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a server listens. `update` is None for one that is only read.

    With `graphs` (the address of its Graph Store protocol) a document is replaced in three requests rather than one
    update: for servers that limit the size of an update; it is then not atomic. `default_graph` names the graph that
    holds the facts in servers whose default graph is the union of all graphs (Virtuoso) or that have none; it is named
    with every query that does not itself speak of GRAPHs.
    `prefixes` are the beginnings of the names of our graphs, where a server holds others; empty for all.
    """

    query: str
    update: str | None = None
    graphs: str | None = None
    user: str | None = None
    password: str = ""
    default_graph: Iri | None = None
    prefixes: tuple[str, ...] = ()
    timeout: float = 60.0


class RemoteStore:
    """Reads and writes over HTTP. BuildError when the server cannot be reached, QueryError when it refuses."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._memory = Memory()

    def select(self, sparql: str) -> list[Row]:
        document = self._results(sparql, Form.SELECT)
        return [_row(binding) for binding in document["results"]["bindings"]]

    def ask(self, sparql: str) -> bool:
        """Virtuoso writes the answer as rows: one for true, none for false."""
        document = self._results(sparql, Form.ASK)
        return bool(document["boolean"] if "boolean" in document else document["results"]["bindings"])

    def construct(self, sparql: str) -> list[Triple]:
        """Each triple once, in the server's order."""
        found: dict[Triple, None] = {}
        body = self._query(sparql, _TRIPLES, Form.CONSTRUCT, Form.DESCRIBE)
        for quad in ox.parse(body, format=ox.RdfFormat.N_TRIPLES):
            subject, predicate, object_ = (from_ox(part) for part in quad.triple)
            if isinstance(predicate, Iri) and not isinstance(subject, Literal):
                found[subject, predicate, object_] = None
        return list(found)

    def replace(self, graph: Iri, ntriples: str) -> None:
        default = self._endpoint.default_graph
        if self._endpoint.graphs is None:
            return self._update(replacement(graph, ntriples, default))
        self._update(replacement(graph, "", default))
        if ntriples:
            self._put(graph, ntriples)
            into = f"GRAPH {default} {{ ?s ?p ?o }}" if default else "?s ?p ?o"
            self._update(f"INSERT {{ {into} }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
        return None

    def remove(self, graph: Iri) -> None:
        self._update(replacement(graph, "", self._endpoint.default_graph))

    def graphs(self) -> list[Iri]:
        rows = self.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        names = [row["g"] for row in rows if isinstance(row["g"], Iri) and row["g"] != self._endpoint.default_graph]
        ours = self._endpoint.prefixes
        return sorted((name for name in names if not ours or name.value.startswith(ours)), key=str)

    def remember(self, make: Callable[[GraphStore], T]) -> T:
        return self._memory.remember(self, make)

    def close(self) -> None:
        """Nothing is held open."""

    def _results(self, sparql: str, form: Form) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self._query(sparql, _RESULTS, form))
        return document

    def _query(self, sparql: str, accept: str, *forms: Form) -> bytes:
        query = scan(sparql, base=self._endpoint.query)
        if query.form not in forms:
            raise QueryError(f"not a query of the form {' or '.join(forms)}", where=sparql[:80])
        default = None if query.named else self._endpoint.default_graph
        fields = [("query", sparql), *([("default-graph-uri", default.value)] if default else [])]
        body = urlencode(fields).encode()
        return self._send(self._endpoint.query, body, {"Content-Type": FORM, "Accept": accept})

    def _update(self, text: str) -> None:
        if self._endpoint.update is None:
            raise BuildError("this graph store is only read", where=self._endpoint.query)
        self._memory.forget()
        body = urlencode({"update": text}).encode()
        self._send(self._endpoint.update, body, {"Content-Type": FORM})

    def _put(self, graph: Iri, ntriples: str) -> None:
        address = f"{self._endpoint.graphs}?graph={quote(graph.value, safe='')}"
        self._send(address, ntriples.encode(), {"Content-Type": _TRIPLES}, method="PUT")

    def _send(self, address: str, body: bytes, headers: Mapping[str, str], method: str = "POST") -> bytes:
        request = Request(address, data=body, headers={**headers, **credentials(self._endpoint)}, method=method)
        try:
            with urlopen(request, timeout=self._endpoint.timeout) as response:
                return bytes(response.read())
        except HTTPError as error:
            raise _refusal(error, address) from error
        except (URLError, TimeoutError, ConnectionError) as error:
            raise BuildError(f"the graph store does not answer ({error})", where=address) from error


def credentials(endpoint: Endpoint) -> dict[str, str]:
    """The header of HTTP Basic authentication (RFC 7617), if the endpoint asks for it."""
    if endpoint.user is None:
        return {}
    pair = f"{endpoint.user}:{endpoint.password}".encode()
    return {"Authorization": "Basic " + base64.b64encode(pair).decode()}


def _refusal(error: HTTPError, address: str) -> QueryError | BuildError:
    said = error.read(2000).decode(errors="replace").strip()
    if error.code in (401, 403):
        return BuildError(f"the graph store refuses ({error.code})", where=address, advice="check user and password")
    return QueryError(f"the graph store answers {error.code}: {said[:500]}", where=address)


def _row(binding: Mapping[str, Mapping[str, str]]) -> Row:
    return {name: _term(value) for name, value in binding.items()}


def _term(value: Mapping[str, str]) -> Term:
    """https://www.w3.org/TR/sparql11-results-json/#select-encode-terms; typed-literal is an older spelling."""
    kind, text = value["type"], value["value"]
    if kind == "uri":
        return Iri(text)
    if kind == "bnode":
        return Blank(text)
    if "xml:lang" in value:
        return Literal(text, _LANGUAGE, value["xml:lang"])
    return Literal(text, value.get("datatype", XSD + "string"))
