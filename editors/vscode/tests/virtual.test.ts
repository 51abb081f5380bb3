// The extension on the desktop, where a repository is open without a copy of it on a disk.

import { after, before } from "node:test";

import { NOTE, NOTE_FIXED } from "./support/articles.ts";
import { Editor, editorTest, until } from "./support/editor.ts";
import { FOLDER } from "./support/web.ts";

let editor: Editor;

before(async () => {
  const variables = { COPYDESK_TEST_FILES: JSON.stringify({ "note.md": NOTE }) };
  editor = await Editor.start({ files: {}, folder: FOLDER, variables });
});

after(() => editor?.stop());

editorTest("an article of a virtual workspace is checked and fixed", () => editor, async () => {
  await editor.openFromExplorer("note.md");
  await until(() => editor.status.innerText(), (shown) => shown.trim() === "1 to repair");
  await editor.command("copydesk: Fix All in This Document");
  const lines = editor.page.locator(".editor-instance .view-lines").first();
  await until(async () => (await lines.innerText()).replaceAll("\u00a0", " "), (shown) => shown.includes(NOTE_FIXED.trim()));
});
