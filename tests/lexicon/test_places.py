from __future__ import annotations

import pytest

from lexicon.places import COUNTRY, Places


@pytest.fixture(scope="module")
def places() -> Places:
    return Places.load()


def names(places: Places, text: str, within: str | None = None) -> list[str]:
    return [mention.place.name for mention in places.find(text, within)]


@pytest.mark.parametrize(
    ("name", "within", "expected"),
    [
        ("浙江", None, "浙江省"), ("杭州市", None, "杭州市"), ("海宁", None, "海宁市"), ("中国", None, "全国"),
        ("吉林", None, "吉林省"), ("鼓楼区", None, None), ("鼓楼区", "320100", "鼓楼区"), ("西湖", "330000", "西湖区"),
        ("临安市", None, "临安区"), ("无此地", None, None), ("朝阳", "110000", "朝阳区"), ("朝阳", None, "朝阳市"),
    ],
)  # fmt: skip
def test_named(places: Places, name: str, within: str | None, expected: str | None) -> None:
    place = places.named(name, within)
    assert (place.name if place else None) == expected


@pytest.mark.parametrize(
    ("text", "within", "expected"),
    [
        ("上海青浦、江苏吴江、浙江嘉善三地", None, ["上海市", "青浦区", "江苏省", "吴江区", "浙江省", "嘉善县"]),
        ("杭甬温三市入选", None, ["杭州市", "宁波市", "温州市"]),
        ("重大理论、朝阳产业、西南通道、来宾们", None, []),
        ("绿水青山，合作共赢，城中村，平安建设", "330000", []),
        ("海宁、义乌先行", "330000", ["海宁市", "义乌市"]),
        ("海宁、义乌先行", "440000", []),
        ("沈阳、朝阳区", None, ["沈阳市"]),
        ("主城区和天津滨海新区", None, ["天津市", "滨海新区"]),
        ("中国质量奖与我国", None, ["全国"]),
    ],
)
def test_find(places: Places, text: str, within: str | None, expected: list[str]) -> None:
    assert names(places, text, within) == expected


def test_mentions_bound_their_names(places: Places) -> None:
    text = "浙江省丽水市与青田县"
    assert [text[m.start : m.end] for m in places.find(text)] == ["浙江省", "丽水市", "青田县"]


def test_hierarchy(places: Places) -> None:
    haining = places.named("海宁市")
    assert haining is not None
    assert [place.name for place in places.ancestors(haining)] == ["嘉兴市", "浙江省", "全国"]


def test_every_row_is_sound(places: Places) -> None:
    rows = list(places)
    assert len({row.code for row in rows}) == len(rows)
    assert all(row.code == COUNTRY or places.by_code(row.parent) for row in rows)
    known = [row.wikidata for row in rows if row.wikidata]
    assert len(set(known)) == len(known)
    assert all(73 < row.longitude < 136 and 3 < row.latitude < 54 for row in rows if row.longitude and row.latitude)


def test_named_english(places: Places) -> None:
    expected = {"Zhejiang": "浙江省", "hangzhou city": "杭州市", "Inner Mongolia": "内蒙古自治区", "China": "全国"}
    for english, name in expected.items():
        place = places.named_english(english)
        assert place is not None and place.name == name
