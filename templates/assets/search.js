/* The field that searches the site, and the key that leads to it. The rest is loaded when somebody first comes to the field. */
(() => {
  "use strict";

  const box = document.querySelector(".search");
  if (!box) return;

  const KEY = "roi-spec.search-key";
  const field = box.querySelector("input[role=combobox]");
  const usesKey = box.querySelector("input[type=checkbox]");

  /** Loads a script or a style sheet. */
  function load(name) {
    return new Promise((done, failed) => {
      const made = document.createElement(name.endsWith(".css") ? "link" : "script");
      const way = box.dataset.assets + name;
      Object.assign(made, made.localName === "link" ? { rel: "stylesheet", href: way } : { src: way });
      made.addEventListener("load", done);
      made.addEventListener("error", failed);
      document.head.prepend(made); // in front of the others, so that a house can change its style
    });
  }

  /** Loads the list and the words of the site. A page opened from disk may load scripts, not data. */
  async function begin() {
    window.roiSpec ??= {};
    const words = Promise.all(["vendor/minisearch.js", `search.${document.documentElement.lang}.js`, "finding.js"].map(load));
    await Promise.all(["search-list.css", "search-list.js"].map(load));
    window.roiSpec.searchList(box, words.then(() => window.roiSpec.finder()));
  }

  field.addEventListener("focus", begin, { once: true });

  // --- the key / ---------------------------------------------------------------------------------------------------

  /** Keeps the choice, where the browser lets a page keep anything. */
  function kept(value) {
    try {
      if (value === undefined) return localStorage.getItem(KEY);
      localStorage.setItem(KEY, value);
    } catch {
      // Without it, the choice holds for this page.
    }
    return null;
  }

  // One key alone may disturb who dictates or types with a stick: it can be switched off (WCAG 2.1.4).
  usesKey.checked = kept() !== "off";
  usesKey.addEventListener("change", () => kept(usesKey.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || !usesKey.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    field.focus();
    field.select();
  });

  box.hidden = false;
})();
