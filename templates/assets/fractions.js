// Exact numbers: fractions of whole numbers of any size, so that nothing is rounded before it is shown.
(() => {
  "use strict";
  const roiSpec = (globalThis.roiSpec ??= {});

  /**
   * A number is `{n, d}`: numerator and denominator, both BigInt, the denominator above zero. Operations do not reduce;
   * `reduced` does, once for each line of a working.
   * @typedef {{n: bigint, d: bigint}} Fraction
   */

  const size = (whole) => (whole < 0n ? -whole : whole);

  const divisor = (one, other) => {
    while (other) [one, other] = [other, one % other];
    return one;
  };

  const reduced = ({ n, d }) => {
    const common = divisor(size(n), d);
    return common > 1n ? { n: n / common, d: d / common } : { n, d };
  };

  /** A decimal as text (`-12.5`) as a fraction. */
  const decimal = (written) => {
    const [whole, places = ""] = written.split(".");
    return reduced({ n: BigInt(whole + places), d: 10n ** BigInt(places.length) });
  };

  /** A number as it stands in a receipt: a decimal, and a fraction beside it where the decimal has no end. */
  const read = ({ decimal: written, fraction }) =>
    fraction ? { n: BigInt(fraction.numerator), d: BigInt(fraction.denominator) } : decimal(written);

  const plus = (a, b) => (a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d });
  const negative = ({ n, d }) => ({ n: -n, d });
  const minus = (a, b) => plus(a, negative(b));
  const times = (a, b) => ({ n: a.n * b.n, d: a.d * b.d });

  /** One number divided by another that is not zero. */
  const over = (a, b) => (b.n < 0n ? { n: -a.n * b.d, d: -a.d * b.n } : { n: a.n * b.d, d: a.d * b.n });

  /** Below zero, zero or above zero, as the first number is less than, equal to or more than the second. */
  const compare = (a, b) => {
    const [left, right] = [a.n * b.d, b.n * a.d];
    return left < right ? -1 : left > right ? 1 : 0;
  };
  const sign = ({ n }) => (n < 0n ? -1 : n > 0n ? 1 : 0);
  const equal = (a, b) => a === b || (a !== null && b !== null && compare(a, b) === 0);

  /** How many digits after the point the number has; Infinity when its decimal has no end. */
  const places = (value) => {
    let { d: rest } = reduced(value);
    const count = (prime) => {
      let found = 0;
      for (; rest % prime === 0n; rest /= prime) found += 1;
      return found;
    };
    const most = Math.max(count(2n), count(5n));
    return rest === 1n ? most : Infinity;
  };

  /** Rounds once, half up (away from zero at the half), to a decimal as text; there is no negative zero. */
  const rounded = ({ n, d }, digits) => {
    const whole = (2n * size(n) * 10n ** BigInt(digits) + d) / (2n * d);
    const written = String(whole).padStart(digits + 1, "0");
    const cut = written.length - digits;
    return (n < 0n && whole ? "-" : "") + written.slice(0, cut) + (digits ? `.${written.slice(cut)}` : "");
  };

  const whole = (value) => ({ n: BigInt(value), d: 1n });

  roiSpec.fractions = {
    ZERO: whole(0), compare, decimal, equal, minus, negative, over, places, plus, read, reduced, rounded, sign, size, times, whole,
  };
})();
