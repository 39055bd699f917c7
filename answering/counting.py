"""What a figure counts: those that were added or all there are, and of which thing."""

from __future__ import annotations

import re

from answering.facts import Fact
from answering.understanding.query import Query
from answering.understanding.words import word_pattern

_CLAUSE = re.compile(r"[，,、；;。（(]")
_QUOTED = re.compile("[“《]([^”》]+)[”》]")
_MISMATCH = -0.3  # 净增多少 is not answered by 总量达…, 一共有多少 not by 新增…
_ADDED = -0.06  # where the question says neither, all there are go before those that were added
_NOUN = 0.08
_OTHER = -0.4
_TAIL = 2  # characters of the noun that must agree


def count_fit(fact: Fact, query: Query) -> float:
    """How what the fact counts agrees with what the question counts."""
    return _stock_fit(fact, query.added) + _noun_fit(fact, query.counted)


def _stock_fit(fact: Fact, added: bool | None) -> float:
    if fact.measure != "level":
        return 0.0
    found = adds(fact)
    if added is None:
        return _ADDED if found else 0.0
    return 0.0 if found is None or found is added else _MISMATCH


def adds(fact: Fact) -> bool | None:
    """True for what was added (新增35家), False for all there are (总数达270家), None where it says neither."""
    head = _head(fact)
    if word_pattern("list_words.csv", "stock").search(head):
        return False
    flow = word_pattern("list_words.csv", "flow")
    return True if flow.search(head) or flow.search(fact.name) else None


def _head(fact: Fact) -> str:
    """The clause of the quote up to the figure."""
    before = fact.evidence.quote.partition(fact.stated)[0] if fact.stated else fact.evidence.quote
    return _CLAUSE.split(before)[-1]


def _noun_fit(fact: Fact, noun: str) -> float:
    """More for a figure of the very thing that stands behind 多少 (走访企业30477家 for 多少企业); less where that has
    a name in quotation marks (多少家“小巨人”) that the fact does not say."""
    quoted = _QUOTED.search(noun)
    if quoted and quoted[1] not in fact.name + fact.evidence.quote:
        return _OTHER
    bare = noun.strip("“”《》")
    return _NOUN if len(bare) >= _TAIL and fact.name.rstrip("”》").endswith(bare[-_TAIL:]) else 0.0
