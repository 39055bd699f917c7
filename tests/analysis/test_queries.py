from __future__ import annotations

from typing import Any

import pytest

from analysis.queries import FOLDER, fill, iri, literal


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.rq")), ids=lambda path: path.stem)
def test_each_query_runs_as_it_stands(corpus: Any, path: Any) -> None:
    corpus.say("浙江省", "2023", "地区生产总值", 8e12, "8万亿元", id="gdp")
    corpus.store().select(path.read_text(encoding="utf-8"))


def test_terms_cannot_break_out() -> None:
    assert literal('a"b\\c\n') == '"a\\"b\\\\c\\n"'
    with pytest.raises(ValueError, match="not an IRI"):
        iri("http://x/> } INSERT {")
    assert 'VALUES ?period { "2023" }' in fill("matching", period=[literal("2023")])


def test_what_is_not_asked_for_is_not_filtered() -> None:
    assert "VALUES ?metric" not in fill("matching")
