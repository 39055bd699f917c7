"""Agencies: the central organs by name, and the families of local ones (省市场监管局 -> X省市场监督管理局)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from lexicon.places import Place, Places
from lexicon.tables import rows


@dataclass(frozen=True, slots=True)
class CentralOrgan:
    name: str
    short: tuple[str, ...]
    english: str


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of local agency; `province` and `local` follow the name of the area."""

    id: str
    province: str
    local: str
    short: tuple[str, ...]
    english: str

    def suffix(self, place: Place) -> str:
        return self.province if place.level == "province" else self.local

    def surfaces(self) -> set[str]:
        return {self.province, self.local, *self.short}


class Agencies:
    """Look-ups over both tables; `Agencies.load()` is the shared instance."""

    def __init__(self, organs: Iterable[CentralOrgan], families: Iterable[Family]) -> None:
        self.organs = tuple(organs)
        self.families = tuple(families)
        self._organs = {surface: organ for organ in self.organs for surface in (organ.name, *organ.short)}
        self._families = {surface: family for family in self.families for surface in family.surfaces()}
        self._stems = {
            surface[:-1]: family
            for surface, family in self._families.items()
            if len(surface) > 2 and surface[-1] in "局厅委"
        }
        self.stem_pattern = _alternation(self._stems)
        self.organ_pattern = _alternation(self._organs)
        self.family_pattern = _alternation(self._families)

    @staticmethod
    @cache
    def load() -> Agencies:
        organs = (
            CentralOrgan(row["name"], tuple(row["short"].split()), row["english"]) for row in rows("agencies.csv")
        )
        families = (
            Family(row["family"], row["province"], row["local"], tuple(row["short"].split()), row["english"])
            for row in rows("agency-families.csv")
        )
        return Agencies(organs, families)

    def central(self, name: str) -> CentralOrgan | None:
        """The central organ of that full or short name."""
        return self._organs.get(name)

    def family(self, surface: str) -> Family | None:
        """The family that writes itself so (市场监管局), without the area."""
        return self._families.get(surface)

    def by_stem(self, stem: str) -> Family | None:
        """The family of a trade (市场监管, 公安), as in 市场监管、公安等部门."""
        return self._stems.get(stem)

    def local(self, family: Family, place: Place) -> str:
        """Full name of the area's agency: districts carry their city's name in front (上海市青浦区…)."""
        return f"{_area(place)}{family.suffix(place)}"

    def english(self, name: str) -> str | None:
        """English name of an agency by its full Chinese name, None when neither table knows it."""
        organ = self._organs.get(name)
        if organ:
            return organ.english
        place, family = self.of_area(name) or (None, None)
        return f"{place.english} {family.english}" if place and family else None

    def of_area(self, name: str) -> tuple[Place, Family] | None:
        """The area and the family of a local agency by its full Chinese name."""
        for family in self.families:
            for suffix in (family.province, family.local):
                place = Places.load().named(name.removesuffix(suffix)) if suffix and name.endswith(suffix) else None
                if place:
                    return place, family
        return None


def _area(place: Place) -> str:
    parent = Places.load().by_code(place.parent)
    district = place.level == "county" and place.name.endswith("区") and parent is not None
    return f"{parent.name}{place.name}" if district and parent else place.name


def _alternation(surfaces: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(surfaces, key=lambda surface: (-len(surface), surface)))))
