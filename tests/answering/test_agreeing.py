"""Statements that differ in words only are no disagreement."""

from __future__ import annotations

from dataclasses import replace

from answering.agreeing import contradicting, ranged
from answering.facts import Evidence, Fact, Source
from answering.outcomes import met_text
from answering.rows import rows_of
from answering.wording import value_text

_SOURCE = Source("d", "https://example.org/document/d", "报告", "2025", "https://example.org/d")
_SAID = Evidence("d/p1", "粮食产量1344亿斤", "粮食产量1344亿斤。", 0, 10, _SOURCE)


def _fact(value: float, stated: str, sign: str = "=", unit: str = "斤", status: str = "achieved") -> Fact:
    return Fact(
        "x" + stated + sign, "metric/grain", "粮食总产量", "level", value, unit, stated, sign, status, _SAID,
        "place/410000", "河南省", None, "2024",
    )  # fmt: skip


def test_a_bound_that_is_kept_and_a_rounded_value_agree() -> None:
    exact = _fact(1344e8, "1344亿斤")
    assert contradicting([_fact(1300e8, "1300亿斤", ">="), _fact(1344.2e8, "1344.2亿斤")], [exact]) == ()
    other = _fact(1500e8, "1500亿斤")
    assert contradicting([other], [exact]) == (other,)


def test_two_ends_of_a_range_are_one_target() -> None:
    low = _fact(5, "5%—5.5%", ">=", "%", "target")
    high = replace(low, value=5.5, comparator="<=", iri="y")
    assert contradicting([high], [low]) == ()
    (row,) = rows_of([low], "https://example.org/")
    assert value_text(ranged(row, [high]), "zh") == "5%—5.5%"
    other = replace(high, stated="5.5%", comparator=">=")
    assert contradicting([other], [low]) == (other,)


def test_a_verdict_and_a_value_in_another_unit() -> None:
    rows = rows_of(
        [_fact(1.3e12, "1.3万亿斤", ">=", "斤", "target"), _fact(7.065e8, "70650万吨", "=", "吨")],
        "https://example.org/",
    )
    assert met_text(rows, "zh") == ["已达到目标。"]
    assert value_text(rows[1], "zh", beside="斤") == "7.065亿吨（合1.413万亿斤）"
