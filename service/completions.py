"""What a search box offers for the end of a question: names that begin as it ends, else names like all of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builds import Build
from service.language import term

LONGEST = 16
_ALIKE = 0.5


def complete(build: Build, text: str, *, k: int) -> list[dict[str, Any]]:
    """`{text, kind, id, completes}`: `completes` is the end of the question that `text` takes the place of."""
    from answering import suggest  # late: answering loads the encoder's libraries

    for tail in _tails(text):
        begun = [found for found in suggest(build, tail, k) if _begins(found.text, tail)]
        if begun:
            return [_record(found.text, found.kind, found.id, tail) for found in begun]
    hits = build.labels.search(text, k=k, dense=False)
    return [_record(hit.label, hit.kind, hit.id, text) for hit in hits if hit.score >= _ALIKE]


def _tails(text: str) -> Iterator[str]:
    """The ends of the last word, longest first; a word in Latin letters or a number is not cut."""
    word = text.split()[-1] if text.split() else ""
    for at in range(max(0, len(word) - LONGEST), len(word)):
        if at == 0 or not (_whole(word[at - 1]) and _whole(word[at])):
            yield word[at:]


def _whole(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _begins(name: str, tail: str) -> bool:
    return name.lower().startswith(tail.lower()) and name.lower() != tail.lower()


def _record(text: str, kind: str, id: str, completes: str) -> dict[str, Any]:
    return {"text": text, "kind": term("type", kind), "id": id, "completes": completes}
