"""What a build knows about a topic or a question, as a dossier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import analysis
from analysis import Fact, networks
from analysis.facts import facts_of_passages
from analysis.relations import relations
from answering.answer import Answer
from model.statement import EntityType
from reports import tables
from reports.desk import Desk
from reports.dossier import Block, Code, Dossier, Grid, Picture, Prose, Quotation, Section
from reports.illustrations import illustration
from reports.pictures import network_chart

_PASSAGES, _QUOTED, _ROWS = 25, 8, 40
_NAMED = 0.9


def answer_dossier(desk: Desk, question: str) -> Dossier:
    """The answer to a question, its figure if it has one, its sentences and sources."""
    answer = desk.answerer.answer(question, desk.language)
    sections = [_answer_section(desk, answer)]
    return _dossier(desk, desk.say("answer_title", question=question), sections, answer)


def topic_dossier(desk: Desk, topic: str) -> Dossier:
    """Answer, figures, quantities, targets, disagreements, rank claims, relations and passages on `topic`."""
    answer = desk.answerer.answer(topic, desk.language)
    passages = _passages(desk, answer, topic)
    facts = facts_of_passages(desk.build.graph, [_passage_iri(desk, id) for id in passages], language=desk.language)
    metrics, places = _subjects(desk, answer, facts)
    sections = [
        _answer_section(desk, answer),
        _figures_section(desk, metrics, places, topic),
        *_fact_sections(desk, facts, metrics, places),
        _relations_section(desk, passages),
        _passages_section(desk, passages),
    ]
    kept = [section for section in sections if section.blocks]
    if not kept:
        kept = [Section(desk.say("section_answer"), (Prose(desk.say("nothing_found", topic=topic)),))]
    return _dossier(desk, desk.say("dossier_title", topic=topic), kept, answer)


def _dossier(desk: Desk, title: str, sections: Sequence[Section], answer: Answer) -> Dossier:
    counts = desk.build.manifest.counts
    made = desk.say(
        "made_from",
        build=desk.build.id,
        documents=counts.get("documents", 0),
        observations=counts.get("observations", 0),
    )
    first = Section("", (Prose(made),))
    shown = answer.sparql.strip() if answer.answered and answer.sparql else ""
    appendix = Section(desk.say("section_query"), (Code(shown),) if shown else ())
    sources = desk.sources
    return Dossier(title, desk.language, (first, *sections), sources.references(), sources.newest(), appendix)


def _answer_section(desk: Desk, answer: Answer) -> Section:
    blocks: list[Block] = [Prose(answer.text)] if answer.text else []
    blocks += [Prose(note) for note in answer.notes if note not in answer.text]
    drawn = illustration(answer) if answer.answered else None
    if drawn:
        blocks += desk.pictures("answer", drawn.kind, drawn.values)
    blocks += _quotations(desk, answer)
    return Section(desk.say("section_answer"), tuple(blocks))


def _quotations(desk: Desk, answer: Answer) -> Iterator[Quotation]:
    seen = set()
    for row in answer.rows[:_ROWS]:
        for evidence in row.evidence[:2]:
            key = evidence.source.id, evidence.start, evidence.end
            if key not in seen:
                seen.add(key)
                at = max(evidence.sentence.find(evidence.quote), 0)
                end = at + len(evidence.quote) if evidence.quote in evidence.sentence else at
                yield Quotation(evidence.sentence, at, end, desk.sources.cite(evidence.source.id))


def _passages(desk: Desk, answer: Answer, topic: str) -> list[str]:
    """Ids of the passages nearest to the topic, those of the answer's evidence first."""
    stated = [evidence.passage for row in answer.rows for evidence in row.evidence]
    near = [hit.passage for hit in desk.build.retriever.search(topic, k=_PASSAGES, language=desk.language)]
    return list(dict.fromkeys([*stated, *near]))[: 2 * _PASSAGES]


def _passage_iri(desk: Desk, passage: str) -> str:
    return f"{desk.build.base}document/{passage}"


def _subjects(desk: Desk, answer: Answer, facts: Sequence[Fact]) -> tuple[list[str], list[str]]:
    """IRIs of the metrics (those understood or answered with, else the ones most stated nearby) and of the places."""
    base = desk.build.base
    meant = [metric if metric.startswith("http") else base + metric for metric in answer.query.metrics]
    meant += [row.metric.iri for row in answer.rows if row.metric and row.metric.iri]
    often = [metric for metric, count in Counter(fact.metric.iri for fact in facts).most_common(2) if count > 1]
    places = [f"{base}place/{place.code}" for place in answer.query.places]
    return list(dict.fromkeys(meant or often))[:2], places[:3]


