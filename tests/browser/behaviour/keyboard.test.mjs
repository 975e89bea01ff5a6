// Everything with the keyboard alone: what has the focus can be seen, nothing holds it, and nothing loses it.
//
// Sorting and choosing (portfolio.test.mjs), finding (search.test.mjs), the card of a number (trace.test.mjs) and the
// slider itself (what-if.test.mjs) have their tests there; here is the way to them, and where the focus is after.

import assert from "node:assert/strict";
import { test } from "node:test";
import { calm, openSite } from "./site.mjs";

const BOOK = "en/programmes/consultative-selling-2025";
/** A page of each kind and a width; the long ones are walked once. */
const WALKED = [
  ["index.html", 1280],
  ["en/index.html", 1280],
  ["en/index.html", 320],
  ["nl/values.html", 320],
  ["en/calendar.html", 1280],
  ["en/methods/comparison_group.html", 320],
  ["nl/glossary/index.html", 1280],
  ["nl/rules/ROI104.html", 320],
  ["en/about.html", 320],
  [`${BOOK}/index.html`, 1280],
  [`${BOOK}/index.html`, 320],
  ["en/programmes/it-training-trial/trace.html", 1280],
  [`${BOOK}/what-if.html`, 1280],
  [`${BOOK}/what-if.html`, 320],
];

/** What has the focus: its name, and what is wrong with it for who cannot use a mouse. Null: nothing has it. */
async function focused(page) {
  let found = await look(page);
  // The card of the number before goes a moment after the focus left.
  for (let more = 0; found?.wrong.includes("covered") && more < 20; more += 1) {
    await page.waitForTimeout(100);
    found = await look(page);
  }
  return found;
}

const look = (page) =>
  page.evaluate(() => {
    const one = document.activeElement;
    if (one === document.body || one === document.documentElement) return null;
    const name = `<${one.localName}> ${one.id || one.getAttribute("href") || one.textContent.trim().slice(0, 40)}`;
    const wrong = [];
    const style = getComputedStyle(one);
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) wrong.push("no outline");
    const boxes = [...one.getClientRects()].filter(({ width, height }) => width && height);
    const inWindow = boxes.filter(({ top, bottom, left, right }) => bottom > 0 && top < innerHeight && right > 0 && left < innerWidth);
    if (!boxes.length) wrong.push("no size");
    else if (!inWindow.length) wrong.push("outside the window");
    // It may be partly covered, not wholly: some point of it is its own.
    const points = inWindow.flatMap(({ top, bottom, left, right }) =>
      [0.1, 0.5, 0.9].map((part) => [left + (right - left) * part, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2]),
    );
    const isOnTop = ([x, y]) => {
      const there = document.elementFromPoint(x, y);
      return there && (one.contains(there) || there.contains(one));
    };
    if (points.length && !points.some(isOnTop)) wrong.push("covered");
    return { name, wrong };
  });

/** Whether Tab came here before: then something holds the focus. */
const isOldStop = (page) =>
  page.evaluate(() => {
    window.walked ??= new Set();
    const isOld = window.walked.has(document.activeElement);
    window.walked.add(document.activeElement);
    return isOld;
  });

/** Presses Tab until what is asked for has the focus. */
async function tabTo(page, selector, presses = 80) {
  for (let press = 0; press < presses; press += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
  }
  throw new Error(`${selector} is not reached with ${presses} presses of Tab`);
}

const has = (page, selector) => page.evaluate((wanted) => document.activeElement.matches(wanted), selector);

for (const [path, width] of WALKED) {
  test(`Tab goes through the page once, and each stop can be seen: ${path} at ${width}`, async () => {
    const page = await openSite(path, { viewport: { width, height: 800 } });
    const wrong = [];
    let stops = 0;
    for (;;) {
      await page.keyboard.press("Tab");
      const found = await focused(page);
      if (!found) break; // behind the last one
      stops += 1;
      assert.equal(await isOldStop(page), false, `${found.name} does not let go`);
      if (found.wrong.length) wrong.push(`${found.name}: ${found.wrong.join(", ")}`);
    }
    assert.deepEqual(wrong.slice(0, 10), []);
    const last = page.locator("a[href]:visible, button:visible, input:visible, select:visible, summary:visible").last();
    assert.ok(await last.evaluate((one) => window.walked.has(one)), `it ends after ${stops} stops, before the last one`);
    calm(page);
  });
}

test("in the reader's own colours, too, each stop of the frame has an outline", async () => {
  const page = await openSite(`${BOOK}/index.html`, { forcedColors: "active" });
  for (let stop = 0; stop < 25; stop += 1) {
    await page.keyboard.press("Tab");
    assert.deepEqual((await focused(page)).wrong, []);
  }
});

test("after the skip link, Tab goes on in the content", async () => {
  for (const path of ["nl/index.html", `${BOOK}/trace.html`, `${BOOK}/what-if.html`]) {
    const page = await openSite(path);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.ok(await has(page, "main *"), path);
  }
});

