"""BM25 over character n-grams, in tantivy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tantivy

from embeddings.catalogue import PASSAGE_BITS
from embeddings.tokens import indexed, terms

_HEAP_BYTES = 128_000_000
_ANALYZER = "terms"


class LexicalIndex:
    """Passages by their terms.

    The folder is the index: files in it never change once written, so a copy of the folder may hard-link them.
    Removed passages count in the frequencies of terms until tantivy merges their segment: scores, not what is found,
    may differ a little between an index made at once and one made in steps. Ties are ordered by key.
    BM25 parameters are tantivy's: k1 = 1.2, b = 0.75.
    """

    def __init__(self, index: Any) -> None:
        index.register_tokenizer(_ANALYZER, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
        self._index = index
        self._schema = index.schema

    @classmethod
    def create(cls, folder: Path) -> LexicalIndex:
        folder.mkdir(parents=True, exist_ok=True)
        return cls(tantivy.Index(_schema(), path=str(folder), reuse=False))

    @classmethod
    def open(cls, folder: Path) -> LexicalIndex:
        return cls(tantivy.Index.open(str(folder)))

    def __len__(self) -> int:
        return int(self._index.searcher().num_docs)

    @contextmanager
    def writer(self) -> Iterator[LexicalWriter]:
        """What is written within the context is in the index when it ends, and nothing of it after an error."""
        writer = LexicalWriter(self._index)
        yield writer
        writer.commit()
        self._index.reload()

    def update(self, add: Iterable[tuple[int, str]], *, remove: Iterable[int] = ()) -> None:
        """Remove the documents with these numbers, then add passages as (key, text)."""
        with self.writer() as writer:
            for number in remove:
                writer.remove(number)
            for key, text in add:
                writer.add(key, indexed(text))

    def search(
        self, weighted: Mapping[str, float], k: int, *, documents: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """The k best (key, score), best first; scores of several texts add up by their weights.

        `documents` are the numbers of those that may answer; None for all.
        """
        query = self._query(weighted, documents)
        if query is None:
            return []
        searcher = self._index.searcher()
        hits = searcher.search(query, limit=k, count=False).hits
        keys = searcher.fast_field_values("key", [address for _, address in hits])
        found = [(int(key), float(score)) for key, (score, _) in zip(keys, hits, strict=True) if key is not None]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def _query(self, weighted: Mapping[str, float], documents: Sequence[int] | None) -> Any:
        boosts: Counter[str] = Counter()
        for text, weight in weighted.items():
            for term in terms(text):
                boosts[term] += weight  # type: ignore[assignment]
        clauses = [(tantivy.Occur.Should, self._term(term, boost)) for term, boost in sorted(boosts.items())]
        if not clauses or documents == []:
            return None
        query = tantivy.Query.boolean_query(clauses)
        if documents is None:
            return query
        allowed = tantivy.Query.const_score_query(
            tantivy.Query.term_set_query(self._schema, "document", list(documents)), 0.0
        )
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, allowed)])

    def _term(self, term: str, boost: float) -> Any:
        query = tantivy.Query.term_query(self._schema, "text", term, index_option="freq")
        return query if boost == 1 else tantivy.Query.boost_query(query, boost)


class LexicalWriter:
    """One thread, so that the same calls make the same index."""

    def __init__(self, index: Any) -> None:
        self._schema = index.schema
        self._writer = index.writer(heap_size=_HEAP_BYTES, num_threads=1)

    def remove(self, number: int) -> None:
        """Remove the passages of the document with this number that were added before."""
        self._writer.delete_documents_by_query(tantivy.Query.term_query(self._schema, "document", number))

    def add(self, key: int, words: str) -> None:
        """`words` is what `embeddings.tokens.indexed` makes of a text (any process can make it)."""
        row = tantivy.Document()
        row.add_unsigned("key", key)
        row.add_unsigned("document", key >> PASSAGE_BITS)
        row.add_text("text", words)
        self._writer.add_document(row)

    def commit(self) -> None:
        self._writer.commit()
        self._writer.wait_merging_threads()


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", fast=True)
    builder.add_unsigned_field("document", indexed=True)
    builder.add_text_field("text", tokenizer_name=_ANALYZER, index_option="freq")
    return builder.build()
