// Everything with the keyboard alone, and what readers of screens are told.

import assert from "node:assert/strict";

import { pasteText, quiet, settled, textOf } from "./support.mjs";

/** Presses Tab until the element with this id, or in it, has the focus. */
async function tabTo(page, selector, key = "Tab") {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await page.evaluate((selector) => document.activeElement?.closest(selector) !== null, selector)) {
      return;
    }
    await page.keyboard.press(key);
  }
  assert.fail(`${selector} is not reached by ${key}`);
}

const TEXT = "A < b >loaf</b>, [Map] (map.html), < i >new</i>.\n";

export default ({ page: open }) => ({
  async "an article is typed, repaired, and taken away without a mouse"() {
    const page = await open({ permissions: ["clipboard-read", "clipboard-write"] });
    await tabTo(page, ".jump");
    await page.keyboard.press("Enter");
    await tabTo(page, "#article .cm-content");
    await page.keyboard.type(TEXT);
    assert.equal(await settled(page), 3);
    await tabTo(page, "#accept-all");
    await tabTo(page, "#list");
    await page.keyboard.press("ArrowDown");
    await page.waitForSelector("#list [aria-current]");
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-current")), "true");
    await page.keyboard.press("s");
    await page.waitForSelector("#list .left");
    await page.waitForFunction(() => document.activeElement.textContent.includes("Whitespace between"));
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("#article .cm-content").textContent.includes("](map.html)"));
    await settled(page);
    await page.waitForFunction(() => document.activeElement.closest("#list"));
    await tabTo(page, "#copy");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.getElementById("copy").textContent === "Copied");
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "A < b >loaf</b>, [Map](map.html), <i>new</i>.\n");
    quiet(page);
  },

  async "Tab leaves the editors, and every control has a visible focus"() {
    const page = await open();
    await pasteText(page, TEXT);
    await tabTo(page, "#download");
    await tabTo(page, "#undo", "Shift+Tab");
    await tabTo(page, "#view input", "Shift+Tab");
    await page.keyboard.press("ArrowRight");
    await page.locator("#after").waitFor();
    await tabTo(page, "#about-open", "Shift+Tab");
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    assert.equal(outline, "solid");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#about[open]");
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement.id), "about-open");
    quiet(page);
  },

  async "keys in the article: next, previous, accept, skip, undo"() {
    const page = await open();
    await pasteText(page, TEXT);
    await page.keyboard.press("Control+Home");
    const looked = () => page.locator("#list .looked .message").textContent();
    await page.keyboard.press("F8");
    await page.waitForSelector("#list .looked");
    assert.match(await looked(), /the tag <b>/);
    await page.keyboard.press("F8");
    await page.waitForFunction(() => document.querySelector("#list .looked .message").textContent.includes("target"));
    await page.keyboard.press("Shift+F8");
    await page.waitForFunction(() => document.querySelector("#list .looked .message").textContent.includes("<b>"));
    await page.keyboard.press("Alt+Shift+Enter");
    await page.waitForSelector("#list .left");
    await page.keyboard.press("Alt+Enter");
    await page.waitForFunction(() => document.querySelector("#article .cm-content").textContent.includes("](map.html)"));
    assert.equal(await textOf(page, "article"), "A < b >loaf</b>, [Map](map.html), < i >new</i>.\n");
    await page.keyboard.press("Control+z");
    assert.equal(await textOf(page, "article"), TEXT);
    quiet(page);
  },

  async "readers of screens are told how much is damaged, and each damage"() {
    const page = await open();
    await pasteText(page, TEXT);
    await page.waitForFunction(() => document.getElementById("said").textContent === "3 damages: 3 safe to repair.");
    await page.keyboard.press("F8");
    await page.waitForFunction(() => /^\d of 3: \w/.test(document.getElementById("said").textContent));
    assert.equal(await page.locator("#said").getAttribute("role"), "status");
    quiet(page);
  },
});
