"""Tables of statistical bulletins to figures: row label, column heading and unit make the name, the cell the value.

A row with a cell of prose (the lists of 民生实事 in work reports) is read like a sentence by `extraction.observations`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extraction.numerals import parse_numeral, scaled
from extraction.periods import Now, find_periods
from lexicon.units import NO_UNIT, Unit, Units
from lexicon.words import Words
from model.document import Cell, Table
from model.statement import Measure

_NUMBER = re.compile(r"([-－−+]?)([0-9][0-9,，]*(?:\.[0-9]+)?)\s*([%％]?)(?:[\[［〔(（][0-9]+[\]］〕)）])?")
_NOTE = re.compile(r"[\[［〔][0-9]+[\]］〕]|\s+")
_IN_BRACKETS = re.compile(r"[（(]([^（()）]*)[)）]\s*$")
_CAPTION_UNIT = re.compile(r"单位[:：]\s*([^\s，,；;）)]+)")
_PART = re.compile("^(?:其中|＃|#|[-－—]|[0-9]+[.、])[:：]?|^[（(][一二三四五六七八九十0-9]+[)）]")
_SENTENCE = re.compile("[0-9].*[，。；]|[，。；].*[0-9]")
_PROSE = 15


@dataclass(frozen=True, slots=True)
class Column:
    """One column of values. `noun` completes the row's name, "" where the row label alone is the name; `general` where
    it comes from the caption and only a label without a head of its own (铁路, not 房屋施工面积) needs it."""

    index: int
    label_index: int
    measure: Measure
    noun: str
    unit: tuple[Decimal, Unit] | None
    period: str | None
    general: bool
    area: str = ""


@dataclass(frozen=True, slots=True)
class TableFigure:
    """One cell's figure; `label` and `cell` bound its evidence in the document, `row` is the row's number."""

    row: int
    label: Cell
    cell: Cell
    metric: str
    measure: Measure
    value: Decimal
    unit: str
    period: str | None


def table_figures(table: Table) -> Iterator[TableFigure]:
    """Every number cell whose row and column can be named. Never raises on odd tables."""
    unit_index = next((at for at, cell in enumerate(table.header) if _plain(cell.text) in _words("unit_heading")), None)
    columns = list(_columns(table, unit_index))
    for number, row in enumerate(table.rows):
        row_unit = (
            parsed_unit(_plain(row[unit_index].text)) if unit_index is not None and unit_index < len(row) else None
        )
        for column in columns:
            figure = _figure(table, number, row, column, row_unit)
            if figure is not None:
                yield figure


def has_prose(row: tuple[Cell, ...]) -> bool:
    """Whether a cell of the row holds sentences."""
    return any(len(cell.text) > _PROSE and _SENTENCE.search(cell.text) for cell in row)


def parsed_unit(printed: str) -> tuple[Decimal, Unit] | None:
    """万吨 -> (10000, 吨); % -> (1, %)."""
    units = Units.load()
    for split in range(min(3, len(printed)) + 1):
        unit = units.named(printed[split:])
        factor = scaled(Decimal(1), printed[:split])
        if unit is not None and factor is not None:
            return factor, unit
    return None


def _columns(table: Table, unit_index: int | None) -> Iterator[Column]:
    label_index, noun = 0, ""
    first = _plain(table.header[0].text) if table.header else ""
    caption = _plain(_CAPTION_UNIT.sub("", table.caption))
    unit_match = _CAPTION_UNIT.search(table.caption)
    caption_unit = parsed_unit(unit_match[1]) if unit_match else None
    for at, cell in enumerate(table.header):
        heading = _plain(cell.text)
        if at == 0 or not heading or at == unit_index:
            continue
        if heading == first:
            label_index = at
            continue
        bracket = _IN_BRACKETS.search(heading)
        unit = (parsed_unit(bracket[1]) if bracket else None) or caption_unit
        core = heading[: bracket.start()] if bracket and unit else heading
        measure = _measure(core, caption, unit)
        period = _period(core)
        if measure is Measure.LEVEL or measure is Measure.SHARE:
            noun = "" if period else core
        own = _noun(core if measure is not Measure.GROWTH or not noun else noun, measure, caption)
        yield Column(at, label_index, measure, own, unit, period, own not in (core, noun), _area(core))


def _measure(heading: str, caption: str, unit: tuple[Decimal, Unit] | None) -> Measure:
    percent = unit is not None and unit[1].unit in ("%", "‰")
    if unit is not None and unit[1].unit == "百分点":
        return Measure.CHANGE
    if percent and (
        _growing().search(heading) or (not re.search("比重|占|率|构成", heading) and _growing().search(caption))
    ):
        return Measure.GROWTH
    return Measure.SHARE if percent else Measure.LEVEL


def _area(heading: str) -> str:
    """农村 in front of the row's name, where a column is about a part of the country."""
    return heading if heading in _words("area_heading") and heading not in _words("plain_heading") else ""


