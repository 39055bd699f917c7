"""Question -> Query."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from answering.understanding import words as tables
from answering.understanding.cues import Cues, find_cues, soft_characters
from answering.understanding.metrics import NamedMetric, find_metrics
from answering.understanding.numbers import expected_number, find_bar, top_number, years_long
from answering.understanding.periods import Periods, find_periods
from answering.understanding.places import NamedPlace, find_places, names_region, scope_of
from answering.understanding.query import Kind, Query, Term
from answering.understanding.rules import Reading, classify
from answering.understanding.spelling import simplified, strange_name
from answering.understanding.status import find_status
from answering.understanding.terms import (
    blanked,
    chinese_terms,
    english_terms,
    known_phrases,
    known_words,
    translation,
    whole_term,
)
from answering.understanding.units import asked_units, counted_noun, unit_spans
from answering.understanding.words import word_list
from lexicon.metrics import Metrics
from lexicon.places import COUNTRY, Place
from model.statement import Measure, Status

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_EXCEPT = re.compile(
    r"除了?[^，,？?]{1,20}(?:[，,]|以?外|之外)|(?:apart from|besides|except(?: for)?|other than)[^,?]{1,40},",
    re.IGNORECASE,
)
_MEASURES = (
    ("rank", Measure.RANK),
    ("growth", Measure.GROWTH),
    ("multiple", Measure.MULTIPLE),
    ("share", Measure.SHARE),
    ("change", Measure.CHANGE),
    ("level", Measure.LEVEL),
)
_YEARLY = re.compile(
    r"每年|逐年|各年|历年|分年|每一年|走势|趋势|变化|each year|every year|year by year|year-by-year|yearly|trend|annual"
)
_SHARE = re.compile(r"占.{0,10}(?:多少|几成|比|多大)|what (?:share|percentage|proportion)|share of|as a percentage of")
_TELLING = 0.8  # weight of a word that tells one metric from another
_TARGETS = {Kind.TARGET_VS_OUTCOME, Kind.FILTER}
_WHOLE = ("metric/gdp",)  # what a growth target without more is about
_SHORT = 3  # letters of words like of and the
_LITTLE = 0.5  # weight of words that name nothing (meet)
_SEVERAL = 3  # places from which a comparison may lack some, and a best one makes it a ranking
_OTHER_PLACES = {Kind.RANK, Kind.FILTER, Kind.COMPARE}


def language_of(text: str) -> str:
    """ "zh" as soon as Chinese characters are at least a third as many as Latin words."""
    han, latin = len(_HAN.findall(text)), len(_LATIN.findall(text))
    return "zh" if han and han * 3 >= latin else "en"


def read_question(text: str, *, newest: int, language: str | None = None, without: Collection[str] = ()) -> Query:
    """`newest` is the year that the newest documents call 今年; `language` the one to answer in, if it is not
    the question's own. `without` names filters to leave out, as `notes.filters` writes them ("place:浙江省",
    "period:2023", "status:target")."""
    text = simplified(text)
    reply, language = language, language_of(text)
    regions = _compares_region(text, language)
    parts = _parts(text, newest, language, without, regions=regions)
    beside = 0 if regions else _compared(parts.places)
    found = _best_of(classify(text, language, places=beside, periods=len(parts.periods.periods)), parts)
    if found.kind in _TARGETS and _only_growth(parts):
        parts = replace(parts, terms=(), growth_of=_WHOLE)
    kind, periods, span = _times(found.kind, parts.periods, text, language)
    status = parts.status
    return Query(
        text=text,
        language=language,
        reply=reply if reply in ("zh", "en") else language,
        kind=kind,
        places=parts.places,
        scope=_scope(found, text, parts.places),
        periods=tuple(period for period in periods if f"period:{period}" not in without),
        span=span,
        status=None if status and f"status:{status.value}" in without else status,
        measure=Measure.SHARE if _SHARE.search(text) else _measure(parts.cues),
        units=asked_units(text, language),
        metrics=tuple(
            metric for metric in (*_metric_ids(parts.metrics), *parts.growth_of) if f"metric:{metric}" not in without
        ),
        bar=find_bar(text, language) if kind is Kind.FILTER else None,
        met=_met(parts.cues) if kind in _TARGETS else None,
        lowest="lowest" in parts.cues.roles,
        latest="latest" in parts.cues.roles,
        difference="difference" in parts.cues.roles,
        averaged="averaged" in parts.cues.roles,
        total="sum" in parts.cues.roles,
        added=_added(text, language),
        counted=counted_noun(text),
        years=None if periods or span else years_long(text),
        expected=expected_number(blanked(text, parts.periods.spans)),
        k=top_number(text) if kind is Kind.RANK else None,
        asked=found.asked,
        content=parts.content,
        terms=parts.terms,
        wordings=_wordings(parts, language, text),
        readings=tuple(period.reading for period in parts.periods.named if period.reading),
        strange=strange_name(parts.content) if language == "en" else "",
        within_names=parts.within_names,
        newest=newest,
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """What was found in a question's wording, and what is left of it."""

    periods: Periods
    places: tuple[Place, ...]
    metrics: tuple[NamedMetric, ...]
    cues: Cues
    status: Status | None
    content: str
    terms: tuple[Term, ...]
    compounds: tuple[Term, ...]
    growth_of: tuple[str, ...] = ()
    within_names: tuple[Place, ...] = ()


