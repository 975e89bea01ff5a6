// Three people with a question, from the first page of the site, with the clicks counted: docs/reading-the-site.md.
//
// Each does it in English at a desk and in Dutch on a phone. A click counts only on what can be seen.

import assert from "node:assert/strict";
import { test } from "node:test";
import { calm, openSite } from "./site.mjs";

const DESK = { lang: "en", hello: "Read in English", viewport: { width: 1280, height: 900 } };
const PHONE = { lang: "nl", hello: "Lees in het Nederlands", viewport: { width: 375, height: 800 }, hasTouch: true, isMobile: true };
const SELLING = "Consultative selling for account managers";

/** Somebody who comes in at the front door, and whose clicks are counted. */
async function visitor({ hello, ...look }) {
  const page = await openSite("index.html", look);
  const reader = { page, clicks: 0 };
  reader.click = async (target) => {
    await target.click();
    reader.clicks += 1;
  };
  reader.link = (name, within = page.locator("main")) => within.getByRole("link", { name, exact: true }).first();
  await reader.click(page.getByRole("link", { name: hello }));
  return reader;
}

const words = async (locator) => (await locator.innerText()).replace(/\s+/g, " ").trim();

/** Whether all of it stands in the window, without scrolling. */
const isInSight = async (page, locator) => {
  const { y, height } = await locator.boundingBox();
  return y >= 0 && y + height <= page.viewportSize().height;
};

// --- the executive: is it worth continuing, and how sure are we? -------------------------------------------------------

const ANSWERS = [
  {
    kind: "a gain",
    title: SELLING,
    en: [/Most likely yes/, /between 7% and 119% \(8 of 10 outcomes\), with 68% as the base case/, /Evidence grade \(A strongest, F weakest\)/],
    nl: [/Waarschijnlijk wel/, /tussen 7% en 119%.*68%/, /Bewijskracht \(A sterkst, F zwakst\)/],
  },
  {
    kind: "a loss",
    title: "New front-end framework for software engineers",
    en: [/^▼? ?No\b/, /between −73% and −32%/, /Evidence grade/],
    nl: [/^▼? ?Nee\b/, /tussen −73% en −32%/, /Bewijskracht/],
  },
  {
    kind: "cannot tell",
    title: "Leidinggeven aan teams in productie en magazijn",
    en: [/We cannot tell/, /Both a loss and a gain are possible/, /Evidence grade/],
    nl: [/niet te zeggen/i, /Verlies en winst zijn allebei mogelijk/i, /Bewijskracht/],
  },
];

for (const look of [DESK, PHONE]) {
  for (const { kind, title, ...told } of ANSWERS) {
    test(`an executive has the answer after two clicks: ${kind}, ${look.lang}`, async () => {
      const reader = await visitor(look);
      await reader.click(reader.link(title));
      assert.equal(reader.clicks, 2);
      const [ruling, answer, grade] = told[look.lang];
      const { page } = reader;
      assert.match(await words(page.locator(".ruling")), ruling);
      assert.match(await words(page.locator(".verdict")), answer);
      assert.ok(await isInSight(page, page.locator(".ruling")), "the verdict is on the first screen");
      assert.match(await words(page.locator(".graded")), grade);
      assert.ok(await page.locator(".held").isVisible(), "with the target and the chance of reaching it");
      calm(page);
    });
  }
}

// --- the auditor: where does 30 % come from, who approved it, what if it were 26 %? -----------------------------------

const GROUND = {
  en: { margin: "Contribution margin on cross-sell", approved: /approved by: Financial controller/, whatIf: "What if it were different?", result: /The ROI is 45%/, warned: "Not the published value" },
  nl: { margin: "Contribution margin on cross-sell", approved: /goedgekeurd door: Financial controller/, whatIf: "Wat als dit anders was?", result: /ROI.* 45%/, warned: "Niet de gepubliceerde waarde" },
};

for (const look of [DESK, PHONE]) {
  test(`an auditor sees the source and who approved after three clicks, and tries 26% after four: ${look.lang}`, async () => {
    const told = GROUND[look.lang];
    const reader = await visitor(look);
    const { page } = reader;
    await reader.click(reader.link(SELLING));
    await reader.click(page.locator("#summary li", { hasText: told.margin }).getByRole("link", { name: "30%", exact: true }));
    assert.equal(reader.clicks, 3);
    const entry = page.locator("#trace-assumption\\.contribution_margin");
    // The way there is long, and what is far from the window is laid out when it comes near.
    await page.waitForFunction(() => document.querySelector(":target")?.innerText);
    const ground = await words(entry);
    assert.match(ground, /Management accounts 2022 to 2025 by product line/);
    assert.match(ground, told.approved);
    assert.ok(await isInSight(page, entry.getByRole("heading")), "it stands in sight");
    await reader.click(reader.link(told.whatIf, entry));
    assert.equal(reader.clicks, 4);
    const dial = page.locator('[data-dial="assumption.contribution_margin"]');
    await page.waitForFunction(() => document.activeElement?.closest("[data-dial]"));
    await dial.locator(".dial-field").fill("26");
    assert.match(await words(page.locator(".what-if-said")), told.result);
    assert.equal(await words(page.locator(".what-if-banner").first()), told.warned);
    calm(page);
  });
}

test("on a wide screen the result stays beside the value that moves, and covers nothing", async () => {
  const page = await openSite("en/programmes/consultative-selling-2025/what-if.html?assumption.contribution_margin=0.26#try-assumption.contribution_margin", DESK);
  await page.locator(".what-if-said .answer").waitFor();
  for (const id of ["kpi.cross_sell_revenue.actual", "assumption.contribution_margin", "assumption.not_displaced"]) {
    await page.locator(`[data-dial="${id}"] .dial-slider`).focus();
    assert.ok(await isInSight(page, page.locator(".what-if-said .answer")), id);
  }
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  const [frame, table] = [await page.locator(".what-if-results").boundingBox(), await page.locator(".what-if-table").boundingBox()];
  assert.ok(frame.y + frame.height <= table.y, "the result ends above the table of all results");
});

// --- the colleague: which method was used, and could I reuse it? ------------------------------------------------------

const METHOD = {
  en: { chapter: /Attribution/, clicks: 4, method: "Comparison group", reuse: "Use it yourself", used: "Programmes that used it" },
  nl: { chapter: /x/, clicks: 5, method: "Vergelijkingsgroep", reuse: "Zelf gebruiken", used: "Programma's" }, // one more: contents are folded
};

for (const look of [DESK, PHONE]) {
  test(`a colleague finds the method and how to use it: ${look.lang}`, async () => {
    const told = METHOD[look.lang];
    const reader = await visitor(look);
    const { page } = reader;
    await reader.click(reader.link(SELLING));
    if (look === PHONE) await reader.click(page.locator(".contents summary"));
    await reader.click(page.locator('.contents a[href="#attribution"]'));
    await reader.click(reader.link(told.method, page.locator("#attribution")));
    assert.equal(reader.clicks, told.clicks);
    assert.equal(await words(page.locator("h1")), told.method);
    const headings = await page.locator("main h2").allInnerTexts();
    for (const wanted of [told.reuse, told.used]) assert.ok(headings.some((one) => one.startsWith(wanted)), `${wanted}: ${headings}`);
    assert.match(await words(page.locator("main pre")), /method: comparison_group/);
    assert.ok(await reader.link(SELLING).isVisible());
    calm(page);
  });
}
