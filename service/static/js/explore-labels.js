/* Names that can be read: always of one size on the screen, wrapped, never over each other. What finds no room is named
   on pointing at it or on zooming in. */
"use strict";

const LETTER = 13;
const LINE = 17;
const WIDEST = 124;
const MOST_LINES = 3;
const SYMBOL = 24;
const ruler = document.createElement("canvas").getContext("2d");
ruler.font = `${LETTER}px "Noto Sans CJK SC", "Noto Sans SC", sans-serif`;

const textWidth = (text) => ruler.measureText(text).width;

/* Lines of about one length: between Han characters or words; a name longer than three lines ends in "…". */
function wrapLabel(text) {
  const words = text.match(/[\p{Ps}\p{Pi}]*(?:\p{Script=Han}|[^\p{Script=Han}\s\p{Ps}\p{Pi}\p{Pe}\p{Pf}]+)[\p{Pe}\p{Pf}，。、：；]*\s*|[^]/gu) ?? [text];
  const whole = textWidth(text);
  const limit = Math.min(WIDEST, Math.max(60, whole / Math.ceil(whole / WIDEST) + LETTER));
  const lines = [""];
  for (const word of words) {
    if (lines.at(-1) && textWidth(lines.at(-1) + word.trimEnd()) > limit) lines.push("");
    lines[lines.length - 1] += word;
  }
  const kept = lines.slice(0, MOST_LINES).map((line) => line.trim());
  if (lines.length > MOST_LINES) kept[MOST_LINES - 1] += "…";
  return kept;
}

/* The box of a symbol with its name beneath, in pixels of the screen. */
function labelBox(lines) {
  return { w: Math.max(SYMBOL, ...lines.map(textWidth)) + 10, h: SYMBOL + lines.length * LINE + 10 };
}

/* Steps between any two nodes; out of reach counts as one more than the furthest. */
function stepsBetween(cy) {
  const nodes = cy.nodes().toArray();
  const place = new Map(nodes.map((node, n) => [node.id(), n]));
  const near = nodes.map((node) => node.neighborhood("node").map((other) => place.get(other.id())));
  const table = nodes.map((_, start) => {
    const steps = new Array(nodes.length).fill(0);
    const queue = [start];
    for (const at of queue) {
      for (const other of near[at]) {
        if (other === start || steps[other]) continue;
        steps[other] = steps[at] + 1;
        queue.push(other);
      }
    }
    return steps;
  });
  const furthest = Math.max(1, ...table.map((row) => Math.max(...row)));
  return table.map((row, a) => row.map((steps, b) => (steps || a === b ? steps : furthest + 1)));
}

/* Distances in the picture follow those in the graph (stress majorization, as in the printed figures); the nodes start
   from where they are, so that a network that grows stays recognisable. */
function arrange(cy) {
  const nodes = cy.nodes().toArray();
  const asked = stepsBetween(cy);
  let spots = nodes.map((node) => ({ x: node.position("x") / 110, y: node.position("y") / 110 }));
  for (let round = 0; round < 60; round += 1) {
    spots = spots.map((spot, a) => {
      let [x, y, total] = [0, 0, 0];
      spots.forEach((other, b) => {
        if (a === b) return;
        const gap = Math.max(1e-3, Math.hypot(spot.x - other.x, spot.y - other.y));
        const weight = 1 / asked[a][b] ** 2;
        x += weight * (other.x + (asked[a][b] * (spot.x - other.x)) / gap);
        y += weight * (other.y + (asked[a][b] * (spot.y - other.y)) / gap);
        total += weight;
      });
      return total ? { x: x / total, y: y / total } : spot;
    });
  }
  cy.batch(() => nodes.forEach((node, n) => node.position({ x: spots[n].x * 110, y: spots[n].y * 110 })));
  spread(cy);
}

/* The rectangle that the centres of nodes span. */
function extentOf(nodes) {
  const [xs, ys] = ["x", "y"].map((axis) => nodes.map((node) => node.position(axis)));
  const [x1, y1] = [Math.min(...xs), Math.min(...ys)];
  return { x1, y1, w: Math.max(...xs) - x1, h: Math.max(...ys) - y1 };
}

/* Stretch a layout to the shape of the canvas, with room for all names, and push boxes apart until none overlap. */
function spread(cy) {
  const nodes = cy.nodes().toArray();
  if (nodes.length < 2) return;
  const boxes = nodes.map((node) => labelBox(node.data("lines")));
  const area = boxes.reduce((sum, box) => sum + box.w * box.h, 0) * 1.9;
  const scale = Math.max(1, Math.sqrt(area / (cy.width() * cy.height())));
  const extent = extentOf(cy.nodes());
  const spots = nodes.map((node) => ({
    x: ((node.position("x") - extent.x1) / Math.max(extent.w, 1)) * (cy.width() - 140) * scale,
    y: ((node.position("y") - extent.y1) / Math.max(extent.h, 1)) * (cy.height() - 90) * scale,
  }));
  for (let round = 0; round < 250 && push(spots, boxes); round += 1);
  cy.batch(() => nodes.forEach((node, n) => node.position(spots[n])));
}

function push(spots, boxes) {
  let moved = false;
  for (let a = 0; a < spots.length; a += 1) {
    for (let b = a + 1; b < spots.length; b += 1) {
      const dx = spots[b].x - spots[a].x;
      const dy = spots[b].y - spots[a].y;
      const overX = (boxes[a].w + boxes[b].w) / 2 - Math.abs(dx);
      const overY = (boxes[a].h + boxes[b].h) / 2 - Math.abs(dy);
      if (overX <= 0 || overY <= 0) continue;
      moved = true;
      const axis = overX < overY ? "x" : "y";
      const step = (Math.min(overX, overY) / 2 + 0.5) * ((axis === "x" ? dx : dy) < 0 ? -1 : 1);
      spots[a][axis] -= step;
      spots[b][axis] += step;
    }
  }
  return moved;
}

/* Name as many nodes as fit, the chosen, the focus and the best connected first. */
function nameNodes(cy) {
  const zoom = Math.min(cy.zoom(), 1);
  const weight = (node) => (node.selected() ? 1e6 : 0) + (node.hasClass("focus") ? 1e5 : 0) + node.degree(false);
  const taken = [];
  cy.batch(() => {
    for (const node of cy.nodes(":visible").toArray().sort((a, b) => weight(b) - weight(a))) {
      const { x, y } = node.renderedPosition();
      const box = labelBox(node.data("lines"));
      const top = y + (node.height() / 2) * cy.zoom();
      const size = cy.zoom() / zoom;
      const mine = { l: x - (box.w / 2 - 4) * size, r: x + (box.w / 2 - 4) * size, t: top, b: top + (box.h - SYMBOL) * size };
      const free = taken.every((other) => mine.r < other.l || other.r < mine.l || mine.b < other.t || other.b < mine.t);
      node.toggleClass("unnamed", !free);
      if (free) taken.push(mine);
    }
  });
}
