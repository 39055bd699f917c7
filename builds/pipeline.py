"""From the documents a user names to a published build."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from builds import fingerprints, layout, publishing
from builds.executors import in_order, open_executor
from builds.manifest import EncoderInfo, Input, Manifest, Recipe, build_id
from builds.opening import Build, open_build
from builds.passages import DocumentInfo
from builds.statements import file_hash
from builds.stopwatch import Spent, Stopwatch
from builds.validity import Validity
from builds.work import Encoded, Failed, Finished, Job, Outcome, Task, Texts, Work, encoder, lost
from builds.writer import BuildWriter
from corpus import Found, discover
from embeddings.encoders import DEFAULT_ENCODER, Encoder
from embeddings.vectors import DEFAULT_VECTORS
from graph.mirror import mirror
from graph.store import EmbeddedStore, GraphStore
from model.errors import BuildError, UnreadableDocument
from model.identifiers import DEFAULT_BASE

if TYPE_CHECKING:
    from extraction.proposals import Endpoint

_FEW = 2  # so many documents are done sooner than worker processes start
_TOLERATED = 0.02  # share of the last build's documents that faults of ours may cost


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asks for. `remove` are sources; with `sync` the build shall hold exactly `documents`.

    `encoder`, `base` and `vectors` default to those of the last build. `proposer` is a language model that may propose
    statements; a build that had one is made again without it when it is not named. `scheduler` is the address of a Dask
    cluster. `remote` is a graph store that shall hold the graph of the build as well; it is brought in line before the
    build is published. Where faults of this program would cost more than a few documents of the last build, that one
    stays current, unless `accept_losses` is set.
    """

    output: Path
    documents: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    sync: bool = False
    workers: int = 2
    encoder: str | None = None
    base: str | None = None
    scheduler: str | None = None
    remote: GraphStore | None = None
    vectors: str | None = None
    proposer: Endpoint | None = None
    accept_losses: bool = False
    accept_invalid: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """What an ingest did. `failed` has one line for each document or path that could not be used; `build` is None when
    there was nothing to make one of. `rejected` counts why extraction gave nothing, over the documents done now.
    `invalid` has one line for each violation of shapes.ttl in these. `spent` says where the time went: phases of
    several processes run at the same time."""

    build: Path | None
    counts: Mapping[str, int] = field(default_factory=dict)
    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: tuple[str, ...] = ()
    rejected: Mapping[str, int] = field(default_factory=dict)
    invalid: tuple[str, ...] = ()
    spent: Mapping[str, Spent] = field(default_factory=dict)


Progress = Callable[[int, int], None]
"""Called with documents done and documents to do."""


