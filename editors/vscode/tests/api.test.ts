// Runs the assertions of the second extension, `api/`, in the editor's extension host.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before } from "node:test";

import { NOTE, PAGE, ROOT } from "./support/articles.ts";
import { Editor, editorTest, until } from "./support/editor.ts";

/** What came of a test; the last line of all says that this is the end. */
type Result = { name: string; error: string | null } | { end: true };

/** Milliseconds that one of the second extension's tests may take: some wait several times. */
const LIMIT = 180_000;

const result = path.join(mkdtempSync(path.join(tmpdir(), "copydesk-api-")), "results.jsonl");
writeFileSync(result, "");
let editor: Editor;

before(async () => {
  editor = await Editor.start({
    files: {
      "note.md": NOTE,
      "closed.html": PAGE,
      "fix-all.md": "Read < b >this< /b > and <b>that< / b>.\n",
      "emoji.md": "😀😀 Hear < em >this< /em >.\r\n\r\n😀 The end.\r\n",
      "emoji-2.md": "😀 Hear < em >this< /em >.\n",
      "deep/copydesk.toml": "\n",
      "outline.txt": "# The mill\n\nIt turns < b >again</b>.\n",
      "outline.md": "# The mill\n\nIt turns < b >again</b>.\n",
    },
    variables: { COPYDESK_TEST_RESULT: result },
  });
});

after(() => editor?.stop());

/** What came of the test `name`, or the end where it did not run; without a name, the end. */
async function resultOf(name: string | undefined): Promise<Result> {
  const find = () => {
    // A line that is still being written has no end yet.
    const lines = readFileSync(result, "utf8").split("\n").slice(0, -1);
    return lines.map((line) => JSON.parse(line) as Result).find((one) => "end" in one || one.name === name);
  };
  const found = await until(find, (one) => one !== undefined, LIMIT);
  assert.ok(found);
  return found;
}

// The names are read from the source, so that each test is counted, and missed where it does not run.
const source = readFileSync(path.join(ROOT, "tests/api/extension.cjs"), "utf8");
for (const [, name = ""] of source.matchAll(/^ {2}async "([^"]+)"\(\) \{$/gm)) {
  editorTest(name, () => editor, async () => {
    const one = await resultOf(name);
    if ("end" in one) {
      throw new Error("it did not run");
    }
    if (one.error !== null) {
      throw new Error(one.error);
    }
  });
}

editorTest("the second extension runs to its end", () => editor, async () => {
  await resultOf(undefined);
});
