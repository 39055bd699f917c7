"""Which observations each metric has, by place and period: read from the graph when a metric is first asked for.

The engine joins "of this metric" with "of this place" by scanning the metric's observations, and core metrics have
thousands; the index does it once.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from answering import templates
from graph.terms import Row

_KEPT = 1000  # metrics


@dataclass(frozen=True, slots=True)
class Entry:
    """`place` is an IRI, `period` as in the record; None where the observation has none."""

    observation: str
    place: str | None
    period: str | None


class MetricIndex:
    """May be used from several threads; the metrics used last are kept."""

    def __init__(self, select: Callable[[str], list[Row]]) -> None:
        self._select = select
        self._kept: OrderedDict[str, tuple[Entry, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def entries(self, metric: str) -> tuple[Entry, ...]:
        """All observations of the metric with this IRI."""
        with self._lock:
            known = self._kept.get(metric)
            if known is not None:
                self._kept.move_to_end(metric)
                return known
        rows = self._select(templates.render("metric_index", metric=templates.iris([metric])))
        found = tuple(sorted(map(_entry, rows), key=lambda entry: entry.observation))
        with self._lock:
            self._kept[metric] = found
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found

    def chosen(self, metrics: Iterable[str], places: Iterable[str], years: Iterable[str]) -> list[str]:
        """Observations of the metrics, of one of the places and of a period that names one of the years, if any
        are given."""
        wanted, seasons = set(places), set(years)
        return [
            entry.observation
            for metric in metrics
            for entry in self.entries(metric)
            if (not wanted or entry.place in wanted)
            and (not seasons or (entry.period is not None and any(year in entry.period for year in seasons)))
        ]


def _entry(row: Row) -> Entry:
    get = {name: term.value for name, term in row.items()}
    return Entry(get["observation"], get.get("place"), get.get("period"))
