"""A dossier as one HTML file that needs nothing else: pictures are in it as SVG, styles in its head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from figures import render
from reports.dossier import Block, Code, Dossier, Grid, Picture, Prose, Quotation
from reports.numbering import Numbers
from reports.words import say

_STYLE = """
body { font: 16px/1.7 "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; max-width: 48em; margin: 2em auto;
  padding: 0 1em; color: #1a1a1a; }
h1, h2 { font-weight: 600; line-height: 1.3; }
table { border-collapse: collapse; width: 100%; font-size: 0.9em; }
caption { text-align: left; padding: 0.4em 0; }
th, td { border-bottom: 1px solid #bbb; padding: 0.3em 0.6em 0.3em 0; text-align: left; vertical-align: top; }
thead th { border-bottom: 2px solid #1a1a1a; }
figure { margin: 1.5em 0; } figure svg { max-width: 100%; height: auto; } figcaption { color: #5a5a5a; }
blockquote { margin: 0.6em 0; padding-left: 1em; border-left: 3px solid #5f93bd; }
mark { background: #fff0b3; } pre { overflow-x: auto; background: #f5f5f5; padding: 0.8em; font-size: 0.8em; }
""".strip()
_CITATION = re.compile(r"\[(\d+)\]")
_ID = re.compile(r'\b(id="|url\(#|labelledby=")((?:figure-\w+|part\d+)(?: figure-\w+)?)')


def to_html(dossier: Dossier) -> str:
    numbers = Numbers(dossier.language)
    body = [f"<h1>{escape(dossier.title)}</h1>"]
    for section in dossier.sections:
        if section.heading:
            body.append(f"<h2>{escape(section.heading)}</h2>")
        for block in section.blocks:
            body += _block(block, numbers)
    body.append(f"<h2>{say('section_sources', dossier.language)}</h2>")
    items = (f'<li id="source-{n}">{escape(source)}</li>' for n, source in enumerate(dossier.sources, 1))
    body += ["<ol>", *items, "</ol>"]
    if dossier.appendix.blocks:
        body.append(f"<h2>{escape(dossier.appendix.heading)}</h2>")
    for block in dossier.appendix.blocks:
        body += _block(block, numbers)
    language = "zh-Hans" if dossier.language == "zh" else "en"
    head = f'<meta charset="utf-8"><title>{escape(dossier.title)}</title>\n<style>\n{_STYLE}\n</style>'
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>{head}</head>\n<body>\n'
        + "\n".join(body)
        + "\n</body>\n</html>\n"
    )


def _block(block: Block, numbers: Numbers) -> Iterator[str]:
    match block:
        case Prose():
            yield f"<p>{_cited(block.text)}</p>"
        case Quotation():
            before, after = escape(block.text[: block.start]), escape(block.text[block.end :])
            stated = escape(block.text[block.start : block.end])
            marked = f"<mark>{stated}</mark>" if stated else ""
            yield f'<blockquote lang="zh-Hans">{before}{marked}{after}{_cited(f"[{block.source}]")}</blockquote>'
        case Code():
            yield f"<pre><code>{escape(block.text)}</code></pre>"
        case Picture():
            svg = _own_ids(render(block.chart, "svg").decode(), block.name)
            yield f"<figure>{svg}<figcaption>{escape(numbers.figure(block.caption))}</figcaption></figure>"
        case Grid():
            yield f"<table><caption>{escape(numbers.table(block.caption))}</caption>"
            yield (
                "<thead><tr>"
                + "".join(f'<th scope="col">{escape(name)}</th>' for name in block.columns)
                + "</tr></thead>"
            )
            yield "<tbody>"
            yield from ("<tr>" + "".join(f"<td>{_cited(cell)}</td>" for cell in row) + "</tr>" for row in block.rows)
            yield "</tbody></table>"


def _cited(text: str) -> str:
    return _CITATION.sub(r'<a href="#source-\1">[\1]</a>', escape(text))


def _own_ids(svg: str, name: str) -> str:
    """Several figures on one page must not share ids."""

    def renamed(match: re.Match[str]) -> str:
        return match[1] + " ".join(f"{name}-{part}" for part in match[2].split(" "))

    return _ID.sub(renamed, svg)
