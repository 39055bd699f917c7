"""When an answer is exactly right, by class of question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from answering.understanding.units import alike

Record = Mapping[str, Any]
_TAIL = re.compile(r"(特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|自治州|地区|省|市|县|区)$")
_MARKS = re.compile(r"[\s“”\"'‘’《》（）()·,，、。的]")
_STRANGE = 5  # of so many rows one may be unexpected


def right(question: Record, answer: Record) -> bool:
    """`answer` is the record of the HTTP contract. A definition is right when its evidence is among the first
    passages."""
    rows, wanted, kind = answer["answer"]["rows"], question["answers"], question["class"]
    answered = answer["answer"]["status"] == "answered" and bool(rows)
    if kind == "not_found":
        return not answered
    if not answered:
        return False
    if kind in ("value", "count"):
        return _value(wanted[0], rows[0])
    if kind in ("entities", "who", "where", "filter"):
        strange = sum(not any(_named(want, row) for want in wanted) for row in rows)
        return all(any(_named(want, row) for row in rows) for want in wanted) and strange * _STRANGE <= len(rows)
    if kind == "when":
        return str(rows[0].get("period") or "").startswith(wanted[0]["period"])
    if kind == "rank":
        return _named(wanted[0], rows[0]) and _value(wanted[0], rows[0])
    return all(any(_slot(want, row) and _value(want, row) for row in rows) for want in wanted)


def _slot(want: Record, row: Record) -> bool:
    """The row's place, period and status are those of the value wanted, as far as it names them."""
    if want.get("place") and not any(_same(want["place"], label) for label in _labels(row)):
        return False
    if want.get("period") and not str(row.get("period") or "").startswith(want["period"]):
        return False
    return not want.get("status") or row.get("status") == want["status"]


def _value(want: Record, row: Record) -> bool:
    got = row.get("value")
    if got is None or abs(abs(got) - abs(want["value"])) > 1e-6 * max(1.0, abs(want["value"])):
        return False
    return not want.get("unit") or not row.get("unit") or alike(want["unit"], row["unit"])


def _named(want: Record, row: Record) -> bool:
    return any(_same(name, label) for name in (want["label"], *want.get("alt", ())) for label in _labels(row))


def _labels(row: Record) -> Iterable[str]:
    return [row[key]["label"] for key in ("entity", "place") if row.get(key)]


def _same(one: str, other: str) -> bool:
    """Equal without marks, or without the kind of place, or one the longer half of the other."""
    left, right_ = _MARKS.sub("", one), _MARKS.sub("", other)
    if left == right_ or _TAIL.sub("", left) == _TAIL.sub("", right_):
        return True
    short, long = sorted((left, right_), key=len)
    return bool(short) and short in long and len(short) * 2 >= len(long)
