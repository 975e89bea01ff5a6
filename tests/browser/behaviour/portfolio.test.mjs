// The portfolio in a browser: sorting, choosing, the address, the keyboard, and a page without scripts.

import assert from "node:assert/strict";
import { test } from "node:test";
import { calm, openSite } from "./site.mjs";

const PAGE = "en/index.html";

/** The ids of the programmes of the results, in the order in which they stand, without those that are hidden. */
const results = (page) =>
  page.$$eval("#table-results tbody tr", (rows) => rows.filter((row) => !row.hidden).map((row) => row.dataset.programme));

/** The figures of a column of the results as numbers, read from the page as a person would. */
const figures = (page, key) =>
  page.$$eval(
    "#table-results tbody tr",
    (rows, key) => {
      const heads = [...document.querySelectorAll("#table-results thead th")];
      const column = heads.findIndex((head) => head.dataset.key === key);
      return rows.map((row) => Number(row.cells[column].firstElementChild.textContent.replace("−", "-").replace(/[^-\d.]/g, "")));
    },
    key,
  );

const head = (page, key) => page.locator(`#table-results th[data-key="${key}"]`);
const query = (page) => page.evaluate(() => Object.fromEntries(new URLSearchParams(location.search)));
const isSorted = (values) => values.every((value, at) => at === 0 || values[at - 1] <= value);

test("a click on the head of a column sorts up, a second one down, a third one as it was", async () => {
  const page = await openSite(PAGE);
  const before = await results(page);
  await head(page, "roi").getByRole("button").click();
  assert.equal(await head(page, "roi").getAttribute("aria-sort"), "ascending");
  assert.ok(isSorted(await figures(page, "roi")));
  assert.notDeepEqual(await results(page), before);
  await head(page, "roi").getByRole("button").click();
  assert.equal(await head(page, "roi").getAttribute("aria-sort"), "descending");
  assert.ok(isSorted((await figures(page, "roi")).reverse()));
  assert.deepEqual(await query(page), { sort: "-roi" });
  await head(page, "roi").getByRole("button").click();
  assert.equal(await head(page, "roi").getAttribute("aria-sort"), null);
  assert.deepEqual(await results(page), before);
  calm(page);
});

test("only one column is the one that sorts, and equal rows keep their order", async () => {
  const page = await openSite(PAGE);
  const before = await results(page);
  await head(page, "roi").getByRole("button").click();
  await head(page, "grade").getByRole("button").click();
  assert.equal(await page.locator("#table-results th[aria-sort]").count(), 1);
  const rows = await page.$$eval("#table-results tbody tr", (all) =>
    all.map((row) => [row.cells[1].textContent, row.dataset.programme]),
  );
  for (let at = 1; at < rows.length; at += 1) {
    if (rows[at][0] !== rows[at - 1][0]) continue;
    assert.ok(before.indexOf(rows[at - 1][1]) < before.indexOf(rows[at][1]));
  }
});

test("the keyboard sorts and chooses as well", async () => {
  const page = await openSite(PAGE);
  await head(page, "cost").getByRole("button").focus();
  await page.keyboard.press("Enter");
  assert.equal(await head(page, "cost").getAttribute("aria-sort"), "ascending");
  await page.locator("#choose-grade").focus();
  await page.keyboard.press("ArrowDown");
  assert.equal((await query(page)).grade, "A");
  assert.ok((await results(page)).length > 0);
  calm(page);
});

test("a choice hides rows, dots and empty parts, counts what is left, and stands in the address", async () => {
  const page = await openSite(PAGE);
  const all = await page.locator("tr[data-keys]").count();
  await page.locator("#choose-grade").selectOption("A");
  const grades = await page.$$eval("tr[data-keys]", (rows) =>
    rows.filter((row) => !row.hidden).map((row) => row.querySelector(".grade")?.textContent),
  );
  assert.ok(grades.length > 0 && grades.length < all);
  assert.ok(grades.every((grade) => grade === "A"));
  assert.match(await page.locator("[data-count]").textContent(), new RegExp(`\\b${grades.length} of ${all}\\b`));
  assert.equal(await page.locator("svg [data-programme]:not(.out) text:first-of-type", { hasText: /^[B-F]$/ }).count(), 0);
  assert.equal(await page.locator("#forecasts").isVisible(), false);
  assert.deepEqual(await query(page), { grade: "A" });
  calm(page);
});

