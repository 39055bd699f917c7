"""Where a verb may stand in its clause, and how far its object reaches."""

from __future__ import annotations

from extraction.phrases import Part, items, phrase_rule
from extraction.triggers import Verb, verbs
from model.statement import EntityType


def kind_alone(verb: Verb) -> EntityType | None:
    """What a quotation and nothing else is after the verb: a platform that is put online, an event that is held."""
    if EntityType.PLATFORM in verb.types() and phrase_rule("platform-verb").search(verb.text):
        return EntityType.PLATFORM
    return EntityType.EVENT if verb.types() == {EntityType.EVENT} else None


def free(prefix: Part) -> bool:
    """Whether a verb may stand after the prefix, as against being the middle of a noun (示范建设)."""
    if phrase_rule("verb-lead").search(prefix.text):
        return True
    opened = (phrase_rule(rule).match(prefix.text) for rule in ("before-subject", "own-office"))
    starts = [0, *(match.end() for match in opened if match)]
    return any(phrase_rule("adverbs").fullmatch(prefix.text, start) for start in starts)


def own_objects(rest: Part) -> Part:
    """Up to an item that begins with a verb of its own."""
    for item in items(rest)[1:]:
        lead = phrase_rule("before-name").match(item.text)
        body = item.cut(lead.end() if lead else 0)
        first = next(verbs(body.text), None)
        if first and first.start == 0 and first.end >= 2 and not body.text.startswith("建设"):
            return rest.cut(0, max(0, item.start - rest.start - 1))
    return rest


def without_end(span: Part) -> Part:
    """Without 零的突破 and the like after the name."""
    match = phrase_rule("breakthrough").search(span.text)
    return span.cut(0, match.start()) if match and match.start() else span
