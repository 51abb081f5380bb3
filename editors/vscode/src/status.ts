// The item in the status bar: how many findings the article has, or why it is not checked.

import * as vscode from "vscode";

import type { Articles } from "./articles/articles.ts";
import { findings } from "./rules.ts";
import type { Server } from "./server/server.ts";

/** Diagnostics that the server sends for one document at most; the last of them counts the rest. */
const MOST = 1_000;

/** Shows the state of the current article. */
export class Status implements vscode.Disposable {
  readonly #item: vscode.StatusBarItem;
  readonly #server: Server;
  readonly #articles: Articles;
  readonly #disposables: vscode.Disposable[];

  constructor(server: Server, articles: Articles) {
    this.#server = server;
    this.#articles = articles;
    this.#item = vscode.window.createStatusBarItem("copydesk.status", vscode.StatusBarAlignment.Left, -10);
    this.#item.name = "copydesk";
    const show = () => this.#show();
    this.#disposables = [
      this.#item,
      server.onDidChange(show),
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
    const state = this.#server.state;
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
    if (article === undefined || isElsewhere(this.#articles)) {
      this.#item.hide();
      return;
    }
    const found = findings(article.uri);
    this.#item.text = text(found.length);
    this.#item.tooltip = tooltip(article, found);
    this.#item.command = "copydesk.showDamages";
    this.#item.show();
  }
}

/** Whether the user edits something else than an article. */
function isElsewhere(articles: Articles): boolean {
  const active = vscode.window.activeTextEditor?.document;
  return active !== undefined && active.uri.scheme === "file" && !articles.isArticle(active);
}

function text(count: number): string {
  if (count === 0) {
    return "$(check) No findings";
  }
  const number = count >= MOST ? `${MOST - 1}+` : String(count);
  return `$(warning) ${number} ${count === 1 ? "finding" : "findings"}`;
}

function tooltip(article: vscode.TextDocument, found: vscode.Diagnostic[]): string {
  const name = article.uri.path.split("/").at(-1);
  if (found.length === 0) {
    return `copydesk found nothing in ${name}`;
  }
  const count = (severity: vscode.DiagnosticSeverity) => found.filter((one) => one.severity === severity).length;
  const parts = [
    [count(vscode.DiagnosticSeverity.Error), "error", "errors"],
    [count(vscode.DiagnosticSeverity.Warning), "warning", "warnings"],
    [count(vscode.DiagnosticSeverity.Information), "hint", "hints"],
  ] as const;
  const counted = parts.filter(([number]) => number > 0).map(([number, one, many]) => `${number} ${number === 1 ? one : many}`);
  return `copydesk found ${counted.join(", ")} in ${name}. Click to show the list.`;
}
