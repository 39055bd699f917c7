"""What a build covers: counts, places, years, documents; computed once a build."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from reports.naming import document_names
from service.current import Served
from service.facts import PREFIXES


@dataclass(frozen=True, slots=True)
class Coverage:
    """`documents` by genre; `cells` counts documents by (place, year spoken of), places with most documents first."""

    genres: tuple[tuple[str, int], ...]
    cells: dict[tuple[str, int], int]
    places: tuple[str, ...]
    years: tuple[int, ...]
    documents: int

    @property
    def first(self) -> int | None:
        return self.years[0] if self.years else None

    @property
    def last(self) -> int | None:
        return self.years[-1] if self.years else None


def coverage(served: Served) -> Coverage:
    return served.resource("coverage", _coverage)


def names(served: Served) -> dict[str, str]:
    """What to call each document, by its id: its title, after its place where the title does not say it."""
    return served.resource("document-names", lambda found: document_names(found.build))


def counts(served: Served) -> list[tuple[str, int]]:
    """The manifest's counts worth showing to a reader, in order."""
    found = served.build.manifest.counts
    relations = found["statements"] - found["observations"]
    shown = {**{name: found[name] for name in ("documents", "passages", "observations")}, "relations": relations}
    return list(shown.items())


def metrics(served: Served) -> list[tuple[str, int]]:
    """Metric IRIs with how many observations each has, most first."""
    return served.resource("metrics", _metrics)


def _coverage(served: Served) -> Coverage:
    infos = list(served.build.passages.documents())
    cells: Counter[tuple[str, int]] = Counter()
    for info in infos:
        year = info.context.subject_year or info.context.year
        if info.context.place and year:
            cells[info.context.place, year] += 1
    documents = Counter(info.context.place for info in infos)
    return Coverage(
        genres=tuple(Counter(str(info.context.genre) for info in infos).most_common()),
        cells=dict(cells),
        places=tuple(sorted({place for place, _ in cells}, key=lambda place: (-documents[place], place))),
        years=tuple(sorted({year for _, year in cells})),
        documents=len(infos),
    )


def _metrics(served: Served) -> list[tuple[str, int]]:
    rows = served.build.graph.select(
        f"{PREFIXES} SELECT ?metric (COUNT(?o) AS ?n) WHERE {{ ?o ach:metric ?metric }} GROUP BY ?metric"
    )
    return sorted(((row["metric"].value, int(row["n"].value)) for row in rows), key=lambda pair: (-pair[1], pair[0]))
