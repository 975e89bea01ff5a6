// The contents beside a page: marks the chapter that is being read, and folds where there is no room beside the text.
(() => {
  "use strict";

  const contents = document.querySelector(".contents");
  if (!contents) return;

  const folded = contents.querySelector("details");
  const narrow = matchMedia("(max-width: 65.99rem)");
  const fold = () => {
    if (folded) folded.open = !narrow.matches;
  };
  fold();
  narrow.addEventListener("change", fold);

  const links = new Map();
  for (const link of contents.querySelectorAll('a[href^="#"]')) {
    const part = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (part) links.set(part, link);
  }
  const parts = [...links.keys()];

  /** Marks the last part that begins above the upper third of the window; at the very top, the first. */
  function mark() {
    const line = innerHeight / 3;
    const current = parts.findLast((part) => part.getBoundingClientRect().top <= line) ?? parts[0];
    for (const [part, link] of links) {
      if (part === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  let waiting = false;
  addEventListener(
    "scroll",
    () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        mark();
      });
    },
    { passive: true },
  );
  mark();
})();
