"""One named thing: a phrase cut down to the name in it, kept when it is a name and not a kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extraction.actors import Setting
from extraction.heads import HeadMatch, heads_at_end, is_name, last_head
from extraction.names import canonical
from extraction.phrases import Part, phrase_rule, protected, trimmed
from extraction.triggers import verbs
from lexicon.places import Places
from model.statement import EntityType

_QUOTE = re.compile("^“[^“”]{2,16}”$")
_BUILDING = "建设"
_TITLE = re.compile("《[^《》]{2,60}》")
_COUNTABLE = frozenset({EntityType.DESIGNATION, EntityType.AWARD, EntityType.EVENT})
_BUILT = frozenset({EntityType.FACILITY, EntityType.ORGANIZATION})
_SHORTEST, _LONGEST, _LONGEST_EXAMPLE = 3, 45, 24


@dataclass(frozen=True, slots=True)
class Thing:
    """A name of a type at `start:end` of the sentence; `text` is its canonical form, `head` the rule that knew it.

    `counted` says that a number stands before it (13个示范区).
    """

    text: str
    type: EntityType
    start: int
    end: int
    head: str = ""
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which names a verb takes.

    With `at_end` a name ends where its phrase ends (it stands before its verb); `listed` takes an unmarked building or
    system for a name; `deeds` what an agency did (…互查活动).
    """

    types: frozenset[EntityType]
    at_end: bool = False
    listed: bool = False
    deeds: bool = False


def thing(part: Part, wanted: Wanted, where: Setting) -> Thing | None:
    """The name that the phrase begins with, None if it begins with none of the types wanted."""
    counted = phrase_rule("counted-before").match(part.text) is not None
    body = _body(part, wanted)
    match = _match(body, wanted, where)
    if match is None or not _SHORTEST <= match.end <= _LONGEST or body.text.find("》") >= match.end - 1:
        return None
    name = body.text[: match.end]
    if name.count("“") != name.count("”") or _lists_examples(name):
        return None
    of_a_kind = counted and match.head.type not in _COUNTABLE
    if "“" not in name and (of_a_kind or phrase_rule("kind-before").match(part.text)):
        return None
    return Thing(canonical(name), match.head.type, body.start, body.start + match.end, match.head.id, counted)


def _lists_examples(name: str) -> bool:
    """科技支行等特色银行 is a kind with an example."""
    listed = phrase_rule("listed-in-name").search(name)
    return listed is not None and not protected(name)[listed.start()] and "《" not in name


def titles(part: Part) -> list[Thing]:
    """The works in book-title marks in the phrase, each a policy."""
    return [
        Thing(canonical(title[0]), EntityType.POLICY, part.start + title.start(), part.start + title.end(), "title")
        for title in _TITLE.finditer(part.text)
        if not phrase_rule("no-policy").search(title[0][:-1])
    ]


def example(part: Part) -> Thing | None:
    """An item of a list of projects, whatever it ends with."""
    part = without_verb(trimmed(part))
    plain = phrase_rule("no-example").search(part.text) and "“" not in part.text
    if plain or not _SHORTEST <= len(part.text) <= _LONGEST_EXAMPLE or phrase_rule("counted-after").match(part.text):
        return None
    if Places.load().known(part.text) or phrase_rule("bare-kind").fullmatch(part.text):
        return None
    return Thing(canonical(part.text), EntityType.PROJECT, part.start, part.end, "example")


def quoted_alone(part: Part) -> Thing | None:
    """A name that is nothing but a quotation (践行“八八战略”), unless it is an image (“压舱石”)."""
    part = trimmed(part)
    name = part.text.strip("“”")
    if not _QUOTE.match(part.text) or phrase_rule("metaphor").fullmatch(name):
        return None
    return Thing(name, EntityType.INITIATIVE, part.start, part.end, "quotation")


def _body(part: Part, wanted: Wanted) -> Part:
    """The phrase from the name on; a policy keeps verb and relative clause (促进…的意见), other names lose them."""
    whole = trimmed(part, relative=True)
    match = last_head(whole.text, wanted.types, protected(whole.text))
    return whole if match and match.head.type is EntityType.POLICY else without_verb(trimmed(part))


def without_verb(part: Part) -> Part:
    """建立长效机制 is a verb and its object, not a name."""
    first = next(verbs(part.text), None)
    light = first and first.start == 0 and phrase_rule("light-verb").fullmatch(first.text)
    if first and light and len(part.text) - first.end >= 4:
        return trimmed(part.cut(first.end))
    return part


def _match(part: Part, wanted: Wanted, where: Setting) -> HeadMatch | None:
    return next((match for match in _options(part, wanted) if _fits(part, match, wanted, where)), None)


def _options(part: Part, wanted: Wanted) -> Iterator[HeadMatch]:
    """The last head of the phrase; any other that ends with it; what is built, before 建设 (某研究院建设)."""
    last = None if wanted.at_end else last_head(part.text, wanted.types, protected(part.text))
    if last is None:
        yield from heads_at_end(part.text, wanted.types)
        return
    yield last
    yield from (match for match in heads_at_end(part.text[: last.end], wanted.types) if match.head is not last.head)
    if last.head.id == "scheme" and part.text[last.start : last.end] == _BUILDING:
        before = part.text[: last.start]
        yield from filter(None, [last_head(before, wanted.types, protected(before))])


def _fits(part: Part, match: HeadMatch, wanted: Wanted, where: Setting) -> bool:
    name, rest = part.text[: match.end], part.text[match.end :]
    if match.head.named == "deed" and not (wanted.deeds or "“" in name):
        return False
    if match.head.type is EntityType.INITIATIVE and phrase_rule("only-about").match(rest):
        return False
    if phrase_rule("counted-after").match(rest) and "“" not in name and match.head.type is not EntityType.AWARD:
        return False
    if match.head.type in _BUILT and "“" not in name and phrase_rule("crowd").search(name):
        return False
    return is_name(name, match, proper=_proper(part, match, where), listed=wanted.listed)


def _proper(part: Part, match: HeadMatch, where: Setting) -> bool:
    """Whether a place stands in the name before its head, or a word that places have (前湾新区)."""
    end = part.start + match.start
    if any(part.start <= mention.start < end for mention in where.places):
        return True
    if match.start > 2 and phrase_rule("broader").match(part.text):
        return True
    return phrase_rule("geographic").search(part.text[: match.end]) is not None
