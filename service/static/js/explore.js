/* The explorer: a network that grows where it is clicked. Everything it shows comes from /api/v1/graph. */
"use strict";

const STYLES = {
  Agency: ["#12355b", "round-rectangle"], Place: ["#0b6e75", "ellipse"], Initiative: ["#b46a00", "diamond"],
  Policy: ["#6b4e9b", "rectangle"], Platform: ["#1d6b43", "hexagon"], Event: ["#9c2b1f", "star"],
  Award: ["#8a6d00", "triangle"], Designation: ["#a6436f", "pentagon"], Facility: ["#4a5865", "round-rectangle"],
  Organization: ["#34679a", "round-rectangle"], Project: ["#7a5230", "rhomboid"],
};
const PLAIN = ["#5b6875", "ellipse"];
const MOST_NODES = 300;
const FIRST_NODES = matchMedia("(max-width: 36rem)").matches ? 16 : 30;
const MOST_NAMED_EDGES = 10;

class Explorer {
  constructor(root) {
    this.root = root;
    this.words = JSON.parse(root.dataset.words);
    this.hidden = { types: new Set(), predicates: new Set() };
    this.expanded = new Set();
    this.cy = cytoscape({
      container: document.getElementById("canvas"), style: this.style(), minZoom: 0.1, maxZoom: 4,
    });
    this.cy.on("tap", "node", (event) => this.expand(event.target));
    this.cy.on("tap", "edge", (event) => this.showEdge(event.target));
    this.cy.on("mouseover", "node", (event) => this.point(event.target, true));
    this.cy.on("mouseout", "node", (event) => this.point(event.target, false));
    this.cy.on("zoom resize", () => this.rename());
    this.cy.on("select unselect", () => this.rename());
    this.controls();
  }

  style() {
    return [
      { selector: "node", style: {
        "background-color": (node) => (STYLES[node.data("type")] ?? PLAIN)[0],
        shape: (node) => (STYLES[node.data("type")] ?? PLAIN)[1],
        label: (node) => node.data("lines").join("\n"), "font-size": () => this.screen(LETTER), color: "#1b2733",
        "font-family": "Noto Sans CJK SC, Noto Sans SC, sans-serif", "line-height": 1.25,
        "text-valign": "bottom", "text-margin-y": () => this.screen(3), "text-wrap": "wrap", "text-max-width": 10000,
        "text-outline-color": "#fff", "text-outline-width": () => this.screen(2), width: SYMBOL, height: SYMBOL,
      } },
      { selector: "node.unnamed", style: { "text-opacity": 0 } },
      { selector: "node.pointed", style: { "text-opacity": 1, "z-index": 10 } },
      { selector: "node.focus", style: { width: 38, height: 38, "border-width": 4, "border-color": "#e08700" } },
      { selector: "node:selected, edge:selected", style: { "overlay-color": "#e08700", "overlay-opacity": 0.25 } },
      { selector: "edge", style: {
        width: 1.5, "line-color": "#9aa7b3", "target-arrow-color": "#9aa7b3", "target-arrow-shape": "triangle",
        "curve-style": "bezier", label: "data(label)", "font-size": () => this.screen(12), color: "#4a5865", "text-rotation": "autorotate", "text-opacity": 0,
        "font-family": "Noto Sans CJK SC, Noto Sans SC, sans-serif", "text-outline-color": "#fff", "text-outline-width": () => this.screen(2),
      } },
      { selector: "edge.named, edge:selected", style: { "text-opacity": 1 } },
      { selector: "edge.named", style: { "line-color": "#4a5865", "target-arrow-color": "#4a5865" } },
      { selector: "edge[status = 'target']", style: { "line-style": "dashed" } },
      { selector: ".off", style: { display: "none" } },
    ];
  }

  /* So many pixels of the screen, in the units of the network: names keep their size when it is zoomed out. */
  screen(pixels) {
    return this.cy ? pixels / Math.min(1, this.cy.zoom()) : pixels;
  }

  /* Names are measured and chosen anew, once a frame. */
  rename() {
    cancelAnimationFrame(this.naming);
    this.naming = requestAnimationFrame(() => {
      nameNodes(this.cy);
      this.cy.style().update();
      const few = this.cy.edges(":visible").length <= MOST_NAMED_EDGES;
      this.cy.edges().forEach((edge) => edge.toggleClass("named", few || edge.connectedNodes(":selected").nonempty()));
    });
  }

  point(node, on) {
    node.toggleClass("pointed", on);
    if (on) node.connectedEdges().addClass("named");
    else this.rename();
  }

