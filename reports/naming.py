"""What to call a document where its title stands alone: "政府工作报告" of which place?"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builds import Build
    from builds.passages import DocumentInfo


def document_names(build: Build) -> dict[str, str]:
    """By document id: its title, after its place where the title does not say it."""
    return {info.id: _name(info) for info in build.passages.documents()}


def _name(info: DocumentInfo) -> str:
    title, place = info.title or info.source, info.context.place
    return title if not place or place[:2] in title else f"{place} {title}"
