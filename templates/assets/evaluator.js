// Computes a programme again from the formulas in its receipt, with the rules of the tool that made the receipt: the same
// fractions, the same functions, and no value where there is none. Runs in a page and in node.
(() => {
  "use strict";
  const roiSpec = (globalThis.roiSpec ??= {});
  const { ZERO, compare, equal, minus, negative, over, plus, read, reduced, sign, size, times, whole } = roiSpec.fractions;

  const CASES = ["base", "conservative", "optimistic"];
  const COST = "result.total_cost";
  const SHARE = "result.break_even_attribution";
  const WHOLE = "result.gross_benefit";
  const BENEFIT = "result.total_benefit";
  const MEASURES = ["result.roi", "result.net_benefit", BENEFIT];

  /** Compared with the costs: without value where these are not above zero. */
  const PER_COST = new Set(
    ["bcr", "roi", "back_per_unit_gross", "back_per_unit_net", "payback_years", "payback", "break_even_attribution"].map((one) => `result.${one}`),
  );
  const isPerCost = (id) => PER_COST.has(id) || id.endsWith(".break_even_effect");

  /** A value of more binary digits than this is not computed. */
  const MOST = 2n ** 2048n;

  // --- functions: one row each, as in roi_spec/model/functions.py ------------------------------------------------------

  const sum = (values) => values.reduce(plus);
  const best = (side) => (values) => values.reduce((kept, one) => (side * compare(one, kept) > 0 ? one : kept));

  /** The years until the first amount is earned back, of the last one the part used; null when it never is. */
  const periods = ([cost, ...earned]) => {
    let left = cost;
    if (sign(left) <= 0) return ZERO;
    for (const [passed, amount] of earned.entries()) {
      if (compare(amount, left) >= 0) return plus(whole(passed), over(left, amount));
      left = minus(left, amount);
    }
    return null;
  };

  const HALVINGS = 100;
  const BILLION = 10n ** 9n;

  /** The rate at which yearly amounts are worth nothing together, by halving; null unless they change sign exactly once. */
  const rateOfReturn = (flows) => {
    const signs = flows.map(sign).filter(Boolean);
    if (signs.filter((one, at) => at && one !== signs[at - 1]).length !== 1) return null;
    const common = flows.reduce((product, { d }) => product * d, 1n);
    const amounts = flows.map(({ n, d }) => n * (common / d));
    // Worth at the end of the last year with a growth of n/d, times a power of d: only its sign is looked at.
    const worth = (n, d) => amounts.reduce(([total, scale], one) => [total * n + one * scale, scale * d], [0n, 1n])[0];
    let [low, high, unit] = [1n, BILLION ** 2n, BILLION];
    const startsAbove = worth(low, unit) > 0n;
    if (startsAbove === worth(high, unit) > 0n) return null;
    for (let round = 0; round < HALVINGS; round += 1) {
      [low, high, unit] = [low * 2n, high * 2n, unit * 2n];
      const middle = (low + high) / 2n;
      const found = worth(middle, unit);
      if (found === 0n) return { n: middle - unit, d: unit };
      if (found > 0n === startsAbove) low = middle;
      else high = middle;
    }
    return nearest({ n: low - unit, d: unit }, 10n ** 14n);
  };

  /** The nearest multiple of one part in `parts`; of two that are as near, the even one. */
  const nearest = ({ n, d }, parts) => {
    const [above, below] = [n * parts, d];
    let down = above / below;
    if (above % below < 0n) down -= 1n;
    const rest = 2n * (above - down * below) - below;
    return { n: rest > 0n || (rest === 0n && down % 2n) ? down + 1n : down, d: parts };
  };

  const FUNCTIONS = {
    min: best(-1),
    max: best(1),
    sum,
    mean: (values) => over(sum(values), whole(values.length)),
    abs: ([{ n, d }]) => ({ n: size(n), d }),
    irr: rateOfReturn,
    periods,
  };

  // --- formulas --------------------------------------------------------------------------------------------------------

  const SIGNS = { "+": plus, "-": minus, "*": times, "/": (a, b) => (b.n ? over(a, b) : null) };

  /** What a formula comes to; null when something in it has no value, or it divides by zero. */
  const worked = (tree, values) => {
    if ("name" in tree) return values.get(tree.name) ?? null;
    if ("number" in tree) return read(tree.number);
    if ("negative" in tree) {
      const inner = worked(tree.negative, values);
      return inner && negative(inner);
    }
    const parts = (tree.of ?? [tree.left, tree.right]).map((one) => worked(one, values));
    if (parts.includes(null)) return null;
    return tree.call ? FUNCTIONS[tree.call](parts) : SIGNS[tree.sign](...parts);
  };

  const bounded = (value) => {
    if (value === null) return null;
    const found = reduced(value);
    return size(found.n) < MOST && found.d < MOST ? found : null;
  };

  const names = (tree) => {
    if (!tree) return [];
    if ("name" in tree) return [tree.name];
    return [tree.negative, tree.left, tree.right, ...(tree.of ?? [])].flatMap(names);
  };

  // --- a working -------------------------------------------------------------------------------------------------------

  const based = (value) => (!value || "missing" in value ? null : read(value.base));

  /** A receipt, or the part of one that `working.js` holds, as something to compute with. */
  class Sheet {
    constructor(receipt) {
      this.steps = new Map(receipt.steps.map((step) => [step.id, step]));
      this.cases = Object.fromEntries(receipt.scenarios.map((one) => [one.name, one]));
      this.needs = new Map([...this.steps].map(([id, step]) => [id, this.#named(id, step)]));
      this.order = this.#basis([COST, ...this.steps.keys()]);
      this.users = new Map();
      for (const [user, used] of this.needs) for (const one of used) this.users.set(one, [...(this.users.get(one) ?? []), user]);
      this.drivers = new Map();
      for (const [id, { driver }] of this.steps) if (driver) this.drivers.set(driver, [...(this.drivers.get(driver) ?? []), id]);
      this.target = based(receipt.verdict.target);
      this.hurdle = based(receipt.hurdle);
      this.refused = new Set();
      this.rest = this.#all(new Map());
      this.#respect();
    }

    /** What each case comes to with some steps at other values (`moved`, by id), which then hold in all cases. */
    evaluate(moved = new Map()) {
      const touched = this.#touched(moved.keys());
      return this.#all(moved, touched);
    }

    /**
     * Whether the published ends still make the worst and the best case: no driver by itself does more at another end. What
     * moves costs alone is left out: a higher cost counts as worse, whatever it does to the ROI.
     */
    isWholeRange(moved) {
      const found = this.evaluate(moved);
      const judged = MEASURES.find((id) => found.base.get(id));
      if (!judged) return true;
      const free = [...this.drivers].filter(([, lines]) => !lines.some((id) => moved.has(id)));
      const isBeyond = (name, side, [driver, lines]) =>
        [undefined, "low", "high"].some((end) => {
          const { ends, values } = this.cases[name];
          const place = { ends: { ...ends, [driver]: end }, values };
          const other = this.#fill(new Map(found[name]), this.#touched(lines), place, moved, found.base);
          const [now, then] = [found[name].get(judged), other.get(judged)];
          return now && then && !equal(found[name].get(BENEFIT), other.get(BENEFIT)) && side * compare(then, now) > 0;
        });
      return !free.some((one) => isBeyond("conservative", -1, one) || isBeyond("optimistic", 1, one));
    }

    /** What the receipt says of a step in a case; null when it says why there is no value. */
    published(id, name) {
      return based(this.cases[name].values[id] ?? this.steps.get(id).value);
    }

    #all(moved, touched = this.order) {
      const found = {};
      for (const name of CASES) {
        const values = new Map(this.rest?.[name]);
        this.#fill(values, touched, this.cases[name], moved, found.base ?? values);
        found[name] = values;
      }
      return found;
    }

    #fill(values, touched, place, moved, base) {
      for (const id of touched) values.set(id, moved.has(id) ? moved.get(id) : this.#line(id, values, place, base));
      return values;
    }

    #line(id, values, { ends, values: stated }, base) {
      const step = this.steps.get(id);
      if (this.refused.has(id) || (isPerCost(id) && base.get(COST) && sign(base.get(COST)) <= 0)) return null;
      // A figure that closes over answers which are not shown has no formula; each case states its value.
      if (step.kind === "input" && !step.driver && stated[id]) return based(stated[id]);
      const what = (step.driver && step[ends[step.driver]]) ?? (step.kind === "input" ? { value: step.value } : step);
      if (!what.formula) return step.kind === "absent" ? null : based(what.value);
      const value = bounded(worked(what.formula.tree, values));
      return id === SHARE && this.#isNoShare(values) ? null : value;
    }

    /** Whether the effect is larger than the whole change that was observed, so that it is no share of it. */
    #isNoShare(values) {
      const [cost, all, benefit] = [COST, WHOLE, BENEFIT].map((id) => values.get(id) ?? null);
      if (cost === null || all === null || benefit === null || sign(cost) <= 0) return false;
      return compare(benefit, sign(all) > 0 ? all : ZERO) > 0;
    }

    /** Steps that the tool gave no value for another reason than these rules (units that clash) keep none. */
    #respect() {
      for (const [id, step] of this.steps) if ("missing" in step.value && this.rest.base.get(id)) this.refused.add(id);
      if (!this.refused.size) return;
      this.rest = undefined;
      this.rest = this.#all(new Map());
    }

    #named(id, step) {
      const trees = [step.formula, step.low?.formula, step.high?.formula].map((one) => one?.tree);
      const also = id === SHARE ? [COST, WHOLE, BENEFIT] : [];
      return [...new Set([...trees.flatMap(names), ...also])].filter((one) => this.steps.has(one));
    }

    /** Some steps and all they are made of, each after what it is made of. */
    #basis(wanted) {
      const done = new Set();
      const visit = (id) => {
        if (done.has(id) || !this.steps.has(id)) return;
        this.needs.get(id).forEach(visit);
        done.add(id);
      };
      wanted.forEach(visit);
      return [...done];
    }

    /** Some steps and everything that rests on them, in order of computing. */
    #touched(ids) {
      const reached = new Set();
      const visit = (id) => {
        if (reached.has(id)) return;
        reached.add(id);
        (this.users.get(id) ?? []).forEach(visit);
      };
      [...ids].forEach(visit);
      if (reached.has(COST)) for (const id of this.steps.keys()) if (isPerCost(id)) visit(id);
      return this.order.filter((id) => reached.has(id));
    }
  }

  roiSpec.CASES = CASES;
  roiSpec.Sheet = Sheet;
  /** `working.js` calls this with what a page computes with. */
  roiSpec.working = (receipt) => (roiSpec.sheet = new Sheet(receipt));
})();
