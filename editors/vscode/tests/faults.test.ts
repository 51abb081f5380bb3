// A server that is missing, crashes or hangs: the user is told what to do.

import assert from "node:assert/strict";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before } from "node:test";

import { NOTE } from "./support/articles.ts";
import { ask, Editor, editorTest, until } from "./support/editor.ts";
import { needed } from "./support/environment.ts";

let editor: Editor;

before(async () => {
  editor = await Editor.start({ files: { "note.md": NOTE }, settings: { "copydesk.path": "/nowhere/copydesk" } });
});

after(() => editor?.stop());

const check = (name: string, run: () => Promise<void>) => editorTest(name, () => editor, run);

const squiggle = () => editor.page.locator(".squiggly-error").first();

/** Has the extension run this script as its server, and waits until it does. */
async function serve(name: string, script: string): Promise<void> {
  const file = editor.path(`../${name}`);
  writeFileSync(file, `#!/bin/sh\necho x >> '${path.resolve(editor.path(`../${name}.runs`))}'\n${script}\n`);
  chmodSync(file, 0o755);
  // The editor may miss that a file changed.
  const set = () => editor.set({ "copydesk.path": path.resolve(file) });
  await ask(set, (timeout) => until(() => written(`${name}.runs`), (runs) => runs !== "", timeout));
}

/** A file beside the workspace that a script writes. */
const written = (name: string) => {
  const file = editor.path(`../${name}`);
  return existsSync(file) ? readFileSync(file, "utf8") : "";
};

/** A script that notes its process, and becomes the server. */
const noting = (pids: string) => `echo $$ >> '${path.resolve(editor.path(`../${pids}`))}'\nexec '${needed("COPYDESK")}' "$@"`;

const numbers = (name: string) => written(name).split("\n").filter((line) => line !== "").map(Number);

check("a setting that names no program is said, and the way out offered", async () => {
  await editor.open("note.md");
  const message = editor.message("points to /nowhere/copydesk, but there is no program there");
  await message.getByRole("button", { name: "Open the Setting" }).waitFor();
  await editor.page.locator('.statusbar-item[id="copydesk.copydesk.copydesk.status"].error-kind').waitFor();
});

check("a command says so too, instead of failing in its own way", async () => {
  await editor.command("Notifications: Clear All Notifications");
  await editor.command("copydesk: Fix All in This Document");
  await editor.message("there is no program there").waitFor();
  await editor.command("Notifications: Clear All Notifications");
});

check("with the setting emptied, the program that came along is run", async () => {
  await ask(() => editor.set({ "copydesk.path": "" }), (timeout) => squiggle().waitFor({ timeout }));
  await until(() => editor.status.innerText(), (shown) => /to repair/.test(shown));
});

check("a server that is killed is started again", async () => {
  await serve("killed", noting("killed.pids"));
  const [first] = await until(() => numbers("killed.pids"), (pids) => pids.length === 1);
  await squiggle().waitFor();
  assert.ok(first);
  process.kill(first, "SIGKILL");
  await until(() => numbers("killed.pids"), (pids) => pids.length === 2);
  await until(() => editor.status.innerText(), (shown) => /to repair/.test(shown));
  await squiggle().waitFor();
});

check("a server that hangs is noticed, said, and started again", async () => {
  await serve("hung", noting("hung.pids"));
  const [first] = await until(() => numbers("hung.pids"), (pids) => pids.length === 1);
  await until(() => editor.status.innerText(), (shown) => /to repair/.test(shown));
  assert.ok(first);
  process.kill(first, "SIGSTOP");
  await editor.goTo(1, 1);
  await editor.page.keyboard.type("Note: ");
  await editor.message("stopped responding and was restarted").waitFor();
  await until(() => numbers("hung.pids"), (pids) => pids.length === 2);
  await squiggle().waitFor();
});

check("a server that crashes five times is not started a sixth time", async () => {
  await serve("crashing", "echo 'the disk is full' >&2\nexit 3");
  const message = editor.message("stopped unexpectedly 5 times within 3 minutes");
  await message.getByRole("button", { name: "Show Logs" }).waitFor();
  assert.equal(written("crashing.runs"), "x\n".repeat(5));
  assert.equal(await editor.page.locator(".notification-toast", { hasText: /Pending response|connection|ECONN|EPIPE/i }).count(), 0);
});

check("the logs tell what a server said at its end", async () => {
  await editor.message("stopped unexpectedly").getByRole("button", { name: "Show Logs" }).click();
  const lines = editor.page.locator(".part.panel .view-lines", { hasText: "full" });
  await until(async () => (await lines.innerText()).replaceAll("\u00a0", " "), (shown) => shown.includes("the disk is full"));
});

check("a restart by hand counts anew, and works once the cause is gone", async () => {
  const file = editor.path("../crashing");
  writeFileSync(file, `#!/bin/sh\nexec '${needed("COPYDESK")}' "$@"\n`);
  await editor.command("copydesk: Restart");
  await until(() => editor.status.innerText(), (shown) => /to repair/.test(shown));
});

check("a server that hangs while it starts is started again", async () => {
  const begun = path.resolve(editor.path("../begun"));
  await editor.command("Notifications: Clear All Notifications");
  await serve("slow", `if [ -e '${begun}' ]; then exec '${needed("COPYDESK")}' "$@"; fi\ntouch '${begun}'\nexec sleep 1000`);
  await editor.message("stopped responding and was restarted").waitFor();
  await until(() => editor.status.innerText(), (shown) => /to repair/.test(shown));
});