test("choices add up, and when nothing is left that is said", async () => {
  const page = await openSite(PAGE);
  await page.locator("#choose-grade").selectOption("A");
  await page.locator("#choose-stage").selectOption("plan");
  assert.equal((await results(page)).length, 0);
  assert.equal(await page.locator("[data-count]").textContent(), await page.locator("[data-count]").getAttribute("data-nothing"));
});

test("words are found without capitals and accents", async () => {
  const page = await openSite(PAGE);
  await page.locator("#choose-q").fill("een KEER");
  assert.deepEqual(await results(page), ["retourmeldingen-2025"]);
});

test("the address brings a choice and an order back, and leaves out what it does not know", async () => {
  const page = await openSite(`${PAGE}?stage=final&sort=-cost&grade=Z`);
  assert.equal(await page.locator("#choose-stage").inputValue(), "final");
  assert.equal(await page.locator("#choose-grade").inputValue(), "");
  assert.equal(await head(page, "cost").getAttribute("aria-sort"), "descending");
  const stages = await page.$$eval("tr[data-keys]", (rows) =>
    rows.filter((row) => !row.hidden).map((row) => row.dataset.keys.split(" ")[0]),
  );
  assert.deepEqual([...new Set(stages)], ["final"]);
  calm(page);
});

test("the top of the page leads to its parts, and each dot to its programme, by keyboard too", async () => {
  const page = await openSite(PAGE);
  await page.locator(".jumps a", { hasText: "Together" }).click();
  assert.equal(new URL(page.url()).hash, "#together");
  const dot = page.locator("svg a[data-programme]").first();
  const programme = await dot.getAttribute("data-programme");
  assert.match(await dot.locator("title").textContent(), /: ROI −?\d+/);
  const width = () => dot.locator("circle").evaluate((circle) => getComputedStyle(circle).strokeWidth);
  const before = await width();
  await page.locator(".scatter .chart-box").focus();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.programme), programme);
  assert.notEqual(await width(), before, "the dot that has the focus is seen to have it");
  await Promise.all([page.waitForURL(`**/programmes/${programme}/index.html`), page.keyboard.press("Enter")]);
  calm(page);
});

test("one button brings everything back", async () => {
  const page = await openSite(`${PAGE}?stage=final&sort=-cost`);
  await page.locator(".chooser button[type=reset]").click();
  await page.waitForFunction(() => location.search === "");
  assert.equal(await page.locator("tr[data-keys][hidden]").count(), 0);
  assert.equal(await page.locator("th[aria-sort]").count(), 0);
});

test("without scripts the tables are there in full and nothing pretends to sort", async () => {
  const page = await openSite(PAGE, { javaScriptEnabled: false });
  assert.equal(await page.locator(".chooser").isVisible(), false);
  assert.equal(await page.locator("th button").count(), 0);
  assert.ok((await page.locator("#table-results tbody tr").count()) > 5);
  assert.equal(await page.locator("tr[hidden]").count(), 0);
});

test("values can be chosen by their owner and sorted by their weight", async () => {
  const page = await openSite("nl/values.html?sort=weight");
  const weights = await page.$$eval("#table-assumptions tbody tr", (rows) => rows.map((row) => row.cells[2].textContent.trim()));
  const numbers = weights.map(Number).filter((one) => !Number.isNaN(one));
  assert.ok(numbers.length > 3 && isSorted(numbers));
  assert.ok(isSorted(weights.map((one) => Number(Number.isNaN(Number(one)))))); // without a weight: last
  const owner = await page.locator("#choose-owner option").nth(1).getAttribute("value");
  await page.locator("#choose-owner").selectOption(owner);
  assert.ok((await page.locator("tr[data-keys]:not([hidden])").count()) > 0);
  assert.ok((await page.locator("tr[data-keys][hidden]").count()) > 0);
  calm(page);
});

test("in the calendar a month goes with its last entry", async () => {
  const page = await openSite("en/calendar.html");
  await page.locator("#choose-kind").selectOption("decision");
  for (const group of await page.locator("tbody").all()) {
    const rows = await group.locator("tr").evaluateAll((all) => all.map((row) => [row.classList.contains("group"), row.hidden]));
    rows.forEach(([isMonth, hidden], at) => {
      if (isMonth && !hidden) assert.ok(rows[at + 1] && rows.slice(at + 1).some(([month, gone]) => !month && !gone));
    });
  }
  assert.ok((await page.locator("tr.group:visible").count()) > 0);
  calm(page);
});
