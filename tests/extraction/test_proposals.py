"""The pluggable proposer against a local stand-in for an OpenAI-compatible endpoint."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
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


class StandIn(BaseHTTPRequestHandler):
    """Answers every chat request with the statements the server was given, and remembers what it was asked."""

    def do_POST(self) -> None:
        server: Any = self.server
        server.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        server.keys.append(self.headers.get("Authorization"))
        body = json.dumps({"choices": [{"message": {"content": server.reply}}]}).encode()
        self.send_response(server.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *_arguments: object) -> None:
        """Silence."""


@pytest.fixture
def stand_in() -> Iterator[Any]:
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), StandIn)
    server.asked, server.keys, server.status, server.reply = [], [], 200, ""
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def document(tmp_path: Path) -> Document:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return read(path)[0]


def proposer(server: Any, key: str = "") -> Proposer:
    return Proposer(Endpoint(f"http://127.0.0.1:{server.server_port}/v1", "some-model", key, timeout=5))


def test_a_good_proposal_counts(stand_in: Any, document: Document) -> None:
    stand_in.reply = "```json\n" + json.dumps({"statements": [GOOD]}) + "\n```"
    kept, rejected = proposer(stand_in, "secret").propose(document)
    assert [(one.metric, one.value, one.rule) for one in kept] == [("当天答复率", 90, "proposed")]  # type: ignore[union-attr]
    assert not rejected
    assert stand_in.asked[0]["model"] == "some-model" and "1. 2025年" in stand_in.asked[0]["messages"][1]["content"]
    assert stand_in.keys == ["Bearer secret"]


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
    stand_in: Any, document: Document, change: dict[str, Any], reason: str
) -> None:
    stand_in.reply = json.dumps({"statements": [GOOD | change]})
    assert proposer(stand_in).propose(document) == ([], {reason: 1})


@pytest.mark.parametrize("reply", ["I cannot help with that.", "{}", '{"statements": 3}', '{"statements": ["a"]}'])
def test_an_odd_reply_proposes_nothing(stand_in: Any, document: Document, reply: str) -> None:
    stand_in.reply = reply
    assert proposer(stand_in).propose(document)[0] == []


def test_a_failing_endpoint_leaves_the_rules_alone(stand_in: Any, document: Document) -> None:
    stand_in.status = 500
    extraction = Extractor(proposer=proposer(stand_in)).extract(document)
    assert extraction.counts["rejected: endpoint failed (HTTPError)"] == 1
    assert extraction.statements == Extractor().extract(document).statements


def test_what_the_rules_have_read_is_not_said_twice(stand_in: Any, document: Document) -> None:
    stand_in.reply = json.dumps({"statements": [GOOD]})
    read_twice = Extractor(proposer=proposer(stand_in)).extract(document).statements
    assert len([one for one in read_twice if getattr(one, "value", None) == 90]) == 1
