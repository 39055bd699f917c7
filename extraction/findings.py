"""One sentence to findings: who does what to which named thing, before time, status and evidence are added."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from extraction.actors import Actor, Actors, Setting, actors, places_in
from extraction.context import Genre
from extraction.heads import heads_at_end
from extraction.objects import Thing, quoted_alone, things
from extraction.phrases import Part, clauses, items, phrase_rule, protected, trimmed
from extraction.triggers import Trigger, Verb, triggers, verbs
from model.statement import Alias, EntityType, Predicate

_NAMES_ALONE = frozenset({"carry-out"})
_ALL_TYPES = frozenset(EntityType)
_STRONG = re.compile("践行|落实|落细|推进|实施|开展|深化|部署|贯彻|牵头|打好|启动|探索|推行")
_TAIL = re.compile(r"^(?:了|、|等|的|，|,|。|；|;|工作|并|且|成为|实现|后|\s|（|\(|$)")
_GENERIC_NP = re.compile(".*(?:我们|企业|产业|项目|单位|机构|部门|各地|工作|全系统|人员|群众|个体|市场|经济|系统|所|家|个|名|人|成果|产品|案例|做法|经验)$|^[0-9]|.*[0-9]+[个家名项所]")
_COUNT = re.compile("[0-9]+[余多]?[个家所项名件人条位座处幅部]")
_SEATS = re.compile("[（(](?P<list>[^（）()]{2,60})[)）]")


@dataclass(frozen=True, slots=True)
class Finding:
    """`object` links to each of `subjects`; `start:end` bounds the evidence in the sentence."""

    predicate: Predicate
    subjects: tuple[Actor, ...]
    object: Actor
    start: int
    end: int
    rule: str
    object_start: int = 0
    planned: bool = False
    aliases: tuple[Alias, ...] = ()


@dataclass(slots=True)
class Reader:
    """Reads the clauses of a sentence in order; `acting` is who acted last."""

    where: Setting
    acting: tuple[Actor, ...] = ()
    found: list[Finding] = field(default_factory=list)

    def read(self) -> list[Finding]:
        for clause in clauses(self.where.text):
            self._clause(clause)
        return self.found

    def _clause(self, clause: Part) -> None:
        mask = protected(clause.text)
        before = self._before_verb(clause)
        done = before.end if before else clause.start
        for verb in verbs(clause.text):
            if clause.start + verb.start >= done and not mask[verb.start]:
                done = max(done, self._after_verb(clause, verb))

    # -- the object stands before its verb ---------------------------------------------------------------------------------

    def _before_verb(self, clause: Part) -> Part | None:
        """X大会成功举办, A、B等项目开工建设; the part that was read, or None."""
        for trigger in triggers("object-verb"):
            for match in trigger.pattern.finditer(clause.text):
                left = clause.cut(0, match.start())
                if match.start() < 4 or (not _TAIL.match(clause.text[match.end():]) and trigger.id not in ("held", "approved")):
                    continue
                if self._passive(left, trigger, clause, match.end()):
                    return clause.cut(0, match.end())
        return None

    def _passive(self, left: Part, trigger: Trigger, clause: Part, stop: int) -> bool:
        lead = phrase_rule("before-subject").match(left.text)
        body = left.cut(lead.end() if lead else 0)
        busy = phrase_rule("busy-left").search(body.text)
        if busy or any(body.start <= agency.start < body.end for agency in self.where.agencies):
            return False
        found = things(body, frozenset(trigger.types), self.where, at_end=True, listed=not _COUNT.search(body.text))
        if not found and trigger.id == "online" and (alone := quoted_alone(body)):
            found = [Thing(alone.text, EntityType.PLATFORM, alone.start, alone.end, alone.head)]
        last = items(body)[-1] if items(body) else body
        if not found or not self._complete(last, found[-1]):
            return False
        self._passed(found, trigger, body.start, clause.start + stop)
        return True

    def _passed(self, found: list[Thing], trigger: Trigger, start: int, stop: int) -> None:
        subjects = self._subjects_of(found, trigger)
        for thing in found:
            if trigger.predicate is Predicate.LOCATED_IN:
                self._locate(thing, start, stop)
            else:
                self._add(trigger.predicate, subjects, thing, start, stop, trigger.id)

    def _locate(self, thing: Thing, start: int, stop: int, place: Actor | None = None) -> None:
        """The thing is the subject, the place named or else the document's the object."""
        area = place or (Actor(self.where.context.place, EntityType.PLACE) if self.where.context.place else None)
        if area:
            who = (Actor(thing.text, thing.type),)
            self.found.append(Finding(Predicate.LOCATED_IN, who, area, start, stop, "landed", thing.start))

    def _complete(self, last: Part, thing: Thing) -> bool:
        """Whether the last item of the list itself was taken for a name."""
        return thing.start >= last.start or "等" in last.text

    def _subjects_of(self, found: list[Thing], trigger: Trigger) -> tuple[Actor, ...]:
        if trigger.id == "approved":
            inside = places_in(Part(found[0].text, found[0].start), self.where)
            area = self.where.context.place
            named = [actor for actor in inside if actor.name != area]
            if named:
                return tuple(named)
        return self._default()

    # -- the object stands after its verb ----------------------------------------------------------------------------------

    def _after_verb(self, clause: Part, verb: Verb) -> int:
        """Where reading went to."""
        start = clause.start
        prefix = clause.cut(0, verb.start)
        named = actors(prefix, self.where)
        rest = clause.cut(verb.end)
        if rest.text.startswith("的"):
            if named is None or named.end < start + verb.start - 4:
                return start + verb.end
            rest = rest.cut(1)
        span = _without_end(self._span(rest))
        if named:
            self._act(named, prefix)
        deeds = named is not None and self.where.context.genre is not Genre.REPORT
        found = things(span, verb.types(), self.where, at_end=False, deeds=deeds)
        if _STRONG.search(clause.text[verb.start:verb.end]) and len(found) < len(items(span)):
            taken = {thing.start for thing in found}
            found += [thing for thing in map(quoted_alone, items(span)) if thing and thing.start not in taken]
        for thing in found:
            self._link(thing, verb, clause, prefix, named)
        return max((thing.end for thing in found), default=start + verb.end)

    def _span(self, rest: Part) -> Part:
        """Up to an item that begins with a verb of its own."""
        listed = items(rest)
        for item in listed[1:]:
            body = trimmed(item)
            first = next(verbs(body.text), None)
            if first and first.start == 0 and first.end >= 2 and body.text[:2] != "建设":
                return rest.cut(0, max(0, item.start - rest.start - 1))
        return rest

    def _act(self, named: Actors, prefix: Part) -> None:
        self.acting = named.who
        if named.joint:
            for one, other in combinations(named.who, 2):
                self.found.append(Finding(Predicate.COOPERATES_WITH, (one,), other, prefix.start, prefix.end, "joint", prefix.start))

    def _link(self, thing: Thing, verb: Verb, clause: Part, prefix: Part, named: Actors | None) -> None:
        trigger = verb.trigger_for(thing.type)
        if trigger is None:
            return
        subjects: tuple[Actor, ...] = named.who if named else self._default()
        if trigger.id in ("become", "win") and phrase_rule("grade-alone").fullmatch(thing.text):
            self._graded(thing, prefix, clause)
            return
        if trigger.id == "become" and not _granted(thing, clause, self.where):
            return
        if trigger.predicate in (Predicate.DESIGNATED_AS, Predicate.RECEIVES) and not named:
            holder = self._holder(prefix, trigger.predicate)
            if holder is None:
                return
            subjects = holder
        self._add(trigger.predicate, subjects, thing, clause.start, thing.end, trigger.id)

    def _graded(self, thing: Thing, prefix: Part, clause: Part) -> None:
        """A、B考核保持第一等次: an award for each assessment, the area's."""
        area = self.where.context.place
        for item in items(prefix):
            match = phrase_rule("assessment").search(item.text.removesuffix("有望").removesuffix("继续"))
            if match and area:
                award = Thing(match[0] + thing.text, EntityType.AWARD, item.start, item.end, "grade")
                self._add(Predicate.RECEIVES, (Actor(area, EntityType.PLACE),), award, clause.start, thing.end, "grade")

    def _holder(self, prefix: Part, predicate: Predicate) -> tuple[Actor, ...] | None:
        """Who received something: a name before the verb, else who acted before; None when it is an unnamed crowd."""
        lead = phrase_rule("before-subject").match(prefix.text)
        body = prefix.cut(lead.end() if lead else 0)
        adverb = re.search("(?:高分|成功|再次|连续.{1,3}[年届次]|首次|率先|双双|均|也|又|新|还|全部|同时)+$", body.text)
        body = body.cut(0, adverb.start()) if adverb else body
        if not body.text:
            return self._default()
        if _COUNT.search(body.text):
            return self._default() if predicate is Predicate.RECEIVES else None
        if _GENERIC_NP.fullmatch(body.text) or len(body.text) < 2:
            return self._default()
        return tuple(_body_actor(item) for item in items(body) if len(item.text) >= 2) or self._default()

    def _default(self) -> tuple[Actor, ...]:
        return self.acting or ((self.where.default,) if self.where.default else ())

    def _add(self, predicate: Predicate, subjects: tuple[Actor, ...], thing: Thing, start: int, end: int, rule: str) -> None:
        if subjects:
            target = Actor(thing.text, thing.type)
            written = self.where.text[thing.start:thing.end]
            aliases = (Alias(thing.type, thing.text, written),) if written != thing.text else ()
            stop = max(end, thing.end)
            self.found.append(Finding(predicate, subjects, target, start, stop, rule, thing.start, aliases=aliases))


