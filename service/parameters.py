"""Reading request parameters; a bad one is a QueryError that names it."""

from __future__ import annotations

from collections.abc import Collection

from flask import request

from model.errors import QueryError


def text(name: str, *, limit: int, required: bool = True) -> str:
    """The parameter without surrounding space, "" if absent and not required; control characters are refused."""
    value = request.args.get(name, "").strip()
    if required and not value and name in request.args:
        raise QueryError("a required parameter is empty", where=name, advice=f"give a text: ?{name}=…")
    if required and not value:
        raise QueryError("a required parameter is missing", where=name, advice=f"add ?{name}=…")
    if len(value) > limit:
        raise QueryError(f"too long: {len(value)} characters", where=name, advice=f"give at most {limit}")
    if any(character < " " and character not in "\t\r\n" for character in value):
        raise QueryError("control characters", where=name, advice="give plain text")
    return value


def integer(name: str, default: int | None, *, low: int, high: int) -> int | None:
    raw = request.args.get(name)
    if raw is None or not raw.strip():
        return default
    if not (raw.strip().isascii() and raw.strip().isdigit() and len(raw) < 10 and low <= int(raw) <= high):
        raise QueryError(f"not a number between {low} and {high}: {raw[:40]!r}", where=name)
    return int(raw)


def count(name: str, default: int, *, high: int) -> int:
    value = integer(name, default, low=1, high=high)
    return default if value is None else value


def choice(name: str, default: str, allowed: Collection[str]) -> str:
    value = request.args.get(name, default)
    if value not in allowed:
        raise QueryError(f"not one of {', '.join(sorted(allowed))}: {value[:40]!r}", where=name)
    return value
