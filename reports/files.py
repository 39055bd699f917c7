"""A dossier as a folder: Word, HTML and Markdown, figures, their data and tables as CSV, networks for Gephi."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from figures import FORMATS, Network, render
from figures.tables import to_csv
from graph.network import Network as Graph
from graph.network import NetworkEdge, NetworkNode, gexf, graphml
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
            yield f"data/{picture.name}.graphml", graphml(net)
            yield f"data/{picture.name}.gexf", gexf(net)
    for grid in dossier.grids():
        yield f"data/table-{grid.name}.csv", _csv(grid).encode()


def _net(chart: Network) -> Graph:
    nodes = tuple(NetworkNode(node.id, node.label, node.type) for node in chart.nodes)
    return Graph(nodes, tuple(NetworkEdge(edge.source, edge.target, edge.label) for edge in chart.edges))


def _csv(grid: Grid) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([grid.columns, *grid.rows])
    return "\ufeff" + out.getvalue()
