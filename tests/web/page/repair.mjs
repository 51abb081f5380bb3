// An article is pasted, repaired and copied: what comes out is what the program makes of it.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import { articles, repaired } from "../program.mjs";
import { copied, openFile, paste, pasteText, quiet, settled, textOf } from "./support.mjs";

const EXTENSIONS = { html: "html", markdown: "md", mdx: "mdx", text: "txt" };
const LIMIT = 20_000;

/** An article from outside the repository, where there is one. */
function seed() {
  const file = path.join(process.env.SHARED ?? "../shared", "seed/article.txt");
  if (!existsSync(file)) {
    console.log(`       left out: there is no ${file}`);
    return [];
  }
  return [{ name: "seed.txt", text: readFileSync(file, "utf8") }];
}

export default ({ page: open, disk, origin }) => ({
  async "pasted articles are repaired as the program repairs them, safely and wholly, and copied"() {
    const page = await open();
    const all = [...articles(), ...seed()].filter(({ text }) => text.length < LIMIT);
    const named = [];
    for (const { name, text } of all) {
      const lines = text.replaceAll(/\r\n?/g, "\n");
      await pasteText(page, lines);
      const flavor = (await page.locator("#flavor option").first().textContent()).replace("Found: ", "");
      const [found] = Object.entries({ html: "HTML", markdown: "Markdown", mdx: "MDX", text: "Text of any kind" }).find(([, label]) => label === flavor);
      const answers = {};
      for (const safety of ["safe", "all"]) {
        await page.check(`#safety input[value=${safety}]`);
        await settled(page);
        answers[safety] = (await copied(page))["text/plain"];
      }
      named.push({ name: `${name}.${EXTENSIONS[found]}`, text: lines, answers });
    }
    for (const [safety, options] of [["safe", ["--fix"]], ["all", ["--fix", "--unsafe-fixes"]]]) {
      const expected = repaired(named, options);
      for (const { name, answers } of named) {
        assert.equal(answers[safety], expected.get(name), `${name}, ${safety}`);
      }
      const changed = named.filter(({ text, answers }) => answers[safety] !== text).length;
      assert.ok(changed > 10, `${changed} were repaired`);
    }
    quiet(page);
  },

  async "the same from the disk"() {
    const text = "The < b >mill</b> opens.\n\n**Bread： ** at six. [Map] (map.html)\n";
    const [page, other] = [await open({ address: disk }), await open({ address: `${origin}/` })];
    await pasteText(page, text);
    await pasteText(other, text);
    assert.equal(await textOf(page, "repaired"), "The <b>mill</b> opens.\n\n**Bread：** at six. [Map](map.html)\n");
    assert.equal(await textOf(page, "repaired"), await textOf(other, "repaired"));
    quiet(page);
  },

  async "opened articles are repaired as what their names say, with their line ends"() {
    const page = await open();
    for (const [name, text, fixed] of [
      ["news.md", "# A\r\n\r\nThe < b >mill</b>\r\n", "# A\r\n\r\nThe <b>mill</b>\r\n"],
      ["old.txt", "The < b >mill</b>\rNo", "The <b>mill</b>\rNo"],
    ]) {
      await openFile(page, name, text);
      await page.waitForFunction((length) => document.getElementById("length").textContent.startsWith(length), String(text.split(/\r\n?/).length));
      await settled(page);
      assert.equal((await copied(page))["text/plain"], fixed, name);
    }
    quiet(page);
  },

  async "damages are marked while somebody types, and a repaired place is not marked any more"() {
    const page = await open();
    await pasteText(page, "The mill opens.\n");
    assert.equal(await page.locator(".damage").count(), 0);
    await page.keyboard.type("A < b >loaf</b>.");
    assert.equal(await settled(page), 1);
    assert.equal(await page.locator("#article .damage").textContent(), "< b >");
    assert.match(await page.locator("#count").textContent(), /^1 damage: 1 safe to repair$/);
    await page.keyboard.press("F8");
    await page.keyboard.press("Alt+Enter");
    await page.waitForFunction(() => !document.querySelector("#article .damage"));
    assert.equal(await textOf(page, "article"), "The mill opens.\nA <b>loaf</b>.");
    quiet(page);
  },

  async "accepted and skipped damages, all at once, and undoing each of them"() {
    const page = await open();
    const text = "A < b >loaf</b>, [Map] (map.html), ** bold ** word.\n\nA < i >roll</i>.\n";
    assert.equal(await pasteText(page, text), 4);
    await page.click("#next");
    await page.waitForSelector("#list [aria-current]");
    const current = page.locator("#list .looked");
    await current.getByRole("button", { name: "Skip", exact: true }).click();
    await settled(page);
    await page.waitForFunction(() => document.querySelector("#repaired .cm-content").textContent.includes("< b >"));
    const skipped = "A < b >loaf</b>, [Map](map.html), **bold** word.\n\nA <i>roll</i>.\n";
    assert.equal(await textOf(page, "repaired"), skipped, "what is skipped stays");
    await current.getByRole("button", { name: "Accept", exact: true }).click();
    await page.waitForFunction(() => document.querySelector("#article .cm-content").textContent.includes("](map.html)"));
    await settled(page);
    await page.click("#accept-all");
    await settled(page);
    assert.equal(await textOf(page, "article"), skipped);
    await page.click("#undo");
    await page.click("#undo");
    await page.click("#undo");
    await settled(page);
    assert.equal(await textOf(page, "article"), text);
    await page.waitForFunction(() => !document.querySelector("#repaired .cm-content").textContent.includes("< b >"));
    assert.equal(await page.locator("#list .left").count(), 0, "the skip is undone");
    await page.click("#redo");
    await page.waitForSelector("#list .left");
    quiet(page);
  },

  async "the article rendered, before and after, and copied as HTML"() {
    const page = await open();
    await pasteText(page, "# Bread\n\nThe < b >mill</b> opens. ** Now **.\n");
    await page.check("#view input[value=rendered]");
    const [before, after] = [page.frameLocator("#before"), page.frameLocator("#after")];
    await after.locator("b").waitFor();
    assert.equal(await after.locator("b").textContent(), "mill");
    assert.equal(await before.locator("b, strong").count(), 0);
    assert.equal(await after.locator("h1").textContent(), "Bread");
    const html = await copied(page, "copy-html");
    assert.equal(html["text/html"], "<h1>Bread</h1>\n<p>The <b>mill</b> opens. <strong>Now</strong>.</p>\n");
    assert.equal(html["text/plain"], html["text/html"]);
    quiet(page);
  },

  async "each sample shows damage, and all that is safe is repaired"() {
    const page = await open();
    for (const button of await page.locator("#sample-list button").allTextContents()) {
      await page.selectOption("#samples", { label: button.replace(/(machine|an export|a language|article).*$/, "") });
      assert.ok((await settled(page)) >= 10, button);
      await page.click("#accept-all");
      await settled(page);
      assert.doesNotMatch(await page.locator("#count").textContent(), /safe to repair/, button);
      assert.ok(await page.locator("#accept-all").isHidden());
    }
    quiet(page);
  },

  async "what is copied at once is what was typed last"() {
    const page = await open();
    await pasteText(page, "The mill.\n");
    await page.keyboard.type("A < b >loaf</b>.");
    assert.equal((await copied(page))["text/plain"], "The mill.\nA <b>loaf</b>.");
    quiet(page);
  },

  async "what cannot be read is told, and cannot be taken away"() {
    const page = await open();
    await page.evaluate(() => document.querySelector("#article .cm-content").focus());
    await paste(page, { "text/plain": "The mill." });
    await page.evaluate(() => {
      const { view } = document.querySelector("#article .cm-content").cmTile;
      view.dispatch({ changes: { from: 0, insert: "\0" } });
    });
    await page.waitForFunction(() => document.getElementById("notice").textContent.includes("NUL"));
    assert.ok(await page.locator("#copy").isDisabled());
    assert.equal(await pasteText(page, "The < b >mill</b>."), 1);
    assert.equal((await copied(page))["text/plain"], "The <b>mill</b>.");
    quiet(page);
  },

  async "the browser's own clipboard"() {
    const page = await open({ permissions: ["clipboard-read", "clipboard-write"] });
    await page.evaluate(() => navigator.clipboard.writeText("The < b >mill</b>.\r\nIt opens."));
    await page.locator("#article .cm-content").focus();
    await page.keyboard.press("Control+v");
    await settled(page);
    await page.click("#copy");
    await page.waitForFunction(() => document.getElementById("copy").textContent === "Copied");
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "The <b>mill</b>.\r\nIt opens.");
    await paste(page, { "text/plain": " x" });
    quiet(page);
  },
});
