"""One sentence to findings: who does what to which named thing, before time, status and evidence are added."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import combinations

from extraction import honours
from extraction.actors import Actor, Actors, Setting, actors, opening, places_in
from extraction.context import Genre
from extraction.objects import is_one_policy, things, things_alone
from extraction.passives import Passive, passive
from extraction.phrases import Part, clauses, items, phrase_rule, protected, trimmed
from extraction.things import Thing, Wanted
from extraction.triggers import Trigger, Verb, verbs
from extraction.verb_spans import free, kind_alone, own_objects, without_end
from model.statement import EntityType, Predicate

_HONOURS = frozenset({EntityType.AWARD, EntityType.DESIGNATION})
_FEW = 4
_TITLED_ONLY = frozenset({"apply", "complete"})  # 贯彻《条例》 names something, 贯彻各项政策 does not
_HELD = frozenset({Predicate.DESIGNATED_AS, Predicate.RECEIVES, Predicate.CANDIDATE_FOR})


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


def findings(where: Setting, acting: tuple[Actor, ...]) -> tuple[list[Finding], tuple[Actor, ...]]:
    """What the sentence says, and who acts at its end."""
    reader = _Reader(where, acting)
    reader.read()
    return reader.found, reader.acting


@dataclass(slots=True)
class _Reader:
    """Reads the clauses of a sentence in order. `acting` is who acted last, `status` the status spoken of last."""

    where: Setting
    acting: tuple[Actor, ...]
    found: list[Finding] = field(default_factory=list)
    status: Thing | None = None

    def read(self) -> None:
        for clause in clauses(self.where.text):
            self._streaks(clause)
            self._seats(clause)
            before = passive(clause, self.where)
            if before:
                self._passive(before, clause)
            else:
                self._settling(clause)
            opened = opening(clause, self.where)
            if opened and opened.end < clause.end and not self._mere_list(clause):
                self.acting = opened.who
            self._verbs(clause, before.end if before else clause.start)

    def _mere_list(self, clause: Part) -> bool:
        """Whether the clause goes on with another agency, whose verbs come later."""
        return sum(clause.start <= agency.start < clause.end for agency in self.where.agencies) > 1

    # -- the object stands before its verb --------------------------------------------------------------------

    def _passive(self, read: Passive, clause: Part) -> None:
        subjects = read.subjects or self._owner()
        for thing in read.things:
            if read.trigger.predicate is Predicate.LOCATED_IN:
                self._locate(thing, read.start, read.end, None)
            else:
                self._add(read.trigger, subjects, thing, read.start, read.end)
            if thing.type is EntityType.EVENT:
                self._venue(thing, clause.cut(thing.end - clause.start), read.start)

    # -- the object stands after its verb ---------------------------------------------------------------------

    def _verbs(self, clause: Part, done: int) -> None:
        mask = protected(clause.text)
        for verb in verbs(clause.text):
            if clause.start + verb.start >= done and not mask[verb.start]:
                done = max(done, self._verb(clause, verb))

    def _verb(self, clause: Part, verb: Verb) -> int:
        """Reads what the verb takes; returns where reading went to."""
        prefix, rest, stop = clause.cut(0, verb.start), clause.cut(verb.end), clause.start + verb.end
        if phrase_rule("purpose").fullmatch(prefix.text):
            return stop
        named = actors(prefix, self.where)
        if not named and phrase_rule("noun-verb").match(clause.text, verb.start) and not free(prefix):
            return stop
        if rest.text.startswith(("以及", "和", "与", "及", "、")):
            return stop
        if rest.text.startswith("的"):
            named = named or self._right_before(prefix)
            if named is None or (named.end < prefix.end - 4 and not rest.text.startswith("的《")):
                return stop
            rest = rest.cut(1)
        if named:
            self._act(named, prefix)
            if phrase_rule("contract-verb").fullmatch(verb.text):
                self._partner(named, prefix)
        whole = is_one_policy(rest, Wanted(verb.types()))
        span = without_end(rest if whole else own_objects(rest))
        if verb.text == "授予" and any(span.start <= agency.start < span.end for agency in self.where.agencies):
            return stop  # 授予省总工会颁发的称号: the agency in the object grants it
        grade = phrase_rule("grade-alone").match(span.text)
        if grade and EntityType.AWARD in verb.types():
            return self._graded(grade[0], prefix, named, span.start + grade.end())
        found = self._things(span, verb, named)
        for thing in found:
            self._link(thing, verb, clause, prefix, named)
        if named:
            self._area_wide(found, prefix)
        return max((thing.end for thing in found), default=stop)

    def _things(self, span: Part, verb: Verb, named: Actors | None) -> list[Thing]:
        deeds = self.where.context.genre is not Genre.REPORT and (named is not None or self._is_office())
        live = phrase_rule("live-verb").search(verb.text) is not None
        found = things(span, Wanted(verb.types(), deeds=deeds, listed=live), self.where)
        kind = kind_alone(verb)
        if kind:
            quoted = things_alone(span, taken={thing.start for thing in found})
            found += [replace(thing, type=kind) for thing in quoted]
        elif phrase_rule("strong-verb").search(verb.text):
            found += things_alone(span, taken={thing.start for thing in found})
        if not found and self.status and verb.types() & _HONOURS:
            found = honours.shortened(span, self.status)
        if not found and phrase_rule("granting-verb").fullmatch(verb.text):
            found = honours.of_a_level(span)
        return found

    def _is_office(self) -> bool:
        who = self._default()
        return bool(who) and who[0].type is EntityType.AGENCY

    def _right_before(self, prefix: Part) -> Actors | None:
        """市场监管总局认定的X: the agency whose name ends at the verb, wherever it stands."""
        last = [m for m in self.where.agencies if prefix.start <= m.start and prefix.end - 2 <= m.end <= prefix.end]
        return Actors((Actor(last[-1].name, EntityType.AGENCY),), False, last[-1].end) if last else None

    def _act(self, named: Actors, prefix: Part) -> None:
        if named.assisted:
            pairs = [(helper, one) for helper in self._default() for one in named.who]
        else:
            if all(actor.type is not EntityType.ORGANIZATION for actor in named.who):
                self.acting = named.who
            pairs = _pairs(named.who) if named.joint else []
        for one, other in pairs:
            self._keep(Predicate.COOPERATES_WITH, (one,), other, (prefix.start, prefix.end), "joint", prefix.start)

    def _partner(self, named: Actors, prefix: Part) -> None:
        """某局与某公司签署协议: the two work together."""
        match = phrase_rule("partner").match(prefix.text[named.end - prefix.start:])
        if match and (phrase_rule("body").search(match["name"]) or phrase_rule("office").search(match["name"])):
            partner = Actor(match["name"], EntityType.ORGANIZATION)
            span = (prefix.start, prefix.end)
            self._keep(Predicate.COOPERATES_WITH, named.who, partner, span, "partner", prefix.start)

    def _link(self, thing: Thing, verb: Verb, clause: Part, prefix: Part, named: Actors | None) -> None:
        if thing.type is EntityType.DESIGNATION and phrase_rule("to-build").fullmatch(verb.text):
            thing = _to_be_built(thing)
        trigger = verb.trigger_for(thing.type)
        rest = clause.cut(thing.end - clause.start)
        if thing.type is EntityType.DESIGNATION:
            self.status = thing
        if phrase_rule("spoken-of").match(rest.text):
            return
        if trigger and trigger.id in _TITLED_ONLY and thing.head != "title":
            return
        honour = thing.type in _HONOURS
        if trigger is None or (honour and not honours.accepted(thing, trigger, verb.text, rest, clause)):
            return
        if thing.type is EntityType.EVENT:
            self._venue(thing, rest, clause.start)
        subjects: tuple[Actor, ...] = named.who if named else self._default()
        if trigger.predicate in _HELD and not named:
            holder = honours.holder(prefix, trigger.predicate)
            if holder is None:
                return
            if holder and holder[0].type is EntityType.INITIATIVE and thing.type is EntityType.DESIGNATION:
                self._part(holder[0], thing, clause, prefix)
                return
            subjects = holder or subjects
        self._add(trigger, subjects, thing, clause.start, thing.end)

    def _part(self, initiative: Actor, whole: Thing, clause: Part, prefix: Part) -> None:
        """An initiative that entered a list or programme is part of it, and someone's own."""
        target = Actor(whole.text, EntityType.INITIATIVE)
        self._keep(Predicate.PART_OF, (initiative,), target, (clause.start, whole.end), "part", whole.start)
        span = (clause.start, prefix.end)
        self._keep(Predicate.IMPLEMENTS, self._default(), initiative, span, "part", clause.start)

    # -- honours, places --------------------------------------------------------------------------------------

    def _streaks(self, clause: Part) -> None:
        for award, start, end in honours.streaks(clause):
            self._honour(award, start, end)

    def _graded(self, grade: str, prefix: Part, named: Actors | None, stop: int) -> int:
        planned = phrase_rule("planned").search(prefix.text) is not None
        for award, start in honours.graded(grade, prefix):
            self._honour(award, start, stop, named.who if named else (), planned=planned)
        return stop

    def _honour(
        self, award: str, start: int, end: int, who: tuple[Actor, ...] = (), *, planned: bool = False
    ) -> None:
        """A grade in an assessment is the area's unless an agency is named as graded."""
        area = self._area()
        holders = who or ((area,) if area else ())
        target = Actor(award, EntityType.AWARD)
        self._keep(Predicate.RECEIVES, holders, target, (start, end), "grade", start, planned=planned)

    def _seats(self, clause: Part) -> None:
        """占有3席（杭州、宁波、金华）: the places named hold the status spoken of."""
        match = phrase_rule("seats").search(clause.text)
        if match and self.status:
            who = tuple(places_in(clause.cut(match.start("list"), match.end("list")), self.where))
            target = Actor(self.status.text, EntityType.DESIGNATION)
            start = min(clause.start, self.status.start)
            if who:
                span = (start, clause.start + match.end())
                self._keep(Predicate.DESIGNATED_AS, who, target, span, "seats", clause.start)

    def _area_wide(self, found: list[Thing], prefix: Part) -> None:
        """在浙江全省范围内开展X: the initiative lies in the area."""
        match = phrase_rule("area-wide").search(prefix.text)
        inside = places_in(prefix.cut(match.start("area"), match.end("area")), self.where) if match else []
        for thing in found if inside else ():
            if thing.type is EntityType.INITIATIVE:
                self._locate(thing, prefix.start, thing.end, inside[-1])

    def _venue(self, event: Thing, rest: Part, start: int) -> None:
        """X在海宁市启动: the event lies in the place."""
        match = phrase_rule("venue").match(rest.text)
        inside = places_in(rest.cut(match.start("place"), match.end("place")), self.where) if match else []
        if match and inside:
            self._locate(event, start, rest.start + match.end(), inside[-1])

    def _settling(self, clause: Part) -> None:
        """X落户宜春: the firm or building lies in the place."""
        match = phrase_rule("settles").match(clause.text)
        where = places_in(clause.cut(match.start("place")), self.where) if match else []
        for item in items(clause.cut(0, match.end("name")), only_marks=True) if match and where else ():
            named = trimmed(item)
            if len(named.text) < 3 or phrase_rule("no-settler").fullmatch(item.text):
                continue
            who = (honours.body(named),)
            span = (clause.start, clause.end)
            self._keep(Predicate.LOCATED_IN, who, where[-1], span, "settled", named.start)

    def _locate(self, thing: Thing, start: int, stop: int, place: Actor | None) -> None:
        """The thing is the subject, the place named or else the document's the object."""
        area = place or self._area()
        if area:
            who = (Actor(thing.text, thing.type),)
            self._keep(Predicate.LOCATED_IN, who, area, (start, stop), "located", thing.start)

    def _area(self) -> Actor | None:
        place = self.where.context.place
        return Actor(place, EntityType.PLACE) if place else None

    def _owner(self) -> tuple[Actor, ...]:
        """Whose a thing is that no one is said to have done: in a report the area's, else that of whoever acts."""
        own = self.where.default
        return (own,) if own and self.where.context.genre is Genre.REPORT else self._default()

    def _default(self) -> tuple[Actor, ...]:
        return self.acting or ((self.where.default,) if self.where.default else ())

    def _add(self, trigger: Trigger, subjects: tuple[Actor, ...], thing: Thing, start: int, end: int) -> None:
        if not subjects:
            return
        written = self.where.text[thing.start:thing.end]
        name = self.where.shorts.get(thing.text, thing.text)
        before = self.where.text[start:thing.start]
        planned = trigger.id == "to-be-built" or phrase_rule("planned").search(before) is not None
        target = Actor(name, thing.type)
        span = (start, max(end, thing.end))
        self._keep(
            trigger.predicate, subjects, target, span, trigger.id, thing.start, planned=planned, written=written
        )

    def _keep(
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
        written = [(agency.name, text[agency.start:agency.end]) for agency in named]
        return tuple((name, surface) for name, surface in written if phrase_rule("own-surface").match(surface))


def _to_be_built(thing: Thing) -> Thing:
    """获批建设某中心: a status that is a building is one that is approved to be built."""
    return replace(thing, type=EntityType.FACILITY) if phrase_rule("building").search(thing.text) else thing


def _pairs(who: tuple[Actor, ...]) -> list[tuple[Actor, Actor]]:
    """Each with each, or for a long list the first with each."""
    return list(combinations(who, 2)) if len(who) <= _FEW else [(who[0], other) for other in who[1:]]
