"""The names of metrics and entities that triples give."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from embeddings.labels import Label
from graph.naming import Names
from graph.vocabulary import vocabulary_graphs
from model.statement import EntityType

_NAMED = re.compile(
    r"^<(?P<thing>[^>]+)> <(?:http://www\.w3\.org/2000/01/rdf-schema#label|http://www\.w3\.org/2004/02/skos/core#altLabel)>"
    r' (?P<name>"(?:[^"\\]|\\.)*")',
    re.MULTILINE,
)
_KINDS = {kind.lower(): kind for kind in (*(kind.value for kind in EntityType), "Metric")}


def labels(ntriples: str, base: str) -> Iterator[Label]:
    """The names of entities and metrics in N-Triples; other things below `base`, such as documents, are passed over."""
    for found in _NAMED.finditer(ntriples):
        thing = found["thing"].removeprefix(base)
        kind = _KINDS.get(thing.partition("/")[0])
        if kind is not None:
            yield Label(thing, kind, json.loads(found["name"]))


def lexicon_labels(names: Names) -> Iterator[Label]:
    """The names that the ontology and the lexicons give."""
    for _, ntriples in vocabulary_graphs(names):
        yield from labels(ntriples, names.base)