def ingest(request: Request, *, progress: Progress = lambda done, todo: None) -> Summary:
    """Make the build that `request` asks for and point `current` at it.

    Raises BuildError when another ingest holds the folder, the last build cannot be read, or too much of it would be
    lost.
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
        self._lost: list[str] = []
        self._validity = Validity()
        self._watch = Stopwatch()
        self._held = {} if last is None else {info.source: info for info in last.passages.documents()}
        self._files = _by_file(self._held.values())
        self._encoder_name = request.encoder or (last.manifest.recipe.encoder.name if last else DEFAULT_ENCODER)
        self._encoder = encoder(self._encoder_name)
        self._recipe = _recipe(request, last, self._encoder)
        self._reading = fingerprints.reading()
        self._start = last if last is not None and last.manifest.recipe == self._recipe else None

    def run(self) -> Summary:
        named = self._named()
        gone = self._gone(named)
        jobs = self._jobs(named, gone)
        self._counts["removed"] = len(gone)
        if not jobs and not gone and self._start is not None:
            self._mirror(self._start.path)
            return self._summary(self._request.output / self._start.id, self._start.manifest.counts)
        with publishing.unfinished(self._request.output) as folder:
            return self._build(folder, jobs, gone)

    def _named(self) -> dict[str, Found]:
        def note(error: UnreadableDocument) -> None:
            self._failed.append(str(error))

        return {found.source: found for found in discover(self._request.documents, on_error=note)}

    def _gone(self, named: Mapping[str, Found]) -> list[DocumentInfo]:
        for source in self._request.remove:
            if source not in self._held and source not in self._files:
                self._failed.append(f"{source}: is not in the build – name it as it was given when it was added")
        gone = set(self._request.remove)
        if self._request.sync and not self._failed:
            gone |= self._files.keys() - named.keys()
        return [info for info in self._held.values() if {info.source, info.file} & gone and info.file not in named]

    def _jobs(self, named: Mapping[str, Found], gone: list[DocumentInfo]) -> list[Job]:
        """New and changed files are read; kept documents are done again only when the recipe changed."""
        jobs = [Job(found.source, found.path) for found in named.values() if not self._is_unchanged(found)]
        self._counts["unchanged"] = len(named) - len(jobs)
        if self._start is None:
            done = {job.source for job in jobs}
            jobs += [Job(info.source) for info in self._held.values() if info.file not in done and info not in gone]
        return sorted(jobs, key=lambda job: job.source)

    def _is_unchanged(self, found: Found) -> bool:
        try:
            now = (file_hash(found.path), self._reading)
        except OSError:
            return False
        held = self._files.get(found.source, [])
        return bool(held) and all((info.file_hash, info.reading) == now for info in held)

    def _build(self, folder: Path, jobs: list[Job], gone: list[DocumentInfo]) -> Summary:
        start = None if self._start is None else self._start.path
        with BuildWriter(
            folder,
            encoder=self._encoder,
            base=self._recipe.base,
            watch=self._watch,
            vectors=self._recipe.vectors,
            last=start,
        ) as writer:
            if start is not None:
                for info in gone:
                    writer.remove(info)
            for finished in self._finished(jobs, writer):
                self._write(writer, finished)
            self._refuse_losses()
            counts = writer.finish()
        self._check(folder)
        if not counts["documents"]:
            return self._summary(None, {})
        with self._watch("publish"):
            manifest = self._manifest(folder, counts)
            manifest.save(folder)
            self._mirror(folder)
            final = publishing.publish(folder, self._request.output, manifest.id)
        publishing.prune(self._request.output, keep={final.name, self._last.path.name if self._last else final.name})
        return self._summary(final, manifest.counts)

    def _mirror(self, folder: Path) -> None:
        if self._request.remote is not None:
            store = EmbeddedStore(folder / layout.GRAPH, read_only=True)
            mirror(store, self._request.remote, base=self._recipe.base)
            store.close()

    def _write(self, writer: BuildWriter, finished: Finished) -> None:
        """When the writer starts from the last build, the file's documents take the place of those it had there."""
        before = {} if self._start is None else {info.id: info for info in self._files.get(finished.origin.file, ())}
        for done in finished.documents:
            writer.add(done, finished.origin, instead_of=before.pop(done.document.id, None))
        for info in before.values():
            writer.remove(info)

    def _finished(self, jobs: list[Job], writer: BuildWriter) -> Iterator[Finished]:
        number = 0
        for task, outcome in self._outcomes(jobs, writer):
            if isinstance(outcome, Encoded):
                self._watch.add(outcome.spent)
                writer.encoded(outcome.vectors)
            if isinstance(task, Job):
                number += 1
                self._progress(number, len(jobs))
            if isinstance(task, Job) and isinstance(outcome, Failed):
                self._failed.append(outcome.message)
                yield from self._fallback(task, outcome)
            if isinstance(task, Job) and isinstance(outcome, Finished):
                self._watch.add(outcome.spent)
                self._note(task, outcome)
                yield outcome

    def _outcomes(self, jobs: list[Job], writer: BuildWriter) -> Iterator[tuple[Task, Outcome]]:
        workers = 0 if len(jobs) <= _FEW else self._request.workers
        executor = partial(open_executor, workers, scheduler=self._request.scheduler)
        return in_order(_tasks(jobs, writer), self._work(), executor=executor, workers=workers, lost=lost)

    def _work(self) -> Work:
        last = None if self._last is None else self._last.path
        return Work(self._encoder_name, self._recipe.base, self._reading, last, self._request.proposer)

    def _fallback(self, job: Job, failed: Failed) -> Iterator[Finished]:
        """What the last build holds of a file that failed: it stays, and is made again when everything is."""
        if self._start is not None:
            return
        held = [self._held[job.source]] if job.path is None else self._files.get(job.source, [])
        for info in held:
            again = failed if job.path is None else self._work()(Job(info.source))
            if isinstance(again, Finished):
                yield again
            elif isinstance(again, Failed) and again.ours:
                self._lost.append(again.message)

    def _refuse_losses(self) -> None:
        if len(self._lost) > _TOLERATED * len(self._held) and not self._request.accept_losses:
            raise BuildError(
                f"{len(self._lost)} of {len(self._held)} documents would be lost, the first one so: {self._lost[0]}",
                where=str(self._request.output),
                advice="the last build stays as it is; --accept-losses makes one without these documents",
            )

    def _check(self, folder: Path) -> None:
        with self._watch("check shapes"):
            self._validity.settle(folder / layout.GRAPH)
        if not self._request.accept_invalid:
            self._validity.refuse(self._request.output)

    def _note(self, job: Job, finished: Finished) -> None:
        for done in finished.documents:
            self._rejected.update(done.counts)
            self._validity.note(done.document.source, done.faults, done.owed)
            if job.path is not None:
                self._counts["replaced" if done.document.source in self._held else "added"] += 1

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
        return Summary(
            build,
            counts,
            failed=tuple(self._failed),
            rejected=dict(self._rejected),
            invalid=self._validity.problems(),
            spent=self._watch.spent,
            **self._counts,
        )


def _tasks(jobs: Iterable[Job], writer: BuildWriter) -> Iterator[Task]:
    """The documents, and between them the names that those before have brought and that wait to be encoded."""
    for job in jobs:
        yield from (Texts(tuple(names)) for names in writer.unencoded())
        yield job


def _by_file(documents: Iterable[DocumentInfo]) -> dict[str, list[DocumentInfo]]:
    files: dict[str, list[DocumentInfo]] = {}
    for info in documents:
        files.setdefault(info.file, []).append(info)
    return files


def _recipe(request: Request, last: Build | None, network: Encoder) -> Recipe:
    return Recipe(
        base=request.base or (last.base if last else DEFAULT_BASE),
        encoder=EncoderInfo(network.name, network.revision, network.dimension),
        ontology=fingerprints.ontology(),
        lexicons=fingerprints.lexicons(),
        code=fingerprints.code(),
        vectors=request.vectors or (last.manifest.recipe.vectors if last else DEFAULT_VECTORS),
        proposer=f"{request.proposer.model} at {request.proposer.url}" if request.proposer else "",
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
