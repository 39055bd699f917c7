"""Statements proposed by a language model behind any endpoint that speaks the OpenAI chat protocol.

Off unless an endpoint is configured. A proposal counts only if its quote is verbatim in the sentence it names, its
types are ours, and `extraction.verify` finds its value again; what fails is counted, and an endpoint that fails loses
only its own proposals.
Protocol: POST <url>/chat/completions, https://platform.openai.com/docs/api-reference/chat.
"""

from __future__ import annotations

import json
import urllib.request
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from extraction.evidence import evidence_at
from extraction.verify import fault
from lexicon.metrics import Metrics
from model.document import Document, Passage, PassageKind
from model.identifiers import digest
from model.statement import (
    Comparator,
    EntityType,
    Evidence,
    Measure,
    Observation,
    Predicate,
    Relation,
    Statement,
    Status,
)

_PROMPT = Path(__file__).resolve().parent.parent / "data" / "prompts" / "propose.txt"
_BATCH = 20
_RULE = "proposed"
_CONFIDENCE = 0.8


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`url` ends before /chat/completions (http://127.0.0.1:8080/v1); `key` is sent as a bearer token if not empty."""

    url: str
    model: str
    key: str = ""
    timeout: float = 60.0


class Proposer:
    """Asks the endpoint about a document's sentences, a batch at a time."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    def propose(self, document: Document) -> tuple[list[Statement], Counter[str]]:
        """The proposals that hold, in document order, and how many were rejected for which reason. Never raises."""
        kept: list[Statement] = []
        rejected: Counter[str] = Counter()
        sentences = [passage for passage in document.passages if passage.kind is PassageKind.SENTENCE]
        for start in range(0, len(sentences), _BATCH):
            batch = sentences[start : start + _BATCH]
            try:
                items = _items(self._ask(batch))
            except (OSError, ValueError, LookupError, TypeError) as error:
                rejected[f"rejected: endpoint failed ({type(error).__name__})"] += 1
                continue
            for item in items:
                statement, reason = _checked(item, batch, document)
                if statement is None:
                    rejected[f"rejected: proposal, {reason}"] += 1
                else:
                    kept.append(statement)
        return kept, rejected

    def _ask(self, batch: Sequence[Passage]) -> str:
        """The text of the reply. OSError when nobody answers, ValueError or LookupError for an answer off protocol."""
        numbered = "\n".join(f"{number}. {passage.text}" for number, passage in enumerate(batch, 1))
        body = {
            "model": self._endpoint.model,
            "temperature": 0,
            "messages": [{"role": "system", "content": _prompt()}, {"role": "user", "content": numbered}],
        }
        headers = {"Content-Type": "application/json"}
        if self._endpoint.key:
            headers["Authorization"] = f"Bearer {self._endpoint.key}"
        url = self._endpoint.url.rstrip("/") + "/chat/completions"
        request = urllib.request.Request(url, json.dumps(body).encode(), headers)
        with urllib.request.urlopen(request, timeout=self._endpoint.timeout) as reply:
            text: str = json.load(reply)["choices"][0]["message"]["content"]
            return text


@cache
def _prompt() -> str:
    return _PROMPT.read_text(encoding="utf-8")


def _items(reply: str) -> Iterator[Mapping[str, Any]]:
    """The objects of the reply's JSON, which models like to wrap in a fence."""
    start, end = reply.find("{"), reply.rfind("}")
    found = json.loads(reply[start : end + 1])["statements"]
    if not isinstance(found, list):
        raise TypeError("statements is not a list")
    return (item for item in found if isinstance(item, dict))


def _checked(item: Mapping[str, Any], batch: Sequence[Passage], document: Document) -> tuple[Statement | None, str]:
    """The statement, or None and why not."""
    try:
        evidence = _evidence(batch[int(item["sentence"]) - 1], str(item["quote"]), document)
        statement = _observation(item, evidence) if item["kind"] == "observation" else _relation(item, evidence)
    except (LookupError, ValueError, TypeError) as error:
        return None, f"malformed ({type(error).__name__})"
    reason = fault(statement, document)
    return (None, reason) if reason else (statement, "")


def _evidence(passage: Passage, quote: str, document: Document) -> Evidence:
    """Where the quote stands; ValueError if it is not verbatim in the sentence or spans a break in the layout."""
    start = passage.text.index(quote)
    runs = passage.offsets.source(start, start + len(quote))
    if len(runs) != 1:
        raise ValueError("the quote spans a break")
    return evidence_at(runs[0], passage, document)


def _observation(item: Mapping[str, Any], evidence: Evidence) -> Observation:
    metric, value = str(item["metric"]), item["value"]
    metric_id = Metrics.load().id_of(metric)
    rank = item.get("rank")
    if value is not None and not isinstance(value, int | float):
        raise TypeError("value is not a number")
    return Observation(
        digest(_RULE, evidence.passage, evidence.start, metric_id, item["measure"], value),
        evidence,
        metric,
        metric_id,
        Measure(item["measure"]),
        value,
        str(item["unit"]),
        str(item["stated"]),
        Comparator(item["comparator"]),
        Status(item["status"]),
        place=_text(item, "place"),
        period=_text(item, "period"),
        rank=None if rank is None else int(rank),
        rank_scope=_text(item, "rank_scope"),
        confidence=_CONFIDENCE,
        rule=_RULE,
    )


def _relation(item: Mapping[str, Any], evidence: Evidence) -> Relation:
    return Relation(
        digest(_RULE, evidence.passage, item["s"], item["p"], item["o"]),
        evidence,
        str(item["s"]),
        EntityType(item["s_type"]),
        Predicate(item["p"]),
        str(item["o"]),
        EntityType(item["o_type"]),
        Status(item["status"]),
        time=_text(item, "time"),
        confidence=_CONFIDENCE,
        rule=_RULE,
    )


def _text(item: Mapping[str, Any], name: str) -> str | None:
    value = item.get(name)
    return None if value is None else str(value)