def _parts(text: str, newest: int, language: str, without: Collection[str], *, regions: bool) -> _Parts:
    words = tables.load()
    periods = find_periods(text, newest=newest)
    phrases = known_phrases(text, words) if language == "en" else []
    named = [
        name
        for name in find_places(text, language, regions=regions)
        if f"place:{name.place.name}" not in without and not _covered(name.start, name.end, phrases)
    ]
    stated = find_status(text, language)
    bare = blanked(
        text,
        [
            *exceptions(text),
            *periods.spans,
            *unit_spans(text),
            *((each.start, each.end) for each in stated),
            *((name.start, name.end) for name in named if not name.part),
        ],
    )
    metrics = tuple(find_metrics(bare, language))
    cues = find_cues(bare, language, protected=_protected(bare, metrics, language, words))
    content = _squeezed(blanked(bare, cues.spans))
    compounds = tuple(_compounds(named, words)) if language == "en" else ()
    names = {bare[name.start : name.end].lower(): _names_of(name) for name in metrics}
    read = chinese_terms if language == "zh" else english_terms
    return _Parts(
        periods=periods,
        places=_distinct(name.place for name in named if not name.part),
        metrics=metrics,
        cues=cues,
        status=stated[0].status if stated else _status(cues),
        content=content,
        terms=_weighed((*compounds, *read(content, words, names)), words),
        compounds=compounds,
        within_names=_distinct(name.place for name in named if name.part),
    )


def _compounds(named: Iterable[NamedPlace], words: tables.Words) -> Iterator[Term]:
    """The Chinese of names made of places: Ningbo-Zhoushan is 宁波舟山."""
    parts = [name.place.bare for name in named if name.part]
    if parts:
        yield whole_term("".join(parts), words)


