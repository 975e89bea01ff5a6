// The switch of language: the same page, place and choices on every kind of page, and the same places in every file.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { calm, openSite, site } from "./site.mjs";

const pagesOf = (language) =>
  readdirSync(join(site, language), { recursive: true })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".html"))
    .sort();
const text = (path) => readFileSync(join(site, path), "utf8");
const idsOf = (html) => [...html.matchAll(/ id="([^"]+)"/g)].map((found) => found[1]);

// `programmes/*/trace.html` for the trace of any programme, `rules/*.html` for any rule.
const kindOf = (path) => path.replace(/^programmes\/[^/]+/, "programmes/*").replace(/^(\w+)\/(?!index)[^/]+\.html$/, "$1/*.html");
const kinds = new Map(pagesOf("en").map((path) => [kindOf(path), path]));

for (const [kind, path] of kinds) {
  test(`the switch stays on the page, at the place, with the choices, there and back: ${kind}`, async () => {
    const places = new Set(idsOf(text(`nl/${path}`)));
    const place = idsOf(text(`en/${path}`).split("<main")[1].split("</main")[0]).findLast((id) => places.has(id) && !id.includes("%"));
    const page = await openSite(`en/${path}`);
    await page.evaluate((place) => history.replaceState(null, "", `?from=a%20note#${place}`), place);
    for (const language of ["nl", "en"]) {
      await page.locator(`.languages a[hreflang="${language}"]`).click();
      await page.waitForURL((url) => url.pathname.endsWith(`/${language}/${path}`));
      const { search, hash } = new URL(page.url());
      assert.equal(search + hash, `?from=a%20note#${place}`);
      assert.equal(await page.locator("html").getAttribute("lang"), language);
      assert.ok(await page.evaluate((id) => document.getElementById(id) !== null, place), `#${place} is there`);
    }
    calm(page);
  });
}

test("every page is there in both languages, with the same places to link to", () => {
  assert.deepEqual(pagesOf("nl"), pagesOf("en"));
  for (const path of pagesOf("en")) assert.deepEqual(idsOf(text(`nl/${path}`)), idsOf(text(`en/${path}`)), path);
});

test("every page names its language, leads to the other one, and says so in that language", () => {
  for (const [here, there, name] of [["en", "nl", "Nederlands"], ["nl", "en", "English"]]) {
    for (const path of pagesOf(here)) {
      const html = text(`${here}/${path}`);
      assert.match(html, new RegExp(`<html[^>]* lang="${here}"`), path);
      const up = "../".repeat(path.split("/").length);
      assert.match(html, new RegExp(`href="${up}${there}/${path}"[^>]*hreflang="${there}"[^>]*lang="${there}"[^>]*>${name}`), path);
    }
  }
});

test("what was chosen on the portfolio is still chosen in the other language", async () => {
  const page = await openSite("en/index.html");
  await page.locator("#choose-grade").selectOption("A");
  await page.locator('#table-results th[data-key="roi"] button').click();
  const left = await page.locator("#table-results tbody tr:visible").count();
  await page.locator('.languages a[hreflang="nl"]').click();
  await page.waitForURL(/\/nl\/index\.html/);
  assert.equal(await page.locator("#choose-grade").inputValue(), "A");
  assert.equal(await page.locator('#table-results th[data-key="roi"]').getAttribute("aria-sort"), "ascending");
  assert.equal(await page.locator("#table-results tbody tr:visible").count(), left);
  calm(page);
});

test("the first page leads to both languages, each in its own words", async () => {
  for (const language of ["en", "nl"]) {
    const page = await openSite("index.html");
    const door = page.locator(`a[href="${language}/index.html"]`);
    assert.equal(await door.evaluate((one) => one.closest("[lang]").lang), language);
    await door.click();
    assert.equal(await page.locator("html").getAttribute("lang"), language);
    calm(page);
  }
});

test("without scripts the switch still leads to the same page", async () => {
  const page = await openSite("en/methods/comparison_group.html", { javaScriptEnabled: false });
  await page.locator('.languages a[hreflang="nl"]').click();
  assert.match(page.url(), /\/nl\/methods\/comparison_group\.html$/);
});
