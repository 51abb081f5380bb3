// Explain This Rule: the page of the rule that found something.

import * as vscode from "vscode";

import type { Answers } from "./answers.ts";

const SCHEME = "copydesk-rule";

/** What copydesk found in a document; without the last entry of a long list, which counts the rest. */
export function findings(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === "copydesk");
}

/** The name of the rule that a finding comes from. */
function ruleOf(finding: vscode.Diagnostic): string | undefined {
  const code = finding.code;
  const name = typeof code === "object" ? code.value : code;
  return name === undefined ? undefined : String(name);
}

/** Shows the pages of rules. */
export class Rules implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #answers: Answers;
  readonly #registered: vscode.Disposable;

  constructor(answers: Answers) {
    this.#answers = answers;
    this.#registered = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  }

  provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    return this.#answers.explain(uri.path.replace(/\.md$/, ""));
  }

  /** Explains the rule at the cursor; where there is none or are several, asks which. */
  async explain(article: vscode.TextDocument, given?: string): Promise<void> {
    const rule = given ?? (await choose(article));
    if (rule !== undefined) {
      const page = vscode.Uri.from({ scheme: SCHEME, path: `${rule}.md` });
      await vscode.workspace.openTextDocument(page);
      await show(page);
    }
  }

  dispose(): void {
    this.#registered.dispose();
  }
}

/** Shows a page beside the article, as text where the editor cannot show Markdown. */
async function show(page: vscode.Uri): Promise<void> {
  try {
    await vscode.commands.executeCommand("markdown.showPreviewToSide", page);
  } catch {
    await vscode.window.showTextDocument(page, { viewColumn: vscode.ViewColumn.Beside, preview: true });
  }
}

async function choose(article: vscode.TextDocument): Promise<string | undefined> {
  const all = findings(article.uri);
  const editor = vscode.window.visibleTextEditors.find((editor) => editor.document === article);
  const at = editor?.selection;
  const here = all.filter((finding) => at !== undefined && finding.range.intersection(at) !== undefined);
  const onLine = all.filter((finding) => at !== undefined && finding.range.start.line <= at.active.line && at.active.line <= finding.range.end.line);
  const candidates = [here, onLine, all].find((some) => some.length > 0) ?? [];
  const byRule = new Map(candidates.flatMap((finding) => {
    const rule = ruleOf(finding);
    return rule === undefined ? [] : [[rule, finding.message] as const];
  }));
  if (byRule.size === 0) {
    void vscode.window.showInformationMessage("copydesk found nothing in this document to explain.");
    return undefined;
  }
  if (byRule.size === 1) {
    return [...byRule.keys()][0];
  }
  const items = [...byRule].map(([label, detail]) => ({ label, detail }));
  const chosen = await vscode.window.showQuickPick(items, { title: "Explain which rule?", matchOnDetail: true });
  return chosen?.label;
}
