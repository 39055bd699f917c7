from __future__ import annotations

import pytest

from lexicon.agencies import Agencies
from lexicon.places import Places


@pytest.fixture(scope="module")
def agencies() -> Agencies:
    return Agencies.load()


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("市场监管总局", "国家市场监督管理总局"),
        ("国家市场监管总局", "国家市场监督管理总局"),
        ("国家发改委", "国家发展和改革委员会"),
        ("工信部", "工业和信息化部"),
    ],
)
def test_central(agencies: Agencies, surface: str, name: str) -> None:
    organ = agencies.central(surface)
    assert organ is not None and organ.name == name


@pytest.mark.parametrize(
    ("surface", "place", "name"),
    [
        ("市场监管局", "浙江省", "浙江省市场监督管理局"),
        ("公安厅", "浙江省", "浙江省公安厅"),
        ("公安局", "丽水市", "丽水市公安局"),
        ("市场监管局", "青浦区", "上海市青浦区市场监督管理局"),
        ("市场监管局", "青田县", "青田县市场监督管理局"),
        ("发改委", "宁波市", "宁波市发展和改革局"),
    ],
)
def test_local(agencies: Agencies, surface: str, place: str, name: str) -> None:
    family, area = agencies.family(surface), Places.load().named(place)
    assert family is not None and area is not None
    assert agencies.local(family, area) == name


def test_english(agencies: Agencies) -> None:
    assert agencies.english("国家税务总局") == "State Taxation Administration"
    assert agencies.english("浙江省市场监督管理局") == "Zhejiang Administration for Market Regulation"
    assert agencies.english("无此机构") is None


def test_surfaces_are_not_shared(agencies: Agencies) -> None:
    organs = [surface for organ in agencies.organs for surface in (organ.name, *organ.short)]
    assert len(organs) == len(set(organs))
