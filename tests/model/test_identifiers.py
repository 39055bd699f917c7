from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from model.identifiers import digest, document_id, entity_id, passage_id


@given(st.text(), st.text())
def test_ids_are_ascii_and_repeatable(kind: str, name: str) -> None:
    assert digest(kind, name).isascii()
    assert digest(kind, name) == digest(kind, name)


def test_the_parts_do_not_run_together() -> None:
    assert digest("ab", "c") != digest("a", "bc")


def test_shapes() -> None:
    assert passage_id(document_id("a.txt"), 12) == f"{document_id('a.txt')}/p12"
    assert entity_id("Agency", "浙江省公安厅").startswith("agency/")
