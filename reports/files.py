"""A dossier as a folder: Word, HTML and Markdown, figures, their data and tables as CSV, networks for Gephi."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from analysis.exchange import FORMATS as NETWORK_FORMATS
from analysis.networks import Net, NetEdge, NetNode
from figures import FORMATS, Network, render
from figures.tables import to_csv
from model.errors import ChaotouError
from reports.dossier import Dossier, Grid
from reports.html import to_html
from reports.markdown import to_markdown
from reports.word import to_word


class UnwritableFolder(ChaotouError):
    """A place where the files of a dossier cannot be put."""


def write(dossier: Dossier, folder: Path) -> list[Path]:
    """The files written, sorted. Files of the same names are replaced, others left alone."""
    written = []
    try:
        for name, data in sorted(files(dossier)):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            written.append(path)
    except OSError as error:
        raise UnwritableFolder(f"cannot write there ({error.strerror})", where=str(folder)) from error
    return written


def files(dossier: Dossier) -> Iterator[tuple[str, bytes]]:
    """(path below the folder, bytes) of every file."""
    yield "dossier.docx", to_word(dossier)
    yield "dossier.html", to_html(dossier).encode()
    yield "dossier.md", to_markdown(dossier).encode()
    for picture in dossier.pictures():
        for format in FORMATS:
            yield f"figures/{picture.name}.{format}", render(picture.chart, format)
        yield f"data/{picture.name}.csv", to_csv(picture.chart).encode()
        if isinstance(picture.chart, Network):
            net = _net(picture.chart)
            for format, write_as in NETWORK_FORMATS.items():
                yield f"data/{picture.name}.{format}", write_as(net).encode()
    for grid in dossier.grids():
        yield f"data/table-{grid.name}.csv", _csv(grid).encode()


def _net(chart: Network) -> Net:
    nodes = tuple(NetNode(node.id, node.label, node.type) for node in chart.nodes)
    edges = tuple(NetEdge(edge.source, edge.label, edge.target, edge.label, 1) for edge in chart.edges)
    return Net(nodes, edges)


def _csv(grid: Grid) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([grid.columns, *grid.rows])
    return "\ufeff" + out.getvalue()
