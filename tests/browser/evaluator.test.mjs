// The evaluator of the what-if page against the tool: every step of every receipt, in every case, to the last digit.
//
//   SITE=<a built site> node --test evaluator.test.mjs

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import test from "node:test";
import "../../templates/assets/fractions.js";
import "../../templates/assets/evaluator.js";

const { CASES, Sheet, fractions, working } = globalThis.roiSpec;
const { compare, decimal, equal, read, rounded } = fractions;

const folder = join(resolve(process.env.SITE ?? "../../site"), "programmes");
const receipts = readdirSync(folder).map((id) => JSON.parse(readFileSync(join(folder, id, "receipt.json"), "utf8")));
const published = (value) => ("missing" in value ? null : read(value.base));

for (const receipt of receipts) {
  const { id } = receipt.programme;
  const sheet = new Sheet(receipt);

  test(`${id}: every step in every case is what the tool computed`, () => {
    const own = sheet.evaluate();
    for (const name of CASES) {
      const stated = receipt.scenarios.find((one) => one.name === name).values;
      for (const step of receipt.steps) {
        const wanted = published(stated[step.id] ?? step.value);
        assert.ok(equal(own[name].get(step.id), wanted), `${name}: ${step.id}`);
      }
    }
    assert.equal(sheet.refused.size, 0, "a value was refused for a reason that the evaluator does not know");
  });

  test(`${id}: each driver at its ends gives the swing that was published`, () => {
    for (const swing of receipt.swings) {
      const lines = receipt.steps.filter((step) => step.driver === swing.driver);
      const at = (end) => new Map(lines.filter((one) => one[end]).map((one) => [one.id, published(one[end].value ?? one[end].at_base)]));
      const base = published(receipt.steps.find((one) => one.id === (lines[0]?.id ?? swing.driver)).value);
      const tenth = (factor) => new Map([[swing.driver, fractions.times(base, decimal(factor))]]);
      const moves = swing.range === "stated" ? [at("low"), at("high"), new Map()] : [tenth("0.9"), tenth("1.1"), new Map()];
      const found = moves.map((moved) => sheet.evaluate(moved).base.get(swing.measure)).filter(Boolean).sort(compare);
      const ends = [found[0], found.at(-1)];
      if (swing.measure === "result.total_cost") ends.reverse();
      assert.ok(equal(ends[0], published(swing.worse)) && equal(ends[1], published(swing.better)), swing.driver);
    }
  });

  test(`${id}: at the break-even value of an input the net benefit is zero`, () => {
    for (const even of receipt.break_evens) {
      const value = published(even.value);
      if (value === null) continue;
      const net = sheet.evaluate(new Map([[even.step, value]])).base.get("result.net_benefit");
      assert.match(rounded(net, 6), /^-?0\.000000$/, even.step);
    }
  });
}
