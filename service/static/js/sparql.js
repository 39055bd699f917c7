// The query editor: yasgui with our prefixes, terms and names, the saved queries, and labels in result tables.
"use strict";

const START = `PREFIX ach: <https://w3id.org/chaotou/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?place ?value ?unit ?quote WHERE {
  ?observation a ach:Observation ;
    ach:place ?place ; ach:value ?value ; ach:unitLabel ?unit ; ach:quote ?quote .
}
LIMIT 20
`;
const root = document.getElementById("editor");
const names = new Map();

async function json(address, options) {
  const response = await fetch(address, options);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

function hint(text, shown, label) {
  return {
    text,
    render(element) {
      element.textContent = shown;
      const note = document.createElement("span");
      note.className = "hint-label";
      note.textContent = label;
      element.append(note);
    },
  };
}

// Terms of the ontology by the beginning of their name, or by any part of their label.
function completeTerms(kind, terms) {
  const offered = terms.filter((term) => term.kind === kind);
  const labels = new Map(offered.map((term) => [term.iri, term.label]));
  return {
    name: `chaotou-${kind}`,
    bulk: false,
    autoShow: true,
    get: (_editor, token) => {
      const typed = (token && (token.autocompletionString || token.string)) || "";
      const word = typed.replace(/^.*[#/:<]/, "").toLowerCase();
      return offered
        .filter((term) => term.iri.startsWith(typed) || term.label.toLowerCase().includes(word))
        .map((term) => term.iri);
    },
    postprocessHints: (_editor, hints) =>
      hints.map((item) => {
        const iri = [...labels.keys()].find((key) => item.text.endsWith(key.split("#")[1]) || item.text.includes(key));
        return { ...item, ...hint(item.text, item.displayText, labels.get(iri) || "") };
      }),
  };
}

// Names of things: type "浙江 and press Ctrl-Space to put the thing's IRI in its place.
const completeNames = {
  name: "chaotou-names",
  bulk: false,
  autoShow: false,
  isValidCompletionPosition: (editor) => /^["'].+/.test(editor.getCompleteToken().string),
  get: async (editor, token) => {
    const typed = token.string.replace(/["']/g, "").trim();
    if (!typed) return [];
    const found = await json(`/sparql/labels?q=${encodeURIComponent(typed)}`);
    found.labels.forEach((item) => names.set(item.iri, item.label));
    return found.labels.map((item) => item.iri);
  },
  postProcessSuggestion: (_editor, _token, iri) => `<${iri}>`,
  postprocessHints: (_editor, hints) =>
    hints.map((item) => ({ ...item, ...hint(item.text, names.get(item.text.slice(1, -1)) || item.text, item.text) })),
};

// IRIs in a result show their label, and those of this build lead to their page here.
async function label(container) {
  const links = [...container.querySelectorAll("a.iri:not([data-labelled])")];
  const unknown = [...new Set(links.map((link) => link.href))].filter((iri) => !names.has(iri)).slice(0, 500);
  if (!links.length) return;
  links.forEach((link) => (link.dataset.labelled = ""));
  if (unknown.length) {
    const body = JSON.stringify({ iris: unknown });
    const found = await json("/sparql/names", { method: "POST", body, headers: { "Content-Type": "application/json" } });
    unknown.forEach((iri) => names.set(iri, found.names[iri] || ""));
  }
  for (const link of links) {
    const iri = link.href;
    if (!names.get(iri)) continue;
    link.textContent = names.get(iri);
    link.title = iri;
    const local = iri.match(/\/chaotou\/(id\/.*|ontology#.*)$/);
    if (local) link.href = `/${local[1]}`;
  }
}

// Our errors are one message, and for syntax errors the line in question with a caret: both as they were meant.
async function showError(error) {
  let message = "";
  try {
    message = JSON.parse(error.text).error.message;
  } catch {
    return undefined;
  }
  const [said, excerpt] = message.split("\n\n");
  const box = document.createElement("div");
  box.className = "query-error";
  box.setAttribute("role", "alert");
  const words = document.createElement("p");
  words.textContent = said;
  box.append(words);
  if (excerpt) {
    const line = document.createElement("pre");
    line.textContent = excerpt;
    box.append(line);
  }
  return box;
}

// A result that the service cut says so in its head.
function tellCut(gui) {
  const yasr = gui.getTab() && gui.getTab().getYasr();
  const result = yasr && yasr.results && yasr.results.getAsJson();
  const cut = Boolean(result && result.head && (result.head.link || []).some((link) => link.endsWith("/sparql/limits#rows")));
  const note = document.getElementById("rows-cut");
  note.hidden = !cut;
}

function watchResults(gui) {
  let waiting = 0;
  new MutationObserver(() => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      tellCut(gui);
      label(root).catch(() => {});
    }, 60);
  }).observe(root, { childList: true, subtree: true });
}

function configure(vocabulary) {
  const { Yasqe, Yasr } = window.Yasgui;
  Yasr.defaults.errorRenderers = [showError, ...(Yasr.defaults.errorRenderers || [])];
  const fork = (name, config) => Yasqe.forkAutocompleter(name, config, false);
  fork("property", completeTerms("property", vocabulary.terms));
  fork("class", completeTerms("class", vocabulary.terms));
  Yasqe.registerAutocompleter(completeNames, false);
  Object.assign(Yasqe.Autocompleters.prefixes, {
    get: Object.entries(vocabulary.prefixes).map(([name, iri]) => `${name}: <${iri}>`).sort(),
    persistenceId: null,
  });
  Yasqe.defaults.autocompleters = ["prefixes", "variables", "chaotou-property", "chaotou-class", "chaotou-names"];
  Yasqe.defaults.prefixCcApi = null;
  Yasqe.defaults.value = START;
}

function open(gui, text, name) {
  const tab = gui.addTab(true, { ...window.Yasgui.Tab.getDefaults(gui), name }, { avoidDuplicateTabs: false });
  tab.setQuery(text);
  return tab;
}

async function start() {
  configure(await json("/sparql/terms"));
  const gui = new window.Yasgui(root, {
    requestConfig: { endpoint: new URL("/sparql", window.location).href, method: "POST" },
    copyEndpointOnNewTab: true,
    populateFromUrl: false,
    autofocus: true,
    yasr: { prefixes: (await json("/sparql/terms")).prefixes },
    yasqe: { value: START },
  });
  if (root.dataset.query) open(gui, root.dataset.query, root.dataset.shared).query();
  const saved = document.getElementById("saved");
  if (saved) {
    saved.addEventListener("change", () => {
      if (saved.value) open(gui, saved.value, saved.selectedOptions[0].textContent).query();
      saved.value = "";
    });
  }
  watchResults(gui);
}

if (root) start();
