// A translation beside its original in a real editor.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before } from "node:test";

import { HARBOUR, HARBOUR_IN_GERMAN, NOTE } from "./support/articles.ts";
import { ask, Editor, editorTest, until } from "./support/editor.ts";

/** Forty paragraphs of one line each, some of them longer than others. */
function paragraphs(language: string, words: number): string {
  const paragraph = (index: number) => `${language} ${index + 1}: ${"some words again ".repeat(words + (index % 4) * 5).trim()}.\n`;
  return Array.from({ length: 40 }, (_, index) => paragraph(index)).join("\n");
}

let editor: Editor;

before(async () => {
  editor = await Editor.start({
    files: {
      "copydesk.toml": "[translations]\n",
      "content/en/harbour.md": HARBOUR,
      "content/en/long.md": paragraphs("English", 9),
      "content/de/hafen.md": NOTE,
      "content/de/long.md": paragraphs("German", 12),
      "content/de/harbour.md": HARBOUR_IN_GERMAN,
    },
    settings: { "editor.scrollBeyondLastLine": false },
    size: { width: 1280, height: 500 },
  });
});

after(() => editor?.stop());

const check = (name: string, run: () => Promise<void>) => editorTest(name, () => editor, run);

const button = () => editor.page.locator('.editor-actions [aria-label^="Open the Original Beside"]').first();

/** A group of editors, from the left. */
const group = (index: number) => editor.page.locator(".editor-group-container").nth(index);

/** The lines of a group that are on the screen. */
async function text(index: number): Promise<string> {
  return (await group(index).locator(".editor-instance .view-lines").first().innerText()).replaceAll("\u00a0", " ");
}

/** Waits until a group shows a line, and not another one. */
async function shows(index: number, line: string, other?: string): Promise<void> {
  await until(() => text(index), (shown) => shown.includes(line) && (other === undefined || !shown.includes(other)));
}

/** Turns the wheel above a group by so many steps: two lines and a half each, down or, where they are negative, up. */
async function scroll(index: number, steps: number): Promise<void> {
  const box = await group(index).boundingBox();
  assert.ok(box);
  await editor.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (let step = 0; step < Math.abs(steps); step += 1) {
    await editor.page.mouse.wheel(0, 100 * Math.sign(steps));
  }
}

/** Turns the wheel above a group until another one, or the same, shows a line. */
async function scrollUntil(index: number, steps: number, shown: number, line: string): Promise<void> {
  await ask(() => scroll(index, steps), (timeout) => until(() => text(shown), (lines) => lines.includes(line), timeout));
}

/** The number of the first line that a group shows whole. */
async function top(index: number): Promise<number> {
  const lines = group(index).locator(".editor-instance .monaco-editor").first();
  return lines.evaluate((element: any) => {
    const above = element.getBoundingClientRect().top as number;
    const numbers = [...element.querySelectorAll(".margin-view-overlays .line-numbers")];
    const shown = numbers.filter((number) => number.getBoundingClientRect().top >= above).map((number) => Number(number.textContent));
    return Math.min(...shown.filter((number) => number > 0));
  });
}

/** Whether two lines are one: where the wheel stops within a line, the next one is the first that is shown whole. */
const isBeside = (one: number, other: number): boolean => Math.abs(one - other) <= 1;

/** Waits until neither group moves by itself, and the first lines of the one that leads and the other are as wanted. */
async function rest(leads: number, isThere: (one: number, other: number) => boolean): Promise<void> {
  const tops = async (): Promise<[number, number]> => [await top(leads), await top(1 - leads)];
  const twice = async () => {
    const before = await tops();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return [before, await tops()] as const;
  };
  await until(twice, ([before, after]) => before.join() === after.join() && isThere(...after));
}

check("what a translation lost is found, with its place in the original, and can be restored", async () => {
  await editor.open("content/de/harbour.md");
  await until(() => editor.status.innerText(), (shown) => /to repair/.test(shown));
  const rows = editor.page.locator(".markers-panel .monaco-list-row");
  await ask(() => editor.command("copydesk: Show All Findings"), (timeout) => rows.filter({ hasText: "changed-target" }).first().waitFor({ timeout }));
  await rows.filter({ hasText: "harbour.md[Ln 3" }).or(rows.filter({ hasText: "https://harbour.example/rules" })).first().waitFor();
  await editor.command("View: Hide Panel");
  await editor.goTo(3, 95);
  const offers = editor.page.locator(".action-widget .monaco-list-row");
  await ask(() => editor.page.keyboard.press("Control+."), (timeout) => offers.first().waitFor({ timeout }));
  await offers.filter({ hasText: /restore/i }).first().click();
  await until(() => text(0), (shown) => shown.includes("(https://harbour.example/rules)"));
  await editor.command("File: Revert File");
});

