"""Which IRI a name gets: the same thing has one IRI in every document and every build."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import quote

from graph.terms import Iri
from lexicon.agencies import Agencies
from lexicon.metrics import Metrics
from lexicon.places import Places
from lexicon.unit_codes import UnitCodes
from model.identifiers import DEFAULT_BASE, digest, entity_id
from model.statement import EntityType

_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Names:
    """The instance base and the lexicons that know names."""

    base: str = DEFAULT_BASE
    places: Places = field(default_factory=Places.load)
    agencies: Agencies = field(default_factory=Agencies.load)
    metrics: Metrics = field(default_factory=Metrics.load)
    units: UnitCodes = field(default_factory=UnitCodes.load)

    @classmethod
    def load(cls, base: str = DEFAULT_BASE) -> Names:
        """With the lexicons under data/."""
        return cls(base=base)

    def iri(self, path: str) -> Iri:
        return Iri(self.base + quote(path, safe="/-._~"))

    def document(self, document: str) -> Iri:
        return self.iri(f"document/{document}")

    def passage(self, passage: str) -> Iri:
        """`passage` is `model.identifiers.passage_id`: "<document>/p<n>"."""
        return self.iri(f"document/{passage}")

    def metric(self, metric_id: str) -> Iri:
        """A metric of the lexicon keeps its id in the IRI; one known by its Chinese name only gets a hash."""
        local = metric_id.removeprefix("metric/")
        return self.iri(f"metric/{local}" if _SLUG.fullmatch(local) else f"metric/{digest('Metric', local)}")

    def unit(self, label: str) -> Iri:
        code = self.units.get(label)
        return self.iri(f"unit/{code.id if code else digest('Unit', label)}")

    def entity(self, kind: EntityType, name: str, near: str | None = None) -> Iri:
        """`near` is the GB/T 2260 code of the area a document is about; of places that share a name it picks one."""
        place = self.places.named(name, within=near) if kind is EntityType.PLACE else None
        if place:
            return self.place(place.code)
        return self.iri(entity_id(kind.value, name))

    def place(self, code: str) -> Iri:
        return self.iri(f"place/{code}")