  /* Says that it is at work until the answer is there; what goes wrong is said in the same place. */
  async load(parameters) {
    sayLoading();
    const query = new URLSearchParams({ ...parameters, lang: document.documentElement.lang.slice(0, 2) });
    try {
      const response = await fetch(`/api/v1/graph?${query}`);
      const body = await response.json().catch(() => ({}));
      if (!response.ok) throw new Error(body.error?.message ?? `${response.status} ${response.statusText}`);
      return body;
    } catch (error) {
      notice(error.message);
      throw error;
    } finally {
      document.getElementById("canvas").setAttribute("aria-busy", "false");
    }
  }

  async start() {
    const { focus, target, depth } = this.root.dataset;
    const link = new URLSearchParams(target ? { focus, target_id: target } : { focus, depth });
    history.replaceState(null, "", `${location.pathname}?${link}`);
    const graph = await this.load(target ? { focus, target } : { focus, depth, limit: FIRST_NODES });
    this.add(graph, { x: 0, y: 0 });
    for (const id of [focus, target]) this.cy.getElementById(id ?? "").addClass("focus");
    this.expanded.add(focus);
    if (target && graph.edges.length === 0) notice(this.words.no_path);
  }

  /* New nodes start on a spiral around the place that they grow from. */
  add(graph, from) {
    const fresh = graph.nodes.filter((node) => this.cy.getElementById(node.id).empty());
    const room = Math.max(0, MOST_NODES - this.cy.nodes().length);
    this.cy.add(fresh.slice(0, room).map((node, n) => ({
      group: "nodes", data: { ...node, lines: wrapLabel(node.label) },
      position: { x: from.x + 60 * Math.sqrt(n + 1) * Math.cos(n * 2.4), y: from.y + 60 * Math.sqrt(n + 1) * Math.sin(n * 2.4) },
    })));
    const shown = (id) => this.cy.getElementById(id).nonempty();
    this.cy.add(graph.edges
      .filter((edge) => shown(edge.source) && shown(edge.target) && this.cy.getElementById(edge.id).empty())
      .map((edge) => ({ group: "edges", data: { ...edge, label: this.words.predicates[edge.predicate] ?? edge.predicate } })));
    this.listFilters();
    this.filter();
    this.layout(fresh.length > 0);
    const capped = graph.truncated || fresh.length > room;
    notice(this.words.shown.replace("{nodes}", this.cy.nodes().length).replace("{edges}", this.cy.edges().length)
      + (capped ? ` ${this.words.capped}` : ""));
  }

  layout(changed) {
    if (!changed) return;
    this.cy.resize();  // its canvas may have been hidden until now
    arrange(this.cy);
    this.fit();
  }

  /* The whole network, but a small one no larger than life. */
  fit() {
    if (this.cy.nodes(":visible").empty()) return;
    const outer = extentOf(this.cy.nodes(":visible"));
    const zoom = Math.min((this.cy.width() - 130) / Math.max(outer.w, 1), (this.cy.height() - 90) / Math.max(outer.h, 1), 1.3);
    this.cy.zoom(zoom);
    const middle = { x: outer.x1 + outer.w / 2, y: outer.y1 + outer.h / 2 };
    this.cy.pan({ x: this.cy.width() / 2 - middle.x * zoom, y: this.cy.height() / 2 - 20 - middle.y * zoom });
    this.rename();
  }

  async expand(node) {
    this.showNode(node);
    if (this.expanded.has(node.id())) return;
    this.expanded.add(node.id());
    try {
      this.add(await this.load({ focus: node.id(), depth: 1, limit: FIRST_NODES }), node.position());
    } catch {
      this.expanded.delete(node.id());  // it may be tried again
    }
  }

  element(name, text, attributes = {}) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  showNode(node) {
    const { label, type, url } = node.data();
    const title = this.element("p");
    title.append(this.element("b", label), " ", this.element("span", this.words.types[type] ?? type, { class: "badge plain" }));
    const link = this.element("p");
    link.append(this.element("a", this.words.page, { href: url }));
    document.getElementById("detail").replaceChildren(title, link, this.edgeList(node));
  }

  edgeList(node) {
    const list = this.element("ul");
    for (const edge of node.connectedEdges().filter(":visible").toArray().slice(0, 40)) {
      const button = this.element("button", this.sentence(edge), { type: "button", class: "quiet" });
      button.addEventListener("click", () => this.showEdge(edge));
      const item = this.element("li");
      item.append(button);
      list.append(item);
    }
    return list;
  }

  sentence(edge) {
    return `${edge.source().data("label")} – ${edge.data("label")} → ${edge.target().data("label")}`;
  }

  showEdge(edge) {
    const { evidence, period, status } = edge.data();
    const parts = [this.element("p", this.sentence(edge))];
    const facts = [period, status === "target" ? this.words.target : ""].filter(Boolean).join(" · ");
    if (facts) parts.push(this.element("p", facts, { class: "small soft" }));
    for (const { sentence, quote, url, document: source } of evidence) {
      const block = this.element("blockquote", "", { class: "evidence", lang: "zh-Hans" });
      const at = sentence.indexOf(quote);
      block.append(...(at < 0 ? [sentence]
        : [sentence.slice(0, at), this.element("mark", quote), sentence.slice(at + quote.length)]));
      const line = this.element("p", "", { class: "source" });
      line.append(this.element("a", source.title, { href: url }));
      block.append(line);
      parts.push(block);
    }
    document.getElementById("detail").replaceChildren(...parts);
  }

