"""Which prefixes a graph is written with: those of the query and our own, only where they are used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from graph.namespaces import PREFIXES
from graph.scan import prologue, tokens
from graph.terms import Iri

_HEAD = b"@prefix "


def of_query(text: str, base: str) -> dict[str, str]:
    """What the query declares, and our namespaces that it gives no other name."""
    declared, _ = prologue(list(tokens(text)), base)
    own = {name: iri for name, iri in declared.items() if Iri.valid(iri)}
    taken = set(own.values())
    return {**{name: iri for name, iri in PREFIXES.items() if name not in own and iri not in taken}, **own}


def used(triples: Iterable[ox.Triple], prefixes: Mapping[str, str]) -> dict[str, str]:
    """Those of `prefixes` that an IRI of the triples begins with, in the order of their names."""
    left = set(prefixes.values())
    found: set[str] = set()
    for triple in triples:
        for term in triple:
            iri = _iri(term)
            if iri.startswith(tuple(left)):
                begun = {start for start in left if iri.startswith(start)}
                found |= begun
                left -= begun
    return {name: iri for name, iri in sorted(prefixes.items()) if iri in found}


def ordered(text: bytes) -> bytes:
    """Turtle or TriG with its first lines, which declare the prefixes, in the order of their names."""
    lines = text.splitlines(keepends=True)
    count = next((at for at, line in enumerate(lines) if not line.startswith(_HEAD)), len(lines))
    return b"".join(sorted(lines[:count]) + lines[count:])


def _iri(term: object) -> str:
    if isinstance(term, ox.NamedNode):
        return term.value
    return term.datatype.value if isinstance(term, ox.Literal) else ""
