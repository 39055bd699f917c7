"""Lists, people, dates, sites and bodies in sentences of our own."""

from __future__ import annotations

import pytest

from answering.facts import Source
from answering.things.bodies import find_bodies
from answering.things.dates import find_dates
from answering.things.found import asked_type, asks_person
from answering.things.lists import find_lists
from answering.things.named import exactness
from answering.things.people import find_people
from answering.things.sites import find_sites

BASE = "https://example.org/id/"
JIANGSU = Source(
    "d", "i", "2025年报告", "2025-01-19", "u", place="江苏省", place_code="320000", year=2025, subject_year=2024
)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (
            "新增工业母机、纺织服装、农机装备、大飞机等国家集群4个、总数居全国前列",
            ["工业母机", "纺织服装", "农机装备", "大飞机"],
        ),
        ("开展依规施检、专项治理、社会共治三大行动", ["依规施检", "专项治理", "社会共治"]),
        ("航空、机器人及智能制造、工业母机、绿色石化4个集群获评", ["航空", "机器人及智能制造", "工业母机", "绿色石化"]),
        ("集成电路、生物医药和人工智能三大产业", ["集成电路", "生物医药", "人工智能"]),
        ("治理燃气用具、电动自行车、液化气瓶“三类产品”", ["燃气用具", "电动自行车", "液化气瓶"]),
    ],
)
def test_lists_of_words(text: str, labels: list[str]) -> None:
    found = [[thing.label for thing in each.things] for each in find_lists(text, None, BASE, expected=len(labels))]
    assert labels in [[label.removeprefix("治理") for label in each] for each in found]


def test_lists_of_places_have_official_names_and_their_number() -> None:
    (found,) = (
        each
        for each in find_lists("江苏占有3席（南京、苏州、无锡）", "320000", BASE, expected=None)
        if each.things[0].type
    )
    assert [thing.label for thing in found.things] == ["南京市", "苏州市", "无锡市"]
    assert found.things[0].iri == f"{BASE}place/320100"
    assert found.stated == 3


@pytest.mark.parametrize(
    ("text", "name", "titled"),
    [
        ("江苏省省长 王某某", "王某某", True),
        ("，徐立新被授予称号", "徐立新", False),
        ("市长　李　强", "李强", True),
        ("党组书记、局长王一丁介绍", "王一丁", True),
    ],
)
def test_people(text: str, name: str, titled: bool) -> None:
    assert (name, titled) in [(thing.label, how) for thing, how in find_people(text)]


@pytest.mark.parametrize("text", ["现在，我代表省人民政府，向大会作报告", "高质量发展取得成效"])
def test_no_people(text: str) -> None:
    assert not list(find_people(text))


def test_a_bare_date_belongs_to_the_year_looked_back_at() -> None:
    assert [thing.period for thing in find_dates("11月8日，大会举办", JIANGSU)] == ["2024-11-08"]


def test_what_is_to_come_is_marked() -> None:
    (thing,) = find_dates("到2027年，规模突破1万亿元", JIANGSU)
    assert thing.until


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("创新产业园落户天府新区，运营顺利", "天府新区"),
        ("大会在苏州举办", "苏州市"),
        ("首届设计展在我省举办", "江苏省"),
    ],
)
def test_sites(text: str, label: str) -> None:
    assert label in [thing.label for thing in find_sites(text, JIANGSU, BASE)]


def test_bodies_no_lexicon_knows() -> None:
    assert "某某竞争事务委员会" in [thing.label for thing in find_bodies("省局与某某竞争事务委员会签署备忘录")]


@pytest.mark.parametrize(
    ("noun", "language", "kind"),
    [
        ("设区市获准", "zh", "Place"),
        ("功能区域", "zh", None),
        ("专项行动", "zh", "Initiative"),
        ("industrial clusters", "en", None),
    ],
)
def test_kind_of_thing_asked_for(noun: str, language: str, kind: str | None) -> None:
    assert asked_type(noun, language) == kind


def test_persons_are_told_from_agencies() -> None:
    assert asks_person("作报告的省长是哪位", "zh")
    assert not asks_person("是谁认定的", "zh")


def test_asides_and_company_names_do_not_break_a_list() -> None:
    text = "约谈甲乙食品股份有限公司（以下简称甲乙，000001）、丙丁（集团）股份有限公司（以下简称丙丁）等两家企业"
    (found,) = find_lists(text, None, BASE, expected=2)
    assert [thing.label for thing in found.things] == ["甲乙食品股份有限公司", "丙丁（集团）股份有限公司"]


def test_bare_names_of_a_provinces_counties_are_places() -> None:
    (found,) = find_lists("瓦房店、海城、庄河上榜全国百强县", "210000", BASE, expected=None)
    assert [thing.label for thing in found.things] == ["瓦房店市", "海城市", "庄河市"]
    assert all(thing.type == "Place" for thing in found.things)


def test_a_day_that_is_asked_for_is_not_a_year() -> None:
    assert exactness("几号开始实施") == len("2023-08-25")
    assert exactness("几月召开") == len("2023-08")
    assert exactness("哪年入选") == 0


def test_a_last_item_that_goes_on_ends_before_its_predicate() -> None:
    text = "石山、芦山、杨官寨、太平遗址为探源工程作出原创性贡献"
    (found,) = [each for each in find_lists(text, None, BASE, expected=4) if len(each.things) == 4]
    assert found.things[-1].label == "太平遗址"
