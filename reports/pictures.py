"""Rows of `analysis` as charts of `figures`: titles, sources and notes in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from analysis import Comparison, Fact, Series, TargetPair, Thing
from analysis.choosing import most_frequent
from analysis.networks import Net
from analysis.tables import per_head
from figures.charts import (
    Bar,
    Edge,
    Frame,
    Line,
    Network,
    Node,
    Pair,
    Point,
    Ranking,
    SmallMultiples,
    Targets,
    Tile,
    TileMap,
    TimeSeries,
)
from figures.periods import shown
from figures.words import word

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


@dataclass(frozen=True, slots=True)
class Setting:
    """What all charts of one request share. `permalink` is where the data behind the figure can be had.

    `names` says what to call a document, by its id: where it is not there, by its title.
    """

    language: str = "zh"
    permalink: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    width: float = 640.0

    def say(self, key: str, **details: object) -> str:
        return word(key, self.language, **details)


def ranking_chart(found: Comparison, setting: Setting, *, highlight: Sequence[str] = ()) -> Ranking:
    """`highlight` holds IRIs of places to stand out."""
    bars = tuple(
        Bar(
            fact.place.label if fact.place else "",
            fact.value or 0.0,
            fact.unit,
            fact.measure,
            fact.period,
            fact.comparator,
            fact.status,
            fact.place is not None and fact.place.iri in highlight,
        )
        for fact in found.rows
    )
    title = setting.say("title_ranking", metric=_measured(found.rows, setting), period=_period([found.period], setting))
    return Ranking(_frame(title, found.rows, setting, notes=_refused(found, setting)), bars)


def tile_chart(found: Comparison, codes: Mapping[str, str], setting: Setting) -> TileMap:
    """`codes` maps places' IRIs to their GB/T 2260 codes."""
    tiles = tuple(
        Tile(codes[fact.place.iri], fact.value, fact.unit, fact.measure, fact.period, fact.comparator)
        for fact in found.rows
        if fact.place and fact.place.iri in codes
    )
    title = setting.say("title_ranking", metric=_measured(found.rows, setting), period=_period([found.period], setting))
    return TileMap(_frame(title, found.rows, setting), tiles)


def series_chart(found: Mapping[Thing, Series], setting: Setting) -> TimeSeries:
    """One line a place; only values in the unit most of them are in."""
    lines, facts, notes = _lines(found, setting)
    return TimeSeries(_frame(_series_title(found, facts, setting), facts, setting, notes=notes), lines)


def multiples_chart(found: Mapping[Thing, Series], setting: Setting) -> SmallMultiples:
    lines, facts, notes = _lines(found, setting)
    return SmallMultiples(_frame(_series_title(found, facts, setting), facts, setting, notes=notes), lines)


def targets_chart(pairs: Sequence[TargetPair], setting: Setting, *, by: str = "place", earlier: int = 0) -> Targets:
    """Pairs of one unit and measure, labelled by "place", "period" or "metric": those most of the pairs with an outcome
    have.

    `earlier` is how many periods before them are left out.
    """
    reached = [pair for pair in pairs if pair.outcome] or pairs
    kind = most_frequent([_kind(pair) for pair in reached])
    kept = [pair for pair in pairs if _kind(pair) == kind]
    facts = [fact for pair in kept for fact in (pair.target, pair.outcome) if fact]
    measured = _measured([pair.target for pair in kept], setting)
    place = _common({pair.target.place.label for pair in kept if pair.target.place})
    title = setting.say(
        "title_targets", metric=measured, place=place, period=_period([p.target.period for p in kept], setting)
    ).strip(" :")
    notes = _left_out(len(pairs) - len(kept), setting)
    if earlier:
        notes = (setting.say("note_earlier", count=len(pairs)), *notes)
    return Targets(_frame(title, facts, setting, notes=notes), tuple(_pair(pair, by) for pair in kept))


def network_chart(net: Net, title: str, setting: Setting, *, layout: str = "ego", focus: str = "") -> Network:
    """`focus` is the IRI of the node in the middle."""
    nodes = tuple(Node(node.iri, node.label, node.type, node.iri == focus) for node in net.nodes)
    edges = tuple(Edge(edge.source, edge.target, edge.label) for edge in net.edges)
    notes = (setting.say("note_omitted", count=net.omitted),) if net.omitted else ()
    documents = tuple(dict.fromkeys(edge.document for edge in net.edges if edge.document))
    frame = Frame(_capital(title), setting.permalink, documents, language=setting.language, notes=notes)
    return Network(frame, nodes, edges, layout)


