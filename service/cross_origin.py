"""Cross-origin reading: anybody's pages may read, without credentials (https://fetch.spec.whatwg.org/#cors-protocol)."""

from __future__ import annotations

from flask import Blueprint, Response, request

_EXPOSED = "Content-Type, ETag, Link, Location, Retry-After, X-Row-Limit"
_DAY = "86400"


def allow(blueprint: Blueprint, *, methods: str = "GET, HEAD, OPTIONS") -> None:
    @blueprint.after_request
    def _allow(response: Response) -> Response:
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = _EXPOSED
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = methods
            response.headers["Access-Control-Allow-Headers"] = "Accept, Authorization, Content-Type, If-None-Match"
            response.headers["Access-Control-Max-Age"] = _DAY
        return response
