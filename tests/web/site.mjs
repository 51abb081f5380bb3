// Examples that are tried on the pages of rules: site.mjs SITE MODULES BROWSER. The pages are opened from the disk.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { runEach } from "../each.mjs";

const [site, modules, browserPath] = process.argv.slice(2);
const { chromium } = createRequire(path.join(path.resolve(modules), "package.json"))("playwright-core");
const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-gpu"] });

async function open(name, width = 1280) {
  const page = await (await browser.newContext({ viewport: { width, height: 800 } })).newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(error.message));
  page.on("request", (request) => !/^(file|data|blob):/.test(request.url()) && page.faults.push(request.url()));
  await page.goto(pathToFileURL(path.join(path.resolve(site), name)).href);
  return page;
}

async function close(page) {
  assert.deepEqual(page.faults, []);
  await page.context().close();
}

const tests = {
  async "an example is tried and changed"() {
    const page = await open("rules/spaced-tag.html");
    assert.equal(await page.evaluate(() => typeof window.copydesk), "undefined", "nothing is loaded before it is wanted");
    const example = await page.locator("main pre code").first().textContent();
    await page.getByRole("button", { name: "Try it" }).first().click();
    const field = page.getByRole("textbox", { name: "Text to try" });
    await field.waitFor();
    assert.equal((await field.inputValue()).trimEnd(), example.trimEnd());
    const tried = page.locator(".tried");
    await tried.getByRole("link", { name: "spaced-tag" }).first().waitFor();
    assert.equal((await tried.locator("pre").first().textContent()).trimEnd(), (await page.locator("main > pre code").nth(1).textContent()).trimEnd());
    await field.fill("<p>The < em >mill</em>");
    await tried.getByText("<p>The <em>mill</em>").waitFor();
    await field.fill("<p>The mill</p>");
    await tried.getByText("Nothing is found.").waitFor();
    assert.equal(await tried.locator("pre").count(), 0);
    await close(page);
  },

  async "each kind of example can be tried: rules that are off by default, and translations"() {
    for (const [rule, name] of [["changed-target", "changed-target"], ["changed-number", "changed-number"]]) {
      const page = await open(`rules/${rule}.html`);
      await page.getByRole("button", { name: "Try it" }).first().click();
      await page.locator(".tried").getByRole("link", { name }).first().waitFor();
      await close(page);
    }
  },

  async "on a phone it fits"() {
    const page = await open("rules/spaced-tag.html", 390);
    await page.getByRole("button", { name: "Try it" }).first().click();
    await page.locator(".tried li").first().waitFor();
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390);
    await close(page);
  },

  async "other pages have nothing of it"() {
    const page = await open("start.html");
    assert.equal(await page.getByRole("button", { name: "Try it" }).count(), 0);
    await close(page);
  },
};

await runEach(tests, () => browser.close());
