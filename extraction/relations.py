"""Findings of every sentence with time, status and evidence: relations, and the ways their names are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from extraction.abbreviations import abbreviations
from extraction.actors import Actor, default_actor, setting
from extraction.context import DocumentContext, Genre
from extraction.evidence import evidence_at
from extraction.findings import Finding, findings
from extraction.names import key
from extraction.periods import Now, find_periods
from extraction.phrases import phrase_rule
from extraction.readings import Reading, readings
from extraction.sections import default_scope, section_scope
from extraction.unifying import fullest_names
from model.document import Document, Passage, PassageKind
from model.identifiers import digest
from model.statement import Alias, EntityType, Evidence, Predicate, Relation, Status

_LONGEST_QUOTE = 80
_STATUSES = frozenset({Predicate.DESIGNATED_AS, Predicate.CANDIDATE_FOR, Predicate.GRANTS})
_SENTENCE_END = ("。", "！", "；", ".", "!")


def relations(document: Document, context: DocumentContext) -> tuple[list[Relation], list[Alias]]:
    """Every relation of the document in document order, each link once, and the surface forms of their names."""
    found: dict[tuple[str, str, str], Relation] = {}
    aliases: dict[Alias, None] = {}
    told = list(_found(document, context))
    fullest = fullest_names((f.object.type, f.object.name, f.written) for f, _ in told)
    for raw, reading in told:
        finding = _renamed(raw, fullest)
        for relation in _relations(finding, reading, document, context):
            found.setdefault((key(relation.s), relation.p, key(relation.o)), relation)
        for alias in _aliases(finding):
            aliases.setdefault(alias)
    return list(found.values()), list(aliases)


def _renamed(finding: Finding, fullest: Mapping[tuple[EntityType, str], str]) -> Finding:
    def full(actor: Actor) -> Actor:
        name = fullest.get((actor.type, actor.name), actor.name)
        return actor if name == actor.name else Actor(name, actor.type)

    return replace(finding, object=full(finding.object), subjects=tuple(map(full, finding.subjects)))


def _aliases(finding: Finding) -> Iterator[Alias]:
    """How the sentence writes the object and the subjects that are agencies."""
    made = finding.object
    if finding.written and finding.written != made.name:
        yield Alias(made.type, made.name, finding.written)
    for name, surface in finding.agencies:
        if surface != name:
            yield Alias(EntityType.AGENCY, name, surface)


def _found(document: Document, context: DocumentContext) -> Iterator[tuple[Finding, Reading]]:
    default = default_actor(document, context)
    shorts = abbreviations(passage.text for passage in document.passages)
    paragraph = -1
    acting: tuple[Actor, ...] = ()
    for reading in _readings(document, context):
        if reading.passage.paragraph != paragraph:
            paragraph, acting = reading.passage.paragraph, ()
        found, last = findings(setting(reading.passage.text, context, default, shorts), acting)
        acting = () if context.genre is Genre.REPORT else _carried(last)
        for finding in found:
            yield finding, reading


def _carried(last: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Who still acts in the next sentence: the agency, of several the first; a place acts in its own sentence only."""
    return tuple(actor for actor in last if actor.type is EntityType.AGENCY)[:1]


def _readings(document: Document, context: DocumentContext) -> Iterator[Reading]:
    """Sentences, and the headings that are sentences, in document order."""
    sentences = {reading.passage.index: reading for reading in readings(document, context)}
    scope = default_scope(context)
    for passage in document.passages:
        reading = sentences.get(passage.index)
        if reading is not None:
            scope = reading.scope
            if passage.kind is not PassageKind.TABLE_ROW:
                yield reading
        elif passage.text.endswith(_SENTENCE_END):
            scope = section_scope(passage.headings, context) or scope
            times = tuple(find_periods(passage.text, Now(context.year, context.subject_year)))
            yield Reading(passage, scope, times, None, context)


def _relations(finding: Finding, reading: Reading, document: Document, context: DocumentContext) -> Iterator[Relation]:
    evidence = _evidence(finding, reading.passage, document)
    time = _time(finding, reading)
    planned = finding.planned or (context.genre is not Genre.REPORT and _says("from-now-on", finding, reading))
    status = Status.TARGET if planned else _status(reading, time, context)
    for subject in finding.subjects:
        if evidence and subject.name != finding.object.name:
            yield _relation(finding, subject, evidence, time, status)


def _relation(finding: Finding, subject: Actor, evidence: Evidence, time: str | None, status: Status) -> Relation:
    made = finding.object
    number = digest(evidence.document, evidence.start, evidence.end, subject.name, finding.predicate, made.name)
    return Relation(
        id=number,
        evidence=evidence,
        s=subject.name,
        s_type=subject.type,
        p=finding.predicate,
        o=made.name,
        o_type=made.type,
        status=status,
        time=time,
        rule=finding.rule,
    )


def _evidence(finding: Finding, passage: Passage, document: Document) -> Evidence | None:
    low, high = finding.start, finding.end
    if high - low > _LONGEST_QUOTE:
        low = max(low, min(finding.object_start, high - _LONGEST_QUOTE))
        high = min(high, low + _LONGEST_QUOTE)
    runs = passage.offsets.source(low, high)
    anchor = passage.offsets.source(finding.object_start, finding.object_start + 1)
    if not runs or not anchor:
        return None
    run = next((run for run in runs if run.start <= anchor[0].start < run.end), runs[0])
    return evidence_at(run, passage, document)


def _time(finding: Finding, reading: Reading) -> str | None:
    """The nearest time named before the object in the sentence, else the paragraph's or the section's.

    A status holds for the year, also where an event told before it has a month; an article's 近日 is its own month.
    """
    before = [mention for mention in reading.times if mention.start < finding.object_start]
    if before:
        period = before[-1].period[:7] if before[-1].grain == "day" else before[-1].period
        monthly = before[-1].grain in ("day", "month")
        return period[:4] if monthly and finding.predicate in _STATUSES else period
    if reading.context.genre is Genre.NEWS and reading.context.issued and _says("lately", finding, reading):
        return reading.context.issued[:7]
    return None if _says("from-now-on", finding, reading) else reading.carried or reading.scope.period


def _says(rule: str, finding: Finding, reading: Reading) -> bool:
    """Whether the sentence says so before the object."""
    return phrase_rule(rule).search(reading.passage.text[: finding.object_start]) is not None


def _status(reading: Reading, time: str | None, context: DocumentContext) -> Status:
    done = context.subject_year or context.year
    last = int(time[:4]) if time and time[:4].isdigit() else None
    if reading.scope.status is Status.TARGET:
        return Status.ACHIEVED if last and done and last <= done else Status.TARGET
    return Status.TARGET if last and context.year and last > context.year else Status.ACHIEVED
