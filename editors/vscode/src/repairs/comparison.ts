// An article beside its repaired text, in the editor's own comparison.

import * as vscode from "vscode";

import { type Answers, type Extent, NotRunning } from "../answers.ts";
import type { Articles } from "../articles/articles.ts";
import { repair } from "./repairs.ts";

/** The scheme of repaired texts: the path is the article's, the query names the article and the extent. */
export const REPAIRED = "copydesk-repaired";

/** Milliseconds without a change after which repaired texts are brought up to date. */
const PAUSE = 300;

interface Origin {
  article: vscode.Uri;
  extent: Extent;
}

/** Gives the editor the repaired texts of articles, and keeps them up to date. */
export class Comparisons implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #answers: Answers;
  readonly #articles: Articles;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #disposables: vscode.Disposable[];
  readonly #waiting = new Map<string, NodeJS.Timeout>();

  readonly onDidChange = this.#changed.event;

  constructor(answers: Answers, articles: Articles) {
    this.#answers = answers;
    this.#articles = articles;
    this.#disposables = [
      vscode.workspace.registerTextDocumentContentProvider(REPAIRED, this),
      vscode.workspace.onDidChangeTextDocument((event) => this.#edited(event.document)),
      this.#changed,
    ];
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { article, extent } = originOf(uri);
    // The article may have been closed since the comparison was opened.
    const document = await vscode.workspace.openTextDocument(article);
    try {
      return (await this.#answers.repaired(document.uri, extent)) ?? document.getText();
    } catch (error) {
      if (error instanceof NotRunning) {
        return document.getText();
      }
      throw error;
    }
  }

  /** Shows what fixes would make of an article; asks which, unless that is given. */
  async compare(article: vscode.TextDocument, given?: Extent): Promise<void> {
    const extent = given ?? (await askExtent());
    if (extent === undefined) {
      return;
    }
    const text = await this.#answers.repaired(article.uri, extent);
    if (text === undefined) {
      void vscode.window.showInformationMessage("The copydesk settings exclude this document, so there is nothing to compare.");
      return;
    }
    const name = article.uri.path.split("/").at(-1) ?? "";
    const which = extent === "safe" ? "safe fixes" : "all fixes";
    const repaired = addressOf({ article: article.uri, extent });
    this.#changed.fire(repaired);
    await vscode.commands.executeCommand("vscode.diff", article.uri, repaired, `${name} ↔ Repaired (${which})`);
  }

  /** Applies the repairs that the comparison in front shows. */
  async apply(): Promise<void> {
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    const input = tab?.input;
    if (tab === undefined || !(input instanceof vscode.TabInputTextDiff) || input.modified.scheme !== REPAIRED) {
      void vscode.window.showInformationMessage("Open a comparison with the repaired article first.");
      return;
    }
    const { article, extent } = originOf(input.modified);
    const document = await vscode.workspace.openTextDocument(article);
    await repair(this.#answers, document, extent);
    // There is nothing to compare any more.
    await vscode.window.tabGroups.close(tab);
    await vscode.window.showTextDocument(document);
  }

  /** Brings every repaired text that is open up to date, since the server or its settings changed. */
  refresh(): void {
    for (const document of vscode.workspace.textDocuments.filter((document) => document.uri.scheme === REPAIRED)) {
      this.#changed.fire(document.uri);
    }
  }

  dispose(): void {
    this.#waiting.forEach((timer) => clearTimeout(timer));
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  #edited(article: vscode.TextDocument): void {
    if (!this.#articles.isArticle(article)) {
      return;
    }
    const key = article.uri.toString();
    clearTimeout(this.#waiting.get(key));
    this.#waiting.set(key, setTimeout(() => {
      this.#waiting.delete(key);
      for (const extent of ["safe", "all"] as const) {
        this.#changed.fire(addressOf({ article: article.uri, extent }));
      }
    }, PAUSE));
  }
}

function addressOf({ article, extent }: Origin): vscode.Uri {
  return article.with({ scheme: REPAIRED, authority: "", query: JSON.stringify([article.toString(), extent]) });
}

function originOf(uri: vscode.Uri): Origin {
  const [article, extent] = JSON.parse(uri.query) as [string, Extent];
  return { article: vscode.Uri.parse(article), extent };
}

async function askExtent(): Promise<Extent | undefined> {
  const choices = [
    { label: "Safe fixes", detail: "No words change. This is what fix on save does.", extent: "safe" as const },
    { label: "All fixes", detail: "Likely fixes too: review the result before you keep it.", extent: "all" as const },
  ];
  const chosen = await vscode.window.showQuickPick(choices, { title: "Compare with which repairs?", ignoreFocusOut: true });
  return chosen?.extent;
}
