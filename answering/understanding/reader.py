"""Question -> Query."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from answering.understanding import words as tables
from answering.understanding.cues import Cues, find_cues, soft_characters
from answering.understanding.metrics import NamedMetric, find_metrics
from answering.understanding.numbers import expected_number, find_bar, top_number
from answering.understanding.periods import Periods, find_periods
from answering.understanding.places import NamedPlace, find_places, scope_of
from answering.understanding.query import Kind, Query, Term
from answering.understanding.rules import Reading, classify
from answering.understanding.terms import blanked, chinese_terms, english_terms, known_phrases, known_words, translation
from answering.understanding.units import asked_units
from lexicon.metrics import Metrics
from lexicon.places import COUNTRY, Place
from model.statement import Measure, Status

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_EXCEPT = re.compile(r"除了?[^，,？?]{1,20}(?:[，,]|以?外|之外)|(?:apart from|besides|except(?: for)?|other than)[^,?]{1,40},", re.IGNORECASE)
_MEASURES = (
    ("growth", Measure.GROWTH),
    ("rank", Measure.RANK),
    ("multiple", Measure.MULTIPLE),
    ("share", Measure.SHARE),
    ("change", Measure.CHANGE),
    ("level", Measure.LEVEL),
)
_OTHER_PLACES = {Kind.RANK, Kind.FILTER, Kind.COMPARE}


def language_of(text: str) -> str:
    """ "zh" as soon as Chinese characters are at least a third as many as Latin words."""
    han, latin = len(_HAN.findall(text)), len(_LATIN.findall(text))
    return "zh" if han and han * 3 >= latin else "en"


def read_question(text: str, *, newest: int, language: str | None = None, without: Collection[str] = ()) -> Query:
    """`newest` is the year that the newest documents call 今年. `without` names filters to leave out, as `Query.filters`
    writes them ("place:浙江省", "period:2023", "status:target")."""
    language = language if language in ("zh", "en") else language_of(text)
    words = tables.load()
    periods = find_periods(text, newest=newest)
    named = [name for name in find_places(text, language) if f"place:{name.place.name}" not in without]
    places = _distinct(name.place for name in named if not name.part)
    found = classify(text, language, places=_compared(places), periods=len(periods.periods))
    bare = blanked(text, [*exceptions(text), *periods.spans, *((name.start, name.end) for name in named if not name.part)])
    metrics = find_metrics(bare, language)
    cues = find_cues(bare, language, protected=_protected(bare, metrics, language, words))
    content = _squeezed(blanked(bare, cues.spans))
    names = {bare[name.start : name.end].lower(): name.metric.zh_names for name in metrics}
    read = chinese_terms if language == "zh" else english_terms
    terms = _softened(read(content, words, names), words)
    kept = tuple(period for period in periods.periods if f"period:{period}" not in without)
    status = _status(cues)
    return Query(
        text=text,
        language=language,
        kind=found.kind,
        places=places,
        scope=_scope(found, text),
        periods=kept,
        span=periods.span,
        status=None if status and f"status:{status.value}" in without else status,
        measure=_measure(cues, text, language),
        units=asked_units(text, language),
        metrics=tuple(name for name in _metric_ids(metrics) if f"metric:{name}" not in without),
        bar=find_bar(text, language) if found.kind is Kind.FILTER else None,
        lowest="lowest" in cues.roles,
        latest="latest" in cues.roles,
        difference="difference" in cues.roles,
        averaged="averaged" in cues.roles,
        expected=expected_number(blanked(text, periods.spans)),
        k=top_number(text) if found.kind is Kind.RANK else None,
        asked=found.asked,
        content=content,
        terms=terms,
        wordings=_wordings(text, language, content, terms, places, periods, metrics),
        readings=tuple(period.reading for period in periods.named if period.reading),
    )


def exceptions(text: str) -> list[tuple[int, int]]:
    """What a question leaves out: 除了已经入选的三市, "apart from Hangzhou,"."""
    return [match.span() for match in _EXCEPT.finditer(text)]


def _metric_ids(metrics: Iterable[NamedMetric]) -> tuple[str, ...]:
    """What is named, and what reports call it where people say something else (财政收入)."""
    names = [found.metric.id for found in metrics]
    said = tables.load().paraphrases
    lexicon = Metrics.load()
    for found in metrics:
        for name in found.metric.zh_names:
            names += [metric.id for other in said.get(name, ()) if (metric := lexicon.named(other))]
    return tuple(dict.fromkeys(f"metric/{name}" for name in names))


def _protected(
    text: str, metrics: Iterable[NamedMetric], language: str, words: tables.Words
) -> list[tuple[int, int]]:
    """Where longer names stand that no question word may be cut out of (经济总量, 预期寿命)."""
    names = [(found.start, found.end) for found in metrics]
    return names + (known_words(text, words) if language == "zh" else known_phrases(text, words))


def _compared(places: tuple[Place, ...]) -> int:
    """How many places stand side by side: a place and one inside it are one (浙江杭州)."""
    return len([place for place in places if not any(_inside(place, other) for other in places)])


def _inside(outer: Place, inner: Place) -> bool:
    return outer.code != inner.code and inner.code.startswith(outer.code.removesuffix("00").removesuffix("00"))


def _distinct(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple({place.code: place for place in places}.values())


def _scope(found: Reading, text: str) -> str | None:
    if found.kind not in _OTHER_PLACES:
        return scope_of(found.asked)
    return scope_of(found.asked) or scope_of(text)


def _status(cues: Cues) -> Status | None:
    if "target" in cues.roles:
        return Status.TARGET
    return Status.ACHIEVED if "achieved" in cues.roles else None


def _measure(cues: Cues, text: str, language: str) -> Measure | None:
    return next((measure for role, measure in _MEASURES if role in cues.roles), None)


def _softened(terms: Iterable[Term], words: tables.Words) -> tuple[Term, ...]:
    """Pairs with a linking character (是几, 有效) count less, and not at all unless reports write them often."""
    soft = soft_characters(words)
    kept: list[Term] = []
    for term in terms:
        if len(term.text) <= 2 and any(char in soft for char in term.text):
            known = term.text in words.weights
            term = Term(term.text, term.weight / 2 if known else 0.0, term.alternatives)
        if term.weight:
            kept.append(term)
    return tuple(kept)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[？?！!，,。、；;：:“”\"「」()（）]", " ", text)).strip()


def _wordings(
    text: str,
    language: str,
    content: str,
    terms: tuple[Term, ...],
    places: tuple[Place, ...],
    periods: Periods,
    metrics: Iterable[NamedMetric],
) -> tuple[str, ...]:
    years = [f"{period[:4]}年" for period in periods.periods]
    front = [*(place.name for place in places if place.code != COUNTRY), *years]
    names = [found.metric.zh for found in metrics]
    own = content if language == "zh" else translation(terms, tables.load())
    return " ".join([*front, *names, own]), text
