"""The things a verb takes or that stand before it: list items with the head they share, kept when they are names."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from extraction.actors import Setting
from extraction.heads import HeadMatch, heads_at_end, is_name, last_head
from extraction.names import canonical
from extraction.phrases import Part, items, phrase_rule, protected, trimmed
from extraction.triggers import verbs
from model.statement import EntityType

_QUOTE = re.compile("^“[^“”]{2,16}”$")
_TITLE = re.compile("《[^《》]{2,60}》")
_BROADER = re.compile("^(?:国家|中国|全国|中央|省|市|浙江|长三角|世界|联合国|国际|国务院)")
_COUNTABLE = frozenset({EntityType.DESIGNATION, EntityType.AWARD, EntityType.EVENT})
_LONGEST = 45
_LONGEST_EXAMPLE = 24
_NUMBERED = re.compile("[一二三四五六七八九十0-9]+[大项个][^，。、“”]{0,6}(?:行动|工程|战略|计划)”?$")
_PLAIN = re.compile("^(?:重大|重点|一批|各类)|[0-9]+[余多]?[个家项条]|(?:建设|改造|发展|升级|提升|和|的|获批)$|用于|争取|引领")
_LIGHT = re.compile("打赢|打好|建立|公布|发布|设置|实施|开展|组织|启动|完善|健全|加强|推进|推动|深化|构建|打造|探索|优化|谋划|落实")
_SHARED = 12


@dataclass(frozen=True, slots=True)
class Thing:
    """A name of a type at `start:end` of the sentence; `text` is its canonical form."""

    text: str
    type: EntityType
    start: int
    end: int
    head: str = ""
    counted: bool = False


_BORROWABLE = frozenset({"programme", "rectification", "pilot", "deed", "reform"})
_POLICY_LIST = re.compile("(?:[0-9两三四五六七八九十]+[个项张份部件])(?P<tail>[^，。；、]{2,8})$")


def things_of(span: Part, types: frozenset[EntityType], where: Setting, *, deeds: bool, listed: bool) -> list[Thing]:
    """Names of the types in the list that follows a verb. `listed` takes an unmarked building or system for a name;
    `deeds` allows what an agency did (…互查活动)."""
    return _things(span, types, where, at_end=False, listed=listed, deeds=deeds)


def things_before(span: Part, types: frozenset[EntityType], where: Setting, *, listed: bool) -> list[Thing]:
    """Names of the types in the list that stands before a verb: each item ends with its head."""
    return _things(span, types, where, at_end=True, listed=listed, deeds=False)


def things_alone(span: Part, *, taken: Container[int] = ()) -> list[Thing]:
    """Items of the list that are quotations and nothing else; `taken` holds the starts of things already read."""
    alone = [thing for thing in map(_quoted_alone, items(span)) if thing]
    return [thing for thing in alone if thing.start not in taken]


def _things(
    span: Part, types: frozenset[EntityType], where: Setting, *, at_end: bool, listed: bool, deeds: bool
) -> list[Thing]:
    listed_part, kind = _without_kind(span)
    parts = _joined(items(listed_part), types, span)
    if not parts:
        return []
    if kind and phrase_rule("project-kind").match(kind) and (EntityType.FACILITY in types or "实事" in kind):
        return _examples(span)
    shared = _shared_head(parts, kind, types)
    found = []
    left_out = []
    for at, part in enumerate(parts):
        if len(parts) > 1 and _NUMBERED.search(part.text):
            continue  # 开展A、B、C三大行动: the number says that these are parts, not names
        titles = list(_TITLE.finditer(part.text)) if EntityType.POLICY in types else []
        if titles:
            found += [_titled(part, title) for title in titles]
            continue
        thing = _thing(part, types, where, at_end=at_end, listed=listed, deeds=deeds)
        if thing is None and shared and (at + 1 < len(parts) or kind):
            thing = _borrowing(trimmed(part), parts, shared)
        if thing is not None:
            found.append(thing)
        else:
            left_out.append(part)
    if at_end and found and EntityType.FACILITY in types:
        found += [thing for thing in map(_example, map(trimmed, left_out)) if thing]
    return sorted(found, key=lambda thing: thing.start)


def _joined(parts: list[Part], types: frozenset[EntityType], span: Part) -> list[Part]:
    """Items with those joined again that 和 or 与 cut inside a name (网络市场监管与服务示范区)."""
    found: list[Part] = []
    for part in parts:
        if found and _is_half(found[-1], part, types, span):
            part = span.cut(found.pop().start - span.start, part.end - span.start)
        found.append(part)
    return found


def _is_half(left: Part, right: Part, types: frozenset[EntityType], span: Part) -> bool:
    """Whether the left item has no head and the right one little more than a head."""
    gap = span.text[left.end - span.start:right.start - span.start].strip()
    if gap not in ("和", "与", "及") or "“" in left.text or last_head(left.text, types, protected(left.text)):
        return False
    match = last_head(right.text, types, protected(right.text))
    return match is not None and "“" not in right.text and 0 < match.start <= (12 if gap == "与" else 3)


def _without_kind(part: Part) -> tuple[Part, str]:
    """The item before 等, and what kind the word after it says the list is of."""
    match = phrase_rule("after-list").search(part.text)
    return (part.cut(0, match.start()), match["kind"] or "等") if match and match.start() else (part, "")


def _examples(span: Part) -> list[Thing]:
    """The items of a list of projects, whatever they end with; 和 may stand inside a name there."""
    parts = items(_without_kind(span)[0], only_marks=True)
    return [thing for thing in map(_example, map(trimmed, parts)) if thing]


def _example(part: Part) -> Thing | None:
    text = part.text
    if not 3 <= len(text) <= _LONGEST_EXAMPLE or phrase_rule("counted-after").match(text) or (_PLAIN.search(text) and "“" not in text):
        return None
    return Thing(canonical(text), EntityType.PROJECT, part.start, part.end, "example")


@dataclass(frozen=True, slots=True)
class _Shared:
    tail: str
    type: EntityType
    head: str


def _shared_head(parts: list[Part], kind: str, types: frozenset[EntityType]) -> _Shared | None:
    """The head that the items of a list share: that of the last item, or of the word after 等."""
    text = kind or parts[-1].text
    counted = None if kind else _POLICY_LIST.search(text)
    if counted and EntityType.POLICY in types and len(parts) > 1:
        return _Shared(counted["tail"], EntityType.POLICY, "document")
    match = last_head(text, types, protected(text))
    if match is not None and (text[match.end - 1] == "”" or (len(parts) > 1 and _NUMBERED.search(text[:match.end]))):
        return None
    if kind and kind.startswith(("重要", "重大", "重点", "各类")):
        return None
    if match is None or (len(parts) < 2 and not kind) or match.head.id not in _BORROWABLE | {"scheme", "system"}:
        return None
    tail = text[:match.end] if kind else _after_quote(text[:match.end], match.start)
    return _Shared(tail, match.head.type, match.head.id)


def _after_quote(phrase: str, head_start: int) -> str:
    """企业服务专项活动 of “三稳三提”企业服务专项活动; else the head alone."""
    close = phrase.rfind("”")
    return phrase[close + 1:] if 0 <= close < len(phrase) - 1 else phrase[head_start:]


def _borrowing(part: Part, parts: list[Part], shared: _Shared) -> Thing | None:
    """An item without a head of its own, with the shared one: “净重”、生鲜灯等整治行动."""
    quoted = "“" in part.text and len(part.text) - part.text.rfind("”") <= 4
    longest = max(len(other.text) for other in parts)
    alike = 2 <= len(part.text) <= _SHARED and longest - len(part.text) <= 4 + len(shared.tail)
    if heads_at_end_any(part.text, shared.type):
        return None
    if not quoted and not (alike and shared.head in _BORROWABLE | {"document"} and not _PLAIN.search(part.text)):
        return None
    return Thing(canonical(part.text + shared.tail), shared.type, part.start, part.end, shared.head)


def _thing(
    part: Part, types: frozenset[EntityType], where: Setting, *, at_end: bool, listed: bool, deeds: bool
) -> Thing | None:
    counted = phrase_rule("counted-before").match(part.text) is not None
    whole = _without_verb(trimmed(part, relative=True))
    match = last_head(whole.text, types, protected(whole.text))
    part = whole if match and match.head.type is EntityType.POLICY else _without_verb(trimmed(part))
    match = _match(part, types, where, at_end=at_end, listed=listed, deeds=deeds)
    if match is None or not 3 <= match.end <= _LONGEST or part.text.find("》") >= match.end - 1:
        return None
    if counted and match.head.type not in _COUNTABLE and "“" not in part.text[:match.end]:
        return None
    name = canonical(part.text[:match.end])
    return Thing(name, match.head.type, part.start, part.start + match.end, match.head.id, counted)


def heads_at_end_any(phrase: str, kind: EntityType) -> bool:
    return next(heads_at_end(phrase, frozenset({kind})), None) is not None


def _titled(part: Part, title: re.Match[str]) -> Thing:
    return Thing(canonical(title[0]), EntityType.POLICY, part.start + title.start(), part.start + title.end(), "title")


def _without_verb(part: Part) -> Part:
    """建立长效机制 is a verb and its object, not a name."""
    first = next(verbs(part.text), None)
    if first and first.start == 0 and _LIGHT.fullmatch(part.text[:first.end]) and len(part.text) - first.end >= 4:
        return trimmed(part.cut(first.end))
    return part


def _match(
    part: Part, types: frozenset[EntityType], where: Setting, *, at_end: bool, listed: bool, deeds: bool
) -> HeadMatch | None:
    if at_end:
        options = list(heads_at_end(part.text, types))
    else:
        last = last_head(part.text, types, protected(part.text))
        options = [last] if last else list(heads_at_end(part.text, types))
    for match in options:
        name = part.text[:match.end]
        if match.head.named == "deed" and not (deeds or "“" in name):
            continue
        if phrase_rule("only-about").match(part.text[match.end:]) and match.head.type is EntityType.INITIATIVE:
            continue
        if phrase_rule("counted-after").match(part.text[match.end:]) and "“" not in name:
            continue
        if is_name(name, match, proper=_proper(part, match, where), listed=listed):
            return match
    return None


def _proper(part: Part, match: HeadMatch, where: Setting) -> bool:
    """Whether a place stands in the name before its head, or a word that places have (前湾新区)."""
    end = part.start + match.start
    if any(part.start <= mention.start < end for mention in where.places):
        return True
    if match.start > 2 and _BROADER.match(part.text):
        return True
    return phrase_rule("geographic").search(part.text[:match.end]) is not None


def _quoted_alone(part: Part) -> Thing | None:
    """A name that is nothing but a quotation (践行“八八战略”), unless it is an image (“压舱石”)."""
    part = trimmed(part)
    if not _QUOTE.match(part.text) or phrase_rule("metaphor").fullmatch(part.text.strip("“”")):
        return None
    return Thing(part.text.strip("“”"), EntityType.INITIATIVE, part.start, part.end, "quotation")
