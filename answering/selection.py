"""The one SPARQL query of an answer over observations: what was chosen, bound; what was asked, selected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from answering import templates
from answering.facts import Fact
from graph.terms import Iri, Literal
from model.identifiers import NAMESPACE


def observations_query(title: str, chosen: Sequence[Fact], base: str, *, order: str = "") -> str:
    """Every observation with the metric, measure, unit, place, period and status of one of the chosen facts."""
    patterns = list(dict.fromkeys(_pattern(fact, base) for fact in chosen))
    joined = patterns[0] if len(patterns) == 1 else "\n  UNION\n  ".join(f"{{ {pattern} }}" for pattern in patterns)
    return templates.render("observations", title=" ".join(title.split()), patterns=joined, order=order)


def _pattern(fact: Fact, base: str) -> str:
    bound = [
        ("metric", str(Iri(base + fact.metric))),
        ("measure", str(Literal(fact.measure))),
        ("status", str(Iri(NAMESPACE + ("Target" if fact.status == "target" else "Achieved")))),
        *_optional("place", fact.place and str(Iri(base + fact.place))),
        *_optional("period", fact.period and str(Literal(fact.period))),
        *_optional("unitLabel", fact.unit and str(Literal(fact.unit))),
    ]
    absent = [name for name, value in (("place", fact.place), ("period", fact.period)) if not value]
    pairs = " ; ".join(f"ach:{name} {value}" for name, value in bound)
    missing = "".join(f" FILTER NOT EXISTS {{ ?observation ach:{name} ?no_{name} }}" for name in absent)
    return f"?observation {pairs} .{missing}"


def _optional(name: str, value: str | None) -> Iterable[tuple[str, str]]:
    return [(name, value)] if value else []
