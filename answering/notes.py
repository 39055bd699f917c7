"""What stands beside an answer: how it was read, what it computed, where documents disagree, what the corpus
covers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from answering import templates
from answering.answer import Filter, Row
from answering.facts import Fact, place_of
from answering.gathering import Pool, years_asked
from answering.library import Library
from answering.numbers import amount
from answering.observations import slots_of
from answering.outcomes import met_text
from answering.scoring import Judge, Scored, Slot
from answering.understanding.query import Kind, Query
from answering.understanding.words import word_list
from answering.wording import answer_text, metric_text, phrase, place_text, silence, value_text
from lexicon.amounts import in_unit
from lexicon.metrics import Metrics
from lexicon.places import Place, Places

_NEAREST = 5
_SHOWN = 8  # places
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
    found = [Filter(f"place:{place.name}", place.called(query.reply)) for place in query.places]
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
        return slot.place.called(query.reply)
    return slot.period or ""


def computed(query: Query, rows: Sequence[Row]) -> list[str]:
    """The difference of two values of one dimension, and whether a target was met; both values are among the rows."""
    if query.kind is Kind.TARGET_VS_OUTCOME and len(rows) >= 2:
        return met_text(rows, query.reply)
    if query.kind is not Kind.COMPARE or len(rows) != 2:
        return []
    first, second = rows
    other = in_unit(second, first.unit)
    if first.value is None or other is None or other.value is None:
        return []
    unit = "百分点" if first.unit == "%" else first.unit
    return [
        phrase("difference", query.reply, value=amount(round(abs(first.value - other.value), 10), unit, query.reply))
    ]


def disagreement(others: Sequence[Fact], language: str) -> list[str]:
    """Values that other documents give for the same metric, place and period."""
    shown = dict.fromkeys(
        amount(fact.value, fact.unit, language) + phrase("source", language, title=fact.evidence.source.title)
        for fact in others
        if fact.value is not None
    )
    return [phrase("disagree", language, values=phrase("and", language).join(list(shown)[:3]))] if shown else []


def among(query: Query, compared: int) -> str:
    """How many places a ranking or a filter is drawn from: those the corpus has a figure of."""
    if not compared or query.kind not in (Kind.RANK, Kind.FILTER):
        return ""
    level = phrase(f"places_{query.scope or 'province'}", query.reply)
    return phrase("among", query.reply, count=str(compared), places=level)


def close(facts: Sequence[Fact], language: str) -> list[str]:
    """Places that came close to an approximate target, which is neither met nor missed."""
    known = [place for fact in facts if (place := place_of(fact))]
    return [phrase("near_left_out", language, things=_named(known, language))] if known else []


def definition_text(query: Query, rows: Sequence[Row]) -> str:
    """The nearest sentence; where it says no more than the name, so does the answer."""
    if not rows:
        return answer_text(query, rows)
    sentence = rows[0].evidence[0].sentence
    defines = any(word in sentence for word in word_list("list_words.csv", "defining"))
    return sentence if defines else phrase("only_mentioned", query.reply) + sentence


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
    """For which years the corpus has the metric of the places asked for; of those it has nothing of, where else."""
    held = {place: library.covered(metrics, [place.code])[0] for place in query.places}
    parts = [_held(query, (place,), years) for place, years in held.items() if years]
    lacking = [place for place, years in held.items() if not years]
    if lacking or not held:
        years, codes = library.covered(metrics, periods=query.periods)
        parts.append(_held_elsewhere(query, lacking, years, codes))
    told = [part for part in parts if part]
    return "".join(phrase("blank", query.reply) + part for part in told)


def _held(query: Query, places: Sequence[Place], years: Sequence[str]) -> str:
    return phrase("covers_place", query.reply, place=_named(places, query.reply), periods=_span(years))


def _held_elsewhere(query: Query, lacking: Sequence[Place], years: Sequence[str], codes: Sequence[str]) -> str:
    known = [place for code in codes if (place := Places.load().by_code(code))][:_SHOWN]
    missing = phrase("lacks_place", query.reply, place=_named(lacking, query.reply)) if lacking else ""
    if not years:
        return missing
    return missing + phrase("covers", query.reply, periods=_span(years), places=_named(known, query.reply))


def _span(years: Sequence[str]) -> str:
    return years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _named(places: Sequence[Place], language: str) -> str:
    return phrase("and", language).join(place.called(language) for place in places)


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