def _body_actor(item: Part) -> Actor:
    text = trimmed(item).text
    kinds = [match.head.type for match in heads_at_end(text, _ALL_TYPES)]
    bodies = [kind for kind in kinds if kind in (EntityType.ORGANIZATION, EntityType.FACILITY, EntityType.INITIATIVE, EntityType.PROJECT)]
    return Actor(text, bodies[0] if bodies else EntityType.ORGANIZATION)


_STATUS_WORDS = re.compile("国家|全国|中国|世界|全球|联合国|国际|亚洲|首批|“|[0-9]|示范|试点|先行|试验|文明|卫生|园林|名城|强[市县区省]|百强|名单|称号|长三角|A级|世界遗产|人类|[省市]级")


def _granted(thing: Thing, clause: Part, where: Setting) -> bool:
    """Whether what something became is a status that someone grants."""
    return thing.type is not EntityType.DESIGNATION or _STATUS_WORDS.search(clause.text[thing.start - clause.start - 8 if thing.start - clause.start > 8 else 0:thing.end - clause.start]) is not None


def _without_end(span: Part) -> Part:
    """Without 零的突破 and the like after the name."""
    match = phrase_rule("breakthrough").search(span.text)
    return span.cut(0, match.start()) if match and match.start() else span


def findings(where: Setting, acting: tuple[Actor, ...]) -> tuple[list[Finding], tuple[Actor, ...]]:
    """What the sentence says, and who acts at its end."""
    reader = Reader(where, acting)
    return reader.read(), reader.acting


def seats(text: str) -> Iterator[re.Match[str]]:
    """Bracketed lists of names."""
    return _SEATS.finditer(text)
