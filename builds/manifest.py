"""The manifest: what went into a build, and what must be found in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from builds.layout import FORMAT, MANIFEST
from embeddings.vectors import DEFAULT_VECTORS
from model.errors import BuildError
from model.identifiers import digest


@dataclass(frozen=True, slots=True)
class EncoderInfo:
    name: str
    revision: str
    dimension: int


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything but the documents that decides what a build holds.

    `base` is the IRI below which instances are named. `ontology`, `lexicons` and `code` are digests of the files.
    `vectors` is a kind of vector index, `proposer` the model that proposed statements and its address, or "".
    """

    base: str
    encoder: EncoderInfo
    ontology: str
    lexicons: str
    code: str
    format: int = FORMAT
    vectors: str = DEFAULT_VECTORS
    proposer: str = ""


@dataclass(frozen=True, slots=True)
class Input:
    """One document that went in: `content_hash` is the SHA-256 of its bytes, `reading` the digest of the code that
    read it (a document kept from an older build stays as it was read then)."""

    source: str
    content_hash: str
    reading: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`files` are sizes in bytes by path below the build; `statements_hash` is the SHA-256 of statements.jsonl."""

    id: str
    recipe: Recipe
    inputs: tuple[Input, ...]
    counts: Mapping[str, int]
    files: Mapping[str, int]
    statements_hash: str

    def save(self, folder: Path) -> None:
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)
        (folder / MANIFEST).write_text(f"{text}\n", encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Manifest:
        """Raises BuildError when there is none, or one of another format."""
        path = folder / MANIFEST
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
            found = record["recipe"]["format"]
        except FileNotFoundError:
            raise BuildError("there is no build here", where=str(folder), advice="make one with ingest.py") from None
        except (ValueError, KeyError, TypeError):
            raise BuildError("the manifest is damaged", where=str(path), advice="run ingest.py again") from None
        if found != FORMAT:
            raise BuildError(
                f"the build has format {found}, this version reads {FORMAT}",
                where=str(folder),
                advice="ingest the documents into a new folder",
            )
        recipe = record.pop("recipe")
        encoder = EncoderInfo(**recipe.pop("encoder"))
        inputs = tuple(Input(**row) for row in record.pop("inputs"))
        return cls(recipe=Recipe(encoder=encoder, **recipe), inputs=inputs, **record)


def build_id(recipe: Recipe, inputs: Iterable[Input]) -> str:
    """The same documents, lexicons, code and encoder always give the same id."""
    documents = sorted((entry.source, entry.content_hash, entry.reading) for entry in inputs)
    return digest(json.dumps(asdict(recipe), sort_keys=True), json.dumps(documents))
