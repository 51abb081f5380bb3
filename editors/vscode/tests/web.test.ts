// The extension in VS Code for the Web: in the browser alone, on files that are on no disk.

import assert from "node:assert/strict";
import { after, before } from "node:test";

import { HARBOUR, HARBOUR_IN_GERMAN, MARKET, NAMES, NOTE, NOTE_FIXED } from "./support/articles.ts";
import { ask, Editor, editorTest, until } from "./support/editor.ts";
import { installed } from "./support/environment.ts";

/** More than a megabyte of Markdown, with one damage at its top and one at its end. */
const LARGE = `Read < b >this</b> first.\n\n${"A paragraph about the mill, its wheel and its [history](mill.html), which is long.\n\n".repeat(14_000)}Read < i >this</i> last.\n`;

/** The files of the workspace, as the editor has saved them. */
const files: Record<string, string> = {
  "market.md": MARKET,
  "names.html": NAMES,
  "typed.md": "# The mill\n\nIt turns.\n",
  "save.md": NOTE,
  "large.md": LARGE,
  "harbour.en.md": HARBOUR,
  "harbour.de.md": HARBOUR_IN_GERMAN,
  "hafen.md": HARBOUR_IN_GERMAN,
  "card.njk": NOTE,
  "left-out.md": NOTE,
  "quiet.md": NOTE,
  "copydesk.toml": 'exclude = ["left-out.md"]\nbaseline = "known.json"\n\n[per-file-ignores]\n"quiet.*" = ["spaced-tag"]\n\n[flavors]\nnjk = "html"\n\n[translations]\n',
};

let editor: Editor;

before(async () => {
  const settings = { "editor.codeActionsOnSave": { "source.fixAll.copydesk": "explicit" } };
  editor = await Editor.startOnWeb({ files, settings }, installed());
});

after(() => editor?.stop());

const check = (name: string, run: () => Promise<void>) => editorTest(name, () => editor, run);

const open = (name: string) => editor.openFromExplorer(name);

/** The lines of the editor in front that are on the screen. */
async function text(): Promise<string> {
  const lines = await editor.page.locator(".editor-group-container.active .editor-instance .view-lines").first().innerText();
  return lines.replaceAll("\u00a0", " ");
}

const shown = (pattern: RegExp) => until(async () => (await editor.status.innerText()).trim(), (status) => pattern.test(status));

/** Opens the light bulb at a place, and gives what it offers. */
async function offers(line: number, column: number) {
  await editor.goTo(line, column);
  const rows = editor.page.locator(".action-widget .monaco-list-row");
  await ask(() => editor.page.keyboard.press("Control+."), (timeout) => rows.first().waitFor({ timeout }));
  return { rows, titles: await rows.allInnerTexts() };
}

check("damages of an article that is on no disk are underlined and counted, as on the desktop", async () => {
  await open("market.md");
  await until(() => editor.page.locator(".squiggly-error").count(), (count) => count >= 9);
  await editor.page.locator(".squiggly-warning").first().waitFor();
  await shown(/^10 to repair$/);
});

check("pointing at a damage on the Web explains it", async () => {
  const hover = editor.page.locator(".monaco-hover:not(.hidden)").filter({ hasText: "spaced-tag" }).first();
  const point = async () => {
    const box = await editor.page.locator(".squiggly-error").first().boundingBox();
    assert.ok(box);
    await editor.page.mouse.move(2, 2);
    await editor.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 5 });
  };
  await ask(point, (timeout) => hover.waitFor({ timeout }));
  const said = (await hover.innerText()).replaceAll("\u00a0", " ");
  assert.match(said, /^Misplaced whitespace in the tag <strong>[^]*- .*< strong >[^]*\+ .*<strong>[^]*A browser expects/);
  await editor.page.keyboard.press("Escape");
});

check("the light bulb on the Web offers what the one on the desktop does, and applies one fix", async () => {
  const { rows, titles } = await offers(14, 56);
  assert.ok(titles.some((title) => title.includes("Ignore `stray-end-tag` here")), titles.join(" | "));
  await rows.filter({ hasText: "</p>" }).first().click();
  await until(text, (lines) => lines.includes("from six o'clock.\n"));
  await shown(/^9 to repair$/);
  await editor.command("File: Revert File");
  await shown(/^10 to repair$/);
});

