"""Text to search terms: single and paired characters for Chinese, whole words and numbers for the rest.

Pairs of characters need no dictionary and find more than words do; Latin words and numbers stay whole.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUNS = re.compile(rf"[{_HAN}]+|[0-9]+(?:[.,][0-9]+)*|[^\W_{_HAN}0-9]+")
_IS_HAN = re.compile(rf"[{_HAN}]")


def terms(text: str) -> list[str]:
    """Terms in order, repeats kept. Full-width forms and case are folded; a thousands comma is dropped."""
    found: list[str] = []
    for run in _RUNS.findall(unicodedata.normalize("NFKC", text).casefold()):
        if _IS_HAN.match(run):
            found.extend(run)
            found.extend(map("".join, pairwise(run)))
        else:
            found.append(run.replace(",", ""))
    return found


def indexed(text: str) -> str:
    """The terms as the lexical index takes them: separated by blanks."""
    return " ".join(terms(text))


def has_han(text: str) -> bool:
    return _IS_HAN.search(text) is not None
