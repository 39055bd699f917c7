"""One document, its context, its evidence passages and its statements as triples.

The result is one set of triples per document. A store holds it twice: in the named graph that bears the document's IRI
(who says what) and, without repetition, in the default graph (what is said). Of the passages only those that carry a
statement become RDF; the full text of a document lives in the build's passage table and is served from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from graph.namespaces import ALT_LABEL, DERIVED_FROM, LABEL, RDF_TYPE, term
from graph.naming import Names
from graph.terms import XSD, Iri, Literal, Triple, decimal, integer, ntriples, text
from graph.vocabulary import agency_triples
from lexicon.metrics import normalised
from model import period
from model.document import Document
from model.statement import Alias, EntityType, Evidence, Observation, Relation, Statement, Status

_URL = re.compile(r'https?://[^\s<>"{}|^`\\]+')
_DATES = {4: "gYear", 7: "gYearMonth", 10: "date"}
_STATUS = {Status.ACHIEVED: term("ach:Achieved"), Status.TARGET: term("ach:Target")}
_CLASSES = {kind: term(f"ach:{kind.value}") for kind in EntityType}
_ALSO = {EntityType.AGENCY: term("org:Organization"), EntityType.ORGANIZATION: term("org:Organization")}
_METRIC, _PLACE, _AGENCY, _UNIT = (term(f"ach:{name}") for name in ("metric", "place", "agency", "unit"))


class Context(Protocol):
    """What a document says about itself (`extraction.context.DocumentContext` fits)."""

    @property
    def genre(self) -> str: ...
    @property
    def place(self) -> str | None: ...
    @property
    def place_code(self) -> str | None: ...
    @property
    def publisher(self) -> str | None: ...
    @property
    def issued(self) -> str | None: ...
    @property
    def subject_year(self) -> int | None: ...


def document_ntriples(
    document: Document, context: Context, statements: Iterable[Statement], aliases: Iterable[Alias], *, names: Names
) -> str:
    """`document_triples` as sorted, unique N-Triples lines: what `graph.build.GraphWriter.replace` takes."""
    return ntriples(document_triples(document, context, statements, aliases, names=names))


def document_triples(
    document: Document, context: Context, statements: Iterable[Statement], aliases: Iterable[Alias], *, names: Names
) -> Iterator[Triple]:
    """Every triple of one document; triples may repeat. Holds no blank nodes."""
    writer = _Writer(names, context.place_code)
    found = tuple(statements)
    yield from writer.document(document, context)
    yield from writer.passages(document, found)
    for statement in found:
        if isinstance(statement, Observation):
            yield from writer.observation(statement)
        else:
            yield from writer.relation(statement)
    for alias in aliases:
        yield writer.alias(alias)


@dataclass(frozen=True, slots=True)
class _Writer:
    names: Names
    near: str | None
    told: set[Iri] = field(default_factory=set)

    def document(self, document: Document, context: Context) -> Iterator[Triple]:
        iri = self.names.document(document.id)
        yield iri, RDF_TYPE, term("ach:Document")
        yield iri, LABEL, text(document.title, "zh")
        yield iri, term("dcterms:title"), text(document.title, "zh")
        yield iri, term("dcterms:identifier"), text(document.source)
        yield iri, term("dcterms:source"), _source(document.metadata.get("source") or document.source)
        yield iri, term("ach:contentHash"), text(document.content_hash)
        yield iri, term("ach:genre"), text(str(context.genre))
        if context.subject_year:
            yield iri, term("ach:subjectYear"), Literal(f"{context.subject_year:04d}", XSD + "gYear")
        yield from _issued(iri, context.issued or document.issued)
        if context.publisher:
            yield from self.link(iri, term("dcterms:publisher"), EntityType.AGENCY, context.publisher)
        if context.place:
            yield from self.link(iri, term("dcterms:spatial"), EntityType.PLACE, context.place)

    def passages(self, document: Document, statements: Iterable[Statement]) -> Iterator[Triple]:
        evidence = {statement.evidence.passage for statement in statements}
        for passage in document.passages:
            if passage.id in evidence:
                iri = self.names.passage(passage.id)
                yield iri, RDF_TYPE, term("ach:Passage")
                yield iri, term("ach:text"), text(passage.text)
                yield iri, term("ach:start"), integer(passage.start)
                yield iri, term("ach:end"), integer(passage.end)
                yield iri, term("dcterms:isPartOf"), self.names.document(document.id)

    def observation(self, observation: Observation) -> Iterator[Triple]:
        iri = self.names.iri(f"observation/{observation.id}")
        yield iri, RDF_TYPE, term("ach:Observation")
        yield iri, RDF_TYPE, term("qb:Observation")
        yield iri, term("qb:dataSet"), self.names.iri("dataset")
        yield iri, LABEL, text(_observation_label(observation), "zh")
        yield from self.metric(iri, observation)
        yield from self.quantity(iri, observation)
        yield from self.evidence(iri, observation.evidence)
        yield from _judgement(iri, observation)
        yield from _time(iri, term("ach:period"), observation.period)
        if observation.place:
            yield from self.link(iri, _PLACE, EntityType.PLACE, observation.place)
        if observation.agency:
            yield from self.link(iri, _AGENCY, EntityType.AGENCY, observation.agency)

    def metric(self, iri: Iri, observation: Observation) -> Iterator[Triple]:
        metric = self.names.metric(observation.metric_id)
        yield iri, _METRIC, metric
        yield iri, term("ach:metricLabel"), text(observation.metric)
        yield metric, RDF_TYPE, term("ach:Metric")
        yield metric, RDF_TYPE, term("skos:Concept")
        known = self.names.metrics.by_id.get(observation.metric_id)
        label = known.zh if known else normalised(observation.metric)
        yield metric, LABEL, text(label, "zh")
        if observation.metric != label:
            yield metric, ALT_LABEL, text(observation.metric, "zh")

    def quantity(self, iri: Iri, observation: Observation) -> Iterator[Triple]:
        yield iri, term("ach:measure"), text(observation.measure.value)
        yield iri, term("ach:comparator"), text(observation.comparator.value)
        yield iri, term("ach:statedValue"), text(observation.stated)
        if observation.value is not None:
            yield iri, term("ach:value"), decimal(observation.value)
        if observation.unit:
            unit = self.names.unit(observation.unit)
            yield iri, term("ach:unitLabel"), text(observation.unit)
            yield iri, _UNIT, unit
            yield unit, RDF_TYPE, term("ach:Unit")
            if not self.names.units.get(observation.unit):
                yield unit, LABEL, text(observation.unit, "zh")
        if observation.rank is not None:
            yield iri, term("ach:rank"), integer(observation.rank)
        if observation.rank_scope:
            yield iri, term("ach:rankScope"), text(observation.rank_scope)

    def relation(self, relation: Relation) -> Iterator[Triple]:
        iri = self.names.iri(f"statement/{relation.id}")
        subject = self.names.entity(relation.s_type, relation.s, self.near)
        predicate, object_ = term(f"ach:{relation.p.value}"), self.names.entity(relation.o_type, relation.o, self.near)
        yield iri, RDF_TYPE, term("ach:Statement")
        yield iri, RDF_TYPE, term("rdf:Statement")
        yield iri, LABEL, text(relation.evidence.quote, "zh")
        yield iri, term("rdf:subject"), subject
        yield iri, term("rdf:predicate"), predicate
        yield iri, term("rdf:object"), object_
        if relation.status is Status.ACHIEVED:
            yield subject, predicate, object_
        yield from self.described(subject, relation.s_type, relation.s)
        yield from self.described(object_, relation.o_type, relation.o)
        yield from self.evidence(iri, relation.evidence)
        yield from _judgement(iri, relation)
        yield from _time(iri, term("ach:time"), relation.time)

    def evidence(self, iri: Iri, evidence: Evidence) -> Iterator[Triple]:
        yield iri, DERIVED_FROM, self.names.passage(evidence.passage)
        yield iri, term("ach:quote"), text(evidence.quote)
        yield iri, term("ach:start"), integer(evidence.start)
        yield iri, term("ach:end"), integer(evidence.end)

    def link(self, iri: Iri, predicate: Iri, kind: EntityType, name: str) -> Iterator[Triple]:
        target = self.names.entity(kind, name, self.near)
        yield iri, predicate, target
        yield from self.described(target, kind, name)

    def described(self, iri: Iri, kind: EntityType, name: str) -> Iterator[Triple]:
        """Its class and names; once for each thing of a document."""
        if iri in self.told:
            return
        self.told.add(iri)
        yield iri, RDF_TYPE, _CLASSES[kind]
        if kind in _ALSO:
            yield iri, RDF_TYPE, _ALSO[kind]
        place = self.names.places.named(name, within=self.near) if kind is EntityType.PLACE else None
        yield iri, LABEL, text(place.name if place else name, "zh")
        if kind is EntityType.AGENCY:
            yield from agency_triples(iri, name, self.names)

    def alias(self, alias: Alias) -> Triple:
        if alias.type == "Metric":
            return self.names.metric(alias.label), ALT_LABEL, text(alias.surface, "zh")
        return self.names.entity(EntityType(alias.type), alias.label, self.near), ALT_LABEL, text(alias.surface, "zh")


def _judgement(iri: Iri, statement: Statement) -> Iterator[Triple]:
    yield iri, term("ach:status"), _STATUS[statement.status]
    yield iri, term("ach:confidence"), decimal(statement.confidence)
    if statement.rule:
        yield iri, term("ach:rule"), text(statement.rule)


def _time(iri: Iri, predicate: Iri, stated: str | None) -> Iterator[Triple]:
    """The period as in the record, and its first and last day where it is one of the forms of `model.period`."""
    if not stated:
        return
    yield iri, predicate, text(stated)
    try:
        first, last = period.bounds(stated)
    except ValueError:
        return
    yield iri, term("ach:periodStart"), _day(first)
    yield iri, term("ach:periodEnd"), _day(last)


def _day(day: date) -> Literal:
    return Literal(day.isoformat(), XSD + "date")


def _issued(iri: Iri, issued: str | None) -> Iterator[Triple]:
    if issued:
        kind = _DATES.get(len(issued), "string")
        yield iri, term("dcterms:issued"), Literal(issued, XSD + kind)


def _source(source: str) -> Iri | Literal:
    return Iri(source) if _URL.fullmatch(source) else text(source)


def _observation_label(observation: Observation) -> str:
    parts = (observation.place or observation.agency, observation.period, observation.metric, observation.stated)
    return " ".join(part for part in parts if part)
