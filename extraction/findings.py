"""One sentence to findings: who does what to which named thing, before time, status and evidence are added."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extraction import grades, honours, locating
from extraction.actors import Actor, Actors, Setting, actors, opening
from extraction.context import Genre
from extraction.links import HONOURS, link, titled
from extraction.notes import Finding, Notes
from extraction.objects import is_one_policy, things, things_alone
from extraction.partners import act, allied, right_before, with_default
from extraction.passives import Passive, passive
from extraction.phrases import Part, clauses, phrase_rule, protected
from extraction.things import Thing, Wanted
from extraction.triggers import Verb, verbs
from extraction.verb_spans import free, kind_alone, own_objects, without_end
from model.statement import EntityType, Predicate

__all__ = ["Finding", "findings"]


def findings(where: Setting, acting: tuple[Actor, ...]) -> tuple[list[Finding], tuple[Actor, ...]]:
    """What the sentence says, and who acts at its end."""
    reader = _Reader(where, Notes(where, acting))
    reader.read()
    return reader.notes.found, reader.notes.acting


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the clauses of a sentence in order into its notes."""

    where: Setting
    notes: Notes

    def read(self) -> None:
        for clause in clauses(self.where.text):
            grades.streaks(self.notes, clause)
            grades.seats(self.notes, clause)
            allied(self.notes, clause)
            before = passive(clause, self.where)
            if before:
                self._passive(before, clause)
            else:
                locating.settling(self.notes, clause)
            opened = opening(clause, self.where)
            if opened and opened.end < clause.end and not self._mere_list(clause):
                self.notes.acting = opened.who
            self._verbs(clause, before.end if before else clause.start)

    def _mere_list(self, clause: Part) -> bool:
        """Whether the clause goes on with another agency, whose verbs come later."""
        return sum(clause.start <= agency.start < clause.end for agency in self.where.agencies) > 1

    # -- the object stands before its verb --------------------------------------------------------------------

    def _passive(self, read: Passive, clause: Part) -> None:
        subjects = read.subjects or self.notes.owner()
        for thing in read.things:
            if read.trigger.predicate is Predicate.LOCATED_IN:
                self.notes.locate(thing, read.start, read.end, None)
            else:
                self.notes.add(read.trigger, subjects, thing, read.start, read.end)
            if thing.type is EntityType.EVENT:
                locating.venue(self.notes, thing, clause.cut(thing.end - clause.start), read.start)

    # -- the object stands after its verb ---------------------------------------------------------------------

    def _verbs(self, clause: Part, done: int) -> None:
        mask = protected(clause.text)
        for verb in verbs(clause.text):
            if clause.start + verb.start >= done and not mask[verb.start]:
                done = max(done, self._verb(clause, verb))

    def _verb(self, clause: Part, verb: Verb) -> int:
        """Reads what the verb takes; returns where reading went to."""
        prefix, rest, stop = clause.cut(0, verb.start), clause.cut(verb.end), clause.start + verb.end
        hastens = phrase_rule("helping-verb").match(clause.text, verb.start)
        if phrase_rule("purpose").fullmatch(prefix.text) or (hastens and hastens.end() == verb.end):
            return stop
        named = actors(prefix, self.where)
        named = with_default(self.notes, named) if named else None
        if not named and phrase_rule("noun-verb").match(clause.text, verb.start) and not free(prefix):
            return stop
        if rest.text.startswith(("以及", "和", "与", "及", "、")):
            return stop
        if rest.text.startswith("的"):
            named = named or right_before(prefix, self.where)
            if named is None or (named.end < prefix.end - 4 and not rest.text.startswith("的《")):
                return stop
            rest = rest.cut(1)
        if named:
            act(self.notes, named, prefix, verb)
        span = self._object(rest, verb)
        if verb.text == "授予" and any(span.start <= agency.start < span.end for agency in self.where.agencies):
            return stop  # 授予省总工会颁发的称号: the agency in the object grants it
        grade = phrase_rule("grade-alone").match(span.text)
        if grade and EntityType.AWARD in verb.types():
            grades.graded(self.notes, grade[0], prefix, named, span.start + grade.end())
            return span.start + grade.end()
        found = self._things(span, verb, named)
        for thing in found:
            link(self.notes, thing, verb, clause, named)
        if named:
            locating.area_wide(self.notes, found, prefix)
        return max((thing.end for thing in found), default=stop)

    def _object(self, rest: Part, verb: Verb) -> Part:
        whole = is_one_policy(rest, Wanted(verb.types()))
        return without_end(rest if whole else own_objects(rest))

    def _things(self, span: Part, verb: Verb, named: Actors | None) -> list[Thing]:
        deeds = self.where.context.genre is not Genre.REPORT and (named is not None or self.notes.office_acts())
        live = phrase_rule("live-verb").search(verb.text) is not None
        wanted = Wanted(verb.types(), deeds=deeds, listed=live)
        found = self._carried_out(span, wanted) if verb.takes_titles() else things(span, wanted, self.where)
        kind = kind_alone(verb)
        if kind:
            quoted = things_alone(span, taken={thing.start for thing in found})
            found += [replace(thing, type=kind) for thing in quoted]
        elif phrase_rule("strong-verb").search(verb.text):
            found += things_alone(span, taken={thing.start for thing in found})
        if not found and self.notes.status and verb.types() & HONOURS:
            found = honours.shortened(span, self.notes.status)
        if not found and phrase_rule("granting-verb").fullmatch(verb.text):
            found = honours.of_a_level(span)
        return found

    def _carried_out(self, span: Part, wanted: Wanted) -> list[Thing]:
        """What 实施 takes: initiatives, and policies by their titles, which may hold the name of one."""
        others = things(span, replace(wanted, types=wanted.types - {EntityType.POLICY}), self.where)
        if not phrase_rule("policy-word").search(span.text):
            return others
        read = things(span, replace(wanted, types=frozenset({EntityType.POLICY})), self.where)
        policies = [policy for policy in read if titled(policy)]
        apart = [one for one in others if not any(p.start < one.end and one.start < p.end for p in policies)]
        return policies + apart
