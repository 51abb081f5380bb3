// Takes the pictures of the README and the walkthrough from the real editor. Not a test; look at what comes out.
//
//   sh tests/run.sh pictures                narrow, wide, translated and web, or those that are named

import path from "node:path";

import { HARBOUR, HARBOUR_IN_GERMAN, MARKET, ROOT } from "./support/articles.ts";
import { ask, Editor, until } from "./support/editor.ts";
import { installed } from "./support/environment.ts";
import { LOOK } from "./support/look.ts";

async function picture(editor: Editor, file: string): Promise<void> {
  await editor.page.screenshot({ path: path.join(ROOT, file) });
  console.log(file);
}

async function begin(size: { width: number; height: number }): Promise<Editor> {
  const editor = await Editor.start({ files: { "harbour-market.md": MARKET }, settings: LOOK, size });
  await editor.command("View: Toggle Primary Side Bar Visibility");
  await editor.open("harbour-market.md");
  await until(() => editor.status.innerText(), (shown) => shown.trim() === "10 to repair");
  return editor;
}

/** Pictures of a wide window. */
async function wide(): Promise<void> {
  const editor = await begin({ width: 1240, height: 640 });
  await editor.command("copydesk: Compare with Repaired");
  await editor.pick("All fixes");
  await editor.page.locator(".monaco-diff-editor .char-insert, .monaco-diff-editor .char-delete").first().waitFor();
  await editor.command("Notifications: Clear All Notifications");
  await picture(editor, "pictures/compare.png");
  await editor.command("View: Close Editor");
  await editor.command("copydesk: Preview Repaired");
  await editor.preview("repaired").locator("h2").first().waitFor();
  await editor.preview("now").locator("h1").first().waitFor();
  await until(() => editor.page.locator(".squiggly-error").count(), (count) => count > 5);
  // Away from the border between the groups, which lights up below the pointer.
  await editor.page.mouse.move(2, 2);
  await until(() => editor.page.locator(".monaco-sash.hover").count(), (count) => count === 0);
  await picture(editor, "pictures/preview.png");
  await editor.stop();
}

/** Pictures of the article itself. */
async function narrow(): Promise<void> {
  const editor = await begin({ width: 900, height: 640 });
  await editor.goTo(14, 57);
  await editor.page.keyboard.press("Control+.");
  await editor.page.locator(".action-widget .monaco-list-row").first().waitFor();
  await picture(editor, "pictures/fixes.png");
  await editor.page.keyboard.press("Escape");
  await editor.goTo(1, 1);
  await editor.page.keyboard.press("Control+F7");
  await editor.previewPage().locator("nav button.main").waitFor();
  await editor.page.mouse.move(2, 2);
  await picture(editor, "pictures/next.png");
  await editor.page.keyboard.press("Escape");
  await editor.previewPage().locator("main").waitFor({ state: "hidden" });
  await editor.command("copydesk: Show All Findings");
  await editor.page.locator(".markers-panel .monaco-list-row").nth(3).waitFor();
  await editor.command("View: Focus Active Editor Group");
  await editor.goTo(3, 66);
  await editor.command("Show or Focus Hover");
  await editor.page.locator(".monaco-hover:not(.hidden)", { hasText: "spaced-tag" }).first().waitFor();
  await picture(editor, "pictures/overview.png");
  await editor.page.keyboard.press("Escape");
  await editor.command("View: Hide Panel");
  await editor.command("copydesk: Fix All in This Document");
  await until(() => editor.status.innerText(), (shown) => shown.trim() !== "10 to repair");
  await picture(editor, "pictures/repaired.png");
  await editor.stop();
}

/** A translation beside its original. */
async function translated(): Promise<void> {
  const files = { "copydesk.toml": "[translations]\n", "en/harbour.md": HARBOUR, "de/harbour.md": HARBOUR_IN_GERMAN };
  const editor = await Editor.start({ files, settings: { ...LOOK, "editor.stickyScroll.enabled": false }, size: { width: 1240, height: 640 } });
  await editor.command("View: Toggle Primary Side Bar Visibility");
  await editor.open("de/harbour.md");
  await until(() => editor.status.innerText(), (shown) => /to repair/.test(shown));
  await editor.goTo(12, 6);
  await editor.command("copydesk: Open the Original Beside");
  await editor.page.locator(".editor-group-container").nth(1).getByText("## Tickets").waitFor();
  await ask(() => editor.page.keyboard.press("Control+."), (timeout) => editor.page.locator(".action-widget .monaco-list-row").first().waitFor({ timeout }));
  await editor.page.mouse.move(2, 2);
  await picture(editor, "pictures/original.png");
  await editor.stop();
}

/** A repository in VS Code for the Web. */
async function web(): Promise<void> {
  const files = { "harbour-market.md": MARKET, "harbour.en.md": HARBOUR, "harbour.de.md": HARBOUR_IN_GERMAN, "copydesk.toml": "[translations]\n" };
  const editor = await Editor.startOnWeb({ files, settings: { ...LOOK, "files.exclude": { ".vscode": true } }, size: { width: 1100, height: 620 } }, installed());
  await editor.openFromExplorer("harbour-market.md");
  await until(() => editor.status.innerText(), (shown) => shown.trim() === "10 to repair");
  await editor.goTo(14, 57);
  await ask(() => editor.page.keyboard.press("Control+."), (timeout) => editor.page.locator(".action-widget .monaco-list-row").first().waitFor({ timeout }));
  await editor.page.mouse.move(2, 2);
  await picture(editor, "pictures/web.png");
  await editor.stop();
}

const all = { narrow, wide, translated, web };
const wanted = process.argv.slice(2);
for (const [name, take] of Object.entries(all)) {
  if (wanted.length === 0 || wanted.includes(name)) {
    await take();
  }
}