test("the menu and the language lead on with Enter, and the next page begins at its beginning", async () => {
  const page = await openSite("en/about.html");
  await tabTo(page, '.site-menu a[href="methods/index.html"]');
  await page.keyboard.press("Enter");
  await page.waitForURL(/en\/methods\/index\.html$/);
  await page.keyboard.press("Tab");
  assert.ok(await has(page, ".skip"));
  await tabTo(page, '.languages a[hreflang="nl"]');
  await page.keyboard.press("Enter");
  await page.waitForURL(/nl\/methods\/index\.html$/);
  calm(page);
});

test("light and dark are chosen with the space bar, and the focus stays on the choice", async () => {
  const page = await openSite("en/about.html", { colorScheme: "light" });
  await tabTo(page, '.themes [data-theme="dark"]');
  await page.keyboard.press("Space");
  assert.ok(await has(page, '.themes [data-theme="dark"][aria-pressed="true"]'));
  assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
  assert.deepEqual((await focused(page)).wrong, []);
});

test("the search is reached and left with Tab, and closing it leaves the focus in its field", async () => {
  const page = await openSite("en/about.html");
  await tabTo(page, "#search");
  await page.keyboard.type("margin");
  await page.locator("#search-found > li").first().waitFor();
  await page.keyboard.press("Escape");
  assert.ok(await has(page, "#search"));
  await page.keyboard.press("Tab");
  assert.equal(await has(page, "#search"), false);
  assert.ok(await focused(page), "and the focus is somewhere");
  assert.equal(await page.locator(".search-panel").isVisible(), false);
  calm(page);
});

test("a column that is sorted keeps the focus in its head, and a choice keeps it in its list", async () => {
  const page = await openSite("en/index.html");
  const button = '#table-results th[data-key="roi"] button';
  await tabTo(page, button);
  for (const order of ["ascending", "descending"]) {
    await page.keyboard.press("Enter");
    assert.ok(await has(page, button));
    assert.equal(await page.locator('#table-results th[data-key="roi"]').getAttribute("aria-sort"), order);
  }
  await page.locator("#choose-stage").focus();
  await page.keyboard.press("ArrowDown");
  assert.ok(await has(page, "#choose-stage"));
  await tabTo(page, ".chooser button[type=reset]");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.search === "");
  assert.ok(await has(page, ".chooser button[type=reset]"));
  calm(page);
});

test("from a number to its working and back, the focus is where the reader was", async () => {
  const page = await openSite(`${BOOK}/index.html`);
  const margin = '#summary .num[href="trace.html#trace-assumption.contribution_margin"]';
  await tabTo(page, margin, 120);
  await page.keyboard.press("Escape"); // closes the card beside it
  await page.keyboard.press("Enter");
  await page.waitForURL(/trace\.html#trace-assumption\.contribution_margin$/);
  await page.keyboard.press("Tab");
  assert.ok(await has(page, "#trace-assumption\\.contribution_margin a"), "Tab goes on inside the entry");
  calm(page);
});

test("a card that is on its way when the focus leaves does not come after it", async () => {
  const page = await openSite(`${BOOK}/index.html`);
  await tabTo(page, ".contents a");
  await page.evaluate(() => {
    const here = document.activeElement;
    document.querySelector(`#summary .num[href^="trace.html"]`).focus();
    here.focus(); // as fast as a key that is held down
  });
  await page.waitForTimeout(600); // longer than a card takes to come
  assert.equal(await page.locator(".formula-card").count(), 0);
});

test("values are tried and put back without a mouse, and the focus stays in the page", async () => {
  const page = await openSite(`${BOOK}/what-if.html?assumption.contribution_margin=0.26`);
  await page.locator("#what-if-reset").waitFor();
  await tabTo(page, "#what-if-reset");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#what-if-reset").isVisible(), false);
  assert.ok(await focused(page), "the button is gone, the focus is not");
  await tabTo(page, '[data-dial="assumption.contribution_margin"] .dial-slider');
  await page.keyboard.press("End");
  await tabTo(page, '[data-dial="assumption.contribution_margin"] .dial-reset');
  await page.keyboard.press("Space");
  assert.equal(await page.locator(".what-if-banner").first().isVisible(), false);
  assert.ok(await has(page, '[data-dial="assumption.contribution_margin"] *'), "the focus is still at the value");
  calm(page);
});

test("what is folded opens with the space bar, and what is in it comes next", async () => {
  const page = await openSite(`${BOOK}/what-if.html`);
  await tabTo(page, "details.dials summary");
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  assert.ok(await has(page, "details.dials[open] *"));
});

test("the reference is copied with Enter, and the focus stays", async () => {
  const page = await openSite("en/about.html");
  await page.locator("button[data-copies]").focus();
  await page.keyboard.press("Enter");
  assert.ok(await has(page, "button[data-copies]"));
});