check("the original opens beside at the line of the cursor, which is marked there", async () => {
  await editor.open("content/de/harbour.md");
  await button().waitFor();
  await editor.goTo(51, 1);
  await editor.page.keyboard.press("Control+Shift+F7");
  await shows(1, "The café is open from nine to five.");
  await group(1).locator(".tab.active", { hasText: "harbour.md" }).waitFor();
  const marked = group(1).locator(".view-overlays .cdr").first();
  await marked.waitFor();
  // The text stays where the keys go.
  await until(() => editor.page.locator(".editor-group-container.active").getByText("Die Karte steht auf").count(), (count) => count > 0);
});

check("where one is scrolled, the other follows, and what the translation lost is passed", async () => {
  await scrollUntil(0, -40, 1, "# Visiting the harbour");
  await scrollUntil(0, 40, 1, "## Thanks");
  await scrollUntil(1, -40, 0, "## Der Weg hierher");
  await scrollUntil(1, 40, 0, "## Dank");
  for (const [leads, follows] of [[0, 1], [1, 0]] as const) {
    await scrollUntil(leads, -40, follows, leads === 0 ? "# Visiting the harbour" : "# Ein Besuch im Hafen");
    await scroll(leads, 8);
    await rest(leads, (one, other) => isBeside(one, other) && one > 15);
  }
});

check("what is typed and not saved moves the lines", async () => {
  await editor.page.keyboard.press("Control+2");
  await editor.goTo(1, 1);
  await editor.page.keyboard.type("\n".repeat(30));
  await shows(1, "# Visiting the harbour");
  await editor.page.keyboard.press("Control+1");
  // The lines are asked for when nothing is typed any more.
  const move = async () => {
    await scroll(0, -40);
    await scroll(0, 6);
  };
  const there = async () => ((await top(0)) > 10 ? (await top(1)) - (await top(0)) : 0);
  await ask(move, (timeout) => until(there, (lines) => isBeside(lines, 30), timeout));
  assert.equal(readFileSync(editor.path("content/en/harbour.md"), "utf8"), HARBOUR);
});

check("once one of the two is closed, the other goes its own way", async () => {
  await editor.page.keyboard.press("Control+2");
  await editor.command("File: Revert File");
  await editor.command("View: Close Editor");
  await until(() => editor.page.locator(".editor-group-container").count(), (count) => count === 1);
  await scrollUntil(0, 40, 0, "## Dank");
  await scrollUntil(0, -40, 0, "## Der Weg hierher");
  await editor.command("View: Close All Editors");
});

check("long lines that wrap stay together too", async () => {
  editor.set({ "[markdown]": { "editor.wordWrap": "on" } });
  await editor.open("content/de/long.md");
  await button().click();
  await shows(1, "English 1:");
  for (const leads of [0, 1]) {
    await scrollUntil(leads, -80, 1 - leads, leads === 0 ? "English 1:" : "German 1:");
    await scroll(leads, 30);
    // A paragraph is every other line.
    await rest(leads, (one, other) => one > 8 && Math.abs(one - other) <= 2);
  }
  await editor.command("View: Close All Editors");
});

check("beside the original its open translation is opened, and an article without an original is told so", async () => {
  await editor.open("content/de/hafen.md");
  await until(() => editor.status.innerText(), (shown) => /to repair/.test(shown));
  await button().waitFor({ state: "hidden" });
  await editor.command("copydesk: Open the Original Beside");
  await editor.message("No original of this article is known").waitFor();
  await editor.command("Notifications: Clear All Notifications");
  await editor.open("content/de/harbour.md");
  await button().waitFor();
  await editor.open("content/en/harbour.md");
  await until(() => editor.status.innerText(), (shown) => shown.trim() === "No damage");
  await editor.command("copydesk: Open the Original Beside");
  await shows(1, "# Ein Besuch im Hafen");
  await editor.command("View: Close All Editors");
});
