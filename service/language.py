"""The two languages of the pages: which one a request wants, and its words from `locales/*.yaml`.

The language is `?lang=`, else the cookie an earlier `?lang=` set, else what the browser prefers, else Chinese.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import cast
from urllib.parse import urlencode

import yaml
from flask import Flask, Response, g, request

LANGUAGES = ("zh", "en")
COOKIE = "lang"
_LOCALES = Path(__file__).parent / "locales"


@cache
def words(language: str) -> dict[str, str]:
    with (_LOCALES / f"{language}.yaml").open(encoding="utf-8") as file:
        return cast("dict[str, str]", yaml.safe_load(file))


def language() -> str:
    if "language" not in g:
        g.language = _asked() or request.accept_languages.best_match(LANGUAGES, LANGUAGES[0])
    return cast(str, g.language)


def _asked() -> str | None:
    return next((name for name in (request.args.get("lang"), request.cookies.get(COOKIE)) if name in LANGUAGES), None)


def translate(key: str, **values: object) -> str:
    """The words for `key`; a key without words is shown as it stands, so that a page never fails for one."""
    phrase = words(language()).get(key, key)
    return phrase.format(**values) if values else phrase


def term(group: str, value: object) -> str:
    """The words for a value of a small vocabulary, e.g. term("status", "target"); the value itself without any."""
    return words(language()).get(f"{group}.{value}", str(value))


def knows(key: str) -> bool:
    return key in words(language())


def in_language(code: str) -> str:
    """The address of this page in another language."""
    return "?" + urlencode([*((k, v) for k, v in request.args.items(multi=True) if k != "lang"), ("lang", code)])


def install(app: Flask) -> None:
    app.jinja_env.globals.update(t=translate, term=term, knows=knows, language=language, in_language=in_language)
    app.after_request(_remember)


def _remember(response: Response) -> Response:
    asked = request.args.get("lang")
    if asked in LANGUAGES and response.mimetype == "text/html" and request.cookies.get(COOKIE) != asked:
        response.set_cookie(COOKIE, asked, max_age=31_536_000, samesite="Lax", httponly=True, secure=request.is_secure)
    return response
