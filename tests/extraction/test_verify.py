from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.verify import fault, verified
from model.document import Document
from model.statement import (
    Comparator,
    EntityType,
    Evidence,
    Measure,
    Observation,
    Predicate,
    Relation,
    Statement,
    Status,
)

TEXT = "全年新增企业3.2万家，举办首届茶博会。"
DOCUMENT = Document("d", "d.txt", "", TEXT, "")
EVIDENCE = Evidence("d.txt", "", "d/p0", TEXT, 2, 11, TEXT[2:11])
OBSERVATION = Observation(
    "o", EVIDENCE, "新增企业", "m-1", Measure.LEVEL, 32000, "家", "3.2万家", Comparator.EQUAL, Status.ACHIEVED
)
RELATION = Relation(
    "r",
    Evidence("d.txt", "", "d/p0", TEXT, 12, 18, TEXT[12:18]),
    "某市",
    EntityType.PLACE,
    Predicate.HOSTS,
    "首届茶博会",
    EntityType.EVENT,
    Status.ACHIEVED,
)


@pytest.mark.parametrize("statement", [OBSERVATION, RELATION])
def test_what_holds_is_kept(statement: Statement) -> None:
    assert fault(statement, DOCUMENT) is None


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (replace(OBSERVATION, evidence=replace(EVIDENCE, quote="新增企业3.3万家")), "quote is not verbatim"),
        (replace(OBSERVATION, evidence=replace(EVIDENCE, start=3)), "quote is not verbatim"),
        (replace(OBSERVATION, stated="3.3万家"), "quote lacks the stated value"),
        (replace(OBSERVATION, value=33000), "stated value is not the value"),
        (replace(OBSERVATION, value=None), "neither value nor rank"),
        (replace(OBSERVATION, metric=""), "no metric"),
        (replace(RELATION, o=""), "a relation without subject or object"),
    ],
)
def test_what_does_not_hold_is_dropped_and_counted(statement: Statement, reason: str) -> None:
    kept, dropped = verified([statement], DOCUMENT)
    assert kept == [] and dropped == {f"rejected: {reason}": 1}
