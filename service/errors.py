"""Every error as one shape: `{"error": {"code", "message", "status"}}`, or a page with the same words for a browser.

A page speaks its own language; JSON speaks English, which programs match, unless `?lang=zh` asks for Chinese.
"""

from __future__ import annotations

import logging
import re
from typing import cast

from flask import Flask, Response, jsonify, render_template, request
from werkzeug.exceptions import HTTPException, InternalServerError

from model.errors import BuildError, ChaotouError, QueryError, QueryTimeout
from service.error_words import in_words, told
from service.language import language

logger = logging.getLogger(__name__)

STATUS: tuple[tuple[type[ChaotouError], int, str], ...] = (
    (QueryTimeout, 503, "timeout"),
    (QueryError, 400, "bad_request"),
    (BuildError, 503, "build_unavailable"),
    (ChaotouError, 500, "internal_error"),
)


def install(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(ChaotouError, _ours)
    app.register_error_handler(Exception, _unexpected)


def failure(status: int, code: str, message: str) -> Response:
    if _wants_page():
        response = Response(render_template("error.html", status=status, code=code, message=message))
    else:
        response = jsonify(error={"code": code, "message": message, "status": status})
    response.status_code = status
    response.vary.add("Accept")
    return response


def _wants_page() -> bool:
    if request.path.startswith("/api/"):
        return False
    accept = request.accept_mimetypes
    return accept.best_match(["application/json", "text/html"], "application/json") == "text/html"


def _language() -> str:
    return language() if _wants_page() else request.args.get("lang", "en")


def _http(error: HTTPException) -> Response:
    if error.response is not None or (error.code or 500) < 400:
        return cast(Response, Response.force_type(error.get_response()))
    status = error.code or 500
    response = failure(status, _code(error), in_words(error.description or error.name, _language()))
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After", "Accept"):
            response.headers[name] = value
    return response


def _code(error: HTTPException) -> str:
    return re.sub(r"\W+", "_", error.name.lower())


def _ours(error: ChaotouError) -> Response:
    status, code = next((status, code) for kind, status, code in STATUS if isinstance(error, kind))
    if status == 500:
        logger.error("%s", error)
    response = failure(status, code, told(error, _language()))
    if status == 503:
        response.headers["Retry-After"] = "5"
    return response


def _unexpected(error: Exception) -> Response:
    logger.exception("unexpected error at %s", request.path)
    return _http(InternalServerError("the service failed; its log says why"))
