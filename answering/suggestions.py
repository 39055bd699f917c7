"""What a search box offers while a question is typed: the names of metrics, places, initiatives and other things."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builds.opening import Build
from lexicon.metrics import Metrics
from lexicon.places import Places

_KINDS = (
    "Metric",
    "Place",
    "Initiative",
    "Platform",
    "Designation",
    "Policy",
    "Event",
    "Agency",
    "Award",
    "Facility",
    "Project",
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`text` completes what was typed; `kind` is "Metric" or an EntityType value; `id` what the graph calls it."""

    text: str
    kind: str
    id: str


def suggest(build: Build, prefix: str, k: int = 8) -> list[Suggestion]:
    """The k best names for what was typed last: metrics and places of the lexicons that begin so, then names of
    the build."""
    typed = prefix.split()[-1] if prefix.split() else ""
    if not typed:
        return []
    found = {suggestion.text: suggestion for suggestion in (*_metrics(typed), *_places(typed))}
    if len(found) < k:
        for hit in build.labels.search(typed, kinds=_KINDS, k=k, dense=False):
            found.setdefault(hit.label, Suggestion(hit.label, hit.kind, hit.id))
    return list(found.values())[:k]


def _metrics(typed: str) -> Iterator[Suggestion]:
    lowered = typed.lower()
    for metric in Metrics.load():
        name = next((name for name in (*metric.zh_names, *metric.en_names) if name.lower().startswith(lowered)), None)
        if name:
            yield Suggestion(name, "Metric", f"metric/{metric.id}")


def _places(typed: str) -> Iterator[Suggestion]:
    lowered = typed.lower()
    for place in Places.load():
        if place.level != "county" and (place.name.startswith(typed) or place.english.lower().startswith(lowered)):
            yield Suggestion(
                place.name if place.name.startswith(typed) else place.english, "Place", f"place/{place.code}"
            )
