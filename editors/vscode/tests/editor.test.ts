// The extension in a real editor, as a user sees it.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { after, before } from "node:test";

import { LONG, MARKET, NAMES, NOTE, NOTE_FIXED, PAGE } from "./support/articles.ts";
import { ask, Editor, editorTest, until } from "./support/editor.ts";

let editor: Editor;

before(async () => {
  editor = await Editor.start({
    files: {
      "market.md": MARKET,
      "mill.html": PAGE,
      "names.html": NAMES,
      "style.css": "h1 { color: rgb(1, 2, 3); }\n",
      "wheel.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>\n',
      "save.md": NOTE,
      "letter.njk": NOTE,
      "parts/card.vue": `<template>\n  <p>${NOTE.trim()}</p>\n</template>\n`,
      "one.md": NOTE,
      "two.txt": NOTE,
      "long.txt": LONG,
      "plain.ts": "export const answer = 42;\n",
      "copydesk.toml": '[flavors]\nnjk = "html"\n',
    },
    settings: { "editor.codeActionsOnSave": { "source.fixAll.copydesk": "explicit" }, "files.associations": { "*.vue": "javascript" } },
  });
});

after(() => editor?.stop());

const check = (name: string, run: () => Promise<void>) => editorTest(name, () => editor, run);

/** The lines of the editor in front that are on the screen. */
async function text(): Promise<string> {
  const lines = await editor.page.locator(".editor-group-container.active .editor-instance .view-lines").first().innerText();
  return lines.replaceAll("\u00a0", " ");
}

const disk = (name: string) => readFileSync(editor.path(name), "utf8");

check("damages are underlined", async () => {
  await editor.open("market.md");
  await until(() => editor.page.locator(".squiggly-error").count(), (count) => count >= 9);
  await editor.page.locator(".squiggly-warning").first().waitFor();
});

check("the status item says how much there is to do, and all of it is listed", async () => {
  await until(() => editor.status.innerText(), (shown) => shown.trim() === "10 to repair");
  const rows = editor.page.locator(".markers-panel .monaco-list-row");
  const row = rows.filter({ hasText: "Misplaced whitespace in the tag <strong>" }).first();
  await ask(() => editor.command("copydesk: Show All Findings"), (timeout) => row.waitFor({ timeout }));
  await rows.filter({ hasText: "list-residue" }).first().waitFor();
  await editor.command("View: Hide Panel");
});

check("pointing at a damage explains it", async () => {
  const hover = editor.page.locator(".monaco-hover:not(.hidden)").filter({ hasText: "spaced-tag" }).first();
  const point = async () => {
    const box = await editor.page.locator(".squiggly-error").first().boundingBox();
    assert.ok(box);
    // From elsewhere: a pointer that rests asks for nothing.
    await editor.page.mouse.move(2, 2);
    await editor.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 5 });
  };
  await ask(point, (timeout) => hover.waitFor({ timeout }));
  await hover.getByText("A browser expects a name right after").first().waitFor();
  // What is wrong comes from the editor's own line, then the repaired text, and no heading.
  const shown = await hover.innerText();
  assert.match(shown.replaceAll("\u00a0", " "), /^Misplaced whitespace in the tag <strong>[^]*- .*< strong >[^]*\+ .*<strong>[^]*A browser expects/);
  assert.equal(await hover.locator("h1, h2").count(), 0);
  await hover.locator("a", { hasText: "spaced-tag" }).first().waitFor();
  await editor.page.keyboard.press("Escape");
});

check("the light bulb offers fixes in plain words, and applies one", async () => {
  await editor.goTo(14, 56);
  const offers = editor.page.locator(".action-widget .monaco-list-row");
  await ask(() => editor.page.keyboard.press("Control+."), (timeout) => offers.first().waitFor({ timeout }));
  const titles = await offers.allInnerTexts();
  assert.ok(titles.some((title) => title.includes("Ignore")), titles.join(" | "));
  await offers.filter({ hasText: "</p>" }).first().click();
  await until(text, (shown) => shown.includes("from six o'clock.\n"));
  await until(() => editor.status.innerText(), (shown) => shown.trim() === "9 to repair");
});

check("a comparison shows the article beside its repaired text", async () => {
  await editor.command("copydesk: Compare with Repaired");
  await editor.pick("All fixes");
  const repaired = editor.page.locator(".monaco-diff-editor .editor.modified .view-lines");
  await until(() => repaired.innerText(), (shown) => shown.includes("<strong>seven in the morning</strong>".replaceAll(" ", "\u00a0")));
  const original = editor.page.locator(".monaco-diff-editor .editor.original .view-lines");
  await until(() => original.innerText(), (shown) => /<\s*strong\s>seven/.test(shown));
});

