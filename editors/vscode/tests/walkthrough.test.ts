// The walkthrough, in an editor of its own: a step is completed by the first run of its command in a session, and only
// where the editor knows the walkthrough by then, which it learns up to five seconds after it first needs one. So nothing
// else runs these commands here, and the walkthrough is on the screen before they run.

import assert from "node:assert/strict";
import { after, before } from "node:test";

import { NOTE } from "./support/articles.ts";
import { Editor, editorTest } from "./support/editor.ts";

let editor: Editor;

before(async () => {
  editor = await Editor.start({ files: { "note.md": NOTE } });
  // A list of commands shows what was known as it was opened, so the extension runs first.
  await editor.open("note.md");
  await editor.status.filter({ hasText: "to repair" }).waitFor();
  await editor.command("View: Close All Editors");
});

after(() => editor?.stop());

const STEPS = ["Open a damaged article", "Go from one damage to the next", "See what would change", "Repair it"] as const;

editorTest("the walkthrough leads through its sample in four steps", () => editor, async () => {
  const step = (title: string) => editor.page.locator(".getting-started-step", { hasText: title });
  const done = (title: string) => step(title).locator(".codicon.complete");
  const [open, next, compare, repair] = STEPS;
  await editor.command("copydesk: Get Started");
  for (const title of STEPS) {
    await step(title).waitFor();
    assert.equal(await done(title).count(), 0, `"${title}" is complete before it is done`);
  }
  // The comparison opens in the same group, and takes the place of a page that is not kept.
  await editor.command("View: Keep Editor");
  await editor.page.locator(".tab.active:not(:has(.italic))").waitFor();
  await editor.page.getByRole("button", { name: "Open the Sample Article" }).click();
  await editor.page.locator(".squiggly-error").first().waitFor();
  await done(open).waitFor();
  await step(next).click();
  await step(next).getByRole("button", { name: "Next Damage" }).click();
  await editor.previewPage().locator("nav button.main").waitFor();
  await editor.page.keyboard.press("Escape");
  await editor.previewPage().locator("main").waitFor({ state: "hidden" });
  await done(next).waitFor();
  await step(compare).click();
  await editor.page.getByRole("button", { name: "Compare with Repaired" }).click();
  await editor.pick("Safe fixes");
  await editor.page.locator(".monaco-diff-editor .editor.modified .view-lines", { hasText: "seven in the morning</strong>" }).waitFor();
  await editor.command("View: Close Editor");
  await done(compare).waitFor();
  assert.equal(await done(repair).count(), 0);
  await step(repair).click();
  await editor.page.getByRole("button", { name: "Fix All in This Document" }).click();
  await editor.page.locator(".view-lines", { hasText: "<strong>seven in the morning</strong>" }).first().waitFor();
  await done(repair).waitFor();
});
