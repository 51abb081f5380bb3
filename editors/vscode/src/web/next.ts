// Next Damage on the Web: the cursor goes to the next finding, and the light bulb opens there.

import * as vscode from "vscode";

import { findings } from "../rules.ts";

/** Goes to the first finding behind the cursor; behind the last one, to the first of the article. */
export async function nextDamage(article: vscode.TextDocument): Promise<void> {
  const open = vscode.window.visibleTextEditors.find((editor) => editor.document === article);
  const found = findings(article.uri).sort((one, other) => one.range.start.compareTo(other.range.start));
  const cursor = open?.selection.start ?? new vscode.Position(0, 0);
  const isAt = (finding: vscode.Diagnostic) => open?.selection.isEqual(finding.range) === true;
  const next = found.find((finding) => finding.range.start.isAfterOrEqual(cursor) && !isAt(finding)) ?? found[0];
  if (next === undefined) {
    void vscode.window.showInformationMessage("copydesk found nothing in this document.");
    return;
  }
  const column = open?.viewColumn;
  await vscode.window.showTextDocument(article, { selection: next.range, ...(column === undefined ? {} : { viewColumn: column }) });
  await vscode.commands.executeCommand("editor.action.quickFix");
}
