// The same place in another language: the switch keeps what stands behind the name of the page (#chapter, ?choices).
(() => {
  "use strict";

  const links = [...document.querySelectorAll(".languages a")].map((link) => ({ link, page: link.getAttribute("href") }));

  // Written when the link is about to be used, since both can change while the page is read.
  const write = () => {
    for (const { link, page } of links) link.setAttribute("href", page + location.search + location.hash);
  };
  for (const { link } of links) {
    for (const moment of ["pointerdown", "focus", "mouseenter", "click"]) link.addEventListener(moment, write);
  }
})();
