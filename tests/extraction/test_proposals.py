"""The pluggable proposer against a local stand-in for an OpenAI-compatible endpoint."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corpus import read
from extraction import Extractor
from extraction.proposals import Endpoint, Proposer
from model.document import Document

TEXT = "2025年某市市场监管局办结咨询、投诉与举报件，数量之多前所未有，合计有九成以上当天答复。\n"
GOOD = {
    "sentence": 1,
    "kind": "observation",
    "quote": "合计有九成以上当天答复",
    "metric": "当天答复率",
    "measure": "share",
    "value": 90,
    "unit": "%",
    "stated": "九成以上",
    "comparator": ">=",
    "period": "2025",
    "status": "achieved",
    "place": None,
    "rank": None,
    "rank_scope": None,
}


@pytest.fixture
def document(tmp_path: Path) -> Document:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return read(path)[0]


def proposer(server: Any, key: str = "") -> Proposer:
    return Proposer(Endpoint(f"http://127.0.0.1:{server.server_port}/v1", "some-model", key, timeout=5))


def test_a_good_proposal_counts(chat_model: Any, document: Document) -> None:
    chat_model.reply = "```json\n" + json.dumps({"statements": [GOOD]}) + "\n```"
    kept, rejected = proposer(chat_model, "secret").propose(document)
    assert [(one.metric, one.value, one.rule) for one in kept] == [("当天答复率", 90, "proposed")]  # type: ignore[union-attr]
    assert not rejected
    assert chat_model.asked[0]["model"] == "some-model" and "1. 2025年" in chat_model.asked[0]["messages"][1]["content"]
    assert chat_model.keys == ["Bearer secret"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"quote": "有九成五以上当天答复"}, "rejected: proposal, malformed (ValueError)"),
        ({"value": 95}, "rejected: proposal, stated value is not the value"),
        ({"stated": "九成五"}, "rejected: proposal, quote lacks the stated value"),
        ({"measure": "amount"}, "rejected: proposal, malformed (ValueError)"),
        ({"sentence": 9}, "rejected: proposal, malformed (IndexError)"),
        (
            {"kind": "relation", "s": "某市", "s_type": "City", "p": "hosts", "o": "x", "o_type": "Event"},
            "rejected: proposal, malformed (ValueError)",
        ),
        ({"value": "ninety"}, "rejected: proposal, malformed (TypeError)"),
    ],
)
def test_what_does_not_verify_is_counted(
    chat_model: Any, document: Document, change: dict[str, Any], reason: str
) -> None:
    chat_model.reply = json.dumps({"statements": [GOOD | change]})
    assert proposer(chat_model).propose(document) == ([], {reason: 1})


@pytest.mark.parametrize("reply", ["I cannot help with that.", "{}", '{"statements": 3}', '{"statements": ["a"]}'])
def test_an_odd_reply_proposes_nothing(chat_model: Any, document: Document, reply: str) -> None:
    chat_model.reply = reply
    assert proposer(chat_model).propose(document)[0] == []


def test_a_failing_endpoint_leaves_the_rules_alone(chat_model: Any, document: Document) -> None:
    chat_model.status = 500
    extraction = Extractor(proposer=proposer(chat_model)).extract(document)
    assert extraction.counts["rejected: endpoint failed (HTTPError)"] == 1
    assert extraction.statements == Extractor().extract(document).statements


def test_what_the_rules_have_read_is_not_said_twice(chat_model: Any, document: Document) -> None:
    chat_model.reply = json.dumps({"statements": [GOOD]})
    read_twice = Extractor(proposer=proposer(chat_model)).extract(document).statements
    assert len([one for one in read_twice if getattr(one, "value", None) == 90]) == 1
