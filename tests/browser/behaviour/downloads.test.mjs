// What a reader takes along: the tables as files, and the reference of the page.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { calm, openSite } from "./site.mjs";

const HANDBOOK = "nl/programmes/consultative-selling-2025/index.html";

test("a table on the page and its JSON say the same", async () => {
  const page = await openSite(HANDBOOK);
  const box = page.locator("#costs-table-1");
  const link = page.locator('a[href="tables/costs-table-1.json"]');
  const made = JSON.parse(readFileSync(fileURLToPath(new URL(await link.getAttribute("href"), page.url())), "utf8"));
  const heads = await box.locator("thead th").allTextContents();
  assert.deepEqual(made.columns.map((column) => column.title), heads);
  const first = await box.locator("tbody tr").first().locator("th, td").evaluateAll((all) => all.map((cell) => cell.innerText.trim()));
  assert.deepEqual(made.rows[0].map((cell) => cell.text.replaceAll("\u00a0", " ")), first.map((text) => text.replaceAll("\u00a0", " ")));
  calm(page);
});

test("the CSV of a Dutch page opens in a Dutch spreadsheet", async () => {
  const page = await openSite(HANDBOOK);
  const link = page.getByRole("link", { name: /^CSV: / }).first();
  const made = readFileSync(fileURLToPath(new URL(await link.getAttribute("href"), page.url())), "utf8");
  assert.equal(made[0], "\ufeff");
  assert.match(made.split("\r\n")[0], /;/);
  calm(page);
});

test("the reference is copied with one click, and the page says so", async () => {
  const page = await openSite(HANDBOOK);
  const copied = page.evaluate(() => new Promise((done) => document.addEventListener("copy", () => done(String(getSelection())), { once: true })));
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined })); // the older way
  await page.locator("button[data-copies]").click();
  assert.equal(await copied, await page.locator("#reference").textContent());
  await page.getByText("Gekopieerd").waitFor();
  calm(page);
});

test("the newer way of copying gives the same text", async () => {
  const page = await openSite(HANDBOOK);
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { window.taken = text; } } }));
  await page.locator("button[data-copies]").click();
  await page.getByText("Gekopieerd").waitFor();
  assert.equal(await page.evaluate(() => window.taken), await page.locator("#reference").textContent());
});

test("without scripts the reference stands there, and no button", async () => {
  const page = await openSite(HANDBOOK, { javaScriptEnabled: false });
  assert.match(await page.locator("#reference").textContent(), /SHA-256 [0-9a-f]{64}$/);
  assert.equal(await page.locator("button[data-copies]").isVisible(), false);
});
