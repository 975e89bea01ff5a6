// The frame of every page: light and dark, the same place in another language, contents, small windows, no scripts.

import assert from "node:assert/strict";
import { test } from "node:test";
import { calm, openSite } from "./site.mjs";

const HANDBOOK = "en/programmes/consultative-selling-2025/index.html";
const PAGES = ["index.html", "en/index.html", "nl/about.html", HANDBOOK];

const isDark = (page) =>
  page.evaluate(() => {
    const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number);
    return red + green + blue < 200;
  });
const chosen = (page) => page.locator(".themes [aria-pressed=true]").getAttribute("data-theme");
const choose = (page, theme) => page.locator(`.themes [data-theme="${theme}"]`).click();

test("the colours are those of the device until the reader chooses", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await openSite(HANDBOOK, { colorScheme });
    assert.equal(await isDark(page), colorScheme === "dark");
    assert.equal(await chosen(page), "");
    calm(page);
  }
});

test("a choice holds against the device, on the next page too, until it is taken back", async () => {
  const page = await openSite("en/index.html", { colorScheme: "light" });
  await choose(page, "dark");
  assert.equal(await isDark(page), true);
  await page.locator(".site-menu a").nth(1).click();
  await page.waitForURL("**/calendar.html");
  assert.equal(await isDark(page), true);
  assert.equal(await chosen(page), "dark");
  await page.emulateMedia({ colorScheme: "dark" });
  await choose(page, "light");
  assert.equal(await isDark(page), false);
  await choose(page, "");
  assert.equal(await isDark(page), true);
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  calm(page);
});

test("the choice is there before anything is drawn", async () => {
  const page = await openSite("en/index.html", { colorScheme: "light" });
  await choose(page, "dark");
  await page.addInitScript(() => {
    new MutationObserver(() => {
      if (document.body && globalThis.themeAtBody === undefined) globalThis.themeAtBody = document.documentElement.dataset.theme;
    }).observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  assert.equal(await page.evaluate(() => globalThis.themeAtBody), "dark");
});

test("where nothing can be kept, the choice holds for the page", async () => {
  const page = await openSite("en/index.html", { colorScheme: "light" });
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, "localStorage", { get: () => { throw new DOMException("denied", "SecurityError"); } });
  });
  await page.reload();
  await choose(page, "dark");
  assert.equal(await isDark(page), true);
  calm(page);
});

test("print is on white, whatever the screen shows", async () => {
  const page = await openSite(HANDBOOK, { colorScheme: "dark" });
  await choose(page, "dark");
  await page.emulateMedia({ media: "print" });
  assert.equal(await isDark(page), false);
  assert.equal(await page.locator(".site-header").isVisible(), false);
});

test("the other language is the same place: page, choices and chapter", async () => {
  const page = await openSite(`${HANDBOOK}?a=1#costs`);
  await page.locator(".languages a").click();
  const { pathname, search, hash } = new URL(page.url());
  assert.ok(pathname.endsWith("nl/programmes/consultative-selling-2025/index.html"), pathname);
  assert.equal(search + hash, "?a=1#costs");
  assert.equal(await page.locator("html").getAttribute("lang"), "nl");
  calm(page);
});

test("the contents mark the chapter that is read", async () => {
  const page = await openSite(HANDBOOK);
  const current = () => page.locator(".contents [aria-current]");
  assert.equal(await current().getAttribute("href"), "#summary");
  await page.locator('.contents a[href="#costs"]').click();
  await page.waitForFunction(() => document.querySelector(".contents [aria-current]").hash === "#costs");
  assert.equal(await current().count(), 1);
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForFunction(() => document.querySelector(".contents [aria-current]").hash === "#summary");
});

test("on a phone the contents are folded, and open by keyboard", async () => {
  const page = await openSite(HANDBOOK, { viewport: { width: 375, height: 800 } });
  const list = page.locator(".contents ol");
  assert.equal(await list.isVisible(), false);
  await page.locator(".contents summary").focus();
  await page.keyboard.press("Enter");
  assert.equal(await list.isVisible(), true);
});

test("without scripts everything is there, and nothing that needs one is shown", async () => {
  const page = await openSite(HANDBOOK, { javaScriptEnabled: false, viewport: { width: 375, height: 800 } });
  assert.equal(await page.locator(".contents ol").isVisible(), true);
  assert.equal(await page.locator(".themes").isVisible(), false);
  assert.equal(await page.locator(".site-menu a").first().isVisible(), true);
  assert.equal(await page.locator(".languages a").isVisible(), true);
});

test("no page is wider than its window, from the smallest to the largest", async () => {
  for (const path of PAGES) {
    for (const width of [320, 375, 768, 1280, 2560]) {
      const page = await openSite(path, { viewport: { width, height: 900 } });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${path} is ${wide} wide at ${width}`);
      await page.context().close();
    }
  }
});

test("what is pressed in the frame is at least 24 pixels high and wide", async () => {
  for (const width of [320, 1280]) {
    const page = await openSite(HANDBOOK, { viewport: { width, height: 900 } });
    const small = await page
      .locator(".site-header a:visible, .site-header button:visible, .contents summary, .downloads a, .contents a:visible")
      .evaluateAll((all) =>
        all
          .map((one) => ({ box: one.getBoundingClientRect(), text: one.textContent }))
          .filter(({ box }) => box.width < 24 || box.height < 24)
          .map(({ box, text }) => `${text}: ${box.width} × ${box.height}`),
      );
    assert.deepEqual(small, []);
  }
});

test("the first key leads past the frame, and focus can be seen", async () => {
  const page = await openSite(HANDBOOK);
  await page.keyboard.press("Tab");
  const skip = page.locator(".skip");
  assert.equal(await skip.evaluate((one) => one === document.activeElement), true);
  assert.notEqual(await skip.evaluate((one) => getComputedStyle(one).outlineStyle), "none");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
});

test("in the reader's own colours, the page that is read still differs from the others", async () => {
  const page = await openSite("en/index.html", { forcedColors: "active" });
  const edges = await page.locator(".site-menu a").evaluateAll((all) => all.map((one) => getComputedStyle(one).borderBottomColor));
  assert.equal(new Set(edges).size, 2);
});
