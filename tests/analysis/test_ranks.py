from __future__ import annotations

from typing import Any

import pytest

from analysis import rank_claims
from analysis.ranks import Verdict
from lexicon.places import Places

PROVINCES = [place.name for place in Places.load() if place.level == "province"]


@pytest.fixture
def everyone(corpus: Any) -> Any:
    """Every province reports; Zhejiang the most."""
    for n, name in enumerate(PROVINCES):
        value = 1000.0 if name == "浙江省" else 100.0 + n
        corpus.say(name, "2023", "专利授权量", value, f"{value:g}件", id="patents", unit="件")
    return corpus


def _claim(corpus: Any, name: str, rank: int, **more: Any) -> Any:
    given = {"id": "patents", "unit": "", "measure": "rank", "rank": rank, "scope": "全国", **more}
    corpus.say(name, "2023", "专利授权量", None, f"居全国第{rank}", **given)
    (found,) = rank_claims(corpus.store())
    return found


def test_supported(everyone: Any) -> None:
    found = _claim(everyone, "浙江省", 1)
    assert (found.verdict, found.known, found.peers) == (Verdict.SUPPORTED, len(PROVINCES) - 1, len(PROVINCES) - 1)
    assert found.own.value == 1000


def test_contradicted_shows_who_is_ahead(everyone: Any) -> None:
    found = _claim(everyone, "江苏省", 1)
    assert found.verdict is Verdict.CONTRADICTED
    assert found.ahead[0].place.label == "浙江省"
    assert found.ahead[0].citation.sentence


def test_a_rank_stated_with_its_value(everyone: Any) -> None:
    everyone.reports["浙江省", "2024"].clear()
    everyone.say("浙江省", "2023", "专利授权量", 1000, "1000件", id="patents", unit="件", rank=1, scope="全国")
    (found,) = rank_claims(everyone.store())
    assert found.verdict is Verdict.SUPPORTED


def test_few_peers(corpus: Any) -> None:
    corpus.say("浙江省", "2023", "专利授权量", 1000, "1000件", id="patents", unit="件")
    found = _claim(corpus, "浙江省", 1)
    assert (found.verdict, found.reason) == (Verdict.UNCHECKABLE, "few_peers")


def test_one_larger_value_is_enough_to_contradict(corpus: Any) -> None:
    corpus.say("浙江省", "2023", "专利授权量", 1000, "1000件", id="patents", unit="件")
    corpus.say("江苏省", "2023", "专利授权量", 2000, "2000件", id="patents", unit="件")
    assert _claim(corpus, "浙江省", 1).verdict is Verdict.CONTRADICTED


def test_hedges_and_rounding_do_not_contradict(corpus: Any) -> None:
    corpus.say("浙江省", "2023", "专利授权量", 100000, "10万件", id="patents", unit="件")
    corpus.say("江苏省", "2023", "专利授权量", 104000, "10.4万件", id="patents", unit="件")
    corpus.say("广东省", "2023", "专利授权量", 200000, "20万件", id="patents", unit="件", comparator="<")
    assert _claim(corpus, "浙江省", 1).ahead == ()


@pytest.mark.parametrize(("scope", "reason"), [("全球", "scope"), ("全省", "scope")])
def test_unknown_scope(everyone: Any, scope: str, reason: str) -> None:
    found = _claim(everyone, "浙江省", 1, scope=scope)
    assert (found.verdict, found.reason) == (Verdict.UNCHECKABLE, reason)


def test_no_value_of_its_own(corpus: Any) -> None:
    found = _claim(corpus, "浙江省", 1)
    assert (found.verdict, found.reason) == (Verdict.UNCHECKABLE, "no_value")


def test_region_and_province_scopes(corpus: Any) -> None:
    for name, value in (("山西省", 5), ("安徽省", 9), ("江西省", 7), ("河南省", 8), ("湖北省", 6), ("湖南省", 4)):
        corpus.say(name, "2023", "专利授权量", value, f"{value}件", id="patents", unit="件")
    assert _claim(corpus, "河南省", 2, scope="中部地区").verdict is Verdict.SUPPORTED


def test_cities_are_ranked_among_the_cities_of_their_province(corpus: Any) -> None:
    cities = [p.name for p in Places.load() if p.level == "prefecture" and p.code.startswith("33")]
    for n, name in enumerate(cities):
        corpus.say(name, "2023", "专利授权量", 100 - n, f"{100 - n}件", id="patents", unit="件")
    corpus.say("浙江省", "2023", "专利授权量", 5000, "5000件", id="patents", unit="件")
    assert _claim(corpus, cities[0], 1, scope="全省").verdict is Verdict.SUPPORTED


def test_less_is_better_is_left_open(everyone: Any) -> None:
    everyone.say("浙江省", "2023", "单位能耗", 1, "1吨", id="energy", unit="吨", rank=1, scope="全国")
    (found,) = rank_claims(everyone.store())
    assert (found.verdict, found.reason) == (Verdict.UNCHECKABLE, "direction")


def test_a_rank_behind_a_growth_rate_is_about_the_total(everyone: Any) -> None:
    """ "1000件、增长3.9%，居全国首位" does not say that growth was the highest."""
    everyone.say("江苏省", "2023", "专利授权量", 30.0, "30%", id="patents", unit="%", measure="growth")
    everyone.say(
        "浙江省", "2023", "专利授权量", 3.9, "3.9%", id="patents", unit="%", measure="growth", rank=1, scope="全国"
    )
    (found,) = rank_claims(everyone.store())
    assert found.verdict is Verdict.SUPPORTED
