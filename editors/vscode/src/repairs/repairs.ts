// Applying repairs.

import * as vscode from "vscode";

import type { Answers, Extent } from "../answers.ts";
import { replacement } from "./edit.ts";

/** Repairs an open article. Says whether that changed it; `undefined` where it is no article, or cannot be edited. */
export async function repair(answers: Answers, article: vscode.TextDocument, extent: Extent): Promise<boolean | undefined> {
  const version = article.version;
  const text = await answers.repaired(article.uri, extent);
  if (text === undefined) {
    return undefined;
  }
  if (article.version !== version) {
    // Somebody typed meanwhile: what was repaired is not what is there now.
    return repair(answers, article, extent);
  }
  const change = replacement(article.getText(), text);
  if (change === undefined) {
    return false;
  }
  const edit = new vscode.WorkspaceEdit();
  edit.replace(article.uri, new vscode.Range(article.positionAt(change.start), article.positionAt(change.end)), change.text);
  return (await vscode.workspace.applyEdit(edit)) ? true : undefined;
}

/** Fixes what is safe to fix in an article, and tells what is left. */
export async function fixDocument(answers: Answers, article: vscode.TextDocument): Promise<void> {
  const changed = await repair(answers, article, "safe");
  if (changed === undefined) {
    void vscode.window.showInformationMessage("The copydesk settings exclude this document, so there is nothing to fix.");
    return;
  }
  const left = await answers.repaired(article.uri, "all");
  const hasMore = left !== undefined && left !== article.getText();
  const compare = "Compare with Repaired";
  const done = changed ? "Applied all safe fixes." : "There are no safe fixes to apply.";
  if (!hasMore) {
    vscode.window.setStatusBarMessage(`$(check) ${done}`, 5_000);
    return;
  }
  const more = "More fixes are available, but need your review.";
  const chosen = await vscode.window.showInformationMessage(`${done} ${more}`, compare);
  if (chosen === compare) {
    await vscode.commands.executeCommand("copydesk.compare", "all");
  }
}

/** The settings that make an editor fix on save. */
const ON_SAVE = "source.fixAll.copydesk";

/** Turns fix on save on, or off where it is on. */
export async function toggleFixOnSave(): Promise<void> {
  const settings = vscode.workspace.getConfiguration("editor");
  const actions = settings.get<Record<string, unknown>>("codeActionsOnSave", {});
  const isOn = actions[ON_SAVE] !== undefined && actions[ON_SAVE] !== "never" && actions[ON_SAVE] !== false;
  const inWorkspace = settings.inspect("codeActionsOnSave")?.workspaceValue !== undefined;
  const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  const value = isOn ? "never" : "explicit";
  await settings.update("codeActionsOnSave", { ...actions, [ON_SAVE]: value }, target);
  const told = isOn ? "Articles are no longer fixed when you save." : "From now on, saving an article applies all safe fixes.";
  void vscode.window.showInformationMessage(told);
}
