"""One name for one thing within a document: “铁拳”行动 is the 民生领域“铁拳”行动 that another sentence names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from extraction.names import key
from model.statement import EntityType

_QUOTE = re.compile("“([^“”]{2,})”")
_TYPES = frozenset({EntityType.INITIATIVE, EntityType.PLATFORM, EntityType.EVENT})
_SHORTEST_TAIL = 3
_FULLEST = 2.5  # a name that much longer is taken for another thing that contains the first


def fullest_names(written: Iterable[tuple[EntityType, str, str]]) -> Mapping[tuple[EntityType, str], str]:
    """For each (type, name) that is short for another: the fullest form.

    `written` has type, name and surface of each mention; only names with the same single quotation are compared, or
    with the end of one (the “服务月” of “商业秘密保护服务月”).
    """
    groups: dict[tuple[EntityType, str], set[str]] = defaultdict(set)
    for kind, name, surface in written:
        quotes = _QUOTE.findall(surface)
        if kind in _TYPES and len(quotes) == 1:
            groups[kind, quotes[0]].add(name)
    fullest = {(kind, name): _fullest(name, names) for (kind, _), names in groups.items() for name in names}
    for kind, quote in groups:
        longer = [other for of, other in groups if of is kind and other != quote and other.endswith(quote)]
        if len(longer) == 1 and len(quote) >= _SHORTEST_TAIL:
            whole = max(groups[kind, longer[0]], key=lambda name: (len(name), name))
            fullest.update({(kind, name): whole for name in groups[kind, quote]})
    return {named: full for named, full in fullest.items() if full != named[1]}


def _fullest(name: str, names: set[str]) -> str:
    longer = [other for other in names if key(other).endswith(key(name)) and len(other) <= _FULLEST * len(name)]
    return max(longer, key=lambda other: (len(other), other))
