"""`/api/v1/openapi.json`: the description of the HTTP interface, written by hand in openapi.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml
from flask import Blueprint, Response, jsonify

from service.links import absolute

blueprint = Blueprint("openapi", __name__)
_DESCRIPTION = Path(__file__).parent / "openapi.yaml"


@cache
def description() -> dict[str, Any]:
    return cast("dict[str, Any]", yaml.safe_load(_DESCRIPTION.read_text(encoding="utf-8")))


@blueprint.get("/api/v1/openapi.json")
def openapi() -> Response:
    return jsonify({**description(), "servers": [{"url": absolute("/")}]})
