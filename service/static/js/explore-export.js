/* What the canvas shows, as a PNG (twice the size) or as an SVG with real text. */
"use strict";

const FONT = "Noto Sans CJK SC, Noto Sans SC, sans-serif";

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

async function exportNetwork(cy, format, styles, plain) {
  if (format === "png") {
    save(await cy.png({ output: "blob-promise", full: true, scale: 2, bg: "#ffffff" }), "chaotou-network.png");
  } else {
    save(new Blob([networkSvg(cy, styles, plain)], { type: "image/svg+xml" }), "chaotou-network.svg");
  }
}

function networkSvg(cy, styles, plain) {
  const shown = cy.elements(":visible");
  const box = shown.boundingBox();
  const make = (name, attributes, text) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (text) element.textContent = text;
    return element;
  };
  const svg = make("svg", {
    xmlns: "http://www.w3.org/2000/svg", viewBox: `${box.x1 - 40} ${box.y1 - 40} ${box.w + 80} ${box.h + 80}`,
    width: Math.ceil(box.w + 80), height: Math.ceil(box.h + 80), "font-family": FONT,
  });
  const marker = make("marker", { id: "end", viewBox: "0 0 8 8", refX: 20, refY: 4, markerWidth: 8, markerHeight: 8, orient: "auto" });
  marker.append(make("path", { d: "M0 0L8 4L0 8z", fill: "#5b6875" }));
  const definitions = make("defs", {});
  definitions.append(marker);
  svg.append(definitions);
  shown.edges().forEach((edge) => {
    const [from, to] = [edge.source().position(), edge.target().position()];
    svg.append(make("line", {
      x1: from.x, y1: from.y, x2: to.x, y2: to.y, stroke: "#9aa7b3", "stroke-width": 1.5, "marker-end": "url(#end)",
      "stroke-dasharray": edge.data("status") === "target" ? "5 4" : "none",
    }), make("text", {
      x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 - 3, "font-size": 9, fill: "#4a5865", "text-anchor": "middle",
    }, edge.data("label")));
  });
  shown.nodes().forEach((node) => {
    const { x, y } = node.position();
    svg.append(make("circle", { cx: x, cy: y, r: node.width() / 2, fill: (styles[node.data("type")] ?? plain)[0] }),
      make("text", { x, y: y + node.height() / 2 + 14, "font-size": 11, fill: "#1b2733", "text-anchor": "middle" }, node.data("label")));
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}`;
}
