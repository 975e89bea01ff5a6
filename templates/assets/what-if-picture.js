// The picture of the what-if page: the published range above the one with the reader's values, on one scale.
(() => {
  "use strict";
  const roiSpec = (globalThis.roiSpec ??= {});

  const LEFT = 4;
  const RIGHT = 96;
  const LEAST_WIDTH = 0.4;

  /** An exact number as an ordinary one: good enough for a place on a screen. */
  const near = ({ n, d }) => {
    const digits = 10n ** 9n;
    return Number((n * digits) / d) / 1e9;
  };

  const set = (element, values) => {
    for (const [name, value] of Object.entries(values)) element.setAttribute(name, typeof value === "number" ? `${value.toFixed(2)}%` : value);
  };

  /** Labels near an edge turn inward. */
  const anchor = (x) => (x < 12 ? "start" : x > 88 ? "end" : "middle");

  /**
   * Draws both ranges: `published` and `here` hold low, base and high, in base units. Nothing is drawn without all of them.
   * @param {Element} figure
   */
  const draw = (figure, published, here, target) => {
    const every = [...published, ...here, ...(target ? [target] : [])];
    figure.hidden = every.includes(null);
    if (figure.hidden) return;
    const places = [0, ...every.map(near)];
    const [least, most] = [Math.min(...places), Math.max(...places)];
    const at = (value) => LEFT + ((near(value) - least) / (most - least || 1)) * (RIGHT - LEFT);
    for (const [name, values] of Object.entries({ published, here })) {
      const [low, base, high] = values.map(at);
      const width = Math.max(Math.abs(high - low), LEAST_WIDTH);
      set(figure.querySelector(`.picture-${name}`), { x: Math.min(low, high), width });
      set(figure.querySelector(`[data-of-case="${name}"]`), { cx: base });
    }
    mark(figure, "zero", LEFT + ((0 - least) / (most - least || 1)) * (RIGHT - LEFT));
    mark(figure, "target", target && at(target));
  };

  const mark = (figure, name, x) => {
    const [line, words] = [figure.querySelector(`.picture-${name}`), figure.querySelector(`.picture-${name}-name`)];
    const isDrawn = x !== null && x !== undefined;
    for (const one of [line, words]) one.classList.toggle("not-drawn", !isDrawn);
    if (!isDrawn) return;
    set(line, { x1: x, x2: x });
    set(words, { x, "text-anchor": anchor(x) });
  };

  roiSpec.drawRange = draw;
})();
