"""A network as GraphML (graphml.graphdrawing.org, 1.0) and GEXF 1.3 (gexf.net), for Gephi, Cytoscape and yEd."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape, quoteattr

from analysis.networks import Net


def graphml(net: Net) -> str:
    """Nodes carry label and type; edges label, predicate and weight (how many statements say so)."""
    keys = [
        *(f'<key id="{name}" for="node" attr.name="{name}" attr.type="string"/>' for name in ("label", "type")),
        '<key id="relation" for="edge" attr.name="label" attr.type="string"/>',
        '<key id="predicate" for="edge" attr.name="predicate" attr.type="string"/>',
        '<key id="weight" for="edge" attr.name="weight" attr.type="int"/>',
    ]
    nodes = [f"<node id={_quote(n.iri)}>{_data('label', n.label)}{_data('type', n.type)}</node>" for n in net.nodes]
    edges = [
        f'<edge id="e{index}" source={_quote(e.source)} target={_quote(e.target)}>{_data("relation", e.label)}'
        f"{_data('predicate', e.predicate)}{_data('weight', str(e.weight))}</edge>"
        for index, e in enumerate(net.edges)
    ]
    body = ['<graph id="chaotou" edgedefault="directed">', *nodes, *edges, "</graph>"]
    return _document("graphml", 'xmlns="http://graphml.graphdrawing.org/xmlns"', [*keys, *body])


def gexf(net: Net) -> str:
    nodes = [f"<node id={_quote(n.iri)} label={_quote(n.label)}>{_attributes(type=n.type)}</node>" for n in net.nodes]
    edges = [
        f'<edge id="{index}" source={_quote(e.source)} target={_quote(e.target)} label={_quote(e.label)} '
        f'weight="{e.weight}">{_attributes(predicate=e.predicate)}</edge>'
        for index, e in enumerate(net.edges)
    ]
    declared = [
        f'<attributes class="{kind}"><attribute id="{name}" title="{name}" type="string"/></attributes>'
        for kind, name in (("node", "type"), ("edge", "predicate"))
    ]
    body = [
        '<graph defaultedgetype="directed">',
        *declared,
        "<nodes>",
        *nodes,
        "</nodes>",
        "<edges>",
        *edges,
        "</edges>",
    ]
    return _document("gexf", 'xmlns="http://gexf.net/1.3" version="1.3"', [*body, "</graph>"])


FORMATS: Mapping[str, Callable[[Net], str]] = {"graphml": graphml, "gexf": gexf}


def _document(root: str, attributes: str, lines: list[str]) -> str:
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', f"<{root} {attributes}>", *lines, f"</{root}>", ""])


def _data(key: str, value: str) -> str:
    return f'<data key="{key}">{escape(_clean(value))}</data>'


def _attributes(**values: str) -> str:
    inner = "".join(f'<attvalue for="{name}" value={_quote(value)}/>' for name, value in values.items())
    return f"<attvalues>{inner}</attvalues>"


def _quote(value: str) -> str:
    return quoteattr(_clean(value))


def _clean(value: str) -> str:
    """Without the control characters that XML 1.0 (section 2.2) cannot hold."""
    return "".join(c for c in value if c >= " " or c in "\t\n\r")
