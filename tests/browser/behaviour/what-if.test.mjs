// The what-if page: what it shows at rest is what is published, and what it shows when moved is what the tool would compute.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { calm, openSite, site } from "./site.mjs";

const SELLING = "programmes/consultative-selling-2025/what-if.html";
const MARGIN = "assumption.contribution_margin";
const programmes = readdirSync(join(site, "programmes")).filter((id) => existsSync(join(site, "programmes", id, "working.js")));

const dial = (page, id) => page.locator(`[data-dial="${id}"]`);
const here = (page, step) => page.locator(`[data-of="what-if:${step}"]`);
const published = (page, step) => page.locator(`[data-outcome="${step}"] .published`);
const banner = (page) => page.locator(".what-if-banner").first();
const words = async (locator) => (await locator.innerText()).replace(/\s+/g, " ").trim();

/** The results in a row of the table, and what is published beside them. */
const rows = (page) =>
  page.locator("[data-outcome]").evaluateAll((every) =>
    every.map((row) => [".here", ".published"].map((cell) => row.querySelector(cell).innerText.replace(/\s+/g, " ").trim())),
  );

/** The values that do not give, at either end of their range, what the receipt published as their swing. */
const wrongSwings = (page, swings) =>
  page.evaluate((published) => {
    const { fractions, sheet } = globalThis.roiSpec;
    const { compare, read, equal } = fractions;
    const exact = (written) => ({ n: BigInt(written.split("/")[0]), d: BigInt(written.split("/")[1] ?? "1") });
    const wrong = ({ driver, measure, worse, better }) => {
      const box = document.querySelector(`[data-dial="${driver}"]`);
      if (!box) return false;
      const { low, base, high } = box.dataset;
      const found = [low, base, high].map((one) => sheet.evaluate(new Map([[driver, exact(one)]])).base.get(measure)).filter(Boolean).sort(compare);
      const wanted = [read(worse.base), read(better.base)].sort(compare);
      return !equal(found[0], wanted[0]) || !equal(found.at(-1), wanted[1]);
    };
    return published.filter(wrong).map((swing) => swing.driver);
  }, swings);

for (const id of programmes) {
  test(`${id}: at rest all results are written as published, and each value at its ends gives the published swing`, async () => {
    const page = await openSite(`en/programmes/${id}/what-if.html`);
    const found = await rows(page);
    assert.ok(found.length > 0);
    for (const [now, before] of found) assert.equal(now, before);
    assert.equal(await banner(page).isVisible(), false);
    const receipt = JSON.parse(readFileSync(join(site, "programmes", id, "receipt.json"), "utf8"));
    assert.deepEqual(await wrongSwings(page, receipt.swings), []);
    await page.goto(page.url().replace("/en/", "/nl/"));
    for (const [now, before] of await rows(page)) assert.equal(now, before);
    calm(page);
    await page.context().close();
  });
}

test("the picture has a bar for the values of the reader once there are any", async () => {
  const page = await openSite(`en/${SELLING}`);
  const seen = () => page.locator(".picture-yours").evaluateAll((all) => all.map((one) => getComputedStyle(one).visibility));
  assert.deepEqual(await seen(), ["hidden", "hidden", "hidden"]);
  await dial(page, MARGIN).locator(".dial-field").fill("26");
  assert.deepEqual(await seen(), ["visible", "visible", "visible"]);
  await page.locator("#what-if-reset").click();
  assert.deepEqual(await seen(), ["hidden", "hidden", "hidden"]);
  calm(page);
});

test("a value moved in its field changes ROI, range and verdict, and the page says that this is not published", async () => {
  const page = await openSite(`en/${SELLING}`);
  await dial(page, MARGIN).locator(".dial-field").fill("26");
  assert.equal(await words(here(page, "result.roi")), "45%");
  assert.match(await words(page.locator(".what-if-said")), /The ROI is 45%: −27% in the conservative case, 124% in the optimistic case\..*The target of 25% is met in the base case/);
  assert.ok(await banner(page).isVisible());
  assert.match(await page.title(), /^Not the published value · /);
  assert.match(await words(page.locator(".what-if-changes")), /26% instead of 30%/);
  assert.match(await words(published(page, "result.roi")), /^68%/);
  assert.match(await words(page.locator('[data-outcome="result.roi"] .difference')), /−22 percentage points/);
  calm(page);
});

