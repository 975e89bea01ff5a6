/* Shows what a number is made of when somebody points at it or comes to it by keyboard. Its link leads to the working.
   Loaded for the first number that somebody comes to (formula.js). */
(() => {
  "use strict";

  const OPENS_AFTER = 250; // milliseconds of pointing, so that a pointer on its way elsewhere opens nothing
  const CLOSES_AFTER = 300; // time to move the pointer from the number to the card
  const NUMBERS = ".num:not(svg *)";
  const WORKING = /programmes\/([^/]+)\/trace\.html#trace-(.+)$/;

  const top = new URL("..", document.currentScript.src); // this file stands in assets/
  const lang = document.documentElement.lang;
  const known = new Map(); // what a programme says of its numbers, by id: a promise
  const heard = new Map(); // what its file handed over

  let card;
  let told; // the number that the card is about
  let timer;

  /** Hands over what there is to say about the numbers of a programme: its file calls this. */
  (window.roiSpec ??= {}).formulas = (programme, data) => heard.set(programme, data);

  /** Gives programme and step of a number: of its link, else of the page that it stands on. */
  function working(number) {
    const way = number.getAttribute("href") ?? `trace.html#trace-${number.dataset.step ?? ""}`;
    const found = WORKING.exec(decodeURI(new URL(way, location.href).href));
    return found && { programme: found[1], step: found[2], href: way };
  }

  /** Gives what is known of the numbers of a programme; its file is loaded for the first one that is asked for. */
  function formulas(programme) {
    if (!known.has(programme)) known.set(programme, new Promise((resolve) => load(programme, resolve)));
    return known.get(programme);
  }

  function load(programme, resolve) {
    const script = document.createElement("script");
    script.src = new URL(`programmes/${programme}/formulas.${lang}.js`, top);
    script.addEventListener("load", () => resolve(heard.get(programme)));
    script.addEventListener("error", () => resolve(undefined));
    document.head.append(script);
  }

  // --- the card ---------------------------------------------------------------------------------------------------

  /** Gives a row of texts as nodes: plain, in another language, or the name of a number. */
  function nodes(row) {
    return [row].flat().map((part) => {
      if (!Array.isArray(part)) return part;
      const [first, language] = part;
      if (Array.isArray(first)) return element("span", "name", ...nodes(first));
      return Object.assign(element("bdi", "", first), { lang: language });
    });
  }

  function element(name, style, ...content) {
    const made = document.createElement(name);
    made.className = style;
    made.append(...content);
    return made;
  }

  function empty() {
    card = element("div", "formula-card");
    card.popover = "manual";
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", closeSoon);
    return card;
  }

  /** Fills the card. A number of another case keeps its value, and says which case; its formula is of that case if known. */
  function fill(number, at, data) {
    const [title, value, words, numbers] = data.steps[at.step];
    const [kind] = (number.dataset.case ?? "").split(":");
    const ofCase = data.cases[kind]?.[at.step];
    const text = element("div", "card-text");
    text.id = "formula-card";
    text.role = "tooltip";
    text.append(element("p", "card-title", ...nodes(title), " ", element("strong", "", kind ? number.textContent : value)));
    if (kind) text.append(element("p", "card-case", data.says[kind], ofCase || !numbers ? "" : ` ${data.base}`));
    if (words) text.append(element("p", "card-words", ...nodes(words)));
    if (numbers) text.append(element("p", "card-numbers", `= ${ofCase ?? numbers}`));
    const way = element("a", "card-open", data.open);
    way.href = at.href;
    way.tabIndex = -1; // by keyboard, the number itself leads there
    card.replaceChildren(text, way);
  }

  async function open(number) {
    const at = working(number);
    const data = at && (await formulas(at.programme));
    if (!data?.steps[at.step] || number !== told) return;
    (number.closest("main") ?? document.body).append(card ?? empty());
    fill(number, at, data);
    number.classList.add("is-told");
    number.setAttribute("aria-describedby", "formula-card");
    if (!card.matches(":popover-open")) card.showPopover();
  }

  function close() {
    clearTimeout(timer);
    told?.classList.remove("is-told");
    told?.removeAttribute("aria-describedby");
    told = undefined;
    if (card?.isConnected) card.remove();
  }

  function closeSoon() {
    clearTimeout(timer);
    timer = setTimeout(close, CLOSES_AFTER);
  }

  function tell(number, after) {
    clearTimeout(timer);
    if (number === told) return;
    timer = setTimeout(() => {
      close();
      told = number;
      open(number);
    }, after);
  }

  // --- pointing, keyboard -------------------------------------------------------------------------------------------

  /** Tells of the number that the reader had come to while this was loaded. */
  function start() {
    const reached = document.activeElement?.matches(":focus-visible") ? document.activeElement.closest(NUMBERS) : null;
    const over = matchMedia("(hover: hover)").matches ? [...document.querySelectorAll(":hover")].at(-1) : null;
    const number = reached ?? over?.closest(NUMBERS);
    if (number) tell(number, reached ? 0 : OPENS_AFTER);
  }

  const numberAt = (event) => (event.target instanceof Element ? event.target.closest(NUMBERS) : null);

  document.addEventListener("pointerover", (event) => {
    const number = event.pointerType === "touch" ? null : numberAt(event);
    if (number) tell(number, OPENS_AFTER);
  });
  document.addEventListener("pointerout", (event) => {
    if (numberAt(event) && document.activeElement !== told) closeSoon();
  });
  document.addEventListener("focusin", (event) => {
    const number = numberAt(event);
    if (number?.matches(":focus-visible")) tell(number, 0);
  });
  document.addEventListener("focusout", (event) => {
    if (numberAt(event)) close(); // also a card that is still on its way
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });

  start();
})();
