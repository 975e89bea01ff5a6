// Opens every page of a built site from disk, as a reader does by double click, and looks at it with a browser's eyes:
// no error, no request to any host, the right language, no link that leads nowhere, nothing wider than the window, and
// no barrier that axe-core can find, in light and in dark, 375 and 1280 pixels wide. A page of each kind is also looked at
// on 320 and 2560 pixels and in forced colours.
//
// The first page of each kind meets all rules in all looks. Of the others the languages share the four looks: one is looked
// at in light on a phone and in dark on a screen, the other the other way round. The hundreds of pages that one template
// makes of the reference (rules, terms, conversions, methods) meet one look in each language, English on a phone and Dutch
// on a screen, in light and dark by turns. With `all` behind it, every page meets the four looks; that takes twice as long.
//
//   node check.mjs SITE CHROMIUM [all]

import { readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, normalize, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { FLAGS } from "./flags.mjs";

const LANGUAGES = ["nl", "en"];
const LOOKS = [
  { colorScheme: "light", width: 375 },
  { colorScheme: "dark", width: 375 },
  { colorScheme: "dark", width: 1280 },
  { colorScheme: "light", width: 1280 },
];
const SHARED = { en: [LOOKS[0], LOOKS[2]], nl: [LOOKS[1], LOOKS[3]] };
const IN_TURN = [{ en: [LOOKS[0]], nl: [LOOKS[2]] }, { en: [LOOKS[1]], nl: [LOOKS[3]] }];
const RARER = [
  { colorScheme: "light", width: 320 },
  { colorScheme: "dark", width: 2560 },
  { colorScheme: "dark", width: 1280, forcedColors: "active" },
];
const STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const AT_ONCE = 2; // pages that are open at the same time
const AT_A_STRETCH = 20; // pages in one window; what was opened before makes the next one slower
const PATIENCE = 180_000; // milliseconds for a page to load while other checks keep the machine busy
const MOST_BYTES = 250_000; // of a handbook page with its style sheets and scripts, without typefaces
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const [site, executablePath, everything] = [resolve(process.argv[2]), process.argv[3], process.argv[4] === "all"];
const root = pathToFileURL(site + sep).href;
let passed = 0;
const failures = [];
const anchors = new Map(); // page -> its ids
const links = []; // { from, to, hash }

function check(good, sentence) {
  if (good) passed += 1;
  else failures.push(sentence);
}

const files = readdirSync(site, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(site, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
  .sort();
const pages = files.filter((name) => name.endsWith(".html"));

/** The kind of a page: what differs between two languages or two handbooks is text, not layout. */
const kindOf = (page) => page.replace(/^(?:nl|en)\//, "").replace(/^((?:programmes|rules|methods|conversions|glossary)\/)(?!index)[^/]+/, "$1*");

const isReference = (page) => /^\w+\/(rules|glossary|conversions|methods)\/(?!index)/.test(page);
const turns = { en: 0, nl: 0 };

function looksOf(page) {
  const language = page.split("/")[0];
  if (everything || !SHARED[language]) return LOOKS;
  if (!isReference(page)) return SHARED[language];
  turns[language] += 1;
  return IN_TURN[turns[language] % 2][language];
}

/** Opens a window that goes from page to page, which is much faster than a new one for each. */
async function openWindow(browser, options = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.setDefaultNavigationTimeout(PATIENCE);
  let wrong = [];
  page.on("console", (message) => message.type() === "error" && wrong.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => wrong.push(`script: ${error.message}`));
  page.on("requestfailed", (request) => wrong.push(`not loaded: ${request.url()}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(root) && !url.startsWith("data:") && !url.startsWith("blob:")) wrong.push(`asks for ${url}`);
  });
  /** Goes to a page and gives what went wrong on the way. */
  const visit = async (path) => {
    wrong = [];
    await page.goto(root + path, { waitUntil: "load" });
    return wrong;
  };
  return { page, visit, close: () => context.close() };
}

/** What a page is and where it leads. */
const seen = () => ({
  lang: document.documentElement.lang,
  headings: document.querySelectorAll("h1").length,
  title: document.title,
  ids: [...document.querySelectorAll("[id]")].map((one) => one.id),
  hrefs: [...document.querySelectorAll("a[href]")].map((one) => one.href.baseVal ?? one.href).map((way) => new URL(way, location).href),
  loads: [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map((one) => one.href ?? one.src),
});

async function checkPage({ page, visit }, path, looks) {
  const wrong = await visit(path);
  const found = await page.evaluate(seen);
  check(wrong.length === 0, `${path}: ${wrong.join("; ")}`);
  const folder = path.split("/")[0];
  if (LANGUAGES.includes(folder)) check(found.lang === folder, `${path}: says its language is "${found.lang}"`);
  check(found.headings === 1 && found.title !== "", `${path}: has ${found.headings} main headings and the title "${found.title}"`);
  remember(path, found);
  if (/programmes\/[^/]+\/index\.html$/.test(path)) checkSize(path, found.loads);
  await page.evaluate(AXE);
  for (const look of looks) await checkLook(page, path, look);
}

function remember(path, { ids, hrefs }) {
  anchors.set(path, new Set(ids));
  for (const href of hrefs.filter((one) => one.startsWith(root))) {
    const [to, hash = ""] = href.slice(root.length).split("#");
    links.push({ from: path, to: decodeURIComponent(to.split("?")[0]), hash: decodeURIComponent(hash) });
  }
}

/** Style sheets and scripts are loaded by every page; a reader pays for them once, and we count them each time. */
function checkSize(path, loads) {
  const parts = [path, ...loads.filter((one) => one.startsWith(root)).map((one) => one.slice(root.length))];
  const bytes = parts.reduce((sum, name) => sum + statSync(join(site, name)).size, 0);
  check(bytes < MOST_BYTES, `${path}: ${bytes} bytes with its style sheets and scripts`);
}

async function checkLook(page, path, { colorScheme, width, forcedColors = "none" }) {
  const name = `${path}, ${colorScheme}, ${width} px${forcedColors === "none" ? "" : ", forced colours"}`;
  await page.emulateMedia({ colorScheme, forcedColors });
  if (page.viewportSize().width !== width) await page.setViewportSize({ width, height: 900 });
  const violations = await page.evaluate(barriersOf, ["html", STANDARD]);
  const barriers = violations.map((rule) => `${rule.id} (${rule.nodes[0].target}: ${rule.help})`);
  check(barriers.length === 0, `${name}: ${barriers.join("; ")}`);
  const wide = await page.evaluate(() => document.scrollingElement.scrollWidth);
  check(wide <= width, `${name}: is ${wide} pixels wide`);
}

/** Asks axe-core. It need not fetch the style sheets: from disk it may not read them anyway. */
const barriersOf = async ([where, runOnly]) => {
  const found = await globalThis.axe.run(where, { runOnly, resultTypes: ["violations"], preload: false });
  return found.violations;
};

function checkLinks() {
  const known = new Set(files);
  for (const { from, to, hash } of links) {
    const there = known.has(normalize(to));
    const arrives = there && (!hash || !to.endsWith(".html") || anchors.get(to)?.has(hash));
    check(arrives, `${from}: the link to ${to}${hash && `#${hash}`} leads nowhere`);
  }
}

async function checkEntrance(browser, locale, language) {
  const { page, visit, close } = await openWindow(browser, { locale });
  const wrong = await visit("index.html");
  const hrefs = await page.$$eval("a[href]", (all) => all.map((link) => link.href));
  const leads = hrefs.some((href) => href.startsWith(`${root}${language}/`));
  check(leads && wrong.length === 0, `index.html does not lead a ${locale} reader to ${language}/: ${wrong.join("; ")}`);
  await close();
}

const browser = await chromium.launch({ executablePath, args: FLAGS });
try {
  for (const language of LANGUAGES) {
    check(pages.includes(`${language}/index.html`), `there is no ${language}/index.html`);
    await checkEntrance(browser, language, language);
  }
  const kinds = new Set();
  const inFull = [...LOOKS, ...RARER];
  const waiting = pages.map((path) => {
    const isFirst = !kinds.has(kindOf(path));
    kinds.add(kindOf(path));
    return { path, looks: isFirst ? inFull : looksOf(path) };
  });
  const work = async () => {
    while (waiting.length) {
      const one = await openWindow(browser);
      for (const next of waiting.splice(0, AT_A_STRETCH)) await checkPage(one, next.path, next.looks);
      await one.close();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  checkLinks();
  const looked = `${pages.length} pages, in light and dark, 375 and 1280 pixels wide; ${kinds.size} kinds in ${RARER.length} looks more`;
  console.log(`Browser: ${looked}; ${links.length} links followed.`);
} finally {
  await browser.close();
}
for (const failure of failures.slice(0, 200)) console.error(`  ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
