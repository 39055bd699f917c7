"""Which columns of a table of documents hold the text, the title, the date and the source (data/rules/columns.yaml)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus import rules
from corpus.formats import Extract
from model.errors import UnreadableDocument


@dataclass(frozen=True, slots=True)
class Columns:
    """`text` is the name of the text column, `named` leads from a column to the metadata key it stands for."""

    text: str
    named: Mapping[str, str]

    def extract(self, record: Mapping[str, str], fragment: str) -> Extract | None:
        """The row's document, None if its text is blank. Columns we have no name for keep theirs, in lower case."""
        text = record.get(self.text, "")
        if not text.strip():
            return None
        others = {self.named.get(name, name.strip().lower()): value.strip() for name, value in record.items()}
        others.pop("text", None)
        return Extract(text, {key: value for key, value in others.items() if key and value}, fragment)


def columns(header: Sequence[str], where: str) -> Columns:
    """The columns of a table with this header. Raises UnreadableDocument if none is known to hold text."""
    named: dict[str, str] = {}
    for key, names in rules.load("columns.yaml")["columns"].items():
        found = next((name for wanted in names for name in header if name.strip().lower() == wanted), None)
        if found is not None and found not in named:
            named[found] = key
    text = next((name for name, key in named.items() if key == "text"), None)
    if text is None:
        known = ", ".join(rules.load("columns.yaml")["columns"]["text"])
        raise UnreadableDocument(
            f"has no text column among {', '.join(header)}", where=where, advice=f"name one of them {known}"
        )
    return Columns(text, named)
