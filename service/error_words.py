"""Errors are raised in English; `locales/errors.yaml` says them in Chinese for a reader of the Chinese pages."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from model.errors import ChaotouError

_FILE = Path(__file__).parent / "locales" / "errors.yaml"
_FIELD = re.compile(r"\\\{(\w+)\\\}")


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    with _FILE.open(encoding="utf-8") as file:
        return tuple((_pattern(english), chinese) for english, chinese in yaml.safe_load(file))


def _pattern(english: str) -> re.Pattern[str]:
    return re.compile(_FIELD.sub(r"(?P<\1>.+)", re.escape(english)), re.DOTALL)


def in_words(text: str, language: str) -> str:
    """`text` in that language; what has no words of its own stays as it was raised."""
    if language != "zh":
        return text
    for pattern, chinese in _phrases():
        if match := pattern.fullmatch(text):
            return chinese.format(**match.groupdict())
    return text


def told(error: ChaotouError, language: str) -> str:
    """Where, what was found, what to do."""
    if language != "zh":
        return str(error)
    head = in_words(error.found, language)
    said = f"{error.where}：{head}" if error.where else head
    return f"{said}。{in_words(error.advice, language)}" if error.advice else said
