// Asserts through the editor's API, and writes what came of each test into the file COPYDESK_TEST_RESULT, a line of JSON
// each. Where that is not set, it does nothing.
"use strict";

const assert = require("node:assert/strict");
const { appendFileSync } = require("node:fs");
const vscode = require("vscode");

/** Milliseconds after which something that should have come is given up. */
const LIMIT = 60_000;

/** Milliseconds after which what was done and had no effect is done again. */
const PATIENCE = 10_000;

/** Calls `get` until it gives something; `what` says, then, what did not come. */
async function until(get, what) {
  const end = Date.now() + LIMIT;
  for (;;) {
    const value = await get();
    if (value) {
      return value;
    }
    assert.ok(Date.now() < end, `gave up waiting for ${typeof what === "string" ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Asks the editor until `find` finds something in its answer. The editor cancels a request when another extension begins to
 * answer requests of that kind, as Markdown's does while it starts; and it passes over those that do not answer yet.
 */
function ask(command, args, find, what) {
  return until(async () => {
    try {
      return find(await vscode.commands.executeCommand(command, ...args));
    } catch (error) {
      if (error instanceof vscode.CancellationError || error.name === "Canceled") {
        return undefined;
      }
      throw error;
    }
  }, what);
}

/** Does something until it has its effect, which the editor may cancel or miss for the same reasons. */
async function act(work, isDone, what) {
  let last = -Infinity;
  await until(async () => {
    if (isDone()) {
      return true;
    }
    if (Date.now() > last + PATIENCE) {
      last = Date.now();
      await work();
    }
    return isDone();
  }, what);
}

async function open(name) {
  const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, name);
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
}

const found = (document) => vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === "copydesk");

const damaged = (document) => until(() => found(document).length > 0 && found(document), `damages of ${document.fileName}`);

const code = ({ code }) => String(typeof code === "object" ? code.value : code);

const tests = {
  async "diagnostics have a rule, a severity and a range"() {
    const document = await open("note.md");
    const [first] = await damaged(document);
    assert.equal(code(first), "spaced-tag");
    assert.equal(first.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(document.getText(first.range), "< em >");
  },

  async "articles that are not open are in the list where that is asked for"() {
    await damaged(await open("note.md"));
    const folder = vscode.workspace.workspaceFolders[0].uri;
    const closed = vscode.Uri.joinPath(folder, "closed.html");
    const count = () => vscode.languages.getDiagnostics(closed).length;
    assert.equal(count(), 0, "an editor that was just opened is quiet");
    const settings = vscode.workspace.getConfiguration("copydesk");
    await settings.update("lintWorkspace", true, vscode.ConfigurationTarget.Workspace);
    await until(() => count() > 0, "damages of closed.html");
    await settings.update("lintWorkspace", undefined, vscode.ConfigurationTarget.Workspace);
    await until(() => count() === 0, "the end of them");
  },

  async "code actions repair one damage"() {
    const document = await open("note.md");
    const [first] = await damaged(document);
    // The damages of the whole workspace are known before the editor asks for the actions of an article.
    const args = [document.uri, first.range, vscode.CodeActionKind.QuickFix.value, 5];
    const isPreferred = (action) => action.isPreferred && action.edit;
    const preferred = await ask("vscode.executeCodeActionProvider", args, (actions) => actions.find(isPreferred), "a preferred action with an edit");
    assert.ok(await vscode.workspace.applyEdit(preferred.edit));
    assert.equal(document.getText(), "The library is closed <em>today</em>.\n");
  },

  async "editor.action.fixAll repairs what is safe"() {
    const document = await open("fix-all.md");
    await damaged(document);
    const fix = () => vscode.commands.executeCommand("editor.action.fixAll");
    await act(fix, () => document.getText() === "Read <b>this</b> and <b>that</b>.\n", () => `fixes in ${document.getText()}`);
    await until(() => found(document).length === 0, "no damages");
  },

  async "line ends and characters beyond the basic plane keep their place"() {
    const document = await open("emoji.md");
    const [first] = await damaged(document);
    assert.equal(document.getText(first.range), "< em >");
    await vscode.commands.executeCommand("copydesk.fixDocument");
    await until(() => document.getText() === "😀😀 Hear <em>this</em>.\r\n\r\n😀 The end.\r\n", () => `fixes in ${JSON.stringify(document.getText())}`);
  },

  async "the outline lists headings once"() {
    const names = (symbols) => symbols?.map(({ name }) => name).filter((name) => name.includes("The mill")) ?? [];
    for (const name of ["outline.txt", "outline.md"]) {
      const document = await open(name);
      await damaged(document);
      const find = (symbols) => names(symbols).length > 0 && names(symbols);
      const found = await ask("vscode.executeDocumentSymbolProvider", [document.uri], find, `the heading of ${name}`);
      assert.equal(found.length, 1, `${name}: ${found}`);
    }
  },

  async "a baseline that copydesk.toml names counts"() {
    const document = await open("emoji-2.md");
    await damaged(document);
    const folder = vscode.workspace.workspaceFolders[0].uri;
    const { execFileSync } = require("node:child_process");
    const program = require("node:path").join(vscode.extensions.getExtension("copydesk.copydesk").extensionPath, "server/copydesk");
    execFileSync(program, ["lint", "--write-baseline", "known.json", "emoji-2.md"], { cwd: folder.fsPath });
    const file = vscode.Uri.joinPath(folder, "copydesk.toml");
    const write = () => vscode.workspace.fs.writeFile(file, new TextEncoder().encode('baseline = "known.json"\n'));
    await act(write, () => found(document).length === 0, "no damages but known ones");
    await vscode.workspace.fs.delete(file);
    await damaged(document);
  },

  async "a hover explains the rule"() {
    const document = await open("emoji-2.md");
    const [first] = await damaged(document);
    let text = "";
    const find = (hovers) => {
      text = hovers.flatMap(({ contents }) => contents.map((content) => content.value ?? content)).join("\n");
      return /spaced-tag/.test(text);
    };
    await ask("vscode.executeHoverProvider", [document.uri, first.range.start], find, () => `the rule in ${JSON.stringify(text)}`);
  },

  async "settings of the editor count at once"() {
    const document = await open("emoji-2.md");
    await damaged(document);
    const settings = vscode.workspace.getConfiguration("copydesk");
    await settings.update("ignore", ["spaced-tag"], vscode.ConfigurationTarget.Workspace);
    await until(() => found(document).length === 0, "no damages while the rule is ignored");
    await settings.update("ignore", undefined, vscode.ConfigurationTarget.Workspace);
    await damaged(document);
  },

  async "a settings file that changes counts at once"() {
    const document = await open("emoji-2.md");
    await damaged(document);
    const file = vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, "copydesk.toml");
    const write = () => vscode.workspace.fs.writeFile(file, new TextEncoder().encode('ignore = ["tags"]\n'));
    await act(write, () => found(document).length === 0, "no damages while the group is ignored");
    await vscode.workspace.fs.delete(file);
    await damaged(document);
  },

  async "a settings file is completed"() {
    const document = await open("deep/copydesk.toml");
    const args = [document.uri, new vscode.Position(0, 0)];
    const find = (list) => list.items.some(({ label }) => (label.label ?? label) === "extend-select") && list;
    const list = await ask("vscode.executeCompletionItemProvider", args, find, "a completion");
    assert.ok(list.items.length > 5);
  },

  async "a settings file is no article"() {
    const document = await open("deep/copydesk.toml");
    await vscode.commands.executeCommand("copydesk.fixDocument");
    assert.equal(document.isDirty, false);
  },

  async "the manifest keeps untrusted folders from choosing a program"() {
    const manifest = vscode.extensions.getExtension("copydesk.copydesk").packageJSON;
    const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    assert.equal(supported, "limited");
    assert.ok(restrictedConfigurations.includes("copydesk.path"));
    const settings = manifest.contributes.configuration.properties;
    for (const [name, { description, markdownDescription }] of Object.entries(settings)) {
      assert.ok(description || markdownDescription, `${name} has no description`);
    }
  },
};

exports.activate = async () => {
  const file = process.env.COPYDESK_TEST_RESULT;
  if (!file) {
    return;
  }
  const write = (result) => appendFileSync(file, `${JSON.stringify(result)}\n`);
  for (const [name, run] of Object.entries(tests)) {
    const error = await run().then(() => null, (error) => error.stack ?? String(error));
    write({ name, error });
  }
  write({ end: true });
};
