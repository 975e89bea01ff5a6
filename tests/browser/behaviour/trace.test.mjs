// From a number to its ground: the card beside a number, the page of the trace, three clicks, and the way by keyboard.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { calm, openSite, site } from "./site.mjs";

const ID = "consultative-selling-2025";
const BOOK = `en/programmes/${ID}/index.html`;
const TRACE = `en/programmes/${ID}/trace.html`;
const ROI = '.num[href="trace.html#trace-result.roi"]';
const MARGIN = "#trace-assumption\\.contribution_margin";
const CARD = ".formula-card";

const card = (page) => page.locator(CARD);
const shown = (page) => card(page).waitFor({ state: "visible" });
const gone = (page) => card(page).waitFor({ state: "detached" });

/** Comes to a number as a person with a keyboard does: focus, then the tab key lands on it. */
async function tabTo(page, selector) {
  await page.locator(selector).first().focus();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
}

test("pointing at a number shows its formula, and the card can be pointed at", async () => {
  const page = await openSite(BOOK);
  await page.locator(ROI).first().hover();
  await shown(page);
  const text = await card(page).innerText();
  for (const part of ["ROI", "Net benefit divided by total cost.", "US$22,090 / US$32,630"]) assert.ok(text.includes(part), text);
  await card(page).hover();
  await page.waitForTimeout(600);
  assert.ok(await card(page).isVisible());
  await page.mouse.move(1, 1);
  await gone(page);
  calm(page);
});

test("the card lies beside its number and inside the window", async () => {
  for (const viewport of [{ width: 1280, height: 900 }, { width: 320, height: 640 }]) {
    const page = await openSite(BOOK, { viewport });
    for (const place of ["result.roi", "result.payback"]) {
      const number = page.locator(`.num[href="trace.html#trace-${place}"]`).first();
      await number.hover();
      await shown(page);
      const [at, box] = [await number.boundingBox(), await card(page).boundingBox()];
      assert.ok(box.x >= 0 && box.x + box.width <= viewport.width, JSON.stringify(box));
      assert.ok(box.y >= 0 && box.y + box.height <= viewport.height, JSON.stringify(box));
      assert.ok(box.y >= at.y + at.height - 1 || box.y + box.height <= at.y + 1, "it does not cover its number");
      await page.keyboard.press("Escape");
      await gone(page);
    }
    calm(page);
  }
});

test("coming to a number by keyboard shows the card, names it, and Escape closes it", async () => {
  const page = await openSite(BOOK);
  await tabTo(page, ROI);
  await shown(page);
  const number = page.locator(ROI).first();
  assert.equal(await number.getAttribute("aria-describedby"), "formula-card");
  assert.equal(await page.locator("#formula-card").getAttribute("role"), "tooltip");
  await page.keyboard.press("Escape");
  await gone(page);
  assert.equal(await number.getAttribute("aria-describedby"), null);
  assert.ok(await number.evaluate((one) => one === document.activeElement), "the focus stays");
  calm(page);
});

test("a number of another case says so, with the numbers of that case", async () => {
  const page = await openSite(BOOK);
  const number = page.locator(`${ROI}[data-case="conservative"]:visible`).first();
  await number.hover();
  await shown(page);
  const text = await card(page).innerText();
  assert.ok(text.includes("In the conservative case."), text);
  assert.ok(text.includes((await number.innerText()).trim()), text);
  assert.ok(!text.includes("US$22,090"), text);
  calm(page);
});

test("the card speaks the language of the page, and marks words of the author", async () => {
  const page = await openSite(BOOK.replace("en/", "nl/"));
  await page.locator('.num[href="trace.html#trace-kpi.cross_sell_revenue.effect"]').first().hover();
  await shown(page);
  assert.ok((await card(page).innerText()).includes("Bekijk de berekening"));
  assert.equal(await card(page).locator('[lang="en"]').first().isVisible(), true);
  calm(page);
});

test("the numbers of the portfolio have the card of their own programme", async () => {
  const page = await openSite("en/index.html");
  const number = page.locator(`.num[href$="programmes/${ID}/trace.html#trace-result.roi"]`).first();
  await number.hover();
  await shown(page);
  assert.ok((await card(page).innerText()).includes("US$22,090 / US$32,630"));
  calm(page);
});

test("three clicks lead from the ROI to the line of the file under the contribution margin", async () => {
  const page = await openSite(BOOK);
  await page.locator(`#summary ${ROI}`).first().click();
  await page.waitForURL(/trace\.html#trace-result\.roi$/);
  await page.locator("#trace-result\\.roi").getByRole("link", { name: "Contribution margin on cross-sell" }).click();
  await page.waitForURL(/#trace-assumption\.contribution_margin$/);
  const place = page.locator(`${MARGIN} .place`);
  assert.match(await place.innerText(), /^line \d+$/);
  calm(page);
});

test("the same way goes by keyboard, and what was asked for is in sight and marked", async () => {
  const page = await openSite(BOOK);
  await tabTo(page, `#summary ${ROI}`);
  await page.keyboard.press("Enter");
  await page.waitForURL(/trace\.html#trace-result\.roi$/);
  await page.locator("#trace-result\\.roi").getByRole("link", { name: "Contribution margin on cross-sell" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/#trace-assumption\.contribution_margin$/);
  const entry = page.locator(MARGIN);
  const { y } = await entry.boundingBox();
  assert.ok(y >= 0 && y < 900, `it stands at ${y}`);
  const on = await entry.evaluate((one) => {
    const { x, y } = one.querySelector("h3").getBoundingClientRect();
    return one.contains(document.elementFromPoint(x + 4, y + 4));
  });
  assert.ok(on, "nothing lies over it");
  const grounds = await page.evaluate(() =>
    ["assumption.contribution_margin", "result.roi"].map((id) => getComputedStyle(document.getElementById(`trace-${id}`)).backgroundColor),
  );
  assert.notEqual(grounds[0], grounds[1]);
  calm(page);
});

test("the name of an entry is a link to itself, and leads back from what it touches", async () => {
  const page = await openSite(TRACE);
  const anchor = page.locator("#trace-result\\.net_benefit .anchor");
  assert.equal(await anchor.getAttribute("href"), "#trace-result.net_benefit");
  assert.ok((await anchor.innerText()).trim());
  await page.locator("#trace-result\\.net_benefit .step-touches").last().getByRole("link", { name: "ROI", exact: true }).click();
  await page.waitForURL(/#trace-result\.roi$/);
  await page.locator("#trace-result\\.roi .step-words").getByRole("link", { name: /net benefit/i }).click();
  await page.waitForURL(/#trace-result\.net_benefit$/);
  calm(page);
});

test("the page of the trace fits a phone, and loads no formulas before somebody asks", async () => {
  const page = await openSite(TRACE, { viewport: { width: 320, height: 640 } });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  assert.equal(await page.locator('script[src*="formulas."]').count(), 0);
  calm(page);
});

test("without scripts every number still leads to its working", async () => {
  const page = await openSite(BOOK, { javaScriptEnabled: false });
  await page.locator(ROI).first().click();
  await page.waitForURL(/trace\.html#trace-result\.roi$/);
  const ids = new Set(readFileSync(join(site, TRACE), "utf8").match(/(?<= id=")trace-[^"]+/g));
  const asked = readFileSync(join(site, BOOK), "utf8").match(/(?<=href="trace\.html#)trace-[^"]+/g);
  assert.ok(asked.length > 100);
  assert.deepEqual(asked.filter((one) => !ids.has(one)), []);
});