check("the repairs of a comparison can be applied, and the comparison is left", async () => {
  await editor.page.locator('.editor-actions [aria-label="Apply These Repairs"]').first().click();
  await editor.page.locator(".tab", { hasText: "Repaired" }).waitFor({ state: "detached" });
  await until(text, (shown) => shown.includes("<strong>seven in the morning</strong>") && !shown.includes("</li>"));
  await until(() => editor.status.innerText(), (shown) => shown.trim() === "No damage");
  assert.equal(disk("market.md"), MARKET, "nothing is saved that nobody saved");
  await editor.command("File: Revert File");
  await until(() => editor.status.innerText(), (shown) => shown.trim() === "10 to repair");
});

check("a preview shows Markdown before and after the repair, and follows what is typed", async () => {
  await editor.command("copydesk: Preview Repaired");
  await editor.preview("now").getByText("< strong >seven in the morning< / strong >").waitFor();
  await editor.preview("repaired").locator("strong", { hasText: "seven in the morning" }).waitFor();
  await editor.preview("repaired").locator("h2", { hasText: "What changes for visitors" }).waitFor();
  await editor.goTo(1, 3);
  await editor.page.keyboard.type("Tomorrow: ");
  await editor.preview("repaired").locator("h1", { hasText: "Tomorrow: The harbour market moves" }).waitFor();
  await editor.command("File: Revert File");
  await editor.command("View: Close Other Editors in Group");
  await editor.command("View: Close All Editors");
});

check("a preview marks what differs, follows the text, and shows one side where that is wanted", async () => {
  await editor.open("long.txt");
  await until(() => editor.status.innerText(), (shown) => /2 to repair/.test(shown));
  await editor.command("copydesk: Preview Repaired");
  await editor.preview("repaired").locator("strong", { hasText: "bold" }).waitFor();
  const marked = (side: "now" | "repaired") => editor.preview(side).locator("[data-copydesk-changed]");
  await until(() => marked("repaired").count(), (count) => count === 1);
  assert.equal(await marked("now").innerText(), "The last line is < strong >bold< / strong >.");
  await editor.previewPage().getByText("1 block differs").waitFor();
  // A title of plain text does not run into what follows it.
  assert.equal(await editor.preview("now").locator("p").first().innerText(), "The title");
  await editor.page.keyboard.press("Control+1");
  await editor.goTo(61, 1);
  await until(() => marked("now").boundingBox(), (box) => box !== null && box.y < 800);
  await until(() => marked("repaired").boundingBox(), (box) => box !== null && box.y < 800);
  await editor.previewPage().getByRole("button", { name: "Repaired" }).click();
  await editor.previewPage().locator("#now").waitFor({ state: "hidden" });
  const width = await editor.previewPage().locator("#repaired").evaluate((element: any) => element.clientWidth as number);
  assert.ok(width > 400, `readable at 1280 pixels: ${width}`);
  await editor.command("View: Close Other Editors in Group");
  await editor.command("View: Close All Editors");
});

check("a preview of HTML runs none of its scripts", async () => {
  await editor.open("mill.html");
  await editor.command("copydesk: Preview Repaired");
  await editor.preview("repaired").locator("b", { hasText: "again" }).waitFor();
  // The image has failed by now, and so its handler would have run.
  const image = editor.preview("now").locator("#lost");
  await until(() => image.evaluate((element: any) => element.complete as boolean), (complete) => complete);
  for (const side of ["now", "repaired"] as const) {
    assert.equal(await editor.preview(side).locator("#mark").innerText(), "untouched");
  }
  await editor.command("View: Close All Editors");
});

check("a preview shows the pictures and style sheets that lie beside the article", async () => {
  await editor.open("mill.html");
  await editor.command("copydesk: Preview Repaired");
  const now = editor.preview("now");
  await until(() => now.locator("#wheel").evaluate((element: any) => element.naturalWidth as number), (width) => width === 40);
  await until(() => now.locator("h1").evaluate((element: any) => element.ownerDocument.defaultView.getComputedStyle(element).color as string), (color) => color === "rgb(1, 2, 3)");
  await editor.command("View: Close All Editors");
});

check("names in an article do not stop its preview, and nothing is loaded from elsewhere unasked", async () => {
  // What the policy forbids never comes this far.
  const asked: string[] = [];
  await editor.page.context().route("https://example.invalid/**", async (route) => {
    asked.push(route.request().url());
    await route.abort();
  });
  await editor.open("names.html");
  await editor.command("copydesk: Preview Repaired");
  const now = editor.preview("now");
  await until(() => now.locator("#wheel").evaluate((element: any) => element.naturalWidth as number), (width) => width === 40);
  await editor.preview("repaired").locator("b", { hasText: "again" }).waitFor();
  await now.locator("#form").click({ position: { x: 2, y: 2 } });
  await now.locator("a").click();
  const place = (side: "now" | "repaired") => editor.preview(side).locator("html").evaluate((element: any) => element.scrollTop as number);
  await until(() => place("now"), (top) => top > 500);
  await until(() => place("repaired"), (top) => top > 500);
  assert.deepEqual(asked, []);
  await editor.previewPage().getByText("Load Pictures").click();
  await until(async () => asked.length, (count) => count > 0);
  await editor.preview("repaired").locator("b", { hasText: "again" }).waitFor();
  assert.equal(await editor.previewPage().getByText("Load Pictures").count(), 0);
  await editor.command("View: Close All Editors");
});

