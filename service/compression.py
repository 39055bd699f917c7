"""gzip (RFC 9110 §8.4.1.3) for what is text, long enough, and asked for."""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

SHORTEST = 800
LEVEL = 5
_TEXT = ("text/", "application/json", "application/javascript", "image/svg+xml", "application/xml")


def install(app: Flask) -> None:
    app.after_request(_compress)


def is_text(media_type: str | None) -> bool:
    kind = media_type or ""
    return kind.startswith(_TEXT) or kind.endswith(("+json", "+xml"))


def _compress(response: Response) -> Response:
    if not is_text(response.mimetype):
        return response
    response.vary.add("Accept-Encoding")
    if _worth_it(response):
        response.set_data(gzip.compress(response.get_data(), compresslevel=LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response


def _worth_it(response: Response) -> bool:
    return (
        request.accept_encodings["gzip"] > 0
        and not response.is_streamed
        and not response.direct_passthrough
        and "Content-Encoding" not in response.headers
        and (response.content_length or 0) >= SHORTEST
    )
