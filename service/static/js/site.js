/* What every page gains when scripts run: sorting tables, copying, suggestions, explanations of statements. */
"use strict";

document.documentElement.classList.add("scripted");

function sortTable(table) {
  const heads = [...table.querySelectorAll("thead th[data-sort]")];
  for (const head of heads) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      orderRows(table.tBodies[0], head.cellIndex, head.dataset.sort === "number", down ? -1 : 1);
    });
  }
}

function orderRows(body, column, numeric, direction) {
  const key = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent.trim();
  const compare = numeric
    ? (a, b) => Number(a || NaN) - Number(b || NaN)
    : (a, b) => a.localeCompare(b, document.documentElement.lang);
  const rows = [...body.rows].map((row) => [key(row), row]);
  const empty = rows.filter(([value]) => value === "");
  const filled = rows.filter(([value]) => value !== "").sort((a, b) => direction * compare(a[0], b[0]));
  body.append(...[...filled, ...empty].map(([, row]) => row));
}

async function copyFrom(button) {
  const text = button.dataset.copy ?? (await (await fetch(button.dataset.copyFrom)).text());
  const list = button.closest("[data-copy-status]");
  await navigator.clipboard.writeText(text);
  const status = list.parentElement.querySelector("[role=status]");
  if (status) status.textContent = list.dataset.copyStatus;
}

/* The combobox pattern of the ARIA Authoring Practices: the focus stays in the box, the list is pointed at. */
function suggest(form) {
  const box = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  list.id = `${box.id}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.placeholder);
  list.hidden = true;
  form.append(list);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");
  let chosen = -1;
  let waiting = 0;

  function show(items) {
    chosen = -1;
    list.replaceChildren(...items.map(option));
    list.hidden = items.length === 0;
    box.setAttribute("aria-expanded", String(!list.hidden));
    box.removeAttribute("aria-activedescendant");
  }

  function option(item, index) {
    const element = document.createElement("li");
    element.id = `${list.id}-${index}`;
    element.setAttribute("role", "option");
    element.setAttribute("aria-selected", "false");
    const label = document.createElement("span");
    label.textContent = item.text;
    const kind = document.createElement("span");
    kind.className = "soft small";
    kind.textContent = item.kind ?? "";
    element.append(label, kind);
    element.suggested = item;
    element.addEventListener("mousedown", (event) => {
      event.preventDefault();
      take(item);
    });
    return element;
  }

  /* Only the end that the suggestion completes is replaced; a suggestion that is all there is is asked at once. */
  function take(item) {
    const typed = box.value.trimEnd();
    const kept = typed.endsWith(item.completes ?? typed) ? typed.slice(0, typed.length - (item.completes ?? typed).length) : typed;
    box.value = kept + item.text;
    show([]);
    if (kept.trim() === "") form.submit();
    else box.focus();
  }

  function point(step) {
    const options = [...list.children];
    if (options.length === 0) return;
    chosen = (chosen + step + options.length + 1) % (options.length + 1);
    options.forEach((element, index) => element.setAttribute("aria-selected", String(index === chosen)));
    if (chosen < options.length) {
      box.setAttribute("aria-activedescendant", options[chosen].id);
      options[chosen].scrollIntoView({ block: "nearest" });
    } else {
      box.removeAttribute("aria-activedescendant");
    }
  }

  async function ask() {
    const text = box.value.trim();
    if (text.length < 1) return show([]);
    const response = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(text)}`);
    if (response.ok && box.value.trim() === text && document.activeElement === box) {
      show((await response.json()).suggestions);
    }
  }

  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 120);
  });
  box.addEventListener("blur", () => show([]));
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      point(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      show([]);
    } else if (event.key === "Enter" && chosen >= 0 && list.children[chosen]) {
      event.preventDefault();
      take(list.children[chosen].suggested);
    }
  });
}

/* A statement in a text explains itself on hover and focus; Escape puts the explanation away (WCAG 1.4.13). */
function explain(text) {
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.id = "tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  document.body.append(tip);
  let timer = 0;

  function open(anchor) {
    clearTimeout(timer);
    const parts = anchor.dataset.statements.split(" ").map((id) => document.getElementById(id));
    tip.replaceChildren(...parts.filter(Boolean).map((item) => {
      const copy = document.createElement("div");
      copy.append(...[...item.querySelectorAll(".explained")].map((node) => node.cloneNode(true)));
      return copy;
    }));
    tip.hidden = false;
    anchor.setAttribute("aria-describedby", "tip");
    const box = anchor.getBoundingClientRect();
    const left = Math.min(box.left, document.documentElement.clientWidth - tip.offsetWidth - 16);
    tip.style.left = `${Math.max(16, left) + window.scrollX}px`;
    tip.style.top = `${box.bottom + 6 + window.scrollY}px`;
  }

  function close() {
    tip.hidden = true;
    for (const anchor of text.querySelectorAll("[aria-describedby=tip]")) anchor.removeAttribute("aria-describedby");
  }

  const later = () => { timer = setTimeout(close, 250); };
  for (const anchor of text.querySelectorAll("[data-statements]")) {
    anchor.addEventListener("mouseenter", () => open(anchor));
    anchor.addEventListener("focus", () => open(anchor));
    anchor.addEventListener("mouseleave", later);
    anchor.addEventListener("blur", close);
  }
  tip.addEventListener("mouseenter", () => clearTimeout(timer));
  tip.addEventListener("mouseleave", later);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
}

/* Opened at a statement, the page also shows it in the list beside the text. */
function showInList() {
  const asked = document.querySelector("#at [data-statements]");
  const item = asked && document.getElementById(asked.dataset.statements.split(" ").at(-1));
  if (!item) return;
  item.classList.add("chosen");
  const list = item.closest("aside");
  list.scrollTop = item.offsetTop - list.clientHeight / 3;
}

showInList();
document.querySelectorAll("table[data-sortable]").forEach(sortTable);
document.querySelectorAll("form[data-suggest]").forEach(suggest);
document.querySelectorAll("[data-explained]").forEach(explain);
document.querySelectorAll("[data-copy], [data-copy-from]").forEach((button) => {
  button.addEventListener("click", () => copyFrom(button));
});
document.querySelectorAll("[data-auto-submit]").forEach((control) => {
  control.addEventListener("change", () => control.form.submit());
});
