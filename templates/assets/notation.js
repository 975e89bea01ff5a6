// Writes exact numbers as the published page does, and reads what a reader types: roi_spec/i18n.py in the language of a page.
// What a page has to say about a value (its unit in words, its currency) stands in the attributes of an element of it.
(() => {
  "use strict";
  const roiSpec = (globalThis.roiSpec ??= {});
  const { compare, decimal, over, places, rounded, sign, size, times, whole } = roiSpec.fractions;

  const MINUS = "\u2212";
  const HUNDRED = whole(100);
  const MOST = 12;

  const absolute = ({ n, d }) => ({ n: size(n), d });
  const isBelow = (value, limit) => compare(absolute(value), whole(limit)) < 0;

  /** How many decimals show a value exactly, from ten on at most two; for one without end, as many as keep two telling digits. */
  const needed = (value, most = isBelow(value, 10) ? 4 : 2) => {
    const exact = places(value);
    if (exact <= most) return exact;
    let digits = 2;
    while (digits < MOST && isBelow({ n: value.n * 10n ** BigInt(digits), d: value.d }, 10)) digits += 1;
    return digits;
  };

  const ofMoney = (value) => {
    if (value.n === 0n || !isBelow(value, 100)) return 0;
    return isBelow(value, 1) ? Math.max(2, needed(value)) : 2;
  };

  /** Making one takes longer than computing a programme, so each is made once. */
  const formatters = new Map();
  const formatter = (locale, style) => {
    const key = JSON.stringify([locale, style]);
    if (!formatters.has(key)) formatters.set(key, new Intl.NumberFormat(locale, style));
    return formatters.get(key);
  };

  /** What a value has to be written as: read from the attributes that the page gave it. */
  class Unit {
    constructor({ locale, kind, currency = "", one = "", many = "", factor = "1" }) {
      const [above, below = "1"] = factor.split("/");
      Object.assign(this, { locale, kind, currency, one, many, factor: { n: BigInt(above), d: BigInt(below) } });
    }

    /** A value in base units as it is shown, with its unit: `€ 50,00 per uur`, `30%`, `12 maanden`. */
    write(base, decimals) {
      const value = over(base, this.factor);
      const digits = decimals ?? this.#digits(value);
      const words = compare(absolute(value), whole(1)) === 0 ? this.one : this.many;
      return [this.#number(value, digits), words].filter(Boolean).join(" ");
    }

    /** Only the number, as it stands in a field: without unit, with a decimal sign and no other marks. */
    field(base) {
      const value = over(base, this.factor);
      const digits = needed(value, 10);
      return this.#format({ useGrouping: false }, rounded(value, digits), digits);
    }

    /** A difference with its sign: `+7`, `−€ 300`. */
    difference(base, decimals) {
      const shown = this.write(base, decimals);
      return sign(base) > 0 ? `+${shown}` : shown;
    }

    #digits(value) {
      if (this.kind === "percent") return Math.min(needed(value), 2);
      if (this.kind !== "money") return needed(value);
      const isRate = Boolean(this.many);
      return isRate && !isBelow(value, 100) && isBelow(value, 1000) ? Math.min(needed(value), 1) * 2 : ofMoney(value);
    }

    #number(value, digits) {
      if (this.kind === "percent") return this.#format({ style: "percent" }, rounded(over(value, HUNDRED), digits + 2), digits);
      const style = this.kind === "money" ? { style: "currency", currency: this.currency } : {};
      return this.#format(style, rounded(value, digits), digits);
    }

    /** The number is rounded already: the browser only sets the signs of the language. */
    #format(style, written, digits) {
      const made = formatter(this.locale, { ...style, minimumFractionDigits: digits, maximumFractionDigits: digits });
      return made.format(written).replace("-", MINUS);
    }
  }

  /** Decimals for a result: more when a small value would read as nothing. */
  const neverNothing = (value, digits) => {
    for (let more = digits; more < digits + 6; more += 1) if (!/^-?[0.]+$/.test(rounded(value, more))) return more;
    return digits;
  };

  /** Decimals for a share: the fewest that leave it on its own side of zero and of every bound (all in base units). */
  const telling = (base, bounds) => {
    const value = times(base, HUNDRED);
    const exact = places(value);
    let digits = exact === 0 ? 0 : exact === 1 || isBelow(value, 10) ? 1 : 0;
    const sides = [whole(0), ...bounds.map((one) => times(one, HUNDRED))];
    const keeps = () => sides.every((one) => compare(decimal(rounded(value, digits)), one) === compare(value, one));
    while (digits < MOST && !keeps()) digits += 1;
    return digits;
  };

  // --- reading ---------------------------------------------------------------------------------------------------------

  const GROUPED = /^[-\u2212]?\d{1,3}(?:([.,'\s\u00a0\u202f])\d{3})+$/;

  /**
   * What somebody typed, as a number in the unit shown, or null. A comma or a point is the decimal sign, except where it is
   * the mark between thousands of the page's language. Signs of a unit around the number are passed over.
   */
  const typed = (written, locale) => {
    const bare = written.trim().replace(/^[€$£]\s*|\s*%$/g, "").replace(MINUS, "-");
    const comma = new Intl.NumberFormat(locale).format(1.5).includes(",");
    const [thousands, point] = comma ? [".", ","] : [",", "."];
    const grouped = bare.split(point)[0];
    const plain = GROUPED.test(grouped) && !grouped.includes(point) ? bare.replaceAll(grouped, grouped.replace(/[^\d-]/g, "")) : bare;
    const read = plain.includes(point) ? plain.replace(point, ".") : plain.replace(thousands, ".");
    return /^-?\d{1,15}(\.\d{1,10})?$/.test(read) ? decimal(read) : null;
  };

  roiSpec.notation = { Unit, needed, neverNothing, telling, typed };
})();