def _period(heading: str) -> str | None:
    found = find_periods(heading, Now(None))
    return found[0].period if len(found) == 1 and found[0].end - found[0].start >= len(heading) - 1 else None


def _noun(heading: str, measure: Measure, caption: str) -> str:
    """What completes a row's name in this column."""
    if heading in _words("area_heading"):
        return _subject(caption)
    if heading in _words("plain_heading") or _growing().search(heading):
        subject = _subject(caption)
        return subject.replace("数量", "金额") if heading == "金额" else subject
    return heading


def _subject(caption: str) -> str:
    """What the table is about: 表5 2023年各种运输方式完成货物运输量及其增长速度 -> 货物运输量."""
    text = re.sub(
        r"^(?:续)?(?:附)?表[0-9]{1,2}(?=(?:19|20)[0-9]{2}年|[^0-9])|(?:19|20)[0-9]{2}年(?:年末|末|底)?|年末|[（(][^）)]*[)）]",
        "",
        caption,
    )
    text = re.split("及其|比上年|增长速度|情况|、|和构成", text)[0]
    subject = re.sub(f"^.*{Words.load().any_of('caption_lead')}", "", text)
    return "" if subject in _words("plain_heading") else subject


def _figure(
    table: Table, number: int, row: tuple[Cell, ...], column: Column, row_unit: tuple[Decimal, Unit] | None
) -> TableFigure | None:
    if column.index >= len(row) or column.label_index >= len(row):
        return None
    cell, label = row[column.index], row[column.label_index]
    match = _NUMBER.fullmatch(cell.text.strip())
    name = _PART.sub("", _plain(label.text))
    value = parse_numeral(match[2]) if match else None
    if match is None or value is None or not name or _NUMBER.fullmatch(name):
        return None
    unit = Units.load().by_surface["%"] if match[3] else None
    factor, known = (Decimal(1), unit) if unit else _unit(column, row_unit)
    sign = -1 if match[1] in ("-", "－", "−") else 1
    return TableFigure(
        number, label, cell, _metric(name, column), column.measure, value * factor * sign, known.unit, column.period
    )


def _unit(column: Column, row_unit: tuple[Decimal, Unit] | None) -> tuple[Decimal, Unit]:
    own = column.unit or (row_unit if column.measure is Measure.LEVEL else None)
    return own or (Decimal(1), NO_UNIT)


def _metric(name: str, column: Column) -> str:
    if column.area:
        name = column.area + name
    if name in _words("total_row"):
        return column.noun or name
    if column.noun.startswith(name[-2:]):
        return name + column.noun[2:]
    if (
        not column.noun
        or name.endswith(column.noun[-2:])
        or column.noun in name
        or (column.general and _headed().search(name))
    ):
        return name
    return name + column.noun


def _plain(text: str) -> str:
    return _NOTE.sub("", text)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(Words.load().classes[name])


@cache
def _growing() -> re.Pattern[str]:
    return re.compile(Words.load().any_of("growth_heading"))


@cache
def _headed() -> re.Pattern[str]:
    return re.compile(f"{Words.load().any_of('generic_head', 'shared_head', 'table_head')}$")
