// Next Damage in a real editor: an article is repaired with one key press for each answer, and without a menu.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before } from "node:test";

import { FAIR, MARKET, NOTE } from "./support/articles.ts";
import { ask, Editor, editorTest, until } from "./support/editor.ts";

/** Four blocks with a damage each. */
const FOUR = ["one", "two", "three", "four"].map((word) => `See < b >${word}</b>.\n`).join("\n");

let editor: Editor;

before(async () => {
  editor = await Editor.start({
    files: { "fair.txt": FAIR, "again.txt": FAIR, "market.md": MARKET, "note.md": `${NOTE}\n${NOTE}\nEnd.\n`, "lost.md": `${NOTE}\n<!-- open\n`, "card.vue": NOTE, "four.md": FOUR },
    // As with an extension for Vue: without one, such a file is plain text.
    settings: { "editor.wordWrap": "on", "files.associations": { "*.vue": "javascript" } },
  });
});

after(() => editor?.stop());

const check = (name: string, run: () => Promise<void>) => editorTest(name, () => editor, run);

const disk = (name: string) => readFileSync(editor.path(name), "utf8");
const panel = () => editor.previewPage().locator("main");
const status = (wanted: string) => until(() => editor.status.innerText(), (shown) => shown.trim() === wanted);
const shows = (part: string | RegExp) => until(() => panel().innerText(), (shown) => (typeof part === "string" ? shown.includes(part) : part.test(shown)));

/** Begins the walk from the top, with its key. */
async function begin(name: string): Promise<void> {
  await editor.open(name);
  await until(() => editor.status.innerText(), (shown) => /to repair|for you/.test(shown));
  await editor.goTo(1, 1);
  await editor.page.keyboard.press("Control+F7");
  await panel().locator("nav button.main").waitFor();
}

/** Presses a key for what the panel shows, and waits for what comes then. */
async function press(key: string): Promise<string> {
  const before = await panel().innerText();
  await editor.page.keyboard.press(key);
  return until(() => panel().innerText(), (shown) => shown !== before && !/^\s*$/.test(shown));
}

const saved = async (name: string): Promise<string> => {
  const before = disk(name);
  await editor.command("File: Save");
  return until(() => disk(name), (text) => text !== before);
};

async function close(): Promise<void> {
  await editor.command("File: Revert File");
  await editor.command("View: Close All Editors");
}

check("an article with every damage of a bad export is repaired with a key press for each", async () => {
  await begin("fair.txt");
  await status("30 to repair");
  let presses = 1;
  let shown = await shows("1 of 30 · 30 left");
  assert.match(shown, /No-break space in the padding of a table cell/);
  for (; !shown.includes("This is the end of the article."); presses += 1) {
    assert.ok(presses < 60, shown);
    shown = await press(shown.includes("This needs you") ? "s" : "Enter");
  }
  assert.match(shown, /29 repaired, 1 skipped\./);
  assert.match(shown, /Left: 1 for you\./);
  assert.equal(presses, 31, "one to begin, one for each of 30 damages");
  await status("1 for you");
  await editor.page.keyboard.press("Escape");
  const text = await saved("fair.txt");
  for (const part of ["- <strong>Noise:</strong> The band", "\n## Walking and Lamps\n", "| Ferry Landing | Two boats every hour | 2025 |", "\n## Looking Ahead to the Spring\n"]) {
    assert.ok(text.includes(part), `${part} is not in ${text}`);
  }
  assert.doesNotMatch(text, /< |section|li \/>|\. \. \.|\$/);
  await close();
});

check("all damage of a kind is one key press", async () => {
  await begin("again.txt");
  let presses = 1;
  let shown = await shows("All 3 of This Kind");
  for (; !shown.includes("This is the end of the article."); presses += 1) {
    assert.ok(presses < 30, shown);
    shown = await press(shown.includes("This needs you") ? "s" : shown.includes("of This Kind") ? "a" : "Enter");
  }
  assert.match(shown, /Left: 1 for you\./);
  assert.ok(presses <= 12, `${presses} key presses`);
  await editor.page.keyboard.press("Escape");
  await close();
});

