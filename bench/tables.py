"""The tables in docs/benchmarks.md, made again from the newest results; the words around them are left alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bench.results import number

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
_START = "<!-- table: {name} -->"
_END = "<!-- end -->"


def refresh(records: Iterable[Mapping[str, Any]], *, page: Path = PAGE) -> None:
    """Each table stands between its two comment lines; one that is missing is added at the end."""
    text = page.read_text(encoding="utf-8") if page.exists() else "# Benchmarks\n"
    for record in records:
        text = _placed(text, record["name"], _table(record))
    page.write_text(text, encoding="utf-8")


def _placed(text: str, name: str, table: str) -> str:
    start = _START.format(name=name)
    block = f"{start}\n{table}\n{_END}"
    if start not in text:
        return f"{text.rstrip()}\n\n## {name}\n\n{block}\n"
    return re.sub(rf"{re.escape(start)}.*?{re.escape(_END)}", lambda _: block, text, count=1, flags=re.DOTALL)


def _table(record: Mapping[str, Any]) -> str:
    machine = record["machine"]
    where = f"{machine['cpu']}, {machine['cores']} cores, {machine['memory_gib']} GiB, Python {machine['python']}"
    rows = "\n".join(
        f"| {figure['what']} | {number(figure['value'])} | {figure['unit']} |" for figure in record["figures"]
    )
    return f"{record['subject']} – {record['date']}, {where}\n\n| | | |\n|---|---:|---|\n{rows}"
