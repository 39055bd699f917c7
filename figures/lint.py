"""What may not be drawn, and why. A chart is drawn only when `lint` finds nothing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from figures.charts import Bar, Chart, Network, Pair, Point, Ranking, SmallMultiples, Targets, Tile, TileMap, TimeSeries
from figures.periods import granularity
from figures.words import open_shares, tile_grid, word
from model.errors import QueryError

MOST_BARS, MOST_LINES, MOST_PANELS, MOST_NODES = 60, 6, 40, 150

Datum = Bar | Point | Pair | Tile


@dataclass(frozen=True, slots=True)
class Complaint:
    """`code` names the rule; `found` quotes the offending data; `message` says both in the chart's language."""

    code: str
    found: str
    message: str


class ChartRefused(QueryError):
    """A chart that would mislead. `complaints` says why; the message is the first one's."""

    def __init__(self, complaints: Sequence[Complaint]) -> None:
        super().__init__("; ".join(complaint.message for complaint in complaints))
        self.complaints = tuple(complaints)


def lint(chart: Chart) -> tuple[Complaint, ...]:
    """Everything that speaks against drawing `chart`, in a fixed order; empty: it may be drawn."""
    found = _network(chart) if isinstance(chart, Network) else _quantities(chart)
    language = chart.frame.language
    return tuple(Complaint(code, what, word(f"refuse_{code}", language, found=what)) for code, what in found)


def _quantities(chart: Ranking | TimeSeries | SmallMultiples | Targets | TileMap) -> list[tuple[str, str]]:
    data = _data(chart)
    if not any(_values(datum) for datum in data):
        return [("empty", "")]
    found = [*_numbers(data), *_axis(chart, data), *_shares(data, chart.frame.subject)]
    if isinstance(chart, Ranking):
        found += _ranking(chart)
    elif isinstance(chart, TimeSeries | SmallMultiples):
        found += _lines(chart)
    elif isinstance(chart, TileMap):
        found += _tiles(chart)
    return found


def _data(chart: Ranking | TimeSeries | SmallMultiples | Targets | TileMap) -> Sequence[Datum]:
    if isinstance(chart, Ranking):
        return chart.bars
    if isinstance(chart, Targets):
        return chart.pairs
    if isinstance(chart, TileMap):
        return chart.tiles
    return [point for line in chart.lines for point in line.points]


def _values(datum: Datum) -> list[float]:
    values = (datum.target, datum.outcome) if isinstance(datum, Pair) else (datum.value,)
    return [value for value in values if value is not None]


def _numbers(data: Sequence[Datum]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if wrong := [str(v) for datum in data for v in _values(datum) if not math.isfinite(v)]:
        found.append(("not_finite", _few(wrong)))
    if missing := [f"{v:g}" for datum in data if not datum.period for v in _values(datum)]:
        found.append(("missing_period", _few(missing)))
    return found


def _axis(chart: Chart, data: Sequence[Datum]) -> list[tuple[str, str]]:
    """One axis, one unit, one measure – panels with scales of their own, and segments of a single line, excepted."""
    if isinstance(chart, SmallMultiples) and not chart.shared_scale:
        return []
    found: list[tuple[str, str]] = []
    if len(units := _distinct(datum.unit for datum in data)) > 1:
        found.append(("mixed_units", _few(units)))
    if len(measures := _distinct(datum.measure for datum in data)) > 1:
        found.append(("mixed_measures", _few([word(f"measure_{m}", chart.frame.language) for m in measures])))
    return found


def _shares(data: Sequence[Datum], subject: str) -> list[tuple[str, str]]:
    if any(name in subject for name in open_shares()):
        return []
    shares = [v for d in data if d.measure == "share" and d.unit == "%" for v in _values(d) if not 0 <= v <= 100]
    return [("impossible_share", _few([f"{share:g}%" for share in shares]))] if shares else []


def _ranking(chart: Ranking) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if len(periods := _distinct(bar.period for bar in chart.bars)) > 1:
        found.append(("mixed_periods", _few(periods)))
    if len(states := _distinct(bar.status for bar in chart.bars)) > 1:
        found.append(("mixed_status", _few([word(f"status_{s}", chart.frame.language) for s in states])))
    if twice := _repeated(bar.label for bar in chart.bars):
        found.append(("duplicate_bar", _few(twice)))
    if len(chart.bars) > MOST_BARS:
        found.append(("too_many", f"{len(chart.bars)} > {MOST_BARS}"))
    return found


def _lines(chart: TimeSeries | SmallMultiples) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    periods = [point.period for line in chart.lines for point in line.points if point.period]
    if len(_distinct(granularity(period) for period in periods)) > 1:
        found.append(("mixed_granularity", _few(_distinct(periods))))
    twice = [f"{line.label} {period}" for line in chart.lines for period in _repeated(_slots(line.points))]
    if twice:
        found.append(("duplicate_point", _few(twice)))
    most = MOST_PANELS if isinstance(chart, SmallMultiples) else MOST_LINES
    if len(chart.lines) > most:
        found.append(("too_many", f"{len(chart.lines)} > {most}"))
    return found


def _slots(points: Sequence[Point]) -> list[str]:
    return [f"{point.period} {point.status}" for point in points]


def _tiles(chart: TileMap) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if len(periods := _distinct(tile.period for tile in chart.tiles if tile.value is not None)) > 1:
        found.append(("mixed_periods", _few(periods)))
    if strangers := [tile.adcode for tile in chart.tiles if tile.adcode not in tile_grid("zh")]:
        found.append(("unknown_place", _few(strangers)))
    if twice := _repeated(tile.adcode for tile in chart.tiles):
        found.append(("duplicate_bar", _few(twice)))
    return found


def _network(chart: Network) -> list[tuple[str, str]]:
    if not chart.nodes:
        return [("empty", "")]
    found: list[tuple[str, str]] = []
    known = {node.id for node in chart.nodes}
    if loose := [end for edge in chart.edges for end in (edge.source, edge.target) if end not in known]:
        found.append(("dangling_edge", _few(loose)))
    if twice := _repeated(node.id for node in chart.nodes):
        found.append(("duplicate_bar", _few(twice)))
    if len(chart.nodes) > MOST_NODES:
        found.append(("too_many", f"{len(chart.nodes)} > {MOST_NODES}"))
    return found


def _distinct(values: Iterable[str]) -> list[str]:
    return sorted(set(values))


def _repeated(values: Iterable[str]) -> list[str]:
    return sorted(value for value, count in Counter(values).items() if count > 1)


def _few(values: Sequence[str]) -> str:
    return ", ".join(values[:5]) + (" …" if len(values) > 5 else "")
