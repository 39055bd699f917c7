"""A dossier as Markdown (CommonMark with tables), pictures linked by relative path."""

from __future__ import annotations

import re
from collections.abc import Iterator

from figures import describe
from reports.dossier import Block, Code, Dossier, Grid, Picture, Prose, Quotation
from reports.numbering import Numbers
from reports.words import say

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def to_markdown(dossier: Dossier, *, pictures: str = "figures") -> str:
    """`pictures` is the folder of the SVG files, relative to the file's own."""
    numbers = Numbers(dossier.language)
    lines = [f"# {_escape(dossier.title)}", ""]
    for section in dossier.sections:
        if section.heading:
            lines += [f"## {_escape(section.heading)}", ""]
        for block in section.blocks:
            lines += [*_block(block, numbers, pictures), ""]
    lines += [f"## {say('section_sources', dossier.language)}", ""]
    lines += [f"{number}. {_escape(source)}" for number, source in enumerate(dossier.sources, 1)]
    if dossier.appendix.blocks:
        lines += ["", f"## {_escape(dossier.appendix.heading)}", ""]
    for block in dossier.appendix.blocks:
        lines += _block(block, numbers, pictures)
    return "\n".join([*lines, ""])


def _block(block: Block, numbers: Numbers, pictures: str) -> Iterator[str]:
    match block:
        case Prose():
            yield _escape(block.text)
        case Quotation():
            before, stated, after = (_escape(part) for part in _parts(block))
            yield f"> {before}{f'**{stated}**' if stated else ''}{after}\\[{block.source}\\]"
        case Code():
            yield f"```sparql\n{block.text}\n```"
        case Picture():
            yield f"![{_escape(describe(block.chart))}]({pictures}/{block.name}.svg)"
            yield ""
            yield _escape(numbers.figure(block.caption))
        case Grid():
            yield _escape(numbers.table(block.caption))
            yield ""
            yield _row(block.columns)
            yield "|" + " --- |" * len(block.columns)
            yield from (_row(row) for row in block.rows)


def _parts(block: Quotation) -> tuple[str, str, str]:
    return block.text[: block.start], block.text[block.start : block.end], block.text[block.end :]


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(_escape(cell).replace("\n", " ") for cell in cells) + " |"


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
