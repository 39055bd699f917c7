"""Which places lie where, by code (GB/T 2260)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.queries import fill

if TYPE_CHECKING:
    from graph.store import GraphStore

COUNTRY_CODE = "100000"


@dataclass(frozen=True, slots=True)
class PlaceTree:
    """`codes`, `levels` and `parents` by IRI."""

    codes: Mapping[str, str]
    levels: Mapping[str, str]
    parents: Mapping[str, str]

    @staticmethod
    def of(graph: GraphStore) -> PlaceTree:
        """Loaded at the first call for this store."""
        return graph.remember(PlaceTree.load)

    @staticmethod
    def load(graph: GraphStore) -> PlaceTree:
        rows = graph.select(fill("places"))
        return PlaceTree(
            {row["place"].value: row["code"].value for row in rows},
            {row["place"].value: row["level"].value for row in rows},
            {row["place"].value: row["within"].value for row in rows if "within" in row},
        )

    def members(self, level: str, *, within: str | None = None) -> set[str]:
        """IRIs of the places of `level` that lie in the place `within` (an IRI), or anywhere."""
        return {
            place
            for place, at in self.levels.items()
            if at == level and (within is None or self._inside(place, within))
        }

    def ancestor(self, place: str, level: str) -> str | None:
        """The place of `level` that holds `place`, itself included."""
        at: str | None = place
        while at is not None and self.levels.get(at) != level:
            at = self.parents.get(at)
        return at

    def coded(self, code: str) -> str | None:
        return next((place for place, own in self.codes.items() if own == code), None)

    def _inside(self, place: str, outer: str) -> bool:
        at: str | None = place
        while at is not None and at != outer:
            at = self.parents.get(at)
        return at is not None
