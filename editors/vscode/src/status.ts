// The item in the status bar: how much there is to do in the article, or why it is not checked.

import * as vscode from "vscode";

import type { Articles } from "./articles/articles.ts";
import { findings } from "./rules.ts";
import type { Running } from "./running/state.ts";
import { inWords, type Outlook } from "./walk/damage.ts";

/** Diagnostics that the server sends for one document at most; the last of them counts the rest. */
const MOST = 1_000;

/** Shows the state of the current article. */
export class Status implements vscode.Disposable {
  readonly #item: vscode.StatusBarItem;
  readonly #running: Running;
  readonly #articles: Articles;
  readonly #more: (article: vscode.TextDocument) => string;
  readonly #disposables: vscode.Disposable[];

  /** `more` gives Markdown that the tooltip ends with. */
  constructor(running: Running, articles: Articles, more: (article: vscode.TextDocument) => string = () => "") {
    this.#running = running;
    this.#more = more;
    this.#articles = articles;
    this.#item = vscode.window.createStatusBarItem("copydesk.status", vscode.StatusBarAlignment.Left, -10);
    this.#item.name = "copydesk";
    const show = () => this.#show();
    this.#disposables = [
      this.#item,
      running.onDidChange(show),
      articles.onDidTurn(show),
      articles.onDidChange(show),
      vscode.languages.onDidChangeDiagnostics(show),
    ];
    this.#show();
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  #show(): void {
    const state = this.#running.state;
    const item = this.#item;
    item.backgroundColor = undefined;
    switch (state.kind) {
      case "failed":
        item.text = "$(error) copydesk";
        item.tooltip = state.problem.message;
        item.command = "copydesk.showProblem";
        item.backgroundColor = new vscode.ThemeColor("statusBarItem.errorBackground");
        item.show();
        break;
      case "stopped":
        item.hide();
        break;
      case "starting":
        item.text = "$(sync~spin) copydesk";
        item.tooltip = "copydesk is starting";
        item.command = "copydesk.showLogs";
        item.show();
        break;
      case "running":
        this.#count();
    }
  }

  #count(): void {
    const article = this.#articles.current();
    if (article === undefined) {
      this.#item.hide();
      return;
    }
    const found = findings(article.uri);
    this.#item.text = text(found);
    this.#item.tooltip = tooltip(article, found, this.#more(article));
    this.#item.command = found.length > 0 ? "copydesk.next" : "copydesk.showDamages";
    this.#item.show();
    void vscode.commands.executeCommand("setContext", "copydesk.hasDamage", found.length > 0);
  }
}

/** What the server says about a finding beside what the editor shows of it. */
function outlook(finding: vscode.Diagnostic): Outlook {
  const { data } = finding as { data?: { outlook?: Outlook } };
  return data?.outlook ?? "person";
}

function counts(found: vscode.Diagnostic[]): Record<Outlook, number> {
  const counted = { safe: 0, likely: 0, person: 0 };
  found.forEach((finding) => (counted[outlook(finding)] += 1));
  return counted;
}

function text(found: vscode.Diagnostic[]): string {
  const icon = found.length === 0 ? "check" : "wrench";
  const more = found.length >= MOST ? " and more" : "";
  return `$(${icon}) ${inWords(counts(found))}${more}`;
}

function tooltip(article: vscode.TextDocument, found: vscode.Diagnostic[], more: string): vscode.MarkdownString {
  const name = article.uri.path.split("/").at(-1) ?? "";
  const shown = new vscode.MarkdownString();
  shown.isTrusted = { enabledCommands: ["copydesk.next", "copydesk.compare", "copydesk.preview", "copydesk.showDamages"] };
  if (found.length === 0) {
    return shown.appendText(`copydesk found nothing in ${name}.`).appendMarkdown(more);
  }
  const { safe, likely, person } = counts(found);
  const parts = [
    [safe, "safe to repair"],
    [likely, "to repair, and to be checked"],
    [person, "that copydesk cannot repair: for you"],
  ] as const;
  shown.appendText(`${name}:`);
  parts.filter(([number]) => number > 0).forEach(([number, what]) => shown.appendMarkdown(`\n- ${number} ${what}`));
  return shown.appendMarkdown("\n\n[Next Damage](command:copydesk.next) · [Compare](command:copydesk.compare) · [Preview](command:copydesk.preview) · [Show All](command:copydesk.showDamages)").appendMarkdown(more);
}
