"""A figure as it is asked for – a kind and parameters as text – to the chart: what `/figures/…` and dossiers share.

Parameters (all text, several values separated by commas): metric, places (or place), period, from, to, measure, status,
level, within, k, by, focus, target, depth, limit, layout, predicate. Things are named by IRI, id, code or name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import analysis
from analysis import Comparison, Series, Thing, chains, networks
from analysis.labels import labels
from analysis.naming import find
from analysis.places import PlaceTree
from figures.charts import Chart
from model.errors import QueryError
from model.statement import Measure, Predicate, Status
from reports import pictures
from reports.pictures import Setting

if TYPE_CHECKING:
    from builds import Build

LEVELS = ("province", "prefecture", "county")
_MOST_NODES = 150
_LATEST = 20  # periods of one place's targets that are drawn unless more are asked for


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters of one figure. Reading one that is missing or wrong raises QueryError, which names it."""

    build: Build
    values: Mapping[str, str]
    setting: Setting

    def text(self, name: str, default: str | None = None) -> str:
        value = self.values.get(name, "").strip()
        if value or default is not None:
            return value or default or ""
        raise QueryError("a required parameter is missing", where=name, advice=f"add {name}=…")

    def choice(self, name: str, allowed: tuple[str, ...]) -> str | None:
        value = self.text(name, "")
        if value and value not in allowed:
            raise QueryError(f"not one of {', '.join(allowed)}: {value!r}", where=name)
        return value or None

    def number(self, name: str, *, low: int, high: int) -> int | None:
        value = self.text(name, "")
        if value and not (value.isascii() and value.isdecimal() and low <= int(value) <= high):
            raise QueryError(f"not a number between {low} and {high}: {value!r}", where=name)
        return int(value) if value else None

    def thing(self, name: str, kind: str, text: str | None = None) -> str:
        """IRI of the thing named by the parameter, or by `text`."""
        given = text if text is not None else self.text(name)
        return find(self.build.graph, given, kind=kind, base=self.build.base)

    def places(self) -> list[str]:
        """IRIs; empty: none given."""
        given = self.text("places", "") or self.text("place", "")
        return [self.thing("places", "place", name) for name in given.replace("，", ",").split(",") if name.strip()]

    @property
    def measure(self) -> str | None:
        return self.choice("measure", tuple(measure.value for measure in Measure))

    @property
    def status(self) -> str:
        return self.choice("status", tuple(status.value for status in Status)) or Status.ACHIEVED.value

    @property
    def language(self) -> str:
        return self.setting.language


def chart(build: Build, kind: str, values: Mapping[str, str], setting: Setting) -> Chart:
    """The chart of that kind (one of KINDS). QueryError for an unknown kind, a bad parameter, or nothing to draw."""
    if kind not in KINDS:
        raise QueryError(f"no such figure: {kind!r}", where="kind", advice=f"use one of {', '.join(sorted(KINDS))}")
    return KINDS[kind](Asked(build, values, setting))


def comparison(asked: Asked) -> Comparison:
    """Values of a metric in one period: of the places given, or of all places of a level."""
    graph, metric, period = asked.build.graph, asked.thing("metric", "metric"), asked.text("period")
    places = asked.places()
    if places:
        return analysis.compare(
            graph, metric, period, places, measure=asked.measure, status=asked.status, language=asked.language
        )
    return analysis.ranking(
        graph,
        metric,
        period,
        level=asked.choice("level", LEVELS) or LEVELS[0],
        within=asked.thing("within", "place") if asked.text("within", "") else None,
        measure=asked.measure,
        status=asked.status,
        limit=asked.number("k", low=1, high=60) or 40,
        language=asked.language,
    )


def series_by_place(asked: Asked) -> dict[Thing, Series]:
    """A series of each place given, all of one measure: the one asked for, or that of the first place."""
    graph, metric, places = asked.build.graph, asked.thing("metric", "metric"), asked.places()
    if not places:
        asked.text("place")
    names = labels(graph, places, language=asked.language)
    found: dict[Thing, Series] = {}
    measure = asked.measure
    for place in places:
        series = analysis.series(
            graph,
            metric,
            place,
            first=asked.number("from", low=1900, high=2100),
            last=asked.number("to", low=1900, high=2100),
            measure=measure,
            status=asked.status,
            language=asked.language,
        )
        measure = measure or series.measure or None
        found[Thing(place, names.get(place, place))] = series
    return found


def _ranking(asked: Asked) -> Chart:
    return pictures.ranking_chart(comparison(asked), asked.setting, highlight=_highlighted(asked))


