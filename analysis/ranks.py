"""Claims such as "first in the country", checked against the values that the other places report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from analysis.choosing import best, in_unit
from analysis.facts import Fact, facts_by_iri
from analysis.places import COUNTRY_CODE, PlaceTree
from analysis.queries import fill, iri, literal
from analysis.tables import hinted_measure, per_head, scopes
from lexicon.amounts import last_place
from lexicon.verdicts import Direction, direction

if TYPE_CHECKING:
    from graph.store import GraphStore


class Verdict(StrEnum):
    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    UNCHECKABLE = "uncheckable"


@dataclass(frozen=True, slots=True)
class Claim:
    """`own` is the claimant's value, `ahead` the peers with a better one, `known` of `peers` peers have a value.

    `reason` says why a claim cannot be checked: "scope" (whom it covers is unknown), "no_value", "few_peers" (fewer
    than half of the peers report one), "open" (not enough better values are known, nor excluded), "direction" (less is
    better, so the order is not told).
    """

    claim: Fact
    verdict: Verdict
    own: Fact | None = None
    ahead: tuple[Fact, ...] = ()
    known: int = 0
    peers: int = 0
    reason: str = ""


def rank_claims(
    graph: GraphStore,
    *,
    metric: str | None = None,
    place: str | None = None,
    period: str | None = None,
    limit: int = 200,
    language: str = "zh",
) -> list[Claim]:
    """Claims that fit the filters, checked; contradicted ones first, then supported ones."""
    filters = {
        "metric": [iri(metric)] if metric else None,
        "place": [iri(place)] if place else None,
        "period": [literal(period)] if period else None,
    }
    ids = sorted({row["id"].value for row in graph.select(fill("claimed", **filters))})[:limit]
    claims = facts_by_iri(graph, ids, language=language)
    tree = PlaceTree.of(graph)
    values = facts_by_iri(graph, _related(graph, claims, tree), language=language)
    checked = [check(claim, values, tree) for claim in claims]
    order = (Verdict.CONTRADICTED, Verdict.SUPPORTED, Verdict.UNCHECKABLE)
    return sorted(checked, key=lambda row: (order.index(row.verdict), row.claim.iri))


def _related(graph: GraphStore, claims: Sequence[Fact], tree: PlaceTree) -> list[str]:
    """Observations of the claims' metrics in the claims' periods, of the places that they speak about."""
    wanted: dict[tuple[str, str], set[str]] = {}
    for claim in claims:
        peers = _peers(claim, claim.place.iri if claim.place else "", tree)
        wanted.setdefault((claim.metric.iri, claim.period), set()).update(peers or ())
    metrics = {iri(metric) for (metric, _), places in wanted.items() if places}
    if not metrics:
        return []
    rows = graph.select(fill("rivals", metric=sorted(metrics)))
    about = ((row, (row["metric"].value, row["period"].value)) for row in rows)
    return [row["id"].value for row, key in about if row["place"].value in wanted.get(key, ())]


def check(claim: Fact, values: Sequence[Fact], tree: PlaceTree) -> Claim:
    """`values` may hold facts of any metric and period; `claim` has a place, a period and a rank."""
    place, rank = claim.place.iri if claim.place else "", claim.rank or 0
    peers = _peers(claim, place, tree)
    if peers is None or place not in peers:
        return Claim(claim, Verdict.UNCHECKABLE, reason="scope")
    if direction(claim.metric.label, claim.metric_text) is not Direction.HIGHER:
        return Claim(claim, Verdict.UNCHECKABLE, peers=len(peers), reason="direction")
    by_place = _values(claim, values, peers)
    own = by_place.pop(place, None)
    if own is None:
        return Claim(claim, Verdict.UNCHECKABLE, known=len(by_place), peers=len(peers) - 1, reason="no_value")
    ahead = tuple(sorted((f for f in by_place.values() if _beats(f, own)), key=lambda f: (-(f.value or 0.0), f.iri)))
    verdict, reason = _verdict(rank, len(ahead), len(by_place), len(peers) - 1)
    return Claim(claim, verdict, own, ahead, len(by_place), len(peers) - 1, reason)


def _verdict(rank: int, ahead: int, known: int, peers: int) -> tuple[Verdict, str]:
    if ahead >= rank:
        return Verdict.CONTRADICTED, ""
    if known * 2 < peers:
        return Verdict.UNCHECKABLE, "few_peers"
    return (Verdict.SUPPORTED, "") if ahead == rank - 1 else (Verdict.UNCHECKABLE, "open")


def _peers(claim: Fact, place: str, tree: PlaceTree) -> set[str] | None:
    """The places the claim speaks about, the claimant's own included; None when its scope is unknown."""
    scope = scopes().get(claim.rank_scope)
    own_level = tree.levels.get(place)
    if scope is None or own_level is None:
        return None
    level = own_level if scope.level == "same" else scope.level
    if scope.within == ("country",):
        return tree.members(level, within=tree.coded(COUNTRY_CODE))
    if scope.within in (("province",), ("prefecture",)):
        area = tree.ancestor(place, scope.within[0])
        return tree.members(level, within=area) if area and area != place else None
    return {member for code in scope.within if (member := tree.coded(code))}


def _values(claim: Fact, values: Sequence[Fact], peers: set[str]) -> dict[str, Fact]:
    """The best value of each peer, all of the claimant's kind and in its unit."""
    measure = _ranked_measure(claim)
    kind = (claim.metric.iri, claim.period, measure, per_head(claim.metric_text))
    groups: dict[str, list[Fact]] = {}
    for fact in values:
        alike = (fact.metric.iri, fact.period, fact.measure, per_head(fact.metric_text)) == kind
        if alike and fact.value is not None and fact.place and fact.place.iri in peers:
            groups.setdefault(fact.place.iri, []).append(fact)
    place = claim.place.iri if claim.place else ""
    unit = best(groups[place]).unit if place in groups else ""
    return {at: best(fits) for at, group in groups.items() if (fits := in_unit(group, unit))}


def _ranked_measure(claim: Fact) -> str:
    """What the rank is about: "grew by 3.9 %, first in the country" ranks the total unless it says growth."""
    hinted = hinted_measure(claim.metric_text, claim.citation.quote)
    return hinted if claim.value is None or claim.measure in ("growth", "change") else claim.measure


def _beats(other: Fact, own: Fact) -> bool:
    """Larger by more than what rounding hides; a hedged value beats only by its sure end."""
    if other.comparator in ("<", "<=", "~") or own.comparator in (">", ">="):
        return False
    return (other.value or 0.0) > (own.value or 0.0) + max(last_place(other), last_place(own)) / 2
