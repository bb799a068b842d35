"use strict";

const all = (selector, within = document) => [...within.querySelectorAll(selector)];

function button(label) {
  const made = document.createElement("button");
  made.type = "button";
  made.append(...label);
  return made;
}

// Theme: the system's own, light or dark, remembered where the browser allows it.
const root = document.documentElement;
const themes = ["auto", "light", "dark"];
const theme = document.getElementById("theme");
const showTheme = () => { theme.textContent = `Theme: ${root.dataset.theme}`; };
theme.hidden = false;
theme.addEventListener("click", () => {
  root.dataset.theme = themes[(themes.indexOf(root.dataset.theme) + 1) % themes.length];
  try { localStorage.setItem("threefold-theme", root.dataset.theme); } catch (e) { /* not allowed */ }
  showTheme();
});
showTheme();

// A concept's own table opens below its line.
for (const name of all(".groups .name")) {
  const group = name.closest("tbody");
  const rows = group.querySelector(".rows");
  if (!rows) continue;
  rows.id = `${group.id}-rows`;
  const toggle = button(name.childNodes);
  toggle.setAttribute("aria-controls", rows.id);
  toggle.setAttribute("aria-expanded", "false");
  toggle.addEventListener("click", () => open(group, !group.classList.contains("open")));
  name.append(toggle);
}

function open(group, wanted) {
  group.classList.toggle("open", wanted);
  group.querySelector(".name button").setAttribute("aria-expanded", String(wanted));
}

function openLinked() {
  const group = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (group?.matches(".groups > tbody")) {
    group.hidden = false;
    open(group, true);
    group.scrollIntoView();
  }
}
addEventListener("hashchange", openLinked);
openLinked();

// Sorting: by data-v where a cell has one, else by its text; concepts move with their rows.
for (const table of all("table.sortable")) {
  all("thead th", table).filter((th) => th.closest("table") === table).forEach((th, column) => {
    const sort = button(th.childNodes);
    sort.addEventListener("click", () => {
      const down = th.getAttribute("aria-sort") === "ascending";
      all("[aria-sort]", table).forEach((other) => other.removeAttribute("aria-sort"));
      th.setAttribute("aria-sort", down ? "descending" : "ascending");
      const items = table.matches(".groups") ? [...table.tBodies] : [...table.tBodies[0].rows];
      const key = (item) => {
        const cell = (item.rows ? item.rows[0] : item).cells[column];
        return cell.dataset.v ?? cell.textContent.trim();
      };
      const order = (a, b) => {
        const [x, y] = [Number(key(a)), Number(key(b))];
        return Number.isNaN(x) || Number.isNaN(y) ? key(a).localeCompare(key(b)) : x - y;
      };
      items.sort((a, b) => (down ? order(b, a) : order(a, b)));
      items.forEach((item) => item.parentNode.append(item));
    });
    th.append(sort);
  });
}

// Filtering: by words, and by verdict.
for (const controls of all(".controls")) {
  controls.hidden = false;
  const words = controls.querySelector("[data-filter]");
  const only = controls.querySelector("[data-only]");
  const found = controls.querySelector(".found");
  const table = document.getElementById(words.dataset.filter);
  const items = table.matches(".groups") ? [...table.tBodies] : [...table.tBodies[0].rows];
  const texts = items.map((item) => item.textContent.toLowerCase());
  const apply = () => {
    const wanted = words.value.toLowerCase().split(/\s+/);
    items.forEach((item, i) => {
      const shown = wanted.every((word) => texts[i].includes(word));
      item.hidden = !shown || Boolean(only?.checked && item.dataset.verdict === "agree");
    });
    const shown = items.filter((item) => !item.hidden).length;
    found.textContent = shown < items.length ? `${shown} of ${items.length} shown` : "";
  };
  words.addEventListener("input", apply);
  only?.addEventListener("change", apply);
}
