"""Administrative places of China (GB/T 2260): names, codes, parents, coordinates, and finding them in text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from lexicon.tables import rows

COUNTRY = "100000"
_RANK = {"country": 0, "province": 1, "prefecture": 2, "county": 3}


@dataclass(frozen=True, slots=True)
class Place:
    """One row of places.csv. `short` is "" where dropping the suffix leaves one character (泗县).

    `parent` is a code or "". `wikidata`, `longitude` and `latitude` are None where the sources are silent or in doubt.
    """

    code: str
    name: str
    short: str
    english: str
    parent: str
    level: str
    wikidata: str | None
    longitude: float | None
    latitude: float | None

    @property
    def bare(self) -> str:
        """The first short name, the full one where there is none."""
        return self.short.split("|")[0] or self.name

    def called(self, language: str) -> str:
        return self.english if language == "en" else self.name


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """`place` named at `start:end`; a compound such as 杭甬 gives one mention a place, all with the same span."""

    start: int
    end: int
    place: Place


@dataclass(frozen=True, slots=True)
class _Caution:
    """A name that is also an ordinary word: what must not stand beside it, or that a parent must stand before it."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    needs_parent: bool


class Places:
    """Look-ups over all places; `Places.load()` is the shared instance."""

    def __init__(
        self, places: Iterable[Place], forms: Mapping[str, tuple[str, ...]], cautions: Mapping[str, _Caution]
    ) -> None:
        self._by_code = {place.code: place for place in places}
        self._cautions = cautions
        self._named: dict[str, list[Place]] = defaultdict(list)
        self._compounds = {surface: codes for surface, codes in forms.items() if len(codes) > 1}
        self._english: dict[str, list[Place]] = defaultdict(list)
        for place in self._by_code.values():
            for surface in _surfaces(place):
                self._named[surface].append(place)
            self._english[place.english.lower()].append(place)
        for surface, codes in forms.items():
            if len(codes) == 1:
                self._named[surface].append(self._by_code[codes[0]])
        self._heads = _by_head([*self._named, *self._compounds])

    @staticmethod
    @cache
    def load() -> Places:
        return Places(map(_place, rows("places.csv")), _forms(), _cautions())

    def __iter__(self) -> Iterator[Place]:
        return iter(self._by_code.values())

    def by_code(self, code: str) -> Place | None:
        return self._by_code.get(code)

    def ancestors(self, place: Place) -> tuple[Place, ...]:
        """From the parent up to the whole country."""
        parent = self._by_code.get(place.parent)
        return (parent, *self.ancestors(parent)) if parent else ()

    def covers(self, outer: Place, inner: Place) -> bool:
        return outer == inner or outer in self.ancestors(inner)

    def named(self, name: str, within: str | None = None) -> Place | None:
        """The place of that full, short or former name; None when unknown or ambiguous.

        `within` is the code of a place: one that it covers, or that lies in the same province, is preferred.
        Otherwise the highest level wins (吉林 is the province); two counties of one name are ambiguous.
        """
        return self._choose(self._named.get(name, ()), within)

    def known(self, name: str) -> bool:
        """Whether any place goes by that name, ambiguous or not."""
        return name in self._named

    def named_english(self, name: str) -> Place | None:
        """By English name, with or without "Province", "City" and the like; the highest level wins."""
        key = name.strip().lower()
        for suffix in (" province", " city", " municipality", " county", " district", " prefecture"):
            key = key.removesuffix(suffix)
        return self._choose(self._english.get(key, ()), None)

    def find(self, text: str, within: str | None = None) -> list[PlaceMention]:
        """Places named in `text`, longest names first, left to right, never overlapping.

        The bare short name of a county (and a full name of two characters, 泗县) counts only inside the province
        of `within` or directly after a place that covers it (浙江嘉善). 我国 and 全国 are mentions of the country;
        中国 is not (中国质量奖).
        """
        found: list[PlaceMention] = []
        at, end = 0, len(text) - 1
        while at < end:
            candidates = self._heads.get(text[at : at + 2])
            hit = candidates and self._match(text, at, candidates, within, found)
            if hit:
                found.extend(hit)
                at = hit[-1].end
            else:
                at += 1
        return found

    def _match(
        self, text: str, at: int, surfaces: tuple[str, ...], within: str | None, before: list[PlaceMention]
    ) -> list[PlaceMention]:
        for surface in surfaces:
            if not text.startswith(surface, at):
                continue
            end = at + len(surface)
            if surface in self._compounds:
                return [PlaceMention(at, end, self._by_code[code]) for code in self._compounds[surface]]
            parent = before[-1].place if before and before[-1].end == at else None
            place = self._child(surface, parent) or self._choose(self._named[surface], within)
            accepted = place and self._acceptable(text, at, end, surface, place, within, parent)
            return [PlaceMention(at, end, place)] if place and accepted else []
        return []

    def _child(self, surface: str, parent: Place | None) -> Place | None:
        if parent is None:
            return None
        inside = [place for place in self._named[surface] if place != parent and self.covers(parent, place)]
        return inside[0] if len(inside) == 1 else None

    def _acceptable(
        self, text: str, at: int, end: int, surface: str, place: Place, within: str | None, parent: Place | None
    ) -> bool:
        if place.code == COUNTRY:
            return surface != "中国"
        if parent is not None and place != parent and self.covers(parent, place):
            return True
        caution = self._cautions.get(surface)
        if caution and (text.endswith(caution.before, 0, at) or text.startswith(caution.after, end)):
            return False
        if caution and caution.needs_parent and place.level == "county":
            return False
        if place.level != "county" or (surface != place.short and len(surface) > 2):
            return True
        return within is not None and within != COUNTRY and place.code[:2] == within[:2]

    def _choose(self, places: Iterable[Place], within: str | None) -> Place | None:
        options = list(places)
        if within is not None and within != COUNTRY:
            options = _inside(options, within) or options
        top = min((_RANK[place.level] for place in options), default=0)
        best = [place for place in options if _RANK[place.level] == top]
        return best[0] if len(best) == 1 else None


