"""What the answerer reads from a build: documents, passages near a question, facts and relations of passages
and metrics."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence

from answering import templates
from answering.facts import Candidate, Evidence, Fact, Link, Source
from answering.metric_index import MetricIndex
from builds.opening import Build
from builds.passages import DocumentInfo
from embeddings.catalogue import Keep
from embeddings.retrieval import Wording
from graph.terms import Row
from lexicon.metrics import Metrics
from lexicon.places import Places
from model.document import Passage
from model.identifiers import NAMESPACE

_KEPT = 20_000  # facts


class Library:
    """Read-only; documents are read once, everything else when asked."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self.base = build.base
        self.sources = {info.id: _source(info, build.base) for info in build.passages.documents()}
        self._index = MetricIndex(build.graph.select)
        self._facts: dict[str, Fact] = {}
        self._lock = threading.Lock()
        self.newest = max((source.year or 0 for source in self.sources.values()), default=0)

    def admitted(self, places: Iterable[str], years: Iterable[int] = ()) -> frozenset[str]:
        """Documents that may speak of one of the places (codes): its own, those of a place within or around it,
        and those of no place; and of one of the years, if any are given: looking back at it, or issued in it."""
        wanted, seasons = list(places), set(years)
        return frozenset(
            source.id
            for source in self.sources.values()
            if (not wanted or source.place_code is None or any(_related(source.place_code, code) for code in wanted))
            and (not seasons or bool(seasons & {source.subject_year, source.year}))
        )

    def search(
        self, wordings: Sequence[tuple[str, float]], *, k: int, language: str, documents: frozenset[str] | None
    ) -> list[Candidate]:
        """Passages with their scores, best first; `documents` are the ids of those that may answer, None for all."""
        keep = None if documents is None else Keep(documents=documents)
        if documents is not None and not documents:
            return []
        texts = [Wording(text, weight) for text, weight in wordings]
        hits = self._build.retriever.search(texts, k=k, language=language, keep=keep)
        passages = self._build.passages.passages(hit.passage for hit in hits)
        return [
            Candidate(passage, self.sources[passage.document], hit.score)
            for passage, hit in zip(passages, hits, strict=True)
        ]

    def passage(self, identifier: str) -> Passage:
        return self._build.passages.passage(identifier)

    def openings(self, document: str) -> list[Passage]:
        """The first passages of a document: title, speaker, date, salutation."""
        found = []
        for index in range(8):
            try:
                found.append(self._build.passages.passage(f"{document}/p{index}"))
            except KeyError:
                break
        return found

    def facts_of(self, passages: Iterable[Passage]) -> list[Fact]:
        texts = {self.iri(f"document/{passage.id}"): passage for passage in passages}
        if not texts:
            return []
        rows = self.select(templates.render("candidates_by_passage", passages=templates.iris(texts)))
        return [self._fact(row, texts[row["passage"].value]) for row in rows]

    def facts_about(
        self, metrics: Iterable[str], places: Iterable[str] = (), periods: Iterable[str] = ()
    ) -> list[Fact]:
        """Facts of the metrics (ids); of the places (codes) and in the years of the periods, if any are given."""
        years = {period.rpartition("/")[2][:4] for period in periods}
        where = [self.iri(f"place/{code}") for code in places]
        found = self._index.chosen(map(self.iri, metrics), where, years)
        with self._lock:
            known = {each: self._facts[each] for each in found if each in self._facts}
        missing = [each for each in found if each not in known]
        if missing:
            query = templates.render("candidates_by_observation", observations=templates.iris(missing))
            known |= {fact.iri: fact for fact in self.read_facts(query)}
            self._keep(known)
        return [known[each] for each in found if each in known]

    def _keep(self, facts: Mapping[str, Fact]) -> None:
        """Facts of core metrics are asked for again and again; a build never changes."""
        with self._lock:
            if len(self._facts) > _KEPT:
                self._facts.clear()
            self._facts.update(facts)

    def covered(
        self, metrics: Iterable[str], places: Iterable[str] = (), periods: Iterable[str] = ()
    ) -> tuple[list[str], list[str]]:
        """Years and place codes that the corpus has one of the metrics for, within the places or the periods given."""
        where, when = {self.iri(f"place/{code}") for code in places}, set(periods)
        entries = [
            entry
            for metric in metrics
            for entry in self._index.entries(self.iri(metric))
            if entry.place
            and entry.period
            and (not where or entry.place in where)
            and (not when or entry.period in when)
        ]
        years = sorted({entry.period for entry in entries if entry.period and len(entry.period) == len("2023")})
        codes = sorted({self.local(entry.place).removeprefix("place/") for entry in entries if entry.place})
        return years, codes

    def warm(self) -> None:
        """Read the core metrics' observations now rather than at the first question about each."""
        for metric in Metrics.load():
            self._index.entries(self.iri(f"metric/{metric.id}"))

    def read_facts(self, sparql: str) -> list[Fact]:
        """The facts a query returns that selects the columns of `data/queries/answers/observations.rq`."""
        rows = self.select(sparql)
        names = {row["passage"].value for row in rows}
        passages = {name: self.passage(self.local(name).removeprefix("document/")) for name in names}
        return [self._fact(row, passages[row["passage"].value]) for row in rows]

    def links_of(self, passages: Iterable[Passage]) -> list[Link]:
        texts = {self.iri(f"document/{passage.id}"): passage for passage in passages}
        if not texts:
            return []
        rows = self.select(templates.render("relations_by_passage", passages=templates.iris(texts)))
        return [self._link(row, texts[row["passage"].value]) for row in rows]

    def links_from(self, labels: Iterable[str], predicates: Iterable[str]) -> list[Link]:
        """What the subjects with these labels (Chinese) are linked to by the predicates ("implements")."""
        terms = " ".join(f"{templates.literal(label)}@zh" for label in labels)
        names = templates.iris(NAMESPACE + predicate for predicate in predicates)
        rows = self.select(templates.render("relations_by_subject", labels=terms, predicates=names))
        return [
            self._link(row, self.passage(self.local(row["passage"].value).removeprefix("document/"))) for row in rows
        ]

    def select(self, sparql: str) -> list[Row]:
        return self._build.graph.select(sparql)

    def iri(self, local: str) -> str:
        return self.base + local

    def local(self, iri: str) -> str:
        return iri.removeprefix(self.base)

    def evidence(self, passage: Passage, quote: str, start: int, end: int) -> Evidence:
        return Evidence(passage.id, quote, passage.text, start, end, self.sources[passage.document])

    def _fact(self, row: Row, passage: Passage) -> Fact:
        get = {name: term.value for name, term in row.items()}
        place = self.local(get["place"]) if "place" in get else None
        return Fact(
            iri=get["observation"],
            metric=self.local(get["metric"]),
            name=get["name"],
            measure=get["measure"],
            value=float(get["value"]) if "value" in get else None,
            unit=get.get("unit", ""),
            stated=get["stated"],
            comparator=get["comparator"],
            status=_status(get["status"]),
            evidence=self.evidence(passage, get["quote"], int(get["start"]), int(get["end"])),
            place=place,
            place_name=_place_name(place),
            agency=get.get("agency"),
            period=get.get("period"),
            rank=int(get["rank"]) if "rank" in get else None,
            rank_scope=get.get("scope"),
        )

    def _link(self, row: Row, passage: Passage) -> Link:
        get = {name: term.value for name, term in row.items()}
        return Link(
            iri=get["statement"],
            subject=self.local(get["subject"]),
            subject_label=get["subjectLabel"],
            predicate=get["predicate"].removeprefix(NAMESPACE),
            object=self.local(get["object"]),
            object_label=get["objectLabel"],
            status=_status(get["status"]),
            evidence=self.evidence(passage, get["quote"], int(get["start"]), int(get["end"])),
            time=get.get("time"),
        )


def _source(info: DocumentInfo, base: str) -> Source:
    context = info.context
    return Source(
        id=info.id,
        iri=f"{base}document/{info.id}",
        title=info.title,
        issued=context.issued or info.issued,
        url=info.url or info.source,
        publisher=context.publisher,
        place=context.place,
        place_code=context.place_code,
        year=context.year,
        subject_year=context.subject_year,
        genre=context.genre.value,
        context=context,
    )


def _related(one: str, other: str) -> bool:
    """Whether one place's code covers the other's."""
    left, right = (code.removesuffix("00").removesuffix("00") for code in (one, other))
    return left.startswith(right) or right.startswith(left) or "100000" in (one, other)


def _status(iri: str) -> str:
    return "target" if iri.endswith("Target") else "achieved"


def _place_name(place: str | None) -> str | None:
    known = Places.load().by_code(place.removeprefix("place/")) if place else None
    return known.name if known else None
