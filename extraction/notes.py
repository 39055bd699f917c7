"""What has been read of a sentence so far: its findings, who acted last, the status spoken of last."""

from __future__ import annotations

from dataclasses import dataclass, field

from extraction.actors import Actor, Setting
from extraction.context import Genre
from extraction.phrases import phrase_rule
from extraction.things import Thing
from extraction.triggers import Trigger
from model.statement import EntityType, Predicate


@dataclass(frozen=True, slots=True)
class Finding:
    """`object` links to each of `subjects`; `start:end` bounds the evidence, at `object_start` stands the object.

    `written` is the object as the sentence writes it, `agencies` the names and surfaces of the subjects named in it.
    """

    predicate: Predicate
    subjects: tuple[Actor, ...]
    object: Actor
    start: int
    end: int
    rule: str
    object_start: int
    planned: bool = False
    written: str = ""
    agencies: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Notes:
    """`acting` is who acted last, `status` the status spoken of last."""

    where: Setting
    acting: tuple[Actor, ...]
    found: list[Finding] = field(default_factory=list)
    status: Thing | None = None

    def area(self) -> Actor | None:
        place = self.where.context.place
        return Actor(place, EntityType.PLACE) if place else None

    def default(self) -> tuple[Actor, ...]:
        return self.acting or ((self.where.default,) if self.where.default else ())

    def owner(self) -> tuple[Actor, ...]:
        """Whose a thing is that no one is said to have done: in a report the area's, else that of whoever acts."""
        own = self.where.default
        return (own,) if own and self.where.context.genre is Genre.REPORT else self.default()

    def office_acts(self) -> bool:
        who = self.default()
        return bool(who) and who[0].type is EntityType.AGENCY

    def add(self, trigger: Trigger, subjects: tuple[Actor, ...], thing: Thing, start: int, end: int) -> None:
        if not subjects:
            return
        name = self.where.shorts.get(thing.text, thing.text)
        before = self.where.text[start : thing.start]
        planned = trigger.id == "to-be-built" or phrase_rule("planned").search(before) is not None
        self.keep(
            trigger.predicate,
            subjects,
            Actor(name, thing.type),
            (start, max(end, thing.end)),
            trigger.id,
            thing.start,
            planned=planned,
            written=self.where.text[thing.start : thing.end],
        )

    def locate(self, thing: Thing, start: int, stop: int, place: Actor | None) -> None:
        """The thing is the subject, the place named or else the document's the object."""
        area = place or self.area()
        if area:
            who = (Actor(thing.text, thing.type),)
            self.keep(Predicate.LOCATED_IN, who, area, (start, stop), "located", thing.start)

    def keep(
        self,
        predicate: Predicate,
        subjects: tuple[Actor, ...],
        target: Actor,
        span: tuple[int, int],
        rule: str,
        at: int,
        *,
        planned: bool = False,
        written: str = "",
    ) -> None:
        """Keeps what was read; `span` bounds the evidence and the object stands at `at`."""
        surfaces = self._surfaces({actor.name for actor in (*subjects, target)})
        self.found.append(Finding(predicate, subjects, target, *span, rule, at, planned, written, surfaces))

    def _surfaces(self, names: set[str]) -> tuple[tuple[str, str], ...]:
        """Name and surface of the agencies of those names that the sentence calls by a name of their own."""
        text = self.where.text
        named = [agency for agency in self.where.agencies if agency.name in names]
        written = [(agency.name, text[agency.start : agency.end]) for agency in named]
        return tuple((name, surface) for name, surface in written if phrase_rule("own-surface").match(surface))
