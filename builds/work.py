"""What is done to one document, in any process: read, extract, name in RDF, cut into terms, encode."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from builds.labelling import labels
from builds.layout import PASSAGES
from builds.passages import Passages
from builds.statements import file_hash
from builds.stopwatch import Spent, Stopwatch
from embeddings.arrays import Vectors
from embeddings.catalogue import PASSAGE_BITS
from embeddings.encoders import Encoder, load_encoder
from embeddings.labels import Label
from embeddings.tokens import indexed
from extraction.context import DocumentContext
from model.document import Document, Passage
from model.errors import BuildError, ChaotouError, UnreadableDocument
from model.records import to_line
from model.statement import Observation, Statement

if TYPE_CHECKING:
    from extraction import Extractor
    from extraction.proposals import Endpoint
    from graph.naming import Names
    from graph.shapes import Fault, Owed


@dataclass(frozen=True, slots=True)
class Job:
    """Read the file at `path`; or, without one, take document `source` as the last build holds it."""

    source: str
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Texts:
    """Names to be encoded."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """`lines` are its records for statements.jsonl, in order; `words` has one entry a passage, `vectors` one row for
    each passage whose index is in `encoded`. `faults` and `owed` are what shapes.ttl has to say to its triples."""

    document: Document
    context: DocumentContext
    lines: tuple[str, ...]
    observations: int
    ntriples: str
    triples: int
    labels: tuple[Label, ...]
    words: tuple[str, ...]
    encoded: tuple[int, ...]
    vectors: npt.NDArray[np.float16]
    counts: Mapping[str, int]
    faults: tuple[Fault, ...] = ()
    owed: frozenset[Owed] = frozenset()


@dataclass(frozen=True, slots=True)
class Origin:
    """The file a document was read from, the SHA-256 of its bytes, and the digest of the code that read it."""

    file: str
    file_hash: str
    reading: str


@dataclass(frozen=True, slots=True)
class Finished:
    """All documents of one file, and what time they took."""

    origin: Origin
    documents: tuple[Done, ...]
    spent: Mapping[str, Spent]


@dataclass(frozen=True, slots=True)
class Failed:
    """`ours` tells a fault of this program from one of the document."""

    source: str
    message: str
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Encoded:
    """`vectors` has one row for each of `Texts`."""

    vectors: Vectors
    spent: Mapping[str, Spent]


Task = Job | Texts
Outcome = Finished | Failed | Encoded


@dataclass(frozen=True, slots=True)
class Work:
    """Can be pickled; a process loads encoder and lexicons at its first document. `last` is the last build's folder."""

    encoder: str
    base: str
    reading: str
    last: Path | None = None
    proposer: Endpoint | None = None

    def __call__(self, task: Task) -> Outcome:
        if isinstance(task, Texts):
            return self._encode(task)
        watch = Stopwatch()
        try:
            origin, documents = self._read(task, watch)
            done = tuple(self._process(document, watch) for document in documents)
        except ChaotouError as error:
            return Failed(task.source, str(error))
        except Exception as error:  # a fault of ours in one document must not cost the others
            place = traceback.extract_tb(error.__traceback__)[-1]
            what = f"our fault, {type(error).__name__} at {Path(place.filename).name}:{place.lineno}"
            return Failed(task.source, f"{task.source}: {what} – please report it", ours=True)
        return Finished(origin, done, watch.spent)

    def _encode(self, names: Texts) -> Encoded:
        watch = Stopwatch()
        with watch("encode names"):
            vectors = encoder(self.encoder).encode(names.texts)
        return Encoded(vectors, watch.spent)

    def _read(self, job: Job, watch: Stopwatch) -> tuple[Origin, list[Document]]:
        from corpus import read

        with watch("read"):
            if job.path is None:
                return _kept(self.last, job.source)
            documents = read(job.path, source=job.source)
            return Origin(job.source, file_hash(job.path), self.reading), documents

    def _process(self, document: Document, watch: Stopwatch) -> Done:
        from graph.shapes import load as shapes
        from graph.triples import document_ntriples

        if len(document.passages) >> PASSAGE_BITS:
            raise UnreadableDocument("is too long: over a million sentences", where=document.source, advice="split it")
        with watch("extract"):
            extraction = _extractor(self.proposer).extract(document)
            statements = sorted(extraction.statements, key=lambda s: (s.evidence.start, s.evidence.end, s.id))
        with watch("name in RDF"):
            ntriples = document_ntriples(
                document, extraction.context, statements, extraction.aliases, names=_names(self.base)
            )
        with watch("check shapes"):
            faults, owed = shapes().check(ntriples)
        with watch("write records"):
            lines = tuple(map(to_line, statements))
        with watch("collect names"):
            names = tuple(dict.fromkeys(labels(ntriples, self.base)))
        with watch("cut into terms"):
            words = tuple(indexed(passage.text) for passage in document.passages)
        with watch("encode passages"):
            encoded = _encoded(document, statements)
            vectors = _vectors(encoder(self.encoder), [passage.text for passage in encoded])
        return Done(
            document=document,
            context=extraction.context,
            lines=lines,
            observations=sum(isinstance(statement, Observation) for statement in statements),
            ntriples=ntriples,
            triples=ntriples.count("\n"),
            labels=names,
            words=words,
            encoded=tuple(passage.index for passage in encoded),
            vectors=vectors,
            counts=dict(extraction.counts),
            faults=tuple(faults),
            owed=frozenset(owed),
        )


def lost(task: Task) -> Outcome:
    if isinstance(task, Texts):
        raise BuildError("encoding names brought a process down", advice="free some memory, or take fewer --workers")
    advice = "the process that read it died; take the file out, or convert it to plain text"
    return Failed(task.source, f"{task.source}: brought the reader down – {advice}", ours=True)


def _kept(last: Path | None, source: str) -> tuple[Origin, list[Document]]:
    if last is None:
        raise BuildError("no build holds this document", where=source, advice="name the file itself")
    table = _passages(last / PASSAGES)
    info = table.by_source(source)
    return Origin(info.file, info.file_hash, info.reading), [table.document(info.id)]


@cache  # each process makes these once
def _passages(path: Path) -> Passages:
    return Passages.open(path)


@cache
def _extractor(endpoint: Endpoint | None) -> Extractor:
    from extraction import Extractor
    from extraction.proposals import Proposer

    return Extractor(proposer=Proposer(endpoint) if endpoint else None)


@cache
def _names(base: str) -> Names:
    from graph.naming import Names

    return Names.load(base)


@cache
def encoder(name: str) -> Encoder:
    """The encoder of this name, loaded once in each process."""
    return load_encoder(name)


def _encoded(document: Document, statements: Iterable[Statement]) -> tuple[Passage, ...]:
    """The passages that get a vector: those that state something, or all where none does.

    They are a quarter of a report, and searching them alone by meaning found more: the rest is salutations, slogans and
    headings, whose short texts lie near to every question.
    """
    evidence = {statement.evidence.passage for statement in statements}
    return tuple(passage for passage in document.passages if passage.id in evidence) or document.passages


def _vectors(network: Encoder, texts: list[str]) -> npt.NDArray[np.float16]:
    distinct = dict.fromkeys(texts)
    rows = {text: row for row, text in enumerate(distinct)}
    encoded = network.encode(list(distinct)).astype(np.float16)
    return encoded[[rows[text] for text in texts]]
