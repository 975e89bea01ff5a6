// Light, dark, or as the device says: the reader's choice is kept for the next page. It runs before the page is drawn.
(() => {
  "use strict";

  const KEY = "roi-spec.theme";
  const CHOICES = ["light", "dark"];
  const root = document.documentElement;

  /** The kept choice; empty: as the device says, also where nothing can be kept (private windows, some local files). */
  function kept() {
    try {
      const choice = localStorage.getItem(KEY);
      return CHOICES.includes(choice) ? choice : "";
    } catch {
      return "";
    }
  }

  function keep(choice) {
    try {
      if (choice) localStorage.setItem(KEY, choice);
      else localStorage.removeItem(KEY);
    } catch {
      // The choice then holds for this page alone.
    }
  }

  function show(choice) {
    if (choice) root.dataset.theme = choice;
    else delete root.dataset.theme;
    for (const button of document.querySelectorAll(".themes button")) {
      button.setAttribute("aria-pressed", String(button.dataset.theme === choice));
    }
  }

  show(kept());

  document.addEventListener("DOMContentLoaded", () => {
    const group = document.querySelector(".themes");
    if (!group) return;
    group.hidden = false;
    show(root.dataset.theme ?? "");
    group.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      keep(button.dataset.theme);
      show(button.dataset.theme);
    });
  });

  // Another window of the same site chose.
  addEventListener("storage", (event) => event.key === KEY && show(kept()));
})();
