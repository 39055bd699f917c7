"""Sentences cut into clauses and lists, without cutting names in quotation or book-title marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extraction.rules import pattern_rules

_STOP = re.compile("[，,；;。！!？?：:…\n]")
# after a quotation: it is a name, whatever it holds
_NAMED = re.compile("(?:主题|系列|专项|宣传)?(?:活动|行动|工程|大赛|试点|改革)")
_MARK = re.compile("、(?!(?<=[0-9]、)[0-9])")
_JOIN = re.compile(
    "、(?!(?<=[0-9]、)[0-9])|以及|(?<!碳中)和(?![美谐平田解睦县顺龙])|(?<!改革)与(?![会众])|及(?![时早格])|(?<=”)(?=“)"
)
_QUOTED = re.compile("“[^“”]{1,30}”|《[^《》]{1,60}》|「[^「」]{1,30}」|（[^（）]{1,30}）|\\([^()]{1,30}\\)")


@dataclass(frozen=True, slots=True)
class Part:
    """`text` stands at `start` of the sentence; `end` is exclusive."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def cut(self, low: int, high: int | None = None) -> Part:
        """Characters `low:high` of this part."""
        return Part(self.text[low:high], self.start + low)

    def stripped(self) -> Part:
        left = len(self.text) - len(self.text.lstrip(" \u3000"))
        return Part(self.text.strip(" \u3000"), self.start + left)


@lru_cache(maxsize=4096)
def protected(text: str) -> bytes:
    """One byte a character, 1 inside quotation marks, book-title marks and brackets that hold a name."""
    mask = bytearray(len(text) + 1)
    for match in _QUOTED.finditer(text):
        named = _NAMED.match(text, match.end())
        if match[0][0] in "《（(" or named or not _STOP.search(match[0]):
            mask[match.start() : match.end()] = b"\x01" * len(match[0])
    return bytes(mask)


def clauses(text: str) -> list[Part]:
    """The parts between commas, semicolons, colons and full stops."""
    mask = protected(text)
    cuts = [match.start() for match in _STOP.finditer(text) if not mask[match.start()]]
    bounds = zip([-1, *cuts], [*cuts, len(text)], strict=True)
    return [Part(text[low + 1 : high], low + 1).stripped() for low, high in bounds if high > low + 1]


def items(part: Part, *, only_marks: bool = False) -> list[Part]:
    """The parts between 、 和 与 及 (with `only_marks` between 、 alone), empty ones left out."""
    return list(_items(part, only_marks))


@lru_cache(maxsize=4096)
def _items(part: Part, only_marks: bool) -> tuple[Part, ...]:
    mask = protected(part.text)
    found, start = [], 0
    for match in (_MARK if only_marks else _JOIN).finditer(part.text):
        if not match[0] or not mask[match.start()]:  # nothing stands between two quotations in a row
            found.append(part.cut(start, match.start()))
            start = match.end()
    found.append(part.cut(start))
    return tuple(item.stripped() for item in found if item.text.strip())


@cache
def phrase_rule(rule: str) -> re.Pattern[str]:
    """A pattern of data/rules/phrases.yaml."""
    return next(entry.pattern for entry in pattern_rules("phrases") if entry.id == rule)


def trimmed(part: Part, *, relative: bool = False) -> Part:
    """Without what stands before a name: adverbs, counts, 全国首个 and, unless `relative`, a relative clause."""
    while True:
        part = part.cut(part.text.rfind("——") + 2) if "——" in part.text.strip("—") else part  # 首家省实验室——南昌实验室
        match = phrase_rule("before-name").match(part.text)
        if not match or not match[0]:
            return part if relative else _without_relative(part)
        part = part.cut(match.end())


def _without_relative(part: Part) -> Part:
    """What follows the last 的 outside quotation marks, where a name can stand there."""
    mask = protected(part.text)
    at = next((n for n in range(len(part.text) - 1, -1, -1) if part.text[n] == "的" and not mask[n]), -1)
    return trimmed(part.cut(at + 1)) if at >= 0 and len(part.text) - at > 4 else part
