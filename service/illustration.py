"""The figure that shows an answer: its address in each format, and words for those who cannot see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from reports.desk import desk
from reports.illustrations import illustration as chosen
from service import coverage
from service.current import Served
from service.language import language, translate
from service.links import base
from service.presentation import period, stated

if TYPE_CHECKING:
    from answering.answer import Answer

TOLD = 12


@dataclass(frozen=True, slots=True)
class Illustration:
    """`path` is the figure's address without its format, `query` its parameters with the question mark."""

    path: str
    query: str
    alt: str

    def address(self, format: str) -> str:
        return f"{self.path}.{format}{self.query}"


def illustration(served: Served, answer: Answer, rows: list[dict[str, Any]]) -> Illustration | None:
    """None where the answer has no figure, or none that may be drawn. `rows` are those of the answer's record."""
    found = chosen(answer) if answer.answered else None
    if found is None:
        return None
    at = desk(served.build, served.answerer, language=language(), names=coverage.names(served))
    pictures = at.pictures("answer", found.kind, found.values)
    if not pictures:
        return None
    values = {name: _short(value) for name, value in found.values.items() if value}
    query = urlencode({**values, "lang": language()}, safe=",")
    return Illustration(f"/figures/{found.kind}", f"?{query}", _alt(pictures[0].caption, rows))


def _short(value: str) -> str:
    """Ids instead of IRIs: the address is printed under the figure."""
    return value.replace(f"{base()}metric/", "").replace(f"{base()}place/", "")


def _alt(title: str, rows: list[dict[str, Any]]) -> str:
    told = [f"{_label(row)} {stated(row)}" for row in rows if row.get("value") is not None]
    return translate("figure.alt", title=title, values="; ".join(told[:TOLD]))


def _label(row: dict[str, Any]) -> str:
    return f"{row.get('place', {}).get('label', '')} {period(row.get('period'))}".strip()
