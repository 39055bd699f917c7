"""The way from a question to an answer."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from dataclasses import replace

from answering import notes
from answering.agreeing import contradicting, ranged
from answering.answer import Answer, Hit, Row
from answering.facts import Candidate
from answering.gathering import Pool, gather, merged, years_asked
from answering.library import Library
from answering.observations import choose
from answering.rows import rows_of
from answering.scoring import Judge
from answering.selection import passages_query
from answering.things import find_things
from answering.understanding.evidence import understood
from answering.understanding.query import Kind, Query
from answering.understanding.reader import read_question
from answering.understanding.spelling import corrected
from answering.wording import answer_text, capital, phrase
from builds.opening import Build

_HITS = 10
_THINGS = (Kind.ENTITIES, Kind.WHO, Kind.WHEN, Kind.WHERE)


class Answerer:
    """Answers questions from one build; may be used from several threads."""

    def __init__(self, build: Build) -> None:
        self._library = Library(build)

    def warm(self) -> None:
        """Read what questions about core metrics need; takes seconds, and answers may be asked for meanwhile."""
        self._library.warm()

    def answer(self, question: str, language: str | None = None, *, without: Collection[str] = ()) -> Answer:
        """`language` ("zh" or "en") is the one to answer in, the question's own if None; `without` are keys of
        filters to leave out."""
        begin = time.perf_counter()
        query = read_question(question, newest=self._library.newest, language=language, without=without)
        refused = self._refused(query)
        if refused is not None:
            return replace(refused, took_ms=round((time.perf_counter() - begin) * 1000, 1))
        judge = Judge.of(query, self._library.newest)
        pool = gather(self._library, query, judge)
        found = self._answered(query, pool, pool.judge)
        if not found.answered and years_asked(query):
            wider = gather(self._library, query, judge, strict=False)
            found = self._answered(query, merged(pool, wider), wider.judge)
        return replace(found, took_ms=round((time.perf_counter() - begin) * 1000, 1))

    def _refused(self, query: Query) -> Answer | None:
        """Silence where a name is mistyped, or too little was understood."""
        right = corrected(query.text)
        suggestions = ((right, ""),) if right != query.text else ()
        if not suggestions and understood(query):
            return None
        key = "mistyped" if suggestions else "unknown_name" if query.strange else "not_understood"
        text = phrase(key, query.reply, question=right, name=query.strange)
        sparql = passages_query(query.text, ())
        return Answer(query, False, text, sparql, (), (), notes.filters(query), (), (), suggestions)

    def _answered(self, query: Query, pool: Pool, judge: Judge) -> Answer:
        if query.kind is Kind.DEFINITION:
            return self._definition(query, pool)
        if query.kind in _THINGS:
            things = find_things(self._library, query, pool, judge)
            return (
                self._made(query, pool, things.rows, things.sparql) if things else self._not_found(query, pool, judge)
            )
        chosen = choose(self._library, query, pool, judge)
        if chosen is None:
            return self._not_found(query, pool, judge)
        rows = [ranged(row, chosen.others) for row in rows_of(chosen.facts, self._library.base, ranked=query.ranked)]
        missing = [notes.slot_text(slot, query) for slot in chosen.missing]
        extra = notes.disagreement(contradicting(chosen.others, chosen.facts), query.reply)
        extra += notes.close(chosen.close, query.reply)
        among = notes.among(query, chosen.compared)
        return self._made(query, pool, rows, chosen.sparql, missing=missing, extra=extra, among=among)

    def _made(
        self,
        query: Query,
        pool: Pool,
        rows: Sequence[Row],
        sparql: str,
        *,
        missing: Sequence[str] = (),
        extra: Sequence[str] = (),
        among: str = "",
    ) -> Answer:
        text = answer_text(query, rows, missing=missing)
        added = [*notes.computed(query, rows), *extra, *notes.readings(query)]
        return Answer(
            query,
            True,
            capital(phrase("gap", query.reply).join([text, *notes.computed(query, rows), among]).rstrip(), query.reply),
            sparql,
            tuple(rows),
            self._hits(pool, rows),
            notes.filters(query),
            tuple(added),
        )

    def _definition(self, query: Query, pool: Pool) -> Answer:
        rows = [Row((self._whole(candidate),)) for candidate in pool.candidates[:3]]
        sparql = passages_query(query.text, [row.evidence[0] for row in rows])
        text = notes.definition_text(query, rows)
        return Answer(query, bool(rows), text, sparql, tuple(rows), self._hits(pool, ()), notes.filters(query))

    def _not_found(self, query: Query, pool: Pool, judge: Judge) -> Answer:
        report = notes.coverage(self._library, query, pool, judge)
        return Answer(
            query,
            False,
            report.text,
            report.sparql,
            (),
            self._hits(pool, ()),
            notes.filters(query),
            tuple(notes.readings(query)),
            tuple(rows_of(report.nearest, self._library.base)),
            report.suggestions,
        )

    def _hits(self, pool: Pool, rows: Sequence[Row]) -> tuple[Hit, ...]:
        """The passages the answer stands on first, then the nearest others."""
        cited = dict.fromkeys(evidence.passage for row in rows for evidence in row.evidence)
        known = {candidate.passage.id: candidate for candidate in pool.candidates}
        first = [known.get(passage) or self._cited(passage) for passage in list(cited)[:_HITS]]
        rest = [candidate for candidate in pool.candidates if candidate.passage.id not in cited]
        return tuple(Hit(c.passage, c.source, round(c.score, 4)) for c in [*first, *rest][:_HITS])

    def _cited(self, identifier: str) -> Candidate:
        passage = self._library.passage(identifier)
        return Candidate(passage, self._library.sources[passage.document], 1.0)

    def _whole(self, candidate: Candidate):  # type: ignore[no-untyped-def]
        passage = candidate.passage
        return self._library.evidence(passage, passage.text, passage.start, passage.end)
