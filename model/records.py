"""Statements <-> the records of `statements.jsonl` (one JSON object a line, keys in a fixed order)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

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

_EVIDENCE = ("document", "title", "passage", "sentence", "start", "end", "quote")


def to_record(statement: Statement) -> dict[str, Any]:
    fields = asdict(statement)
    evidence = fields.pop("evidence")
    kind = "observation" if isinstance(statement, Observation) else "relation"
    return {"kind": kind, "id": fields.pop("id"), **evidence, **fields}


def to_line(statement: Statement) -> str:
    return json.dumps(to_record(statement), ensure_ascii=False, separators=(",", ":"))


def from_record(record: Mapping[str, Any]) -> Statement:
    """Inverse of `to_record`. Raises KeyError for a missing field, ValueError for a value outside its vocabulary."""
    fields = dict(record)
    kind = fields.pop("kind")
    fields["evidence"] = Evidence(**{name: fields.pop(name) for name in _EVIDENCE})
    fields["status"] = Status(fields["status"])
    if kind == "observation":
        fields["measure"] = Measure(fields["measure"])
        fields["comparator"] = Comparator(fields["comparator"])
        return Observation(**fields)
    if kind == "relation":
        fields["p"] = Predicate(fields["p"])
        fields.update({name: EntityType(fields[name]) for name in ("s_type", "o_type")})
        return Relation(**fields)
    raise ValueError(f"unknown kind of statement: {kind!r}")
