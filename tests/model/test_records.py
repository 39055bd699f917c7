from __future__ import annotations

import json

import pytest

from model.records import from_record, to_line, to_record
from model.statement import (
    Comparator,
    EntityType,
    Evidence,
    Measure,
    Observation,
    Predicate,
    Relation,
    Status,
)

EVIDENCE = Evidence("samples/a.txt", "甲", "d/p3", "全市建成驿站12座。", 10, 17, "建成驿站12座")
OBSERVATION = Observation(
    "o1", EVIDENCE, "建成驿站", "m-1", Measure.LEVEL, 12, "座", "12座", Comparator.EQUAL, Status.ACHIEVED, "杭州市"
)
RELATION = Relation(
    "r1", EVIDENCE, "杭州市", EntityType.PLACE, Predicate.ESTABLISHES, "驿站", EntityType.FACILITY, Status.TARGET
)


@pytest.mark.parametrize("statement", [OBSERVATION, RELATION])
def test_a_record_survives_json(statement: Observation | Relation) -> None:
    assert from_record(json.loads(to_line(statement))) == statement


def test_the_record_has_the_contract_s_fields() -> None:
    common = {"kind", "id", "document", "title", "sentence", "start", "end", "quote", "status", "confidence", "rule"}
    assert common | {"metric", "metric_id", "measure", "value", "unit", "stated", "comparator", "place", "agency",
                     "period", "rank", "rank_scope"} <= set(to_record(OBSERVATION))
    assert common | {"s", "s_type", "p", "o", "o_type", "time"} <= set(to_record(RELATION))


def test_unknown_kinds_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown kind"):
        from_record({**to_record(RELATION), "kind": "rumour"})
