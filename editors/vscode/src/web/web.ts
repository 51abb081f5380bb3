// The extension on the Web, where there is no program to run: the core works in the worker that the editor runs extensions in.

import * as vscode from "vscode";

import { Articles } from "../articles/articles.ts";
import { offer } from "../offer.ts";
import { Status } from "../status.ts";
import { Actions } from "./actions.ts";
import { Checks } from "./checks.ts";
import { ChosenOriginals } from "./chosen.ts";
import { Desk } from "./desk.ts";
import { Hovers } from "./hover.ts";
import { Module } from "./module.ts";
import { nextDamage } from "./next.ts";
import { SettingsFiles } from "./settings.ts";

/** Called by the editor. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  // Commands that there are on the desktop alone leave the menus.
  void vscode.commands.executeCommand("setContext", "copydesk.onWeb", true);
  const logs = vscode.window.createOutputChannel("copydesk", { log: true });
  const articles = new Articles(schemes);
  const module = new Module(context.extensionUri, logs);
  const settings = new SettingsFiles(articles, logs);
  const chosen = new ChosenOriginals(context.workspaceState, articles);
  const checks = new Checks(module, articles, settings, (translation) => chosen.of(translation));
  const status = new Status(module, articles, (article) => missing(checks, article));
  context.subscriptions.push(logs, articles, module, settings, checks, status);
  const selector = { pattern: "**" };
  context.subscriptions.push(
    vscode.languages.registerCodeActionsProvider(selector, new Actions(checks), { providedCodeActionKinds: Actions.kinds }),
    vscode.languages.registerHoverProvider(selector, new Hovers(checks)),
  );
  const askOriginal = async (article: vscode.TextDocument) => {
    const original = await chosen.ask(article);
    await checks.renew(article.uri);
    return original;
  };
  offer(context, { running: module, answers: new Desk(module, checks), articles, logs, askOriginal }, {
    plain: {},
    onArticle: { next: (article) => nextDamage(article) },
  });
  // Not awaited: where files cannot be searched, the editor never answers.
  void articles.begin();
  await module.restart();
}

/** Where files are that copydesk can read: in the folders that are open, and on the disk where the browser gives access to it. */
function schemes(): string[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return [...new Set(["file", ...folders.map(({ uri }) => uri.scheme)])];
}

/** What the status item says of what is missing on the Web. */
function missing(checks: Checks, article: vscode.TextDocument): string {
  const keys = checks.all().find(({ document }) => document === article)?.counting.unsupported ?? [];
  const settings = keys.length === 0 ? "" : ` Of \`copydesk.toml\`, ${keys.map((key) => `\`${key}\``).join(" and ")} ${keys.length === 1 ? "does" : "do"} not count here.`;
  return `\n\nIn the browser, the panel *Next Damage* and *Fix the Workspace* are missing.${settings}`;
}
