"""What stands beside an answer: how it was read, what it computed, where documents disagree, what the corpus
covers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from answering import templates
from answering.answer import Filter, Row
from answering.facts import Fact
from answering.gathering import Pool, years_asked
from answering.library import Library
from answering.numbers import amount
from answering.observations import reached, slots_of
from answering.scoring import Judge, Scored, Slot
from answering.understanding.query import Kind, Query
from answering.wording import answer_text, metric_text, phrase, place_text, silence, value_text
from lexicon.metrics import Metrics
from lexicon.places import Places
from model.statement import Status

_NEAREST = 5
_WORTH_SHOWING = 0.35  # coverage below which a fact is not near a question at all


@dataclass(frozen=True, slots=True)
class Report:
    """Why there is no answer, and what there is instead."""

    text: str
    sparql: str
    nearest: tuple[Fact, ...]
    suggestions: tuple[tuple[str, str], ...]


def readings(query: Query) -> list[str]:
    used = [reading for reading in query.readings if reading.rpartition(" ")[2] in query.periods]
    return [phrase("reading", query.reply, reading=reading) for reading in used]


def filters(query: Query) -> tuple[Filter, ...]:
    """What was understood, each of which can be taken back."""
    found = [
        Filter(f"place:{place.name}", place.english if query.reply == "en" else place.name) for place in query.places
    ]
    found += [Filter(f"period:{period}", period) for period in query.periods]
    if query.status:
        found.append(Filter(f"status:{query.status.value}", phrase(query.status.value, query.reply)))
    by_id = Metrics.load().by_id
    for metric in query.metrics:
        known = by_id[metric.removeprefix("metric/")]
        found.append(Filter(f"metric:{metric}", known.en if query.reply == "en" else known.zh))
    return tuple(found)


def slot_text(slot: Slot, query: Query) -> str:
    """What a slot that is not filled is called: its place where places are compared, else its period."""
    if slot.place is not None and (len(query.places) > 1 or slot.period is None):
        return slot.place.english if query.reply == "en" else slot.place.name
    return slot.period or ""


def computed(query: Query, rows: Sequence[Row]) -> list[str]:
    """The difference of two values of one unit, and whether a target was met; both values are among the rows."""
    if query.kind is Kind.TARGET_VS_OUTCOME and len(rows) >= 2:
        return _met(query, rows)
    if query.kind is not Kind.COMPARE or len(rows) != 2:
        return []
    first, second = rows
    if first.value is None or second.value is None or first.unit != second.unit:
        return []
    unit = "百分点" if first.unit == "%" else first.unit
    return [
        phrase("difference", query.reply, value=amount(round(abs(first.value - second.value), 10), unit, query.reply))
    ]


def _met(query: Query, rows: Sequence[Row]) -> list[str]:
    """Whether the target was met; of several, how many were."""
    pairs: dict[tuple[object, ...], dict[str, Row]] = {}
    for row in rows:
        pairs.setdefault((row.metric, row.measure, row.place, row.period), {}).setdefault(row.status or "", row)
    verdicts = [verdict for pair in pairs.values() if (verdict := _verdict(pair)) is not None]
    if len(verdicts) > 1:
        met = verdicts.count(True)
        return [phrase("met_many", query.reply, met=str(met), missed=str(len(verdicts) - met))]
    return [phrase("met" if verdicts[0] else "missed", query.reply)] if verdicts else []


def _verdict(pair: Mapping[str, Row]) -> bool | None:
    target, result = pair.get(Status.TARGET.value), pair.get(Status.ACHIEVED.value)
    if target is None or result is None or target.value is None or result.value is None:
        return None
    return reached(target, result.value)


def disagreement(others: Sequence[Fact], language: str) -> list[str]:
    """Values that other documents give for the same metric, place and period."""
    shown = dict.fromkeys(
        f"{amount(fact.value, fact.unit, language)}（{fact.evidence.source.title}）"
        for fact in others
        if fact.value is not None
    )
    return [phrase("disagree", language, values=phrase("and", language).join(list(shown)[:3]))] if shown else []


def definition_text(query: Query, rows: Sequence[Row]) -> str:
    return rows[0].evidence[0].sentence if rows else answer_text(query, rows)


def coverage(library: Library, query: Query, pool: Pool, judge: Judge) -> Report:
    """What was looked for, where and when the corpus has the metric, and the facts nearest to the question."""
    slot = slots_of(query, judge.newest)[0]
    near = _near(pool.facts, slot, judge) or _near(_elsewhere(library, query), slot, judge)
    metrics = list(query.metrics) or [found.fact.metric for found in near[:1]]
    text = silence(query)
    sparql = templates.render(
        "coverage",
        title=" ".join(query.text.split()),
        metrics=templates.iris(library.iri(metric) for metric in metrics),
        scope=_scope(query),
    )
    covered = _covered(library, metrics, query) if query.metrics else ""
    nearest = tuple(found.fact for found in near[:_NEAREST])
    return Report(text + covered, sparql, nearest, _suggestions(query, near))


def _near(facts: Sequence[Fact], slot: Slot, judge: Judge) -> list[Scored]:
    return [found for found in _relaxed(facts, slot, judge) if found.coverage >= _WORTH_SHOWING]


def _elsewhere(library: Library, query: Query) -> list[Fact]:
    """The metric in the year asked for, in other places."""
    years = years_asked(query)
    return library.facts_about(query.metrics, periods=years) if query.metrics and years else []


def _relaxed(facts: Sequence[Fact], slot: Slot, judge: Judge) -> list[Scored]:
    """The best facts with the period, then the status, then the place left open."""
    loose = [slot, Slot(slot.place, None, slot.status), Slot(slot.place, slot.period, None), Slot(slot.place), Slot()]
    for each in loose:
        found = judge.best(facts, each)
        if found and found[0].coverage >= _WORTH_SHOWING:
            return found
    return []


def _scope(query: Query) -> str:
    """The periods asked for; the whole corpus where none is."""
    return f"VALUES ?period {{ {' '.join(map(templates.literal, query.periods))} }}" if query.periods else ""


def _covered(library: Library, metrics: Sequence[str], query: Query) -> str:
    places = [place.code for place in query.places]
    years, codes = library.covered(metrics, places) if places else ([], [])
    if not years:
        years, codes = library.covered(metrics, periods=query.periods)
    known = [place for code in codes if (place := Places.load().by_code(code))]
    if not years:
        return ""
    language = query.reply
    span = years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"
    names = phrase("and", language).join(place.english if language == "en" else place.name for place in known[:8])
    return " " * (language == "en") + phrase("covers", language, periods=span, places=names)


def _suggestions(query: Query, near: Sequence[Scored]) -> tuple[tuple[str, str], ...]:
    """Other questions that can be answered, each with the fact that answers it."""
    from answering.rows import rows_of

    shown: dict[str, str] = {}
    for row in rows_of([found.fact for found in near[:_NEAREST]], ""):
        gap = phrase("gap", query.reply)
        asked = gap.join(
            part for part in (place_text(row, query.reply), row.period or "", metric_text(row, query.reply)) if part
        )
        shown.setdefault(asked, value_text(row, query.reply))
    return tuple(shown.items())