def _highlighted(asked: Asked) -> list[str]:
    return [asked.thing("highlight", "place")] if asked.text("highlight", "") else []


def _tiles(asked: Asked) -> Chart:
    return pictures.tile_chart(comparison(asked), PlaceTree.of(asked.build.graph).codes, asked.setting)


def _series(asked: Asked) -> Chart:
    return pictures.series_chart(series_by_place(asked), asked.setting)


def _multiples(asked: Asked) -> Chart:
    return pictures.multiples_chart(series_by_place(asked), asked.setting)


def _targets(asked: Asked) -> Chart:
    """Of one metric, for one period or one place: without either there is no picture to draw."""
    places = asked.places()
    if not places and not asked.text("period", ""):
        asked.text("period")
    pairs = analysis.targets(
        asked.build.graph,
        metric=asked.thing("metric", "metric") if asked.text("metric", "") else None,
        places=places or None,
        period=asked.text("period", "") or None,
        measure=asked.measure,
        language=asked.language,
    )
    by = asked.choice("by", ("place", "period", "metric")) or _by(asked, places)
    once = _once(pairs, by)
    if by != "period":
        return pictures.targets_chart(once[:60], asked.setting, by=by)
    latest = once[-(asked.number("k", low=1, high=60) or _LATEST) :]
    return pictures.targets_chart(latest, asked.setting, by=by, earlier=len(once) - len(latest))


def _by(asked: Asked, places: list[str]) -> str:
    if not asked.text("metric", ""):
        return "metric"
    return "period" if len(places) == 1 and not asked.text("period", "") else "place"


def _once(pairs: list[analysis.TargetPair], by: str) -> list[analysis.TargetPair]:
    """One pair for each label: periods in their order, places and metrics by outcome, those without one last."""
    kept: dict[str, analysis.TargetPair] = {}
    for pair in sorted(pairs, key=lambda pair: pair.outcome is None):
        place = pair.target.place.label if pair.target.place else ""
        kept.setdefault({"place": place, "period": pair.target.period, "metric": pair.target.metric.label}[by], pair)
    if by == "period":
        return [kept[name] for name in sorted(kept)]
    return sorted(kept.values(), key=_by_outcome)


def _by_outcome(pair: analysis.TargetPair) -> tuple[bool, float, float, str]:
    value = pair.outcome.value if pair.outcome else None
    return value is None, -(value or 0.0), -(pair.target.value or 0.0), pair.target.iri


def _network(asked: Asked) -> Chart:
    layout = asked.choice("layout", ("ego", "bipartite", "path")) or ("path" if asked.text("target", "") else "ego")
    if layout == "bipartite":
        return _bipartite(asked)
    return _path(asked) if layout == "path" else _ego(asked)


def _ego(asked: Asked) -> Chart:
    focus = asked.thing("focus", "entity")
    depth, limit = asked.number("depth", low=1, high=3) or 1, asked.number("limit", low=2, high=_MOST_NODES) or 40
    net = networks.ego(asked.build.graph, focus, depth=depth, limit=limit, language=asked.language)
    title = asked.setting.say("title_ego", name=_label(asked, focus))
    return pictures.network_chart(net, title, asked.setting, focus=focus)


def _path(asked: Asked) -> Chart:
    start, end = asked.thing("focus", "entity"), asked.thing("target", "entity")
    net = networks.path(asked.build.graph, start, end, language=asked.language)
    if not net.nodes:
        raise QueryError(
            f"no path of at most {chains.LONGEST} steps was found",
            where="target",
            advice="choose two things that the reports relate more closely",
        )
    title = asked.setting.say("title_path", start=_label(asked, start), end=_label(asked, end))
    return pictures.network_chart(net, title, asked.setting, layout="path")


def _bipartite(asked: Asked) -> Chart:
    subjects = [asked.thing("focus", "entity")] if asked.text("focus", "") else None
    net = networks.bipartite(
        asked.build.graph,
        predicate=asked.choice("predicate", tuple(predicate.value for predicate in Predicate)) or "implements",
        subjects=subjects,
        limit=asked.number("limit", low=1, high=100) or 40,
        language=asked.language,
    )
    return pictures.network_chart(net, asked.setting.say("title_bipartite"), asked.setting, layout="bipartite")


def _label(asked: Asked, thing: str) -> str:
    return labels(asked.build.graph, [thing], language=asked.language).get(thing, thing)


KINDS: Mapping[str, Callable[[Asked], Chart]] = {
    "multiples": _multiples,
    "network": _network,
    "ranking": _ranking,
    "series": _series,
    "targets": _targets,
    "tiles": _tiles,
}
