"""What the sections of one dossier share: the build, the answerer, the language, the sources cited so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from figures.lint import ChartRefused, lint
from model.errors import QueryError
from reports.dossier import Picture
from reports.pictures import Setting
from reports.requests import chart
from reports.sources import Sources
from reports.words import say

if TYPE_CHECKING:
    from answering import Answerer
    from builds import Build


@dataclass(slots=True)
class Desk:
    """`site` is the address under which the build is served, "" if it is not."""

    build: Build
    answerer: Answerer
    language: str
    site: str
    sources: Sources

    def setting(self, kind: str, values: dict[str, str]) -> Setting:
        address = f"{self.site}/figures/{kind}.csv?{urlencode(values)}" if self.site else ""
        return Setting(self.language, address)

    def say(self, key: str, **details: object) -> str:
        return say(key, self.language, **details)

    def pictures(self, name: str, kind: str, values: dict[str, str]) -> list[Picture]:
        """One picture, or none where there is nothing that may be drawn."""
        given = {key: value for key, value in values.items() if value}
        try:
            drawn = chart(self.build, kind, given, self.setting(kind, {**given, "lang": self.language}))
        except (QueryError, ChartRefused):
            return []
        return [] if lint(drawn) else [Picture(name, drawn.frame.title, drawn)]


def desk(build: Build, answerer: Answerer, *, language: str, site: str = "", accessed: str = "") -> Desk:
    return Desk(build, answerer, language, site.rstrip("/"), Sources(build, accessed))
