/* The list under the field that searches the site: a combobox. Loaded when somebody first comes to the field (search.js). */
(() => {
  "use strict";

  const SHOWN = 12;

  /** Gives the field its list. `finder` is a promise of what finds places for words. */
  window.roiSpec.searchList = (box, finder) => {
    const field = box.querySelector("input[role=combobox]");
    const panel = box.querySelector(".search-panel");
    const list = box.querySelector("[role=listbox]");
    const count = box.querySelector(".search-count");
    const status = box.querySelector("[role=status]");
    let find = null;
    let chosen = -1;

    // --- the list ----------------------------------------------------------------------------------------------------

    function element(style, pieces, lang = "") {
      const made = document.createElement("span");
      made.className = style;
      if (lang) made.lang = lang;
      for (const piece of pieces) {
        if (!piece.found) made.append(piece.text);
        else made.append(Object.assign(document.createElement("mark"), { textContent: piece.text }));
      }
      return made;
    }

    function option(place, number) {
      const made = document.createElement("li");
      made.id = `search-${number}`;
      made.role = "option";
      made.dataset.href = box.dataset.pages + place.href;
      made.setAttribute("aria-selected", "false");
      made.append(element("search-title", place.title, place.lang));
      made.append(" ", element("search-where", [{ text: place.kind }]));
      if (place.heading.length) made.append(" ", element("search-heading", place.heading));
      if (place.words.length) made.append(" ", element("search-words", place.words, place.lang));
      return made;
    }

    function say(sentence) {
      count.textContent = sentence;
      status.textContent = sentence;
    }

    function told(found) {
      const { none, one, more, shown } = box.dataset;
      const sentence = found > SHOWN ? shown : found > 1 ? more : found ? one : none;
      return sentence.replace("{count}", found).replace("{shown}", SHOWN);
    }

    function show(places) {
      list.replaceChildren(...places.slice(0, SHOWN).map(option));
      list.hidden = !places.length;
      say(told(places.length));
      choose(-1);
    }

    function choose(number) {
      const options = [...list.children];
      chosen = options.length ? number : -1;
      options.forEach((one, at) => one.setAttribute("aria-selected", String(at === chosen)));
      if (chosen < 0) field.removeAttribute("aria-activedescendant");
      else field.setAttribute("aria-activedescendant", options[chosen].id);
      options[chosen]?.scrollIntoView({ block: "nearest" });
    }

    function open(isOpen) {
      panel.hidden = !isOpen;
      field.setAttribute("aria-expanded", String(isOpen && list.children.length > 0));
      if (!isOpen) choose(-1);
    }

    async function search() {
      const written = field.value.trim();
      if (!find && written) say(box.dataset.busy);
      find = await finder;
      if (written !== field.value.trim()) return; // the reader typed on; a later call answers
      if (written) show(find(written));
      else {
        list.replaceChildren();
        list.hidden = true;
        say("");
      }
      open(box.contains(document.activeElement));
    }

    /** Leads to a place, in a new tab when the reader asks for one. A place on the same page closes the list. */
    function go(place, elsewhere) {
      if (elsewhere) {
        window.open(place.dataset.href, "_blank", "noopener");
        return;
      }
      open(false);
      location.assign(place.dataset.href);
    }

    // --- keys and clicks ---------------------------------------------------------------------------------------------

    const keys = {
      ArrowDown: () => choose(chosen + 1 < list.children.length ? chosen + 1 : 0),
      ArrowUp: () => choose(chosen > 0 ? chosen - 1 : list.children.length - 1),
      Enter: (event) => list.children.length && go(list.children[Math.max(chosen, 0)], event.ctrlKey || event.metaKey),
      Escape: () => {
        if (panel.hidden) field.value = "";
        open(false);
      },
    };

    field.addEventListener("focus", search);
    field.addEventListener("input", search);
    field.addEventListener("keydown", (event) => {
      const act = keys[event.key];
      if (!act || event.isComposing) return;
      event.preventDefault();
      if (panel.hidden && event.key.startsWith("Arrow")) open(true);
      act(event);
    });
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    list.addEventListener("click", (event) => {
      const place = event.target.closest("[role=option]");
      if (place) go(place, event.ctrlKey || event.metaKey);
    });
    box.addEventListener("focusout", (event) => box.contains(event.relatedTarget) || open(false));
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      open(false);
      field.focus();
    });

    search(); // for the words that were written in the meantime
  };
})();
