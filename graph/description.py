"""What a store says about one thing, small enough to send: the answer to a look-up of its IRI."""

from __future__ import annotations

from graph.namespaces import PREFIXES
from graph.store import GraphStore
from graph.terms import Iri, Triple

POINTING = 500  # triples that point at a thing; a province has hundreds of thousands

_PREFIXES = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("rdfs", "dcterms", "ach", "prov"))


def describe(store: GraphStore, iri: Iri) -> list[Triple]:
    """Every triple about the thing, up to `POINTING` that point at it, and the names of what these speak of.

    Evidence comes with its passage and document. Empty if the store says nothing about it.
    """
    own = store.construct(f"CONSTRUCT {{ {iri} ?p ?o }} WHERE {{ {iri} ?p ?o }}")
    pointing = store.construct(
        f"CONSTRUCT {{ ?s ?p {iri} }} WHERE {{ SELECT ?s ?p WHERE {{ ?s ?p {iri} }} ORDER BY ?p ?s LIMIT {POINTING} }}"
    )
    if not own and not pointing:
        return []
    passage = "?passage ach:text ?text ; dcterms:isPartOf ?document . ?document dcterms:title ?title"
    evidence = store.construct(
        f"{_PREFIXES} CONSTRUCT {{ {passage} }} WHERE {{ {iri} prov:wasDerivedFrom ?passage . {passage} }}"
    )
    around = {term for s, p, o in (*own, *pointing) for term in (s, p, o) if isinstance(term, Iri) and term != iri}
    values = " ".join(sorted(str(term) for term in around))
    names = store.construct(
        f"{_PREFIXES} CONSTRUCT {{ ?x rdfs:label ?label }} WHERE {{ VALUES ?x {{ {values} }} ?x rdfs:label ?label }}"
    )
    return list(dict.fromkeys([*own, *evidence, *names, *pointing]))
