"""The one SPARQL query of an answer. Run as it stands it returns the answer's rows: `?row` counts them from 1, and
documents that say the same share a number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from answering import templates
from answering.facts import Evidence, Fact
from graph.terms import Iri
from model.identifiers import NAMESPACE

Key = tuple[object, ...]
_FIELDS = {
    "metric": "metric",
    "measure": "measure",
    "status": "status",
    "place": "place",
    "period": "period",
    "unit": "unitLabel",
}  # variables and their properties
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def key_of(fact: Fact) -> Key:
    """What the query binds of a fact."""
    return fact.metric, fact.measure, fact.status, fact.place, fact.period, fact.unit


def said_of(fact: Fact) -> Key:
    """What one row of an answer says: documents that agree in it are one row."""
    return (*key_of(fact), fact.value, fact.rank if fact.value is None else None)


def observations_query(title: str, chosen: Sequence[Fact], base: str, *, contested: Collection[Key] = ()) -> str:
    """Every observation with the metric, measure, unit, place, period and status of one of the chosen facts; for
    those that documents disagree about (`contested`), the value chosen as well."""
    rows: dict[Key, Fact] = {}
    for fact in chosen:
        rows.setdefault(said_of(fact), fact)
    groups: dict[tuple[str, ...], list[_Bound]] = defaultdict(list)
    for at, fact in enumerate(rows.values(), 1):
        bound = _bound(at, fact, base, exact=key_of(fact) in contested)
        groups[fact.metric, *(name for name in _FIELDS if name not in bound.fields)].append(bound)
    blocks = [_block(group, absent) for (_, *absent), group in groups.items()]
    joined = blocks[0] if len(blocks) == 1 else "\n  UNION\n  ".join(f"{{ {block} }}" for block in blocks)
    return templates.render("observations", title=_line(title), patterns=joined)


def mentions_query(title: str, named: Iterable[tuple[str, Evidence]]) -> str:
    """Labels (or periods) that an answer read from sentences, each with what its sentence calls it."""
    rows = [
        f"({at} {templates.literal(label)} {templates.literal(_words(each))} {_document(each)})"
        for at, (label, each) in enumerate(named, 1)
    ]
    return templates.render("mentions", title=_line(title), mentions=_lines(rows))


def relations_query(title: str, ends: Iterable[tuple[str, str]]) -> str:
    """`ends` are statements (IRIs), each with the end that answers, "subject" or "object"."""
    rows = [f"({at} {Iri(statement)} {Iri(_RDF + end)})" for at, (statement, end) in enumerate(ends, 1)]
    return templates.render("relations", title=_line(title), relations=_lines(rows))


def passages_query(title: str, evidence: Iterable[Evidence]) -> str:
    """The passages nearest to a question with their documents, and their text where the graph holds it."""
    rows = [f"({at} {_document(each)})" for at, each in enumerate(evidence, 1)]
    return templates.render("passages", title=_line(title), passages=_lines(rows))


@dataclass(frozen=True, slots=True)
class _Bound:
    """A row's number, the terms of the fields that its fact has, and the value where it must be that one."""

    at: int
    fields: Mapping[str, str]
    value: str


def _bound(at: int, fact: Fact, base: str, *, exact: bool) -> _Bound:
    terms = {
        "metric": str(Iri(base + fact.metric)),
        "measure": templates.literal(fact.measure),
        "status": str(Iri(NAMESPACE + ("Target" if fact.status == "target" else "Achieved"))),
        "place": str(Iri(base + fact.place)) if fact.place else "",
        "period": templates.literal(fact.period) if fact.period else "",
        "unit": templates.literal(fact.unit) if fact.unit else "",
    }
    said = fact.rank if fact.value is None else format(Decimal(repr(fact.value)), "f")
    return _Bound(at, {name: term for name, term in terms.items() if term}, str(said) if exact else "UNDEF")


def _block(rows: Sequence[_Bound], absent: Sequence[str]) -> str:
    """Rows of one metric: what they share is looked up once, in a query of its own (the engine would look it up for
    each row); what tells them apart stands in a table."""
    first = rows[0].fields
    shared = [name for name in first if all(row.fields[name] == first[name] for row in rows)]
    other = [name for name in first if name not in shared]
    pairs = [
        *(f"ach:{_FIELDS[name]} {first[name]}" for name in shared),
        *(f"ach:{_FIELDS[name]} ?{name}" for name in other),
    ]
    missing = "".join(f" FILTER NOT EXISTS {{ ?observation ach:{_FIELDS[name]} ?no_{name} }}" for name in absent)
    names = "".join(f" ?{name}" for name in other)
    table = " ".join(f"({' '.join([str(row.at), *(row.fields[name] for name in other), row.value])})" for row in rows)
    return (
        f"{{ SELECT ?observation{names} WHERE {{ ?observation {' ; '.join(pairs)} .{missing} }} }}\n"
        f"  VALUES (?row{names} ?chosen) {{ {table} }}"
    )


def _words(evidence: Evidence) -> str:
    """The quote, where the sentence holds it as it stands; print layout may break it."""
    return evidence.quote if evidence.quote in evidence.sentence else evidence.sentence


def _document(evidence: Evidence) -> str:
    document = evidence.source.iri
    return f"{Iri(document)} {Iri(document.rpartition('/')[0] + '/' + evidence.passage)}"


def _line(title: str) -> str:
    return " ".join(title.split())


def _lines(rows: Iterable[str]) -> str:
    return "\n    ".join(rows)
