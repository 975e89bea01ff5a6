/* Loads the card that shows the formula of a number, when somebody first points at a number or comes to one by keyboard. */
(() => {
  "use strict";

  const assets = new URL(".", document.currentScript.src);

  function begin(event) {
    if (!(event.target instanceof Element) || !event.target.closest(".num:not(svg *)")) return;
    for (const name of ["pointerover", "focusin"]) document.removeEventListener(name, begin);
    const style = document.createElement("link");
    Object.assign(style, { rel: "stylesheet", href: new URL("formula-card.css", assets).href });
    document.head.prepend(style); // in front of the others, so that a house can change it
    const script = document.createElement("script");
    script.src = new URL("formula-card.js", assets).href;
    document.head.append(script);
  }

  for (const name of ["pointerover", "focusin"]) document.addEventListener(name, begin);
})();
