// Open the Original Beside: a translation and its original side by side.

import * as vscode from "vscode";

import type { Answers } from "../answers.ts";
import type { Articles } from "../articles/articles.ts";
import { editorOf, Link } from "./link.ts";

/** Opens originals, and knows whether the article in front has one. */
export class Originals implements vscode.Disposable {
  readonly #answers: Answers;
  readonly #articles: Articles;
  readonly #ask: ((article: vscode.TextDocument) => Promise<vscode.Uri | undefined>) | undefined;
  readonly #links = new Set<Link>();
  readonly #turning: vscode.Disposable;
  /** Counts questions: an answer that was overtaken says nothing. */
  #asked = 0;

  /** `ask` asks for the original of an article of which none is known. */
  constructor(answers: Answers, articles: Articles, ask?: (article: vscode.TextDocument) => Promise<vscode.Uri | undefined>) {
    this.#answers = answers;
    this.#ask = ask;
    this.#articles = articles;
    this.#turning = articles.onDidTurn(() => void this.#turn());
  }

  /** Opens the original of an article in the column beside it; beside an original, its translation that is open. */
  async open(article: vscode.TextDocument): Promise<void> {
    const known = await this.#answers.original(article.uri);
    const [first, ...more] = known?.translations ?? [];
    if (known?.uri !== undefined) {
      await this.#show(article, article, vscode.Uri.parse(known.uri));
    } else if (first !== undefined) {
      const chosen = more.length === 0 ? first : await choose([first, ...more]);
      if (chosen !== undefined) {
        await this.#show(await vscode.workspace.openTextDocument(vscode.Uri.parse(chosen)), article, article.uri);
      }
    } else if (this.#ask !== undefined) {
      const chosen = await this.#ask(article);
      if (chosen !== undefined) {
        await this.#show(article, article, chosen);
      }
    } else {
      void vscode.window.showInformationMessage("No original of this article is known. “[translations]” in copydesk.toml says which article is the original of which.");
    }
  }

  /** Asks everything anew, since the server or its settings changed. */
  refresh(): void {
    void this.#turn();
    this.#links.forEach((link) => void link.refresh());
  }

  dispose(): void {
    this.#turning.dispose();
    this.#links.forEach((link) => link.dispose());
  }

  /** Shows the one of the two that is not `article` beside it, and links them. */
  async #show(translation: vscode.TextDocument, article: vscode.TextDocument, uri: vscode.Uri): Promise<void> {
    const original = await vscode.workspace.openTextDocument(uri);
    const other = article === translation ? original : translation;
    const shown = editorOf(article) ?? (await vscode.window.showTextDocument(article));
    if (editorOf(other) === undefined) {
      const before = shown.viewColumn === vscode.window.activeTextEditor?.viewColumn ? vscode.ViewColumn.Beside : (shown.viewColumn ?? 1) + 1;
      await vscode.window.showTextDocument(other, { viewColumn: before, preserveFocus: true, preview: false });
    }
    // An original that was opened now counts as it is in the editor.
    const known = await this.#answers.original(translation.uri);
    let link = [...this.#links].find((link) => link.links(translation, original));
    if (link === undefined) {
      const made: Link = new Link(this.#answers, translation, original, known, () => this.#links.delete(made));
      this.#links.add(made);
      link = made;
    }
    link.bring(article);
  }

  /** Tells the editor whether the article in front has an original: its menus depend on that. */
  async #turn(): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    const active = vscode.window.activeTextEditor?.document;
    const isArticle = active !== undefined && this.#articles.isArticle(active);
    const known = isArticle ? await this.#answers.original(active.uri).catch(() => undefined) : undefined;
    if (asked === this.#asked) {
      await vscode.commands.executeCommand("setContext", "copydesk.hasOriginal", known?.uri !== undefined);
    }
  }
}

async function choose(addresses: string[]): Promise<string | undefined> {
  const items = addresses.map((address) => ({ label: vscode.workspace.asRelativePath(vscode.Uri.parse(address)), address }));
  const chosen = await vscode.window.showQuickPick(items, { title: "Open which translation?" });
  return chosen?.address;
}