def _lines(found: Mapping[Thing, Series], setting: Setting) -> tuple[tuple[Line, ...], list[Fact], tuple[str, ...]]:
    unit = most_frequent([point.fact.unit for series in found.values() for point in series.points])
    lines, facts, dropped = [], [], 0
    absent = []
    for place, series in found.items():
        kept = [point for point in series.points if point.fact.unit == unit]
        dropped += len(series.points) - len(kept)
        facts += [point.fact for point in kept]
        if kept:
            points = tuple(
                Point(
                    p.fact.period, p.fact.value or 0.0, p.fact.unit, p.fact.measure, p.fact.comparator, p.fact.status,
                    p.segment, p.disputed,
                )
                for p in kept
            )  # fmt: skip
            lines.append(Line(place.label, points))
        else:
            absent.append(place.label)
    missing = (setting.say("note_absent", places=setting.say("list").join(absent)),) if absent else ()
    return tuple(lines), facts, (*missing, *_left_out(dropped, setting))


def _kind(pair: TargetPair) -> str:
    """What bars of one axis share: a sum per head and a total are not comparable though both are in yuan."""
    target = pair.target
    return "\x1f".join((target.measure, target.unit, str(per_head(target.metric_text, target.metric.label))))


def _pair(pair: TargetPair, by: str) -> Pair:
    target, outcome = pair.target, pair.outcome
    names = {
        "place": target.place.label if target.place else "",
        "period": shown(target.period),
        "metric": target.metric.label,
    }
    return Pair(
        names[by],
        target.value or 0.0,
        outcome.value if outcome else None,
        target.unit,
        target.measure,
        target.period,
        target.comparator,
        outcome.comparator if outcome else "=",
        pair.verdict.value,
        pair.reason == "about",
    )


def _frame(title: str, facts: Sequence[Fact], setting: Setting, *, notes: tuple[str, ...] = ()) -> Frame:
    return Frame(
        title=_capital(title),
        permalink=setting.permalink,
        sources=sources(facts, setting),
        subject=" ".join(sorted({facts_.metric_text for facts_ in facts} | {f.metric.label for f in facts})),
        period=_period([fact.period for fact in facts], setting),
        language=setting.language,
        notes=notes,
        width=setting.width,
    )


def _capital(title: str) -> str:
    return title[:1].upper() + title[1:]


def sources(facts: Iterable[Fact], setting: Setting) -> tuple[str, ...]:
    """The documents behind `facts`, each once, in the order of first use, with its date of issue."""
    named: dict[str, str] = {}
    for fact in facts:
        document, issued = fact.citation.document, fact.citation.issued
        name = setting.names.get(document.iri.rpartition("/")[2], document.label)
        named_as = setting.say("dated", title=name, date=issued) if issued and issued not in name else name
        named.setdefault(document.iri, named_as)
    return tuple(dict.fromkeys(named.values()))


def _measured(facts: Sequence[Fact], setting: Setting) -> str:
    """The metric's name with the kind of value: "地区生产总值增速"."""
    if not facts:
        return ""
    metric = _common({fact.metric.label for fact in facts}) or setting.say("several_metrics")
    measure = most_frequent([fact.measure for fact in facts])
    return setting.say(f"measured_{measure}", metric=metric)


def _series_title(found: Mapping[Thing, Series], facts: Sequence[Fact], setting: Setting) -> str:
    places = [place.label for place in found]
    few = setting.say("list").join(places[:3]) if len(places) <= 3 else ""
    return setting.say("title_series", place=few, metric=_measured(facts, setting)).strip(" ,:：")


def _common(values: set[str]) -> str:
    return values.pop() if len(values) == 1 else ""


def _period(periods: Sequence[str], setting: Setting) -> str:
    known = sorted({period for period in periods if period})
    if len(known) == 1 and "/" not in known[0]:
        return setting.say("one_year", year=known[0]) if known[0].isdigit() else known[0]
    years = sorted(year for period in known for year in _YEAR.findall(period))
    return setting.say("years", first=years[0], last=years[-1]) if years else ""


def _refused(found: Comparison, setting: Setting) -> tuple[str, ...]:
    reasons: dict[str, int] = {}
    for refusal in found.refused:
        reasons[refusal.reason.value] = reasons.get(refusal.reason.value, 0) + 1
    return tuple(setting.say(f"note_{reason}", count=count) for reason, count in sorted(reasons.items()))


def _left_out(count: int, setting: Setting) -> tuple[str, ...]:
    return (setting.say("note_left_out", count=count),) if count else ()
