// A built site in a browser, opened from disk as a reader does by double click. Nothing leaves this machine.
//
//   SITE=<folder> CHROMIUM=<program> node --test behaviour/

import { after, afterEach } from "node:test";
import { resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { FLAGS } from "../flags.mjs";

/** The folder of the site that is looked at. */
export const site = resolve(process.env.SITE ?? "../../site");
const root = pathToFileURL(site + sep).href;
let browser;
const opened = [];

afterEach(() => Promise.all(opened.splice(0).map((context) => context.close())));
after(async () => browser?.close());

/**
 * Opens a page of the site in a fresh context (`look`: viewport, colorScheme, locale, …), and gives it.
 * Anything that goes wrong on it (an error in a script, a request to another host) makes the next `calm(page)` fail.
 */
export async function openSite(path, look = {}) {
  browser ??= await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...look });
  opened.push(context);
  const page = await context.newPage();
  page.wrong = [];
  page.on("console", (message) => message.type() === "error" && page.wrong.push(message.text()));
  page.on("pageerror", (error) => page.wrong.push(error.message));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(root) && !/^(data|blob):/.test(url)) page.wrong.push(`asks for ${url}`);
  });
  await page.goto(root + path, { waitUntil: "load" });
  return page;
}

/** Throws when something went wrong on the page so far. */
export function calm(page) {
  if (page.wrong.length) throw new Error(page.wrong.join("; "));
}
