// What the what-if page says: picks sentences of the page, which stand in <template> elements, and fills their gaps.
(() => {
  "use strict";
  const roiSpec = (globalThis.roiSpec ??= {});
  const { compare, equal, sign } = roiSpec.fractions;

  /** A sentence with its numbers (`data-of="what-if:<name>"`) and words (`.blank-<name>`) filled in. */
  const phrases = (root) => (name, values = {}) => {
    const made = root.querySelector(`template[data-phrase="${name}"]`).content.cloneNode(true);
    for (const [key, value] of Object.entries(values)) {
      for (const room of made.querySelectorAll(`[data-of="what-if:${key}"], .blank-${key}`)) room.textContent = value;
    }
    return made;
  };

  const paragraph = (content, style = "") => {
    const made = document.createElement("p");
    if (style) made.className = style;
    made.append(content);
    return made;
  };

  // --- which sentence: the rules of roi_spec/render/outcomes.py and of the verdict in roi_spec/evaluate/run.py ---------

  const outcome = ([low, base, high]) => {
    const [l, b, h] = [low, base, high].map(sign);
    if (equal(low, high)) return b > 0 ? "gain" : b === 0 ? "even" : "loss";
    if (l > 0) return "all_gain";
    if (h < 0) return "all_loss";
    if (b > 0) return l < 0 ? "gain_or_loss" : "gain_or_even";
    if (b < 0) return h > 0 ? "loss_or_gain" : "loss_or_even";
    if (l < 0 && h > 0) return "even_open";
    return h > 0 ? "even_or_gain" : l < 0 ? "even_or_loss" : "even";
  };

  const verdict = (rois, target) => {
    if (!target) return "none";
    const met = ["always", "base", "optimistic"].find((_, place) => compare(rois[place], target) >= 0) ?? "never";
    if (!equal(rois[0], rois[2])) return `${met}-range`;
    return met === "never" ? "never-point" : "always-point";
  };

  const side = (roi, hurdle) => ["below", "equal", "above"][compare(roi, hurdle) + 1];

  /**
   * What the page says of an ROI in the conservative, base and optimistic case: names of sentences, the answer first.
   * @returns {string[]}
   */
  const told = (rois, { target, hurdle }) => {
    if (rois.includes(null)) return ["answer-none"];
    const answer = equal(rois[0], rois[2]) ? "answer-point" : "answer-range";
    const held = hurdle ? [`hurdle-${side(rois[1], hurdle)}`] : [];
    return [answer, `outcome-${outcome(rois)}`, `verdict-${verdict(rois, target)}`, ...held];
  };

  roiSpec.whatIfWords = { paragraph, phrases, told };
})();