test("all by keyboard: the slider steps, says its value with unit, and Escape puts it back", async () => {
  const page = await openSite(`en/${SELLING}`);
  const slider = dial(page, MARGIN).locator(".dial-slider");
  await slider.focus();
  await page.keyboard.press("Home");
  assert.equal(await slider.getAttribute("aria-valuetext"), "26%");
  assert.equal(await words(here(page, "result.roi")), "45%");
  await page.keyboard.press("ArrowRight");
  assert.equal(await slider.getAttribute("aria-valuetext"), "26.1%");
  await page.keyboard.press("Escape");
  assert.equal(await slider.getAttribute("aria-valuetext"), "30%");
  assert.equal(await banner(page).isVisible(), false);
  calm(page);
});

test("the address carries the values, to another reader and to the other language, and one click brings all back", async () => {
  const page = await openSite(`en/${SELLING}`);
  await dial(page, MARGIN).locator(".dial-field").fill("26");
  assert.equal(new URL(page.url()).search, `?${MARGIN}=0.26`);
  await page.locator('.languages a[hreflang="nl"]').click();
  await page.waitForURL(/\/nl\//);
  await page.locator("#what-if").waitFor();
  assert.equal(await words(here(page, "result.roi")), "45%");
  assert.equal(await page.locator("html").getAttribute("lang"), "nl");
  await page.locator("#what-if-reset").click();
  assert.equal(new URL(page.url()).search, "");
  assert.equal(await words(here(page, "result.roi")), "68%");
  calm(page);
});

test("a value beyond the stated range is computed and remarked on; text is told kindly and changes nothing", async () => {
  const page = await openSite(`en/${SELLING}`);
  const box = dial(page, MARGIN);
  await box.locator(".dial-field").fill("50");
  assert.match(await words(box), /This is outside the range that was stated, 26% to 34%\./);
  assert.notEqual(await words(here(page, "result.roi")), "68%");
  await box.locator(".dial-field").fill("a third");
  await box.locator(".dial-field").press("Enter");
  assert.match(await words(box), /“a third” cannot be read as a number\. Write a number such as 30\./);
  assert.equal(await box.locator(".dial-field").getAttribute("aria-invalid"), "true");
  await box.locator(".dial-reset").click();
  assert.equal(await words(here(page, "result.roi")), "68%");
  calm(page);
});

test("an address that cannot be used is told, and the rest of it is used", async () => {
  const page = await openSite(`en/${SELLING}?${MARGIN}=0.26&no.such=1&assumption.not_displaced=much`);
  const told = await words(page.locator(".what-if-address"));
  assert.match(told, /“no\.such=1”/);
  assert.match(told, /“assumption\.not_displaced=much”/);
  assert.equal(await words(here(page, "result.roi")), "45%");
  calm(page);
});

test("numbers are read and written as the language does", async () => {
  const page = await openSite(`nl/${SELLING}`);
  const field = dial(page, MARGIN).locator(".dial-field");
  await field.fill("26,5");
  assert.equal(await dial(page, MARGIN).locator(".dial-slider").getAttribute("aria-valuetext"), "26,5%");
  assert.equal(new URL(page.url()).search, `?${MARGIN}=0.265`);
  await field.fill("26.5");
  assert.equal(new URL(page.url()).search, `?${MARGIN}=0.265`);
  calm(page);
});

test("from the trace of an assumption, an auditor tries another value of it", async () => {
  const page = await openSite(`en/${SELLING.replace("what-if.html", "trace.html")}#trace-${MARGIN}`);
  await page.locator(`a[href="what-if.html#try-${MARGIN}"]`).click();
  await page.locator("#what-if").waitFor();
  await page.waitForFunction((id) => document.activeElement.closest("[data-dial]")?.dataset.dial === id, MARGIN);
  await page.keyboard.press("Home");
  assert.equal(await words(here(page, "result.roi")), "45%");
  calm(page);
});

test("a screen reader hears the answer once values have come to rest", async () => {
  const page = await openSite(`en/${SELLING}`);
  const live = page.locator("#what-if-live");
  assert.equal(await live.textContent(), "");
  const slider = dial(page, MARGIN).locator(".dial-slider");
  await slider.focus();
  for (let steps = 0; steps < 5; steps += 1) await page.keyboard.press("ArrowLeft");
  await page.waitForFunction(() => document.getElementById("what-if-live").textContent);
  assert.match(await live.textContent(), /^Not the published value\. The ROI is /);
  calm(page);
});
