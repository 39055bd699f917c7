from __future__ import annotations

import pytest

from extraction.agents import find_agencies
from extraction.context import DocumentContext, Genre
from extraction.mentions import agencies_in

ZHEJIANG = DocumentContext(Genre.OTHER, "浙江省", "330000")
LISHUI = DocumentContext(Genre.NEWS, "丽水市", "331100")
NOWHERE = DocumentContext(Genre.NEWS)


@pytest.mark.parametrize(
    ("text", "context", "names"),
    [
        ("省市场监管局联合省公安厅", ZHEJIANG, ["浙江省市场监督管理局", "浙江省公安厅"]),
        ("省市场监管局、公安厅、教育厅", ZHEJIANG, ["浙江省市场监督管理局", "浙江省公安厅", "浙江省教育厅"]),
        ("市市场监管局局长", LISHUI, ["丽水市市场监督管理局"]),
        ("浙江省丽水市市场监管局", LISHUI, ["丽水市市场监督管理局"]),
        ("丽水市场监管部门", LISHUI, ["丽水市市场监管部门"]),
        ("福建全省市场监管系统", NOWHERE, ["福建省市场监管系统"]),
        ("省委、省政府", ZHEJIANG, ["浙江省委", "浙江省人民政府"]),
        ("共青团浙江省委和团省委", ZHEJIANG, ["共青团浙江省委", "共青团浙江省委"]),
        ("金华、嘉兴市市场监管局", ZHEJIANG, ["金华市市场监督管理局", "嘉兴市市场监督管理局"]),
        ("重庆、成都两市市场监管局", NOWHERE, ["重庆市市场监督管理局", "成都市市场监督管理局"]),
        ("杭州市市场监管、交通、公安等部门", ZHEJIANG, ["杭州市市场监督管理局", "杭州市交通运输局", "杭州市公安局"]),
        ("国家发展改革委、市场监管总局", NOWHERE, ["国家发展和改革委员会", "国家市场监督管理总局"]),
        ("各级政府、本届政府、有关部门、市委员", ZHEJIANG, []),
        ("省市场监管局", NOWHERE, []),
    ],
)
def test_names(text: str, context: DocumentContext, names: list[str]) -> None:
    assert [mention.name for mention in find_agencies(text, context)] == names


def test_spans() -> None:
    assert agencies_in("近日，省市场监管局", ZHEJIANG) == [(3, 9, "浙江省市场监督管理局")]