check("all findings of a rule are fixed at once", async () => {
  const { rows, titles } = await offers(8, 60);
  assert.ok(titles.some((title) => title.includes("Fix all `list-residue` findings")), titles.join(" | "));
  await rows.filter({ hasText: "Fix all `list-residue` findings" }).first().click();
  await until(text, (lines) => !lines.includes("</li>"));
  await shown(/^8 to repair$/);
  await editor.command("File: Revert File");
  await shown(/^10 to repair$/);
});

check("a comparison on the Web shows the repaired text, and applies it", async () => {
  await editor.command("copydesk: Compare with Repaired");
  await editor.pick("All fixes");
  const repaired = editor.page.locator(".monaco-diff-editor .editor.modified .view-lines");
  await until(() => repaired.innerText(), (lines) => lines.includes("<strong>seven in the morning</strong>".replaceAll(" ", "\u00a0")));
  const button = editor.page.locator('.editor-actions [aria-label="Apply These Repairs"]').first();
  await button.click();
  await editor.page.locator(".tab", { hasText: "Repaired" }).waitFor({ state: "detached" });
  await until(text, (lines) => lines.includes("<strong>seven in the morning</strong>"));
  await shown(/^No damage$/);
  assert.equal(files["market.md"], MARKET, "nothing is saved that nobody saved");
  await editor.command("File: Revert File");
  await shown(/^10 to repair$/);
});

check("the article is fixed by the command, and what is left is said", async () => {
  await editor.command("copydesk: Fix All in This Document");
  await until(text, (lines) => lines.includes("<strong>seven in the morning</strong>"));
  await editor.message("More fixes are available").waitFor();
  await editor.closeAll();
});

check("findings follow what is typed", async () => {
  await open("typed.md");
  await shown(/^No damage$/);
  await editor.goTo(3, 10);
  await editor.page.keyboard.type(" Read < b >this</b > 🎡 and < i >that< /i >");
  await shown(/^3 to repair$/);
  await editor.goTo(1, 11);
  await editor.page.keyboard.press("Enter");
  await editor.page.keyboard.type("One more < u >line</u>.");
  await shown(/^4 to repair$/);
  await editor.command("copydesk: Fix All in This Document");
  await until(text, (lines) => lines.includes("One more <u>line</u>.") && lines.includes("Read <b>this</b > 🎡 and <i>that</i>"));
  await shown(/^No damage$/);
});

check("saving an article on the Web fixes it", async () => {
  await open("save.md");
  await shown(/^1 to repair$/);
  await editor.goTo(1, 1);
  await editor.page.keyboard.type("Note: ");
  await editor.page.keyboard.press("Control+S");
  await until(() => files["save.md"], (saved) => saved === `Note: ${NOTE_FIXED}`);
});

check("copydesk.toml says which files are left out, and which rules do not run on some", async () => {
  await open("card.njk");
  await shown(/^1 to repair$/);
  const tooltip = editor.page.locator(".monaco-hover:not(.hidden)", { hasText: "In the browser" }).first();
  const point = async () => {
    await editor.page.mouse.move(2, 2);
    await editor.status.hover();
  };
  await ask(point, (timeout) => tooltip.getByText("does not count here").waitFor({ timeout }));
  await editor.page.keyboard.press("Escape");
  await open("left-out.md");
  await editor.command("copydesk: Fix All in This Document");
  await editor.message("settings exclude this document").waitFor();
  await open("quiet.md");
  await editor.page.keyboard.press("Control+End");
  await editor.page.keyboard.type("It opens at ten.</p>");
  await shown(/^1 to repair$/);
});

check("a finding is ignored by a comment", async () => {
  const { rows } = await offers(2, 18);
  await rows.filter({ hasText: "Ignore `stray-end-tag` here" }).first().click();
  await until(text, (lines) => lines.includes("It opens at ten.</p> <!-- copydesk-ignore stray-end-tag -->"));
  await shown(/^No damage$/);
});

