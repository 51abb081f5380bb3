// Long articles: the page stays usable. The figures are printed, and nothing is asserted of them.

import assert from "node:assert/strict";
import { stat } from "node:fs/promises";

import { pasteText, quiet, settled, textOf } from "./support.mjs";

const PLAIN = "The mill at the river was built in the year of the great frost, and its wheel has turned ever since. Who comes by on a Saturday can see how flour is made, and buy a bag of it.\n\n";
const DAMAGED = "## What is new\n\nThe < strong >bakery< / strong > opens at six, ** also on Sundays **. [See the map] (map.html)\n\n";

/** An article of so many characters, with damage in one paragraph of so many. */
function article(length, every) {
  const parts = ["# The mill\n\n"];
  for (let [at, size] = [1, 0]; size < length; at += 1) {
    parts.push(at % every === 0 ? DAMAGED : PLAIN);
    size += parts[parts.length - 1].length;
  }
  return parts.join("");
}

/** Types in the middle of an article, and gives the longest time that a key took to be drawn. */
async function typing(page) {
  let longest = 0;
  for (const key of "A < b >loaf</b> ") {
    const began = performance.now();
    await page.keyboard.press(key === " " ? "Space" : key);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve())));
    longest = Math.max(longest, performance.now() - began);
  }
  return longest;
}

const whole = (number) => Math.round(number).toLocaleString("en");

export default ({ page: open, index, disk }) => ({
  async "how large the page is, and how long it takes to the first damage"() {
    console.log(`       ${whole((await stat(index)).size / 1000)} kB`);
    const began = performance.now();
    const page = await open({ address: disk });
    const loaded = performance.now();
    await page.selectOption("#samples", { index: 1 });
    await page.waitForSelector("#article .damage");
    console.log(`       ready after ${whole(loaded - began)} ms, the first damage ${whole(performance.now() - loaded)} ms after a sample was chosen`);
    quiet(page);
  },

  ...Object.fromEntries(
    [["1 MB", 1_000_000, 20], ["1 MB, all of it damaged", 1_000_000, 1], ["10 MB", 10_000_000, 20]].map(([name, length, every]) => [
      `${name}: marked, typed in, repaired`,
      async () => {
        const page = await open();
        const text = article(length, every);
        const began = performance.now();
        const found = await pasteText(page, text);
        const done = performance.now();
        const count = text.split(DAMAGED).length - 1;
        assert.equal(found, count * 4);
        await page.keyboard.press("Control+Home");
        const longest = await typing(page);
        await page.waitForFunction((found) => Number(document.documentElement.dataset.findings) === found + 1, found);
        assert.equal(await page.locator("#article .damage").first().textContent(), "< b >");
        await page.keyboard.press("Control+End");
        await page.keyboard.press("Shift+F8");
        await page.waitForSelector("#list .looked");
        assert.equal(await page.locator("#list [aria-current]").getAttribute("data-at"), String(found), "the last one");
        await settled(page);
        const repaired = await textOf(page, "repaired");
        const expected = `A <b>loaf</b> ${text}`.replaceAll("< strong >", "<strong>").replaceAll("< / strong >", "</strong>");
        assert.ok(repaired === expected.replaceAll("** also on Sundays **", "**also on Sundays**").replaceAll("] (", "]("));
        console.log(`       ${whole(found)} damages; marked and repaired after ${whole(done - began)} ms; a key took ${whole(longest)} ms at most`);
        quiet(page);
      },
    ]),
  ),
});
