// Fix the Workspace, which the server does.

import * as vscode from "vscode";

import type { Articles } from "../articles/articles.ts";
import type { Requests } from "./requests.ts";

/** Fixes what is safe to fix in every article of the workspace, after a question. */
export async function fixWorkspace(requests: Requests, articles: Articles): Promise<void> {
  const fix = "Fix";
  const question = "Fix every article in the workspace?";
  const detail = "Only safe fixes are applied: no words change. The articles are opened and changed, but not saved. Review them, then save or undo.";
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, fix)) !== fix) {
    return;
  }
  const location = vscode.ProgressLocation.Notification;
  const message = await vscode.window.withProgress(
    { location, cancellable: true, title: "Fixing the workspace with copydesk" },
    (progress, cancel) => requests.fixWorkspace(progress, cancel),
  );
  const save = "Save the Articles";
  // Asked for one by one: saving "all" passes over those whose editors are still being opened.
  const unsaved = () => vscode.workspace.textDocuments.filter((document) => document.isDirty && articles.isArticle(document));
  const chosen = await vscode.window.showInformationMessage(`${message}.`, ...(unsaved().length > 0 ? [save] : []));
  if (chosen === save) {
    await Promise.all(unsaved().map((document) => document.save()));
  }
}
