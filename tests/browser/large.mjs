// A portfolio of very many programmes: how much a reader has to load, and how soon the page answers.
// The bytes are a promise (300 kB without typefaces); the seconds are printed, since they depend on the machine.
//
//   node large.mjs SITE CHROMIUM

import { readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { FLAGS } from "./flags.mjs";

const MOST_BYTES = 300_000;
const [site, executablePath] = [resolve(process.argv[2]), process.argv[3]];
const page = join(site, "en", "index.html");
const loads = [...readFileSync(page, "utf8").matchAll(/<(?:link rel="stylesheet" href|script src)="([^"]+)"/g)];
const bytes = [page, ...loads.map(([, href]) => join(site, "en", href))].reduce((sum, file) => sum + statSync(file).size, 0);

const browser = await chromium.launch({ executablePath, args: FLAGS });
const opened = await browser.newPage();
const start = performance.now();
await opened.goto(pathToFileURL(page).href, { waitUntil: "load" });
const sort = opened.locator("th button").first();
await sort.click();
await opened.locator("th[aria-sort]").first().waitFor();
const seconds = (performance.now() - start) / 1000;
const rows = await opened.locator("tbody tr").count();
await browser.close();

console.log(`${rows} rows, ${bytes} bytes with style sheets and scripts (at most ${MOST_BYTES}).`);
console.log(`Opened, and sorted by a click, after ${seconds.toFixed(2)} s on this machine.`);
if (bytes >= MOST_BYTES || rows < 200) process.exitCode = 1;
