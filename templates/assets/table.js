// Sorts the tables of a page and chooses among their rows. Everything is in the page already: without this script the
// tables stand there in full, in an order that favours nobody.
//
// What was decided in Python: `data-order` is the place of a cell in its column (equal values share one, a cell without
// has no value), and `data-keys` of a row are its answers to the questions of the form. What is chosen stands in the address, as
// `?grade=B&sort=-roi`, so that it can be sent to somebody; a minus means from high to low.
(() => {
  "use strict";

  const form = document.querySelector("form.chooser");
  const tables = [...document.querySelectorAll("table")].filter((table) => table.querySelector("tr[data-keys], th[data-key]"));
  if (!tables.length) return;

  /** The rows of each table in their first order, to come back to and to settle ties. */
  const first = new Map(tables.map((table) => [table, [...table.tBodies[0].rows]]));
  const rows = [...first.values()].flat().filter((row) => !row.classList.contains("group"));
  const words = new Map(rows.map((row) => [row, plain(row.textContent)]));
  let sort = ""; // the key of a column, with a minus in front for from high to low

  function plain(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  // --- sorting -------------------------------------------------------------------------------------------------

  /** Gives the place of a row by a column; the first column has the order in which the rows stood. */
  function place(row, column, start) {
    const order = column === 0 ? String(start + 1) : (row.cells[column].dataset.order ?? "");
    return order === "" ? NaN : Number(order);
  }

  function sorted(table, column, sign) {
    const keyed = first.get(table).map((row, start) => ({ row, start, at: place(row, column, start) }));
    return keyed
      .sort((a, b) => {
        if (Number.isNaN(a.at) || Number.isNaN(b.at)) return Number.isNaN(a.at) - Number.isNaN(b.at) || a.start - b.start;
        return sign * (a.at - b.at) || a.start - b.start;
      })
      .map((one) => one.row);
  }

  function applySort() {
    const key = sort.replace(/^-/, "");
    for (const table of tables) {
      const heads = [...table.tHead.rows[0].cells];
      const column = key ? heads.findIndex((head) => head.dataset.key === key) : -1;
      for (const head of heads) head.removeAttribute("aria-sort");
      if (column >= 0) heads[column].setAttribute("aria-sort", sort.startsWith("-") ? "descending" : "ascending");
      table.tBodies[0].append(...(column >= 0 ? sorted(table, column, sort.startsWith("-") ? -1 : 1) : first.get(table)));
    }
  }

  /** Once: up. Twice: down. A third time: as it was. */
  function next(key) {
    return sort === key ? `-${key}` : sort === `-${key}` ? "" : key;
  }

  function addButtons() {
    for (const head of document.querySelectorAll("th[data-key]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...head.childNodes);
      button.addEventListener("click", () => {
        sort = next(head.dataset.key);
        applySort();
        remember();
      });
      head.append(button);
    }
  }

  // --- choosing ------------------------------------------------------------------------------------------------

  function answers() {
    return form ? [...new FormData(form)].filter(([, value]) => value !== "") : [];
  }

  function fits(row, [name, value]) {
    if (name !== "q") return (row.dataset.keys ?? "").split(" ")[form.elements[name].dataset.place] === value;
    return plain(value).split(/\s+/).every((word) => words.get(row).includes(word));
  }

  function applyChoice() {
    const asked = answers();
    for (const row of rows) row.hidden = !asked.every((answer) => fits(row, answer));
    for (const table of tables) tidy(table);
    const shown = rows.filter((row) => !row.hidden);
    showDots(new Set(shown.map((row) => row.dataset.programme)));
    const said = form?.querySelector("[data-count]");
    if (!said) return;
    const { count, nothing } = said.dataset;
    said.textContent = shown.length ? count.replace("{shown}", shown.length).replace("{all}", rows.length) : nothing;
  }

  /** A heading inside a table goes with its last row, and a part of the page with its last table. */
  function tidy(table) {
    let heading = null;
    for (const row of first.get(table)) {
      if (row.classList.contains("group")) {
        heading = row;
        heading.hidden = true;
      } else if (heading && !row.hidden) heading.hidden = false;
    }
    const part = table.closest("section");
    if (part) part.hidden = first.get(table).every((row) => row.hidden);
  }

  function showDots(programmes) {
    for (const dot of document.querySelectorAll("svg [data-programme]")) {
      dot.classList.toggle("out", !programmes.has(dot.dataset.programme));
    }
  }

  // --- the address ---------------------------------------------------------------------------------------------

  function remember() {
    const kept = new URLSearchParams(answers());
    if (sort) kept.set("sort", sort);
    const query = kept.toString();
    try {
      history.replaceState(null, "", `${location.pathname}${query ? `?${query}` : ""}${location.hash}`);
    } catch {
      // Some browsers keep the address of a page from disk as it is; the choice works all the same.
    }
  }

  /** Takes over what the address says; an answer that the form does not know is left out. */
  function recall() {
    const said = new URLSearchParams(location.search);
    const key = said.get("sort") ?? "";
    if (document.querySelector(`th[data-key="${CSS.escape(key.replace(/^-/, ""))}"]`)) sort = key;
    for (const field of form?.elements ?? []) {
      const value = said.get(field.name);
      if (!value) continue;
      if (field.tagName === "INPUT" || [...field.options].some((option) => option.value === value)) field.value = value;
    }
  }

  /** A long page leaves out the address of most figures, which follows from the row: here each gets its link. */
  function linkFigures() {
    for (const figure of document.querySelectorAll("tr[data-programme] span.num[data-step]")) {
      const row = figure.closest("tr");
      const link = document.createElement("a");
      link.href = `${row.querySelector("th a").getAttribute("href").replace(/index\.html$/, "trace.html")}#trace-${figure.dataset.step}`;
      link.className = figure.className;
      Object.assign(link.dataset, figure.dataset);
      link.append(...figure.childNodes);
      figure.replaceWith(link);
    }
  }

  function start() {
    linkFigures();
    addButtons();
    recall();
    applySort();
    if (!form) return;
    form.hidden = false;
    applyChoice();
    form.addEventListener("input", () => {
      applyChoice();
      remember();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => {
      // The fields have their first values only after this event.
      setTimeout(() => {
        sort = "";
        applySort();
        applyChoice();
        remember();
      });
    });
  }

  start();
})();
