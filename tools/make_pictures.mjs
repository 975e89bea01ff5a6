// Takes the pictures in docs/pictures from a built site, with the browser of the tests (`npm ci` in tests/browser).
//
//   roi-spec build specs -o site --no-pdf
//   node tools/make_pictures.mjs site docs/pictures && .venv/bin/python tools/few_colours.py docs/pictures

import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { FLAGS } from "../tests/browser/flags.mjs";

const { chromium } = createRequire(new URL("../tests/browser/package.json", import.meta.url))("playwright-core");
const [site = "site", folder = "docs/pictures"] = process.argv.slice(2);

const DESK = { viewport: { width: 1280, height: 900 }, colorScheme: "light" };
const PHONE = { viewport: { width: 390, height: 800 }, deviceScaleFactor: 1.5, colorScheme: "dark" };
const SELLING = "en/programmes/consultative-selling-2025";

const PICTURES = [
  { name: "summary", page: `${SELLING}/index.html`, look: DESK },
  { name: "trace", page: `${SELLING}/trace.html#trace-result.net_benefit`, look: DESK },
  { name: "portfolio", page: "en/index.html", look: DESK },
  { name: "what-if", page: `${SELLING}/what-if.html?assumption.contribution_margin=0.26#try-assumption.contribution_margin`, look: DESK },
  { name: "phone-dark", page: "en/programmes/new-framework-engineers-2025/index.html", look: PHONE },
];

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
for (const { name, page, look } of PICTURES) {
  const context = await browser.newContext({ ...look, reducedMotion: "reduce" });
  const shown = await context.newPage();
  await shown.goto(pathToFileURL(resolve(site)).href + `/${page}`, { waitUntil: "load" });
  await shown.evaluate(() => document.fonts.ready);
  await shown.screenshot({ path: join(folder, `${name}.png`) });
  await context.close();
}
await browser.close();