def _inside(places: list[Place], within: str) -> list[Place]:
    """Those in the area of the code, else those in its province."""
    prefixes = (within.removesuffix("00").removesuffix("00"), within[:4], within[:2])
    return next((hits for prefix in prefixes if (hits := [p for p in places if p.code.startswith(prefix)])), [])


def _surfaces(place: Place) -> set[str]:
    county = f"{place.short}县" if place.name.endswith("自治县") and place.short else ""  # 龙胜县
    return {place.name, county, *place.short.split("|")} - {""}


def _by_head(surfaces: Iterable[str]) -> dict[str, tuple[str, ...]]:
    heads: dict[str, list[str]] = defaultdict(list)
    for surface in surfaces:
        heads[surface[:2]].append(surface)
    return {head: tuple(sorted(group, key=lambda s: (-len(s), s))) for head, group in heads.items()}


def _place(row: Mapping[str, str]) -> Place:
    return Place(
        code=row["code"],
        name=row["name"],
        short=row["short"],
        english=row["english"],
        parent=row["parent"],
        level=row["level"],
        wikidata=row["wikidata"] or None,
        longitude=_number(row["longitude"]),
        latitude=_number(row["latitude"]),
    )


def _number(text: str) -> float | None:
    return float(text) if text else None


def _forms() -> dict[str, tuple[str, ...]]:
    return {row["surface"]: tuple(row["codes"].split()) for row in rows("place-forms.csv")}


def _cautions() -> dict[str, _Caution]:
    return {
        row["form"]: _Caution(_either(row["before"]), _either(row["after"]), row["rule"] == "after-parent")
        for row in rows("place-cautions.csv")
    }


def _either(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
