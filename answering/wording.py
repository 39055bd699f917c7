"""The one sentence an answer is given in, in the question's language. Patterns: data/lexicons/answer_texts.csv."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from answering.answer import Row
from answering.kinds import difference_of
from answering.numbers import amount, hedge
from answering.understanding.query import Kind, Query
from answering.understanding.words import word_list
from lexicon.metrics import Metrics
from lexicon.places import Places
from lexicon.scales import converted
from lexicon.tables import rows as table
from model.statement import Measure, Status

_RECENT = 5  # years
_CLAUSE = re.compile(r"[，。；、,;]")


def phrase(key: str, language: str, **values: str) -> str:
    return _phrases()[key, language].format(**values)


def capital(text: str, language: str) -> str:
    return text[:1].upper() + text[1:] if language == "en" else text


def answer_text(query: Query, rows: Sequence[Row], *, missing: Sequence[str] = ()) -> str:
    """A sentence that states the rows; `missing` are periods or places the corpus does not have."""
    language = query.reply
    if not rows:
        return silence(query)
    if rows[0].metric is None:
        joined = phrase("and", language).join(label_of(row, language) for row in rows)
        text = phrase("things", language, things=joined)
    elif query.kind is Kind.TARGET_VS_OUTCOME:
        told = (_status_text(row, language, rows[0].unit) for row in rows)
        text = phrase("separator", language).join(told) + phrase("stop", language)
    elif len(rows) == 1:
        text = phrase("value", language, subject=_told(rows[0], language), value=value_text(rows[0], language))
        text = _no_amount(query, rows[0]) + text + _wider_place(query, rows[0])
    else:
        unit = rows[0].unit
        parts = (f"{_slot_text(row, rows, language)} {value_text(row, language, beside=unit)}" for row in rows)
        text = phrase(
            "values", language, metric=metric_text(rows[0], language), values=phrase("separator", language).join(parts)
        )
    if _is_old(query, rows):
        text = phrase("last_said", language, year=period_text(rows[0].period, language)) + text
    if missing:
        text += phrase("missing", language, missing=phrase("and", language).join(missing))
    return text


def _is_old(query: Query, rows: Sequence[Row]) -> bool:
    """Whether the one figure is from long before the newest documents, and no time was asked for."""
    period = rows[0].period if len(rows) == 1 and not query.periods and query.newest else None
    return period is not None and int(period.rpartition("/")[2][:4]) < query.newest - _RECENT


def value_text(row: Row, language: str, *, beside: str = "") -> str:
    """`beside` is the unit of what it is compared with: another of the same dimension is converted into it."""
    if row.value is None or row.measure == Measure.RANK.value:
        return phrase("rank", language, rank=str(row.rank))
    shown = _striving(row, language) + _amount_text(row, row.value, language) + _converted(row, beside, language)
    return shown if row.rank is None else f"{shown}{phrase('ranked', language, rank=str(row.rank))}"


def _amount_text(row: Row, value: float, language: str) -> str:
    if row.end is None:
        return hedge(row.comparator, language) + amount(value, row.unit, language)
    low, high = sorted((value, row.end), key=abs)
    ends = {"low": amount(low, row.unit, language), "high": amount(high, row.unit, language)}
    return phrase("range", language, **ends)


def _converted(row: Row, unit: str, language: str) -> str:
    value = None if row.value is None else converted(row.value, row.unit, unit)
    if value is None or value == row.value:
        return ""
    return phrase("converted", language, amount=amount(value, unit, language))


def _striving(row: Row, language: str) -> str:
    """力争 where the clause of a target says so."""
    if row.status != Status.TARGET.value or not row.evidence:
        return ""
    first = row.evidence[0]
    clause = _CLAUSE.split(first.sentence.partition(first.quote)[0])[-1] + first.quote
    words = word_list("list_words.csv", "striving")
    return phrase("striving", language) if any(word in clause for word in words) else ""


def subject(row: Row, language: str) -> str:
    parts = [place_text(row, language), period_text(row.period, language), metric_text(row, language)]
    return phrase("gap", language).join(part for part in parts if part)


def _told(row: Row, language: str) -> str:
    """The subject, and that it is a target where it is one."""
    return subject(row, language) + (phrase("as_target", language) if row.status == "target" else "")


def _wider_place(query: Query, row: Row) -> str:
    """Says so where the figure is stated for a wider place than the one asked for, whose sentence names that one."""
    asked = query.places[-1] if query.places else None
    stated = Places.load().named(row.place.label) if row.place else None
    if asked is None or stated is None or stated.code in {place.code for place in query.places}:
        return ""
    if not Places.load().covers(stated, asked):
        return ""
    return phrase("wider_place", query.reply, place=place_text(row, query.reply), asked=asked.called(query.reply))


def _no_amount(query: Query, row: Row) -> str:
    """Says so where the amount of a metric is asked for and only its growth is there."""
    plain = query.measure is None and query.metrics and not query.units and query.kind is Kind.VALUE
    return phrase("no_amount", query.reply) if plain and row.measure == "growth" else ""


def metric_text(row: Row, language: str) -> str:
    known = Metrics.load().named(row.metric.label) if row.metric else None
    name = (known.en if language == "en" else known.zh) if known else (row.metric.label if row.metric else "")
    difference = difference_of(row.evidence[0].quote) if row.measure == "change" and row.evidence else ""
    if difference:
        return name + phrase("against", language, difference=difference)
    return name + phrase(row.measure, language) if row.measure in ("growth", "change") else name


def place_text(row: Row, language: str) -> str:
    if row.place is None:
        return ""
    known = Places.load().named(row.place.label)
    return known.english if known and language == "en" else row.place.label


def period_text(period: str | None, language: str) -> str:
    if not period:
        return ""
    first, slash, last = period.partition("/")
    if slash:
        return phrase("span", language, first=first, last=last)
    return phrase("year", language, year=period) if len(period) == 4 else period


def label_of(row: Row, language: str) -> str:
    if row.entity is not None:
        return row.entity.label
    return row.period or (row.place.label if row.place else "")


def silence(query: Query) -> str:
    """That the corpus does not say it: the metric with its place and time, or the question as it was asked."""
    if query.metrics:
        return phrase("not_found", query.reply, what=asked_for(query))
    return phrase("no_answer", query.reply, question=" ".join(query.text.split()).rstrip("?？。. "))


def asked_for(query: Query) -> str:
    names = [place.called(query.reply) for place in query.places]
    years = [period_text(period, query.reply) for period in query.periods]
    metrics = [Metrics.load().by_id[metric.removeprefix("metric/")] for metric in query.metrics]
    what = [metric.en if query.reply == "en" else metric.zh for metric in metrics] or [query.content]
    status = [phrase(query.status.value, query.reply)] if query.status else []
    parts = (phrase("and", query.reply).join(part) for part in (names, years, what, status) if part)
    return phrase("gap", query.reply).join(parts)


def _slot_text(row: Row, rows: Sequence[Row], language: str) -> str:
    places = {other.place for other in rows}
    periods = {other.period for other in rows}
    parts = [
        place_text(row, language) if len(places) > 1 or len(periods) == 1 else "",
        period_text(row.period, language) if len(periods) > 1 else "",
        phrase("target", language) if row.status == "target" else "",
    ]
    return phrase("gap", language).join(part for part in parts if part)


def _status_text(row: Row, language: str, unit: str) -> str:
    return phrase(
        "status",
        language,
        status=phrase(row.status or "achieved", language),
        subject=subject(row, language),
        value=value_text(row, language, beside=unit),
    )


@cache
def _phrases() -> dict[tuple[str, str], str]:
    return {(row["key"], row["language"]): row["text"].replace("␣", " ") for row in table("answer_texts.csv")}