  listFilters() {
    this.ticks("types", this.cy.nodes(), (node) => node.data("type"), this.words.types, true);
    this.ticks("predicates", this.cy.edges(), (edge) => edge.data("predicate"), this.words.predicates, false);
  }

  ticks(name, elements, key, words, coloured) {
    const counts = new Map();
    elements.forEach((element) => counts.set(key(element), (counts.get(key(element)) ?? 0) + 1));
    const rows = [...counts].sort((a, b) => b[1] - a[1]).map(([value, count]) => {
      const label = this.element("label");
      const box = this.element("input", "", { type: "checkbox" });
      box.checked = !this.hidden[name].has(value);
      box.addEventListener("change", () => {
        this.hidden[name][box.checked ? "delete" : "add"](value);
        this.filter();
      });
      label.append(box);
      if (coloured) {
        const swatch = this.element("span", "", { class: "swatch", "aria-hidden": "true" });
        swatch.style.backgroundColor = (STYLES[value] ?? PLAIN)[0];
        label.append(swatch);
      }
      label.append(this.element("span", words[value] ?? value), this.element("span", String(count), { class: "count" }));
      return label;
    });
    document.getElementById(name).replaceChildren(...rows);
  }

  filter() {
    const from = Number(document.getElementById("from").value) || -Infinity;
    const to = Number(document.getElementById("to").value) || Infinity;
    const within = (period) => {
      const years = (period ?? "").match(/\d{4}/g)?.map(Number);
      return !years || (years[years.length - 1] >= from && years[0] <= to);
    };
    this.cy.batch(() => {
      this.cy.edges().forEach((edge) => edge.toggleClass("off",
        this.hidden.predicates.has(edge.data("predicate")) || !within(edge.data("period"))));
      this.cy.nodes().forEach((node) => node.toggleClass("off", this.hidden.types.has(node.data("type"))
        || (!node.hasClass("focus") && node.degree(false) > 0 && node.connectedEdges().every((edge) => edge.hasClass("off")))));
    });
    this.rename();
  }

  controls() {
    for (const id of ["from", "to"]) document.getElementById(id).addEventListener("input", () => this.filter());
    document.getElementById("fit").addEventListener("click", () => this.fit());
    for (const button of document.querySelectorAll("[data-zoom]")) {
      button.addEventListener("click", () => this.zoom(Number(button.dataset.zoom)));
    }
    for (const button of document.querySelectorAll("[data-export]")) {
      button.addEventListener("click", () => exportNetwork(this, button.dataset.export));
    }
    document.getElementById("canvas").addEventListener("keydown", (event) => this.key(event));
  }

  zoom(factor) {
    this.cy.zoom({ level: this.cy.zoom() * factor, renderedPosition: { x: this.cy.width() / 2, y: this.cy.height() / 2 } });
  }

  /* Arrows walk from node to node, Enter expands, + and - zoom, so that the canvas needs no mouse. */
  key(event) {
    const nodes = this.cy.nodes(":visible").toArray();
    const at = nodes.findIndex((node) => node.selected());
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step && nodes.length) {
      const next = nodes[(at + step + nodes.length) % nodes.length];
      this.cy.elements().unselect();
      next.select();
      this.showNode(next);
    } else if (event.key === "Enter" && at >= 0) {
      this.expand(nodes[at]);
    } else if (event.key === "+" || event.key === "-") {
      this.zoom(event.key === "+" ? 1.3 : 0.77);
    } else {
      return;
    }
    event.preventDefault();
  }
}

function notice(text) {
  document.getElementById("explore-notice").textContent = text;
}

function sayLoading() {
  notice(document.getElementById("explore-notice").dataset.loading);
  document.getElementById("canvas")?.setAttribute("aria-busy", "true");
}

/* Names offered while typing into the two boxes above the network. */
function offerNames() {
  const list = document.getElementById("names");
  for (const box of document.querySelectorAll("#focus-form input[type=search]")) {
    box.addEventListener("input", async () => {
      const text = box.value.trim();
      if (!text) return;
      const response = await fetch(`/api/v1/suggest?kind=entity&q=${encodeURIComponent(text)}`);
      if (!response.ok) return;
      list.replaceChildren(...(await response.json()).suggestions.map((item) => new Option(item.kind, item.text)));
    });
  }
}

offerNames();
document.getElementById("focus-form").addEventListener("submit", sayLoading);
const root = document.getElementById("explorer");
const explorer = root && new Explorer(root);
if (explorer) {
  explorer.start().catch((error) => notice(error.message));
}
