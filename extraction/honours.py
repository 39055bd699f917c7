"""Awards and statuses: what counts as one, whose it is, and the short ways reports have of telling it."""

from __future__ import annotations

from collections.abc import Iterator

from extraction.actors import Actor
from extraction.heads import heads_at_end
from extraction.names import canonical
from extraction.phrases import Part, items, phrase_rule, trimmed
from extraction.things import Thing
from extraction.triggers import Trigger
from model.statement import EntityType, Predicate

_BODIES = frozenset({EntityType.ORGANIZATION, EntityType.FACILITY, EntityType.INITIATIVE, EntityType.PROJECT})
_CONTEXT = 8


def accepted(thing: Thing, trigger: Trigger, verb: str, rest: Part, clause: Part) -> bool:
    """Whether the thing ends where a status may end and, for what something merely became, is granted by someone."""
    if phrase_rule("grade-alone").fullmatch(thing.text.strip("“”")):
        return False
    if phrase_rule("granting").search(thing.text):
        return False
    status = thing.type is EntityType.DESIGNATION
    if status and trigger.predicate is not Predicate.GRANTS and (thing.counted or "的" in thing.text):
        return False
    if not phrase_rule("status-tail").fullmatch(rest.text):
        return False
    if trigger.id == "select":
        return phrase_rule("selection").match(rest.text) is not None
    if not status or trigger.id != "become" or not phrase_rule("weak-become").fullmatch(verb):
        return True
    low = max(0, thing.start - clause.start - _CONTEXT)
    return phrase_rule("granted-status").search(clause.text[low : thing.end - clause.start]) is not None


def holder(prefix: Part, predicate: Predicate) -> tuple[Actor, ...] | None:
    """Who is named before the verb; () when no one is, None when it is an unnamed number of holders of a status."""
    lead = phrase_rule("before-subject").match(prefix.text)
    left = prefix.cut(lead.end() if lead else 0)
    adverb = phrase_rule("holder-adverbs").search(left.text)
    left = left.cut(0, adverb.start()) if adverb else left
    if phrase_rule("crowd").search(left.text):
        return () if predicate is Predicate.RECEIVES or phrase_rule("members").search(left.text) else None
    unnamed = phrase_rule("no-holder").fullmatch(left.text) or (left.text[:1] == "“" and left.text[-1:] == "”")
    if unnamed or len(left.text) < 2:
        return ()
    return tuple(body(item) for item in items(left) if len(item.text) >= 2)


def body(item: Part) -> Actor:
    """A firm, building, initiative or project named as the item is; an organisation if its head says nothing."""
    text = trimmed(item).text
    kinds = [match.head.type for match in heads_at_end(text, frozenset(EntityType)) if match.head.type in _BODIES]
    return Actor(text, kinds[0] if kinds else EntityType.ORGANIZATION)


def shortened(span: Part, status: Thing) -> list[Thing]:
    """示范区 for the 网络市场监管与服务示范区 named before."""
    match = phrase_rule("short-status").match(span.text)
    if match and status.text.endswith(match[0]):
        return [Thing(status.text, status.type, span.start, span.start + match.end(), status.head)]
    return []


def of_a_level(span: Part) -> list[Thing]:
    """入选国家级农业龙头企业: a status that begins with the level that grants it."""
    found = [item for item in map(trimmed, items(span)) if phrase_rule("level-status").fullmatch(item.text)]
    return [Thing(canonical(item.text), EntityType.DESIGNATION, item.start, item.end, "level") for item in found]


def graded(grade: str, prefix: Part) -> Iterator[tuple[str, int]]:
    """A、B考核保持第一等次: an award for each assessment, with where it stands."""
    hoped = phrase_rule("hoped").search(prefix.text)
    for item in items(prefix.cut(0, hoped.start()) if hoped else prefix):
        match = phrase_rule("assessment").search(item.text)
        if match:
            yield match["what"] + grade, item.start


def streaks(clause: Part) -> Iterator[tuple[str, int, int]]:
    """考核“七连A”: the award and its bounds in the sentence."""
    for match in phrase_rule("streak").finditer(clause.text):
        for sign, grade in (("A", "A级"), ("优", "优秀"), ("冠", "第一")):
            if sign in match["grade"]:
                yield match["what"] + grade, clause.start + match.start(), clause.start + match.end()
                break
