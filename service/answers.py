"""An answer as the JSON of the contract, and what its page shows of it: the page says nothing the JSON does not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from analysis.labels import labels
from service import coverage, facts, tables
from service.current import Served, served
from service.illustration import illustration
from service.language import LANGUAGES, term
from service.links import absolute, base
from service.presentation import period, stated

if TYPE_CHECKING:
    from answering.answer import Answer

ONE = "one"
FEW = "few"
NAMES = "names"
TABLE = "table"
_IN_STATED = ("comparator", "unit")
_NAMED = ("entity", "metric", "place")
_ONCE = ("metric", "measure", "status")
LEAD_EVIDENCE = 3
SIDE_BY_SIDE = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the language to answer in (None: its own), and the filters taken back."""

    question: str
    language: str | None = None
    without: tuple[str, ...] = ()

    def query(self) -> str:
        """The query string that asks this again."""
        return "?" + urlencode([("q", self.question), *(("without", key) for key in self.without)])


def answer(build: Served, asked: Asked) -> Answer:
    return build.answerer.answer(asked.question, language=asked.language, without=asked.without)


def record_of(answer: Answer, *, hits: int) -> dict[str, Any]:
    """The JSON of the contract, with at most so many hits."""
    from answering.records import answer_record  # late: answering loads the encoder's libraries

    record = answer_record(answer)
    record["hits"] = record["hits"][:hits]
    return record


def page(answer: Answer, asked: Asked, *, hits: int) -> dict[str, Any]:
    """The variables of search.html."""
    record = record_of(answer, hits=hits)
    rows = record["answer"]["rows"] = in_language(record["answer"]["rows"])
    return {
        **record,
        "question": asked.question,
        "shape": shape(rows),
        "columns": shown_columns(rows),
        "caption": " · ".join(_cell(rows[0], name) for name in _ONCE if constant(rows, name)) if rows else "",
        "lead": lead(rows),
        "figure": illustration(served(), answer, rows),
        "word": "" if asked.without else "/reports/answer.docx" + asked.query(),
        "subject": subject(record),
        "chips": chips(record, asked),
        "coverage": coverage.coverage(served()),
        "api": "/api/v1/answer" + asked.query(),
        "permalink": "/search" + asked.query(),
        "citation": citation(record, absolute("/search" + asked.query())),
    }


def in_both_languages(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with each thing's name in every language that has one, beside the label it always had."""
    found = {name: labels(served().build.graph, _iris(rows), language=name) for name in LANGUAGES}

    def named(thing: dict[str, Any]) -> dict[str, Any]:
        names = {language: known[thing["iri"]] for language, known in found.items() if thing["iri"] in known}
        return {
            **thing,
            "labels": {name: text for name, text in names.items() if name == "zh" or text != names.get("zh")},
        }

    return [{**row, **{name: named(row[name]) for name in _NAMED if row.get(name)}} for row in rows]


def _iris(rows: list[dict[str, Any]]) -> set[str]:
    return {row[name]["iri"] for row in rows for name in _NAMED if row.get(name) and row[name].get("iri")}


def in_language(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with their things named in the language of the page."""
    names = facts.labels(served().build.graph, _iris(rows))
    return [{**row, **{name: _renamed(row[name], names) for name in _NAMED if row.get(name)}} for row in rows]


def _renamed(thing: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    return {**thing, "label": names.get(thing["iri"], thing["label"])}


def shape(rows: list[dict[str, Any]]) -> str:
    """Whether the answer is one thing, a few values to put side by side, a list of names, or a table."""
    if len(rows) == 1:
        return ONE
    if 1 < len(rows) <= SIDE_BY_SIDE and all(row.get("value") is not None for row in rows):
        return FEW
    if rows and all(row.get("entity") and row.get("value") is None for row in rows):
        return NAMES
    return TABLE


def subject(record: dict[str, Any]) -> str:
    """The id of the thing whose network belongs to the answer, "" if the answer is about values."""
    things = [row["entity"] for row in record["answer"]["rows"] if row.get("entity") and not row.get("metric")]
    return str(things[0]["iri"] or "").removeprefix(base()) if things else ""


def shown_columns(rows: list[dict[str, Any]]) -> list[str]:
    """Hedge and unit stand with the value, and what is the same in every row stands above the table."""
    return [
        name for name in tables.columns(rows) if name not in _IN_STATED and not (name in _ONCE and constant(rows, name))
    ]


def constant(rows: list[dict[str, Any]], name: str) -> bool:
    return bool(rows[0].get(name)) and all(row.get(name) == rows[0][name] for row in rows)


def lead(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The evidence shown in full, each sentence once; a table has its own in each row."""
    if shape(rows) in (FEW, TABLE):
        return []
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        for evidence in row.get("evidence", [])[: LEAD_EVIDENCE if len(rows) == 1 else 1]:
            key = (evidence["document"]["iri"], evidence["sentence"])
            shown = found.setdefault(key, {**evidence, "quotes": []})
            shown["quotes"].append(evidence["quote"])
    return list(found.values())[:LEAD_EVIDENCE]


def chips(record: dict[str, Any], asked: Asked) -> list[dict[str, str]]:
    """What was understood, each with the address that asks again without it."""
    return [
        {"label": chip["label"], "without": "/search" + replace(asked, without=(*asked.without, chip["key"])).query()}
        for chip in record["query"]["filters"]
    ]


def citation(record: dict[str, Any], permalink: str) -> str:
    """The answer as a sentence with its first source and its permanent address, for a footnote."""
    rows = record["answer"]["rows"]
    evidence = next((e for row in rows for e in row.get("evidence", [])), None)
    parts = [record["answer"]["text"]]
    if evidence:
        document = evidence["document"]
        parts.append(f"“{evidence['quote']}”, {document['title']}{_issued(document)}")
    return " ".join([*parts, permalink])


def plain(record: dict[str, Any], permalink: str) -> str:
    """The answer as text: what it says, each row, each source."""
    lines = [record["query"]["text"], record["answer"]["text"], ""]
    for row in record["answer"]["rows"]:
        cells = (_cell(row, name) for name in tables.columns([row]) if name not in _IN_STATED)
        lines.append("\t".join(filter(None, cells)))
        lines += [f"    “{e['quote']}” – {e['document']['title']}{_issued(e['document'])}" for e in row["evidence"][:1]]
    return "\n".join([*lines, "", permalink, ""])


def _cell(row: dict[str, Any], name: str) -> str:
    if name == "value":
        return stated(row)
    if name == "period":
        return period(row["period"])
    return term(name, row[name]) if name in ("measure", "status") else _label(row[name])


def _label(value: object) -> str:
    if isinstance(value, dict):
        return str(value.get("label", ""))
    return "、".join(map(_label, value)) if isinstance(value, (list, tuple)) else str(value)


def _issued(document: dict[str, Any]) -> str:
    return f" ({document['issued']})" if document.get("issued") else ""