def _covered(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(left <= start and end <= right for left, right in spans)


def _times(
    kind: Kind, periods: Periods, text: str, language: str
) -> tuple[Kind, tuple[str, ...], tuple[int, int] | None]:
    """A run of years is a series only where each year is asked for; 近五年一共多少 asks for one value over them."""
    if periods.span is None or kind is not Kind.SERIES:
        return kind, periods.periods, periods.span
    total = find_cues(text, language).roles & {"total"}
    if total and not _YEARLY.search(text.lower()):
        return Kind.VALUE, (f"{periods.span[0]}/{periods.span[1]}",), None
    return kind, periods.periods, periods.span


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


def _names_of(found: NamedMetric) -> list[str]:
    """What reports may call a metric named in the question."""
    by_id = Metrics.load().by_id
    return [name for metric in _metric_ids([found]) for name in by_id[metric.removeprefix("metric/")].zh_names]


def _protected(text: str, metrics: Iterable[NamedMetric], language: str, words: tables.Words) -> list[tuple[int, int]]:
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


def _compares_region(text: str, language: str) -> bool:
    """Whether a region (长三角) stands for its places here: where places are compared, not in a name."""
    return names_region(text) and classify(text, language, places=0, periods=0).kind in _OTHER_PLACES


def _best_of(found: Reading, parts: _Parts) -> Reading:
    """The best of several places that are named is a ranking of them."""
    several = found.kind is Kind.COMPARE and _compared(parts.places) >= _SEVERAL
    return replace(found, kind=Kind.RANK) if several and parts.cues.roles & {"highest", "lowest"} else found


def _scope(found: Reading, text: str, places: Sequence[Place]) -> str | None:
    if found.kind not in _OTHER_PLACES:
        return scope_of(found.asked)
    if len(places) >= _SEVERAL and len(levels := {place.level for place in places}) == 1:
        return levels.pop()
    return scope_of(found.asked) or scope_of(text)


def _only_growth(parts: _Parts) -> bool:
    """A growth target that no metric is named for."""
    bare = not parts.metrics and sum(term.weight for term in parts.terms) < _LITTLE
    return bare and "growth" in parts.cues.roles and not _says_of_what(parts.content)


def _says_of_what(content: str) -> bool:
    """Whether an English word is left that names of metrics are made of (the trade of "trade growth")."""
    names = {word for metric in Metrics.load() for word in metric.en.lower().split() if len(word) > _SHORT}
    return bool(names & set(content.lower().split()))


def _met(cues: Cues) -> bool | None:
    """Whether a filter wants the places that met their target, or those that missed it."""
    if "missed" in cues.roles:
        return False
    return True if {"target", "achieved"} <= cues.roles else None


def _status(cues: Cues) -> Status | None:
    if "target" in cues.roles:
        return Status.TARGET
    return Status.ACHIEVED if "achieved" in cues.roles else None


def _added(text: str, language: str) -> bool | None:
    """Whether the question counts what was added, or all there are; None where it says neither."""
    roles = find_cues(text, language).roles
    return True if "flow" in roles else False if "stock" in roles else None


def _measure(cues: Cues) -> Measure | None:
    return next((measure for role, measure in _MEASURES if role in cues.roles), None)


def _weighed(terms: Iterable[Term], words: tables.Words) -> tuple[Term, ...]:
    """Pairs with a linking character (是几, 有效) count less, and not at all unless reports write them often;
    words that tell one metric from another (新增, 人均) count more."""
    soft, telling = soft_characters(words), set(word_list("list_words.csv", "qualifier"))
    kept: list[Term] = []
    for term in terms:
        weight = term.weight
        if len(term.text) <= 2 and len(term.alternatives) == 1 and any(char in soft for char in term.text):
            weight = weight / 2 if term.text in words.weights else 0.0
        if term.text in telling or any(other in telling for other in words.glossary.get(term.text.lower(), ())[:1]):
            weight = max(weight, _TELLING)
        if weight:
            kept.append(replace(term, weight=weight))
    return tuple(kept)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[？?！!，,。、；;：:“”\"「」()（）]", " ", text)).strip()


def _wordings(parts: _Parts, language: str, text: str) -> tuple[str, ...]:
    years = [f"{period[:4]}年" for period in parts.periods.periods]
    front = [*(place.name for place in parts.places if place.code != COUNTRY), *years]
    by_id = Metrics.load().by_id
    names = [by_id[metric.removeprefix("metric/")].zh for metric in _metric_ids(parts.metrics)]
    names += [term.text for term in parts.compounds]
    own = parts.content if language == "zh" else translation(parts.terms, tables.load())
    return " ".join([*front, *names, own]), text