check("what is closed is not listed any more", async () => {
  await editor.open("market.md");
  await until(() => editor.page.locator(".squiggly-error").count(), (count) => count > 0);
  await editor.command("View: Close All Editors");
  await editor.command("Problems: Focus on Problems View");
  await until(() => editor.page.locator(".markers-panel .monaco-list-row").count(), (count) => count === 0);
  await editor.command("View: Hide Panel");
});

check("the rule at the cursor is explained", async () => {
  await editor.open("market.md");
  await editor.page.locator(".squiggly-error").first().waitFor();
  await editor.goTo(6, 3);
  await editor.command("copydesk: Explain This Rule");
  await editor.page.locator('.tab[aria-label*="unflanked-emphasis"]').waitFor();
  const page = editor.page.frameLocator("iframe.webview.ready").frameLocator("iframe");
  await page.locator("h1", { hasText: "unflanked-emphasis" }).waitFor();
  await editor.command("View: Close All Editors");
});

check("saving fixes what is safe to fix, on the disk", async () => {
  await editor.open("save.md");
  await editor.page.locator(".squiggly-error").first().waitFor();
  // Where the editor does not get the fixes, it saves without them.
  const fixed = (timeout: number) => until(() => disk("save.md"), (saved) => saved === NOTE_FIXED, timeout);
  await ask(() => editor.page.keyboard.press("Control+S"), fixed);
});

check("a file that copydesk.toml adds is an article", async () => {
  await editor.open("letter.njk");
  await until(() => editor.status.innerText(), (shown) => /^[12] to repair$/.test(shown.trim()));
  await editor.command("copydesk: Fix All in This Document");
  await until(text, (shown) => shown.includes(NOTE_FIXED.trim()));
  await editor.command("File: Revert File");
});

check("a template beside a settings file is an article", async () => {
  await editor.open("card.vue");
  await until(() => editor.status.innerText(), (shown) => /^[12] to repair$/.test(shown.trim()));
  await editor.command("View: Close Editor");
});

check("other files have no status item", async () => {
  await editor.open("plain.ts");
  await editor.status.waitFor({ state: "hidden" });
});

check("a settings file is checked while it is typed", async () => {
  await editor.open("copydesk.toml");
  await editor.goTo(1, 1);
  await editor.page.keyboard.type("ignor = []\n");
  await editor.page.locator(".squiggly-error").first().waitFor();
  const row = editor.page.locator(".markers-panel .monaco-list-row", { hasText: "ignore" }).first();
  await ask(() => editor.page.keyboard.press("Control+Shift+M"), (timeout) => row.waitFor({ timeout }));
  await editor.command("View: Hide Panel");
  await editor.command("File: Revert File");
});

check("a broken settings file is one message that begins with what is wrong, and the last good settings stay", async () => {
  await editor.open("letter.njk");
  await until(() => editor.status.innerText(), (shown) => /to repair/.test(shown));
  const good = disk("copydesk.toml");
  writeFileSync(editor.path("copydesk.toml"), `ignor = ["tags"]\n${good}`);
  const toast = editor.message("did you mean `ignore`?");
  await toast.first().waitFor();
  await editor.open("one.md");
  await editor.open("letter.njk");
  assert.equal(await toast.count(), 1);
  assert.match((await toast.innerText()).trim(), /^unknown key `ignor`; did you mean `ignore`\? \(.*copydesk\.toml, line 1\)\. The last good settings stay in force\./);
  await until(() => editor.status.innerText(), (shown) => /to repair/.test(shown));
  writeFileSync(editor.path("copydesk.toml"), good);
  await editor.command("Notifications: Clear All Notifications");
});

check("the workspace is fixed after a question, and nothing is saved before another", async () => {
  await editor.command("copydesk: Fix the Workspace");
  await editor.page.locator(".monaco-dialog-box").getByRole("button", { name: "Fix" }).click();
  const told = /Fixed \d+ of \d+ articles/;
  await editor.message(told).waitFor();
  assert.equal(disk("one.md"), NOTE);
  await editor.press(told, "Save the Articles");
  for (const name of ["one.md", "two.txt", "letter.njk"]) {
    await until(() => disk(name), (saved) => saved === NOTE_FIXED);
  }
  await editor.command("View: Close All Editors");
});
