"""Whether a graph is as shapes.ttl says: pySHACL for the ontology and for single documents, SPARQL for a whole store.

pySHACL takes a tenth of a second for a document and a minute for a million triples, so it is the gate for a sample of
documents; the checks below, one query each, take about ten seconds for a million triples (more from a disk that was not
read before) and also hold what shapes cannot say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyshacl
from rdflib import RDF, Graph, Namespace
from rdflib.term import Node

from graph.namespaces import LABEL, PREFIXES, RDF_TYPE, term
from graph.store import GraphStore
from graph.terms import Iri, Literal, Term, Triple, integer, ntriples, text
from graph.vocabulary import SHAPES_PATH, ontology_triples

_SH = Namespace("http://www.w3.org/ns/shacl#")
_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Problem:
    """`subject` is the IRI of what is wrong, `check` the property of the shape, `message` says what it is."""

    subject: str
    check: str
    message: str


@dataclass(frozen=True, slots=True)
class Check:
    """`pattern` binds ?x to what is wrong."""

    name: str
    message: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Finding:
    """`count` things fail the check; `examples` are the first few, sorted."""

    check: Check
    count: int
    examples: tuple[str, ...]


CHECKS = (
    Check("evidence", "an observation or statement without exactly one passage",
          "{ ?x a ach:Observation } UNION { ?x a ach:Statement } FILTER NOT EXISTS { ?x prov:wasDerivedFrom ?e }"),
    Check("quote", "an observation or statement without a quote",
          "{ ?x a ach:Observation } UNION { ?x a ach:Statement } FILTER NOT EXISTS { ?x ach:quote ?q }"),
    Check("passage", "evidence that is no passage with a text",
          "?s prov:wasDerivedFrom ?x FILTER NOT EXISTS { ?x ach:text ?t }"),
    Check("document", "a passage that is part of no document",
          "?x a ach:Passage FILTER NOT EXISTS { ?x dcterms:isPartOf ?d }"),
    Check("offsets", "evidence that ends before it starts", "?x ach:start ?a ; ach:end ?b FILTER(?a >= ?b)"),
    Check("value", "an observation without a value or a rank",
          "?x a ach:Observation FILTER NOT EXISTS { ?x ach:value ?v } FILTER NOT EXISTS { ?x ach:rank ?r }"),
    Check("number", "a value that is not a decimal", "?x ach:value ?v FILTER(DATATYPE(?v) != xsd:decimal)"),
    Check("metric", "an observation without a metric", "?x a ach:Observation FILTER NOT EXISTS { ?x ach:metric ?m }"),
    Check("measure", "an unknown measure",
          "?x ach:measure ?m FILTER(?m NOT IN ('level', 'growth', 'change', 'share', 'rank', 'multiple'))"),
    Check("comparator", "an unknown comparator",
          "?x ach:comparator ?c FILTER(?c NOT IN ('=', '>', '>=', '<', '<=', '~'))"),
    Check("status", "an unknown status", "?x ach:status ?s FILTER(?s NOT IN (ach:Achieved, ach:Target))"),
    Check("rank", "a rank below 1", "?x ach:rank ?r FILTER(?r < 1)"),
    Check("period", "a period that ends before it starts",
          "?x ach:periodStart ?a ; ach:periodEnd ?b FILTER(?a > ?b)"),
    Check("place", "an observation about something that is no place",
          "?o ach:place ?x FILTER NOT EXISTS { ?x a ach:Place }"),
    Check("label", "a thing named by a statement without a label",
          "{ ?s rdf:subject ?x } UNION { ?s rdf:object ?x } FILTER NOT EXISTS { ?x rdfs:label ?l }"),
    Check("asserted", "an achieved relation that is not a triple",
          "?x a ach:Statement ; ach:status ach:Achieved ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o"
          " FILTER NOT EXISTS { ?s ?p ?o }"),
    Check("within", "an area within itself", "?x ach:within+ ?x"),
    Check("union", "a triple of a document that the default graph lacks",
          "GRAPH ?g { ?x a ach:Observation } FILTER NOT EXISTS { ?x a ach:Observation }"),
)  # fmt: skip


def validate(triples: Iterable[Triple], context: Iterable[Triple] = ()) -> list[Problem]:
    """What pySHACL finds in the triples with shapes.ttl (https://www.w3.org/TR/shacl/#validation-report), sorted.

    `context` is what they refer to, such as the lexicons' triples; things of it are not checked by themselves.
    """
    own = list(triples)
    data = Graph().parse(data=ntriples([*own, *context]), format="nt")
    shapes = Graph().parse(SHAPES_PATH)
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False)
    found = _problems(report, {triple[0].value for triple in own})
    return sorted(found, key=lambda problem: (problem.subject, problem.check))


def validate_ontology() -> list[Problem]:
    return validate(ontology_triples())


def validate_document(store: GraphStore, document: Iri) -> list[Problem]:
    """One document of a store: its named graph, with the classes and names of what it speaks of."""
    own = store.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {document} {{ ?s ?p ?o }} }}")
    named = sorted({str(object_) for _, _, object_ in own if isinstance(object_, Iri)})
    about = f"VALUES ?s {{ {' '.join(named)} }} ?s ?p ?o FILTER(?p IN ({RDF_TYPE}, {LABEL}))"
    return validate(own, store.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {about} }}"))


def check_store(store: GraphStore, checks: Sequence[Check] = CHECKS) -> list[Finding]:
    """The checks that something fails, in their order."""
    return [found for check in checks if (found := _run(store, check)).count]


def report_triples(findings: Iterable[Finding], checks: Sequence[Check] = CHECKS) -> Iterator[Triple]:
    """The findings as a SHACL validation report."""
    failed = {finding.check.name: finding for finding in findings}
    report = Iri(_term("report"))
    yield report, RDF_TYPE, Iri(_SH.ValidationReport)
    truth = Literal("false" if failed else "true", PREFIXES["xsd"] + "boolean")
    yield report, Iri(_SH.conforms), truth
    for check in checks:
        for example in failed[check.name].examples if check.name in failed else ():
            result = Iri(_term(f"result-{check.name}-{example.rpartition('/')[2]}"))
            yield report, Iri(_SH.result), result
            yield result, RDF_TYPE, Iri(_SH.ValidationResult)
            yield result, Iri(_SH.focusNode), Iri(example)
            yield result, Iri(_SH.resultSeverity), Iri(_SH.Violation)
            yield result, Iri(_SH.sourceConstraintComponent), Iri(_SH.SPARQLConstraintComponent)
            yield result, Iri(_SH.resultMessage), text(check.message, "en")
            yield result, term("void:entities"), integer(failed[check.name].count)


def _run(store: GraphStore, check: Check) -> Finding:
    head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    counted = store.select(f"{head}SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {check.pattern} }}")
    count = _integer(counted[0]["n"])
    shown = f"{head}SELECT DISTINCT ?x WHERE {{ {check.pattern} }} ORDER BY ?x LIMIT {_EXAMPLES}"
    rows = store.select(shown) if count else []
    return Finding(check, count, tuple(row["x"].value for row in rows))


def _integer(value: Term) -> int:
    return int(float(value.value))


def _problems(report: Graph, own: set[str]) -> Iterator[Problem]:
    for result in report.subjects(RDF.type, _SH.ValidationResult):
        subject = str(report.value(result, _SH.focusNode))
        if subject in own:
            yield Problem(subject, _name(report.value(result, _SH.resultPath)), _message(report, result))


def _message(report: Graph, result: Node) -> str:
    messages = list(report.objects(result, _SH.resultMessage))
    english = [value for value in messages if getattr(value, "language", "") == "en"]
    return str((english or messages)[0]) if messages else ""


def _name(path: Node | None) -> str:
    return str(path).rpartition("#")[2].rpartition("/")[2] if path is not None else "shape"


def _term(name: str) -> str:
    return f"{PREFIXES['ach'].removesuffix('ontology#')}validation#{name}"