def _figures_section(desk: Desk, metrics: Sequence[str], places: Sequence[str], topic: str) -> Section:
    blocks: list[Block] = []
    for n, metric in enumerate(metrics, 1):
        blocks += _metric_pictures(desk, metric, places, f"metric{n}")
    for place in places[:1] if not metrics else []:
        blocks += desk.pictures(
            "targets", "targets", {"place": place, "period": _latest(desk, None, place), "measure": "growth"}
        )
    blocks += _network(desk, topic, places)
    return Section(desk.say("section_figures"), tuple(blocks))


def _metric_pictures(desk: Desk, metric: str, places: Sequence[str], name: str) -> list[Picture]:
    latest = _latest(desk, metric, None)
    chosen = ",".join(places)
    found = desk.pictures(f"{name}-series", "series", {"metric": metric, "places": chosen}) if places else []
    found += desk.pictures(f"{name}-ranking", "ranking", {"metric": metric, "period": latest})
    if found and found[-1].name.endswith("ranking") and len(getattr(found[-1].chart, "bars", ())) >= 8:
        found += desk.pictures(f"{name}-tiles", "tiles", {"metric": metric, "period": latest})
    return found + desk.pictures(
        f"{name}-targets", "targets", {"metric": metric, "place": chosen, "period": "" if places else latest}
    )


def _latest(desk: Desk, metric: str | None, place: str | None) -> str:
    """The year with most achieved observations among the last three that have any; "" if none."""
    filters = analysis.Filters([metric] if metric else None, [place] if place else None, None, None, "achieved")
    years = Counter(m.period for m in analysis.matching(desk.build.graph, filters) if len(m.period) == 4)
    recent = sorted(years)[-3:]
    return max(recent, key=lambda year: (years[year], year), default="")


def _network(desk: Desk, topic: str, places: Sequence[str]) -> list[Picture]:
    """Around the entity whose name the topic holds, or the first place named."""
    kinds = {kind.value for kind in EntityType}
    hits = desk.build.labels.search(topic, kinds=kinds, k=3, dense=False)
    focus = next((desk.build.base + hit.id for hit in hits if hit.score >= _NAMED), places[0] if places else "")
    if not focus:
        return []
    net = networks.ego(desk.build.graph, focus, limit=30, language=desk.language)
    if not net.edges:
        return []
    values = {"focus": focus, "limit": "30", "lang": desk.language}
    setting = desk.setting("network", values)
    title = setting.say("title_ego", name=net.nodes[0].label)
    return [Picture("network", title, network_chart(net, title, setting, focus=focus))]


def _fact_sections(desk: Desk, facts: Sequence[Fact], metrics: Sequence[str], places: Sequence[str]) -> list[Section]:
    graph, language, sources = desk.build.graph, desk.language, desk.sources
    one = metrics[0] if metrics else None
    where = places[0] if places else None
    if one is None and where is None:
        return [Section(desk.say("section_facts"), _grid(tables.facts_grid("facts", facts[:_ROWS], sources, language)))]
    pairs = analysis.targets(
        graph, metric=one, places=places or None, period=None if one else _latest(desk, None, where), language=language
    )
    differing = analysis.disagreements(graph, metric=one, place=where, limit=_ROWS, language=language)
    claims = analysis.rank_claims(graph, metric=one, place=where, limit=_ROWS, language=language)
    return [
        Section(desk.say("section_facts"), _grid(tables.facts_grid("facts", facts[:_ROWS], sources, language))),
        Section(desk.say("section_targets"), _grid(tables.targets_grid(pairs[-_ROWS:], sources, language))),
        Section(desk.say("section_disagreements"), _grid(tables.disagreements_grid(differing, sources, language))),
        Section(desk.say("section_ranks"), _grid(tables.ranks_grid(claims, sources, language))),
    ]


def _grid(grid: Grid) -> tuple[Block, ...]:
    return (grid,) if grid.rows else ()


def _relations_section(desk: Desk, passages: Sequence[str]) -> Section:
    found = relations(desk.build.graph, passages=[_passage_iri(desk, id) for id in passages], language=desk.language)
    return Section(
        desk.say("section_relations"), _grid(tables.relations_grid(found[:_ROWS], desk.sources, desk.language))
    )


def _passages_section(desk: Desk, passages: Sequence[str]) -> Section:
    shown = desk.build.passages.passages(passages[:_QUOTED])
    blocks = tuple(Quotation(passage.text, 0, 0, desk.sources.cite(passage.document)) for passage in shown)
    return Section(desk.say("section_passages"), blocks)