check("a copydesk.toml that is saved counts at once, and one with a mistake is told", async () => {
  await open("save.md");
  await editor.page.keyboard.press("Control+End");
  await editor.page.keyboard.type("Read < b >this</b>.");
  await shown(/^1 to repair$/);
  await open("copydesk.toml");
  await editor.page.keyboard.press("Control+Home");
  await editor.page.keyboard.type('ignore = ["tagz"]\n');
  await editor.page.keyboard.press("Control+S");
  await editor.message("unknown rule or group `tagz`").waitFor();
  await editor.goTo(1, 16);
  await editor.page.keyboard.press("Backspace");
  await editor.page.keyboard.type("s");
  await editor.page.keyboard.press("Control+S");
  await until(() => files["copydesk.toml"], (saved) => saved?.startsWith('ignore = ["tags"]') === true);
  await open("save.md");
  await shown(/^No damage$/);
  await open("copydesk.toml");
  await editor.page.keyboard.press("Control+Home");
  await editor.page.keyboard.press("Control+Shift+K");
  await editor.page.keyboard.press("Control+S");
  await open("save.md");
  await shown(/^1 to repair$/);
});

check("a translation on the Web is compared with its original, which opens beside it", async () => {
  await editor.closeAll();
  await open("harbour.de.md");
  await shown(/^3 to repair, 1 for you$/);
  const { rows, titles } = await offers(12, 5);
  assert.ok(titles.some((title) => title.endsWith("(check it)")), titles.join(" | "));
  await rows.filter({ hasText: "NOTE" }).first().click();
  await until(text, (lines) => lines.includes("[!NOTE]"));
  await shown(/^2 to repair, 1 for you$/);
  await editor.command("copydesk: Open the Original Beside");
  await editor.page.locator('.tab[data-resource-name="harbour.en.md"]').waitFor();
  await editor.closeAll();
});

check("where no original is known, one is chosen, and counts from then on", async () => {
  await open("harbour.en.md");
  await open("hafen.md");
  await shown(/^1 to repair$/);
  await editor.command("copydesk: Open the Original Beside");
  await editor.pick("harbour.en.md");
  await shown(/^3 to repair, 1 for you$/);
  await editor.closeAll();
});

check("a page of a rule is opened", async () => {
  await open("market.md");
  await editor.goTo(14, 56);
  await editor.command("copydesk: Explain This Rule");
  await editor.page.locator(".tab", { hasText: "stray-end-tag" }).waitFor();
  await editor.closeAll();
});

check("a preview of HTML on the Web runs no script and shows the repaired page", async () => {
  await open("names.html");
  await editor.command("copydesk: Preview Repaired");
  await editor.preview("repaired").locator("b", { hasText: "again" }).waitFor();
  await editor.closeAll();
});

check("an article that was never saved is checked", async () => {
  await editor.command("copydesk: Open the Sample Article");
  await shown(/^10 to repair$/);
  await editor.command("copydesk: Next Damage");
  await editor.page.locator(".action-widget .monaco-list-row").first().waitFor();
  await editor.page.keyboard.press("Escape");
  await editor.closeAll();
});

check("a megabyte is checked while it is edited", async () => {
  await open("large.md");
  await shown(/^2 to repair$/);
  await editor.goTo(1, 1);
  await editor.page.keyboard.type("Now < u >here</u>: ");
  await shown(/^3 to repair$/);
  await editor.command("copydesk: Fix All in This Document");
  await shown(/^No damage$/);
});

check("commands that the Web does not have are not offered", async () => {
  await editor.page.keyboard.press("F1");
  await editor.page.locator(".quick-input-widget input").fill(">copydesk: Fix");
  const rows = editor.page.locator(".quick-input-widget .monaco-list-row");
  await rows.filter({ hasText: "Fix All in This Document" }).first().waitFor();
  assert.equal(await rows.filter({ hasText: "Fix the Workspace" }).count(), 0);
  await editor.page.keyboard.press("Escape");
});
