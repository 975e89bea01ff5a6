// The search: what it finds, by keyboard alone, and what it says to who hears the page.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { calm, openSite } from "./site.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const field = (page) => page.locator("#search");
const options = (page) => page.locator("#search-found > li");
const status = (page) => page.locator(".search [role=status]");

async function search(page, words) {
  await field(page).fill(words);
  await page.waitForFunction(() => /\d|gevonden|found/.test(document.querySelector(".search [role=status]").textContent));
  return options(page).allTextContents();
}

test("the key / leads to the field, and a part of a word is enough", async () => {
  const page = await openSite("nl/index.html");
  await page.keyboard.press("/");
  await page.keyboard.type("verzuim");
  await options(page).first().waitFor();
  const marked = await page.locator("#search-found mark").allTextContents();
  assert.ok(marked.some((word) => word.toLowerCase() === "ziekteverzuim"), marked.join(" "));
  assert.match(await status(page).textContent(), /\d+ vindplaatsen/);
  calm(page);
});

test("a slip of the finger, capitals and accents do not matter", async () => {
  const page = await openSite("nl/index.html");
  const rightly = await search(page, "ziekteverzuim");
  assert.ok(rightly.length > 0);
  for (const words of ["ziekteverzium", "ziekteverzum", "ZIEKTEVERZUIM", "ziektevérzuim"]) {
    await field(page).fill("");
    assert.ok((await search(page, words)).some((one) => rightly.some((other) => other.slice(0, 25) === one.slice(0, 25))), words);
  }
  calm(page);
});

test("arrows choose, Enter leads to the chapter, and the field says which one is chosen", async () => {
  const page = await openSite("en/index.html");
  await field(page).focus();
  await search(page, "contribution margin");
  assert.equal(await field(page).getAttribute("aria-expanded"), "true");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowDown");
  const chosen = page.locator("#search-found [aria-selected=true]");
  assert.equal(await chosen.count(), 1);
  assert.equal(await field(page).getAttribute("aria-activedescendant"), await chosen.getAttribute("id"));
  const href = await chosen.getAttribute("data-href");
  await Promise.all([page.waitForURL((url) => url.href.includes(href.replaceAll("../", "").split("#")[0])), page.keyboard.press("Enter")]);
  assert.equal(new URL(page.url()).hash, href.includes("#") ? href.slice(href.indexOf("#")) : "");
  calm(page);
});

test("an assumption is found by its name, and leads to its place in the trace", async () => {
  const page = await openSite("en/index.html");
  await search(page, "contribution margin cross-sell");
  const value = options(page).filter({ has: page.locator(".search-where", { hasText: /^Value$/ }) }).first();
  assert.match(await value.getAttribute("data-href"), /trace\.html#trace-assumption\.contribution_margin$/);
  calm(page);
});

test("Escape closes the list, and once more empties the field", async () => {
  const page = await openSite("en/index.html");
  await field(page).focus();
  await search(page, "training");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".search-panel").isVisible(), false);
  assert.equal(await field(page).getAttribute("aria-expanded"), "false");
  assert.equal(await field(page).inputValue(), "training");
  await page.keyboard.press("Escape");
  assert.equal(await field(page).inputValue(), "");
  calm(page);
});

test("what is not there is said to be not there", async () => {
  const page = await openSite("en/index.html");
  assert.deepEqual(await search(page, "xqzwkj"), []);
  assert.equal(await status(page).textContent(), "Nothing found");
  calm(page);
});

test("the key / can be switched off, and stays off", async () => {
  const page = await openSite("en/index.html");
  await page.keyboard.press("/");
  await page.locator(".search-key input").uncheck();
  await page.reload();
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "");
  calm(page);
});

test("nothing is loaded before somebody searches", async () => {
  const page = await openSite("en/index.html");
  const loaded = () => page.evaluate(() => typeof window.MiniSearch);
  assert.equal(await loaded(), "undefined");
  await search(page, "roi");
  assert.equal(await loaded(), "function");
});

test("every page of a programme and of reference leads to its own language", async () => {
  const page = await openSite("nl/rules/index.html");
  await search(page, "bijdragemarge");
  const hrefs = await options(page).evaluateAll((all) => all.map((one) => one.dataset.href));
  assert.ok(hrefs.length > 0 && hrefs.every((href) => href.startsWith("../../nl/")), hrefs.join(" "));
});

test("on a telephone the list stays on the screen", async () => {
  const page = await openSite("nl/index.html", { viewport: { width: 320, height: 640 } });
  await search(page, "verzuim");
  const box = await page.locator(".search-panel").boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 320, JSON.stringify(box));
  calm(page);
});

for (const colorScheme of ["light", "dark"]) {
  test(`the open list holds no barrier, ${colorScheme}`, async () => {
    const page = await openSite("nl/index.html", { colorScheme });
    await search(page, "verzuim");
    await page.keyboard.press("ArrowDown");
    await page.evaluate(AXE);
    const found = await page.evaluate(() => axe.run(".search"));
    assert.deepEqual(found.violations.map((one) => one.id), []);
    assert.ok(found.passes.length > 5);
  });
}

test("without scripts there is no field that does nothing", async () => {
  const page = await openSite("nl/index.html", { javaScriptEnabled: false });
  assert.equal(await page.locator(".search").isVisible(), false);
});
