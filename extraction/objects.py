"""Lists of named things: items that share a head, lists of examples, names that 和 does not cut."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace

from extraction.actors import Setting
from extraction.heads import HeadMatch, generic, heads_at_end, last_head
from extraction.names import canonical
from extraction.numerals import parse_numeral
from extraction.phrases import Part, items, phrase_rule, protected, trimmed
from extraction.things import Thing, Wanted, example, quoted_alone, thing, titles, without_verb
from extraction.triggers import verbs
from model.statement import EntityType

_LENDING = frozenset({"programme", "rectification", "pilot", "deed", "reform", "scheme", "system"})
_LENDING_TO_PLAIN = _LENDING - {"scheme", "system"} | {"document"}
_LENDING_NAMED = frozenset({"site", "body"})  # 能源、人工智能研究院, 昆明、大理等物流枢纽
_BUILT = frozenset({EntityType.FACILITY, EntityType.ORGANIZATION})
_LONGEST_BORROWER = 12
_HALF_BEFORE_HEAD = {"和": 4, "与": 12, "及": 4}


@dataclass(frozen=True, slots=True)
class _Shared:
    """The head that items of a list share: its words, its type, its rule, and whether 等 and a kind say so."""

    tail: str
    type: EntityType
    head: str
    said: bool = False


def things(span: Part, wanted: Wanted, where: Setting) -> list[Thing]:
    """The names in a list, in order."""
    listed, kind = _without_kind(span)
    if kind and phrase_rule("project-kind").match(kind) and (EntityType.FACILITY in wanted.types or "实事" in kind):
        return [found for found in map(example, items(listed, only_marks=True)) if found]
    together = [] if kind else _together(items(listed, only_marks=True), wanted)
    if together:
        return together
    parts = [listed] if is_one_policy(listed, wanted) else _joined(items(listed), wanted, span)
    if parts and phrase_rule("counted-list").search(parts[-1].text):
        wanted = replace(wanted, listed=False, types=wanted.types - {EntityType.EVENT})
    shared = _shared(parts, kind, wanted) if parts else None
    found, rest = _each(parts, wanted, where, shared, lends=bool(kind))
    if rest and not wanted.listed and any(one.type in _BUILT for one in found):
        found += _each(rest, replace(wanted, types=wanted.types & _BUILT, listed=True), where, None, lends=False)[0]
    if found and wanted.at_end and EntityType.FACILITY in wanted.types and not phrase_rule("no-projects").search(kind):
        found += [one for one in map(example, rest) if one]
    return sorted(found, key=lambda one: one.start)


def _together(parts: list[Part], wanted: Wanted) -> list[Thing]:
    """护苗、清源、净网“三大行动”: as many names as are counted, each with the head; nothing if the count differs."""
    match = phrase_rule("counted-together").match(parts[-1].text) if len(parts) > 1 else None
    if not match or parse_numeral(match["count"]) != len(parts) or EntityType.INITIATIVE not in wanted.types:
        return []
    names = map(trimmed, [*parts[:-1], parts[-1].cut(0, match.end("item"))])
    kind, tail = EntityType.INITIATIVE, match["tail"]
    return [Thing(part.text.strip("“”") + tail, kind, part.start, part.end, "programme") for part in names]


def _each(
    parts: list[Part], wanted: Wanted, where: Setting, shared: _Shared | None, *, lends: bool
) -> tuple[list[Thing], list[Part]]:
    """What is read in each item, and the items in which nothing is; `lends` says that the last item borrows too."""
    found: list[Thing] = []
    rest: list[Part] = []
    for at, part in enumerate(parts):
        lent = shared if lends or at + 1 < len(parts) else None
        read = [] if _is_numbered(part, parts) else _read(part, wanted, where, lent, parts)
        found += read
        rest += [] if read else [part]
    return found, rest


def things_alone(span: Part, *, taken: Container[int] = ()) -> list[Thing]:
    """Items of the list that are quotations and nothing else; `taken` holds the starts of things already read."""
    alone = [found for found in map(quoted_alone, items(_without_kind(span)[0])) if found]
    return [found for found in alone if found.start not in taken]


def is_one_policy(span: Part, wanted: Wanted) -> bool:
    """深化A改革、推动B发展的实施意见: one document whose name holds a list of what it is about."""
    parts = items(span)
    if EntityType.POLICY not in wanted.types or len(parts) < 2 or "《" in span.text or "的" not in parts[-1].text:
        return False
    first = next(verbs(parts[0].text), None)
    policies = [next(heads_at_end(part.text, frozenset({EntityType.POLICY})), None) for part in parts]
    return bool(first and first.start == 0 and policies[-1] and not any(policies[:-1]))


def _read(part: Part, wanted: Wanted, where: Setting, lent: _Shared | None, parts: list[Part]) -> list[Thing]:
    titled = titles(part) if EntityType.POLICY in wanted.types else []
    if titled:
        return titled
    own = thing(part, wanted, where)
    if own and len(parts) > 1:
        own = replace(own, text=phrase_rule("count-after-quote").sub("", own.text))
    own = own or (_borrowing(without_verb(trimmed(part)), parts, lent) if lent else None)
    return [own] if own else []


def _is_numbered(part: Part, parts: list[Part]) -> bool:
    """Whether the number in 开展A、B、C三大行动 says that these are parts of something; quotations are names anyway."""
    quoted = all("“" in one.text for one in parts)
    return len(parts) > 1 and not quoted and phrase_rule("numbered-parts").search(part.text) is not None


def _without_kind(part: Part) -> tuple[Part, str]:
    """The list before 等, and what kind the words after it say its items are of."""
    match = phrase_rule("after-list").search(part.text)
    return (part.cut(0, match.start()), match["kind"] or "等") if match and match.start() else (part, "")


def _joined(parts: list[Part], wanted: Wanted, span: Part) -> list[Part]:
    """Items with those joined again that 和 or 与 cut inside a name (网络市场监管与服务示范区)."""
    found: list[Part] = []
    for part in parts:
        if found and _is_half(found[-1], part, wanted, span):
            part = span.cut(found.pop().start - span.start, part.end - span.start)
        found.append(part)
    return found


def _is_half(left: Part, right: Part, wanted: Wanted, span: Part) -> bool:
    """Whether the left item has no head and the right one little more than a head."""
    gap = span.text[left.end - span.start : right.start - span.start].strip()
    if gap not in _HALF_BEFORE_HEAD or "“" in left.text + right.text or _headed(left.text, wanted):
        return False
    match = _last(right.text, wanted)
    if match is not None and gap in "和与" and phrase_rule("merging").match(right.text[: match.start]):
        return True
    return match is not None and 0 < match.start <= _HALF_BEFORE_HEAD[gap]


def _headed(text: str, wanted: Wanted) -> bool:
    """Whether the text ends with a head of its own (某系统, but not 生态系统保护)."""
    match = _last(text, wanted)
    return match is not None and match.end >= len(text)


def _last(text: str, wanted: Wanted) -> HeadMatch | None:
    return last_head(text, wanted.types, protected(text))


def _shared(parts: list[Part], kind: str, wanted: Wanted) -> _Shared | None:
    """The head of the last item, or of the words after 等 (“净重”、生鲜灯等整治行动)."""
    text = kind or parts[-1].text
    if len(parts) < 2 and not kind:
        return None
    counted = None if kind else phrase_rule("counted-policies").search(text)
    if counted and EntityType.POLICY in wanted.types:
        return _Shared(counted["tail"], EntityType.POLICY, "document")
    match = _last(text, wanted)
    if match is None or text[match.end - 1] == "”" or not _lends(text, match, kind, wanted):
        return None
    if (parts and _is_numbered(parts[-1], parts)) or phrase_rule("generic-kind").match(kind):
        return None
    tail = text[: match.end] if kind else _after_quote(text[: match.end], _tail_start(text, match))
    tail = phrase_rule("count-of-parts").sub("", tail)
    relative = "的" in text[: match.start - 1] and not kind and "“" not in text
    if "的" in tail or relative:  # 妨碍公平和限制竞争的政策清理 is one thing
        return None
    return _Shared(tail, match.head.type, match.head.id, said=bool(kind))


def _tail_start(text: str, match: HeadMatch) -> int:
    """Where the shared words begin: 高铁河南段, not 段."""
    rule = {"programme": "programme-tail", **dict.fromkeys(_LENDING_NAMED, "lending-site")}.get(match.head.id)
    lender = phrase_rule(rule).search(text[: match.end]) if rule else None
    return min(match.start, lender.start()) if lender else match.start


def _lends(text: str, match: HeadMatch, kind: str, wanted: Wanted) -> bool:
    """Whether the head may be lent; that of a building or body only under verbs that speak of particular ones."""
    if match.head.id in _LENDING_NAMED:
        lender = phrase_rule("lending-site").search(text[: match.end])
        return lender is not None and (wanted.listed or bool(kind))
    return match.head.id in _LENDING


def _after_quote(phrase: str, head: int) -> str:
    """企业服务专项活动 of “三稳三提”企业服务专项活动; else the head alone."""
    close = phrase.rfind("”")
    return phrase[close + 1 :] if 0 <= close < len(phrase) - 1 else phrase[head:]


def _borrowing(part: Part, parts: list[Part], shared: _Shared) -> Thing | None:
    """An item without a head of its own, with the shared one: a quotation, or one of several alike."""
    if any(match.head.id != "scheme" for match in heads_at_end(part.text, frozenset({shared.type}))):
        return None
    lends = shared.head in _LENDING_TO_PLAIN or shared.head in _LENDING_NAMED
    if not _ends_quoted(part.text) and not (lends and _alike(part, parts, shared)):
        return None
    if shared.head == "reform" and generic(part.text + shared.tail, shared.head):
        return None
    return Thing(canonical(part.text + shared.tail), shared.type, part.start, part.end, shared.head)


def _ends_quoted(text: str) -> bool:
    """企业“一站式”开办: a quotation with little after it."""
    return "“" in text and len(text) - text.rfind("”") <= 4


def _alike(part: Part, parts: list[Part], shared: _Shared) -> bool:
    longest = max(len(other.text) for other in parts)
    fits = shared.said or longest - len(part.text) <= 4 + len(shared.tail)
    named = 2 <= len(part.text) <= _LONGEST_BORROWER and fits
    whole = part.text + (shared.tail if shared.head == "programme" else "")
    return named and not phrase_rule("no-example").search(whole)
