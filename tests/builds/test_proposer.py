"""A language model may propose statements: a stand-in that speaks the protocol, over real HTTP, asked by a worker."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import ingest as command
from builds import open_build

TEXT = "2025年某市市场监管局办结咨询、投诉与举报件，数量之多前所未有，约莫九十二个百分点的来件当天答复。\n"
PROPOSED = {
    "sentence": 1,
    "kind": "relation",
    "quote": "某市市场监管局办结咨询、投诉与举报件",
    "s": "某市市场监管局",
    "s_type": "Agency",
    "p": "implements",
    "o": "举报件",
    "o_type": "Initiative",
    "status": "achieved",
    "time": "2025",
}


def rules(output: Path) -> set[str]:
    with closing(open_build(output / "current")) as build:
        return {statement.rule for statement in build.statements()}


def test_it_is_asked_only_when_it_is_named(chat_model: Any, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chat_model.reply = json.dumps({"statements": [PROPOSED]}, ensure_ascii=False)
    monkeypatch.setenv("CHAOTOU_PROPOSER_KEY", "secret")
    for number in range(3):
        Path(f"{number}.txt").write_text(TEXT.replace("某市", f"第{number}市"), encoding="utf-8")
    Path("same.txt").write_text(TEXT, encoding="utf-8")
    files = ["0.txt", "1.txt", "2.txt", "same.txt", "--output", str(output), "--workers", "1", "--quiet"]
    address = f"http://127.0.0.1:{chat_model.server_port}/v1"
    assert command.main([*files, "--proposer", address, "--proposer-model", "some-model"]) == 0
    assert chat_model.keys == ["Bearer secret"] * 4
    assert "proposed" in rules(output)
    with closing(open_build(output / "current")) as build:
        assert build.manifest.recipe.proposer == f"some-model at {address}"
        assert "secret" not in (build.path / "manifest.json").read_text(encoding="utf-8")
    assert command.main(files) == 0
    assert len(chat_model.keys) == 4
    assert "proposed" not in rules(output)
