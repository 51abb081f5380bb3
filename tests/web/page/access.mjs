// axe finds nothing: light, dark, on a phone, with each part shown.

import assert from "node:assert/strict";

import { pasteText, quiet, settled } from "./support.mjs";

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

async function check(page, axe, what) {
  if (!(await page.evaluate(() => "axe" in window))) {
    // As a debugger does: the page's policy allows no script.
    await (await page.context().newCDPSession(page)).send("Runtime.evaluate", { expression: axe });
  }
  const violations = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { iframes: false });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`).join("\n")}`);
  });
  assert.deepEqual(violations, [], what);
}

async function tour(page, axe, what) {
  await check(page, axe, `${what}, empty`);
  await page.selectOption("#samples", { index: 4 });
  await settled(page);
  await check(page, axe, `${what}, a sample`);
  const tabs = page.locator(".tabs button:visible");
  for (const tab of await tabs.all()) {
    await tab.click();
    await check(page, axe, `${what}, ${await tab.textContent()}`);
  }
  await page.keyboard.press("F8");
  await page.waitForSelector("#list .looked", { state: "attached" });
  if ((await tabs.count()) > 0) {
    await tabs.nth(1).click();
  }
  await check(page, axe, `${what}, one damage`);
  await page.keyboard.press("Alt+Shift+Enter");
  await page.waitForSelector("#list .left", { state: "attached" });
  await check(page, axe, `${what}, one skipped`);
  await page.check("#view input[value=rendered]");
  await page.check("#safety input[value=all]", { force: true }).catch(() => {});
  await check(page, axe, `${what}, rendered`);
  await page.check("#view input[value=source]");
  await page.click("#about-open");
  await check(page, axe, `${what}, about`);
  await page.keyboard.press("Escape");
}

export default ({ page: open, axe: file }) => {
  const read = async () => (await import("node:fs/promises")).readFile(file, "utf8");
  const tests = {};
  for (const colorScheme of ["light", "dark"]) {
    for (const [device, options] of [["a desktop", {}], ["a phone", PHONE]]) {
      tests[`axe finds nothing: ${colorScheme}, ${device}`] = async () => {
        const page = await open({ colorScheme, reducedMotion: "reduce", ...options });
        await tour(page, await read(), `${colorScheme}, ${device}`);
        quiet(page);
      };
    }
  }
  tests["axe finds something where there is something"] = async () => {
    const page = await open();
    await page.evaluate(() => document.body.append(document.createElement("button")));
    await assert.rejects(check(page, await read(), "a button without a name"));
  };
  tests["the switch of colors wins over the system's"] = async () => {
    const page = await open({ colorScheme: "dark" });
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await paper();
    await page.selectOption("#theme", "light");
    const light = await paper();
    assert.notEqual(light, dark);
    await page.reload();
    await page.waitForSelector("html[data-ready]");
    assert.equal(await paper(), light, "it is kept");
    quiet(page);
  };
  tests["on a phone, one part at a time, and nothing is wider than the screen"] = async () => {
    const page = await open(PHONE);
    await pasteText(page, `The < b >mill</b> ${"x".repeat(400)}.`);
    for (const id of ["damage-pane", "repaired-pane", "article-pane"]) {
      await page.click(`.tabs [data-pane="${id}"]`);
      assert.deepEqual(await page.locator(".pane:visible").evaluateAll((panes) => panes.map(({ id }) => id)), [id]);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), id);
    }
    quiet(page);
  };
  return tests;
};
