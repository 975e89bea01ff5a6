// Opens the built site from disk, as a reader does by double click, and looks at it with a browser's eyes:
// no error on any page, no request to any host, the right language, nothing wider than a telephone, and no
// barrier that axe-core can find, in light, in dark and on 320 pixels.
//
//   node check.mjs SITE CHROMIUM

import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox", // CI runs as root
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND", // whatever a page asks for, nothing leaves this machine
];
const LANGUAGES = ["nl", "en"];
const LOOKS = [
  { name: "light", colorScheme: "light", viewport: { width: 1280, height: 900 } },
  { name: "dark", colorScheme: "dark", viewport: { width: 1280, height: 900 } },
  { name: "320 px", colorScheme: "light", viewport: { width: 320, height: 800 } },
];
const STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const MOST_OPENED = 60; // pages that are opened; a large site has many of one kind
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const [site, executablePath] = [resolve(process.argv[2]), process.argv[3]];
const root = pathToFileURL(site + sep).href;
let passed = 0;
const failures = [];

function check(good, sentence) {
  if (good) passed += 1;
  else failures.push(sentence);
}

const pages = readdirSync(site, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".html"))
  .map((entry) => relative(site, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
  .sort();

/** One page of each kind and language: what differs between two handbooks is text, not layout. */
function oneOfEachKind() {
  const kinds = new Map();
  for (const page of pages) {
    const kind = page.replace(/^(\w+\/(?:programmes|rules|methods)\/)[^/]+/, "$1*");
    if (!kinds.has(kind)) kinds.set(kind, page);
  }
  return [...kinds.values()];
}

/** Opens a page and gives what went wrong on the way. */
async function open(context, path) {
  const page = await context.newPage();
  const wrong = [];
  page.on("console", (message) => message.type() === "error" && wrong.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => wrong.push(`script: ${error.message}`));
  page.on("requestfailed", (request) => wrong.push(`not loaded: ${request.url()}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(root) && !url.startsWith("data:") && !url.startsWith("blob:")) wrong.push(`asks for ${url}`);
  });
  await page.goto(root + path, { waitUntil: "load" });
  await page.waitForTimeout(50);
  return { page, wrong };
}

async function checkPage(context, path) {
  const { page, wrong } = await open(context, path);
  check(wrong.length === 0, `${path}: ${wrong.join("; ")}`);
  const { lang, headings, title } = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    headings: document.querySelectorAll("h1").length,
    title: document.title,
  }));
  const folder = path.split("/")[0];
  if (LANGUAGES.includes(folder)) check(lang === folder, `${path}: says its language is "${lang}"`);
  check(headings === 1 && title !== "", `${path}: has ${headings} main headings and the title "${title}"`);
  await page.close();
}

async function checkLook(browser, look, path) {
  const context = await browser.newContext({ ...look, reducedMotion: "reduce" });
  const { page } = await open(context, path);
  await page.evaluate(AXE);
  const result = await page.evaluate((tags) => globalThis.axe.run({ runOnly: tags }), STANDARD);
  const barriers = result.violations.map((rule) => `${rule.id} (${rule.nodes[0].target}: ${rule.help})`);
  check(barriers.length === 0, `${path}, ${look.name}: ${barriers.join("; ")}`);
  const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
  check(width <= look.viewport.width, `${path}, ${look.name}: is ${width} pixels wide`);
  await context.close();
}

async function checkEntrance(browser, locale, language) {
  const context = await browser.newContext({ locale });
  const { page, wrong } = await open(context, "index.html");
  await page.waitForTimeout(300); // the entrance may lead on by itself
  const here = page.url().slice(root.length);
  const links = await page.$$eval("a[href]", (all) => all.map((link) => link.href));
  const leads = here.startsWith(`${language}/`) || links.some((link) => link.startsWith(`${root}${language}/`));
  check(leads && wrong.length === 0, `index.html does not lead a ${locale} reader to ${language}/: ${wrong.join("; ")}`);
  await context.close();
}

const browser = await chromium.launch({ executablePath, args: FLAGS });
try {
  check(pages.includes("index.html"), "there is no index.html");
  for (const language of LANGUAGES) {
    check(pages.includes(`${language}/index.html`), `there is no ${language}/index.html`);
  }
  await checkEntrance(browser, "nl-NL", "nl");
  await checkEntrance(browser, "en-GB", "en");
  const context = await browser.newContext();
  const kinds = oneOfEachKind();
  const opened = [...new Set([...kinds, ...pages])].slice(0, MOST_OPENED);
  for (const path of opened.filter((name) => name !== "index.html")) await checkPage(context, path);
  for (const path of kinds.filter((name) => name !== "index.html")) {
    for (const look of LOOKS) await checkLook(browser, look, path);
  }
  console.log(`Browser: ${opened.length} of ${pages.length} pages opened, ${kinds.length} kinds seen in ${LOOKS.length} looks.`);
} finally {
  await browser.close();
}
for (const failure of failures) console.error(`  ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
