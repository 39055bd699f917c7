"""Which unit an answer must have, as far as the wording says so."""

from __future__ import annotations

import re
from functools import cache

from lexicon.tables import rows
from lexicon.units import Unit, UnitKind, Units

_ASKED = re.compile(r"(?:多少|几)(?:个)?(?P<scale>万亿|亿|万|千)?(?P<rest>[\u4e00-\u9fff/%]{0,6})")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")
ALIKE = (
    frozenset(("件", "起", "宗", "案")),
    frozenset("个 家 项 处 座 所 条 只 款 名 位 人 席 次 场 批 组 种 类 支 户 套 列 艘 架 间 站 辆 台 对".split()) | {""},
    frozenset(("人", "人次", "名", "位", "万人次")),
    frozenset(("标准箱", "标箱", "TEU", "箱")),
    frozenset(("列", "列次", "趟", "班")),
    frozenset(("微克/立方米", "μg/m³", "微克每立方米")),
    frozenset(("公里", "千米", "km")),
    frozenset(("头", "只")),
    frozenset(("斤", "公斤", "吨", "千克")),
    frozenset(("%", "百分点", "个百分点")),
    frozenset(("千瓦时", "度")),
    frozenset(("平方米", "平方公里", "亩", "公顷")),
)


def unit_spans(text: str) -> list[tuple[int, int]]:
    """Where the unit after 多少 or 几 stands: it is no content (多少|台工业机器人)."""
    found = []
    for match in _ASKED.finditer(text):
        named = _longest(match["rest"])
        if named:
            found.append((match.start(), match.start("rest") + len(named.surface)))
    return found


def _longest(rest: str) -> Unit | None:
    units = Units.load()
    return next((unit for size in range(len(rest), 0, -1) if (unit := units.named(rest[:size]))), None)


def asked_units(text: str, language: str) -> frozenset[str]:
    """Base units that fit, empty if any may: 多少亿元 -> {元}, "how many hogs" -> {头, …}."""
    found = _chinese(text) if language == "zh" else _english(text.lower())
    return frozenset(unit for unit in found)


def alike(asked: str, unit: str) -> bool:
    """Whether a value in `unit` may answer a question for `asked`."""
    return asked == unit or any(asked in group and unit in group for group in ALIKE)


def _chinese(text: str) -> set[str]:
    found: set[str] = set()
    for match in _ASKED.finditer(text):
        rest = match["rest"]
        named = _longest(rest)
        if named and named.kind is not UnitKind.NONE:
            found.add(named.unit)
        found.update(unit for surface, unit in _nouns("zh") if rest.startswith(surface))
    return found | {unit for surface, unit in _nouns("zh-any") if surface in text}


def _english(text: str) -> set[str]:
    padded = f" {_NOT_WORDS.sub(' ', text)} "
    return {unit for surface, unit in _nouns("en") if f" {surface} " in padded}


@cache
def _nouns(language: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (row["surface"], unit)
        for row in rows("question_units.csv")
        if row["language"] == language
        for unit in row["units"].split("|")
    )
