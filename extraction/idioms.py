"""Spans whose numbers count nothing: dates, ordinals, names, plan numbers (data/rules/not_quantities.yaml)."""

from __future__ import annotations

import re

from extraction.rules import pattern_rules
from model.text import Span

LONGEST_NAME = 18
_QUOTED = re.compile('“([^“”]*)”|‘([^‘’]*)’|「([^「」]*)」|《([^《》]*)》|"([^"]{1,18})"')
_SENTENCE_INSIDE = re.compile("[，,。；;：:！？]")
_FACT_INSIDE = re.compile("[0-9.]+[万亿]|[0-9.]+[%％]")


def quoted_names(text: str) -> list[Span]:
    """Quotation marks that hold a name, with the marks; a quoted sentence is not a name and stays transparent."""
    return [Span(*match.span()) for match in _QUOTED.finditer(text) if _is_name(match)]


def _is_name(match: re.Match[str]) -> bool:
    inside = next(group for group in match.groups() if group is not None)
    if match[0][0] == "《":
        return True
    return len(inside) <= LONGEST_NAME and not (_SENTENCE_INSIDE.search(inside) or _FACT_INSIDE.search(inside))


def excluded_spans(text: str) -> list[Span]:
    """Spans in which no number is a quantity, in no order."""
    spans = quoted_names(text)
    for rule in pattern_rules("not_quantities"):
        spans.extend(Span(*match.span()) for match in rule.pattern.finditer(text))
    return spans
