"""From the documents a user names to a published build."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from builds import fingerprints, layout, publishing
from builds.executors import in_order, open_executor
from builds.manifest import EncoderInfo, Input, Manifest, Recipe, build_id
from builds.opening import Build, open_build
from builds.passages import DocumentInfo
from builds.statements import file_hash
from builds.work import Done, Failed, Job, Outcome, Work, lost
from builds.writer import BuildWriter
from corpus import Found, discover
from embeddings.encoders import DEFAULT_ENCODER, Encoder, load_encoder
from model.errors import UnreadableDocument
from model.identifiers import DEFAULT_BASE

_FEW = 2  # so many documents are done sooner than worker processes start


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asks for. `remove` are sources; with `sync` the build shall hold exactly `documents`.

    `encoder` and `base` default to those of the last build. `scheduler` is the address of a Dask cluster.
    """

    output: Path
    documents: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    sync: bool = False
    workers: int = 2
    encoder: str | None = None
    base: str | None = None
    scheduler: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What an ingest did. `failed` has one line for each document or path that could not be used; `build` is None when
    there was nothing to make one of. `rejected` counts why extraction gave nothing, over the documents done now."""

    build: Path | None
    counts: Mapping[str, int] = field(default_factory=dict)
    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: tuple[str, ...] = ()
    rejected: Mapping[str, int] = field(default_factory=dict)


Progress = Callable[[int, int], None]
"""Called with documents done and documents to do."""


def ingest(request: Request, *, progress: Progress = lambda done, todo: None) -> Summary:
    """Make the build that `request` asks for and point `current` at it.

    Raises BuildError when another ingest holds the folder or the last build cannot be read.
    """
    with publishing.locked(request.output):
        publishing.sweep(request.output)
        folder = publishing.current(request.output)
        last = None if folder is None else open_build(folder)
        try:
            return _Ingest(request, last, progress).run()
        finally:
            if last is not None:
                last.close()


class _Ingest:
    def __init__(self, request: Request, last: Build | None, progress: Progress) -> None:
        self._request = request
        self._last = last
        self._progress = progress
        self._failed: list[str] = []
        self._counts: Counter[str] = Counter()
        self._rejected: Counter[str] = Counter()
        self._held = {} if last is None else {info.source: info for info in last.passages.documents()}
        self._encoder_name = request.encoder or (last.manifest.recipe.encoder.name if last else DEFAULT_ENCODER)
        self._encoder = load_encoder(self._encoder_name)
        self._recipe = _recipe(request, last, self._encoder)
        self._reading = fingerprints.reading()
        self._start = last if last is not None and last.manifest.recipe == self._recipe else None

    def run(self) -> Summary:
        named = self._named()
        gone = self._gone(named)
        jobs = self._jobs(named, gone)
        self._counts["removed"] = len(gone)
        if not jobs and not gone and self._start is not None:
            return self._summary(self._start.path, self._start.manifest.counts)
        with publishing.unfinished(self._request.output) as folder:
            return self._build(folder, jobs, gone)

    def _named(self) -> dict[str, Found]:
        def note(error: UnreadableDocument) -> None:
            self._failed.append(str(error))

        return {found.source: found for found in discover(self._request.documents, on_error=note)}

    def _gone(self, named: Mapping[str, Found]) -> list[DocumentInfo]:
        for source in self._request.remove:
            if source not in self._held:
                self._failed.append(f"{source}: is not in the build – name it as it was given when it was added")
        gone = set(self._request.remove)
        if self._request.sync and not self._failed:
            gone |= self._held.keys() - named.keys()
        return [info for source, info in sorted(self._held.items()) if source in gone and source not in named]

    def _jobs(self, named: Mapping[str, Found], gone: list[DocumentInfo]) -> list[Job]:
        """New and changed files are read; kept documents are done again only when the recipe changed."""
        jobs = [Job(found.source, found.path) for found in named.values() if not self._is_unchanged(found)]
        self._counts["unchanged"] = len(named) - len(jobs)
        if self._start is None:
            done = {job.source for job in jobs} | {info.source for info in gone}
            jobs += [Job(source) for source in self._held if source not in done]
        return sorted(jobs, key=lambda job: job.source)

    def _is_unchanged(self, found: Found) -> bool:
        held = self._held.get(found.source)
        if held is None or held.reading != self._reading:
            return False
        try:
            with found.path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == held.content_hash
        except OSError:
            return False

    def _build(self, folder: Path, jobs: list[Job], gone: list[DocumentInfo]) -> Summary:
        start = None if self._start is None else self._start.path
        with BuildWriter(folder, encoder=self._encoder, base=self._recipe.base, last=start) as writer:
            if start is not None:
                for info in gone:
                    writer.remove(info)
            for done in self._done(jobs):
                reading = self._reading if done[0].path else self._held[done[0].source].reading
                writer.add(done[1], reading=reading, instead_of=self._held.get(done[0].source) if start else None)
            counts = writer.finish()
        if not counts["documents"]:
            return self._summary(None, {})
        manifest = self._manifest(folder, counts)
        manifest.save(folder)
        final = publishing.publish(folder, self._request.output, manifest.id)
        publishing.prune(self._request.output, keep={final.name, self._last.path.name if self._last else final.name})
        return self._summary(final, manifest.counts)

    def _done(self, jobs: list[Job]) -> Iterator[tuple[Job, Done]]:
        for number, (job, outcome) in enumerate(zip(jobs, self._outcomes(jobs), strict=True), start=1):
            self._progress(number, len(jobs))
            if isinstance(outcome, Failed):
                self._failed.append(outcome.message)
                yield from self._fallback(job)
                continue
            self._note(job, outcome)
            yield job, outcome

    def _outcomes(self, jobs: list[Job]) -> Iterator[Outcome]:
        workers = 0 if len(jobs) <= _FEW else self._request.workers
        last = None if self._last is None else self._last.path
        executor = partial(open_executor, workers, scheduler=self._request.scheduler)
        work = Work(self._encoder_name, self._recipe.base, last)
        return in_order(jobs, work, executor=executor, workers=workers, lost=lost)

    def _fallback(self, job: Job) -> Iterator[tuple[Job, Done]]:
        """A named file that can no longer be read leaves the document as the last build holds it."""
        if self._start is not None or job.path is None or job.source not in self._held:
            return
        kept = Job(job.source)
        last = None if self._last is None else self._last.path
        outcome = Work(self._encoder_name, self._recipe.base, last)(kept)
        if isinstance(outcome, Done):
            yield kept, outcome

    def _note(self, job: Job, done: Done) -> None:
        self._rejected.update(done.counts)
        if job.path is not None:
            self._counts["replaced" if job.source in self._held else "added"] += 1

    def _manifest(self, folder: Path, counts: Mapping[str, int]) -> Manifest:
        inputs = tuple(_inputs(folder))
        return Manifest(
            id=build_id(self._recipe, inputs),
            recipe=self._recipe,
            inputs=inputs,
            counts=counts,
            files=_sizes(folder),
            statements_hash=file_hash(folder / layout.STATEMENTS),
        )

    def _summary(self, build: Path | None, counts: Mapping[str, int]) -> Summary:
        return Summary(build, counts, failed=tuple(self._failed), rejected=dict(self._rejected), **self._counts)


def _recipe(request: Request, last: Build | None, encoder: Encoder) -> Recipe:
    return Recipe(
        base=request.base or (last.base if last else DEFAULT_BASE),
        encoder=EncoderInfo(encoder.name, encoder.revision, encoder.dimension),
        ontology=fingerprints.ontology(),
        lexicons=fingerprints.lexicons(),
        code=fingerprints.code(),
    )


def _inputs(folder: Path) -> Iterator[Input]:
    from builds.passages import Passages

    table = Passages.open(folder / layout.PASSAGES)
    for info in table.documents():
        yield Input(info.source, info.content_hash, info.reading)
    table.close()


def _sizes(folder: Path) -> dict[str, int]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in files}
