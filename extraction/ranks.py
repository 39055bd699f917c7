"""Rank claims: 位居全国第一, 跻身全球第三大加油港, 居全省首位."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extraction.numerals import parse_numeral

_SCOPE = ("全国|全省|全球|世界|全市|全区|国内|亚洲|中部地区|中部六省|中部|西部地区|西部|东部地区|东部|东北地区|东北|长三角(?:地区)?|珠三角|大湾区|京津冀|"
          "长江经济带|(?:全国)?(?:同类|主要|重点|省会|副省级|万亿|计划单列|大中|百强|新一线|沿海)+城市|全国各?省(?:市区?|区市)?|沿海省份|经济大省|省内|国际")
_ORDINAL = r"第(?P<number>[一二三四五六七八九十0-9]+)(?:位|名|大|方阵)?|(?P<first>首位|榜首|之首)"
_VERB = ("位居|位列|名列|跻身|升至|上升至|跃居|跃升至?|稳居|均居|排名|排在|列居?|居|排|保持|继续|蝉联|领跑|升到|进位至|提升至|前移至|成为")
_NOT_AFTER = ("次|届|个|季|期|条|章|产业|步|批|轮|一|方(?!阵)|卷|时间|师|医|种|者|党|书记|责任|要|动力|资源|现场|生产力|梯队|组团|阶段|类|线|代|人称|双|国|手|标准|课堂|责任人|故事|站|等")
_RANK = re.compile(
    rf"(?:(?P<verb>{_VERB})(?:到|至|在|为|了|是)?(?P<scope>{_SCOPE})?|(?P<bare>{_SCOPE}))"
    rf"[^，。；、0-9%]{{0,8}}?(?:{_ORDINAL})(?!{_NOT_AFTER})")


@dataclass(frozen=True, slots=True)
class Rank:
    """`claimed` where a verb says that something holds the rank (位居), not just 全国首个."""

    start: int
    end: int
    number: int
    scope: str | None
    claimed: bool = True


def find_ranks(text: str) -> list[Rank]:
    """Rank claims in one segment or sentence, left to right."""
    found = []
    for match in _RANK.finditer(text):
        if text.count("“", 0, match.start()) > text.count("”", 0, match.start()):
            continue  # a slogan: “全省第一、全国前三”
        number = 1 if match["first"] else parse_numeral(match["number"])
        if number is not None and 1 <= number <= 400:
            found.append(Rank(match.start(), match.end(), int(number), _scope(match["scope"] or match["bare"]), match["verb"] is not None))
    return found


def _scope(printed: str | None) -> str | None:
    return "全球" if printed in ("世界", "国际") else printed
