/* What the canvas shows, as a PNG (twice the size) or as an SVG with real text. */
"use strict";

const HALO = { stroke: "#ffffff", "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke" };
const FONT = "Noto Sans CJK SC, Noto Sans SC, sans-serif";

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

async function exportNetwork({ cy }, format) {
  const svg = new Blob([networkSvg(cy, STYLES, PLAIN)], { type: "image/svg+xml" });
  if (format === "png") save(await rasterised(svg), "chaotou-network.png");
  else save(svg, "chaotou-network.svg");
}

/* The same picture at twice the size. */
async function rasterised(svg) {
  const image = new Image();
  image.src = URL.createObjectURL(svg);
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = 2 * image.width;
  canvas.height = 2 * image.height;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  return new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
}

function networkSvg(cy, styles, plain) {
  const shown = cy.elements(":visible");
  const box = extentOf(shown.nodes());
  const make = (name, attributes, text) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (text) element.textContent = text;
    return element;
  };
  const svg = make("svg", {
    xmlns: "http://www.w3.org/2000/svg", viewBox: `${box.x1 - 80} ${box.y1 - 30} ${box.w + 160} ${box.h + 100}`,
    width: Math.ceil(box.w + 160), height: Math.ceil(box.h + 100), "font-family": FONT,
  });
  const marker = make("marker", { id: "end", viewBox: "0 0 8 8", refX: 22, refY: 4, markerWidth: 6, markerHeight: 6, orient: "auto" });
  marker.append(make("path", { d: "M0 0L8 4L0 8z", fill: "#5b6875" }));
  const definitions = make("defs", {});
  definitions.append(marker);
  svg.append(definitions);
  svg.append(make("rect", { x: box.x1 - 80, y: box.y1 - 30, width: "100%", height: "100%", fill: "#ffffff" }));
  shown.edges().forEach((edge) => {
    const [from, to] = [edge.source().position(), edge.target().position()];
    svg.append(make("line", {
      x1: from.x, y1: from.y, x2: to.x, y2: to.y, stroke: "#9aa7b3", "stroke-width": 1.5, "marker-end": "url(#end)",
      "stroke-dasharray": edge.data("status") === "target" ? "5 4" : "none",
    }));
    if (edge.hasClass("named")) {
      svg.append(make("text", {
        x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 - 3, "font-size": 11, fill: "#4a5865", "text-anchor": "middle", ...HALO,
      }, edge.data("label")));
    }
  });
  shown.nodes().forEach((node) => {
    const { x, y } = node.position();
    svg.append(make("circle", { cx: x, cy: y, r: node.width() / 2, fill: (styles[node.data("type")] ?? plain)[0] }));
    node.data("lines").forEach((line, n) => svg.append(make("text", {
      x, y: y + node.height() / 2 + LETTER + 2 + n * LINE, "font-size": LETTER, fill: "#1b2733", "text-anchor": "middle", ...HALO,
    }, line)));
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}`;
}