check("the panel shows the place before and after, and the text shows both", async () => {
  await begin("note.md");
  await shows("1 of 2 · 2 left");
  const sides = panel().locator(".change pre");
  assert.equal(await sides.nth(0).innerText(), "The library is closed < em >today</em>.");
  assert.equal(await sides.nth(1).innerText(), "The library is closed <em>today</em>.");
  assert.deepEqual(await panel().locator("del, ins").allInnerTexts(), [" em ", "em"]);
  const line = editor.page.locator(".editor-instance .view-line").first();
  // What would come stands behind what would go.
  await until(() => line.evaluate((element: any) => [...element.querySelectorAll("span")].map((span) => element.ownerDocument.defaultView.getComputedStyle(span, "::after").content as string)), (found) => found.includes('"<em>"'));
  await editor.page.keyboard.press("Escape");
  await panel().waitFor({ state: "hidden" });
  await close();
});

check("a damage can be skipped, ignored, taken back, and mended by hand", async () => {
  await begin("lost.md");
  await shows("Misplaced whitespace in the tag");
  assert.match(await press("i"), /needs you/);
  assert.match(await press("u"), /Misplaced whitespace/);
  assert.match(await press("Enter"), /needs you/);
  // By hand: the keys go to the text, and the panel follows it.
  await editor.page.keyboard.press("Enter");
  await until(() => editor.page.evaluate<boolean>("document.activeElement?.closest('.editor-instance') !== null"), (isText) => isText);
  await editor.page.keyboard.press("End");
  await editor.page.keyboard.type(" -->");
  await shows("No damage is left.");
  await editor.page.keyboard.press("Control+F7");
  await until(() => editor.page.evaluate<boolean>("document.activeElement?.tagName === 'IFRAME'"), (isPanel) => isPanel);
  // A key that comes before the panel has what it shows is lost.
  await ask(() => editor.page.keyboard.press("Enter"), (timeout) => panel().waitFor({ state: "hidden", timeout }));
  assert.equal(await saved("lost.md"), "The library is closed <em>today</em>.\n\n<!-- open -->\n");
  await close();
});

check("a walk begins at the cursor, goes on from the top, and ends where it began", async () => {
  await editor.open("four.md");
  await status("4 to repair");
  // In the third damage.
  await editor.goTo(5, 7);
  await editor.page.keyboard.press("Control+F7");
  const shown = await shows("1 of 4 · 4 left");
  assert.doesNotMatch(shown, /from the top/);
  assert.match(await press("Enter"), /2 of 4 · 3 left/);
  assert.match(await press("s"), /3 of 4 · 2 left · from the top/);
  assert.match(await press("Enter"), /4 of 4 · 1 left · from the top/);
  const end = await press("Enter");
  assert.match(end, /You are back where you began\./);
  assert.match(end, /3 repaired, 1 skipped\./);
  assert.match(end, /Left: 1 to repair\./);
  // Once more, from the top: what was skipped.
  assert.match(await press("Enter"), /1 of 1 · 1 left/);
  await editor.page.keyboard.press("Escape");
  await panel().waitFor({ state: "hidden" });
  assert.equal(await saved("four.md"), FOUR.replaceAll("< b >", "<b>").replace("<b>four", "< b >four"));
  await close();
});

check("a template is no article where no settings are", async () => {
  await editor.open("four.md");
  await status("1 to repair");
  await editor.open("card.vue");
  await editor.status.waitFor({ state: "hidden" });
  await close();
});

check("the button above the text and the status item begin it too", async () => {
  await editor.open("market.md");
  await status("10 to repair");
  await editor.page.locator('.editor-actions [aria-label^="Next Damage"]').first().click();
  await shows(" of 10");
  await editor.page.keyboard.press("Escape");
  await panel().waitFor({ state: "hidden" });
  await editor.status.click();
  await shows(" of 10");
  await editor.page.keyboard.press("Escape");
  await close();
});
