"""The things a verb takes or that stand before it: list items with the head they share, kept when they are names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extraction.actors import Setting
from extraction.heads import HeadMatch, heads_at_end, is_name, last_head
from extraction.names import canonical
from extraction.phrases import Part, items, phrase_rule, trimmed
from model.statement import EntityType

_QUOTE = re.compile("^“[^“”]{2,16}”$")
_TITLE = re.compile("《[^《》]{2,60}》")
_BROADER = re.compile("^(?:国家|中国|全国|中央|省|市|浙江|长三角|世界|联合国|国际|国务院)")
_LONGEST = 45
_SHARED = 12


@dataclass(frozen=True, slots=True)
class Thing:
    """A name of a type at `start:end` of the sentence; `text` is its canonical form."""

    text: str
    type: EntityType
    start: int
    end: int
    head: str = ""


def things(span: Part, types: frozenset[EntityType], where: Setting, *, at_end: bool) -> list[Thing]:
    """Names of the types in a list. With `at_end` each item must end with its head (the list stands before its verb)."""
    parts = items(span)
    if not parts:
        return []
    last, kind = _without_kind(parts[-1])
    parts[-1] = last
    listed = bool(kind) and _is_kind(kind)
    shared = _shared_head(parts, kind, types)
    found = []
    for at, part in enumerate(parts):
        thing = _thing(trimmed(part), types, where, at_end=at_end, listed=listed)
        if thing is None and shared and (at + 1 < len(parts) or kind):
            thing = _borrowing(trimmed(part), parts, shared)
        if thing is not None:
            found.append(thing)
    return found


def _without_kind(part: Part) -> tuple[Part, str]:
    """The item before 等, and what kind the word after it says the list is of."""
    match = phrase_rule("after-list").search(part.text)
    return (part.cut(0, match.start()), match["kind"]) if match and match.start() else (part, "")


def _is_kind(kind: str) -> bool:
    return re.match("(?:重大|重点|标志性|一批|产业|高铁|铁路|机场|交通|水利|基础设施|大型|多个|省|市|民生)*(?:项目|工程|赛事|活动|平台|应用|行动|中心|园区|大院|基地)", kind) is not None


@dataclass(frozen=True, slots=True)
class _Shared:
    tail: str
    type: EntityType
    head: str


def _shared_head(parts: list[Part], kind: str, types: frozenset[EntityType]) -> _Shared | None:
    """The head that the items of a list share: that of the last item, or of the word after 等."""
    text = kind or parts[-1].text
    match = last_head(text, types)
    if match is None or (len(parts) < 2 and not kind):
        return None
    tail = text[:match.end] if kind else _after_quote(text[:match.end], match.start)
    return _Shared(tail, match.head.type, match.head.id)


def _after_quote(phrase: str, head_start: int) -> str:
    """企业服务专项活动 of “三稳三提”企业服务专项活动; else the head alone."""
    close = phrase.rfind("”")
    return phrase[close + 1:] if 0 <= close < len(phrase) - 1 else phrase[head_start:]


def _borrowing(part: Part, parts: list[Part], shared: _Shared) -> Thing | None:
    """An item without a head of its own, with the shared one: “净重”、生鲜灯等整治行动."""
    quoted = "“" in part.text and part.text.endswith("”")
    alike = 2 <= len(part.text) <= _SHARED and max(len(p.text) for p in parts) - len(part.text) <= 4 + len(shared.tail)
    if not (quoted or (alike and len(shared.tail) >= 2 and shared.type is EntityType.INITIATIVE)):
        return None
    return Thing(canonical(part.text + shared.tail), shared.type, part.start, part.end, shared.head)


def _thing(part: Part, types: frozenset[EntityType], where: Setting, *, at_end: bool, listed: bool) -> Thing | None:
    title = _TITLE.search(part.text)
    if title and EntityType.POLICY in types:
        return Thing(canonical(title[0]), EntityType.POLICY, part.start + title.start(), part.start + title.end(), "title")
    if title:
        return None
    match = _match(part, types, where, at_end=at_end, listed=listed)
    if match is None or not 3 <= match.end <= _LONGEST:
        return None
    return Thing(canonical(part.text[:match.end]), match.head.type, part.start, part.start + match.end, match.head.id)


def _match(part: Part, types: frozenset[EntityType], where: Setting, *, at_end: bool, listed: bool) -> HeadMatch | None:
    if at_end:
        options: Iterator[HeadMatch] | list[HeadMatch] = heads_at_end(part.text, types)
    else:
        last = last_head(part.text, types)
        options = [last] if last else []
    for match in options:
        rest = part.text[match.end:]
        marked = "“" in part.text[:match.end]
        if phrase_rule("counted-after").match(rest) and not marked:
            continue
        name = part.text[:match.end]
        if is_name(name, match, proper=_proper(part, match, where), listed=listed):
            return match
    return None


def _proper(part: Part, match: HeadMatch, where: Setting) -> bool:
    end = part.start + match.start
    if any(part.start <= mention.start < end for mention in where.places):
        return True
    return _BROADER.match(part.text) is not None and match.start > 2


def quoted_alone(part: Part) -> Thing | None:
    """A name that is nothing but a quotation (践行“八八战略”), unless it is an image (“压舱石”)."""
    part = trimmed(part)
    if not _QUOTE.match(part.text) or phrase_rule("metaphor").fullmatch(part.text.strip("“”")):
        return None
    return Thing(part.text.strip("“”"), EntityType.INITIATIVE, part.start, part.end, "quotation")
