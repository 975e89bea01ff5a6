// The what-if page: moves values, computes the working again and shows what came out.
(() => {
  "use strict";
  const { CASES, drawRange, fractions, notation, sheet, whatIfWords } = globalThis.roiSpec;
  const { compare, decimal, equal, minus, over, places, rounded, times, whole } = fractions;
  const { paragraph, phrases, told } = whatIfWords;

  const root = document.getElementById("what-if");
  if (!root || !sheet) return;
  const { locale } = root.dataset;
  const phrase = phrases(root);
  const ROI = "result.roi";
  const RESULT_ORDER = ["conservative", "base", "optimistic"];
  const QUIET = 700;

  // --- the published state ---------------------------------------------------------------------------------------------

  const { target, hurdle } = sheet;
  const bounds = [target, hurdle].filter(Boolean);
  const fraction = (written) => {
    const [above, below = "1"] = written.split("/");
    return { n: BigInt(above), d: BigInt(below) };
  };

  const outcomes = [...root.querySelectorAll("[data-outcome]")].map((row) => {
    const { outcome: step, decimals } = row.dataset;
    const unit = new notation.Unit({ ...row.dataset, locale });
    const apart = row.querySelector(".difference");
    return { row, step, unit, apart, decimals, difference: new notation.Unit({ ...apart.dataset, locale }) };
  });

  const digits = ({ decimals, unit }, value) => {
    if (decimals === "telling") return notation.telling(value, bounds);
    return decimals ? notation.neverNothing(over(value, unit.factor), Number(decimals)) : undefined;
  };
  const shown = (outcome, value) => outcome.unit.write(value, digits(outcome, value));

  // --- the values that can be moved ------------------------------------------------------------------------------------

  const moved = new Map();

  const dials = [...root.querySelectorAll("[data-dial]")].map((box) => {
    const { dial: id, base, low, high } = box.dataset;
    return {
      box,
      id,
      unit: new notation.Unit({ ...box.dataset, locale }),
      base: fraction(base),
      low: fraction(low),
      high: fraction(high),
      title: box.querySelector(".dial-title").textContent,
      slider: box.querySelector(".dial-slider"),
      field: box.querySelector(".dial-field"),
      reset: box.querySelector(".dial-reset"),
      outside: box.querySelector('[data-remark="outside"]'),
      unread: box.querySelector('[data-remark="unread"]'),
    };
  });

  const valueOf = (dial) => moved.get(dial.id) ?? dial.base;

  /** The value at a place of the slider: its ends are the exact ends of the range. */
  const atPlace = (dial, place) => {
    if (place === dial.slider.min) return dial.low;
    if (place === dial.slider.max) return dial.high;
    return times(decimal(place), dial.unit.factor);
  };

  const set = (dial, value) => {
    if (equal(value, dial.base)) moved.delete(dial.id);
    else moved.set(dial.id, value);
    dial.unread.hidden = true;
    dial.field.removeAttribute("aria-invalid");
  };

  const isOutside = ({ low, high }, value) => compare(value, low) < 0 || compare(value, high) > 0;

  /** Brings slider, field and remarks of a value in line with it; what somebody is typing in stays as it is. */
  const settle = (dial, typing = false) => {
    const value = valueOf(dial);
    const inUnit = over(value, dial.unit.factor);
    dial.slider.value = Number(rounded(inUnit, 12));
    dial.slider.setAttribute("aria-valuetext", dial.unit.write(value));
    if (!typing) dial.field.value = dial.unit.field(value);
    dial.outside.hidden = !isOutside(dial, value);
    dial.reset.hidden = !moved.has(dial.id) && dial.unread.hidden;
    dial.box.classList.toggle("moved", moved.has(dial.id));
  };

  // --- results ---------------------------------------------------------------------------------------------------------

  const published = (id, name) => sheet.published(id, name);
  const ends = (step, cases) => RESULT_ORDER.map((name) => cases(step, name));

  /** Low and high of a result, the smaller first; null when there is no range. */
  const range = ([low, , high]) => {
    if (low === null || high === null || equal(low, high)) return null;
    return compare(low, high) < 0 ? [low, high] : [high, low];
  };

  const showOutcome = (outcome, now) => {
    const { row, step, apart } = outcome;
    const [here, was] = [ends(step, now), published(step, "base")];
    const [, base] = here;
    row.querySelector(".here .num").textContent = base === null ? "–" : shown(outcome, base);
    const between = range(here);
    const room = row.querySelector(".here-between");
    room.replaceChildren(between ? phrase("between", { low: shown(outcome, between[0]), high: shown(outcome, between[1]) }) : "");
    const isSame = base === null || was === null || equal(base, was);
    apart.replaceChildren(isSame ? "" : phrase("difference", { difference: differs(outcome, minus(base, was), base) }));
  };

  const differs = (outcome, apart, base) => {
    const { difference } = outcome;
    const least = digits(outcome, base);
    return difference.difference(apart, least === undefined ? undefined : notation.neverNothing(over(apart, difference.factor), least));
  };

  /** What the page says of an ROI: the sentences of the handbook, picked by the same rules. */
  const said = (rois) => {
    const roi = outcomes.find((one) => one.step === ROI);
    if (!roi) return [];
    const [low, base, high] = rois.map((one) => one && shown(roi, one));
    return told(rois, sheet).map((name, place) => paragraph(phrase(name, { low, base, high }), place ? "" : "answer"));
  };

  const heading = document.getElementById("what-if-result");
  const publishedHeading = heading.textContent;
  const windowTitle = document.title;

  const show = () => {
    const found = sheet.evaluate(moved);
    const now = (step, name) => found[name].get(step) ?? null;
    const rois = ends(ROI, now);
    for (const one of outcomes) showOutcome(one, now);
    const sentences = moved.size ? said(rois) : asPublished();
    root.querySelector(".what-if-said").replaceChildren(...sentences);
    strip(rois[1]);
    drawRange(root.querySelector(".what-if-picture"), ends(ROI, published), rois, target);
    mark();
    rest();
  };

  /** What is published, in the words of the handbook. */
  const asPublished = () => [...root.querySelectorAll(".what-if-published p")].map((one) => one.cloneNode(true));

  /** The one line that a phone keeps in sight. */
  const strip = (roi) => {
    const line = root.querySelector(".what-if-strip");
    const outcome = outcomes.find(({ step }) => step === ROI);
    const isSaid = moved.size && outcome && roi !== null;
    line.replaceChildren(isSaid ? phrase("strip", { base: shown(outcome, roi), published: shown(outcome, published(ROI, "base")) }) : "");
  };

  /** Marks the page, its title and its print as not published while anything is moved. */
  const mark = () => {
    const isMoved = moved.size > 0;
    root.classList.toggle("is-moved", isMoved);
    for (const one of root.querySelectorAll(".what-if-banner, .what-if-changes, .what-if-reset")) one.hidden = !isMoved;
    root.querySelector(".what-if-published").hidden = !isMoved;
    heading.textContent = isMoved ? heading.dataset.moved : publishedHeading;
    document.title = isMoved ? `${root.dataset.banner} · ${windowTitle}` : windowTitle;
    root.querySelector(".what-if-changes").replaceChildren(...dials.filter(({ id }) => moved.has(id)).map(change));
  };

  const change = ({ id, title, unit, base }) => {
    const made = document.createElement("li");
    made.append(phrase("change", { what: title, now: unit.write(moved.get(id)), published: unit.write(base) }));
    return made;
  };

  // --- for those who hear the page -------------------------------------------------------------------------------------

  const live = document.getElementById("what-if-live");
  let pending = 0;
  let isTouched = false;

  /** What can wait until values have come to rest: whether the range is whole, and the answer for those who hear it. */
  const rest = () => {
    clearTimeout(pending);
    pending = setTimeout(() => {
      if (moved.size && !sheet.isWholeRange(moved)) root.querySelector(".what-if-said").append(paragraph(phrase("turned"), "dial-remark"));
      if (isTouched) announce();
    }, QUIET);
  };

  const announce = () => {
    const said = [...root.querySelectorAll(".what-if-said p")].map((one) => one.textContent);
    const first = moved.size ? `${root.dataset.banner}.` : phrase("reset").textContent;
    live.textContent = [first, ...said].join(" ");
  };

  // --- the address -----------------------------------------------------------------------------------------------------

  /** In the address a share is a plain number (`0.26`), everything else is in the unit shown. */
  const scale = ({ unit }) => (unit.kind === "percent" ? whole(1) : unit.factor);

  const written = (dial) => {
    const value = over(moved.get(dial.id), scale(dial));
    return rounded(value, Math.min(places(value), 10));
  };

  const links = [...document.querySelectorAll("a[hreflang]")].map((link) => [link, link.getAttribute("href")]);

  const remember = () => {
    const asked = new URLSearchParams(dials.filter(({ id }) => moved.has(id)).map((dial) => [dial.id, written(dial)]));
    const query = asked.size ? `?${asked}` : "";
    for (const [link, href] of links) link.setAttribute("href", href + query);
    try {
      history.replaceState(null, "", (query || location.pathname) + location.hash);
    } catch {
      // Some browsers keep the address of a page that was opened from disk; the page works without.
    }
  };

  const recall = () => {
    const wrong = [];
    for (const [id, value] of new URLSearchParams(location.search)) {
      const dial = dials.find((one) => one.id === id);
      if (dial && /^-?\d{1,15}(\.\d{1,10})?$/.test(value)) set(dial, times(decimal(value), scale(dial)));
      else wrong.push(paragraph(phrase("address", { written: `${id}=${value}` }), "notice mark"));
    }
    root.querySelector(".what-if-address").replaceChildren(...wrong);
  };

  // --- what the reader does --------------------------------------------------------------------------------------------

  const move = (dial, value, typing = false) => {
    isTouched = true;
    set(dial, value);
    settle(dial, typing);
    show();
    remember();
  };

  const unread = (dial) => {
    const example = dial.unit.field(dial.base);
    dial.unread.replaceChildren(phrase("unread", { written: dial.field.value, example }));
    dial.unread.hidden = false;
    dial.reset.hidden = false;
    dial.field.setAttribute("aria-invalid", "true");
  };

  const take = (dial, isDone) => {
    const value = notation.typed(dial.field.value, locale);
    if (value) move(dial, times(value, dial.unit.factor), !isDone);
    else if (isDone) unread(dial);
  };

  const lead = ({ box, slider }) => {
    box.scrollIntoView();
    slider.focus({ preventScroll: true });
  };

  const back = (dial) => {
    move(dial, dial.base);
    dial.slider.focus();
  };

  for (const dial of dials) {
    dial.slider.addEventListener("input", () => move(dial, atPlace(dial, dial.slider.value)));
    dial.field.addEventListener("input", () => take(dial, false));
    dial.field.addEventListener("change", () => take(dial, true));
    dial.reset.addEventListener("click", () => back(dial));
    dial.box.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) move(dial, dial.base);
    });
  }

  document.getElementById("what-if-reset").addEventListener("click", () => {
    isTouched = true;
    moved.clear();
    for (const dial of dials) {
      set(dial, dial.base);
      settle(dial);
    }
    show();
    remember();
    heading.focus();
  });

  // --- start -----------------------------------------------------------------------------------------------------------

  /** Whether this browser computes what was published: if not, it must not show anything else. */
  const isTrusted = () => CASES.every((name) => outcomes.every(({ step }) => equal(sheet.rest[name].get(step) ?? null, published(step, name))));

  const needsScript = document.getElementById("what-if-needs-script");
  if (!isTrusted()) {
    needsScript.replaceChildren(phrase("untrusted"));
    return;
  }
  needsScript.hidden = true;
  root.hidden = false;
  recall();
  dials.forEach((dial) => settle(dial));
  show();
  const wanted = dials.find(({ box }) => `#${box.id}` === decodeURIComponent(location.hash));
  for (const dial of dials) if (moved.has(dial.id) || dial === wanted) dial.box.closest("details")?.setAttribute("open", "");
  // Only now, because the browser looks for the place of the address itself, while the page still is hidden.
  if (wanted) addEventListener("load", () => requestAnimationFrame(() => lead(wanted)));
})();
