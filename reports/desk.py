"""What the sections of one dossier share: the build, the answerer, the language, the sources cited so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from figures.lint import ChartRefused, lint
from figures.tables import table
from model.errors import QueryError
from reports.dossier import Picture
from reports.naming import document_names
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
    names: Mapping[str, str]

    def setting(self, kind: str, values: dict[str, str]) -> Setting:
        """The figure's data stand at the permalink, things named by their ids."""
        query = urlencode({name: self._short(value) for name, value in values.items()}, safe="/,")
        return Setting(self.language, f"{self.site}/figures/{kind}.csv?{query}" if self.site else "", self.names)

    def _short(self, value: str) -> str:
        ids = [part.removeprefix(self.build.base) for part in value.split(",")]
        return ",".join(id.removeprefix("place/").removeprefix("metric/") for id in ids)

    def say(self, key: str, **details: object) -> str:
        return say(key, self.language, **details)

    def pictures(self, name: str, kind: str, values: dict[str, str]) -> list[Picture]:
        """One picture, or none where there is less than two values, or nothing that may be drawn."""
        given = {key: value for key, value in values.items() if value}
        try:
            drawn = chart(self.build, kind, given, self.setting(kind, {**given, "lang": self.language}))
        except (QueryError, ChartRefused):
            return []
        if lint(drawn) or len(table(drawn)[1]) < 2:
            return []
        return [Picture(name, drawn.frame.title, drawn)]


def desk(
    build: Build,
    answerer: Answerer,
    *,
    language: str,
    site: str = "",
    accessed: str = "",
    names: Mapping[str, str] | None = None,
) -> Desk:
    """`names` are those of `reports.naming.document_names`, for a caller who has them at hand."""
    named = document_names(build) if names is None else names
    return Desk(build, answerer, language, site.rstrip("/"), Sources(build, accessed), named)
